"""Rules about the figures of 项目支出绩效目标表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.form import Figures
from perfreport.checks.bases import ERROR, FUNDED, WARNING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, rule
from perfreport.kinds.project_targets import offices
from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets

_COLUMNS = tuple((name, field.alias or name) for name, field in Funds.model_fields.items())


@rule(
    "SUM-033",
    "没有金额的项目",
    checks="写了绩效目标或指标的项目有金额；涉密项目另见涉密内容",
    basis=FUNDED,
    severities=WARNING,
    kinds=(ProjectTargets,),
)
def projects_have_money(case: Case) -> Iterator[Remark]:
    """A project that has goals or indicators has money; a classified one has a rule of its own."""
    if all(f"资金使用单位.项目.{key}" in case.form.not_printed for _, key in _COLUMNS):
        return
    for path, project in case.parts(Project):
        amounts = (project.stated_total, *project.funds)
        has_money = any(amount is not None and amount.value for amount in amounts)
        if (project.goal or project.indicators) and not has_money and not project.classified:
            yield Remark(
                path,
                Severity.WARNING,
                f"项目{quote(project.name)}写了绩效目标或指标，却没有金额",
                "请补上财政拨款、财政专户拨款或其他资金；本年度不安排资金的项目，请从表中删去",
            )


@rule(
    "CLASS-004",
    "合计中的涉密项目",
    checks="所写的小计、合计没有漏掉涉密项目的金额",
    basis=ARITHMETIC,
    severities=ERROR,
    kinds=(ProjectTargets,),
)
def classified_money_in_totals(case: Case) -> Iterator[Remark]:
    """A stated total holds the money of classified projects too."""
    document = case.of(ProjectTargets)
    for position, unit in enumerate(document.units):
        path = DataPath("资金使用单位", position, "小计", "总计")
        yield from _without_classified(path, unit.stated, unit.projects, case.form.figures)
    everything = tuple(project for _, project in case.parts(Project))
    total = DataPath("合计", "总计")
    yield from _without_classified(total, document.stated, everything, case.form.figures)


def _without_classified(
    path: DataPath, stated: Funds | None, projects: Sequence[Project], figures: Figures
) -> Iterator[Remark]:
    if stated is None or stated.total is None:
        return
    hidden = Amount.total(project.funds.total for project in projects if project.classified)
    shown = Amount.total(project.funds.total for project in projects if not project.classified)
    if hidden and hidden.value and stated.total == shown:
        yield Remark(
            path,
            Severity.ERROR,
            f"所写的总计恰好少了涉密项目的{figures.rounding.exact_amount(hidden)}",
            "涉密项目的金额照常计入合计，请把它加进来，或删去所写的总计",
        )


RULES: tuple[Rule, ...] = (
    projects_have_money,
    offices.offices_named_alike,
    classified_money_in_totals,
)
