"""View model -> HTML: jinja2 with everything escaped, nothing undefined, and the clinic's own templates laid over."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from nmt_expert.errors import NmtError
from nmt_expert.paths import shipped
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.view import ClientView, PhysicianView

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

PAPER = {"a4": "A4", "letter": "letter"}


def page(view: PhysicianView | ClientView, config: Config, paper: str, *, with_style: bool) -> str:
    """One HTML document. `with_style` puts the style sheet into it; the PDF takes the same sheet parsed once."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    name = "physician.html.j2" if isinstance(view, PhysicianView) else "client.html.j2"
    css = Markup(style(config, paper)) if with_style else None  # noqa: S704 - our file and checked colours
    try:
        return environment(config.templates).get_template(name).render(report=view, css=css)
    except TemplateSyntaxError as error:
        raise NmtError(f"Template {error.filename or error.name}, line {error.lineno}: {error.message}") from None
    except TemplateNotFound as error:
        raise NmtError(
            f"There is no template {error.name}; the folder of own templates is {config.templates}."
        ) from None
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        place = _place(error)
        if place is None:
            raise
        raise NmtError(f"Template {place}: {error}") from None


def style(config: Config, paper: str) -> str:
    """The style sheet with the clinic's colours and the paper."""
    own = config.templates / "report.css" if config.templates else None
    path = own if own and own.exists() else shipped("report_templates") / "report.css"
    colours = f":root{{--accent:{config.colours.accent};--alert:{config.colours.alert}}}"
    return f"{colours}\n@page{{size:{PAPER[paper]}}}\n{_sheet(path)}"


@lru_cache(maxsize=4)
def _sheet(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def environment(own: Path | None) -> SandboxedEnvironment:
    """Templates of the clinic's folder first, then the shipped ones. Sandboxed: a template is no program."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    if own is not None and not own.is_dir():
        raise NmtError(
            f"The folder of own templates {own} does not exist; correct `templates:` (nmt config shows the file)."
        )
    folders = [own, shipped("report_templates")] if own else [shipped("report_templates")]
    return SandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _place(error: BaseException) -> str | None:
    """'report.html.j2, line 12': the innermost template in which an error arose."""
    found, trace = None, error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = f"{Path(name).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
