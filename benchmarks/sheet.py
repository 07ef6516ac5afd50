"""The table of a list of projects as plain texts, for engines that know nothing of the form.

The texts are those of the view that perfreport's own templates are given.
"""

from __future__ import annotations

from typing import NamedTuple

from perfreport import ProjectTargets
from perfreport.blocks.printing import build_view
from perfreport.documents.loading import Loaded
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.printed import FundsView, ProjectFundsView, ProjectTargetsView
from perfreport.typeset.markup.attributes import Length
from perfreport.typeset.markup.blocks import Table
from perfreport.typeset.tables.balancing import settled
from perfreport.typeset.tables.columns import CellGrid

FORM = "guangzhou-district-project-targets"
MARGINS = (16, 14, 18, 14)
"""Margins of the landscape page in millimetres: top, right, bottom, left."""

_MILLIMETRE = 72 / 25.4
_HEADER = (
    "项目名称（资金使用单位）",
    "总计",
    "财政拨款",
    "财政专户拨款",
    "其他资金",
    "绩效目标",
    "绩效指标",
)


class Sheet(NamedTuple):
    """What the form prints.

    Attributes:
        title: of the table.
        department: at the left above the table.
        unit: at the right above the table.
        columns: their widths in millimetres.
        header: of the columns, repeated on every page.
        rows: the sum, then each unit with its projects; paragraphs in a cell are lines.
    """

    title: str
    department: str
    unit: str
    columns: tuple[float, ...]
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]


def view_of(document: ProjectTargets) -> ProjectTargetsView:
    """The view of ``document``."""
    view = build_view(document, FormRegistry().get(FORM))
    assert isinstance(view, ProjectTargetsView)
    return view


def sheet_of(document: ProjectTargets) -> Sheet:
    """The table of ``document``."""
    view = view_of(document)
    return Sheet(
        title=view.title,
        department=f"部门名称：{view.department}",
        unit=f"单位：{view.unit}",
        columns=_columns(document),
        header=_HEADER,
        rows=_rows(view),
    )


def _columns(document: ProjectTargets) -> tuple[float, ...]:
    """The widths that perfreport finds for what stands in the columns, in millimetres.

    The peers are given them: otherwise they would set other lines and more pages.
    """
    registry = FormRegistry()
    loaded = Loaded(document, registry.get(FORM))
    setup, blocks = Renderer(registry, system_fonts=False).pdf_blocks(loaded)
    table = next(block for block in blocks if isinstance(block, Table))
    grid = CellGrid(len(table.format.columns))
    rows = [(row, grid.place(row)) for row in table.rows]
    widths = settled(table.format, rows, setup).columns
    return tuple(each.points(0) / _MILLIMETRE for each in widths if isinstance(each, Length))


def _rows(view: ProjectTargetsView) -> list[tuple[str, ...]]:
    rows = [_row("合计", view.funds)]
    for unit in view.units:
        rows.append(_row(unit.name, unit.funds))
        rows += [
            _row(project.name, project.funds, project.goal, project.indicators)
            for project in unit.projects
        ]
    return rows


def _row(
    name: str,
    funds: FundsView | ProjectFundsView,
    goal: tuple[str, ...] = (),
    indicators: tuple[str, ...] = (),
) -> tuple[str, ...]:
    return (name, *funds, "\n".join(goal), "\n".join(indicators))
