"""What a chart shows, and where its bars end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.charts.chart import MOST_SERIES, Bar, Chart, chart_of
from perfreport.charts.frame import frame_of
from perfreport.charts.shapes import Box, Shapes, Words, shapes_of

WIDTH, SIZE = 442.0, 10.5

FIGURES = st.decimals("0", "99999.99", places=2).map(lambda number: f"{number:,}")
NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    series = draw(st.lists(NAMES.map(lambda name: name[:20]), min_size=1, max_size=MOST_SERIES))
    figures = st.lists(FIGURES, min_size=len(series), max_size=len(series))
    rows = draw(st.lists(st.tuples(NAMES, figures), min_size=1, max_size=8))
    return chart_of(rows, series)


def whole(chart: Chart) -> Shapes:
    return shapes_of(frame_of(chart, WIDTH, SIZE), 0, len(chart.names))


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("1,860.00", Bar("1,860.00", 1860.0)),
        ("86.87%", Bar("86.87%", 86.87)),
        (" 97 ", Bar("97", 97.0)),
        ("-3", Bar("-3", -3.0)),
        ("—", Bar("", 0.0)),
        ("", Bar("", 0.0)),
        ("NaN", Bar("", 0.0)),
        ("1e999", Bar("", 0.0)),
        ("待填", Bar("", 0.0)),
    ],
)
def test_a_figure_is_a_bar_and_anything_else_is_none(text: str, bar: Bar) -> None:
    assert chart_of([("甲", [text])], [""]).bars == ((bar,),)


@pytest.mark.parametrize(
    ("rows", "is_blank"),
    [([], True), ([("甲", ["—"]), ("乙", [""])], True), ([("甲", ["—"]), ("乙", ["0"])], False)],
)
def test_where_no_figure_is_there_is_nothing_to_draw(
    rows: list[tuple[str, list[str]]], is_blank: bool
) -> None:
    assert chart_of(rows, [""]).is_blank == is_blank


def test_it_is_told_in_words() -> None:
    chart = chart_of([("甲", ["3", "2"]), ("乙", ["—", "—"])], ["预算", "执行"])
    assert chart.told("收支（万元）") == "条形图：收支（万元）。甲：预算3，执行2；乙：无"
    assert chart.told() == "条形图：预算、执行。甲：预算3，执行2；乙：无"
    assert chart.part(1, 2).told("收支", 2, 2) == "条形图：收支，第 2 部分，共 2 部分。乙：无"
    assert chart_of([("甲", ["3"])], [""]).told() == "条形图：甲：3"
    assert chart_of([("甲", ["3"])], ["得分"]).told() == "条形图：得分。甲：3"


@given(charts())
def test_all_is_inside_and_every_name_and_figure_is_there(chart: Chart) -> None:
    shapes = whole(chart)
    words = [part for part in shapes.parts if isinstance(part, Words)]
    boxes = [part for part in shapes.parts if isinstance(part, Box)]
    assert all(box.left >= 0 and box.left + box.width <= WIDTH for box in boxes)
    assert all(box.top >= 0 and box.top + box.height <= shapes.height for box in boxes)
    said = "".join(part.text for part in words)
    for text in (bar.text for bars in chart.bars for bar in bars):
        assert text in said
    for character in "".join(chart.names):
        assert character in said


@given(st.lists(st.integers(1, 9_999), min_size=2, max_size=9))
def test_bars_are_as_long_as_their_figures(figures: list[int]) -> None:
    chart = chart_of([(f"项目{at}", [str(figure)]) for at, figure in enumerate(figures)], [""])
    boxes = [part for part in whole(chart).parts if isinstance(part, Box)]
    boxes.sort(key=lambda box: box.top)
    assert len(boxes) == len(figures)
    for one, other in pairwise(zip(boxes, figures, strict=True)):
        assert one[0].width * other[1] == pytest.approx(other[0].width * one[1], abs=1)


def test_names_stand_from_top_to_bottom_beside_their_bars() -> None:
    chart = chart_of([("甲", ["1"]), ("乙", ["2"]), ("丙", ["3"])], [""])
    words = [part for part in whole(chart).parts if isinstance(part, Words)]
    assert [part.text for part in words][:6] == ["甲", "1", "乙", "2", "丙", "3"]


def test_series_differ_in_grey_and_have_a_legend() -> None:
    chart = chart_of([("甲", ["4", "3"])], ["预算数", "执行数"])
    shapes = whole(chart)
    boxes = [part for part in shapes.parts if isinstance(part, Box)]
    assert len({box.shade for box in boxes}) == 2
    texts = [part.text for part in shapes.parts if isinstance(part, Words)]
    assert texts[:2] == ["预算数", "执行数"]


def words_of(chart: Chart) -> list[Words]:
    return [part for part in whole(chart).parts if isinstance(part, Words)]


@pytest.mark.parametrize(
    ("figures", "axis"),
    [
        (["98.5", "87.4"], ["0", "20", "40", "60", "80", "100"]),
        (["1,860.00", "300.00"], ["0", "500", "1,000", "1,500", "2,000"]),
        (["0.00", "0.00"], ["0", "1"]),
        (["-35.5", "-5.5"], ["-40", "-30", "-20", "-10", "0", "10"]),
    ],
)
def test_the_axis_ends_at_round_figures_beyond_the_bars(
    figures: list[str], axis: list[str]
) -> None:
    words = words_of(chart_of([("甲", figures[:1]), ("乙", figures[1:])], [""]))
    lowest = max(part.baseline for part in words)
    level = [part for part in words if part.baseline == lowest]
    assert [part.text for part in sorted(level, key=lambda part: part.x)] == axis


def test_names_stand_left_of_bars_below_nought() -> None:
    chart = chart_of([("收回一", ["-35.5"]), ("收回二", ["-5.5"])], [""])
    boxes = [part for part in whole(chart).parts if isinstance(part, Box)]
    names = [part for part in words_of(chart) if part.text.startswith("收回")]
    assert max(part.x for part in names) <= min(box.left for box in boxes)


def test_a_word_in_a_name_is_not_parted() -> None:
    name = "某某市第一人民医院新院区MAMMOGRAPHY及HPLC2023设备采购项目"
    lines = [part.text for part in words_of(chart_of([(name, ["3"])], [""]))]
    assert sum("MAMMOGRAPHY" in line for line in lines) == 1
    assert sum("HPLC2023" in line for line in lines) == 1
