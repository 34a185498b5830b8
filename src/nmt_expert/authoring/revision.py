"""Rules of another time or place: a folder, or a revision of the checkout's history."""

from __future__ import annotations

import io
import subprocess  # git alone, with fixed arguments
import tarfile
from pathlib import Path

from nmt_expert.errors import NmtError, as_argument
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.compiled.in_part import with_parts
from nmt_expert.knowledge.written.files import RuleFile, read_rules
from nmt_expert.knowledge.written.load import loaded
from nmt_expert.paths import shipped


def rules_at(name: str) -> KnowledgeBase:
    """The rules of a folder, or of a git revision. Raises NmtError, ProblemsError when there are none, or wrong ones."""
    folder = Path(name)
    if folder.is_dir() and not (folder / "scale.yaml").is_file():
        raise NmtError(
            f"{name}: own rules, no whole folder of rules; compare with: nmt rules diff --rules {as_argument(name)}"
        )
    return with_parts(compile_rules(loaded(read_rules([folder]) if folder.is_dir() else [_of_revision(name)])))


def _of_revision(name: str) -> list[RuleFile]:
    checkout = shipped("rules").parent
    if name.startswith("-"):
        raise NmtError(f"'{name}' is neither a folder of rules nor a git revision.")
    try:
        made = subprocess.run(  # noqa: S603
            ["git", "-C", str(checkout), "archive", "--format=tar", name, "rules"],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise NmtError("git is not installed; name two folders of rules instead.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()[:1]
        raise NmtError(f"'{name}' is neither a folder of rules nor a git revision ({''.join(said)}).") from None
    found = []
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            content = archive.extractfile(member)
            if content is not None and member.name.endswith(".yaml"):
                found.append(RuleFile(member.name.removeprefix("rules/"), content.read()))
    return found
