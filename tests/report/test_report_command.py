"""nmt report and nmt config, from the command line."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pexpect
import pikepdf
import pypdf
import pytest
from click.testing import CliRunner
from tests.report.conftest import pages

from nmt_expert.cli.config import command as config
from nmt_expert.cli.report import command as report
from nmt_expert.errors import NmtError
from nmt_expert.system_libraries import missing, sentence

NMT = ["-c", "from nmt_expert.cli.main import main; main()"]
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
    with pytest.raises(NmtError, match=r"ends in \.pdf, \.html"):
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


def test_two_cases_with_one_id_are_refused_before_anything_is_written() -> None:
    Path("anna.yaml").write_text(CASE.format(id="one"), encoding="utf-8")
    with pytest.raises(NmtError, match=r"anna\.yaml and one\.yaml have the same id.*nothing was written"):
        CliRunner().invoke(report, ["anna.yaml", case(), "-o", "out"], catch_exceptions=False)
    assert not Path("out").exists()


def test_one_case_named_twice_gives_one_report() -> None:
    assert run(case(), "one.yaml", "--format", "html") == "one-report.html\n"


def test_another_letter_is_replaced_only_when_told_to() -> None:
    run(case(), "--format", "html")
    run("one.yaml", "--format", "html")  # the same again loses nothing
    before = Path("one-report.html").read_bytes()
    Path("anna.yaml").write_text(CASE.format(id="one").replace("Jordan", "Anna"), encoding="utf-8")
    with pytest.raises(NmtError, match=r"one-report\.html exists already.*--force.*-o"):
        CliRunner().invoke(report, ["anna.yaml", "--format", "html"], catch_exceptions=False)
    assert Path("one-report.html").read_bytes() == before
    run("anna.yaml", "--format", "html", "--force")
    assert "Anna Sample" in Path("one-report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "name"), [("y", "Anna"), ("n", "Jordan"), ("", "Jordan")])
def test_at_a_terminal_it_is_asked_whether_to_replace(answer: str, name: str) -> None:
    run(case(), "--format", "html")
    Path("one.yaml").write_text(CASE.format(id="one").replace("Jordan", "Anna"), encoding="utf-8")
    child = pexpect.spawn(sys.executable, [*NMT, "report", "one.yaml", "--format", "html"], encoding="utf-8")
    child.expect(r"exists already and is another report\. Replace it\? \[y/N\]:")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if name == "Anna" else 1)
    assert f"{name} Sample" in Path("one-report.html").read_text(encoding="utf-8")


def test_through_a_link_its_target_is_written_and_the_link_stays() -> None:
    Path("letters").mkdir()
    Path("link.html").symlink_to("letters/real.html")
    run(case(), "-o", "link.html")
    assert Path("link.html").is_symlink()
    assert Path("letters/real.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="has no such devices")
def test_into_a_pipe_or_a_device_only_the_report_is_written() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        run(case(), "-o", "pipe", "--format", "html")
        assert reader.communicate()[0].endswith(b"</html>")
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
    command = [sys.executable, *NMT, "report", "one.yaml", "--format", "html", "-o", "/dev/stdout"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert printed.startswith(b"<!DOCTYPE html>")
    assert printed.endswith(b"</html>")


def test_without_consent_the_letter_is_not_written_and_the_client_s_own_page_is() -> None:
    Path("refused.yaml").write_text(
        CASE.format(id="refused").replace("reference:", "consent: false, reference:"), encoding="utf-8"
    )
    for ending in ("pdf", "html"):
        with pytest.raises(NmtError, match=r"case refused has not consented.*--for client"):
            CliRunner().invoke(report, ["refused.yaml", "--format", ending], catch_exceptions=False)
    assert not list(Path().glob("refused-report.*"))
    assert run("refused.yaml", "--for", "client", "--format", "html") == "refused-client.html\n"


@pytest.mark.parametrize(
    ("option", "setting", "attached"),
    [
        ("", "", True),
        ("--no-attachment", "", False),
        ("", "attachment: false", False),
        ("--attachment", "attachment: false", True),
    ],
)
def test_the_attached_data_can_be_left_out(option: str, setting: str, attached: bool) -> None:
    Path("settings").mkdir()
    Path("settings/config.yaml").write_text(f"therapist: {{name: R. Therapist}}\n{setting}", encoding="utf-8")
    run(case(), *filter(None, [option]))
    with pikepdf.open("one-report.pdf") as pdf:
        assert list(pdf.attachments) == ["letter.json"] * attached


TYPED = """\
schema: nmt-case/1
id: typed
title: zqtitle
date: 2024-05-14
client: {reference: zqreference, name: zqname, age: 44, occupation: zqoccupation}
complaint: {text: zqcomplaint, side: right, since: "3 weeks"}
findings:
  - {present: ["pain(shoulder_front)", "pain(arm_front)"], side: right, note: zqfindingnote}
  - {text: zqfindingtext}
interview: {passed: [zqscreen]}
source: {title: zqsource, authors: zqauthors, where: zqwhere, url: zqurl}
"""


def test_attached_data_holds_nothing_typed_that_the_pages_do_not_show() -> None:
    notes = "".join(f"  - zqnote{number} {'long ' * 60}\n" for number in range(9))
    Path("typed.yaml").write_text(f"{TYPED}notes:\n{notes}", encoding="utf-8")
    run("typed.yaml")
    with pikepdf.open("typed-report.pdf") as pdf:
        data = pdf.attachments["letter.json"].get_file().read_bytes().decode()
    shown = "".join(page.extract_text() for page in pypdf.PdfReader("typed-report.pdf").pages)
    attached = set(re.findall(r"zq\w+", data))
    assert attached == set(re.findall(r"zq\w+", shown))
    assert {"zqname", "zqcomplaint"} <= attached
    assert not attached & {"zqtitle", "zqscreen", "zqsource", "zqauthors", "zqwhere", "zqurl"}


def test_no_library_talks_and_what_slows_a_pdf_is_said_once() -> None:
    Path("settings").mkdir()
    Path("settings/config.yaml").write_text("therapist: {name: R. Therapist}", encoding="utf-8")
    home = Path("home")
    home.mkdir(mode=0o500)  # fontconfig complains when it cannot write its cache
    command = [sys.executable, *NMT, "report", case("a"), case("b"), "-o", "out"]
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": "/dev/null/none"}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    assert done.stderr == "".join(f"{line}\n" for line in [sentence(missing())] if line)


@pytest.mark.parametrize("ending", ["pdf", "html", "text", "fhir", "csv"])
def test_what_was_asked_alone_stands_in_no_output_unless_wanted(ending: str) -> None:
    private = "  - {present: [feels_unsafe_at_home, thoughts_of_suicide], note: afraid of him}\n"
    Path("alone.yaml").write_text(CASE.format(id="alone") + private, encoding="utf-8")
    words = ("suicid", "unsafe at home", "abuse", "afraid")
    for wanted, names in ([], False), (["--with-private"], True):
        name = run("alone.yaml", "--format", ending, "--force", *wanted).strip()
        said = " ".join(pages(Path(name).read_bytes())) if ending == "pdf" else Path(name).read_text(encoding="utf-8")
        assert any(word in said.lower() for word in words) == names


def test_row_of_statistics_needs_consent_and_the_others_are_written() -> None:
    refused = CASE.format(id="refused").replace("reference:", "consent: false, reference:")
    Path("refused.yaml").write_text(refused, encoding="utf-8")
    with pytest.raises(NmtError, match=r"1 of 2 reports were not written.\nrefused.yaml: .* has not consented"):
        CliRunner().invoke(report, [case(), "refused.yaml", "-o", "t.csv"], catch_exceptions=False)
    assert [line.partition(",")[0] for line in Path("t.csv").read_text(encoding="utf-8").splitlines()] == [
        "case",
        "one",
    ]
