"""Every engine of the benchmarks makes the same document."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import office
from benchmarks.engines import libreoffice_report, libreoffice_started
from benchmarks.sheet import Sheet, sheet_of
from benchmarks.workload import SELF_EVALUATION, project_targets
from perfreport import ProjectTargets
from tests.content import plain_text, squeeze
from tests.docx_reading import read_docx
from tests.outside.soffice import Soffice
from tests.pdf_pages import read_pages

PROJECTS = 30


@cache
def document() -> ProjectTargets:
    return project_targets(PROJECTS)


@cache
def sheet() -> Sheet:
    return sheet_of(document())


@pytest.fixture
def own_office(soffice: Soffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice that shares its profile with no other test."""
    monkeypatch.setattr(office, "PROFILE", tmp_path / "profile")


@cache
def rendered(engine: str) -> bytes:
    result = import_module(f"benchmarks.engines.{engine}").render(document())
    assert isinstance(result, bytes)
    return result


def text_of_pdf(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as pages:
        return squeeze("".join(page.get_textpage().get_text_bounded() for page in pages))


def column_edges(pdf: bytes) -> list[int]:
    """Where the upright rules of the second page stand, in whole points."""
    page = read_pages(pdf)[1]
    return sorted({round(rule.left) for rule in page.rules if rule.left == rule.right})


def text_of_docx(docx: bytes) -> str:
    return squeeze(plain_text(read_docx(docx)))


def assert_says_the_sheet(text: str) -> None:
    """The title, what stands above the table, and all its cells are in ``text``, in order."""
    above = (sheet().title, sheet().department, sheet().unit)
    position = 0
    for expected in (*above, *sheet().header, *chain.from_iterable(sheet().rows)):
        found = text.find(squeeze(expected), position)
        assert found >= 0, f"{expected} is missing after {text[position - 40 : position]}"
        position = found + len(squeeze(expected))


def test_every_project_differs_from_the_others() -> None:
    rows = sheet().rows[2:]
    assert len(rows) == PROJECTS
    for column in (0, 5, 6):
        assert len({row[column] for row in rows}) == PROJECTS


def test_a_project_has_about_400_characters() -> None:
    lengths = [len("".join(row)) for row in sheet().rows[2:]]
    assert 380 < sum(lengths) / PROJECTS < 420


def test_perfreport_sets_the_sheet() -> None:
    assert_says_the_sheet(text_of_pdf(rendered("perfreport_pdf")))


@pytest.mark.parametrize("engine", ["typst_table", "typst_greedy"])
def test_typst_sets_the_sheet(engine: str) -> None:
    pytest.importorskip("typst")
    assert_says_the_sheet(text_of_pdf(rendered(engine)))
    assert column_edges(rendered(engine)) == column_edges(rendered("perfreport_pdf"))


def test_long_table_sets_the_sheet() -> None:
    assert_says_the_sheet(text_of_pdf(rendered("long_table")))
    assert column_edges(rendered("long_table")) == column_edges(rendered("perfreport_pdf"))


@pytest.mark.usefixtures("own_office")
def test_libreoffice_sets_the_sheet() -> None:
    assert_says_the_sheet(text_of_pdf(rendered("libreoffice")))


@pytest.mark.parametrize("engine", ["perfreport_docx", "bare_docxtpl"])
def test_word_engines_write_the_sheet(engine: str) -> None:
    assert_says_the_sheet(text_of_docx(rendered(engine)))


@pytest.mark.usefixtures("own_office")
def test_a_libreoffice_that_is_started_makes_the_report() -> None:
    assert "绩效自评报告" in text_of_pdf(libreoffice_started.render(SELF_EVALUATION))


@pytest.mark.usefixtures("own_office", "python_with_uno")
def test_a_libreoffice_that_stays_open_converts_again_and_again() -> None:
    try:
        first, second = (libreoffice_report.render(SELF_EVALUATION) for _ in range(2))
    finally:
        libreoffice_report.close()
    assert "绩效自评报告" in text_of_pdf(first)
    assert text_of_pdf(first) == text_of_pdf(second)
