"""What evaluation tables are made of: evaluated indicators, and what their parts have alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Protocol

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.fields import (
    ABSENT,
    NotProse,
    OptionalParagraphs,
    OptionalScore,
    TextLine,
    key,
)
from perfreport.blocks.funds import Sources
from perfreport.blocks.model import EvaluationTable, Indicator
from perfreport.blocks.sums import figure, shares_of

TOTAL_RATE = "stated.rate"
"""Where the execution rate of the money as a whole stands."""


class EvaluatedIndicator(Indicator, title="绩效指标"):
    """A performance indicator with what was achieved, and its points (绩效指标完成情况)."""

    yearly: ClassVar = frozenset({"annual_value", "actual", "score", "deviation_reason"})

    actual: Annotated[TextLine | None, key("实际完成值", "实际完成的值，如：9座、100%")] = None
    score: Annotated[
        OptionalScore, key("得分", "所评的得分；不填则按评分办法由目标值和完成值算出")
    ] = ABSENT
    deviation_reason: Annotated[
        OptionalParagraphs, key("偏差原因", "未完成或偏离较大的原因和改进措施，一行一段")
    ] = ABSENT


Goal = Annotated[OptionalParagraphs, key("预期目标", "年度总体目标，一行一段")]
Result = Annotated[OptionalParagraphs, key("实际完成情况", "年度总体目标的实际完成情况，一行一段")]
RateWeight = Annotated[OptionalScore, key("执行率分值", "预算执行率的分值；不填则按评分办法")]
RateScore = Annotated[
    OptionalScore, key("执行率得分", "原件所印的预算执行率得分；不填则按评分办法算出")
]
Total = Annotated[OptionalScore, key("总分", "原件所印的总分；不填则由各项得分相加")]
Grade = Annotated[
    TextLine | None, NotProse, key("等级", "原件所印的等级；不填则按评分办法由总分定")
]
Completed = "是：年度任务全部完成；不写即否。有的评分办法按此给执行率的分"


class Scored(Protocol):
    """What is evaluated as a whole and gets points: a project, or a department."""

    @property
    def indicators(self) -> tuple[EvaluatedIndicator, ...]:
        """Its indicators."""

    @property
    def rate_weight(self) -> Score | None:
        """The points of the execution rate, as stated."""

    @property
    def rate_score(self) -> Score | None:
        """What the execution rate got, as stated."""

    @property
    def total(self) -> Score | None:
        """What it got in all, as stated."""

    @property
    def grade(self) -> str | None:
        """Its grade, as stated."""

    @property
    def completed(self) -> bool:
        """Whether what was to be done in the year is done."""

    @property
    def execution_rate(self) -> Percent | None:
        """What was spent as a share of the budget; None where it does not tell."""


def rate_of(sources: Sources | None) -> Percent | None:
    """The execution rate of money by source as a whole, as stated or computed."""
    shares = shares_of(type(sources)) if sources is not None else None
    if sources is None or shares is None or TOTAL_RATE not in shares.of:
        return None
    rate: Percent | None = figure(sources, TOTAL_RATE)
    return rate


class ScoredDocument(EvaluationTable):
    """An evaluation whose points follow from a scheme (评分办法)."""

    scheme: Annotated[
        TextLine | None, NotProse, key("评分办法", "评分办法的编号；不填则用版式的")
    ] = None

    @property
    def scored(self) -> Iterator[tuple[DataPath, Scored]]:
        """What gets points as a whole, each with its place."""
        raise NotImplementedError

    @property
    def named_scheme(self) -> str | None:
        """As the data say."""
        return self.scheme
