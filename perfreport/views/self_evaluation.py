"""The view of 部门整体支出绩效自评报告: its tables as printed, its sentences as worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.manifest import SelfEvaluationForm
from perfreport.forms.phrases import Phrase
from perfreport.forms.schemes import reasons_for_loss
from perfreport.models import Passage, SelfEvaluation
from perfreport.models.self_evaluation import (
    Appropriations,
    Deduction,
    Effectiveness,
    Efficiency,
    Expenditure,
    ScoredIndicator,
    SubjectAmount,
)
from perfreport.quantities import Percent
from perfreport.views.common import Label, labels


class KeyTaskRow(NamedTuple):
    """A key task, as planned and as done (表1)."""

    name: str
    goal: tuple[str, ...]
    result: tuple[str, ...]


class AppropriationsView(NamedTuple):
    """One row of the expenditure table."""

    initial: str
    annual: str
    final: str


class ExpenditureView(NamedTuple):
    """The expenditure table (表2)."""

    total: AppropriationsView
    basic: AppropriationsView
    personnel: AppropriationsView
    operating: AppropriationsView
    project: AppropriationsView


class KeyIndicatorRow(NamedTuple):
    """A key indicator (表3)."""

    number: str
    name: str
    expected: str
    actual: str


class ScoreRow(NamedTuple):
    """An indicator with its points, its levels merged over equal neighbours (表4)."""

    level_one: Label
    level_two: Label
    name: str
    weight: str
    score: str
    rate: str


class SelfEvaluationView(NamedTuple):
    """What the templates of 部门整体支出绩效自评报告 see."""

    title: str
    title_lines: tuple[str, ...]
    year: str
    department: str
    unit: str
    functions: tuple[str, ...]
    overall_work: tuple[str, ...]
    key_tasks: tuple[KeyTaskRow, ...]
    goals: tuple[str, ...]
    revenue: str
    final_account: str
    scale: str
    expenditure: ExpenditureView
    management: tuple[str, ...]
    overview: tuple[str, ...]
    conclusion: str
    effectiveness: str
    key_indicators: tuple[KeyIndicatorRow, ...]
    efficiency: str
    scores: tuple[ScoreRow, ...]
    problems: tuple[str, ...]
    measures: tuple[str, ...]


def build_view(document: SelfEvaluation, form: SelfEvaluationForm) -> SelfEvaluationView:
    """``document`` as ``form`` prints it."""
    return _Builder(document, form).build()


class _Builder:
    def __init__(self, document: SelfEvaluation, form: SelfEvaluationForm) -> None:
        self._document = document
        self._form = form
        self._wording = form.wording
        self._rounding = form.figures.rounding
        self._year = str(document.year)

    def build(self) -> SelfEvaluationView:
        document = self._document
        title_lines = self._form.title_lines(document)
        return SelfEvaluationView(
            title="".join(title_lines),
            title_lines=title_lines,
            year=self._year,
            department=document.department,
            unit=self._form.figures.unit,
            functions=self._passage(document.functions),
            overall_work=self._passage(document.overall_work),
            key_tasks=tuple(
                KeyTaskRow(task.name, task.goal, task.result) for task in document.key_tasks
            ),
            goals=document.goals,
            revenue=self._revenue(),
            final_account=self._final_account(),
            scale=self._scale(),
            expenditure=self._expenditure(document.expenditure),
            management=self._passage(document.management),
            overview=self._passage(document.overview),
            conclusion=self._conclusion(),
            effectiveness=self._section(document.effectiveness),
            key_indicators=tuple(
                KeyIndicatorRow(str(number), each.name, each.expected, each.actual)
                for number, each in enumerate(document.effectiveness.indicators, start=1)
            ),
            efficiency=self._section(document.efficiency),
            scores=self._scores(document.efficiency.indicators),
            problems=self._passage(document.problems),
            measures=self._passage(document.measures),
        )

    def _passage(self, passage: Passage) -> tuple[str, ...]:
        return passage.paragraphs or (self._wording.classified_passage,)

    def _parts(self, phrase: Phrase, parts: Iterable[SubjectAmount]) -> str:
        return "，".join(
            phrase(subject=part.subject, amount=self._rounding.amount(part.amount))
            for part in parts
        )

    def _revenue(self) -> str:
        revenue = self._document.revenue
        return self._wording.revenue(
            year=self._year,
            total=self._rounding.amount(revenue.total),
            parts=self._parts(self._wording.revenue_part, revenue.subjects),
        )

    def _final_account(self) -> str:
        expenditure = self._document.expenditure
        total = expenditure.total
        return self._wording.final_account(
            year=self._year,
            annual=self._rounding.amount(total.annual),
            final=self._rounding.amount(total.final),
            parts=self._parts(self._wording.final_account_part, self._document.final_account),
            execution_rate=self._rate(expenditure.execution_rate),
        )

    def _scale(self) -> str:
        expenditure = self._document.expenditure
        total, basic = expenditure.total.final, expenditure.basic.total.final
        project = expenditure.project.final
        return self._wording.scale(
            year=self._year,
            final=self._rounding.amount(total),
            basic=self._rounding.amount(basic),
            basic_share=self._rate(basic.share_of(total)),
            project=self._rounding.amount(project),
            project_share=self._rate(project.share_of(total)),
        )

    def _rate(self, percent: Percent | None) -> str:
        return "—" if percent is None else self._rounding.rate(percent)

    def _expenditure(self, expenditure: Expenditure) -> ExpenditureView:
        rows = (
            expenditure.total,
            expenditure.basic.total,
            expenditure.basic.personnel,
            expenditure.basic.operating,
            expenditure.project,
        )
        return ExpenditureView(*map(self._appropriations, rows))

    def _appropriations(self, row: Appropriations) -> AppropriationsView:
        amount = self._rounding.amount
        return AppropriationsView(amount(row.initial), amount(row.annual), amount(row.final))

    def _conclusion(self) -> str:
        document, score = self._document, self._rounding.score
        return self._wording.conclusion(
            year=self._year,
            basis=document.basis,
            weight=score(document.weight),
            score=score(document.score),
            effectiveness_score=score(document.effectiveness.score),
            efficiency_score=score(document.efficiency.score),
        )

    def _section(self, section: Effectiveness | Efficiency) -> str:
        rounding = self._rounding
        return self._wording.section_score(
            weight=rounding.score(section.weight),
            score=rounding.score(section.score),
            rate=self._rate(section.score.share_of(section.weight)),
            deductions=self._deductions(section),
        )

    def _deductions(self, section: Effectiveness | Efficiency) -> str:
        texts = [
            self._deduction(section, deduction)
            for deduction in reasons_for_loss(section, self._form.scheme)
        ]
        if not texts:
            return ""
        if len(texts) == 1:
            return self._wording.one_deduction(deduction=texts[0])
        number = NUMBERING_SCHEMES[self._wording.deduction_numbering]
        return self._wording.many_deductions(
            deductions="；".join(
                f"{number(position)}{text}" for position, text in enumerate(texts, start=1)
            )
        )

    def _deduction(self, section: Effectiveness | Efficiency, deduction: Deduction) -> str:
        reason = deduction.reason or self._average_execution_rate()
        points = self._rounding.score(section.points_lost_by(deduction))
        if len(deduction.indicators) > 1:
            indicators = "".join(f"“{name}”" for name in deduction.indicators)
            return self._wording.joint_deduction(
                reason=reason, indicators=indicators, points=points
            )
        return self._wording.deduction(reason=reason, points=points)

    def _average_execution_rate(self) -> str:
        rate = self._document.effectiveness.average_execution_rate
        return self._wording.average_execution_rate(rate=self._rate(rate))

    def _scores(self, indicators: Sequence[ScoredIndicator]) -> tuple[ScoreRow, ...]:
        default = self._wording.efficiency_level_one
        levels = labels([(each.level_one or default, each.level_two) for each in indicators])
        return tuple(
            ScoreRow(
                level_one,
                level_two,
                each.name,
                self._rounding.score(each.weight),
                self._rounding.score(each.score),
                self._rate(each.score.share_of(each.weight)),
            )
            for each, (level_one, level_two) in zip(indicators, levels, strict=True)
        )
