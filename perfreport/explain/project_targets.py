"""The computed figures of 项目支出绩效目标表: totals of projects, units and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.explain.explanation import Explainer, Explanation
from perfreport.models import Funds, Project, ProjectTargets
from perfreport.models.project_targets import FundsRow
from perfreport.models.walk import Path
from perfreport.quantities import Amount

_COLUMNS = tuple((name, field.alias or name) for name, field in Funds.model_fields.items())
_Row = tuple[str, Path, FundsRow]


def explanations(document: ProjectTargets, explainer: Explainer) -> Iterator[Explanation]:
    """The grand total, then each unit's subtotal and the totals of its projects."""
    units: list[_Row] = [
        (unit.name, ("资金使用单位", position, "小计"), unit.funds)
        for position, unit in enumerate(document.units)
    ]
    yield from _columns(("合计",), "合计", document.funds, units, explainer)
    for position, unit in enumerate(document.units):
        place: Path = ("资金使用单位", position)
        rows: list[_Row] = [
            (project.name, (*place, "项目", number), project.funds)
            for number, project in enumerate(unit.projects)
        ]
        yield from _columns((*place, "小计"), f"{unit.name}小计", unit.funds, rows, explainer)
        for (_, path, _), project in zip(rows, unit.projects, strict=True):
            yield from _project(path, project, explainer)


def _columns(
    path: Path, label: str, funds: FundsRow, rows: Sequence[_Row], explainer: Explainer
) -> Iterator[Explanation]:
    for name, key in _COLUMNS:
        value: Amount | None = getattr(funds, name)
        operands = [
            (row_label, amount, (*place, key))
            for row_label, place, row in rows
            if (amount := getattr(row, name)) is not None
        ]
        if value is not None:
            yield explainer.sum_of_amounts((*path, key), f"{label}的{key}", value, operands)


def _project(path: Path, project: Project, explainer: Explainer) -> Iterator[Explanation]:
    sources = (
        ("财政拨款", project.appropriation),
        ("财政专户拨款", project.special_account),
        ("其他资金", project.other),
    )
    operands = [(key, amount, (*path, key)) for key, amount in sources if amount is not None]
    total = project.funds.total
    if total is not None:
        yield explainer.sum_of_amounts((*path, "总计"), f"{project.name}的总计", total, operands)
