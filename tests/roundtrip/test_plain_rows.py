"""Plain rows, which go to their fields by one look, say what rows read cell by cell say."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.docx.page.package import main_part, read_package
from perfreport.docx.page.reader import read_page
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from perfreport.page.blocks import Cell, Page, Paragraph, Row, Table
from perfreport.roundtrip.page import texts_on
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.plain_rows import PlainRow
from perfreport.roundtrip.template_reading import layout_of
from tests.strategies import FORMS, documents

REGISTRY = FormRegistry()
SLOW = [HealthCheck.too_slow, HealthCheck.large_base_example]


def edited(page: Page, chance: Random) -> Page:
    """``page`` with other cells in some places."""
    blocks = (
        Table(tuple(_row(row, chance) for row in each.rows)) if isinstance(each, Table) else each
        for each in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def _row(row: Row, chance: Random) -> Row:
    cells = [_cell(each, chance) if chance.random() < 0.1 else each for each in row.cells]
    return Row(tuple(cells[1:] if chance.random() < 0.03 else cells))


def _cell(cell: Cell, chance: Random) -> Cell:
    style = cell.paragraphs[0].style if cell.paragraphs else cell.style
    more = Paragraph(
        chance.choice(("甲", "合计", "1、乙", " 12.5 ", "丙\n丁")),
        chance.choice((style, "正文")),
        number=chance.choice(("", "1.", "（一）")),
        is_heading=chance.random() < 0.1,
    )
    changes: list[dict[str, Any]] = [
        {"paragraphs": ()},
        {"paragraphs": (more,)},
        {"paragraphs": (*cell.paragraphs, more)},
        {"above": "甲", "is_merged": True},
        {"is_merged": True},
        {"is_formula": True},
        {"fault": "#REF!"},
        {"place": "表!A1"},
    ]
    return replace(cell, **chance.choice(changes))


def _said(shown: PageTexts) -> list[object]:
    copies = [(each.path, each.text, each.heading, each.place) for each in shown.copies]
    places = [shown.where(path) for path in shown.texts]
    kept = (shown.stale, shown.unplaced, shown.missing, shown.passed_over, shown.formulas)
    return [[*shown.texts.items()], places, copies, *kept, shown.headed_units, shown.heading]


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_plain_rows_say_the_same_cell_by_cell(form_id: str, data: st.DataObject) -> None:
    form = REGISTRY.get(form_id)
    parts = read_package(perfreport.render(data.draw(documents(form_id)), "docx"), Limits())
    page = read_page(parts, main_part(parts), Limits())
    page = edited(page, data.draw(st.randoms(use_true_random=False)))
    layout = layout_of(REGISTRY.docx_template(form.id), form.view)
    shown = texts_on(page, layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainRow, "read", lambda *_: False)
        assert _said(shown) == _said(texts_on(page, layout))
