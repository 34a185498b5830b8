"""What people call a place that lies in more than one region."""

from __future__ import annotations

from nmt_expert.case.regions import all_meant, may_be_several


def test_a_place_of_two_regions_means_both() -> None:
    assert all_meant("Groin") == ("hip", "pelvis")
    assert all_meant("calf") == ()
    assert all_meant("neck") == ()


def test_a_name_that_could_be_either_region_is_known_as_such() -> None:
    assert [may_be_several(word) for word in ("back", "buttock", "calf", "neck")] == [True, True, False, False]
