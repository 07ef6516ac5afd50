"""What the README shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perfreport.cli import commands, run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
YAML = [text for language, text in BLOCKS if language == "yaml"]
PYTHON = [text for language, text in BLOCKS if language == "python"]
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


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
