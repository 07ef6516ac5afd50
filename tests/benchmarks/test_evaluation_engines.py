"""Every engine of the benchmarks makes the same evaluation tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import perfreport
from benchmarks.evaluations import EvaluationSheet, project_evaluation, sheet_of
from perfreport import ProjectEvaluation
from perfreport.checks.engine.finding import Severity
from tests.benchmarks.making import engines_for, made, texts_of
from tests.content import squeeze

PROJECTS = 6


@cache
def document() -> ProjectEvaluation:
    return project_evaluation(PROJECTS)


@cache
def sheet() -> EvaluationSheet:
    return sheet_of(document())


def texts(project: dict[str, Any]) -> Iterator[str]:
    """The texts of a project in the order of print, but for the labels of levels."""
    yield from (project["name"], sheet().department, project["implementer"])
    (total, *parts), (weight, score) = project["funds"], project["rate"]
    yield from (*total[:3], weight, total[3], score)
    for part in parts:
        yield from part
    yield from (project["goal"], project["result"])
    for _, _, _, _, *row in project["indicators"]:
        yield from row
    yield from project["total"]


def assert_says_the_sheet(text: str) -> None:
    position = 0
    for project in sheet().projects:
        for expected in (sheet().title, f"（{sheet().year}年度）", *texts(project)):
            found = text.find(squeeze(expected), position)
            assert found >= 0, f"{expected} is missing after {text[position - 40 : position]}"
            position = found + len(squeeze(expected))


def test_every_project_differs_from_the_others() -> None:
    projects = sheet().projects
    assert len({each["name"] for each in projects}) == PROJECTS
    assert len({each["goal"] for each in projects}) == PROJECTS


def test_the_tables_have_no_errors_and_points_everywhere() -> None:
    findings = perfreport.check(document())
    assert [each for each in findings if each.severity is Severity.ERROR] == []
    for project in sheet().projects:
        rows = [row for row in project["indicators"] if row[5]]
        assert all(row[8] for row in rows)
        assert all(project["total"])


@pytest.mark.parametrize("engine", engines_for("evaluation"))
def test_an_engine_sets_the_sheet(engine: str, ready: str, tmp_path: Path) -> None:
    content = made(ready, document(), tmp_path)
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as pages:
            assert len(pages) == PROJECTS
    (text,) = texts_of(content)
    assert_says_the_sheet(text)
