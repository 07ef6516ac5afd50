"""What 部门整体支出绩效自评报告 prints: its tables, and its sentences as they are worded."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Clauses,
    Computed,
    Figure,
    Group,
    Label,
    Line,
    Listing,
    MergedLabel,
    Numbered,
    PassageText,
    ProseText,
    Rows,
    RunningNumber,
    Sentence,
    TitleLines,
    TitleText,
    UnitText,
    says_something,
)
from perfreport.blocks.walk import values_at
from perfreport.kinds.self_evaluation.deductions import DeductionReader, deduction_words


def _rate(of: str, label: str, hint: str = "", basis: str = "") -> Computed:
    """A percentage that is computed, ``of`` dotted attributes of the part that is printed."""
    rate = values_at(of)
    return Computed(
        label=label,
        hint=hint,
        basis=basis,
        is_rate=True,
        text=lambda part, form, _: form.figures.rounding.rate_or_dash(rate(part)),
    )


def _score(of: str, label: str, hint: str = "") -> Computed:
    """Points that follow from others, ``of`` dotted attributes of the part that is printed."""
    points = values_at(of)
    return Computed(
        label=label,
        hint=hint,
        text=lambda part, form, _: (
            "" if (found := points(part)) is None else form.figures.rounding.score(found)
        ),
    )


SCORE_RATE = _rate("score_rate", "得分率", basis="得分除以分值")


class KeyTaskRow(NamedTuple):
    """A key task, as planned and as done (表1)."""

    name: Annotated[str, Line()]
    goal: Annotated[tuple[str, ...], ProseText(label="绩效目标")]
    result: Annotated[tuple[str, ...], ProseText()]


class AppropriationsView(NamedTuple):
    """One row of the expenditure table."""

    initial: Annotated[str, Figure()]
    annual: Annotated[str, Figure()]
    final: Annotated[str, Figure()]


class ExpenditureView(NamedTuple):
    """The expenditure table (表2)."""

    total: Annotated[AppropriationsView, Group("stated", label="总计")]
    basic: Annotated[AppropriationsView, Group("basic.stated", label="基本支出")]
    personnel: Annotated[AppropriationsView, Group("basic.personnel")]
    operating: Annotated[AppropriationsView, Group("basic.operating")]
    project: Annotated[AppropriationsView, Group()]

    def __bool__(self) -> bool:
        """Whether there is one."""
        return says_something(self)


class KeyIndicatorRow(NamedTuple):
    """A key indicator (表3)."""

    number: RunningNumber
    name: Annotated[str, Line()]
    expected: Annotated[str, Line()]
    actual: Annotated[str, Line()]


class ScoreRow(NamedTuple):
    """An indicator with its points, its levels merged over equal neighbours (表4)."""

    level_one: Annotated[Label, MergedLabel(label="一级指标", otherwise="efficiency_level_one")]
    level_two: Annotated[Label, MergedLabel(label="二级指标")]
    name: Annotated[str, Line()]
    weight: Annotated[str, Figure()]
    score: Annotated[str, Figure()]
    rate: Annotated[str, SCORE_RATE]


_YEAR = Figure("year", is_copy=True)
_PARTS: dict[str, Line | Figure] = {"subject": Line(), "amount": Figure()}

_REVENUE = Sentence(
    "",
    label="预算收入情况",
    given="revenue",
    phrase="revenue",
    slots={
        "year": _YEAR,
        "total": Figure("revenue.stated_total", label="总计", hint="合计"),
        "parts": Listing(
            "revenue.subjects", label="其中", hint="各科目", phrase="revenue_part", slots=_PARTS
        ),
    },
)
_FINAL_ACCOUNT = Sentence(
    "",
    label="预算支出情况",
    basis="取自部门整体支出决算表，执行率为决算数除以全年预算数",
    given="final_account",
    phrase="final_account",
    slots={
        "year": _YEAR,
        "annual": Figure("expenditure.stated.annual", is_copy=True),
        "final": Figure("expenditure.stated.final", is_copy=True),
        "parts": Listing(
            "final_account",
            label="其中",
            hint="各科目",
            phrase="final_account_part",
            slots=_PARTS,
        ),
        "execution_rate": _rate("expenditure.execution_rate", "支出执行率", "执行率"),
    },
)
_SCALE = Sentence(
    "",
    label="支出规模情况",
    basis="取自部门整体支出决算表，占比为各项除以决算支出",
    given="expenditure",
    phrase="scale",
    slots={
        "year": _YEAR,
        "final": Figure("expenditure.stated.final", is_copy=True),
        "basic": Figure("expenditure.basic.stated.final", label="基本支出", is_copy=True),
        "basic_share": _rate("expenditure.basic_share", "基本支出占比", "占比"),
        "project": Figure("expenditure.project.final", label="项目支出", is_copy=True),
        "project_share": _rate("expenditure.project_share", "项目支出占比", "占比"),
    },
)
_CONCLUSION = Sentence(
    "",
    label="自评结论",
    basis="履职效能、管理效率的分值和得分之和",
    phrase="conclusion",
    slots={
        "year": _YEAR,
        "basis": Line(hint="依据"),
        "weight": _score("weight", "分值"),
        "score": _score("score", "得分"),
        "effectiveness_score": Figure(
            "effectiveness.score", label="履职效能得分", hint="得分", is_copy=True
        ),
        "efficiency_score": _score("efficiency.score", "管理效率得分", "得分"),
    },
)


def _deductions(section: str, *states: str) -> Clauses:
    """Why the ``section`` lost points."""
    return Clauses(
        section,
        label="扣分原因",
        words=deduction_words,
        reads=lambda form: DeductionReader(form.wording, form.scheme),
        states=states,
    )


_EFFECTIVENESS = Sentence(
    "",
    label="履职效能分析",
    given="effectiveness",
    phrase="section_score",
    slots={
        "weight": Figure("effectiveness.weight"),
        "score": Figure("effectiveness.score"),
        "rate": _rate("effectiveness.score_rate", "得分率", basis="得分除以分值"),
        "deductions": _deductions("effectiveness", "deductions", "average_execution_rate"),
    },
)
_EFFICIENCY = Sentence(
    "",
    label="管理效率分析",
    basis="管理效率各三级指标的分值和得分之和，得分率为得分除以分值",
    given="efficiency",
    phrase="section_score",
    slots={
        "weight": _score("efficiency.weight", "分值"),
        "score": _score("efficiency.score", "得分"),
        "rate": _rate("efficiency.score_rate", "得分率"),
        "deductions": _deductions("efficiency", "deductions"),
    },
)


class SelfEvaluationView(NamedTuple):
    """What the templates of 部门整体支出绩效自评报告 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    functions: Annotated[tuple[str, ...], PassageText()]
    overall_work: Annotated[tuple[str, ...], PassageText()]
    key_tasks: Annotated[tuple[KeyTaskRow, ...], Rows()]
    goals: Annotated[tuple[str, ...], Numbered()]
    revenue: Annotated[str, _REVENUE]
    final_account: Annotated[str, _FINAL_ACCOUNT]
    scale: Annotated[str, _SCALE]
    expenditure: Annotated[ExpenditureView, Group()]
    management: Annotated[tuple[str, ...], PassageText()]
    overview: Annotated[tuple[str, ...], PassageText()]
    conclusion: Annotated[str, _CONCLUSION]
    effectiveness: Annotated[str, _EFFECTIVENESS]
    key_indicators: Annotated[
        tuple[KeyIndicatorRow, ...], Rows("effectiveness.indicators", label="关键指标")
    ]
    efficiency: Annotated[str, _EFFICIENCY]
    scores: Annotated[tuple[ScoreRow, ...], Rows("efficiency.indicators", label="管理效率自评得分")]
    problems: Annotated[tuple[str, ...], PassageText()]
    measures: Annotated[tuple[str, ...], PassageText()]
