"""Why a question is asked: which hypotheses it separates, what each answer would do, which red flags hang on it."""

from __future__ import annotations

from nmt_expert.case.duration import ASK
from nmt_expert.interview.choice.danger import one_away
from nmt_expert.interview.choice.topics import wanted_behind
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item, Named, Screen
from nmt_expert.interview.way.plan import plan_of
from nmt_expert.knowledge.model import Rule, Topic
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.reasoning.condition_words import reason_of
from nmt_expert.reasoning.safety.topics import behind
from nmt_expert.reasoning.words import first_of, observation_label, side_words

_MOST = 4  # hypotheses named


def reason(picture: Picture, item: Item) -> list[str]:
    """The reason in sentences."""
    if item.key in picture.kb.topics:
        return _topic(picture, picture.kb.topics[item.key])
    if item.line:
        return [line for one in item.named for line in _one_of_several(picture, one)]
    lines = [
        *_danger(picture, item.key), *_flags(picture, item.key), *_factor(picture, item.key), *_separates(picture, item.key)
    ]  # fmt: skip
    return lines or ["It could move no hypothesis that leads now; it is asked for the record."]


def field_reason(screen: Screen) -> str:
    """What a field of the head is for, and what may be typed there."""
    return _FIELDS.get(screen.id.removeprefix("who."), "")


def established(picture: Picture) -> list[str]:
    """What is established so far: the hypotheses in the lead, and the findings on which each rests most."""
    resting = picture.resting
    lines = []
    for place, line in zip(("leads", "next"), picture.ranking, strict=False):
        strongest = sorted((a for a in line.scored.arguments if a.counted > 0), key=lambda a: -a.counted)[:3]
        bits = resting.bits(fact for a in strongest for fact in a.firing.facts)
        found = [observation_label(o, picture.kb) for o in resting.observations(bits)][:4]
        lines.append(f"{_named(picture, line.hypothesis, line.scored.side)} {place}, from: {'; '.join(found)}.")
    return lines or ["Nothing is established yet."]


def one_step_up(picture: Picture, stage: int) -> list[str]:
    """Why the question comes now: what its part of the way is for, and why the hypotheses in the lead are thought of."""
    lines = [_PURPOSE[stage]] if stage in _PURPOSE else []
    resting = picture.resting
    for line in picture.ranking[:2]:
        strongest = max(line.scored.arguments, key=lambda a: a.counted, default=None)
        if strongest is not None and strongest.rule.because:
            why = reason_of(picture.kb, strongest.rule, resting.observations(strongest.rests_on))
            lines.append(f"{_named(picture, line.hypothesis, line.scored.side)}: {why}")
    if stage > 3:
        lines.append(f"First rank: {plan_of(picture).first_rank()}.")
    return lines


_FIELDS = {
    "reference": "It names the client in the file and the letter. Initials or a number, not the full name.",
    "age": "Many causes and dangers belong to an age, and what cannot concern this client is not asked. Years, such as 47; of a "
           "baby months, such as 7 months.",
    "sex": "What cannot concern this client is not asked. f, m, or x for not stated.",
    "occupation": "It stands in the letter. Any words, such as office or roofer.",
    "complaint": "It stands in the letter; what it may say of danger is asked back, and what it says of place, side and time is "
                 "offered below. Any words, best the client's own.",
    "regions": "It chooses the safety questions and the tests. Regions with commas, such as neck, low back, knee; lay words do too.",
    "side": "Findings that are typed without a side take this one when it is left or right. l, r, b for both, m for the middle.",
    "since": f"New and old complaints have other causes and dangers. {ASK[0].upper()}{ASK[1:]}.",
    "onset": "What begins at once may be a danger that must not wait. One of the letters: m, h, d or g.",
    "consent": "Without it nothing further is asked and no letter is written. y or n; e consent changes it later.",
}  # fmt: skip
_PURPOSE = {
    2: "Where it is felt chooses the safety questions, and raises the first hypotheses.",
    3: "Danger is looked for before anything is examined or treated; nothing in the ranking outweighs it.",
    4: "What is told costs least, so it comes before any test; the question that separates the leading hypotheses most comes "
       "first.",
    5: "Tests are done position by position; those that separate the leading hypotheses most come first.",
    6: "What keeps it going decides whether treatment lasts; it moves the ranking little.",
}  # fmt: skip


def _named(picture: Picture, hypothesis: str, side: str) -> str:
    where = side_words([side])
    return picture.kb.hypotheses[hypothesis].name + (f", {where}" if where else "")


def _topic(picture: Picture, topic: Topic) -> list[str]:
    """What hangs on a broad question."""
    wanted = wanted_behind(picture, topic)
    names = list(
        dict.fromkeys(name for key in behind(picture.kb, topic) if key in wanted for name in _flag_names(picture, key))
    )
    lines = [
        f"Stands for {len(wanted)} findings of the complete list. No: they are not raised. Yes, or not known: they are asked."
    ]
    if names:
        lines.append(f"Red flags behind it: {first_of(names, 5)}.")
    return lines


def _one_of_several(picture: Picture, one: Named) -> list[str]:
    """Why a line names it, shortly: what it would raise alone, or the first red flags of which it is a part."""
    if danger := _danger(picture, one.key):
        return [f"{one.words}: {danger[0][0].lower()}{danger[0][1:]}"]
    names = _flag_names(picture, one.key)
    return [f"{one.words}: {first_of(names, 2)}."] if names else []


def _danger(picture: Picture, key: str) -> list[str]:
    level = one_away(picture).get(key)
    return [] if level is None else [f"Yes alone would raise, with what is known: {URGENCIES[level]}."]


def _rules(picture: Picture, key: str) -> list[Rule]:
    """Rules that name a finding, in the order of the knowledge base."""
    kb = picture.kb
    atoms = {
        number
        for mark in ("", "~", "|", "&")
        for sign in "+-"
        if (number := kb.atom_index.get(f"{mark}{sign}{key}")) is not None
    }
    atoms |= {kb.atom_index[atom] for atom in kb.value_atoms.get(key, ())}
    rules = {rule for atom in atoms for rule in kb.group_index.rules_naming(atom)}
    return [kb.rules[r] for r in sorted(rules)]


def _flag_names(picture: Picture, key: str) -> list[str]:
    flags = picture.kb.flags
    return list(dict.fromkeys(flags[r.target].name for r in _rules(picture, key) if r.kind == "flag"))


def _flags(picture: Picture, key: str) -> list[str]:
    names = _flag_names(picture, key)
    cautions = dict.fromkeys(picture.kb.cautions[r.target].label for r in _rules(picture, key) if r.kind == "caution")
    lines = [f"Part of the red flag: {'; '.join(names)}."] if names else []
    return lines + ([f"Changes treatment: {'; '.join(cautions)}."] if cautions else [])


def _factor(picture: Picture, key: str) -> list[str]:
    factor = picture.kb.factors.get(key)
    return [f"Can keep it going: {factor.mechanism}"] if factor and factor.mechanism else []


def _separates(picture: Picture, key: str) -> list[str]:
    question = plan_of(picture).question(key)
    if question is None:
        return []
    lines = []
    ordered = sorted(question.effects.items(), key=lambda e: -(abs(e[1].present) + abs(e[1].absent)))
    for (name, side), effect in ordered[:_MOST]:
        parts = [
            f"{state} {words}"
            for state, move in (("yes", effect.present), ("no", effect.absent))
            if (words := _words(move))
        ]
        if parts:
            where = side_words([side])
            lines.append(f"{picture.kb.hypotheses[name].name}{', ' + where if where else ''}: {', '.join(parts)}.")
    rest = len(question.effects) - len(lines)
    return lines + ([f"And {rest} more, less."] if rest > 0 and lines else [])


def _words(move: float) -> str:
    """What a change of weight means: the words of the rules' own scale."""
    size = "much" if abs(move) >= 0.7 else "clearly" if abs(move) >= 0.35 else "a little" if abs(move) >= 0.05 else ""
    return f"{'raises' if move > 0 else 'lowers'} it {size}" if size else ""
