"""'No swelling or redness', 'swelling there': what is seen at a place that was named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.clause import Clause, clause_of
from nmt_expert.interview.words.prose.pairing import within
from nmt_expert.interview.words.prose.relevance import unknown
from nmt_expert.interview.words.prose.scope import Scope
from nmt_expert.interview.words.tables import Kind

_PLACES = ("zones", "muscles", "movements", "sites", "reflexes")


@dataclass(frozen=True)
class There:
    """A place named before, and its side where one was said."""

    place: Mention
    side: str | None


def there(phrases: Phrases, earlier: Sequence[str]) -> There | None:
    """The place that was named last; None where several were named together."""
    for text in reversed(earlier):
        clause = clause_of(phrases, text, "")
        zones = [s for s in clause.subjects if s.sort == "zones"]
        if zones:
            alone = len({s.values for s in zones}) == 1
            return There(zones[0], clause.side_of(zones[0])) if alone else None
    return None


def seen_there(clause: Clause) -> list[Mention]:
    """The kinds of a clause that are seen at a place, where it names neither a place nor anything else:
    denied, or said to be there and not only anywhere."""
    rules = written()["seen_there"]
    texts = {word.text for word in clause.words}
    if any(s.sort in _PLACES for s in clause.subjects) or texts & set(rules["elsewhere"]):
        return []
    if set(unknown(clause.words, 0, len(clause.words), clause.known)) - set(rules["beside"]):
        return []
    kinds = [k for k in clause.kinds if isinstance(k.values[0], Kind) and k.values[0].family("zones") in rules["kinds"]]
    return [k for k in kinds if texts & set(rules["there"]) or clause.scopes[k.first] == "absent"]


def denied_there(clause: Clause, region: str) -> Iterator[tuple[list[str], Mention, Scope]]:
    """What a denial without a place is of: 'no bruising' of a calf is none of the leg."""
    meant = {entry["key"] for entry in written()["denied_of_region"] if region in entry["regions"]}
    for mention in clause.of_region:
        if clause.scopes[mention.first] == "absent" and not any(within(mention, single) for single in clause.singles):
            yield [key for key in map(str, mention.values) if key in meant], mention, "absent"
