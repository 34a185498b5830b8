"""Levels of the spine in words: 'L5 spinous process', 'tender on percussion from C5 to T6', 'C2/3 stiff', 'PAs L4/5 painful'."""

from __future__ import annotations

import re

_ONE = r"[ctdl](?:1[0-2]|\d)"
_MORE = rf"(?:\s?[/-]\s?(?:{_ONE}|s1|\d{{1,2}})|,? (?:and|to|or) (?:{_ONE}|s1)|, {_ONE})"
_LEVELS = rf"\b{_ONE}{_MORE}{{0,8}}"
_BEFORE, _BEHIND = rf"(?P<before>{_LEVELS})\b", rf"(?P<behind>{_LEVELS})\b"
_POINT = r"(?:spinous process(?:es)?|spines?|sps?|facets?(?: joints?)?|zygapophyseal joints?|joints?|transverse process(?:es)?)"
_STIFF = r"(?:stiff(?:ness)?|hypomobil(?:e|ity)|restricted|restriction|blocked|fixated)"
_SORE = r"(?:tender(?:ness)?|painful|pain|sore|hurts?|reproduces?)"
_PRESSED = (
    r"(?:(?:central |unilateral |posteroanterior |postero-anterior |[cu]?p/?a )?(?:pressures?|glides?|mobilisations?) (?:from behind )?"
    r"|[cu]?pas? |pa(?:iv|v)ms? |springing )(?:test(?:ing)? )?(?:of |on |over |at )?(?:the )?"
)
_NAMES = {"c": "cervical", "t": "thoracic", "d": "thoracic", "l": "lumbar"}
_JUNCTION = {"t11", "t12", "l1"}
_UPPER, _LOWER = 2, 4  # of the neck: the last level above, the first below

_POINTS = re.compile(
    rf"{_BEFORE} (?P<one>{_POINT})\b|\b(?P<other>{_POINT}) (?:of |at |from |over )(?:the )?{_BEHIND}", re.I
)
_PERCUSSED = re.compile(
    rf"\b(?P<how>(?:midline|central) tender(?:ness)?|tender(?:ness)? (?:on|to) percussion|percussion (?:painful|tender(?:ness)?)|tender(?:ness)? in the midline)"
    rf" (?:from |at |over |on |of |between )?(?:the )?{_BEHIND}",
    re.I,
)
_SPRUNG = re.compile(rf"\b{_PRESSED}{_BEHIND}(?P<rest>[^,;.]*)", re.I)
_STIFFENED = re.compile(
    rf"{_BEFORE}(?: segments?| levels?| joints?| facets?)?(?: is| are| was| were| feels?)? (?:very |markedly |slightly )?{_STIFF}\b"
    rf"|\b{_STIFF}(?: at| of| in| on)?(?: the)?(?: segments?| levels?)? {_BEHIND}",
    re.I,
)


def levels_named(text: str) -> str:
    """The text with the part of the spine where its levels are numbered."""
    text = _SPRUNG.sub(_pressed, text)
    text = _PERCUSSED.sub(lambda m: f"{m['how']}, tender " + _each(m["behind"], "spinous process"), text)
    text = _POINTS.sub(_point, text)
    return _STIFFENED.sub(lambda m: _stiff(m["before"] or m["behind"]), text)


def _point(found: re.Match[str]) -> str:
    levels, point = found["before"] or found["behind"], (found["one"] or found["other"]).lower()
    if point.startswith("transverse"):
        return found[0]
    if point.startswith("s"):
        return _each(levels, "spinous process")
    return "C2-C3 joint" if re.fullmatch(r"c2\s?[/-]\s?c?3", levels, re.I) else _each(levels, "facet joint")


def _pressed(found: re.Match[str]) -> str:
    """What pressing a vertebra did."""
    levels, rest = found["behind"], found["rest"]
    said = [_stiff(levels)] if re.search(rf"\b{_STIFF}\b", rest, re.I) else []
    if re.search(rf"\b{_SORE}\b", rest, re.I) and not re.search(r"\b(?:not|no|without)\b", rest, re.I):
        said += _sprung(levels)
    return ", ".join(said) if said else found[0]


def _sprung(levels: str) -> list[str]:
    """A painful vertebra of the neck or the upper back is a tender one."""
    named = {name.lower() for name in re.findall(_ONE, levels, re.I)}
    said = ["thoracolumbar springing positive"] if named & _JUNCTION else []
    said += ["lumbar springing positive"] if any(n[0] == "l" and n != "l1" for n in named) else []
    return said or ["tender " + _each(levels, "facet joint")]


def _stiff(levels: str) -> str:
    first, *_ = named = [name.lower() for name in re.findall(_ONE, levels, re.I)]
    last = max(int(number) for number in re.findall(r"\d+", levels))
    if first[0] != "c":
        return " and ".join(dict.fromkeys(f"{_NAMES[name[0]]} segment stiff" for name in named))
    upper = int(first[1:]) <= _UPPER
    lower = not upper or (len(named) > 1 and named[-1][0] != "c") or last >= _LOWER
    return " and ".join([*["upper neck joints stiff"] * upper, *["lower neck joints stiff"] * lower])


def _each(levels: str, point: str) -> str:
    parts = dict.fromkeys(_NAMES[name[0].lower()] for name in re.findall(_ONE, levels, re.I))
    return " and ".join(f"{part} {point}" for part in parts)
