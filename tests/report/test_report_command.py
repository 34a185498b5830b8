"""nmt report and nmt config, from the command line."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert.cli.config import command as config
from nmt_expert.cli.report import command as report
from nmt_expert.errors import NmtError

CASE = """\
schema: nmt-case/1
id: {id}
client: {{name: Jordan Sample, reference: C-1}}
complaint: {{text: Ache in the front of the right shoulder, side: right}}
findings:
  - {{present: ["pain(shoulder_front)", "pain(arm_front)"], side: right}}
"""


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NMT_CONFIG", str(tmp_path / "settings" / "config.yaml"))
    monkeypatch.chdir(tmp_path)


def case(name: str = "one") -> str:
    Path(f"{name}.yaml").write_text(CASE.format(id=name), encoding="utf-8")
    return f"{name}.yaml"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(report, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_report_is_named_after_the_case_and_lies_here() -> None:
    assert run(case()) == "one-report.pdf\n"
    assert Path("one-report.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert stat.S_IMODE(Path("one-report.pdf").stat().st_mode) == 0o600


def test_format_follows_the_ending_of_the_file() -> None:
    run(case(), "-o", "page.html", "--for", "client")
    assert "Your assessment" in Path("page.html").read_text(encoding="utf-8")


def test_unfit_ending_is_refused_before_anything_is_written() -> None:
    with pytest.raises(NmtError, match=r"ends in \.pdf or \.html"):
        CliRunner().invoke(report, [case(), "-o", "x.docx"], catch_exceptions=False)
    with pytest.raises(NmtError, match="but --format asks for html"):
        CliRunner().invoke(report, ["one.yaml", "-o", "x.pdf", "--format", "html"], catch_exceptions=False)


def test_many_cases_go_into_a_folder_and_a_bad_one_does_not_stop_the_others() -> None:
    Path("bad.yaml").write_text("id: bad", encoding="utf-8")
    with pytest.raises(NmtError, match="1 of 3 reports were not written") as caught:
        CliRunner().invoke(
            report, [case("a"), "bad.yaml", case("b"), "-o", "out", "--format", "html"], catch_exceptions=False
        )
    assert "bad.yaml" in str(caught.value)
    assert sorted(path.name for path in Path("out").iterdir()) == ["a-report.html", "b-report.html"]


def test_report_without_clinic_says_where_to_name_it() -> None:
    result = CliRunner().invoke(report, [case(), "--format", "html"], catch_exceptions=False)
    assert "nmt config" in result.stderr


def test_config_shows_path_and_values_and_writes_the_sample_once() -> None:
    result = CliRunner().invoke(config, [], catch_exceptions=False)
    assert "config.yaml" in result.output.splitlines()[0]
    assert "clinic.name: -" in result.output
    assert Path("settings/config.yaml").exists()
    only = CliRunner().invoke(config, ["--path"], catch_exceptions=False)
    assert len(only.output.splitlines()) == 1
