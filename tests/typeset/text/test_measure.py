"""Two ways to measure text, which must agree."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfreport.typeset.display import Line
from perfreport.typeset.text.justify import LineSetter
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


NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")


def codes(line: Line) -> list[tuple[object, ...]]:
    """The text of ``line``, and of each run what is no distance."""
    runs = [(run.font.face, NUMBER.split(run.show)) for run in line.runs]
    return [(line.text,), *runs]


def distances(line: Line) -> list[float]:
    """The width of ``line``, and all distances in its runs."""
    shown = [float(number) for run in line.runs for number in NUMBER.findall(run.show)]
    return [line.width, *(run.x for run in line.runs), *(run.spacing for run in line.runs), *shown]


@settings(max_examples=300, deadline=None)
@given(
    st.text(PLAIN, min_size=1, max_size=60),
    st.floats(1, 400),
    st.sampled_from([SIZE, 15.793, 17.5]),
    st.sampled_from([None, "FandolHei"]),
    st.booleans(),
)
def test_plain_and_mixed_text_are_set_alike(
    text: str, width: float, pitch: float, latin: str | None, justified: bool
) -> None:
    style = metrics(pitch, latin)
    assume(style.is_plain(text))
    plain, mixed = (
        LineSetter(paragraph, width, justified=justified).lines(8.0)
        for paragraph in (PlainText(text, style), MixedText([(text, style)]))
    )
    assert [codes(line) for line in plain] == [codes(line) for line in mixed]
    for one, other in zip(plain, mixed, strict=True):
        assert distances(one) == pytest.approx(distances(other), abs=0.1001)
