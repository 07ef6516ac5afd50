"""Rules about the points of 部门整体支出绩效自评报告."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Rounding, Score
from perfreport.checks.bases import (
    ERROR,
    ERROR_OR_WARNING,
    EVALUATION_RULES,
    INFORMATION,
    SCHEME,
    WARNING,
    WARNING_OR_INFORMATION,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, rule
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.losses import reasons_for_loss
from perfreport.kinds.self_evaluation.model import (
    Deduction,
    Effectiveness,
    Efficiency,
    ScoredIndicator,
    SelfEvaluation,
)
from perfreport.kinds.self_evaluation.scheme import SchemeIndicator, SelfEvaluationScheme

_EFFECTIVENESS = "履职效能"
_EFFICIENCY = "管理效率"
_points = Rounding().score


@rule(
    "SCORE-001",
    "总分值",
    checks="履职效能与管理效率的分值合计等于方案的总分值",
    basis=SCHEME,
    severities=ERROR,
    kinds=(SelfEvaluation,),
)
def total_weight(case: Case) -> Iterator[Remark]:
    """The weights of both sections add up to what the scheme gives in all."""
    document, scheme = case.of(SelfEvaluation), _scheme_of(case)
    if scheme and document.weight != scheme.weight:
        yield Remark(
            DataPath(_EFFECTIVENESS, "分值"),
            Severity.ERROR,
            f"履职效能{_points(document.effectiveness.weight)}分、管理效率{_points(document.efficiency.weight)}分，"
            f"合计{_points(document.weight)}分，方案的总分值是{_points(scheme.weight)}分",
            "请核对履职效能的分值和管理效率各指标的分值",
            scheme.citation,
        )


@rule(
    "SCORE-002",
    "两部分的分值",
    checks="履职效能、管理效率各自的分值与方案相同",
    basis=SCHEME,
    severities=WARNING,
    kinds=(SelfEvaluation,),
)
def section_weights(case: Case) -> Iterator[Remark]:
    """Each section has the weight that the scheme gives it."""
    document, scheme = case.of(SelfEvaluation), _scheme_of(case)
    if scheme is None:
        return
    sections = (
        (_EFFECTIVENESS, "分值", document.effectiveness.weight, scheme.effectiveness),
        (_EFFICIENCY, "指标", document.efficiency.weight, scheme.efficiency_weight),
    )
    for label, key, weight, expected in sections:
        if weight != expected:
            yield Remark(
                DataPath(label, key),
                Severity.WARNING,
                f"{label}的分值合计{_points(weight)}分，方案是{_points(expected)}分",
                "请核对分值；所用方案不同的，请换用相应的版式",
                scheme.citation,
            )


@rule(
    "SCORE-003",
    "得分与分值",
    checks="得分不高于分值",
    basis=EVALUATION_RULES,
    severities=ERROR,
    kinds=(SelfEvaluation,),
)
def scores_within_weights(case: Case) -> Iterator[Remark]:
    """No score is higher than its weight."""
    document = case.of(SelfEvaluation)
    effectiveness = document.effectiveness
    rows: list[tuple[DataPath, str, Score, Score]] = [
        (DataPath(_EFFECTIVENESS), "履职效能", effectiveness.score, effectiveness.weight)
    ]
    rows += [
        (DataPath(_EFFICIENCY, "指标", position), quote(each.name), each.score, each.weight)
        for position, each in enumerate(document.efficiency.indicators)
    ]
    for path, label, score, weight in rows:
        if score > weight:
            message = f"{label}得分{_points(score)}分，高于分值{_points(weight)}分"
            yield Remark(path / "得分", Severity.ERROR, message, "得分不能高于分值，请核对这两个数")


@rule(
    "SCORE-004",
    "扣分的原因",
    checks="扣了分的部分和指标都写有扣分原因",
    basis=EVALUATION_RULES,
    severities=ERROR,
    kinds=(SelfEvaluation,),
)
def losses_have_reasons(case: Case) -> Iterator[Remark]:
    """Wherever points were lost a deduction gives the reason."""
    document = case.of(SelfEvaluation)
    effectiveness = document.effectiveness
    is_unexplained = not reasons_for_loss(effectiveness, _scheme_of(case))
    if effectiveness.score < effectiveness.weight and is_unexplained:
        yield _unexplained(effectiveness, _scheme_of(case))
    yield from _unexplained_indicators(document.efficiency)


def _scheme_of(case: Case) -> SelfEvaluationScheme | None:
    return case.on(SelfEvaluationForm).scheme


def _unexplained(section: Effectiveness, scheme: SelfEvaluationScheme | None) -> Remark:
    rate, lost = section.average_execution_rate, section.weight.minus(section.score)
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
    return Remark(DataPath(_EFFECTIVENESS, "得分"), Severity.ERROR, message, advice)


def _span(bounds: tuple[Score, Score]) -> str:
    least, most = map(_points, bounds)
    return least if least == most else f"{least}至{most}"


def _unexplained_indicators(efficiency: Efficiency) -> Iterator[Remark]:
    explained = {name for each in efficiency.deductions for name in each.indicators}
    if any(not each.indicators for each in efficiency.deductions):
        return
    for position, each in enumerate(efficiency.indicators):
        if each.score < each.weight and each.name not in explained:
            yield Remark(
                DataPath(_EFFICIENCY, "指标", position, "得分"),
                Severity.ERROR,
                f"{quote(each.name)}扣了{_points(each.weight.minus(each.score))}分，没有写扣分原因",
                "请在管理效率的“扣分原因”中写明，并在其“指标”中列出这个指标",
            )


@rule(
    "SCORE-005",
    "扣分的合计",
    checks="各项扣分合计等于分值减得分；没有扣分的不写扣分原因",
    basis=ARITHMETIC,
    severities=ERROR_OR_WARNING,
    kinds=(SelfEvaluation,),
)
def deductions_meet_losses(case: Case) -> Iterator[Remark]:
    """The points of the deductions are the points lost, in each section."""
    document = case.of(SelfEvaluation)
    sections: tuple[tuple[str, Effectiveness | Efficiency], ...] = (
        (_EFFECTIVENESS, document.effectiveness),
        (_EFFICIENCY, document.efficiency),
    )
    for label, section in sections:
        reasons = reasons_for_loss(section, _scheme_of(case))
        if not reasons:
            continue
        points = [section.points_lost_by(each) for each in reasons]
        lost = section.weight.minus(section.score)
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
    kinds=(SelfEvaluation,),
)
def stated_points_meet_indicators(case: Case) -> Iterator[Remark]:
    """The points a deduction states are those that its indicators lost."""
    efficiency = case.of(SelfEvaluation).efficiency
    for position, deduction in enumerate(efficiency.deductions):
        path = DataPath(_EFFICIENCY, "扣分原因", position)
        lost = _lost_by_indicators(efficiency, deduction)
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


def _lost_by_indicators(efficiency: Efficiency, deduction: Deduction) -> Score:
    return Score.total(
        each.weight.minus(each.score)
        for each in efficiency.indicators
        if each.name in deduction.indicators
    )


@rule(
    "SCORE-007",
    "管理效率指标",
    checks="管理效率的指标、所属二级指标和分值与方案相同，一个不缺",
    basis=SCHEME,
    severities=WARNING,
    kinds=(SelfEvaluation,),
)
def indicators_of_scheme(case: Case) -> Iterator[Remark]:
    """The table of 管理效率 holds the indicators of the scheme with their weights."""
    scheme = _scheme_of(case)
    if scheme is None:
        return
    indicators = case.of(SelfEvaluation).efficiency.indicators
    names = [each.name for each in indicators]
    expected = {each.name: each for each in scheme.efficiency}
    for position, each in enumerate(indicators):
        path = DataPath(_EFFICIENCY, "指标", position)
        if each.name in expected:
            yield from _differences(path, each, expected[each.name], scheme)
        else:
            yield _not_in_scheme(path / "名称", each.name, names, scheme)
    missing = [name for name in expected if name not in names]
    if missing:
        quoted = "、".join(map(quote, missing))
        yield Remark(
            DataPath(_EFFICIENCY, "指标"),
            Severity.WARNING,
            f"方案的{len(expected)}个指标缺{len(missing)}个：{quoted}",
            "请补上；不适用的指标也要列出，按方案计分",
            scheme.citation,
        )


def _differences(
    path: DataPath, each: ScoredIndicator, expected: SchemeIndicator, scheme: SelfEvaluationScheme
) -> Iterator[Remark]:
    if each.weight != expected.weight:
        yield Remark(
            path / "分值",
            Severity.WARNING,
            f"{quote(each.name)}的分值是{_points(each.weight)}分，方案是{_points(expected.weight)}分",
            "请核对分值；所用方案不同的，请换用相应的版式",
            scheme.citation,
        )
    if each.level_two != expected.level_two:
        yield Remark(
            path / "二级",
            Severity.WARNING,
            f"{quote(each.name)}列在{quote(each.level_two)}之下，方案列在{quote(expected.level_two)}之下",
            "请核对二级指标",
            scheme.citation,
        )


def _not_in_scheme(
    path: DataPath, name: str, names: Sequence[str], scheme: SelfEvaluationScheme
) -> Remark:
    free = [each.name for each in scheme.efficiency if each.name not in names]
    nearest = difflib.get_close_matches(name, free, n=1, cutoff=0.6)
    hint = f"，是不是{quote(nearest[0])}？" if nearest else ""
    return Remark(
        path,
        Severity.WARNING,
        f"方案没有{quote(name)}这个指标{hint}",
        "请核对名称；所用方案不同的，请换用相应的版式",
        scheme.citation,
    )


@rule(
    "SCORE-008",
    "重复计分",
    checks="管理效率的同一指标只列一次",
    basis=SCHEME,
    severities=WARNING,
    kinds=(SelfEvaluation,),
)
def scored_once(case: Case) -> Iterator[Remark]:
    """No indicator of 管理效率 is scored twice."""
    first: dict[str, int] = {}
    for position, each in enumerate(case.of(SelfEvaluation).efficiency.indicators):
        if each.name in first:
            yield Remark(
                DataPath(_EFFICIENCY, "指标", position, "名称"),
                Severity.WARNING,
                f"{quote(each.name)}在第{first[each.name] + 1}条已经列过，又列了一次",
                "请删去重复的一条，或改正名称",
            )
        first.setdefault(each.name, position)


@rule(
    "SCORE-009",
    "执行率与扣分",
    checks="因年度平均支出执行率扣的分与方案的分值相称",
    basis=SCHEME,
    severities=WARNING_OR_INFORMATION,
    kinds=(SelfEvaluation,),
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
    lost = section.weight.minus(section.score)
    return None if section.deductions or lost.value else lost


@rule(
    "SCORE-010",
    "方案的年度",
    checks="评价方案是所评价年度的方案",
    basis=SCHEME,
    severities=INFORMATION,
    kinds=(SelfEvaluation,),
)
def scheme_of_the_year(case: Case) -> Iterator[Remark]:
    """The scheme is that of the year evaluated."""
    scheme, year = _scheme_of(case), case.document.year
    if scheme and scheme.year != year:
        yield Remark(
            DataPath("年度"),
            Severity.INFORMATION,
            f"分值按{scheme.year}年度的方案核对，而文书是{year}年度的",
            "各年度的分值不尽相同，请确认方案仍然适用，或换用当年的版式",
            scheme.citation,
        )
