"""The areas of the body chart in a case: what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nmt_expert.case.model import Area
from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import KnowledgeBase

_QUALITY = "quality_"


def area_problems(areas: Sequence[Area], kb: KnowledgeBase) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Places below `areas` and what is wrong there."""
    names = [area.id for area in areas]
    for i, area in enumerate(areas):
        if area.id in names[:i]:
            yield (i, "id"), f"the area {area.id} stands twice"
        for j, key in enumerate(area.findings):
            if kb.finding(key) is None:
                yield (i, "findings", j), f"unknown finding '{key}'"
        for j, key in enumerate(area.quality):
            if key not in kb.findings or not key.startswith(_QUALITY):
                known = [name for name in kb.findings if name.startswith(_QUALITY)]
                yield (i, "quality", j), f"unknown quality '{key}'.{nearest(key, known)}"
        for j, other in enumerate(area.brings_on):
            if other not in names or other == area.id:
                yield (i, "brings_on", j), f"there is no other area {other}"
        if area.now is not None and area.worst is not None and area.now > area.worst:
            yield (i, "worst"), f"worst {area.worst:g} is less than now {area.now:g}"
