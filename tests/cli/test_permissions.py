"""Files made of data that not everybody may read are for nobody else either."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import perfreport as library
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file that is for its owner alone."""
    path = tmp_path / "数据.yaml"
    path.write_text(PROJECTS, "utf-8")
    path.chmod(0o600)
    return path


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_file()}


def edited(data: Path) -> Path:
    """A Word file made of ``data`` and edited, as open as the data."""
    path = data.with_suffix(".docx")
    editor = WordEditor(library.render(library.load(data), "docx"))
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    path.write_bytes(editor.save())
    path.chmod(0o600)
    return path


def test_what_is_built_is_as_open_as_its_data(perfreport: Runner, data: Path) -> None:
    other = data.with_name("另.yaml")
    other.write_text(DEPARTMENT, "utf-8")
    out = data.parent / "结果"
    assert perfreport("build", data, other, "-o", out).code == 0
    # The record tells what is in any of them.
    record = {"perfreport.sqlite": 0o600}
    expected = record | {"数据.docx": 0o600, "数据.pdf": 0o600, "另.docx": 0o644, "另.pdf": 0o644}
    assert modes(out) == expected
    (out / "数据.pdf").chmod(0o640)
    other.chmod(0o600)
    assert perfreport("build", data, other, "-o", out).code == 0
    assert modes(out) == {**expected, "数据.pdf": 0o640}


def test_what_is_read_or_made_anew_is_as_open_as_the_word_file(
    perfreport: Runner, data: Path
) -> None:
    word, out = edited(data), data.parent / "结果"
    out.mkdir()
    assert perfreport("read", word, "-o", out / "读回.yaml").code == 0
    assert perfreport("regenerate", word, "-o", out).code == 0
    assert modes(out) == {"读回.yaml": 0o600, "数据.docx": 0o600, "数据.pdf": 0o600}


def test_a_draft_is_as_open_as_what_it_is_made_of(perfreport: Runner, data: Path) -> None:
    target = data.with_name("草稿.yaml")
    kind = "project-targets"
    assert perfreport("draft", kind, "--from", data, "-o", target).code == 0
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_an_update_leaves_the_permissions_and_the_copy_has_them_too(
    perfreport: Runner, data: Path, mode: int
) -> None:
    word = edited(data)
    data.chmod(mode)
    assert perfreport("read", word, "--update", data).code == 0
    assert modes(data.parent) == {"数据.yaml": mode, "数据.yaml~": mode, "数据.docx": 0o600}


def test_an_update_through_a_link_changes_what_it_leads_to(perfreport: Runner, data: Path) -> None:
    word = edited(data)
    real = data.parent / "别处" / "真.yaml"
    real.parent.mkdir()
    data.rename(real)
    data.symlink_to(real)
    assert perfreport("read", word, "--update", data).code == 0
    assert data.is_symlink()
    assert "聘请临时人员" in real.read_text("utf-8")
    assert modes(real.parent) == {"真.yaml": 0o600, "真.yaml~": 0o600}


def test_a_document_from_python_has_what_the_mask_allows(data: Path) -> None:
    library.write(library.load(data), data.parent / "结果", name="表")
    assert modes(data.parent / "结果") == {"表.docx": 0o644, "表.pdf": 0o644}
