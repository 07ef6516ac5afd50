"""The indicators that an evaluation quotes beside those declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document, EvaluationTable
from perfreport.checks.bases import (
    AS_DECLARED,
    INFORMATION,
    TARGETS_STAND,
    WARNING,
    WARNING_OR_INFORMATION,
)
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_text, wanted_direction
from perfreport.checks.targets import ChangedQuantity
from perfreport.kinds.chain.account import StatedIndicator
from perfreport.kinds.chain.case import (
    Comparison,
    ComparisonRule,
    Disagreement,
    QuotedTarget,
    comparison_rule,
)
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets

_RESTORE = "请改回原来的目标；目标经批准调整过的，请写明调整的依据"
_CHECK_QUOTATION = "请核对，照申报时批准的目标填写"
_MOST_NAMES = 10
# 培训3天 or 9月召开: of times and money the name of an indicator does not tell what is better.
_UNSIGNED_UNITS = frozenset({"日期", "元", "秒", "分钟", "小时", "天", "日", "周"})


def _about_targets(
    code: str,
    title: str,
    *,
    checks: str,
    advice: str,
    severities: Sequence[Severity] = WARNING,
    of_another: bool = False,
) -> Callable[[Callable[[QuotedTarget], str]], ComparisonRule]:
    """Over a function that says how a quoted target differs from the declared one, if it does.

    Args:
        code: as of any rule, like ``title``, ``checks`` and ``severities``.
        title: in a few words.
        checks: in a sentence.
        advice: what to do about it.
        severities: of what is found.
        of_another: whether it is about the targets that belong to another indicator.
    """

    def on(says: Callable[[QuotedTarget], str]) -> ComparisonRule:
        def check(comparison: Comparison) -> Iterator[Disagreement]:
            for target in comparison.quoted_targets:
                # Another indicator's target differs in everything, and that it is so says it all.
                if bool(target.other) is of_another and (what := says(target)):
                    yield _differing(comparison, target, what, advice)

        as_rule = comparison_rule(
            code,
            title,
            checks=checks,
            basis=TARGETS_STAND,
            severities=severities,
            kinds=(Document,),
        )
        return as_rule(check)

    return on


def _differing(
    comparison: Comparison, target: QuotedTarget, what: str, advice: str
) -> Disagreement:
    """A difference between two targets, both of which are quoted whole."""
    declared, quoting = target.quotation.declared, target.quotation.quoting
    whose = quoting.project and f"项目{quote(quoting.project)}的"
    return Disagreement(
        quoting.path / quoting.key,
        f"{whose}指标{quote(target.name)}的目标{what}。{comparison.where(declared)}："
        f"{declared.target.rstrip('。')}；{comparison.account.short}：{quoting.target.rstrip('。')}",
        advice,
    )


@_about_targets(
    "AGAINST-007",
    "目标放宽",
    checks="目标值中的数字没有改得比前面的环节容易达到（下限调低、上限调高、反向指标调高）",
    advice=_RESTORE,
)
def eased_targets(target: QuotedTarget) -> str:
    """No number was changed in the evaluated unit's favour (目标放宽)."""
    eased = [change for change in target.changes.numbers if _eases(change, target.name)]
    return f"比原来的放宽了，对本单位有利：{_shown(eased)}" if eased else ""


@_about_targets(
    "AGAINST-008",
    "目标数字不同",
    checks="目标值中的数字与前面的环节相同；放宽的另见目标放宽",
    advice=_RESTORE,
)
def changed_targets(target: QuotedTarget) -> str:
    """No number was changed otherwise (目标数字不同)."""
    changes = [each for each in target.changes.numbers if not _eases(each, target.name)]
    is_stricter = all(_eases(each, target.name) is False for each in changes)
    what = "与原来的数字不同，要求比原来的高" if is_stricter else "与原来的数字不同"
    return f"{what}：{_shown(changes)}" if changes else ""


def _eases(change: ChangedQuantity, name: str) -> bool | None:
    """Whether the quoted number is easier to meet; None where the texts do not tell."""
    direction = change.direction
    if not direction and change.declared.unit not in _UNSIGNED_UNITS:
        direction = wanted_direction(name)
    # Of 不低于5% and 不高于8% neither is easier; AGAINST-010 tells of such signs.
    if change.sign_is_opposed or not direction:
        return None
    return (change.quoted.number - change.declared.number) * direction < 0


@_about_targets(
    "AGAINST-009",
    "计量单位不同",
    checks="目标值的计量单位与前面的环节相同，万人与人之类按数值比较",
    advice=_CHECK_QUOTATION,
)
def changed_units(target: QuotedTarget) -> str:
    """No number is quoted in another unit (计量单位不同)."""
    units = target.changes.units
    return f"计量单位与原来的不同：{_shown(units)}" if units else ""


@_about_targets(
    "AGAINST-010",
    "比较符号相反",
    checks="原来的下限没有写成上限，上限没有写成下限",
    advice=_CHECK_QUOTATION,
)
def opposed_signs(target: QuotedTarget) -> str:
    """At least did not become at most, nor the other way round (比较符号相反)."""
    changed = [change for change in target.changes.numbers if change.sign_is_opposed]
    opposed = (*target.changes.signs, *changed)
    return f"比较符号与原来的方向相反：{_shown(opposed)}" if opposed else ""


@_about_targets(
    "AGAINST-039",
    "比较符号不同",
    checks="目标值的比较符号与前面的环节相同（≥没有写成＞、＝之类）；方向相反的另见比较符号相反，"
    "漏写的另见目标文字不同",
    advice="请改回；符号改了，目标就改了；经批准调整过的，请写明调整的依据",
)
def other_signs(target: QuotedTarget) -> str:
    """A number is meant as it was declared (比较符号不同).

    A sign that is left out, or put before a number that had none, is a matter of wording: 12个 is
    mostly meant as ≥12个.
    """
    changed = target.other_signs
    if not changed:
        return ""
    eased = [each.sign_eases for each in changed]
    if any(eased):
        what = "，要求比原来的低，对本单位有利"
    else:
        what = "，要求比原来的高" if all(each is False for each in eased) else ""
    return f"比较符号与原来的不同{what}：{_shown(changed)}"


@_about_targets(
    "AGAINST-011",
    "漏写目标数字",
    checks="原来的目标中的每个数字，后面的环节都写了",
    advice=_CHECK_QUOTATION,
)
def dropped_numbers(target: QuotedTarget) -> str:
    """No declared number is missing (漏写目标数字)."""
    dropped = "、".join(quote(quantity.text) for quantity in target.changes.dropped)
    return f"漏写了原来的{dropped}" if dropped else ""


@_about_targets(
    "AGAINST-012",
    "目标属于另一指标",
    checks="所写的目标不是前面的环节中另一指标的目标",
    advice="请核对指标名称与目标是否对应；申报时就写串了的，请说明",
    of_another=True,
)
def target_of_another(target: QuotedTarget) -> str:
    """The quoted target is not another indicator's (目标属于另一指标)."""
    other = target.other
    return f"是另一指标{quote(other.name)}（{other.place}）的" if other else ""


@_about_targets(
    "AGAINST-013",
    "目标文字不同",
    checks="目标值的文字与前面的环节相同，标点不计；漏写比较符号的也在此提示",
    advice="请核对，一般照申报的原文写",
    severities=INFORMATION,
)
def wording(target: QuotedTarget) -> str:
    """The targets agree in their words (目标文字不同)."""
    if not target.differs_in_words_alone:
        return ""
    signs = target.changes.other_signs
    return f"漏写或多写了比较符号：{_shown(signs)}" if signs else "文字与原来的不同"


@comparison_rule(
    "AGAINST-014",
    "指标名称近似",
    checks="同一指标在两处名称相同；只是近似的，或级别、目标值相同而改了名的（警告），说明按哪一项对照",
    basis=AS_DECLARED,
    severities=WARNING_OR_INFORMATION,
    kinds=(Document,),
)
def near_names(comparison: Comparison) -> Iterator[Disagreement]:
    """Indicators that were matched by likeness or by target, with the match (指标名称近似)."""
    for each in comparison.quotations:
        names = quote(each.quoting.name), quote(each.declared.name)
        declared = f"{comparison.where(each.declared)}的{names[1]}"
        if each.is_near:
            yield Disagreement(
                each.quoting.path / "名称",
                f"指标{names[0]}与{declared}名称近似，按同一指标对照",
                "同一指标请写成同一名称；不是同一指标的，不必理会由此得出的其他提示",
                Severity.INFORMATION,
            )
        elif each.is_renamed:
            yield Disagreement(
                each.quoting.path / "名称",
                f"指标{names[0]}与{declared}级别、目标值相同而名称不同，看作改了名称",
                "请改回原来的名称；其实是另一指标的，即少了一项、多了一项，经批准的请写明依据",
                Severity.WARNING,
            )


@comparison_rule(
    "AGAINST-015",
    "关键指标都有报告",
    checks="部门申报的每项绩效指标，自评报告都提及；涉密的除外",
    basis=AS_DECLARED,
    needs=("effectiveness",),
)
def unreported_key_indicators(comparison: Comparison) -> Iterator[Disagreement]:
    """The department's declared indicators are mentioned (关键指标都有报告)."""
    for document, _ in comparison.comparable_with(DepartmentTargets):
        for indicator in _unmentioned(comparison, document):
            yield Disagreement(
                indicator.path,
                f"部门申报的绩效指标{quote(indicator.name)}，自评报告没有提及",
                "请在自评报告的“关键指标”中补上它的预期实现值和实际完成值",
                document=document,
            )


@comparison_rule(
    "AGAINST-016",
    "项目指标的报告范围",
    checks="项目申报的绩效指标有多少为自评报告提及，哪些项目一项也没有；涉密的不计",
    basis=AS_DECLARED,
    severities=INFORMATION,
)
def unreported_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """How many of the projects' indicators are mentioned (项目指标的报告范围)."""
    for document, _ in comparison.comparable_with(ProjectTargets):
        declared = _reportable(comparison, document)
        missing = _unmentioned(comparison, document)
        counts = Counter(indicator.project for indicator in declared)
        counts.subtract(indicator.project for indicator in missing)
        wholly_missing = [name for name, mentioned in counts.items() if not mentioned]
        if missing:
            yield Disagreement(
                DataPath("资金使用单位"),
                f"申报的 {len(declared)} 项项目绩效指标中，自评报告提及 "
                f"{len(declared) - len(missing)} 项"
                + (f"；一项也没有提及的项目：{_listed(wholly_missing)}" if wholly_missing else ""),
                "请核对其中有没有应列入“关键指标”的",
                document=document,
            )


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more


def _reportable(comparison: Comparison, document: int) -> list[StatedIndicator]:
    """The declared indicators that a public report may speak of."""
    return [e for e in comparison.declared[document] if e.name and not e.is_classified]


def _unmentioned(comparison: Comparison, document: int) -> list[StatedIndicator]:
    if comparison.is_open:
        return []
    quoted = {
        quotation.declared.path
        for quotation in comparison.quotations
        if quotation.declared.document == document
    }
    return [
        indicator
        for indicator in _reportable(comparison, document)
        # A report may speak of an indicator in its prose alone.
        if indicator.path not in quoted and indicator.core_name not in comparison.text
    ]


@comparison_rule(
    "AGAINST-017",
    "指标都有申报",
    checks="自评的每项关键指标都申报过；只有项目申报表可对照时作提示",
    basis=AS_DECLARED,
    severities=WARNING_OR_INFORMATION,
    needs=("effectiveness",),
)
def undeclared(comparison: Comparison) -> Iterator[Disagreement]:
    """Every evaluated indicator was declared (指标都有申报).

    Where only projects were declared to compare with, the others may stand elsewhere.
    """
    declared = [each for every in comparison.declared.values() for each in every]
    if not comparison.earlier or not all(each.name for each in declared):
        return
    quoted = {quotation.quoting.path for quotation in comparison.quotations}
    is_complete = bool(comparison.comparable_with(DepartmentTargets))
    for indicator in comparison.account.indicators:
        if indicator.name and indicator.path not in quoted:
            yield Disagreement(
                indicator.path / "名称",
                f"指标{quote(indicator.name)}，前面的环节都没有",
                "请核对指标名称；由别的表申报的，请把那份一并用来对照",
                Severity.WARNING if is_complete else Severity.INFORMATION,
            )


@comparison_rule(
    "AGAINST-030",
    "完成值相同",
    checks="自评报告所写的实际完成值与自评表的相同，标点不计",
    basis=AS_DECLARED,
    needs=("effectiveness",),
)
def other_results(comparison: Comparison) -> Iterator[Disagreement]:
    """What was achieved is what the tables say (完成值相同)."""
    tables = {position for position, _ in comparison.comparable_with(EvaluationTable)}
    for quotation in comparison.quotations:
        quoting, declared = quotation.quoting, quotation.declared
        ours, theirs = quoting.state, declared.state
        is_table = declared.document in tables
        if is_table and ours and theirs and plain_text(ours) != plain_text(theirs):
            yield Disagreement(
                quoting.path / "实际完成值",
                f"指标{quote(quoting.name)}的实际完成值，自评报告写{quote(ours)}，"
                f"{comparison.where(declared)}写{quote(theirs)}",
                "请核对这两处",
            )


def _shown(changes: Sequence[ChangedQuantity]) -> str:
    return "，".join(map(_way, changes))


def _way(change: ChangedQuantity) -> str:
    """From what to what, with the signs where these differ."""
    declared, quoted = change.declared, change.quoted
    if declared.sign is quoted.sign:
        return f"{declared.text}→{quoted.text}"
    return f"{declared.with_sign}→{quoted.with_sign}"
