"""Kinds with what they are said of: 'tender and tight left piriformis', 'thumb and index finger numb'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.acts import cannot_walk, only_so_much, posture
from nmt_expert.interview.words.prose.belonging import (
    each_its_own,
    elsewhere,
    found_well,
    of_the_next,
    of_the_part_before,
    said_before,
)
from nmt_expert.interview.words.prose.misread import means_another
from nmt_expert.interview.words.prose.moves import STRENGTH
from nmt_expert.interview.words.prose.provoking import provoked
from nmt_expert.interview.words.stems import Word, passes, small
from nmt_expert.interview.words.tables import SUBJECTS, Kind

_JOIN = {"and", "or", "nor", ",", "to", "left", "right", "both", "with", "&"}
_NOT = (
    "not",
    "no",
    "without",
    "never",
    "does",
    "do",
    "did",
    "muscle",
    "muscles",
    "joint",
    "joints",
    "tendon",
    "tendons",
    "ligament",
    "bursa",
    "belly",
    "insertion",
    "origin",
    "brings",
    "gives",
    "side",
    "strength",
    "power",
    "looks",
    "look",
    "appears",
    "appear",
    "feels",
    "feel",
    "seems",
    "gets",
    "getting",
    "got",
    "becomes",
    "became",
    "becoming",
    "remains",
    "stays",
    "(",
    ")",
)
_ALL = ("all", "each")
_ANY = {"movement", "physical_activity", "exercise"}  # activity as such; a word before it names another
_NEAR = 4  # words within which a kind stands directly behind its subject


def pairs(phrases: Phrases, words: Sequence[Word], moves: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Each subject with its kinds: the kind that follows a list of subjects at once, else the last before; only what
    passes from one to the other may stand between. `moves`: movements whose joint is said elsewhere."""
    every = [k for k in phrases.found(words, "kind") if not only_so_much(words, k)]
    subjects = _subjects(phrases, words, every, moves)
    found = []
    for subject in subjects:
        kinds = [k for k in every if not within(k, subject) or k.last > subject.last]
        next_ = [k for k in kinds if k.first > subject.last and _close(words, subject, k, subjects)][:1]
        if next_ and of_the_next(words, subject, next_[0], kinds, subjects):
            next_ = []
        behind = _group(kinds, next_, words, subjects)
        before = _group(kinds, [k for k in kinds if k.last < subject.first][-1:], words, subjects)
        over = [k for k in every if k.first >= subject.first and k.last <= subject.last]
        suits = [k for k in behind if _suits(k, subject) and not _how_much(words, subject, k)]
        earlier = [k for k in before if _suits(k, subject) and _reaches(words, k, subject, kinds, subjects)]
        suits = [] if suits and elsewhere(words, subject, suits[0], subjects) else suits
        if suits and earlier and suits[0].first == subject.last + 1 and _apart(words, earlier[-1], subject):
            earlier = []  # 'swelling, neck pain'
        if earlier and (found_well(words, subject) or said_before(words, subject, earlier[-1], suits, subjects)):
            earlier = []
        if earlier and of_the_part_before(words, subject, earlier[-1], kinds, subjects):
            earlier = []
        if (
            suits
            and earlier
            and ((all(_quality(k) for k in earlier) and _pains(suits[0])) or _sends(suits[0], subject))
        ):
            suits = [*earlier, *suits]  # 'burning low back pain', 'trigger points in soleus that send pain to the heel'
        elif suits and earlier and (_close(words, earlier[-1], subject, ()) or not _directly(words, subject, suits[0])):
            suits = []
        found += [(kind, subject) for kind in suits or earlier or [k for k in over if _suits(k, subject)]]
    placed = {k for k, s in found if s.sort == "zones" and not within(k, s)}
    found = [(k, s) for k, s in found if not (within(k, s) and k in placed)]  # 'headache at the forehead'
    turned = {i for k, s in found if s.sort == "movements" for i in range(s.first, s.last + 1)}
    found = [(k, s) for k, s in found if not (s.sort == "activities" and _suits_movement(k) and s.first in turned)]
    found = [
        (k, s)
        for k, s in found
        if not (s.sort == "activities" and (cannot_walk(words, k, s) or posture(words, s, subjects)))
    ]
    done = {subject for _, subject in found}
    return [*found, *((k, s) for k, s in provoked(words, every, subjects) if s not in done)]


def family_of(kind: Mention, subject: Mention) -> str:
    """The family that a kind is of a subject, or ''. A symptom is no kind of activity: what joins them makes it its occasion."""
    if not isinstance(kind.values[0], Kind):
        return ""
    if kind.values[0].family(subject.sort) == "limited" and set(subject.values) <= STRENGTH:
        return "weak"  # 'grip reduced'
    return kind.values[0].family(subject.sort) or ("worse_with" if subject.sort == "activities" else "")


def _quality(kind: Mention) -> bool:
    """Is it said how it feels: 'burning', 'shooting'?"""
    return isinstance(kind.values[0], Kind) and kind.values[0].family("zones") in ("burning", "shooting")


def _sends(kind: Mention, subject: Mention) -> bool:
    """Is it said where a muscle's pain goes, or that it is the known one?"""
    return family_of(kind, subject) in ("referred_pain", "familiar_pain")


def _pains(kind: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and kind.values[0].family("zones") == "pain"


def _suits(kind: Mention, subject: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and bool(kind.values[0].family(subject.sort))


def _how_much(words: Sequence[Word], subject: Mention, kind: Mention) -> bool:
    """Is it how much something is done: 'eats less'?"""
    said = [word.text for word in words[kind.first : kind.last + 1]]
    return subject.sort == "activities" and kind.first == subject.last + 1 and said in (["less"], ["more"])


def _suits_movement(kind: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and bool(kind.values[0].family("movements"))


def _subjects(
    phrases: Phrases, words: Sequence[Word], kinds: Sequence[Mention], moves: Sequence[Mention]
) -> list[Mention]:
    told = [m for m in phrases.found(words, "finding") if m.last > m.first]
    tests = [m for m in told if phrases.a_test(str(m.values[0]))]
    subjects = _longest([*moves, *(m for over in SUBJECTS for m in phrases.found(words, over))])
    if not any(w.stem in ("reflex", "jerk") for w in words):
        subjects = [s for s in subjects if s.sort != "reflexes"]
    subjects = [
        s
        for s in subjects
        if s.sort != "activities"
        or _made(words, s, kinds)
        or not any(within(s, m) and not any(within(k, m) and _suits(k, s) for k in kinds) for m in told)
    ]
    subjects = [s for s in subjects if not (s.sort == "zones" and any(within(s, m) for m in tests))]
    subjects = [s for s in subjects if not means_another(phrases, words, s, subjects)]
    subjects = [s for s in subjects if not (s.wide and _belongs(words, s, subjects))]
    return [s for s in subjects if not (set(s.values) <= _ANY and not _by_itself(words, s, kinds))]


def _made(words: Sequence[Word], act: Mention, kinds: Sequence[Mention]) -> bool:
    """Does what makes worse or better stand directly before an activity, or 'aggravates' directly behind it?"""
    if act.last + 1 < len(words) and words[act.last + 1].text in ("aggravates", "relieves"):
        return True
    before = [k for k in kinds if k.last < act.first and _suits(k, act)]
    return bool(before) and all(passes(w) or w.text == "with" for w in words[before[-1].last + 1 : act.first])


def _by_itself(words: Sequence[Word], subject: Mention, kinds: Sequence[Mention]) -> bool:
    """Is it activity as such, and not 'overhead activities' or 'foot exercise'?"""
    before = subject.first - 1
    return (
        before < 0
        or words[before].stem in small()
        or words[before].text in (*_JOIN, "any", "all", "every", "physical", "on", "after", "by", "-")
        or any(k.first <= before <= k.last for k in kinds)
    )


def within(one: Mention, other: Mention) -> bool:
    return other.first <= one.first and one.last <= other.last


def _belongs(words: Sequence[Word], whole: Mention, subjects: Sequence[Mention]) -> bool:
    """Does the whole part only say whose place it is: 'the thumb of the right hand'?"""
    before = [s for s in subjects if s.last < whole.first and s.sort == whole.sort]
    between = {w.text for w in words[before[-1].last + 1 : whole.first]} if before else set()
    return "of" in between and between <= {"of", "the", "left", "right", "both", "his", "her"}


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Without those that lie within a longer one of another sort."""
    every = list(mentions)
    return sorted(
        (
            m
            for m in every
            if not any(
                o is not m and o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
                for o in every
            )
        ),
        key=lambda m: m.first,
    )


def _covered(mentions: Iterable[Mention]) -> set[int]:
    return {i for m in mentions for i in range(m.first, m.last + 1)}


def _close(words: Sequence[Word], subject: Mention, kind: Mention, subjects: Sequence[Mention]) -> bool:
    """Only joining words, sides and other subjects stand between; before 'aggravates' also what it is done with."""
    covered = _covered(subjects)
    other = [
        words[i].text
        for i in range(subject.last + 1, kind.first)
        if not (i in covered or {words[i].stem, words[i].text} & {*_JOIN, *_NOT, *_ALL} or passes(words[i]))
    ]
    sets_off = subject.sort == "activities" and words[kind.first].text in ("aggravates", "relieves")
    return not other or (sets_off and len(other) < _NEAR and all(text.isalpha() for text in other))


def _reaches(
    words: Sequence[Word], kind: Mention, subject: Mention, kinds: Sequence[Mention], subjects: Sequence[Mention]
) -> bool:
    """Does nothing unknown stand between a kind and a subject behind it?"""
    covered = _covered((*kinds, *subjects))
    between = {*_JOIN, *written()["passes"]}
    return all(
        i in covered or {words[i].text, words[i].stem} & between or passes(words[i]) or words[i].text[0].isdigit()
        for i in range(kind.last + 1, subject.first)
    )


def _directly(words: Sequence[Word], subject: Mention, kind: Mention) -> bool:
    return all(words[i].text not in (",", "with") for i in range(subject.last + 1, kind.first)) and (
        kind.first - subject.last <= _NEAR
    )


def _apart(words: Sequence[Word], kind: Mention, subject: Mention) -> bool:
    """Does a comma or an 'and' end what was said before a subject?"""
    return kind.last + 1 < subject.first and words[kind.last + 1].text in (",", "and")


def _group(
    kinds: Sequence[Mention], start: Sequence[Mention], words: Sequence[Word], subjects: Sequence[Mention]
) -> list[Mention]:
    """The kinds that are said together with this one: 'numbness and tingling'."""
    if not start:
        return []
    group = [start[0]]
    index = kinds.index(start[0])
    for other in reversed(kinds[:index]):
        if not _joined(words, other, group[0]) or each_its_own(words, other, group[0], kinds, subjects):
            break
        group.insert(0, other)
    for other in kinds[index + 1 :]:
        if not _joined(words, group[-1], other) or each_its_own(words, group[-1], other, kinds, subjects):
            break
        group.append(other)
    return group


def _joined(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    acts = {kind.values[0].family("activities") for kind in (one, other) if isinstance(kind.values[0], Kind)}
    if acts >= {"worse_with", "better_with"}:
        return False  # 'the first steps are the worst, eases later'
    return all(words[i].text in (*_JOIN, "/") or passes(words[i]) for i in range(one.last + 1, other.first))
