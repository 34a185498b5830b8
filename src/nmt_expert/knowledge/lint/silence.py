"""What nobody asked never argues."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import places
from nmt_expert.knowledge.written.load import RuleFiles


def silence_argues(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """An argument against that holds unless something is known: then not having asked speaks."""
    against = {rule.text for rule in kb.rules if rule.kind == "argument" and rule.weight < 0}
    silent = {rule.text for rule in kb.rules if rule.nots and rule.text in against}
    written = places(files)
    for text in sorted(silent & written.keys()):
        item, path = written[text]
        message = f"'{text}' argues against from silence; ask for `no ...`, or give the hypothesis a hallmark"
        yield item.problem(path, message, "silence-argues")
