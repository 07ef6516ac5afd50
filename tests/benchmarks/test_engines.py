"""Every engine of the benchmarks makes the same document."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import perfreport
from benchmarks.engines import perfreport_read
from benchmarks.sheet import Sheet, sheet_of
from benchmarks.workload import project_targets
from perfreport import ProjectTargets
from tests.benchmarks.making import engines_for, made, texts_of
from tests.content import squeeze
from tests.pdf_pages import read_pages

PROJECTS = 12


@cache
def document() -> ProjectTargets:
    return project_targets(PROJECTS)


@cache
def sheet() -> Sheet:
    return sheet_of(document())


def column_edges(pdf: bytes) -> list[int]:
    """Where the upright rules of the second page stand, in whole points."""
    page = read_pages(pdf)[1]
    return sorted({round(rule.left) for rule in page.rules if rule.left == rule.right})


def assert_says_the_sheet(text: str) -> None:
    """The title, what stands above the table, and all its cells are in ``text``, in order."""
    above = (sheet().title, sheet().department, sheet().unit)
    position = 0
    for expected in (*above, *sheet().header, *chain.from_iterable(sheet().rows)):
        found = text.find(squeeze(expected), position)
        assert found >= 0, f"{expected} is missing after {text[position - 40 : position]}"
        position = found + len(squeeze(expected))


def test_a_project_has_about_400_characters() -> None:
    lengths = [len("".join(row)) for row in sheet_of(project_targets(30)).rows[2:]]
    assert 380 < sum(lengths) / len(lengths) < 420


@pytest.mark.parametrize("engine", engines_for("table", "published wording", "small tables"))
def test_an_engine_sets_the_sheet(engine: str, ready: str, tmp_path: Path) -> None:
    content = made(ready, document(), tmp_path)
    texts = texts_of(content)
    assert len(texts) == (2 if engine.endswith("_both") else 1)
    for text in texts:
        assert_says_the_sheet(text)


@pytest.mark.parametrize("engine", ["typst_best", "typst_set", "typst_command", "long_table"])
def test_a_peer_has_the_columns_of_our_pdf(engine: str, ready: str, tmp_path: Path) -> None:
    own = column_edges(made("perfreport_pdf", document(), tmp_path))
    assert column_edges(made(ready, document(), tmp_path)) == own


def test_what_is_read_is_the_document() -> None:
    content = perfreport_read.prepare(document())
    assert perfreport.read_docx(content).document == document()
    assert perfreport_read.render(content) == content
