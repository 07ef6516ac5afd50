"""Charts on pages: whole where they fit, else in parts, and never beyond the type area."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from perfreport.typeset import budget
from perfreport.typeset.display import FinishedPage
from perfreport.typeset.engine import typeset
from perfreport.typeset.structure import Element, Role, Tag
from tests.pdf_pages import Page, lines_of
from tests.typeset.typesetting import bundled_fonts, pages_of

HEAD = (
    '<style name="图" size="12pt" leading="18pt" indent="0" before="6pt" keep-with-next="yes"/>'
    '<style name="图题" size="12pt" align="center" indent="0"/>'
)
CAPTION = '<p style="图题">图 1 各项目收支（万元）</p>'
TOP, BOTTOM = 37 * 72 / 25.4, (297 - 35) * 72 / 25.4


def chart(rows: int, name: str = "项目{}") -> str:
    bars = "".join(
        f'<bar name="{name.format(at)}" values="{at + 1}.00|-{at + 1}.50"/>' for at in range(rows)
    )
    return f'<chart style="图" series="收入|支出">{bars}</chart>'


def document(body: str) -> str:
    return f"<document>{HEAD}{body}</document>"


def charted(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.fills]


def names_on(page: Page) -> list[str]:
    """The names that begin on a page, in their order."""
    text = "\n".join(line.text for line in lines_of(page.glyphs))
    return re.findall("项目[0-9]+", text)


def figures_of(markup: str) -> list[str]:
    """What is told of the charts, part by part."""
    pages: list[FinishedPage] = []
    typeset([markup], bundled_fonts(), pages.append, structure=Element(Role.DOCUMENT))
    tags = [item for page in pages for item in page.items if isinstance(item, Tag)]
    return [tag.element.text for tag in tags if tag.element and tag.element.role is Role.FIGURE]


@given(st.integers(1, 80), st.integers(0, 24))
def test_every_row_stands_once_inside_the_type_area(rows: int, before: int) -> None:
    text = "<p>前面的文字。</p>" * before
    pages = pages_of(document(f"{text}{chart(rows)}{CAPTION}"))
    assert [name for page in charted(pages) for name in names_on(page)] == [
        f"项目{at}" for at in range(rows)
    ]
    for page in charted(pages):
        assert min(fill.top for fill in page.fills) >= TOP - 0.5
        assert max(line.baseline for line in lines_of(page.glyphs)) <= BOTTOM + 0.5
        assert max(fill.bottom for fill in page.fills) <= BOTTOM


@pytest.mark.parametrize("rows", [1, 5, 13, 14, 15, 16, 17, 40, 80])
def test_the_caption_stands_below_the_last_part(rows: int) -> None:
    last = charted(pages_of(document(f"{chart(rows)}{CAPTION}")))[-1]
    lines = [line.text for line in lines_of(last.glyphs)]
    assert lines[-1].startswith("图")
    assert "各项目收支" in lines[-1]


def test_what_fits_a_page_moves_there_whole() -> None:
    pages = pages_of(document(f"{'<p>前面的文字。</p>' * 10}{chart(13)}{CAPTION}"))
    assert [len(page.fills) > 0 for page in pages] == [False, True]


def test_the_parts_are_told_with_caption_and_number() -> None:
    told = figures_of(document(f"{chart(20)}{CAPTION}"))
    assert [text.split("。")[0] for text in told] == [
        "条形图：各项目收支（万元），第 1 部分，共 2 部分",
        "条形图：各项目收支（万元），第 2 部分，共 2 部分",
    ]
    assert told[0].split("。")[1].startswith("项目0：收入1.00，支出-1.50；项目1：")


@pytest.mark.parametrize(
    ("behind", "subject"),
    [
        (CAPTION, "各项目收支（万元）"),
        ("<p>图 2-1、各项目收支</p>", "各项目收支"),
        ("<p>图上画的是收支。</p>", "收入、支出"),
        ("<p>文字。</p>", "收入、支出"),
        ("", "收入、支出"),
        ('<table columns="*"><tr><td>图 1 表</td></tr></table>', "收入、支出"),
    ],
)
def test_a_chart_is_about_what_its_caption_says(behind: str, subject: str) -> None:
    assert figures_of(document(f"{chart(1)}{behind}")) == [
        f"条形图：{subject}。项目0：收入1.00，支出-1.50"
    ]


def test_a_page_too_narrow_or_too_low_is_refused_in_words() -> None:
    narrow = '<document margins="37mm 90mm 35mm 90mm">'
    low = '<document paper="A5" orientation="landscape" margins="50mm 20mm 78mm 20mm">'
    for opening, told in ((narrow, "版心太窄，画不下这张图"), (low, "一页放不下这张图的一项")):
        with pytest.raises(TemplateError, match=f"<chart>：{told}"):
            pages_of(f"{opening}{HEAD}{chart(3)}{CAPTION}</document>")


def test_percentages_and_amounts_on_one_axis_are_refused() -> None:
    bars = '<bar name="甲" values="1,860.00|99.2%"/>'
    with pytest.raises(TemplateError, match="<chart>：有的数是百分比，有的不是，长短不能比"):
        pages_of(f'<document>{HEAD}<chart series="预算数|执行率">{bars}</chart></document>')


def test_a_percentage_beside_none_is_drawn() -> None:
    bars = '<bar name="甲" values="99.2%"/><bar name="乙" values="—"/>'
    pages = pages_of(f"<document>{HEAD}<chart>{bars}</chart></document>")
    assert len(charted(pages)) == 1


def many(*rows: int) -> str:
    charts = (
        "".join(f'<bar name="项目{at}" values="1|2"/>' for at in range(count)) for count in rows
    )
    return document("".join(f'<chart style="图" series="收|支">{each}</chart>' for each in charts))


def test_a_thousand_projects_with_two_figures_each_are_drawn() -> None:
    pages = charted(pages_of(many(1_000)))
    assert [name for page in pages for name in names_on(page)] == [
        f"项目{at}" for at in range(1_000)
    ]


@pytest.mark.parametrize("rows", [[6], [3, 3]])
def test_what_all_charts_draw_is_bounded_and_the_rows_are_named(
    rows: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_BARS", 10)
    assert charted(pages_of(many(3, 2)))
    told = f"这张图要画 {rows[-1]} 项（从“项目0”到“项目{rows[-1] - 1}”），全文各图的条数超过上限 10"
    with pytest.raises(TemplateError, match=f"<chart>：{told}；请把数据里列着这些项的那张表分成"):
        pages_of(many(*rows))


def test_large_figures_of_the_axis_are_written_out() -> None:
    bars = '<bar name="甲" values="98,765,432,109.55"/><bar name="乙" values="-3,000.00"/>'
    [page] = charted(pages_of(document(f'<chart style="图">{bars}</chart>')))
    lines = lines_of(page.glyphs)
    last = max(line.baseline for line in lines)
    texts = [line.text for line in lines if line.baseline == last]
    # The ticks at 20,000,000,000 and its like have no room for figures.
    assert "".join(texts) == "0" + "40,000,000,000" + "80,000,000,000"
