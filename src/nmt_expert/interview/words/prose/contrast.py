"""One thing with another outcome on each side: 'straight leg raise positive left, negative right', 'grip right 4/5, left 5/5'."""

from __future__ import annotations

import re

_SIDE = r"(?:left|right|l|r|lt|rt)"
_OUTCOME = (
    r"(?:(?:is |was )?(?:only |mildly |slightly |clearly |weakly )?(?:positive|negative|[+-]ve|pos|neg|normal|absent|present|reduced|diminished"
    r"|decreased|brisk|full|limited|restricted|weak|strong|intact|painful|painless|clear|equivocal|unremarkable|tender|stiff|[0-5][+-]?/5"
    r"|grade [0-5]|[0-5] (?:out )?of 5|[1-4]\+|\++(?!\w)|-(?!\w)))"
)
_AT = r"(?: (?:at|to|from) \d+(?:-\d+)?(?: ?degrees?| ?deg| ?\u00b0)?)?"
_ON = r"(?:(?: on| at)?(?: the)? )"
_AND = r"(?:,| and| but|,? and|,? but| /|,? while|,? whereas)"
_WHAT = r"(?P<what>(?:(?![0-5][+-]?/5|positive|negative)[^,;]){1,80}?)"
_WAYS = (
    rf"{_WHAT}:? (?P<one>{_OUTCOME}{_AT}(?: and {_OUTCOME})?){_ON}(?P<first>{_SIDE})(?: side)?{_AND} (?P<two>{_OUTCOME}{_AT}){_ON}(?P<second>{_SIDE})(?: side)?",
    rf"{_WHAT}:?{_ON}(?P<first>{_SIDE})(?: side)?:? (?P<one>{_OUTCOME}{_AT}(?: and {_OUTCOME})?){_AND}?{_ON}(?P<second>{_SIDE})(?: side)?:? (?P<two>{_OUTCOME}{_AT})",
    rf"(?P<first>{_SIDE}) {_WHAT}:? (?P<one>{_OUTCOME}{_AT}(?: and {_OUTCOME})?){_AND}{_ON}(?P<second>{_SIDE})(?: side)?:? (?P<two>{_OUTCOME}{_AT})",
)
_CONTRAST = tuple(re.compile(rf"\s*{way}(?P<rest>,.*)?\s*", re.IGNORECASE) for way in _WAYS)


def by_side(clause: str) -> list[str]:
    """The clause, or one for each side where it says another outcome of each."""
    for pattern in _CONTRAST:
        match = pattern.fullmatch(clause)
        if match and match["first"][0].lower() != match["second"][0].lower():
            what = match["what"].strip()
            one = f"{what} {match['one']} on the {_full(match['first'])}"
            two = f"{what} {match['two']} on the {_full(match['second'])}"
            return [one, two, *([match["rest"].strip(" ,")] if match["rest"] else [])]
    return [clause]


def _full(side: str) -> str:
    return "left" if side.lower().startswith("l") else "right"
