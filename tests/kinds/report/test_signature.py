"""A signature of several lines (落款) is one block: on one page, its lines one below the other."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from perfreport.documents.rendering import Renderer
from tests.content import squeeze
from tests.kinds.report.reports import Reports, Tree, data
from tests.pdf_pages import Line, Page, lines_of, read_pages

OUTLINE: list[Tree] = [
    {"标题": "概况", "英文": "overview"},
    {"标题": "落款", "英文": "signed", "印标题": False},
]
TEMPLATE = "一级标题: 概况\n正文: [[ overview ]]\n{}: [[ signed ]]\n"
SIGNED = ("某某市某某局", "某某市某某中心", "2024年3月1日")
LEADING = 28.95
MIDDLE = 300.0


@pytest.fixture(params=["落款", "署名"])
def reports(tmp_path: Path, request: pytest.FixtureRequest) -> Reports:
    return Reports.of(tmp_path, OUTLINE, TEMPLATE.format(request.param))


@pytest.mark.parametrize("count", range(13, 21))
def test_its_lines_stand_together_on_the_right(reports: Reports, count: int) -> None:
    tree = data({"概况": "\n".join(["背景说明一句。"] * count), "落款": "\n".join(SIGNED)})
    pdf = Renderer(reports.registry).render(reports.loaded(tree), "pdf").content
    [found] = [each for each in map(_signature, map(_lines, read_pages(pdf))) if each]
    assert [squeeze(each.text) for each in found] == list(SIGNED)
    steps = [below.baseline - above.baseline for above, below in pairwise(found)]
    assert steps == pytest.approx([LEADING] * 2, abs=0.1)
    assert min(each.left for each in found) > MIDDLE


def test_it_is_read_back_line_by_line(reports: Reports) -> None:
    tree = data({"概况": "背景。", "落款": "\n".join(SIGNED)})
    reading = reports.read(reports.word(tree))
    assert reading.document == reports.document(tree)
    assert not reading.edits
    assert not reading.unplaced


def _lines(page: Page) -> list[Line]:
    return lines_of(page.glyphs)


def _signature(lines: list[Line]) -> list[Line]:
    """Those of the ``lines`` of a page that are the signature's."""
    return [each for each in lines if squeeze(each.text) in SIGNED]
