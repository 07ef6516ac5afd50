"""The computed figures of 部门整体支出绩效自评报告 beside its sums: rates, shares, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Score
from perfreport.blocks.explanation import Explainer, Explanation, Operand
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import (
    Efficiency,
    Scored,
    Section,
    reasons_for_loss,
)

_EXPENDITURE = DataPath("部门整体支出")
_BASIC = _EXPENDITURE / "基本支出"
_TOTAL = _EXPENDITURE / "本年支出合计"
_PROJECT = _EXPENDITURE / "项目支出"
_KEYS = ("分值", "得分")


class _Placed(NamedTuple):
    """What has points: its name and place."""

    name: str
    path: DataPath
    part: Scored

    def points(self, key: str) -> Score:
        """Those that could be had or those that were given, by their ``key``."""
        return self.part.weight if key == "分值" else self.part.score

    def operand(self, key: str, label: str, explainer: Explainer) -> Operand:
        """Its points under ``key``, called ``label``."""
        return Operand(label, explainer.score(self.points(key)), self.path / key)

    def rate(self, label: str, explainer: Explainer) -> Explanation:
        """Its 得分率."""
        weight, score = ((self.points(key), self.path / key) for key in _KEYS)
        rate = self.part.score.share_of(self.part.weight)
        return explainer.score_rate(self.path / "得分率", label, rate, score, weight)


def explanations(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    """The computed figures beside the sums, in the order in which the report prints them."""
    if document.expenditure:
        yield from _rates(document, explainer)
    yield from _whole_score(document, explainer)
    if document.effectiveness:
        yield from _section("履职效能", document.effectiveness, explainer)
    if document.efficiency:
        indicators = _indicators(document.efficiency)
        yield from _efficiency(document.efficiency, indicators, explainer)
        yield from _section("管理效率", document.efficiency, explainer)
        yield from (each.rate(f"{quote(each.name)}的得分率", explainer) for each in indicators)


def _indicators(efficiency: Efficiency) -> list[_Placed]:
    return [
        _Placed(each.name, DataPath("管理效率", "指标", position), each)
        for position, each in enumerate(efficiency.indicators)
    ]


def _rates(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    expenditure = document.expenditure
    total = expenditure.total
    final = ("决算支出", total.final, _TOTAL / "决算数")
    annual = ("全年预算数", total.annual, _TOTAL / "全年预算数")
    basic = ("基本支出决算数", expenditure.basic.total.final, _BASIC / "合计" / "决算数")
    project = ("项目支出决算数", expenditure.project.final, _PROJECT / "决算数")
    path, rate = _EXPENDITURE / "支出执行率", expenditure.execution_rate
    yield explainer.share(path, "支出执行率（支出进度）", rate, final, annual)
    of_basic, of_project = expenditure.basic_share, expenditure.project_share
    yield explainer.share(_BASIC / "占比", "基本支出占比", of_basic, basic, final)
    yield explainer.share(_PROJECT / "占比", "项目支出占比", of_project, project, final)


def _whole_score(document: SelfEvaluation, explainer: Explainer) -> Iterator[Explanation]:
    sections = [_Placed(name, DataPath(name), section) for name, section in document.sections]
    if not sections:
        return
    whole = _Placed("", DataPath(), document)
    for key, label in zip(_KEYS, ("总分值", "综合自评得分"), strict=True):
        operands = tuple(each.operand(key, f"{each.name}{key}", explainer) for each in sections)
        formula = "＋".join(operand.label for operand in operands)
        yield explainer.points(DataPath(label), label, whole.points(key), formula, operands)


def _efficiency(
    efficiency: Efficiency, indicators: Sequence[_Placed], explainer: Explainer
) -> Iterator[Explanation]:
    whole = _Placed("管理效率", DataPath("管理效率"), efficiency)
    for key in _KEYS:
        operands = tuple(each.operand(key, each.name, explainer) for each in indicators)
        path, label, formula = whole.path / key, f"{whole.name}{key}", f"各三级指标的{key}之和"
        yield explainer.points(path, label, whole.points(key), formula, operands)


def _section(label: str, section: Section, explainer: Explainer) -> Iterator[Explanation]:
    whole = _Placed(label, DataPath(label), section)
    yield whole.rate(f"{label}得分率", explainer)
    for position, deduction in enumerate(reasons_for_loss(section, explainer.scheme)):
        if deduction.stated_points is not None:
            continue
        if isinstance(section, Efficiency) and deduction.indicators:
            formula = "＋".join(f"{quote(name)}的分值减得分" for name in deduction.indicators)
            operands = tuple(
                each.operand(key, f"{quote(each.name)}的{key}", explainer)
                for each in _indicators(section)
                if each.name in deduction.indicators
                for key in _KEYS
            )
        else:
            formula = "分值－得分"
            operands = tuple(whole.operand(key, key, explainer) for key in _KEYS)
        lost = section.points_lost_by(deduction)
        path = DataPath(label, "扣分原因", position, "扣分")
        yield explainer.points(path, f"{label}扣分", lost, formula, operands)
