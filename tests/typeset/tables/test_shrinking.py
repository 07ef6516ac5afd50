"""Numbers in tables stand whole on one line, inside their column, however narrow that is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from tests.content import squeeze
from tests.pdf_grids import Box, find_tables
from tests.pdf_pages import Line
from tests.typeset.typesetting import pages_of

PADDING = 4.0
MERGED = 'colspan="2"'
SEEN = 0.1
"""Points that nobody sees."""

LAYOUTS = (
    *("80pt 90pt 100pt", "72pt 1* 2*", "1* 1* 1*", "1* fit 72pt", "fit(90pt) * 90pt"),
    *("fit fit", "72pt 72pt", "1* 5*", "fit 90pt", "75pt 75pt 75pt 75pt"),
)
NARROWEST = 72.0


def table(columns: str, rows: str, size: str = "10.5pt", attributes: str = "") -> list[Box]:
    """The cells of the only table of a document."""
    style = f'<style name="表格正文" size="{size}" leading="18pt"/><style name="小" size="8pt"/>'
    markup = f'<document>{style}<table columns="{columns}" {attributes}>{rows}</table></document>'
    return [
        box
        for page in pages_of(markup)
        for part in find_tables(page.rules, page.glyphs)
        for box in part.boxes
    ]


def cell(text: str, attributes: str = "") -> str:
    return f"<td {attributes}>{text}</td>"


def only(columns: str, text: str, size: str = "10.5pt", attributes: str = "") -> Box:
    """The first cell of a table of two, which holds ``text``."""
    return table(columns, f"<tr>{cell(text, attributes)}{cell('甲')}</tr>", size)[0]


def lines_inside(box: Box) -> tuple[Line, ...]:
    """The lines of ``box``, none of which runs over its border."""
    for line in box.lines:
        assert line.left >= box.left + PADDING - SEEN
        assert line.right <= box.right - PADDING + 0.5 * line.size + SEEN
    return box.lines


def texts(box: Box) -> list[str]:
    return [squeeze(line.text) for line in lines_inside(box)]


def sizes(box: Box) -> set[float]:
    return {round(line.size, 2) for line in box.lines}


amounts = st.decimals(-(10**11), 10**13, places=2).map(lambda amount: f"{amount:,}")
plain = st.integers(0, 10**20 - 1).map(str)
relations = st.tuples(st.sampled_from("≥≤＞-±－＋"), st.integers(0, 10**15)).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)
bare = st.one_of(amounts, plain, relations)
measured = st.tuples(bare, st.sampled_from(["", "%", "万元", "人次", "个工作日"])).map("".join)
numbers = measured.filter(
    lambda number: (
        len(number) <= 20
        and sum(0.5 if character.isascii() else 1 for character in number) * 5.5
        < NARROWEST - 2 * PADDING - 1
    )
)
before = st.sampled_from(["", "共", "完成采购预算", "（", "甲。", "达到：“"])
after = st.sampled_from(["", "，", "）；", "。其中设备购置费", "，比上年增长。", "”"])
contents = st.lists(st.tuples(before, numbers, after), min_size=1, max_size=2)


@st.composite
def rows(draw: st.DrawFn, columns: int) -> list[list[tuple[int, list[tuple[str, str, str]]]]]:
    """Rows of cells, each with the columns that it covers and the numbers in it."""
    drawn = []
    for _ in range(draw(st.integers(1, 4))):
        row, left = [], columns
        while left:
            covers = min(draw(st.sampled_from([1, 1, 1, 2])), left)
            row.append((covers, draw(contents)))
            left -= covers
        drawn.append(row)
    return drawn


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from(LAYOUTS), st.sampled_from(["9pt", "10.5pt", "14pt"]))
def test_every_number_stands_on_one_line_inside_its_column(
    data: st.DataObject, columns: str, size: str
) -> None:
    drawn = data.draw(rows(len(columns.split())))
    markup = "".join(
        "<tr>"
        + "".join(
            cell("".join(f"<p>{''.join(parts)}</p>" for parts in content), f'colspan="{covers}"')
            for covers, content in row
        )
        + "</tr>"
        for row in drawn
    )
    boxes = table(columns, markup, size, f'header-rows="{len(drawn) - 1}"')
    expected = [content for row in drawn for _, content in row]
    for box, content in zip(boxes, expected, strict=True):
        lines = texts(box)
        for _, number, _ in content:
            assert any(number in line for line in lines), (number, lines)
        assert "".join(lines) == "".join("".join(parts) for parts in content)


@pytest.mark.parametrize(
    "number",
    ["1,234,567.89", "-1,234,567.89", "≥1234567.5%", "165.5万人次", "2023年", "１２３．５"],
)
@pytest.mark.parametrize("columns", ["50pt *", "1* 7*"])
def test_a_number_wider_than_its_column_is_set_smaller(number: str, columns: str) -> None:
    box = only(columns, number, "18pt")
    assert texts(box) == [number]
    (size,) = sizes(box)
    assert 5.5 <= size < 18
    assert size * 2 == pytest.approx(round(size * 2))


def test_columns_keep_their_widths() -> None:
    row = "".join(cell(text) for text in ("12,345,678,901.23", "123,456,789.01", "甲"))
    boxes = table("60pt 50pt 3*", f"<tr>{row}</tr>")
    assert [box.right - box.left for box in boxes][:2] == pytest.approx([60, 50], abs=0.1)
    assert boxes[-1].right == pytest.approx(79.37 + 442.2, abs=0.1)


def test_no_more_than_needed() -> None:
    for digits in range(4, 18):
        box = only("60pt *", "1" * digits)
        (size,) = sizes(box)
        assert digits * size / 2 <= 52
        assert size == 10.5 or digits * (size + 0.5) / 2 > 52


def test_only_the_cell_of_the_number_is_set_smaller_but_all_of_it() -> None:
    rows = "".join(
        f"<tr>{cell(text)}{cell('甲')}</tr>"
        for text in ("12.00", "<p>合计</p><p>共12,345,678,901.23元</p>", "13.00")
    )
    boxes = table("60pt *", rows)[::2]
    assert [len(sizes(box)) for box in boxes] == [1, 1, 1]
    assert sizes(boxes[0]) == sizes(boxes[2]) == {10.5}
    assert max(sizes(boxes[1])) < 10.5


def test_spans_become_smaller_in_proportion() -> None:
    box = only("60pt *", '12,345,678,<span style="小">901.23</span>')
    assert texts(box) == ["12,345,678,901.23"]
    assert max(sizes(box)) < 10.5


def test_the_lines_stay_as_far_apart() -> None:
    first, second = only("60pt *", "共12,345,678,901.23元").lines
    assert second.baseline - first.baseline == pytest.approx(18, abs=0.02)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2023.01.01-2023.12.31", ["2023.01.01-", "2023.12.31"]),
        ("粤财绩〔2020〕10号", ["粤财绩", "〔2020〕", "10号"]),
        ("1,2,3,4,5,6,7,8,9,10,11,12", ["1,2,3,4,5,6,", "7,8,9,10,11,", "12"]),
        ("GZIT2022-SM-N-C-006008", ["GZIT2022-", "SM-N-", "C-006008"]),
        ("GZITABCDEFGHIJKLMNOPQ123456", None),
        ("2023年12月31日起", ["2023年12月", "31日起"]),
    ],
)
def test_what_is_no_number_keeps_its_size_and_is_parted(text: str, lines: list[str] | None) -> None:
    box = only("61pt *", text, "10pt")
    assert sizes(box) == {10}
    if lines:
        assert texts(box) == lines
    assert "".join(texts(box)) == text


def test_a_date_is_rather_set_a_little_smaller_than_parted() -> None:
    box = only("55pt *", "2023-12-31", "11pt")
    assert texts(box) == ["2023-12-31"]
    assert 8.5 <= max(sizes(box)) < 11


INDENTED = '<style name="缩进" base="表格正文" indent="12pt"/>'


@pytest.mark.parametrize("attributes", ['indent="12pt"', 'style="缩进"'])
@pytest.mark.parametrize(("columns", "kept"), [("70pt *", False), ("fit *", True)])
def test_indented_cells_have_less_room(attributes: str, columns: str, kept: bool) -> None:
    row = f"<tr>{cell('123,456,789.00', attributes)}{cell('甲' * 100)}</tr>"
    (page,) = pages_of(f'<document>{INDENTED}<table columns="{columns}">{row}</table></document>')
    box = find_tables(page.rules, page.glyphs)[0].boxes[0]
    assert texts(box) == ["123,456,789.00"]
    assert box.lines[0].left == pytest.approx(box.left + PADDING + 12, abs=SEEN)
    assert (sizes(box) == {10.5}) is kept


def test_upright_numbers_lie_on_one_line_or_stand_figure_below_figure() -> None:
    box = only("30pt *", "预算2024", "12pt", 'vertical="yes"')
    assert texts(box) == ["预", "算", *"2024"]
    box = only("36pt *", "预算2024", "12pt", 'vertical="yes"')
    assert texts(box) == ["预", "算", "2024"]
    box = only("60pt *", "约１２.５％", "12pt", 'vertical="yes"')
    assert texts(box) == ["约", squeeze("１２.５％")]


def test_a_number_that_would_become_illegible_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        only("40pt *", "共12345678901234567890")
    for words in ("第 1 列", "“12345678901234567890”", "5.5pt", "fit"):
        assert words in str(caught.value)


def test_text_that_is_already_smaller_than_that_is_refused_as_well() -> None:
    with pytest.raises(TemplateError, match="放不下数字"):
        only("40pt *", "12345678901234567890", "5pt")


@pytest.mark.parametrize("number", ["－1,234.56", "＋1,234.56", "－１２.５％", "≥－１２.５％"])
def test_a_full_width_sign_stays_with_its_number(number: str) -> None:
    box = only("16mm 1*", number)
    assert texts(box) == [squeeze(number)]
    assert max(sizes(box)) < 10.5


@pytest.mark.parametrize("columns", ["fit fit *", "40pt fit *", "fit 40pt *"])
def test_fitted_columns_hold_the_numbers_of_cells_merged_over_them(columns: str) -> None:
    number = "1,234,567,890.12万元"
    long = "持续推进部门整体绩效管理工作，" * 12
    rows = f"<tr>{cell(number, MERGED)}{cell(long)}</tr><tr>{cell('1')}{cell('2')}{cell('3')}</tr>"
    merged, *_ = table(columns, rows)
    assert texts(merged) == [number]
    assert sizes(merged) == {10.5}


def test_a_merged_cell_takes_no_more_than_its_columns_lack() -> None:
    number = "1,234,567,890.12万元"
    long = "持续推进部门整体绩效管理工作，" * 12
    rows = (
        f"<tr>{cell('98,765,432.10')}{cell('2')}{cell(long)}</tr>"
        f"<tr>{cell(number, MERGED)}{cell('3')}</tr>"
    )
    *_, merged, _last = table("fit fit *", rows)
    spare = (
        (merged.right - merged.left) - 2 * PADDING - merged.lines[0].right + merged.lines[0].left
    )
    assert texts(merged) == [number]
    assert spare < 2
