"""Two ways to measure text, which must agree."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfreport.typeset.display import Adjustment, EvenLines, TextLine
from perfreport.typeset.text.justify import LineSetter, natural_line
from perfreport.typeset.text.measure import MixedText, PlainText
from perfreport.typeset.text.metrics import Metrics
from tests.typeset.printing import BOOK, SIZE, body

PLAIN = (
    "预算绩效目标申报年月日万元人次" * 3
    + "0123456789" * 2
    + "AbM-/.,:% é·×"
    + "，。；：（）“”……—《》"
)


def metrics(pitch: float | None = None, latin: str | None = None) -> Metrics:
    return body(BOOK, pitch=pitch, latin=latin).metrics


def places(line: TextLine) -> list[tuple[object, ...]]:
    """Of each run of ``line`` what is no distance."""
    adjusted = [run.adjustment or Adjustment((), (), 0.0) for run in line.runs]
    return [
        (run.font.face, run.text, [position for position, _ in each.kerns], each.rigid)
        for run, each in zip(line.runs, adjusted, strict=True)
    ]


def distances(line: TextLine) -> list[float]:
    """The width of ``line``, and all distances in its runs."""
    adjusted = [run.adjustment for run in line.runs if run.adjustment]
    kerns = [kern for each in adjusted for _, kern in each.kerns]
    runs = [distance for run in line.runs for distance in (run.x, run.spacing)]
    return [line.width, *runs, *kerns, *(each.rigid_spacing for each in adjusted)]


@settings(max_examples=300, deadline=None)
@given(
    st.text(PLAIN, min_size=1, max_size=60),
    st.floats(1, 400),
    st.sampled_from([SIZE, 15.793, 17.5]),
    st.sampled_from([None, "FandolHei"]),
    st.booleans(),
    st.sampled_from([0.0, 8.0]),
)
def test_plain_and_mixed_text_are_set_alike(
    text: str, width: float, pitch: float, latin: str | None, justified: bool, indent: float
) -> None:
    style = metrics(pitch, latin)
    assume(style.is_plain(text))
    plain, mixed = (
        LineSetter(paragraph, width, justified=justified).lines(indent)
        for paragraph in (PlainText(text, style), MixedText([(text, style)]))
    )
    assert [places(line) for line in plain] == [places(line) for line in mixed]
    for one, other in zip(plain, mixed, strict=True):
        assert distances(one) == pytest.approx(distances(other), abs=0.1001)


@given(st.text(PLAIN, min_size=1, max_size=24), st.sampled_from([None, "FandolHei"]))
def test_plain_and_mixed_text_are_set_alike_on_one_line(text: str, latin: str | None) -> None:
    style = metrics(None, latin)
    assume(style.is_plain(text))
    plain = natural_line(PlainText(text, style))
    mixed = natural_line(MixedText([(text, style)]))
    assert places(plain) == places(mixed)
    assert distances(plain) == pytest.approx(distances(mixed), abs=0.1001)


def test_what_is_set_left_in_one_font_is_held_as_texts() -> None:
    text = "预算绩效目标2024年" * 9
    lines = LineSetter(PlainText(text, metrics()), 160, justified=False).lines(0.0)
    assert isinstance(lines, EvenLines)
    assert "".join(lines.texts) == text
    head, tail = lines[:2], lines[2:]
    assert [*head, *tail] == list(lines)
    assert lines[-1] == list(lines)[-1]
