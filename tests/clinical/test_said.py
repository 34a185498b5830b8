"""What a red flag has said to the client names no circumstance that one of its clients does not have."""

from __future__ import annotations

import re

import pytest
import yaml

from nmt_expert.paths import shipped

_LEVELS = ("emergency", "urgent", "refer")
_CIRCUMSTANCES = {  # a word said, and what of a client would bear it out
    r"\b(?:a|the|such a) blow\b|\bafter an injury\b|\bafter a fall\b": r"injur|trauma|blow|fall|fell|landed|twist|strain|whiplash|head_hit",
    r"\bfever\b": r"fever|temperature",
    r"\bvomit": r"vomit",
    r"\bblood thinner\b": r"anticoagulant_use|bleeding_disorder",
    r"\btearing\b|\bbetween the shoulder blades\b": r"tearing",
    r"\bsudden": r"sudden|thunderclap|popped|pop_|within_hours",
    r"\bswollen\b(?! brain)": r"swell|swollen|oedema|effusion",
    r"\bhistory\b": r"history",
    r"\bsteroids? or heavy\b": r"steroid|alcohol",
    r"\btick bite\b": r"tick",
    r"\byou have had cancer\b": r"cancer|lymph_node_removal",
    r"\bbreathless": r"breath",
    r"\byou are pregnant\b": r"^pregnan",
    r"\bheadache\b": r"headache|pain\((?:occiput|temple|eye|eyebrow|forehead|vertex|head_any)\)",
}
_FLAGS = [
    flag
    for file in sorted(shipped("rules/safety/red_flags").glob("*.yaml"))
    for flag in yaml.safe_load(file.read_text())
]


@pytest.mark.parametrize("flag", _FLAGS, ids=lambda flag: flag["id"])
def test_what_is_said_holds_for_every_client(flag: dict) -> None:
    level = next(level for level in _LEVELS if level in flag)  # below, the page says a sentence of the level
    clients = [c for a in flag[level].values() if isinstance(a, dict) for c in _list(a.get("fires", []))]
    for said, borne_out in _CIRCUMSTANCES.items():
        if re.search(said, flag["say"], re.IGNORECASE):
            assert [c for c in clients if not re.search(borne_out, c)] == [], flag["say"]


def _list(clients: str | list[str]) -> list[str]:
    return [clients] if isinstance(clients, str) else clients
