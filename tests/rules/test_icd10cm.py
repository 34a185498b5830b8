"""A code that a letter prints is in the official list, with the official words."""

from __future__ import annotations

import warnings

from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped


def test_every_code_is_official_and_so_are_its_words() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how it opens its list
        import simple_icd_10_cm as icd
    codes = {
        item.entry.id: item.entry.icd10cm
        for item, _ in hypotheses(load([shipped("rules")]))
        if getattr(item.entry, "icd10cm", None)
    }
    assert len(codes) > 200
    wrong = {
        id: (code.code, code.text)
        for id, code in codes.items()
        if not icd.is_valid_item(code.code) or icd.get_description(code.code) != code.text
    }
    assert not wrong
