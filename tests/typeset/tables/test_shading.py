"""Cells with a colour behind their text."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.pdf_grids import find_tables
from tests.pdf_pages import read_pages
from tests.typeset.random_tables import RandomTable, random_tables
from tests.typeset.typesetting import pdf_of

STYLE = '<style name="表格正文" size="12pt" leading="18pt"/>'
SCALE = 4
CORNER = 1.0  # points from the edges of a cell, where no character stands


def table(rows: str, attributes: str = 'columns="100pt 50pt"') -> str:
    return f"<document>{STYLE}<table {attributes}>{rows}</table></document>"


def colors(markup: str) -> list[dict[str, set[str]]]:
    """On each page the colours in the upper left corners of the cells, by their texts."""
    pdf = pdf_of(markup)
    found: list[dict[str, set[str]]] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, drawn in zip(read_pages(pdf), document, strict=True):
            picture = drawn.render(scale=SCALE).to_pil()
            found.append({})
            for part in find_tables(page.rules, page.glyphs):
                tops = sorted({round(rule.top, 2) for rule in page.rules if rule.left < rule.right})
                for box in part.boxes:
                    top = max(y for y in tops if y < box.lines[0].baseline) if box.lines else None
                    if top is None:
                        continue
                    place = (round((box.left + CORNER) * SCALE), round((top + CORNER) * SCALE))
                    color = "".join(f"{value:02X}" for value in picture.getpixel(place))
                    found[-1].setdefault(box.text[0], set()).add(color)
    return found


def test_cells_rows_and_tables_have_their_colour() -> None:
    rows = (
        '<tr fill="#D9D9D9"><td>甲</td><td fill="#00B050">乙</td></tr>'
        '<tr><td>丙</td><td fill="none">丁</td></tr>'
    )
    expected = {"甲": {"D9D9D9"}, "乙": {"00B050"}, "丙": {"FFFFFF"}, "丁": {"FFFFFF"}}
    assert colors(table(rows)) == [expected]
    filled = table(rows, 'columns="100pt 50pt" fill="#FFFF00"')
    assert colors(filled) == [expected | {"丙": {"FFFF00"}}]


def test_a_header_and_merged_labels_have_their_colour_on_every_page() -> None:
    header = '<tr fill="#D9D9D9"><td>表</td><td>头</td></tr>'
    label = '<tr><td rowspan="50" fill="#00B050">标</td><td>行</td></tr>'
    rows = header + label + "<tr><td>行</td></tr>" * 49
    pages = colors(table(rows, 'columns="100pt 50pt" header-rows="1"'))
    assert pages == [
        {"表": {"D9D9D9"}, "头": {"D9D9D9"}, "标": {"00B050"}, "行": {"FFFFFF"}},
    ] * len(pages)
    assert len(pages) == 2


@settings(max_examples=25, deadline=None)
@given(random_tables(most=60), st.data())
def test_every_part_of_a_cell_has_its_colour(table: RandomTable, data: st.DataObject) -> None:
    shades = {
        cell.character: data.draw(st.sampled_from(["FFFFFF", "D9D9D9", "FFC000"]))
        for cell in table.cells
    }
    markup = table.markup(" ".join(["*"] * table.columns))
    for cell in table.cells:
        fill = f'<td fill="#{shades[cell.character]}"'
        markup = markup.replace(cell.markup(), cell.markup().replace("<td", fill, 1), 1)
    for page in colors(f'<document margins="90mm 40mm 90mm 40mm">{markup}</document>'):
        for character, found in page.items():
            assert found <= {shades[character]}


def test_text_and_borders_on_a_colour_are_black_and_the_file_is_sound(
    qpdf: Qpdf, preflight: Preflight
) -> None:
    pdf = pdf_of(table('<tr fill="#D9D9D9"><td>甲</td><td>乙</td></tr>'))
    assert qpdf.check(pdf) == []
    assert preflight.validate_all([pdf]) == [[]]
    with pypdfium2.PdfDocument(pdf) as document:
        shades = {value for _, value in document[0].render(scale=SCALE).to_pil().getcolors()}
    assert (0, 0, 0) in shades
    assert all(red == green == blue for red, green, blue in shades)


@pytest.mark.parametrize("value", ["grey", "#D9D9D", "#GGGGGG", "D9D9D9"])
def test_what_is_no_colour_is_refused(value: str) -> None:
    with pytest.raises(TemplateError, match="不是颜色"):
        pdf_of(table(f'<tr fill="{value}"><td>甲</td><td>乙</td></tr>'))
