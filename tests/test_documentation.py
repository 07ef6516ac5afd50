"""What the README shows works as it stands there, and what the others name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class

import perfreport
from perfreport.cli import commands, run

PACKAGE = Path(perfreport.__file__).parent
ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
YAML = [text for language, text in BLOCKS if language == "yaml"]
PYTHON = [text for language, text in BLOCKS if language == "python"]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
WALKS = ARCHITECTURE.partition("## Two walks")[2].partition("## Decisions")[0]
STATIONS = [re.findall(r"`([\w/.]+)`", line) for line in re.findall(r"^\| (`[^|]+)", WALKS, re.M)]
COMMANDS = re.findall(r"^perfreport (\S+)", "\n".join(text for _, text in BLOCKS), re.MULTILINE)


def test_the_data_file_is_built(tmp_path: Path) -> None:
    (data,) = YAML
    (tmp_path / "项目.yaml").write_text(data, "utf-8")
    assert run(["build", str(tmp_path / "项目.yaml"), "-o", str(tmp_path)]) == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".yaml", ".docx", ".pdf"}


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data_examples").symlink_to(ROOT / "data_examples")
    exec(compile(code, "README.md", "exec"), {})


def test_every_command_exists_and_is_shown() -> None:
    assert set(COMMANDS) == set(commands.commands)


def test_every_built_in_form_is_listed() -> None:
    """As ``perfreport forms`` lists them: a form that is added has a row in the README."""
    listed = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", README, re.MULTILINE)
    assert listed == [(each.id, each.name) for each in perfreport.list_forms()]


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_module_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", (ROOT / name).read_text("utf-8"))
    assert named
    missing = [
        module
        for module in named
        if not any((root / module).exists() for root in (ROOT, PACKAGE))
        and not ("/" not in module and any(PACKAGE.rglob(module)))
    ]
    assert missing == []


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station[0])
def test_every_station_of_the_walks_is_there(station: list[str]) -> None:
    first = PACKAGE / station[0]
    beside = first if first.is_dir() else first.parent
    assert first.exists()
    for name in station[1:]:
        module = name if name.endswith(".py") else f"{name}.py"
        assert (
            any((folder / module).is_file() for folder in (beside, PACKAGE))
            or (PACKAGE / name).is_dir()
        ), name


def test_the_report_for_programs_is_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = (text for language, text in BLOCKS if language == "json")
    (data,) = YAML
    monkeypatch.chdir(tmp_path)
    Path("项目.yaml").write_text(data.replace("财政拨款:", "财政拔款:"), "utf-8")
    assert run(["check", "项目.yaml", "--format", "json"]) == 2
    assert capsys.readouterr().out == shown


def test_every_line_for_completion_is_answered() -> None:
    lines = re.findall(r"_PERFREPORT_COMPLETE=(\w+) perfreport", README)
    assert {line.removesuffix("_source") for line in lines} == {"bash", "zsh", "fish"}
    for line in lines:
        assert get_completion_class(line.removesuffix("_source"))
