"""What people decided rightly on written vignettes, to stand beside the program's figures. Other cases than ours."""

from __future__ import annotations

from typing import NamedTuple


class People(NamedTuple):
    """Percent of right decisions (treat, treat and refer, refer first) on twelve vignettes in three groups."""

    who: str
    n: int
    musculoskeletal: float
    not_critical: float
    critical: float
    source: str  # each seen as an abstract


PEOPLE = (
    People("physical therapists, United States", 394, 87, 88, 79, "Jette DU et al., Phys Ther 86:1619, 2006"),
    People("physiotherapists, Switzerland", 1492, 73.0, 78.1, 62.3, "Keller F et al., Physiother Theory Pract, 2022"),
    People("physiotherapists, Austria", 479, 70.5, 79.4, 53.3, "Janssen J et al., BMC Prim Care, 2024"),
)
