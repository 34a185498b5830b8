"""View model -> HTML: jinja2 with everything escaped, nothing undefined, and the clinic's own templates laid over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from nmt_expert.errors import NmtError
from nmt_expert.paths import shipped
from nmt_expert.report.view import ClientView, PhysicianView, View

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

    from nmt_expert.report.clinic.config import Config

PAPER = {"a4": "A4", "letter": "letter"}
TEMPLATES: dict[type[View], str] = {PhysicianView: "physician.html.j2", ClientView: "client.html.j2"}
MOST_CHARACTERS = 400_000  # of a page by own templates, a third of them the chart's: what is set in five seconds
MOST_STYLE_BYTES = 1_000_000


def page(view: View, css: str | None, own: Path | None = None) -> str:
    """One HTML document by our templates, or by those of the folder `own` where it has them.

    `css` becomes a part of it; the PDF takes the style sheet apart. Raises NmtError with template and line.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    style = None if css is None else Markup(css)  # noqa: S704 - a style sheet of ours or of the clinic, checked colours
    try:
        html = _environment(own).get_template(TEMPLATES[type(view)]).render(report=view, css=style)
    except TemplateSyntaxError as error:
        raise NmtError(f"Template {error.filename or error.name}, line {error.lineno}: {error.message}") from None
    except TemplateNotFound as error:
        raise NmtError(f"There is no template {error.name}; the folder of own templates is {own}.") from None
    except (RecursionError, MemoryError, SyntaxError) as error:
        raise NmtError(f"{_place(error)}: it includes itself, nests too deeply or makes too much text.") from None
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        if _place(error) is None:
            raise
        raise NmtError(f"{_place(error)}: {error}") from None
    if own and len(html) > MOST_CHARACTERS:
        raise NmtError(
            f"The templates in {own} make a page of {len(html):,} characters; at most {MOST_CHARACTERS:,} can be set. "
            "Does one repeat text?"
        )
    return html


def style(config: Config, paper: str) -> str:
    """The style sheet with the clinic's colours and the paper."""
    own = config.templates / "report.css" if config.templates else None
    path = own if own and own.exists() else shipped("report_templates") / "report.css"
    colours = f":root{{--accent:{config.colours.accent};--alert:{config.colours.alert}}}"
    return f"{colours}\n@page{{size:{PAPER[paper]}}}\n{_sheet(path)}"


@lru_cache(maxsize=4)
def _sheet(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > MOST_STYLE_BYTES:
            raise NmtError(f"{path}: a style sheet is a file of at most {MOST_STYLE_BYTES // 1_000_000} MB.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(str(path), error) from None


@lru_cache(maxsize=4)
def _environment(own: Path | None) -> SandboxedEnvironment:
    """Templates of the clinic's folder first, then the shipped ones. Sandboxed: a template is no program."""
    from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
    from jinja2.sandbox import SandboxedEnvironment

    class Loader(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            try:
                return super().get_source(environment, template)
            except TemplateNotFound:
                raise
            except (OSError, UnicodeDecodeError) as error:
                raise _unreadable(f"Template {template}", error) from None

    if own is not None and not own.is_dir():
        raise NmtError(
            f"The folder of own templates {own} does not exist; correct `templates:` (nmt config shows the file)."
        )
    folders = [own, shipped("report_templates")] if own else [shipped("report_templates")]
    loader: BaseLoader = Loader(folders)
    return SandboxedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _unreadable(name: str, error: OSError | UnicodeDecodeError) -> NmtError:
    if isinstance(error, UnicodeDecodeError):
        return NmtError(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8.")
    return NmtError(f"{name}: cannot be read ({error.strerror}).")


def _place(error: BaseException) -> str | None:
    """'Template report.html.j2, line 12': the innermost template in which an error arose."""
    found, trace = None, error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = f"Template {Path(name).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
