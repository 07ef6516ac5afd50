"""Text at tab stops."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import GlyphError, TemplateError
from tests.pdf_pages import Line, lines_of
from tests.typeset.typesetting import pages_of, pdf_of, text_of

LEFT, MEASURE = 100.0, 300.0
HEAD = (
    '<document margins="100pt 195.2756pt 100pt 100pt">'
    '<style name="正文" size="10pt" leading="14pt" indent="0" align="{}"/>'
    '<style name="表格正文" size="10pt" align="left"/>'
)


def lines(content: str, align: str = "justify") -> list[Line]:
    (page,) = pages_of(f"{HEAD.format(align)}{content}</document>")
    return lines_of(page.glyphs)


def places(content: str) -> dict[str, tuple[int, int]]:
    """Where each character begins and ends, from the left edge of the type area."""
    (page,) = pages_of(f"{HEAD.format('justify')}{content}</document>")
    return {
        glyph.text: (round(glyph.left - LEFT), round(glyph.right - LEFT)) for glyph in page.glyphs
    }


def test_text_after_a_tab_stands_at_the_next_stop() -> None:
    found = places('<p tabs="50pt 120pt">甲<tab/>乙<tab/>丙</p>')
    assert found == {"甲": (0, 10), "乙": (50, 60), "丙": (120, 130)}


def test_text_may_end_at_a_stop_or_have_its_middle_there() -> None:
    found = places('<p tabs="150pt:center 300pt:right">甲<tab/>乙<tab/>丙</p>')
    assert found == {"甲": (0, 10), "乙": (145, 155), "丙": (290, 300)}


def test_a_stop_that_text_has_passed_is_left_out() -> None:
    found = places(f'<p tabs="20pt 120pt">{"甲" * 5}<tab/>乙</p>')
    assert found["乙"] == (120, 130)


def test_beyond_the_stops_there_is_one_every_second_em() -> None:
    found = places('<p tabs="50pt">甲<tab/>乙<tab/>丙<tab/><tab/>丁</p>')
    assert [found[each][0] for each in "乙丙丁"] == [50, 80, 120]
    assert places("<p>甲<tab/>乙</p>")["乙"] == (20, 30)


def test_stops_may_be_those_of_a_style() -> None:
    style = '<style name="甲" tabs="5em 120pt:right"/>'
    found = places(f'{style}<p style="甲">甲<tab/>乙<tab/>丙</p>')
    assert found == {"甲": (0, 10), "乙": (50, 60), "丙": (110, 120)}


def test_a_hanging_indent_is_a_stop_where_all_lines_go_on() -> None:
    text = "国泰民安" * 20
    first, *others = lines(f'<p left="30pt" indent="-30pt">1.<tab/>{text}</p>')
    assert first.left == pytest.approx(100, abs=0.2)
    assert first.text.startswith("1.国")
    assert {round(line.left) for line in others} == {130}
    assert {round(line.right) for line in (first, *others[:-1])} == {400}


def test_text_without_room_goes_on_below() -> None:
    first, second = lines(f'<p tabs="200pt">甲<tab/>{"乙" * 20}</p>')
    assert (first.text, second.text) == ("甲" + "乙" * 10, "乙" * 10)
    first, second = lines(f'<p tabs="300pt:right">{"甲" * 20}<tab/>{"乙" * 15}</p>')
    assert (first.text, second.text) == ("甲" * 20, "乙" * 15)
    assert second.right == pytest.approx(400, abs=0.1)


def test_a_number_is_not_broken_behind_a_tab() -> None:
    number = "123,456,789,012.00"
    first, second = lines(f'<p tabs="250pt">甲<tab/>{number}</p>')
    assert (first.text, second.text) == ("甲", number)


def test_an_underlined_tab_is_a_line_to_fill_in() -> None:
    (page,) = pages_of(
        f'{HEAD.format("left")}<p tabs="100pt">甲<span underline="yes">乙</span>'
        "<tab/>丙</p><p><span>丁</span></p></document>".replace("<span>丁</span>", "丁")
    )
    (rule,) = page.rules
    assert (rule.left, rule.right) == pytest.approx((110, 120), abs=0.1)


def test_tabs_stand_between_spans_and_forced_breaks() -> None:
    first, second = lines('<p tabs="50pt"><span bold="yes">甲</span><tab/>乙<br/>丙<tab/>丁</p>')
    assert (first.text, second.text) == ("甲乙", "丙丁")
    assert first.right == second.right == pytest.approx(160, abs=0.1)


@pytest.mark.parametrize("columns", ["200pt", "fit", "*"])
def test_a_cell_may_have_tabs(columns: str) -> None:
    found = places(f'<table columns="{columns}"><tr><td>甲<tab/>乙</td></tr></table>')
    assert found["乙"][0] - found["甲"][0] == 20
    upright = f'<table columns="{columns}"><tr><td vertical="yes">甲<tab/>乙</td></tr></table>'
    assert set(places(upright)) == {"甲", "乙"}


def test_the_outline_and_the_contents_have_a_blank_for_a_tab() -> None:
    heading = '<contents/><page-break/><heading level="1">甲<tab/>乙</heading>'
    pdf = pdf_of(f"{HEAD.format('left')}{heading}</document>")
    with pypdfium2.PdfDocument(pdf) as document:
        assert [entry.get_title() for entry in document.get_toc()] == ["甲 乙"]


def test_a_tab_in_the_data_is_no_tab_of_the_template() -> None:
    with pytest.raises(GlyphError):
        lines("<p>&#9;</p>")


@pytest.mark.parametrize("value", ["", "50", "50pt:middle", "50pt:right:dots"])
def test_what_is_no_stop_is_refused(value: str) -> None:
    with pytest.raises(TemplateError, match="属性 tabs"):
        lines(f'<p tabs="{value}">甲</p>')


PARTS = st.lists(st.integers(0, 50), min_size=1, max_size=5)
STOPS = st.lists(
    st.tuples(st.integers(1, 400), st.sampled_from(["left", "center", "right"])), max_size=3
)


@settings(max_examples=100, deadline=None)
@given(PARTS, STOPS, st.integers(-30, 30), st.sampled_from(["left", "justify"]))
def test_everything_is_there_once_and_nothing_upon_anything_else(
    lengths: list[int], stops: list[tuple[int, str]], indent: int, align: str
) -> None:
    texts = [character * length for character, length in zip("甲乙丙丁戊", lengths, strict=False)]
    tabs = " ".join(f"{place}pt:{kind}" for place, kind in stops)
    attribute = f'tabs="{tabs}"' if tabs else ""
    markup = f'<p left="30pt" indent="{indent}pt" {attribute}>{"<tab/>".join(texts)}</p>'
    (page,) = pages_of(f"{HEAD.format(align)}{markup}</document>")
    assert text_of(page) == "".join(texts)
    for line in lines_of(page.glyphs):
        assert LEFT + min(indent, 0) + 29.9 <= line.left
        assert line.right <= LEFT + MEASURE + 0.2
    on_line: dict[int, float] = {}
    for glyph in page.glyphs:
        assert glyph.left >= on_line.get(round(glyph.baseline), 0) - 0.1
        on_line[round(glyph.baseline)] = glyph.right
