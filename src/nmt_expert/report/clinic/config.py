"""Who signs the report: the clinic, the therapist, colours and paper, from one YAML file in the user's folder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.files import read_text
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.paths import config_path

Text = Annotated[str, Field(max_length=200)]


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError('write a colour as "#rrggbb"')
    return value


def _number(value: str) -> str:
    if not re.fullmatch(r"[\d /+-]{1,20}", value):
        raise ValueError('write the digits of the number in quotes, as in "112"')
    return value


Colour = Annotated[str, AfterValidator(_colour)]

SAMPLE = """\
# Who signs the reports of nmt. Fill in what applies and delete the '#' before it; nothing here is required.
clinic:
#  name: Riverside Neuromuscular Therapy
#  address: [12 High Street, Springfield]
#  phone: 555-0100
#  email: office@example.org
#  website: www.example.org
#  logo: logo.png              # PNG or JPEG, beside this file or with its full path
therapist:
#  name: R. Therapist
#  credentials: LMT, CNMT
#  registration: Licence 12345
#  phone: 555-0101
#  email: r.therapist@example.org
#  trainee: true               # then a supervisor signs, too
#supervisor:
#  name: S. Supervisor
#  credentials: LMT
#physician:                    # who the reports usually go to
#  name: Dr A. Physician
#  address: [Example Family Practice, 12 High Street]
#paper: letter                 # a4 or letter
#emergency_number: "911"       # printed on the client's page
#appendix: always              # always, or needed: only when something did not fit on two pages
#attachment: false            # the physician's PDF without its content as a data file
#rules: [our_rules]            # folders of own rules, see docs/own-rules.md
#templates: my_templates       # a folder of own templates, see docs/report.md
#colours: {accent: "#0b3c6f", alert: "#8c1d18"}
"""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)  # phone: 1234


class Clinic(_Part):
    name: Text = ""
    address: list[Text] = Field([], max_length=6)
    phone: Text = ""
    email: Text = ""
    website: Text = ""
    logo: Path | None = None


class Therapist(_Part):
    name: Text = ""
    credentials: Text = ""
    registration: Text = ""
    phone: Text = ""
    email: Text = ""
    trainee: bool = False  # a supervisor signs, too


class Supervisor(_Part):
    name: Text = ""
    credentials: Text = ""


class Physician(_Part):
    name: Text = ""
    address: list[Text] = Field([], max_length=6)


class Colours(_Part):
    accent: Colour = "#0b3c6f"
    alert: Colour = "#8c1d18"


class Config(_Part):
    """The settings of a clinic; every one has a default."""

    clinic: Clinic = Clinic()
    therapist: Therapist = Therapist()
    supervisor: Supervisor = Supervisor()
    physician: Physician = Physician()
    colours: Colours = Colours()
    paper: Literal["a4", "letter"] = "a4"
    emergency_number: Annotated[str, AfterValidator(_number)] = "112 / 911"
    appendix: Literal["always", "needed"] = "needed"
    attachment: bool = True  # the physician's PDF holds what it says as data, too
    templates: Path | None = None
    rules: list[Path] = []  # folders of own rules, laid over the shipped ones; read by nmt_expert.own_rules


def load_config(path: Path | None = None) -> Config:
    """The settings in the file; without a file the defaults, and a sample is written for the next time."""
    try:
        path = path or config_path()
    except NmtError:
        return Config()
    if not path.exists():
        _write_sample(path)
        return Config()
    text = read_text(path)
    data = parse(text, str(path))
    if not isinstance(data, dict | None):
        raise NmtError(f"{path} must hold settings such as 'clinic:' and 'therapist:'.")
    # a heading whose lines are all still commented out counts as not there
    settings = {key: value for key, value in (data or {}).items() if value is not None}
    try:
        return _beside(path, Config.model_validate(settings))
    except ValidationError as error:
        locator = Locator(str(path), text)
        raise ProblemsError(locator.validation_problems(error, _known())) from None


def _known() -> list[str]:
    parts: tuple[type[BaseModel], ...] = (Config, Clinic, Therapist, Physician, Colours)
    return [name for part in parts for name in part.model_fields]


def _beside(path: Path, config: Config) -> Config:
    """Paths in the file are meant from the file's own folder."""
    folder = path.resolve().parent
    logo, templates = config.clinic.logo, config.templates
    return config.model_copy(
        update={
            "clinic": config.clinic.model_copy(update={"logo": folder / logo.expanduser() if logo else None}),
            "templates": folder / templates.expanduser() if templates else None,
        }
    )


def _write_sample(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(SAMPLE)
    except OSError:
        return  # a home that cannot be written to must not stop a report
