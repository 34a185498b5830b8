"""Sentences that an author cannot take in at a glance, and names that no sentence uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.fold import MOST
from nmt_expert.knowledge.lint.places import conditions
from nmt_expert.knowledge.written.load import RuleFiles

_LIST = re.compile(r"\bin (?:\d+ of )?\(([^()]*)\)")
_LIST_OPENS = re.compile(r"\w$|\bin (?:\d+ of )?$")
_DEEPEST = 3  # parentheses inside each other that a reader keeps apart
_WORD = re.compile(r"@?[A-Za-z0-9_]+")


def list_long(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A list of more than six places, movements or activities: nobody sees what it forgets."""
    for item, path, when in conditions(files):
        for found in _LIST.finditer(when):
            if (n := found[1].count(",") + 1) > MOST:
                message = f"a list of {n}; name it in vocabulary/groups.yaml (more than {MOST} nobody takes in)"
                yield item.problem(path, message, "list-long", found.start(1))


def condition_deep(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A sentence with more than three parentheses inside each other; lists do not count."""
    for item, path, when in conditions(files):
        open_lists: list[bool] = []
        for at, character in enumerate(when):
            if character == "(":
                open_lists.append(bool(_LIST_OPENS.search(when[max(0, at - 12) : at])))
                if open_lists.count(False) > _DEEPEST:
                    message = (
                        f"more than {_DEEPEST} parentheses inside each other; give the inner part a name under `signs:`"
                    )
                    yield item.problem(path, message, "condition-deep", at)
                    break
            elif character == ")" and open_lists:
                open_lists.pop()


def group_unused(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A group or a shared sign that no condition names."""
    named = {word for _, _, when in conditions(files) for word in _WORD.findall(when)}
    named |= {word for item in files.of("group") for word in item.entry.members}
    for item in files.of("group"):
        if f"@{item.entry.id}" not in named:
            message = f"nothing uses the group '@{item.entry.id}'; use it, or take it out"
            yield item.problem(("id",), message, "group-unused")
    for item in files.of("sign"):
        if item.entry.id not in named:
            message = f"no condition uses the sign '{item.entry.id}'; use it, or take it out"
            yield item.problem(("id",), message, "sign-unused")
