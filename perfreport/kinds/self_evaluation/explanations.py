"""The computed figures of 部门整体支出绩效自评报告 beside its sums: rates, shares, points."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Score
from perfreport.blocks.explanation import Explainer, Explanation, Operand
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.self_evaluation.losses import reasons_for_loss
from perfreport.kinds.self_evaluation.model import (
    Deduction,
    Effectiveness,
    Efficiency,
    SelfEvaluation,
    score_rate,
)

_EXPENDITURE = "部门整体支出"
_BASIC = DataPath(_EXPENDITURE, "基本支出", "合计")
_TOTAL = DataPath(_EXPENDITURE, "本年支出合计")
_PROJECT = DataPath(_EXPENDITURE, "项目支出")


def explanations(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    """The computed figures beside the sums, in the order in which the report prints them."""
    yield from _rates(document, explainer)
    yield from _whole_score(document, explainer)
    yield from _section("履职效能", document.effectiveness, explainer)
    yield from _efficiency(document.efficiency, explainer)
    yield from _section("管理效率", document.efficiency, explainer)
    for position, each in enumerate(document.efficiency.indicators):
        path = DataPath("管理效率", "指标", position)
        yield explainer.score_rate(
            path / "得分率",
            f"{quote(each.name)}的得分率",
            score_rate(each),
            (each.score, path / "得分"),
            (each.weight, path / "分值"),
        )


def _rates(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    expenditure = document.expenditure
    total = expenditure.total
    final = ("决算支出", total.final, _TOTAL / "决算数")
    annual = ("全年预算数", total.annual, _TOTAL / "全年预算数")
    basic = ("基本支出决算数", expenditure.basic.total.final, _BASIC / "决算数")
    project = ("项目支出决算数", expenditure.project.final, _PROJECT / "决算数")
    rate, basic_share = expenditure.execution_rate, expenditure.basic_share
    of_all = DataPath(_EXPENDITURE, "支出执行率")
    yield explainer.share(of_all, "支出执行率（支出进度）", rate, final, annual)
    of_basic = DataPath(_EXPENDITURE, "基本支出", "占比")
    yield explainer.share(of_basic, "基本支出占比", basic_share, basic, final)
    of_project: DataPath = _PROJECT / "占比"
    yield explainer.share(of_project, "项目支出占比", expenditure.project_share, project, final)


def _whole_score(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    sections = (("履职效能", document.effectiveness), ("管理效率", document.efficiency))
    for key, label, value in (
        ("分值", "总分值", document.weight),
        ("得分", "综合自评得分", document.score),
    ):
        operands = tuple(
            Operand(
                f"{name}{key}",
                explainer.score(section.weight if key == "分值" else section.score),
                DataPath(name, key),
            )
            for name, section in sections
        )
        formula = "＋".join(operand.label for operand in operands)
        yield explainer.points(DataPath(label), label, value, formula, operands)


def _efficiency(efficiency: Efficiency, explainer: Explainer) -> Iterator[Explanation]:
    for key, value in (("分值", efficiency.weight), ("得分", efficiency.score)):
        operands = tuple(
            Operand(
                each.name,
                explainer.score(each.weight if key == "分值" else each.score),
                DataPath("管理效率", "指标", position, key),
            )
            for position, each in enumerate(efficiency.indicators)
        )
        yield explainer.points(
            DataPath("管理效率", key), f"管理效率{key}", value, f"各三级指标的{key}之和", operands
        )


def _section(
    label: str, section: Effectiveness | Efficiency, explainer: Explainer
) -> Iterator[Explanation]:
    score = section.score, DataPath(label, "得分")
    weight = section.weight, DataPath(label, "分值")
    yield explainer.score_rate(
        DataPath(label, "得分率"), f"{label}得分率", score_rate(section), score, weight
    )
    for position, deduction in enumerate(reasons_for_loss(section, explainer.scheme)):
        if deduction.stated_points is None:
            path = DataPath(label, "扣分原因", position, "扣分")
            yield _points_lost(path, label, section, deduction, explainer)


def _points_lost(
    path: DataPath,
    label: str,
    section: Effectiveness | Efficiency,
    deduction: Deduction,
    explainer: Explainer,
) -> Explanation:
    value = section.points_lost_by(deduction)
    operands: tuple[Operand, ...]
    if isinstance(section, Efficiency) and deduction.indicators:
        formula = "＋".join(f"{quote(name)}的分值减得分" for name in deduction.indicators)
        operands = tuple(_lost_by_indicators(section, deduction, explainer))
    else:
        formula = "分值－得分"
        operands = (
            Operand("分值", explainer.score(section.weight), DataPath(label, "分值")),
            Operand("得分", explainer.score(section.score), DataPath(label, "得分")),
        )
    return explainer.points(path, f"{label}扣分", value, formula, operands)


def _lost_by_indicators(
    efficiency: Efficiency, deduction: Deduction, explainer: Explainer
) -> Iterator[Operand]:
    for position, each in enumerate(efficiency.indicators):
        if each.name in deduction.indicators:
            pairs: tuple[tuple[str, Score], ...] = (("分值", each.weight), ("得分", each.score))
            for key, score in pairs:
                path = DataPath("管理效率", "指标", position, key)
                yield Operand(f"{quote(each.name)}的{key}", explainer.score(score), path)
