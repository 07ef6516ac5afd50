"""A Word file that nobody has touched since it was made is known by its seal."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.docx.embedding import is_untouched
from perfreport.office.package import write_package
from tests.docx.word_files import parts_of
from tests.examples import EXAMPLES, rendered


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "甲.docx"
    path.write_bytes(rendered(EXAMPLES[0], "docx"))
    return path


def test_a_file_as_it_was_made_is_untouched(file: Path) -> None:
    assert is_untouched(file)


def test_a_file_packed_anew_is_still_untouched(file: Path) -> None:
    parts = parts_of(file.read_bytes())
    file.write_bytes(write_package(dict(reversed(parts.items()))))
    assert is_untouched(file)


def test_a_file_with_any_part_changed_added_or_taken_away_is_not(file: Path) -> None:
    parts = parts_of(file.read_bytes())
    changes = [{**parts, name: part + b" "} for name, part in parts.items()]
    changes += [{n: p for n, p in parts.items() if n != name} for name in parts]
    for changed in (*changes, {**parts, "word/comments.xml": b"<a/>"}):
        file.write_bytes(write_package(changed))
        assert not is_untouched(file)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", write_package({"a.xml": b"<a/>"})])
def test_what_is_no_sealed_file_is_not_untouched(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert not is_untouched(file)


def test_a_file_that_is_cut_off_is_not_untouched(file: Path) -> None:
    content = file.read_bytes()
    for length in range(0, len(content), 97):
        file.write_bytes(content[:length])
        assert not is_untouched(file)
