"""What a chart shows: names, and one figure or several for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

_PERCENT = ("%", "％")
MOST_SERIES = 4
"""Series whose greys can be told apart in print."""


class Bar(NamedTuple):
    """A figure of one name.

    Attributes:
        text: as it is printed; empty where there is none.
        length: in the unit of all figures of the chart.
    """

    text: str
    length: float


class Chart(NamedTuple):
    """Bars beside names, several for each if there are several series.

    Attributes:
        names: from top to bottom.
        series: what the figures of each are called; empty where a single one needs no name.
        bars: of each name, one for each series.
    """

    names: tuple[str, ...]
    series: tuple[str, ...]
    bars: tuple[tuple[Bar, ...], ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(bar.text for bars in self.bars for bar in bars)

    @property
    def is_mixed(self) -> bool:
        """Whether some figures are percentages and others are not: one axis is for one unit."""
        texts = [bar.text for bars in self.bars for bar in bars if bar.text]
        return len({text.endswith(_PERCENT) for text in texts}) > 1

    def part(self, first: int, end: int) -> Chart:
        """The rows from ``first`` to that before ``end``."""
        return Chart(self.names[first:end], self.series, self.bars[first:end])

    def told(self, subject: str = "", number: int = 1, count: int = 1) -> str:
        """What it shows, in words, for who cannot see it.

        Args:
            subject: what its caption says; else the names of its series do.
            number: which part of a chart over several pages it is.
            count: how many parts there are.
        """
        subject = subject or "、".join(filter(None, self.series))
        part = f"第 {number} 部分，共 {count} 部分" if count > 1 else ""
        heading = "，".join(filter(None, (subject, part)))
        rows = "；".join(map(self._of_name, range(len(self.names))))
        return f"条形图：{heading}。{rows}" if heading else f"条形图：{rows}"

    def _of_name(self, number: int) -> str:
        # A single series is what the whole chart is about.
        is_named = len(self.series) > 1
        told = [
            f"{series}{bar.text}" if is_named else bar.text
            for series, bar in zip(self.series, self.bars[number], strict=True)
            if bar.text
        ]
        return f"{self.names[number]}：{'，'.join(told) or '无'}"


def chart_of(rows: Sequence[tuple[str, Sequence[str]]], series: Sequence[str]) -> Chart:
    """The chart of ``rows``: a name, and a figure for each of ``series``, as they are printed.

    What is no figure, a dash or a blank, is no bar.
    """
    return Chart(
        tuple(name for name, _ in rows),
        tuple(series),
        tuple(tuple(map(_bar, figures)) for _, figures in rows),
    )


def _bar(text: str) -> Bar:
    text = text.strip()
    try:
        length = float(text.replace(",", "").rstrip("".join(_PERCENT)))
    except ValueError:
        return Bar("", 0.0)
    return Bar(text, length) if isfinite(length) else Bar("", 0.0)
