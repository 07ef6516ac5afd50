"""The axis of a chart: its ticks hold all bars, and its figures keep clear of one another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.titles import ems
from perfreport.charts.axis import Axis, axis_of
from perfreport.charts.chart import Chart, chart_of
from perfreport.charts.frame import frame_of
from perfreport.charts.shapes import Words, shapes_of

WIDTH, SIZE = 442.0, 12.0
HALF_EM = 0.5

LENGTHS = st.floats(0.1, 60)
RANGES = st.tuples(*[st.decimals(-(10**14), 10**14, places=2) | st.decimals(-99, 99, places=2)] * 2)


def chart(*figures: object) -> Chart:
    return chart_of([(f"项目{at}", [f"{figure:,}"]) for at, figure in enumerate(figures)], [""])


def spans(axis: Axis, length: float) -> list[tuple[float, float]]:
    """From where to where the figures stand, in ems."""
    apart = length / (axis.last - axis.first)
    placed = zip(axis.ticks, axis.figures(length, ems), strict=True)
    return [
        (tick * apart - ems(figure) / 2, tick * apart + ems(figure) / 2)
        for tick, figure in placed
        if figure
    ]


@given(RANGES, LENGTHS)
def test_no_two_figures_come_nearer_than_half_an_em(
    figures: tuple[object, object], length: float
) -> None:
    shown = spans(axis_of(chart(*figures)), length)
    assert all(one[1] + HALF_EM <= other[0] + 1e-9 for one, other in pairwise(shown))


@given(RANGES, LENGTHS)
def test_there_are_two_figures_where_nought_and_the_farther_end_have_room(
    figures: tuple[object, object], length: float
) -> None:
    axis = axis_of(chart(*figures))
    apart = length / (axis.last - axis.first)
    farther = max(-axis.first, axis.last)
    needed = max(
        (ems(axis.figure(end)) + ems("0")) / 2 + HALF_EM
        for end in (axis.first, axis.last)
        if abs(end) == farther
    )
    assert len(spans(axis, length)) > 1 or farther * apart < needed


@given(RANGES)
def test_all_ticks_have_figures_where_there_is_much_room(figures: tuple[object, object]) -> None:
    assert all(axis_of(chart(*figures)).figures(1e3, ems))


@given(RANGES)
def test_the_axis_holds_nought_and_all_bars(figures: tuple[object, object]) -> None:
    made = chart(*figures)
    axis = axis_of(made)
    lengths = [bar.length for [bar] in made.bars]
    assert axis.place(axis.first) <= min(0.0, *lengths)
    assert axis.place(axis.last) >= max(0.0, *lengths)
    assert 1 <= axis.last - axis.first <= 8


@pytest.mark.parametrize(
    ("figure", "last"),
    [
        ("98,765,432,109.55", "100,000,000,000"),
        ("10,000,000,000", "10,000,000,000"),
        ("6", "6"),
        ("0.6", "0.6"),
        ("0.0031", "0.004"),
        ("0", "1"),
    ],
)
def test_figures_are_written_out(figure: str, last: str) -> None:
    axis = axis_of(chart_of([("甲", [figure])], [""]))
    assert [axis.figure(axis.last), axis.figure(0)] == [last, "0"]


@pytest.mark.parametrize(
    ("length", "figures"),
    [
        (60, ["-20,000", "-10,000", "0", "10,000", "20,000", "30,000"]),
        (16, ["-20,000", "", "0", "", "20,000", ""]),
        (6, ["", "", "0", "", "", "30,000"]),
        (3, ["", "", "0", "", "", ""]),
    ],
)
def test_where_room_is_short_ticks_are_passed_over_but_never_nought(
    length: float, figures: list[str]
) -> None:
    assert axis_of(chart(-15_600, 24_000)).figures(length, ems) == figures


@pytest.mark.parametrize("measure", [ems, lambda text: 1.3 * ems(text)])
@given(figures=RANGES)
def test_figures_of_any_face_keep_clear_and_inside(
    measure: Callable[[str], float], figures: tuple[object, object]
) -> None:
    made = frame_of(chart(*figures), WIDTH, SIZE, measure)
    words = [each for each in shapes_of(made, 0, 2).parts if isinstance(each, Words)]
    lowest = max(each.baseline for each in words)
    level = [each for each in words if each.baseline == lowest]
    starts = [each.x - each.anchor * measure(each.text) * SIZE for each in level]
    shown = [
        (start, start + measure(each.text) * SIZE)
        for start, each in zip(starts, level, strict=True)
    ]
    assert shown
    assert all(one[1] + HALF_EM * SIZE <= other[0] + 0.01 for one, other in pairwise(shown))
    assert min(shown)[0] >= -0.01
    assert max(shown)[1] <= WIDTH + 0.01
