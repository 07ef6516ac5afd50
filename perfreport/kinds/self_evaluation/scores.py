"""Rules about the points of 部门整体支出绩效自评报告."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Rounding, Score
from perfreport.checks.bases import (
    ERROR,
    ERROR_OR_WARNING,
    EVALUATION_RULES,
    SCHEME,
    WARNING_OR_INFORMATION,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import (
    Effectiveness,
    Efficiency,
    Scored,
    reasons_for_loss,
)

_EFFECTIVENESS = "履职效能"
_EFFICIENCY = "管理效率"
# Points are never rounded, so that what forms say of rounding does not matter.
_points = Rounding().score


@rule(
    "SCORE-003",
    "得分与分值",
    checks="得分不高于分值",
    basis=EVALUATION_RULES,
    severities=ERROR,
    needs=("effectiveness", "efficiency"),
)
def scores_within_weights(case: Case) -> Iterator[Remark]:
    """No score is higher than its weight."""
    document = case.of(SelfEvaluation)
    rows: list[tuple[DataPath, str, Scored]] = [
        (DataPath(_EFFECTIVENESS), _EFFECTIVENESS, document.effectiveness)
    ]
    rows += [
        (DataPath(_EFFICIENCY, "指标", position), quote(each.name), each)
        for position, each in enumerate(document.efficiency.indicators)
    ]
    for path, label, part in rows:
        if part.score > part.weight:
            message = f"{label}得分{_points(part.score)}分，高于分值{_points(part.weight)}分"
            yield remark(path / "得分", message, "得分不能高于分值，请核对这两个数")


@rule(
    "SCORE-004",
    "扣分的原因",
    checks="扣了分的部分和指标都写有扣分原因",
    basis=EVALUATION_RULES,
    severities=ERROR,
    needs=("effectiveness", "efficiency"),
)
def losses_have_reasons(case: Case) -> Iterator[Remark]:
    """Wherever points were lost a deduction gives the reason."""
    document = case.of(SelfEvaluation)
    effectiveness = document.effectiveness
    is_unexplained = not reasons_for_loss(effectiveness, _scheme_of(case))
    if effectiveness.score < effectiveness.weight and is_unexplained:
        yield _unexplained(effectiveness, _scheme_of(case))
    yield from _unexplained_indicators(document.efficiency)


def _scheme_of(case: Case) -> EvaluationScheme | None:
    return case.on(SelfEvaluationForm).scheme


def _unexplained(section: Effectiveness, scheme: EvaluationScheme | None) -> Remark:
    rate, lost = section.average_execution_rate, section.points_lost
    weights = scheme.execution_rate if scheme else None
    message = f"履职效能扣了{_points(lost)}分，没有写扣分原因"
    advice = "请在“扣分原因”中写明；因执行率扣分的，填写“一般公共预算年度平均支出执行率”"
    if rate:
        advice = "请在履职效能下的“扣分原因”中逐项写明原因和扣分；因执行率扣的那一项只写扣分"
    if rate and weights and 0 <= rate.value <= 100:
        bounds = weights.lost_at(rate)
        most, is_more = bounds[1], lost > bounds[1]
        message += f"；执行率{rate}按方案{'只' if is_more else '应'}扣{_span(bounds)}分"
        message += "，其余的没有说明" if is_more else ""
        if is_more and most.value:
            rest = _points(lost.minus(most))
            advice += f"，如“- {{扣分: {_points(most)}}}”和“- {{原因: …, 扣分: {rest}}}”"
    return remark(DataPath(_EFFECTIVENESS, "得分"), message, advice)


def _span(bounds: tuple[Score, Score]) -> str:
    least, most = map(_points, bounds)
    return least if least == most else f"{least}至{most}"


def _unexplained_indicators(efficiency: Efficiency) -> Iterator[Remark]:
    explained = {name for each in efficiency.deductions for name in each.indicators}
    # A reason that names no indicators may be that of any of them.
    if any(not each.indicators for each in efficiency.deductions):
        return
    for position, each in enumerate(efficiency.indicators):
        if each.score < each.weight and each.name not in explained:
            yield remark(
                DataPath(_EFFICIENCY, "指标", position, "得分"),
                f"{quote(each.name)}扣了{_points(each.points_lost)}分，没有写扣分原因",
                "请在管理效率的“扣分原因”中写明，并在其“指标”中列出这个指标",
            )


@rule(
    "SCORE-005",
    "扣分的合计",
    checks="各项扣分合计等于分值减得分；没有扣分的不写扣分原因",
    basis=ARITHMETIC,
    severities=ERROR_OR_WARNING,
)
def deductions_meet_losses(case: Case) -> Iterator[Remark]:
    """The points of the deductions are the points lost, in each section."""
    for label, section in case.of(SelfEvaluation).sections:
        reasons = reasons_for_loss(section, _scheme_of(case))
        if not reasons:
            continue
        points = [section.points_lost_by(each) for each in reasons]
        lost = section.points_lost
        # A reason with indicators is told of by SCORE-006, at its indicator.
        if not lost.value and any(not each.indicators for each in reasons):
            message = f"{label}没有扣分，却写了扣分原因"
            advice = "请核对得分，或删去扣分原因"
            yield Remark(DataPath(label, "扣分原因"), Severity.WARNING, message, advice)
        elif Score.total(points) != lost:
            shown = "＋".join(map(_points, points))
            yield Remark(
                DataPath(label, "扣分原因"),
                Severity.ERROR,
                f"{label}各项扣分合计{_points(Score.total(points))}分（{shown}），"
                f"而分值减得分是{_points(lost)}分",
                "请核对所写的扣分、得分，每个扣分的指标只列在一项原因之下",
            )


@rule(
    "SCORE-006",
    "扣分与所列指标",
    checks="一项扣分等于所列指标的分值减得分；所列指标确有扣分",
    basis=ARITHMETIC,
    severities=ERROR_OR_WARNING,
    needs=("efficiency",),
)
def stated_points_meet_indicators(case: Case) -> Iterator[Remark]:
    """The points a deduction states are those that its indicators lost."""
    efficiency = case.of(SelfEvaluation).efficiency
    for position, deduction in enumerate(efficiency.deductions):
        path = DataPath(_EFFICIENCY, "扣分原因", position)
        lost = efficiency.lost_by_indicators(deduction)
        if deduction.stated_points and deduction.indicators and deduction.stated_points != lost:
            yield Remark(
                path / "扣分",
                Severity.ERROR,
                f"写的是扣{_points(deduction.stated_points)}分，所列指标共扣{_points(lost)}分",
                "请核对；删去“扣分”则由指标的分值减得分算出",
            )
        for each in efficiency.indicators:
            if each.name in deduction.indicators and each.score >= each.weight:
                message = f"列入扣分原因的{quote(each.name)}得了满分，并没有扣分"
                advice = "请核对这个指标的得分，或把它从这项原因中删去"
                yield Remark(path / "指标", Severity.WARNING, message, advice)


@rule(
    "SCORE-009",
    "执行率与扣分",
    checks="因年度平均支出执行率扣的分与方案的分值相称",
    basis=SCHEME,
    severities=WARNING_OR_INFORMATION,
    needs=("effectiveness",),
)
def rate_explains_loss(case: Case) -> Iterator[Remark]:
    """What the average execution rate is said to cost is what it lacks to 100 % of its weight."""
    section = case.of(SelfEvaluation).effectiveness
    scheme = _scheme_of(case)
    weights = scheme.execution_rate if scheme else None
    rate, lost = section.average_execution_rate, _lost_by_rate(section)
    if weights is None or rate is None or lost is None or not 0 <= rate.value <= 100:
        return
    if not weights.explains(rate, lost):
        yield Remark(
            DataPath(_EFFECTIVENESS, "一般公共预算年度平均支出执行率"),
            Severity.WARNING if lost.value else Severity.INFORMATION,
            f"执行率{rate}，按{_span((weights.least, weights.most))}分的分值"
            f"应扣{_span(weights.lost_at(rate))}分，而扣了{_points(lost)}分",
            "请核对执行率和得分；还有其他扣分原因的，请逐项写明",
            weights.source,
        )


def _lost_by_rate(section: Effectiveness) -> Score | None:
    """The points that the execution rate cost, as stated or none; None where the data do not tell.

    Lost points of which no reason is written are another rule's business.
    """
    by_rate = [each for each in section.deductions if each.reason is None]
    if by_rate:
        return section.points_lost_by(by_rate[0])
    lost = section.points_lost
    return None if section.deductions or lost.value else lost
