"""Borders of several thicknesses in one table."""

from __future__ import annotations

import ctypes
from itertools import combinations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from perfreport.basics.errors import TemplateError
from tests.pdf_pages import read_pages
from tests.typeset.random_tables import RandomTable, random_tables
from tests.typeset.tables.test_borders import overlap
from tests.typeset.typesetting import pdf_of

STYLE = '<style name="表格正文" size="12pt" leading="18pt"/>'
Place = tuple[int, int, int, int]


def strokes(pdf: bytes) -> list[dict[Place, float]]:
    """The strokes of each page with their thickness, counted from the first, in whole points."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, rules in zip(document, (page.rules for page in read_pages(pdf)), strict=True):
            left, top = min(rule.left for rule in rules), min(rule.top for rule in rules)
            paths = [path for path in page.get_objects() if path.type == raw.FPDF_PAGEOBJ_PATH]
            widths = [_width(path) for path in paths for _ in range(_moves(path))]
            places = [
                (
                    *(round(rule.left - left), round(rule.top - top)),
                    *(round(rule.right - left), round(rule.bottom - top)),
                )
                for rule in rules
            ]
            found.append(dict(zip(places, widths, strict=True)))
    return found


def _width(path: pypdfium2.PdfObject) -> float:
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    return round(width.value, 3)


def _moves(path: pypdfium2.PdfObject) -> int:
    """How many strokes a path has."""
    count = raw.FPDFPath_CountSegments(path)
    kinds = [
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, index))
        for index in range(count)
    ]
    return kinds.count(raw.FPDF_SEGMENT_MOVETO)


def table(rows: str, attributes: str = 'columns="100pt 50pt"') -> str:
    return f"<document>{STYLE}<table {attributes}>{rows}</table></document>"


ROW = "<tr><td>一</td><td>二</td></tr>"


def test_the_frame_of_a_table_is_thicker_on_every_page() -> None:
    pages = strokes(pdf_of(table(ROW * 40, 'columns="100pt 50pt" frame="1.5pt" border="0.5pt"')))
    assert len(pages) == 2
    for page in pages:
        bottom = max(place[3] for place in page)
        thick = {place for place, width in page.items() if width == 1.5}
        assert thick == {
            *((0, 0, 150, 0), (0, bottom, 150, bottom)),
            *((0, 0, 0, bottom), (150, 0, 150, bottom)),
        }
        assert {width for place, width in page.items() if place not in thick} == {0.5}


def test_a_table_of_three_lines() -> None:
    rows = (
        '<tr><td border="top:1.5pt bottom:0.75pt">一</td>'
        '<td border="top:1.5pt bottom:0.75pt">二</td></tr>'
        '<tr><td border="none">一</td><td border="none">二</td></tr>'
        '<tr><td border="bottom:1.5pt">一</td><td border="bottom:1.5pt">二</td></tr>'
    )
    (page,) = strokes(pdf_of(table(rows, 'columns="100pt 50pt" border="0"')))
    assert page == {(0, 0, 150, 0): 1.5, (0, 22, 150, 22): 0.75, (0, 66, 150, 66): 1.5}


def test_where_two_cells_ask_for_a_stroke_the_thicker_one_is_drawn() -> None:
    rows = '<tr><td border="all:1pt">一</td><td border="left:2pt right:0.25pt">二</td></tr>'
    (page,) = strokes(pdf_of(table(rows)))
    assert page == {
        **dict.fromkeys([(0, 0, 100, 0), (0, 22, 100, 22), (0, 0, 0, 22)], 1.0),
        (100, 0, 100, 22): 2.0,
        (150, 0, 150, 22): 0.25,
    }


def test_a_thick_cell_parts_the_lines_that_it_is_in() -> None:
    rows = f'{ROW}<tr><td border="all:2pt">一</td><td>二</td></tr>{ROW}'
    (page,) = strokes(pdf_of(table(rows)))
    assert page[0, 22, 100, 22] == page[0, 44, 100, 44] == 2.0
    assert page[100, 22, 150, 22] == page[100, 44, 150, 44] == 0.5
    assert page[100, 0, 100, 22] == page[100, 44, 100, 66] == 0.5
    assert page[100, 22, 100, 44] == page[0, 22, 0, 44] == 2.0


def test_a_cell_without_a_border_has_none_in_the_frame() -> None:
    rows = '<tr><td border="none">一</td><td border="bottom">二</td></tr>'
    (page,) = strokes(pdf_of(table(rows, 'columns="100pt 50pt" frame="1pt"')))
    assert page == {(0, 0, 50, 0): 1.0}


BORDERS = st.sampled_from(["all", "none", "all:1.5pt", "top:2pt left", "right:0.25pt bottom"])


@settings(max_examples=50, deadline=None)
@given(random_tables(most=60), st.data(), st.sampled_from(["", 'frame="2.25pt"']))
def test_no_stroke_is_drawn_upon_another(
    table: RandomTable, data: st.DataObject, frame: str
) -> None:
    markup = table.markup(" ".join(["*"] * table.columns)).replace("<table", f"<table {frame}", 1)
    pieces = markup.split("<td")
    markup = "".join(
        [pieces[0], *(f'<td border="{data.draw(BORDERS)}"{piece}' for piece in pieces[1:])]
    )
    pdf = pdf_of(f'<document margins="90mm 40mm 90mm 40mm">{markup}</document>')
    for page in read_pages(pdf):
        assert not any(overlap(one, other) for one, other in combinations(page.rules, 2))


@settings(max_examples=25, deadline=None)
@given(random_tables(most=60))
def test_a_thickness_written_out_draws_what_the_table_would(table: RandomTable) -> None:
    head = '<document margins="90mm 40mm 90mm 40mm">'
    markup = table.markup(" ".join(["*"] * table.columns))
    written = markup.replace("<td", '<td border="all:0.5pt"')
    usual, other = (read_pages(pdf_of(f"{head}{each}</document>")) for each in (markup, written))
    assert [set(page.rules) for page in usual] == [set(page.rules) for page in other]


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ('border="top:double"', "只有单实线"),
        ('border="top:9pt"', "应在 0.125pt 至 6pt 之间"),
        ('border="top:0"', "不是线宽"),
        ('border="top:0.01pt"', "应在 0.125pt"),
        ('border="up:1pt"', "all | top | right | bottom | left"),
        ('border=""', "至少 1 个值"),
    ],
)
def test_what_is_no_border_is_refused(attributes: str, problem: str) -> None:
    with pytest.raises(TemplateError) as caught:
        pdf_of(table(f"<tr><td {attributes}>一</td><td>二</td></tr>"))
    assert problem in str(caught.value)
