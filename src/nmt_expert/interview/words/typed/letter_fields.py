"""What the letter tells beside the findings: asked in one go when the ranking stands, and all of it may be left out."""

from __future__ import annotations

from collections.abc import Callable

from nmt_expert.case.model import CaseFile
from nmt_expert.case.record import Change, Field
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.fields import HeadField
from nmt_expert.knowledge.base import KnowledgeBase

_LONGEST = 500  # letters of one line
_MOST = 20  # medicines or allergies
_YES = {"y": True, "yes": True, "n": False, "no": False}

Parse = Callable[[str, KnowledgeBase], list[Change]]


def _list(name: str) -> Parse:
    def parse(text: str, kb: KnowledgeBase) -> list[Change]:
        named = [part.strip() for part in _short(text).replace(";", ",").split(",") if part.strip()]
        if len(named) > _MOST:
            raise InputError(f"These are {len(named)}; at most {_MOST} stand in a letter. Name those that matter.")
        return [Field(("client", name), named or None)]

    return parse


def _text(name: str) -> Parse:
    return lambda text, kb: [Field(("client", name), _short(text) or None)]


def _yes(name: str) -> Parse:
    def parse(text: str, kb: KnowledgeBase) -> list[Change]:
        if text and text.lower() not in _YES:
            raise InputError("Type y or n.")
        return [Field(("client", name), _YES.get(text.lower()))]

    return parse


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise InputError(f"That is {len(text)} letters; at most {_LONGEST} stand here. Keep the rest as a note.")
    return text.strip()


def _word(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _listed(name: str) -> Callable[[CaseFile], str]:
    return lambda file: ", ".join(getattr(file.client, name))


CHOICES = {"y": "yes", "n": "no"}
LETTER_FIELDS = (  # an empty text empties the field
    HeadField("medicines", "Medicines that matter to the reader, with commas", _listed("medicines"), _list("medicines"), {}),
    HeadField("allergies", "Allergies, with commas", _listed("allergies"), _list("allergies"), {}),
    HeadField("told", "What the client was told", lambda f: f.client.told, _text("told"), {}),
    HeadField("send", "Does the client agree that the letter is sent", lambda f: _word(f.client.send), _yes("send"), CHOICES),
    HeadField("copy", "Does the client get a copy", lambda f: _word(f.client.copy_to_client), _yes("copy_to_client"), CHOICES),
)  # fmt: skip
