"""项目支出绩效自评表: projects with money, goal and indicators, as planned and as done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from perfreport.basics.addresses import DataPath
from perfreport.blocks.fields import ABSENT, EMPTY, Many, Name, Usual, YesNo, key
from perfreport.blocks.funds import SourcesField
from perfreport.blocks.model import EXTRAS, ExtrasField, Model
from perfreport.kinds.evaluation.model import (
    Completed,
    EvaluatedIndicator,
    Execution,
    Goal,
    Grade,
    RateScore,
    RateWeight,
    Result,
    Scored,
    ScoredDocument,
    Total,
    execution_of,
)


class EvaluatedProject(Model, title="项目"):
    """One project (项目) with what was planned and what was done."""

    scope: ClassVar = "项目"

    name: Annotated[Name, key("名称", "项目名称", examples=["业务培训"])]
    implementer: Annotated[Name | None, Usual, key("实施单位", "实施项目的单位")] = None
    completed: Annotated[YesNo, key("项目完成", Completed)] = False
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    rate_weight: RateWeight = ABSENT
    rate_score: RateScore = ABSENT
    goal: Goal = ABSENT
    result: Result = ABSENT
    indicators: Annotated[Many[EvaluatedIndicator], Usual, key("绩效指标", "绩效指标")] = EMPTY
    total: Total = ABSENT
    grade: Grade = None
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT

    @property
    def execution(self) -> Execution | None:
        """How far the year's budget was spent; None where the money does not tell."""
        return execution_of(self.sources, DataPath("资金"))


class ProjectEvaluation(ScoredDocument, title="项目支出绩效自评表"):
    """项目支出绩效自评表, a table for each project."""

    kind: Annotated[Literal["项目支出绩效自评表"], key("文种", "文种")] = "项目支出绩效自评表"
    projects: Annotated[Many[EvaluatedProject], key("项目", "自评的项目", min_length=1)]

    @property
    def scored(self) -> Iterator[tuple[DataPath, Scored]]:
        """The projects."""
        yield from zip(DataPath("项目").items(len(self.projects)), self.projects, strict=True)
