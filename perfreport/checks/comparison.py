"""Whether an evaluation quotes what was declared: the rules, and ``compare`` that runs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfreport.checks.comparison_case import Comparison, ComparisonRule, Difference, Reading
from perfreport.checks.declared import Declaration, DeclaredIndicator
from perfreport.checks.finding import Finding, Severity
from perfreport.checks.names import are_near, core_name, wanted_direction
from perfreport.checks.rule import ARITHMETIC
from perfreport.checks.targets import Change
from perfreport.models import SelfEvaluation
from perfreport.models.walk import Path
from perfreport.quantities import Amount

_TARGETS_STAND = (
    "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标确定后一般不予调整，"
    "确需调整的按程序报批"
)
_SELF_EVALUATION = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：单位自评对照绩效目标的实现情况"
_RESTORE = "请改回申报的目标；目标经批准调整过的，请写明调整的依据"
_CHECK_QUOTATION = "请对照申报表核对，照申报的目标填写"
_BUDGET: Path = ("部门整体支出",)
_KEY_INDICATORS: Path = ("履职效能", "关键指标")
_UNSIGNED_UNITS = frozenset({"日期", "元", "秒", "分钟", "小时", "天", "日", "周"})
_ROUNDING = Decimal("0.005")


def compare(
    evaluation: SelfEvaluation, declarations: Sequence[Declaration]
) -> tuple[Finding, ...]:
    """What ``evaluation`` says otherwise than the ``declarations`` of its year.

    A declaration of another department or year is reported as such and not compared.
    """
    comparison = Comparison(evaluation, tuple(declarations))
    return tuple(finding for rule in COMPARISON_RULES for finding in rule.findings(comparison))


def _department(comparison: Comparison) -> Iterator[Difference]:
    evaluated = comparison.evaluation.department
    for document, declaration in enumerate(comparison.declarations, 1):
        if not comparison.is_of_the_department(declaration):
            yield Difference(
                ("部门名称",),
                Severity.ERROR,
                f"申报表的部门是“{declaration.department}”，自评报告的是“{evaluated}”，没有对照",
                "请核对所给的申报表；部门更名的，把两处写成同一名称再对照",
                document,
            )


def _year(comparison: Comparison) -> Iterator[Difference]:
    evaluated = comparison.evaluation.year
    for document, declaration in enumerate(comparison.declarations, 1):
        if not comparison.is_of_the_year(declaration):
            yield Difference(
                ("年度",),
                Severity.ERROR,
                f"申报表是 {declaration.year} 年度的，自评报告是 {evaluated} 年度的，没有对照",
                f"请用 {evaluated} 年度的申报表对照",
                document,
            )


def _project_budget(comparison: Comparison) -> Iterator[Difference]:
    quoted = comparison.evaluation.expenditure.project.initial
    path = (*_BUDGET, "项目支出", "年初预算数")
    for _, declaration in comparison.department_targets:
        budget = declaration.budget
        development = budget.special_funds + budget.other_development
        yield from _amounts(
            path, "部门申报的项目支出", quoted, budget.project, budget.project + development
        )
    totals = [declaration.funds.total for _, declaration in comparison.project_targets]
    total = Amount.total(totals)
    if total is not None:
        projects = sum(
            len(unit.projects)
            for _, declaration in comparison.project_targets
            for unit in declaration.units
        )
        yield from _amounts(path, "申报的项目总计", quoted, total, parts=projects)


def _basic_budget(comparison: Comparison) -> Iterator[Difference]:
    quoted = comparison.evaluation.expenditure.basic.total.initial
    path = (*_BUDGET, "基本支出")
    for _, declaration in comparison.department_targets:
        yield from _amounts(path, "部门申报的基本支出", quoted, declaration.budget.basic, parts=2)


def _revenue(comparison: Comparison) -> Iterator[Difference]:
    revenue = comparison.evaluation.revenue
    for _, declaration in comparison.department_targets:
        budget = declaration.budget
        yield from _amounts(
            ("年初预算收入",),
            "部门申报的财政拨款与其他资金之和",
            revenue.total,
            budget.appropriation + budget.other_income,
            budget.own_level + budget.transfers,
            parts=len(revenue.subjects),
        )


def _amounts(
    path: Path, label: str, quoted: Amount, *declared: Amount, parts: int = 1
) -> Iterator[Difference]:
    """``quoted`` where it is none of the ``declared`` amounts, the first of which is named.

    A difference that rounding of the ``parts`` explains is information.
    """
    if quoted in declared:
        return
    difference = quoted - declared[0]
    is_rounding = abs(difference.value) <= _ROUNDING * (parts + 1)
    yield Difference(
        path,
        Severity.INFORMATION if is_rounding else Severity.WARNING,
        f"{label}为 {_amount(declared[0])}，自评报告的年初数为 {_amount(quoted)}，"
        f"相差 {_amount(difference)}" + ("，在四舍五入的范围内" if is_rounding else ""),
        "请核对年初预算数；年初以申报时批复的预算为准，年中调整写入全年预算数",
    )


def _amount(amount: Amount) -> str:
    return f"{amount.value:,.2f}{amount.unit.label}"


def _tasks(comparison: Comparison) -> Iterator[Difference]:
    reported = [core_name(task.name) for task in comparison.evaluation.key_tasks]
    for document, declaration in comparison.department_targets:
        for position, task in enumerate(declaration.tasks):
            name = core_name(task.name)
            near = any(are_near(name, other, "", "") for other in reported)
            if name not in comparison.text and not near:
                yield Difference(
                    ("年度重点工作任务", position, "名称"),
                    Severity.WARNING,
                    f"申报的年度重点工作任务“{task.name}”，自评报告没有报告完成情况",
                    "请在自评报告的“年度重点工作任务”中补上；任务合并或取消的，请说明",
                    document,
                )


def _eased_targets(comparison: Comparison) -> Iterator[Difference]:
    for reading, changes in _changed_numbers(comparison, eased=True):
        yield _differing(
            reading,
            Severity.WARNING,
            f"目标比申报的放宽了，对本单位有利：{_shown(changes)}",
            _RESTORE,
        )


def _changed_targets(comparison: Comparison) -> Iterator[Difference]:
    for reading, changes in _changed_numbers(comparison, eased=False):
        is_stricter = all(_eases(change, reading.name) is False for change in changes)
        what = "目标与申报的数字不同，比申报的更高" if is_stricter else "目标与申报的数字不同"
        yield _differing(reading, Severity.WARNING, f"{what}：{_shown(changes)}", _RESTORE)


def _changed_numbers(
    comparison: Comparison, *, eased: bool
) -> Iterator[tuple[Reading, tuple[Change, ...]]]:
    """The readings with the numbers that were changed in the unit's favour, or otherwise."""
    for reading in comparison.readings:
        changes = tuple(
            change
            for change in reading.changes.numbers
            if bool(_eases(change, reading.name)) is eased
        )
        if changes and not reading.other:
            yield reading, changes


def _eases(change: Change, name: str) -> bool | None:
    """Whether the quoted number is easier to meet; None where the texts do not tell."""
    direction = change.direction
    if not direction and change.declared.unit not in _UNSIGNED_UNITS:
        direction = wanted_direction(name)
    if change.sign_is_opposed or not direction:
        return None
    return (change.quoted.number - change.declared.number) * direction < 0


def _changed_units(comparison: Comparison) -> Iterator[Difference]:
    for reading in comparison.readings:
        if reading.changes.units and not reading.other:
            what = f"目标的计量单位与申报的不同：{_shown(reading.changes.units)}"
            yield _differing(reading, Severity.WARNING, what, _CHECK_QUOTATION)


def _opposed_signs(comparison: Comparison) -> Iterator[Difference]:
    for reading in comparison.readings:
        opposed = [change for change in reading.changes.numbers if change.sign_is_opposed]
        if (opposed or reading.changes.signs) and not reading.other:
            what = f"目标的比较符号与申报的方向相反：{_shown((*reading.changes.signs, *opposed))}"
            yield _differing(reading, Severity.WARNING, what, _CHECK_QUOTATION)


def _dropped_numbers(comparison: Comparison) -> Iterator[Difference]:
    for reading in comparison.readings:
        dropped = reading.changes.dropped
        if dropped and not reading.other:
            numbers = "、".join(f"“{quantity.text}”" for quantity in dropped)
            what = f"没有写申报目标中的{numbers}"
            yield _differing(reading, Severity.WARNING, what, _CHECK_QUOTATION)


def _target_of_another(comparison: Comparison) -> Iterator[Difference]:
    for reading in comparison.readings:
        if reading.other:
            what = f"所写的目标是申报表中另一指标“{reading.other.name}”（{reading.other.place}）的"
            advice = "请核对指标名称与目标是否对应；申报表本身写串的，请在报告中说明"
            yield _differing(reading, Severity.WARNING, what, advice)


def _wording(comparison: Comparison) -> Iterator[Difference]:
    for reading in comparison.readings:
        if reading.differs_in_words_alone:
            what = "目标的文字与申报的不同"
            yield _differing(reading, Severity.INFORMATION, what, "请核对文字，一般照申报的原文写")


def _near_names(comparison: Comparison) -> Iterator[Difference]:
    for quotation in comparison.quotations:
        if quotation.is_near:
            yield Difference(
                (*_KEY_INDICATORS, quotation.position, "名称"),
                Severity.INFORMATION,
                f"指标“{quotation.evaluated.name}”按近似的名称与{quotation.declared.place}"
                f"申报的“{quotation.declared.name}”对照",
                "同一指标请写成同一名称；不是同一指标的，不必理会由此得出的其他提示",
            )


def _unreported_key_indicators(comparison: Comparison) -> Iterator[Difference]:
    for document, _ in comparison.department_targets:
        for indicator in _unmentioned(comparison, document):
            yield Difference(
                indicator.path,
                Severity.WARNING,
                f"部门申报的绩效指标“{indicator.name}”，自评报告没有提及",
                "请在自评报告的“关键指标”中补上它的预期实现值和实际完成值",
                document,
            )


def _unreported_projects(comparison: Comparison) -> Iterator[Difference]:
    for document, _ in comparison.project_targets:
        declared = comparison.declared[document]
        missing = _unmentioned(comparison, document)
        projects = dict.fromkeys(indicator.project for indicator in declared)
        mentioned = {indicator.project for indicator in declared if indicator not in missing}
        wholly_missing = "、".join(name for name in projects if name not in mentioned)
        if missing:
            yield Difference(
                ("资金使用单位",),
                Severity.INFORMATION,
                f"申报的 {len(declared)} 项项目绩效指标中，自评报告提及 "
                f"{len(declared) - len(missing)} 项"
                + (f"；一项也没有提及的项目：{wholly_missing}" if wholly_missing else ""),
                "请核对其中有没有应列入“关键指标”的",
                document,
            )


def _unmentioned(comparison: Comparison, document: int) -> list[DeclaredIndicator]:
    quoted = {
        quotation.declared.path
        for quotation in comparison.quotations
        if quotation.declared.document == document
    }
    return [
        indicator
        for indicator in comparison.declared[document]
        if indicator.path not in quoted and indicator.core_name not in comparison.text
    ]


def _undeclared(comparison: Comparison) -> Iterator[Difference]:
    if not comparison.comparable:
        return
    quoted = {quotation.position for quotation in comparison.quotations}
    is_complete = bool(comparison.department_targets)
    for position, indicator in enumerate(comparison.evaluation.effectiveness.indicators):
        if position not in quoted:
            yield Difference(
                (*_KEY_INDICATORS, position, "名称"),
                Severity.WARNING if is_complete else Severity.INFORMATION,
                f"指标“{indicator.name}”在所给的申报表中没有申报",
                "请核对指标名称；由别的申报表申报的，请把那份一并用来对照",
            )


def _differing(reading: Reading, severity: Severity, what: str, advice: str) -> Difference:
    quotation = reading.quotation
    return Difference(
        reading.path,
        severity,
        f"指标“{reading.name}”{what}。{quotation.declared.place}申报“{quotation.declared.target}”，"
        f"自评报告写“{quotation.evaluated.expected}”",
        advice,
    )


def _shown(changes: Sequence[Change]) -> str:
    return "，".join(f"{change.declared.text}→{change.quoted.text}" for change in changes)


_INFORMATION = (Severity.INFORMATION,)
_WARNING = (Severity.WARNING,)
_ERROR = (Severity.ERROR,)
_EITHER = (Severity.WARNING, Severity.INFORMATION)

COMPARISON_RULES: tuple[ComparisonRule, ...] = (
    ComparisonRule(
        code="AGAINST-001",
        title="同一部门",
        checks="申报表与自评报告是同一部门的；不是则不对照",
        basis=_SELF_EVALUATION,
        severities=_ERROR,
        check=_department,
    ),
    ComparisonRule(
        code="AGAINST-002",
        title="同一年度",
        checks="申报表与自评报告是同一年度的；不是则不对照",
        basis=_SELF_EVALUATION,
        severities=_ERROR,
        check=_year,
    ),
    ComparisonRule(
        code="AGAINST-003",
        title="项目支出年初预算数",
        checks="申报的项目支出与自评报告中项目支出的年初预算数相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=_project_budget,
    ),
    ComparisonRule(
        code="AGAINST-004",
        title="基本支出年初预算数",
        checks="部门申报的基本支出与自评报告中基本支出的年初预算数相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=_basic_budget,
    ),
    ComparisonRule(
        code="AGAINST-005",
        title="年初预算收入",
        checks="部门申报的收入与自评报告的年初预算收入相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=_revenue,
    ),
    ComparisonRule(
        code="AGAINST-006",
        title="任务都有报告",
        checks="部门申报的每项年度重点工作任务，自评报告都有交代",
        basis=_SELF_EVALUATION,
        severities=_WARNING,
        check=_tasks,
    ),
    ComparisonRule(
        code="AGAINST-007",
        title="目标放宽",
        checks="预期实现值中的数字没有改得比申报的容易达到（下限调低、上限调高、反向指标调高）",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_eased_targets,
    ),
    ComparisonRule(
        code="AGAINST-008",
        title="目标数字不同",
        checks="预期实现值中的数字与申报的相同；放宽的另见目标放宽",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_changed_targets,
    ),
    ComparisonRule(
        code="AGAINST-009",
        title="计量单位不同",
        checks="预期实现值的计量单位与申报的相同，万人与人之类按数值比较",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_changed_units,
    ),
    ComparisonRule(
        code="AGAINST-010",
        title="比较符号相反",
        checks="申报的下限没有写成上限，上限没有写成下限",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_opposed_signs,
    ),
    ComparisonRule(
        code="AGAINST-011",
        title="漏写目标数字",
        checks="申报目标中的每个数字，预期实现值都写了",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_dropped_numbers,
    ),
    ComparisonRule(
        code="AGAINST-012",
        title="目标属于另一指标",
        checks="预期实现值不是申报表中另一指标的目标",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=_target_of_another,
    ),
    ComparisonRule(
        code="AGAINST-013",
        title="目标文字不同",
        checks="预期实现值的文字与申报的相同，标点不计",
        basis=_TARGETS_STAND,
        severities=_INFORMATION,
        check=_wording,
    ),
    ComparisonRule(
        code="AGAINST-014",
        title="指标名称近似",
        checks="同一指标在两处名称相同；只是近似的，说明按哪一项对照",
        basis=_SELF_EVALUATION,
        severities=_INFORMATION,
        check=_near_names,
    ),
    ComparisonRule(
        code="AGAINST-015",
        title="关键指标都有报告",
        checks="部门申报的每项绩效指标，自评报告都提及",
        basis=_SELF_EVALUATION,
        severities=_WARNING,
        check=_unreported_key_indicators,
    ),
    ComparisonRule(
        code="AGAINST-016",
        title="项目指标的报告范围",
        checks="项目申报的绩效指标有多少为自评报告提及，哪些项目一项也没有",
        basis=_SELF_EVALUATION,
        severities=_INFORMATION,
        check=_unreported_projects,
    ),
    ComparisonRule(
        code="AGAINST-017",
        title="指标都有申报",
        checks="自评的每项关键指标都申报过；只有项目申报表可对照时作提示",
        basis=_SELF_EVALUATION,
        severities=_EITHER,
        check=_undeclared,
    ),
)
"""The rules about a declaration and the evaluation of its year, in the order they run."""
