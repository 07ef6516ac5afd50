"""The axis of a chart: where it begins and ends, and which of its ticks have figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count, pairwise
from math import ceil, floor
from typing import NamedTuple

from perfreport.charts.chart import Chart

_MOST_STEPS = 6
_BETWEEN = 0.5
"""Ems that are at least free between figures beside each other."""


class Axis(NamedTuple):
    """An axis that holds nought and all bars of a chart, and ends at round figures.

    Attributes:
        step: from one tick to the next, a round figure.
        first: where it begins, in steps from nought.
        last: where it ends.
    """

    step: Decimal
    first: int
    last: int

    @property
    def ticks(self) -> range:
        """In steps from nought."""
        return range(self.first, self.last + 1)

    def place(self, tick: int) -> float:
        """In the unit of the figures."""
        return float(tick * self.step)

    def figure(self, tick: int) -> str:
        """How it is printed, written out whatever its length."""
        return f"{(tick * self.step).normalize():,f}"

    def figures(self, length: float, measure: Callable[[str], float]) -> list[str]:
        """What stands at each tick of an axis that is ``length`` ems long.

        Where there is too little room for a figure at every tick, every second has one, or third,
        and so on; nought always has.
        """
        apart = length / max(self.last - self.first, 1)
        widths = {tick: measure(self.figure(tick)) for tick in self.ticks}

        def is_roomy(every: int) -> bool:
            return all(
                every * apart >= (widths[one] + widths[other]) / 2 + _BETWEEN
                for one, other in pairwise(self._every(every))
            )

        shown = set(self._every(next(filter(is_roomy, count(1)))))
        return [self.figure(tick) if tick in shown else "" for tick in self.ticks]

    def _every(self, step: int) -> Iterator[int]:
        return (tick for tick in self.ticks if tick % step == 0)


def axis_of(chart: Chart) -> Axis:
    """The axis of ``chart``, as long as it may be."""
    lengths = [Decimal(str(bar.length)) for each in chart.bars for bar in each]
    lowest, highest = min(lengths, default=Decimal(0)), max(lengths, default=Decimal(0))
    span = (max(highest, Decimal(0)) - min(lowest, Decimal(0))) or Decimal(_MOST_STEPS)
    power = Decimal(1).scaleb((span / _MOST_STEPS).adjusted())
    step = next(each * power for each in (1, 2, 5, 10) if span <= each * power * _MOST_STEPS)
    return Axis(step, min(floor(lowest / step), 0), max(ceil(highest / step), 1))
