"""Texts that are found for all cells of a place together are those of each cell by itself."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.docx.filled import _paragraphs, _Place
from perfreport.docx.rowheights import IS_HIGH
from perfreport.docx.template import load
from perfreport.forms.registry import FormRegistry
from perfreport.page.alike import AlikeCells, Setting

NUMBER = "000007"
HEAD = f'{NUMBER}--><w:tcPr><w:tcW w:w="1900" w:type="dxa"/></w:tcPr>'
STYLED = '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
TEXT = '<w:t xml:space="preserve">'
BROKEN = f"</w:t><w:br/></w:r><w:r>{TEXT}"
EMPTY = f"{STYLED}</w:p>"

TEXTS = st.text("预算目标，。10%A <>&\"'\n", max_size=30)
PARAGRAPHS = st.lists(TEXTS, min_size=1, max_size=9).map(
    lambda texts: [f"{STYLED}<w:r>{TEXT}{escape(each)}</w:t></w:r></w:p>" for each in texts]
)
ODD = st.sampled_from(
    [
        [EMPTY],
        [EMPTY, EMPTY],
        [f"{STYLED}<w:r>{TEXT}甲{BROKEN}乙</w:t></w:r></w:p>"],
        [f'<w:p><w:pPr><w:pStyle w:val="Amount"/></w:pPr><w:r>{TEXT}1.00</w:t></w:r></w:p>'],
        [f"{STYLED}<w:r>{TEXT}甲</w:t></w:r><w:r>{TEXT}乙</w:t></w:r></w:p>"],
    ]
)
CELLS = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, ODD), min_size=1, max_size=12).map(
    lambda cells: [f"{HEAD}{''.join(each)}</w:tc><w:tc>" for each in cells]
)
FORM = FormRegistry().get("guangzhou-district-project-targets")
HEIGHTS = load(FormRegistry().docx_template(FORM.id), FORM.view)._rendered[0].keeper.heights


def place_of(cells: list[str]) -> _Place:
    return _Place(NUMBER, range(len(cells)), cells)


@pytest.mark.parametrize("first", [0.0, 18.0])
@settings(max_examples=60, deadline=None)
@given(cells=CELLS)
def test_heights_are_those_of_each_cell_by_itself(first: float, cells: list[str]) -> None:
    setting = Setting(em=9.0, leading=12.0, beside=5.0, first=first, above=6.0, height=0.0)
    together, one_by_one = AlikeCells(setting), AlikeCells(setting)
    place_of(cells).take_into(together)
    for row, cell in enumerate(cells):
        one_by_one.take(row, _paragraphs(cell))
    assert together.rows == one_by_one.rows
    for width in (40.0, 95.0, 200.0):
        assert together.heights(width) == one_by_one.heights(width)
    assert together.widest == one_by_one.widest


@settings(max_examples=60, deadline=None)
@given(cells=CELLS)
def test_a_cell_is_high_or_not_as_in_a_row_of_its_own(cells: list[str]) -> None:
    place = place_of(cells)
    assert len(place.texts) == len(cells)
    place.settle("")
    found = list(HEIGHTS.are_high(place.head, place.texts, place.cells))
    rows = (HEIGHTS.looks(f"<w:tr><w:tc>{cell}") for cell in place.cells)
    assert found == [any(look & IS_HIGH for look in looks) for looks in rows]


def test_both_high_and_low_cells_are_told() -> None:
    paragraph = f"{STYLED}<w:r>{TEXT}{'长' * 30}</w:t></w:r></w:p>"
    cells = [f"{HEAD}{paragraph * count}</w:tc><w:tc>" for count in (1, 2, 9)]
    place = place_of(cells)
    assert None not in place.texts
    place.settle("")
    assert list(HEIGHTS.are_high(place.head, place.texts, place.cells)) == [False, False, True]
