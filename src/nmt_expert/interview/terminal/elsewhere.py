"""The disk refuses: the answers stay in memory until they are saved somewhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.errors import NmtError
from nmt_expert.interview.terminal.console import Console, InputEnded


def save_elsewhere(document: CaseDocument, console: Console, error: SaveError) -> str:
    """Asks for another file until the case is saved. The message to show. Raises NmtError when the input ends before."""
    console.say(["", f"! NOT SAVED: {error}", "Your answers are still here, in memory only."])
    while True:
        console.say([f"Type another file to go on there (such as {_free(document.path)}), or Enter to try again."])
        try:
            line = console.ask("file> ")
        except InputEnded:
            raise NmtError("the last answers could not be saved anywhere.") from None
        try:
            if line:
                document.move(Path(line).expanduser())
            else:
                document.save()
            return f"Saved in {document.path}."
        except NmtError as again:
            console.say([f"! {again}"])


def _free(path: Path) -> Path:
    """A place outside the folder that refused."""
    home = Path.home()
    return (home if home != path.resolve().parent else Path(tempfile.gettempdir())) / path.name
