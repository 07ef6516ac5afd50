"""Documents of the kind 部门整体支出绩效自评报告."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from perfreport.basics.decimals import round_half_up
from perfreport.basics.quantities import Amount, Percent, Rounding, Score
from perfreport.blocks.model import Passage
from perfreport.kinds.evaluation.report_weights import ExecutionRateWeight
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import (
    Appropriations,
    BasicExpenditure,
    Expenditure,
    KeyTask,
    Revenue,
    SelfEvaluation,
    StatedAppropriations,
    SubjectAmount,
)
from perfreport.kinds.self_evaluation.sections import (
    Deduction,
    Effectiveness,
    Efficiency,
    KeyIndicator,
    ScoredIndicator,
)
from tests.strategies.money import amount_of, cents, shares
from tests.strategies.texts import goals_of, items, paragraphs

_SUBJECTS = ("一般公共服务", "公共安全", "科学技术", "社会保障和就业", "卫生健康", "住房保障")
_MOST_CENTS_OF_A_ROW = 3 * 10**6


@st.composite
def self_evaluations(
    draw: st.DrawFn,
    form: SelfEvaluationForm,
    lines: st.SearchStrategy[str],
    *,
    states_sums: bool,
    names_as_laid_down: bool,
) -> SelfEvaluation:
    """Reports that fit ``form``.

    Args:
        draw: what hypothesis gives.
        form: of the reports.
        lines: the texts.
        states_sums: whether every total and deduction is stated.
        names_as_laid_down: whether scored indicators are called as the scheme calls them.
    """
    scheme = form.scheme
    assert scheme
    assert scheme.year
    expenditure = draw(_expenditures(states_sums))
    total = expenditure.total
    passages = _passages(lines)
    return SelfEvaluation(
        form=form.id,
        year=scheme.year,
        department=draw(lines),
        functions=draw(passages),
        overall_work=draw(passages),
        key_tasks=tuple(draw(_key_tasks(name, lines)) for name in draw(items(lines, 3))),
        goals=tuple(draw(items(lines))),
        revenue=Revenue(
            stated_total=total.initial if states_sums else None,
            subjects=draw(_subjects(total.initial)),
        ),
        final_account=draw(_subjects(total.final)),
        expenditure=expenditure,
        management=draw(passages),
        overview=draw(passages),
        basis=f"《{draw(st.sampled_from(('绩效评价工作方案', '绩效管理办法')))}》",
        effectiveness=draw(_effectiveness(scheme, lines, states_sums)),
        efficiency=draw(
            _efficiencies(scheme, lines, st.just("") if names_as_laid_down else lines, states_sums)
        ),
        problems=draw(passages),
        measures=draw(passages),
    )


def _passages(lines: st.SearchStrategy[str]) -> st.SearchStrategy[Passage]:
    written = paragraphs(lines).map(lambda texts: Passage(paragraphs=texts))
    return st.one_of(written, written, written, st.just(Passage(classified=True)))


@st.composite
def _key_tasks(draw: st.DrawFn, name: str, lines: st.SearchStrategy[str]) -> KeyTask:
    return KeyTask(name=name, goal=draw(goals_of(name, lines)), result=draw(paragraphs(lines)))


@st.composite
def _subjects(draw: st.DrawFn, total: Amount) -> tuple[SubjectAmount, ...]:
    """Functional subjects whose amounts add up to ``total``."""
    subjects = _SUBJECTS[: draw(st.integers(1, len(_SUBJECTS)))]
    amounts = draw(shares(int(total.value * 100), len(subjects)))
    return tuple(
        SubjectAmount(subject=subject, amount=amount_of(amount))
        for subject, amount in zip(subjects, amounts, strict=True)
    )


@st.composite
def _appropriations(draw: st.DrawFn) -> Appropriations:
    """A row that spends no more than its budget."""
    annual = draw(cents(_MOST_CENTS_OF_A_ROW))
    return Appropriations(
        initial=amount_of(draw(cents(_MOST_CENTS_OF_A_ROW))),
        annual=amount_of(annual),
        final=amount_of(draw(st.integers(0, annual))),
    )


@st.composite
def _expenditures(draw: st.DrawFn, states_sums: bool) -> Expenditure:
    basic = BasicExpenditure(personnel=draw(_appropriations()), operating=draw(_appropriations()))
    expenditure = Expenditure(basic=basic, project=draw(_appropriations()))
    assume(_shares_add_up(expenditure))
    if not states_sums:
        return expenditure
    stated = basic.model_copy(update={"stated": _stated(basic.total)})
    return Expenditure(stated=_stated(expenditure.total), basic=stated, project=expenditure.project)


def _stated(row: Appropriations) -> StatedAppropriations:
    return StatedAppropriations(initial=row.initial, annual=row.annual, final=row.final)


def _shares_add_up(expenditure: Expenditure) -> bool:
    """Whether the two shares of the final account still add up to 100 % when rounded."""
    total = expenditure.total.final
    parts = (expenditure.basic.total.final, expenditure.project.final)
    rates = [Rounding().rate(rate) for part in parts if (rate := part.share_of(total))]
    return not rates or sum(Percent(rate).value for rate in rates) == 100


@st.composite
def _effectiveness(
    draw: st.DrawFn,
    scheme: EvaluationScheme,
    lines: st.SearchStrategy[str],
    states_points: bool,
) -> Effectiveness:
    weight = scheme.effectiveness
    indicators = draw(st.lists(lines, max_size=4, unique=True))
    if states_points or not scheme.execution_rate:
        points = draw(st.lists(st.integers(1, 300).map(_points), min_size=1, max_size=3))
        rate, lost = None, Score.total(points)
        deductions = tuple(Deduction(reason=draw(lines), stated_points=each) for each in points)
    else:
        rate, lost = draw(_rates(scheme.execution_rate))
        deductions = ()
    return Effectiveness(
        weight=weight,
        score=weight.minus(lost),
        average_execution_rate=rate,
        deductions=deductions,
        indicators=tuple(draw(_key_indicators(name)) for name in indicators),
    )


def _points(hundredths: int) -> Score:
    return Score(Decimal(hundredths).scaleb(-2))


@st.composite
def _rates(draw: st.DrawFn, weights: ExecutionRateWeight) -> tuple[Percent, Score]:
    """An average execution rate, and what it costs."""
    rate = Decimal(draw(st.integers(8_000, 10_000))).scaleb(-2)
    weight = draw(st.integers(int(weights.least.value), int(weights.most.value)))
    return Percent(rate), Score(round_half_up(weight * (100 - rate) / 100, 2))


@st.composite
def _key_indicators(draw: st.DrawFn, name: str) -> KeyIndicator:
    """A key indicator that is met, and not far exceeded."""
    expected = draw(st.integers(10, 9_999))
    actual = draw(st.integers(expected, expected * 13 // 10))
    return KeyIndicator(name=name, expected=f"不少于{expected}个", actual=f"共{actual}个")


@st.composite
def _efficiencies(
    draw: st.DrawFn,
    scheme: EvaluationScheme,
    lines: st.SearchStrategy[str],
    additions: st.SearchStrategy[str],
    states_points: bool,
) -> Efficiency:
    """Some indicators lost points, for a reason each or together with the one before."""
    losing = draw(st.sets(st.sampled_from([each.name for each in scheme.efficiency]), max_size=4))
    additions = st.just("") | additions
    indicators = tuple(
        ScoredIndicator(
            level_two=each.level_two,
            name=each.name + draw(additions),
            weight=each.weight,
            score=draw(_lower_scores(each.weight)) if each.name in losing else each.weight,
        )
        for each in scheme.efficiency
    )
    groups: list[list[ScoredIndicator]] = []
    for each in (each for each in indicators if each.score < each.weight):
        is_joint = draw(st.booleans())
        if groups and is_joint:
            groups[-1].append(each)
        else:
            groups.append([each])
    deductions = (draw(_deductions(group, lines, states_points)) for group in groups)
    return Efficiency(deductions=tuple(deductions), indicators=indicators)


@st.composite
def _deductions(
    draw: st.DrawFn,
    losing: Sequence[ScoredIndicator],
    lines: st.SearchStrategy[str],
    states_points: bool,
) -> Deduction:
    """Why these indicators lost points."""
    lost = Score.total(each.weight.minus(each.score) for each in losing)
    return Deduction(
        reason=draw(lines),
        indicators=tuple(each.name for each in losing),
        stated_points=lost if states_points else None,
    )


def _lower_scores(weight: Score) -> st.SearchStrategy[Score]:
    return st.integers(0, int(weight.value * 100) - 1).map(_points)
