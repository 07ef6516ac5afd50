"""--form says which form a Word file is printed on, where the file cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner
from tests.examples import rendered
from tests.roundtrip.test_guessing import PROJECTS, folder_with_copy
from tests.roundtrip.test_lost_data import without_data


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A file without data that could be of two forms."""
    path = tmp_path / "目标表.docx"
    path.write_bytes(without_data(rendered(PROJECTS, "docx")))
    return path


@pytest.fixture
def templates(tmp_path: Path) -> tuple[str, str]:
    """The option for a folder with the second of them."""
    folder = tmp_path / "版式"
    folder.mkdir()
    return "--templates", str(folder_with_copy(folder))


def test_without_it_each_command_asks_for_it(
    perfreport: Runner, word: Path, templates: tuple[str, str]
) -> None:
    for arguments in (("read", word), ("diff", word, word), ("regenerate", word)):
        run = perfreport(*arguments, *templates)
        assert run.code == 2
        assert "请指明（--form）" in run.err


def test_with_it_the_file_is_read(
    perfreport: Runner, word: Path, templates: tuple[str, str], tmp_path: Path
) -> None:
    data = tmp_path / "目标表.yaml"
    named = (*templates, "--form", "my-targets")
    assert perfreport("read", word, *named, "-o", data).code == 0
    assert "版式: my-targets" in data.read_text("utf-8")
    assert perfreport("diff", word, word, *named).code == 0
    assert "--form" not in perfreport("regenerate", word, *named).err
