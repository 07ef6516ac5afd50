"""What the views share: merged labels, numbered texts, indicator rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.taxonomy import Taxonomy
from perfreport.models import Indicator


class Label(NamedTuple):
    """A label that stands once beside several rows (合并的标签格).

    Attributes:
        text: as printed; on a row that the label above covers it is the same text.
        rows: how many rows it covers from this one on; 0 on a row covered from above.
    """

    text: str
    rows: int

    @property
    def merge(self) -> str:
        """What Word calls it: ``restart`` where the label begins, ``continue`` below."""
        return "restart" if self.rows else "continue"


class IndicatorRow(NamedTuple):
    """An indicator of 部门整体预算绩效目标申报表, its levels merged over equal neighbours."""

    level_one: Label
    level_two: Label
    name: str
    cycle_value: str
    annual_value: str


def labels(texts: Sequence[Sequence[str]]) -> list[list[Label]]:
    """Merge equal neighbours, column by column.

    A label in a later column never reaches over the end of a label in an earlier one.

    Args:
        texts: the label texts of each row, outermost column first.

    Returns:
        the labels of each row.
    """
    merged: list[list[Label]] = [[] for _ in texts]
    columns = len(texts[0]) if texts else 0
    for column in range(columns):
        row = 0
        for _, group in groupby(texts, key=lambda texts: tuple(texts[: column + 1])):
            members = list(group)
            for position, member in enumerate(members):
                rows = len(members) if position == 0 else 0
                merged[row].append(Label(member[column], rows))
                row += 1
    return merged


def numbered(texts: Sequence[str], scheme: str) -> tuple[str, ...]:
    """``texts`` with numbers in front; a single one stays without."""
    if len(texts) == 1:
        return tuple(texts)
    number = NUMBERING_SCHEMES[scheme]
    return tuple(f"{number(position)}{text}" for position, text in enumerate(texts, start=1))


def level_one_of(indicator: Indicator, taxonomy: Taxonomy) -> str:
    """The first level as typed, else the one that the taxonomy puts the second level under."""
    if indicator.level_one or not indicator.level_two:
        return indicator.level_one or ""
    parents = taxonomy.parents_of(indicator.level_two)
    return parents[0].name if parents else ""


def indicator_rows(
    indicators: Iterable[Indicator], taxonomy: Taxonomy, classified_value: str
) -> tuple[IndicatorRow, ...]:
    """The indicators as rows with merged levels."""
    everything = tuple(indicators)
    levels = labels([(level_one_of(each, taxonomy), each.level_two or "") for each in everything])
    return tuple(
        IndicatorRow(
            level_one,
            level_two,
            each.name,
            classified_value if each.classified else each.cycle_value or "",
            classified_value if each.classified else each.annual_value or "",
        )
        for each, (level_one, level_two) in zip(everything, levels, strict=True)
    )
