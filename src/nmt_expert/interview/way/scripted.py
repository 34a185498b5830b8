"""A client who answers from a known case: what the case does not state is 'not tested'. For tests and measurements."""

from __future__ import annotations

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Change, Field, Passed
from nmt_expert.interview.screens.screen import Item, Screen
from nmt_expert.interview.way.open_questions import BY_ID, OpenQuestion, belongs
from nmt_expert.interview.words.onset import ONSETS
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.safety.topics import answered_by

_BOTH = frozenset({"left", "right"})


class ScriptedClient:
    """Knows one case and gives the changes that answer a screen."""

    def __init__(self, kb: KnowledgeBase, case: Case) -> None:
        self._kb = kb
        self.case = case
        self.observations = build_facts(case.observations, kb).observations
        self._stated: dict[str, list[Observation]] = {}
        for o in self.observations:
            self._stated.setdefault(o.key, []).append(o)

    def answers(self, screen: Screen) -> list[Change]:
        """The answers to a screen, one change a finding, in the order of the screen."""
        match screen.kind:
            case "field":
                return self._field(screen.id.removeprefix("who.")) or [Passed(screen.id)]
            case "open":
                return [*self._told(BY_ID[screen.id]), Passed(screen.id)]
            case "checklist":
                return [*(change for item in screen.items for change in self._item(item)), Passed(screen.id)]
            case _:
                return [Passed(screen.id)]

    def _field(self, name: str) -> list[Change]:
        file = self.case.file
        head = {
            "age": (("client", "age"), file.client.age), "occupation": (("client", "occupation"), file.client.occupation),
            "sex": (("client", "sex"), "" if file.client.sex == "unknown" else file.client.sex),
            "complaint": (("complaint", "text"), file.complaint.text), "side": (("complaint", "side"), file.complaint.side),
            "regions": (("complaint", "regions"), file.complaint.regions),
        }  # fmt: skip
        if name == "since":
            return [change for key in ("duration_days", "course_chronic") for change in self._answer(key)] + [
                Passed("who.since")
            ]
        if name == "onset":
            return [change for key in ONSETS.values() for change in self._answer(key)] + [Passed("who.onset")]
        path, value = head.get(name, ((), None))
        return [Field(path, value)] if value else []

    def _told(self, question: OpenQuestion) -> list[Change]:
        """What is present is told unasked; that nothing was found is said only where the case says so."""
        present = [
            key
            for key, said in self._stated.items()
            if any(o.state == "present" for o in said)
            and (finding := self._kb.finding(key))
            and belongs(question, finding)
        ]
        absent = [key for key in question.none if any(o.state == "absent" for o in self._stated.get(key, ()))]
        return [change for key in (*present, *absent) for change in self._answer(key)]

    def _item(self, item: Item) -> list[Change]:
        named = [change for one in item.named for change in self._positive(one.key) or [Answer(one.key, "not_raised")]]
        topic = self._kb.topics.get(item.key)
        if item.line:
            return named
        if topic is None:
            return self._answer(item.key) or [Answer(item.key, "not_tested")]
        if not self.has(topic):
            return [Answer(item.key, "absent")]
        return [Answer(item.key, "present"), *named]

    def has(self, topic: Topic) -> bool:
        """Would the question be answered yes? What is found by testing only comes out where one looks, or is named."""
        return any(map(self._positive, answered_by(self._kb, topic)))

    def _positive(self, key: str) -> list[Change]:
        return [c for c in self._answer(key) if isinstance(c, Answer) and c.state in ("present", "value")]

    def _answer(self, key: str) -> list[Change]:
        return [
            Answer(key, o.state, "both" if o.sides == _BOTH else next(iter(o.sides), None), o.value)
            for o in self._stated.get(key, ())
        ]
