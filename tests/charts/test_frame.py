"""How the rows of a chart are shared out to pages, how high each is, and what stands in it."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.titles import ems
from perfreport.charts.chart import Chart, chart_of
from perfreport.charts.frame import Frame, frame_of
from perfreport.charts.shapes import Box, Rule, Shapes, Words, shapes_of

WIDTH, SIZE, ROOM, LOW = 442.0, 12.0, 620.0, 240.0
BOTH = ["预算数", "执行数"]

NAMES = st.text("一二三四五六七八九十（）“”水文站网运行维护HPLC2023", min_size=1, max_size=200)
FIGURES = st.decimals("-99999.99", "99999.99", places=2).map(lambda number: f"{number:,}")


@st.composite
def charts(draw: st.DrawFn, most: int) -> Chart:
    """From one row to ``most``, of one series or several."""
    series = [f"第{each}组" for each in range(draw(st.integers(1, 4)))]
    figures = st.lists(FIGURES, min_size=len(series), max_size=len(series))
    rows = draw(st.lists(st.tuples(NAMES, figures), min_size=1, max_size=most))
    return chart_of(rows, series)


def numbered(count: int, name: str = "项目{}") -> Chart:
    return chart_of([(name.format(at), [str(at + 1), "5"]) for at in range(count)], BOTH)


def frame(chart: Chart) -> Frame:
    return frame_of(chart, WIDTH, SIZE)


def drawn(chart: Chart, room: float = ROOM) -> list[Shapes]:
    made = frame(chart)
    return [shapes_of(made, first, end) for first, end in made.parts(room)]


def sizes(chart: Chart) -> list[int]:
    return [end - first for first, end in frame(chart).parts(ROOM)]


def words(shapes: Shapes) -> list[Words]:
    return [part for part in shapes.parts if isinstance(part, Words)]


def boxes(shapes: Shapes) -> list[Box]:
    """Its bars, without the legend."""
    found = [part for part in shapes.parts if isinstance(part, Box)]
    top = min(min(rule.y0, rule.y1) for rule in rules(shapes))
    return [box for box in found if box.top > top]


def rules(shapes: Shapes) -> list[Rule]:
    return [part for part in shapes.parts if isinstance(part, Rule)]


def axis(shapes: Shapes) -> list[tuple[str, float]]:
    """The figures at its foot, and where each stands."""
    lowest = max(part.baseline for part in words(shapes))
    return sorted((part.text, part.x) for part in words(shapes) if part.baseline == lowest)


@given(charts(80))
def test_every_row_is_in_one_part_and_no_part_is_higher_than_a_page(chart: Chart) -> None:
    made = frame(chart)
    parts = list(made.parts(ROOM))
    rows = list(chain.from_iterable(range(*part) for part in parts))
    assert rows == list(range(len(chart.names)))
    for first, end in parts:
        assert sum(made.heights[first:end]) + made.margins <= ROOM + 0.01


@given(st.integers(1, 80), st.integers(120, 700))
def test_as_few_parts_as_can_be_are_about_equally_high(count: int, room: int) -> None:
    made = frame(numbered(count))
    heights = [sum(made.heights[slice(*part)]) for part in made.parts(room)]
    assert max(heights) - min(heights) <= made.heights[0] + 0.01
    rows_of_page = int((room - made.margins + 0.01) / made.heights[0])
    assert len(heights) == -(-count // rows_of_page)


@given(charts(10))
def test_every_row_is_drawn_once_and_all_is_inside(chart: Chart) -> None:
    made = frame(chart)
    figures = Counter(bar.text for row in chart.bars for bar in row)
    said: Counter[str] = Counter()
    drawn_bars = 0
    for first, end in made.parts(LOW):
        shapes = shapes_of(made, first, end)
        said.update(part.text for part in words(shapes) if part.text in figures)
        said.subtract(text for text, _ in axis(shapes) if text in figures)
        drawn_bars += len(boxes(shapes))
        for box in boxes(shapes):
            assert -0.01 <= box.left <= box.left + box.width <= WIDTH + 0.01
            assert 0 <= box.top <= box.top + box.height <= shapes.height
        for part in words(shapes):
            assert 0 <= part.baseline - SIZE <= part.baseline <= shapes.height
            left = part.x - part.anchor * ems(part.text) * SIZE
            assert -0.01 <= left <= left + ems(part.text) * SIZE <= WIDTH + 0.01
    assert +said == figures
    # Of nothing there is no bar.
    assert drawn_bars == sum(bar.length != 0 for row in chart.bars for bar in row)


@given(charts(10))
def test_all_parts_have_the_same_scale(chart: Chart) -> None:
    assert len({str(axis(shapes)) for shapes in drawn(chart, LOW)}) == 1


def test_what_fits_a_page_stays_whole() -> None:
    assert sizes(numbered(14)) == [14]


@pytest.mark.parametrize(
    ("rows", "parts"), [(1, [1]), (15, [8, 7]), (40, [14, 13, 13]), (80, [14, 14, 13, 13, 13, 13])]
)
def test_rows_are_shared_out_evenly(rows: int, parts: list[int]) -> None:
    assert sizes(numbered(rows)) == parts


def test_each_part_has_a_legend() -> None:
    for shapes in drawn(numbered(40)):
        assert [part.text for part in words(shapes)][:2] == BOTH


def test_a_row_higher_than_a_page_is_a_part_of_its_own() -> None:
    assert list(frame(numbered(3)).parts(10.0)) == [(0, 1), (1, 2), (2, 3)]


def test_a_long_name_makes_its_own_row_higher_and_no_other() -> None:
    long = "某某流域中小河流治理重点县综合整治和水系连通试点项目"
    plain, one_long = (
        frame(chart_of([("甲", ["1"]), (name, ["2"]), ("丙", ["3"])], [""]))
        for name in ("乙", long)
    )
    assert one_long.heights[1] > plain.heights[1]
    assert one_long.heights[::2] == plain.heights[::2]


@given(st.lists(NAMES, min_size=2, max_size=12))
def test_names_stand_beside_the_middle_of_their_bars(names: list[str]) -> None:
    chart = chart_of([(name, ["1", "2"]) for name in names], BOTH)
    made = frame(chart)
    [shapes] = drawn(chart, 1e6)
    bars = sorted(boxes(shapes), key=lambda box: box.top)
    texts = [part for part in words(shapes) if part.anchor == 1.0]
    for lines, first, second in zip(made.names, bars[::2], bars[1::2], strict=True):
        middle = (first.top + second.top + second.height) / 2
        beside = sorted(texts, key=lambda part: abs(part.baseline - middle))[: len(lines)]
        beside.sort(key=lambda part: part.baseline)
        assert [part.text for part in beside] == list(lines)


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_rows_do_not_overlap(names: list[str]) -> None:
    [shapes] = drawn(chart_of([(name, ["1", "2"]) for name in names], BOTH), 1e6)
    lines = sorted(part.baseline for part in words(shapes) if part.anchor == 1.0)
    assert all(above + SIZE <= below for above, below in pairwise(lines))


def test_a_name_of_many_lines_is_shortened_in_its_middle() -> None:
    name = "河南省某某流域中小河流治理" + "水文监测设施设备更新改造" * 9 + "专项工程（第三期）"
    lines = frame(chart_of([(name, ["1"])], [""])).names[0]
    assert len(lines) == 4
    assert lines[0].startswith("河南省某某流域")
    assert "".join(lines).count("……") == 1
    assert lines[-1].endswith("专项工程（第三期）")


def test_figures_of_bars_below_nought_stand_beyond_their_ends() -> None:
    chart = chart_of([("收回", ["-1,491.00"]), ("甲", ["1,860.00"])], [""])
    [shapes] = drawn(chart)
    below, above = sorted(boxes(shapes), key=lambda box: box.left)
    place = {part.text: part for part in words(shapes)}
    figure = place["-1,491.00"]
    assert figure.x < below.left
    assert figure.anchor == 1.0
    assert place["1,860.00"].x > above.left + above.width
    assert place["1,860.00"].anchor == 0.0
    # Nor do they reach into the names.
    assert figure.x - 5 * SIZE > place["收回"].x
