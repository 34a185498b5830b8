"""Signs: conditions with a name, written once and used in many rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.tree import AnyOf, Tree, Word, words

DEEPEST = 12  # signs inside each other
_WRONG = AnyOf(())  # stands for a sign that cannot be read, so that nothing else is said of it
Report = Callable[[str, int, str, str], None]  # id of the sign, where in it, message, code


def resolved_signs(written: Mapping[str, Tree | None], names: Names, report: Report) -> dict[str, Tree]:
    """The signs of `written` (None: could not be read) with every name looked up; they may use each other."""
    signs = _Signs(written, names, report)
    return {sign: signs.resolved(sign) for sign in written}


class _Signs:
    def __init__(self, written: Mapping[str, Tree | None], names: Names, report: Report) -> None:
        self._written = written
        self._names = names
        self._report = report
        self._done: dict[str, Tree] = {}
        self._open: list[str] = []

    def resolved(self, sign: str) -> Tree:
        if sign not in self._done:
            tree = self._written[sign]
            self._open.append(sign)
            good = tree is not None and all(self._usable(sign, word) for word in words(tree))
            self._open.pop()
            self._done[sign] = (tree and good and self._looked_up(sign, tree)) or _WRONG
        return self._done[sign]

    def _looked_up(self, sign: str, tree: Tree) -> Tree | None:
        return self._names.resolved(tree, lambda *problem: self._report(sign, *problem), self._done)

    def _usable(self, sign: str, word: Word) -> bool:
        """Is a word of this sign no sign, or one that does not rest on this?"""
        if word not in self._written:
            return True
        if word in self._open:
            circle = " > ".join([*self._open[self._open.index(word) :], word])
            self._report(sign, word.at, f"the sign rests on itself: {circle}", "sign")
            return False
        if len(self._open) >= DEEPEST:
            self._report(sign, word.at, f"signs stand more than {DEEPEST} deep inside each other", "sign")
            return False
        self.resolved(word)
        return True
