"""Rules that hold the points of 部门整体支出绩效自评报告 to those of its scheme (评分办法)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import nearest
from perfreport.basics.quantities import Rounding
from perfreport.checks.bases import ERROR, INFORMATION, SCHEME, WARNING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, Rule, remark, rule
from perfreport.kinds.evaluation.report_weights import SchemeIndicator
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import ScoredIndicator

_points = Rounding().score
_Find = Callable[[SelfEvaluation, EvaluationScheme], Iterator[Remark]]


def _about_scheme(
    code: str,
    title: str,
    *,
    checks: str,
    severities: Sequence[Severity] = WARNING,
    needs: tuple[str, ...] = (),
) -> Callable[[_Find], Rule]:
    """Over a function that holds a document to the scheme of its form, which is cited."""

    def on(find: _Find) -> Rule:
        def check(case: Case) -> Iterator[Remark]:
            if scheme := case.on(SelfEvaluationForm).scheme:
                for each in find(case.of(SelfEvaluation), scheme):
                    yield each._replace(basis=scheme.citation)

        about = rule(code, title, checks=checks, basis=SCHEME, severities=severities, needs=needs)
        return about(check)

    return on


@_about_scheme(
    "SCORE-001",
    "总分值",
    checks="履职效能与管理效率的分值合计等于方案的总分值",
    severities=ERROR,
    needs=("effectiveness", "efficiency"),
)
def total_weight(document: SelfEvaluation, scheme: EvaluationScheme) -> Iterator[Remark]:
    """The weights of both sections add up to what the scheme gives in all."""
    if document.weight != scheme.weight:
        parts = [f"{label}{_points(section.weight)}分" for label, section in document.sections]
        yield remark(
            DataPath("履职效能", "分值"),
            f"{'、'.join(parts)}，合计{_points(document.weight)}分，"
            f"方案的总分值是{_points(scheme.weight)}分",
            "请核对履职效能的分值和管理效率各指标的分值",
        )


@_about_scheme(
    "SCORE-002",
    "两部分的分值",
    checks="履职效能、管理效率各自的分值与方案相同",
    needs=("effectiveness", "efficiency"),
)
def section_weights(document: SelfEvaluation, scheme: EvaluationScheme) -> Iterator[Remark]:
    """Each section has the weight that the scheme gives it."""
    expected = (("分值", scheme.effectiveness), ("指标", scheme.efficiency_weight))
    for (label, section), (key, weight) in zip(document.sections, expected, strict=True):
        if section.weight != weight:
            yield remark(
                DataPath(label, key),
                f"{label}的分值合计{_points(section.weight)}分，方案是{_points(weight)}分",
                "请核对分值；所用方案不同的，请换用相应的版式",
            )


@_about_scheme(
    "SCORE-007",
    "管理效率指标",
    checks="管理效率的指标、所属二级指标和分值与方案相同，一个不缺",
    needs=("efficiency",),
)
def indicators_of_scheme(document: SelfEvaluation, scheme: EvaluationScheme) -> Iterator[Remark]:
    """The table of 管理效率 holds the indicators of the scheme with their weights."""
    indicators = document.efficiency.indicators
    names = [each.name for each in indicators]
    expected = {each.name: each for each in scheme.efficiency}
    for position, each in enumerate(indicators):
        path = DataPath("管理效率", "指标", position)
        if each.name in expected:
            yield from _differences(path, each, expected[each.name])
        else:
            # One that is there under its own name cannot be what is meant.
            near = nearest(each.name, [name for name in expected if name not in names])
            hint = f"，是不是{quote(near)}？" if near else ""
            yield remark(
                path / "名称",
                f"方案没有{quote(each.name)}这个指标{hint}",
                "请核对名称；所用方案不同的，请换用相应的版式",
            )
    missing = [name for name in expected if name not in names]
    if missing:
        quoted = "、".join(map(quote, missing))
        yield remark(
            DataPath("管理效率", "指标"),
            f"方案的{len(expected)}个指标缺{len(missing)}个：{quoted}",
            "请补上；不适用的指标也要列出，按方案计分",
        )


def _differences(
    path: DataPath, each: ScoredIndicator, expected: SchemeIndicator
) -> Iterator[Remark]:
    if each.weight != expected.weight:
        yield remark(
            path / "分值",
            f"{quote(each.name)}的分值是{_points(each.weight)}分，方案是{_points(expected.weight)}分",
            "请核对分值；所用方案不同的，请换用相应的版式",
        )
    if each.level_two != expected.level_two:
        yield remark(
            path / "二级",
            f"{quote(each.name)}列在{quote(each.level_two)}之下，方案列在{quote(expected.level_two)}之下",
            "请核对二级指标",
        )


@_about_scheme(
    "SCORE-010",
    "方案的年度",
    checks="评分办法是所评价年度的方案",
    severities=INFORMATION,
)
def scheme_of_the_year(document: SelfEvaluation, scheme: EvaluationScheme) -> Iterator[Remark]:
    """The scheme is that of the year evaluated."""
    year = document.year
    if scheme.is_of_another_year(year):
        yield remark(
            DataPath("年度"),
            f"分值按{scheme.year}年度的方案核对，而文书是{year}年度的",
            "各年度的分值不尽相同，请确认方案仍然适用，或换用当年的版式",
        )
