"""A clause of free words becomes findings: what kind of thing, where, on which side, there or denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, phrases_of
from nmt_expert.interview.words.prose.acts import unable_to_lift
from nmt_expert.interview.words.prose.care import outcomes
from nmt_expert.interview.words.prose.clause import Clause, clause_of, cut, longer
from nmt_expert.interview.words.prose.dominance import dominance
from nmt_expert.interview.words.prose.extent import extents
from nmt_expert.interview.words.prose.listed import listed
from nmt_expert.interview.words.prose.meaning import follows, of_another, provokes_nothing
from nmt_expert.interview.words.prose.measured import measures, short, told
from nmt_expert.interview.words.prose.moves import joint_of
from nmt_expert.interview.words.prose.pairing import family_of, within
from nmt_expert.interview.words.prose.provoking import only_occasion, painless
from nmt_expert.interview.words.prose.relevance import about_complaint, of_complaint, unknown
from nmt_expert.interview.words.prose.said_of import may_be_past, said_of
from nmt_expert.interview.words.prose.scope import Scope
from nmt_expert.interview.words.prose.shared_names import in_full
from nmt_expert.interview.words.prose.shorthand import plain
from nmt_expert.interview.words.prose.there import denied_there, seen_there, there
from nmt_expert.interview.words.prose.timing import told_in_numbers
from nmt_expert.interview.words.prose.ways import named, ways
from nmt_expert.interview.words.signs import no_angle
from nmt_expert.interview.words.stems import Word, words_of
from nmt_expert.interview.words.tables import Kind
from nmt_expert.knowledge.base import KnowledgeBase

_TELLING = {"weak", "numbness", "tingling"}
_ON_OCCASION = ("worse_with(", "pain_at_rest", "wakes_at_night")
_PAINS = ("pain(", "low_back_or_leg_pain")
_THEN: dict[Scope, Scope] = {"past": "present", "never": "absent"}  # what was once: true of what is told of the past
_EXAMINED = ("neuro", "motion", "palpation", "test", "gait", "posture")  # what holds on the day that it is found
_OF_PARTS = ("heaviness", "reflex_reduced")  # of a part it is nothing of the person: a tired arm, a depressed jerk
_QUALITIES = ("burning", "shooting")  # a burning pain is both
Said = tuple[Sequence[str], Mention, Scope]  # keys, the words that say it, what holds


@dataclass(frozen=True)
class Understood:
    """One finding as it was understood. `side` is None where none was said; `words` are those it came from."""

    key: str
    state: Literal["present", "absent", "value"]
    side: str | None
    words: str
    value: float | None = None
    among: tuple[str, ...] = ()  # a word for a whole part: the findings of which some are meant


class Recogniser:
    """Reads clauses against one knowledge base. `wholes`: a part whose spot is not said is taken as such, where the vocabulary
    has it; else its spots are offered."""

    def __init__(self, kb: KnowledgeBase, *, wholes: bool = False) -> None:
        self._kb = kb
        self._wholes = wholes
        self._phrases = phrases_of(kb)
        self._regions = {zone.id: zone.region for zone in kb.zones.values()}

    def joint(self, text: str) -> str:
        """The joint that a clause names last, or ''."""
        return joint_of(self._phrases, words_of(plain(text)))

    def region(self, text: str) -> str:
        """The region of the place that a clause names last, or ''."""
        places = self._phrases.found(words_of(plain(text)), "zones")
        return self._regions.get(str(places[-1].values[0]), "") if places else ""

    def clause(
        self,
        text: str,
        side: str | None = None,
        joint: str = "",
        region: str = "",
        earlier: Sequence[str] = (),
        home: str = "",
    ) -> list[Understood]:
        """What a clause says; `side` holds where it says none, `joint` where it names movements of none, `region` where it
        names no place of what it denies, the place that the clauses `earlier` named last where it says what is seen at none,
        the region `home` of the whole text where a test is called alike in several."""
        clause = clause_of(self._phrases, in_full(in_full(text, home), region), joint)
        if not clause.words or no_angle(text):
            return []
        placed = list(said_of(self._kb, self._phrases, clause))
        done = list(outcomes(self._phrases, clause))
        found = self._seen(clause, text, side, earlier)
        for keys, mention, scope in (
            *self._of_places(clause, placed, [care for _, care in done]),
            *self._by_name(clause, placed),
            *((keys, care, "present") for keys, care in done),
            *denied_there(clause, region),
        ):
            if scope == "doubted" and "earlier_diagnosis_other" in keys:
                keys, scope = ["earlier_diagnosis_other"], "present"
            if scope in _THEN:
                keys, scope = [key for key in keys if may_be_past(self._kb, key)], _THEN[scope]
            if scope not in ("present", "absent"):
                continue
            near = clause.side_of(mention) or ((self._wholes and clause.pair(mention)) or side)
            if self._wholes and mention.whole:
                keys, mention = _of_whole(keys, mention)
            some = mention.wide and len(keys) > 1 and scope == "present"  # 'no wrist pain' means every place
            among = tuple(keys) if some else ()
            for key in keys[:1] if among else keys:
                if finding := self._kb.finding(key):
                    found.append(Understood(key, scope, near if finding.sided else None, text.strip(), among=among))
        if any(
            u.key.startswith(_ON_OCCASION) and u.state == "absent" for u in found
        ):  # 'no back pain at rest' is no 'no pain'
            found = [u for u in found if u.state != "absent" or not u.key.startswith(_PAINS)]
        if any((u.key, u.state) == ("headache_present", "absent") for u in found):
            spots = {f"pain({zone})" for zone in written()["wide"]["headache"]}
            found = [u for u in found if u.state != "absent" or u.key not in spots]
        found += _well(found, text)
        if clause.words[-1].text == "before":  # 'foot drop before' is no foot drop now
            found = [u for u in found if not self._examined(u.key)]
        if affected := dominance(text, side):
            found.append(Understood("dominant_side", affected, side, text.strip()))
        for key, state, value in told_in_numbers(self._kb, self._phrases, clause, text):
            found.append(Understood(key, state, None, text.strip(), value))
        return list(dict.fromkeys([*found, *self._degrees(clause, text, side)]))

    def _seen(self, clause: Clause, text: str, side: str | None, earlier: Sequence[str]) -> list[Understood]:
        """What is seen, or not, at the place that was named last: 'no swelling'."""
        kinds = seen_there(clause) if earlier else []
        at = there(self._phrases, earlier) if kinds else None
        if at is None:
            return []
        values = (at.place.whole,) if at.place.whole else at.place.values
        return [
            Understood(f"{cast('Kind', kind.values[0]).family('zones')}({value})", scope, at.side or side, text.strip())
            for kind in kinds
            for value in values
            for scope in (clause.scopes[kind.first],)
            if scope in ("present", "absent")
        ]

    def _examined(self, key: str) -> bool:
        finding = self._kb.finding(key)
        return finding is not None and finding.section in _EXAMINED

    def _of_a_part(
        self, keys: Sequence[str], mention: Mention, words: Sequence[Word], subjects: Sequence[Mention]
    ) -> bool:
        """Is one word for what the whole person feels said of a part: 'calf fatigue', 'tired right forearm'?"""
        told = [finding for key in keys if (finding := self._kb.finding(key))]
        felt_all_over = bool(told) and all(f.section == "symptom" and f.regions == ("general",) for f in told)
        return felt_all_over and any(
            s.sort in ("zones", "muscles")
            and (s.last + 1 == mention.first or (follows(words, mention, s) and not any(map(of_complaint, keys))))
            for s in subjects
        )

    def _of_places(
        self, clause: Clause, placed: Sequence[tuple[Mention, Mention, Scope]], in_vain: Sequence[Mention]
    ) -> Iterator[Said]:
        """What kinds are of their places, muscles, movements and activities, and how far they reach."""
        for kind, subject, scope in placed:
            family = family_of(kind, subject)
            if family == "better_with" and scope == "present" and any(within(subject, care) for care in in_vain):
                continue  # 'physio helped, ibuprofen made no difference'
            if family == "limited" and unable_to_lift(clause.words, kind, subject):
                family = "weak"
            hurts = family in _QUALITIES and any(
                w.stem in ("pain", "ache") for w in clause.words[kind.first : kind.last + 1]
            )
            families: tuple[str, ...] = (family, "pain") if hurts else (family,)
            families = ways(clause, subject, kind) if family == "limited" else families
            yield [key for f in families for key in named(f, _values(clause, subject))], subject, scope
        there = [(kind, subject) for kind, subject, scope in placed if scope == "present"]
        for measure in measures(clause.words, clause.moves):
            yield (
                [f"{f}({v})" for v in short(measure) for f in ways(clause, measure.move, measure.move)],
                measure.move,
                "present",
            )
        for key, mention in extents(clause.words, there, self._regions, clause.subjects, clause.scopes):
            yield [key], mention, "present"

    def _by_name(self, clause: Clause, placed: Sequence[tuple[Mention, Mention, Scope]]) -> Iterator[Said]:
        """Findings that have a name of their own, and what was examined or denied as a whole."""
        used = {m.first for kind, subject, _ in placed for m in (kind, subject)}
        of_parts = {kind.first for kind, subject, _ in placed if family_of(kind, subject) in _OF_PARTS}
        acts = [subject for _, subject, _ in placed if subject.sort == "activities"]
        tested = any(self._phrases.a_test(str(m.values[0])) for m in clause.singles)
        rest = any(word.text in written()["negation"]["not_whole"] for word in clause.words)
        nothing_brought = provokes_nothing(clause.words)
        for mention in clause.singles:
            keys = [k for k in map(str, mention.values) if not (rest and k.endswith("_normal") and "other" not in k)]
            if (
                cut(mention, clause.subjects)
                or (mention.first == mention.last and self._of_a_part(keys, mention, clause.words, clause.subjects))
                or (mention.first == mention.last and mention.first in of_parts)
                or any(within(mention, act) for act in acts)
                or (
                    any(of_complaint(key) for key in keys)
                    and (tested or not about_complaint(clause.words, mention, clause.known))
                )
            ):
                continue
            if of_another(clause, keys, mention):
                continue
            if clause.scopes[mention.first] == "absent":
                if all(key.endswith("_tests_negative") for key in keys):
                    continue  # 'ligament tests negative' denies no test
                if any(longer(m, mention) for m in clause.denied):
                    continue  # 'no bladder or bowel change' says nothing of the stool
                keys = [key for key in keys if key not in written()["several"]]
            scope = clause.scopes[mention.first]
            if clause.words[mention.first].text == "normal":  # 'no fever, normal observations'
                scope = "present"
            elif scope == "present" and nothing_brought and self._phrases.a_test(str(mention.values[0])):
                scope = "absent"
            yield keys, mention, scope
        for mention in () if placed else only_occasion(clause.words, clause.subjects):
            yield [f"worse_with({v})" for v in mention.values], mention, clause.scopes[mention.first]
        for mention in listed(clause.words, clause.kinds, clause.subjects):
            if mention not in acts:
                yield (
                    [f"worse_with({v})" for v in _values(clause, mention)],
                    mention,
                    clause.scopes[mention.first],
                )
        for mention in painless(clause.words, clause.subjects):
            yield [f"worse_with({v})" for v in mention.values], mention, "absent"
        for mention in clause.full:
            yield [str(v) for v in mention.values], mention, "present"
        for mention in clause.whole:
            yield [str(v) for v in mention.values], mention, "absent"
        for mention in clause.denied:
            if clause.scopes[mention.first] == "absent" and mention.first not in used:
                yield [k for k in map(str, mention.values) if self._of_now(clause, k, mention)], mention, "absent"
        for mention in clause.kinds:
            if (
                clause.scopes[mention.first] == "present"
                and mention.first not in used
                and not _of_a_thing(clause, mention)
                and not any(m.last > m.first and within(mention, m) for m in clause.singles)
            ):
                yield _general(cast("Kind", mention.values[0])), mention, "present"

    def _of_now(self, clause: Clause, key: str, denied: Mention) -> bool:
        """Is it denied of this complaint, and not of another time as in 'no earlier injury'?"""
        before = {word.text for word in clause.words[max(denied.first - 3, 0) : denied.last + 1]}
        return before.isdisjoint(written()["another_time"]) or may_be_past(self._kb, key)

    def _degrees(self, clause: Clause, text: str, side: str | None) -> Iterator[Understood]:
        for measure in measures(clause.words, clause.moves):
            for key, value in told(measure):
                near = clause.side_of(measure.move) or side if (f := self._kb.finding(key)) and f.sided else None
                yield Understood(key, "present" if value is None else "value", near, text.strip(), value)


def _values(clause: Clause, subject: Mention) -> tuple[object, ...]:
    """What a subject names; to sit or stand for hours is another thing than to sit or stand."""
    near = {word.text for word in clause.words[max(subject.first - 6, 0) : subject.last + 5]}
    if subject.sort == "activities" and near & set(written()["long"]):
        return tuple(written()["prolonged"].get(str(value), value) for value in subject.values)
    return subject.values


def _well(found: Sequence[Understood], text: str) -> list[Understood]:
    """Strength, feeling and reflexes that one sentence finds normal are a normal neurological examination."""
    told = {u.key.partition("(")[0]: u.state for u in found}
    kinds = [{"weak", "weakness_any"}, {"sensory_loss", "sensory_loss_any"}, {"reflex_reduced", "reflex_change_any"}]
    if all(any(told.get(name) == "absent" for name in kind) for kind in kinds) and "present" not in {
        told.get(name) for kind in kinds for name in kind
    }:
        return [Understood("neuro_exam_normal", "present", None, text.strip())]
    return []


def _of_whole(keys: Sequence[str], mention: Mention) -> tuple[list[str], Mention]:
    """The same of the part as a whole."""
    families = dict.fromkeys(key.partition("(")[0] for key in keys if "(" in key)
    return [f"{family}({mention.whole})" for family in families], replace(mention, values=(), wide=False, whole="")


def _of_a_thing(clause: Clause, mention: Mention) -> bool:
    """Is it the quality of something unknown that follows at once, as in 'weak pulses'?"""
    last = mention.last + 1
    return clause.words[mention.last].text in ("weak", "numb") and bool(
        unknown(clause.words, last, min(last + 2, len(clause.words)), clause.known)
    )


def _general(kind: Kind) -> list[str]:
    """What a kind says where no place is named: weak and numb, which always mean something; 'reduced' alone does not."""
    families = {family for _, family in kind.families}
    return [key for key, entry in written()["general"].items() if _TELLING & families & set(entry["kinds"])]
