"""What is different on Windows, as far as another system can show it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.roundtrip.word_editor import WordEditor

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "data_examples" / "zengcheng-2024-project-targets.yaml"
GOAL = "聘请编外人员，从事辅助类工作"
UNIX_ONLY = ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty")

RUN_WITHOUT = f"""
import sys
sys.modules.update(dict.fromkeys({UNIX_ONLY}))
from perfreport.cli import run
sys.exit(run(sys.argv[1:]))
"""
"""Runs the command in an interpreter that has no module of Unix's own."""


def run_python(*arguments: str | Path) -> str:
    result = subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, capture_output=True, check=False
    )
    printed = result.stdout.decode("utf-8") + result.stderr.decode("utf-8")
    assert result.returncode == 0, printed
    return printed


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An example as Windows' Notepad may save it: a byte order mark, its own line ends."""
    path = tmp_path / "项目 表.yaml"
    text = EXAMPLE.read_bytes().decode("utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    return path


@pytest.mark.parametrize(
    "interpreter",
    [
        pytest.param(("-c", RUN_WITHOUT), id="no Unix modules"),
        pytest.param(
            ("-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "perfreport"),
            id="no default encoding",
        ),
    ],
)
def test_the_commands_run(interpreter: tuple[str, ...], data: Path, tmp_path: Path) -> None:
    out, edited = tmp_path / "结果", tmp_path / "结果" / "项目 表.docx"
    run_python(*interpreter, "check", data)
    run_python(*interpreter, "explain", data)
    run_python(*interpreter, "build", data, "-o", out)
    assert {path.suffix for path in out.iterdir()} == {".docx", ".pdf"}
    assert run_python(*interpreter, "diff", data, edited).endswith("没有不同\n")
    run_python(*interpreter, "read", edited, "-o", tmp_path / "读回.yaml")
    run_python(*interpreter, "regenerate", edited, "-o", tmp_path / "新")
    run_python(*interpreter, "demo", "-o", tmp_path / "例子")


def test_line_ends_and_byte_order_mark_stay_when_an_edit_is_taken_over(
    data: Path, tmp_path: Path
) -> None:
    run_python("-m", "perfreport", "build", data, "-o", tmp_path)
    word = data.with_suffix(".docx")
    editor = WordEditor(word.read_bytes())
    paragraph = editor.paragraph(GOAL)
    editor.replace(paragraph, GOAL, f"{GOAL}、保密员")
    word.write_bytes(editor.save())
    before = data.read_bytes()
    run_python("-m", "perfreport", "read", word, "--update", data)
    assert data.read_bytes() == before.replace(GOAL.encode(), f"{GOAL}、保密员".encode(), 1)
