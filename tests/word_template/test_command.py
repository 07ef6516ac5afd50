"""The command that makes a Word template."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.templates import DESCRIPTIONS, described
from tools.word_template.__main__ import main

EXAMPLE = next(iter(DESCRIPTIONS.values()))


def test_it_writes_the_template(tmp_path: Path) -> None:
    output = tmp_path / "form.docx"

    assert main([str(EXAMPLE), "-o", str(output)]) == 0
    assert output.read_bytes() == described(EXAMPLE.stem)


def test_it_leaves_a_file_alone_that_may_have_been_edited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "form.docx"
    output.write_bytes(b"edited")

    assert main([str(EXAMPLE), "-o", str(output)]) == 4
    assert output.read_bytes() == b"edited"
    assert "--overwrite" in capsys.readouterr().err
    assert main([str(EXAMPLE), "-o", str(output), "--overwrite"]) == 0
    assert output.read_bytes() != b"edited"


def test_it_tells_every_mistake_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    description, output = tmp_path / "form.txt", tmp_path / "form.docx"
    description.write_text("标体: 甲\n| 乙 |\n", "utf-8")

    assert main([str(description), "-o", str(output)]) == 2
    assert not output.exists()
    assert [line.split("：")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"{description}:1",
        f"{description}:2",
    ]


def test_it_says_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    description, output = tmp_path / "form.txt", tmp_path / "form.docx"

    assert main([str(description), "-o", str(output)]) == 4
    description.write_bytes("标题: 甲".encode("gb18030"))
    assert main([str(description), "-o", str(output)]) == 2
    assert "UTF-8" in capsys.readouterr().err
