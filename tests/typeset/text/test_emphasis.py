"""Bold and underlined text: how it looks, where its lines are, what is copied of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.typeset.fonts.book import FontBook
from tests.pdf_pages import Page, read_pages
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.printing import VISIBLE
from tests.typeset.typesetting import bundled_fonts, pages_of, pdf_of, text_of

FACES = ("仿宋", "楷体", "黑体", "宋体")
STYLE = '<style name="正文" size="16pt" indent="0" align="{}"/>'


def markup(content: str, align: str = "justify") -> str:
    return f"<document>{STYLE.format(align)}{content}</document>"


def ink(pdf: bytes) -> int:
    """How much of the only page is black."""
    [page] = pypdfium2.PdfDocument(pdf)
    grey = bytes(page.render(scale=4, grayscale=True).buffer)
    return 255 * len(grey) - sum(grey)


def in_face(face: str, attributes: str) -> bytes:
    style = f'<style name="甲" font="{face}" {attributes}/>'
    return pdf_of(f'<document>{style}<p style="甲">国泰民安2024</p></document>')


@pytest.mark.parametrize("face", FACES)
def test_bold_text_is_darker_and_stands_where_it_stood(face: str) -> None:
    bold, regular = in_face(face, 'bold="yes"'), in_face(face, "")
    assert ink(bold) > 1.15 * ink(regular)
    (bold_page,), (page,) = read_pages(bold), read_pages(regular)
    assert text_of(bold_page) == text_of(page) == "国泰民安2024"
    for one, other in zip(bold_page.glyphs[:4], page.glyphs[:4], strict=True):
        assert one.left == pytest.approx(other.left, abs=0.01)


def test_a_bold_face_of_the_family_is_used_and_none_is_drawn_over() -> None:
    chain = bundled_fonts().chain(["宋体"]).weighted(bold=True)
    assert chain.primary.postscript_name == "FandolSong-Bold"
    assert chain.font(chain.primary, 0).emboldening == 0
    fang = bundled_fonts().chain(["仿宋"]).weighted(bold=True)
    assert fang.primary.postscript_name == "FandolFang-Regular"
    assert fang.font(fang.primary, 0).emboldening > 0
    assert not fang.font(fang.primary, 0).stands_in


def test_what_is_bold_already_stays_as_it_is() -> None:
    chain = bundled_fonts().chain(["小标宋"])
    bold = chain.weighted(bold=True)
    assert bold.primary is chain.primary
    assert bold.font(bold.primary, 0) is chain.font(chain.primary, 0)


def test_the_bold_face_nearest_to_the_usual_weight_is_taken(tmp_path: Path) -> None:
    for name, weight in (("Regular", 400), ("Black", 900), ("Bold", 700)):
        names = {"familyName": "公文体", "psName": f"Made-{name}"}
        save_font(make_font(names, squares("国", 1000), weight=weight), tmp_path / f"{name}.ttf")
    chain = FontBook([tmp_path], bundled=resources.fonts()).chain(["公文体"])
    assert chain.primary.postscript_name == "Made-Regular"
    assert chain.weighted(bold=True).primary.postscript_name == "Made-Bold"
    assert chain.weighted(bold=True).weighted(bold=False) is chain


def test_characters_of_last_resort_are_bold_too() -> None:
    bold, regular = (
        pdf_of(markup(f'<p><span bold="{value}">喆滘昇瑄彧</span></p>')) for value in ("yes", "no")
    )
    assert ink(bold) > 1.15 * ink(regular)


def test_a_span_takes_bold_away_from_a_bold_style() -> None:
    style = '<style name="粗" bold="yes"/>'
    text = '国泰<span bold="no">民安</span>'
    mixed = pdf_of(f'<document>{style}<p style="粗">{text}</p></document>')
    bold = pdf_of(f'<document>{style}<p style="粗">国泰民安</p></document>')
    assert ink(mixed) < ink(bold)


def test_a_cell_may_be_bold() -> None:
    style = '<style name="粗" base="表格正文" bold="yes"/>'
    tables = [
        f'<table columns="*"><tr><td {each}>国泰民安</td></tr></table>'
        for each in ("", 'style="粗"')
    ]
    regular, bold = (pdf_of(f"<document>{style}{table}</document>") for table in tables)
    assert ink(bold) > ink(regular)


def test_a_bold_word_does_not_change_how_a_paragraph_is_aligned() -> None:
    text = '<span bold="yes">{}</span>' + "国泰民安" * 20
    (page,) = pages_of(markup(f"<p>{text.format('粗')}</p>", align="right"))
    rows = {}
    for glyph in page.glyphs:
        rows[round(glyph.baseline)] = glyph.right
    assert list(rows.values()) == pytest.approx([521.57] * len(rows), abs=0.3)


def underlined(page: Page) -> str:
    """The characters that stand above a rule."""
    return "".join(
        glyph.text
        for glyph in page.glyphs
        if any(
            # The middle of a mark that hangs over the edge by half is at the edge.
            rule.left <= (glyph.left + glyph.right) / 2 <= rule.right + VISIBLE
            and 0 < rule.top - glyph.baseline < 0.25 * glyph.size
            for rule in page.rules
        )
    )


@pytest.mark.parametrize("align", ["left", "justify", "center", "right"])
def test_lines_stand_below_underlined_text_and_no_other(align: str) -> None:
    text = f'{"国" * 20}<span underline="yes">{"泰A1，" * 30}</span>{"民" * 20}'
    (page,) = pages_of(markup(f"<p>{text}</p>", align))
    assert underlined(page) == "泰A1，" * 30
    lines = sorted(page.rules)
    assert len({round(rule.top) for rule in lines}) == len(lines)


def test_blanks_are_underlined_to_the_end_of_the_line() -> None:
    (page,) = pages_of(markup('<p>姓名：<span underline="yes">          </span></p>'))
    (rule,) = page.rules
    assert rule.left == pytest.approx(page.glyphs[2].right, abs=0.5)
    assert rule.right - rule.left == pytest.approx(53.3, abs=0.1)


def test_underlined_text_of_several_sizes_has_one_line() -> None:
    style = '<style name="大" size="24pt" underline="yes"/>'
    text = '<span underline="yes">小</span><span style="大">大</span>'
    (page,) = pages_of(f"<document>{style}<p>{text}</p></document>")
    assert len(page.rules) == 1


def test_a_cell_and_an_end_of_a_line_may_be_underlined() -> None:
    end = (
        '<left><span underline="yes">左</span></left><right><span underline="yes">右</span></right>'
    )
    cell = '<tr><td><span underline="yes">格</span>子</td></tr>'
    (page,) = pages_of(markup(f'<split>{end}</split><table columns="*" border="0">{cell}</table>'))
    assert underlined(page) == "左右格"


def test_spans_of_upright_text_keep_their_faces() -> None:
    style = '<style name="大" base="表格正文" size="20pt"/>'
    cell = '<td vertical="yes">绩<span style="大">效</span><span bold="yes">指标</span></td>'
    table = f'<document>{style}<table columns="*"><tr>{cell}</tr></table></document>'
    (page,) = pages_of(table)
    assert [round(glyph.size, 1) for glyph in page.glyphs] == [10.5, 20, 10.5, 10.5]
    assert ink(pdf_of(table)) > ink(pdf_of(table.replace('bold="yes"', 'bold="no"')))


def test_upright_text_has_no_lines_between_its_characters() -> None:
    style = '<style name="线" base="表格正文" underline="yes"/>'
    cell = '<tr><td vertical="yes" style="线">绩效</td></tr>'
    (page,) = pages_of(f'<document>{style}<table columns="*" border="0">{cell}</table></document>')
    assert page.rules == ()


SPANS = st.lists(
    st.tuples(st.sampled_from(["", "bold", "underline"]), st.text("国泰A1，。 ", min_size=1)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(SPANS, st.sampled_from(["left", "justify", "center", "right"]))
def test_emphasis_is_not_in_the_text(spans: list[tuple[str, str]], align: str) -> None:
    marked = "".join(f'<span {name}="yes">{text}</span>' if name else text for name, text in spans)
    page = pages_of(markup(f"<p>{marked}</p>", align))[0]
    plain = "".join(text for _, text in spans)
    assert text_of(page).replace(" ", "") == plain.replace(" ", "")
    for above, below in pairwise(sorted(page.rules, key=lambda rule: (rule.top, rule.left))):
        assert above.top != below.top or above.right <= below.left + 0.1
    assert all(79 < rule.left <= rule.right < 522.5 for rule in page.rules)


def test_a_span_that_says_nothing_is_refused() -> None:
    with pytest.raises(TemplateError, match="应有 style、bold 或 underline"):
        pdf_of(markup("<p><span>国</span></p>"))
