"""The format of a file of tests for one red flag; the file's name is the flag's id.

    fires: {emergency: ["saddle_numbness, pain(lumbar)"], urgent: [...]}   # the flag is raised, just so urgent
    quiet: ["pain(lumbar), pain(calf_upper)"]                               # it is not raised
    omission: [{case: ..., urgency: emergency, defining: [saddle_numbness]}]

Omission: leaving out any one finding that is not defining lowers the urgency by one step at most. A case may also be
written `{case: ..., source: ...}`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from nmt_expert.knowledge.written.schema.common import Names, Strict, Urgency


class Client(Strict):
    case: str
    source: Names = []
    note: str = ""


class Omission(Client):
    urgency: Urgency
    defining: list[str] = []


Clients = list[Annotated[Client, BeforeValidator(lambda case: {"case": case} if isinstance(case, str) else case)]]


class FlagTests(Strict):
    """One file of tests."""

    fires: dict[Urgency, Clients] = {}
    quiet: Clients = []
    omission: list[Omission] = []
