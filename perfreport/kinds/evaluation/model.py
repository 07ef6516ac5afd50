"""What evaluation tables are made of: evaluated indicators, and what their parts have alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple, Protocol

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.fields import (
    ABSENT,
    MayBeNone,
    NotProse,
    OptionalParagraphs,
    OptionalScore,
    TextLine,
    Usual,
    key,
)
from perfreport.blocks.model import EvaluationTable, Indicator, Model
from perfreport.blocks.sums import figure, share, shares_of
from perfreport.blocks.walk import keys_of, values_at

TOTAL_RATE = "stated.rate"
"""Where the execution rate of the money as a whole stands."""


class EvaluatedIndicator(Indicator, title="绩效指标"):
    """A performance indicator with what was achieved, and its points (绩效指标完成情况)."""

    behind: ClassVar = {"weight": "actual"}
    yearly: ClassVar = frozenset({"annual_value", "actual", "score", "deviation_reason"})

    actual: Annotated[
        TextLine | None,
        Usual,
        key("实际完成值", "实际完成的值，如：9座、100%", examples=["1260人次"]),
    ] = None
    score: Annotated[
        OptionalScore, key("得分", "所评的得分；不填则按评分办法由目标值和完成值算出")
    ] = ABSENT
    deviation_reason: Annotated[
        OptionalParagraphs, MayBeNone, key("偏差原因", "未完成或偏离较大的原因和改进措施，一行一段")
    ] = ABSENT


Goal = Annotated[
    OptionalParagraphs,
    Usual,
    key("预期目标", "年度总体目标，一行一段", examples=["培训业务人员1200人次。"]),
]
Result = Annotated[
    OptionalParagraphs,
    Usual,
    key(
        "实际完成情况", "年度总体目标的实际完成情况，一行一段", examples=["培训业务人员1260人次。"]
    ),
]
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
    def execution(self) -> Execution | None:
        """How far the budget was spent; None where the money does not tell."""


class Execution(NamedTuple):
    """How far a budget was spent (预算执行).

    Attributes:
        rate: what was spent as a share of the budget, exactly, or as is stated where the amounts
            do not tell; None where the budget is zero.
        stated: the same as is stated, which is perhaps rounded.
        is_within_budget: whether no more was spent than the budget.
        path: where the rate stands, below what was evaluated.
    """

    rate: Percent | None
    stated: Percent | None
    is_within_budget: bool
    path: DataPath


def execution_of(money: Model | None, place: DataPath = DataPath()) -> Execution | None:
    """How far the ``money`` at ``place`` was spent, by its amounts or its rate as stated."""
    shares = shares_of(type(money)) if money is not None else None
    if money is None or shares is None or TOTAL_RATE not in shares.of:
        return None
    path = place / keys_of(type(money), TOTAL_RATE)
    stated: Percent | None = values_at(TOTAL_RATE)(money)
    rate = share(money, TOTAL_RATE) or stated
    if rate is not None:
        return Execution(rate, stated, not rate.is_known or rate.value <= 100, path)
    spent, budget = (figure(money, each) for each in shares.of[TOTAL_RATE])
    if spent is None or budget is None:
        return None
    return Execution(None, None, not spent.value, path)


class ScoredDocument(EvaluationTable):
    """An evaluation whose points follow from a scheme (评分办法)."""

    scheme: Annotated[
        TextLine | None,
        NotProse,
        key("评分办法", "评分办法的编号；不填则用版式的", examples=["mof-2020-10"]),
    ] = None

    @property
    def scored(self) -> Iterator[tuple[DataPath, Scored]]:
        """What gets points as a whole, each with its place."""
        raise NotImplementedError

    @property
    def placed_indicators(self) -> Iterator[tuple[DataPath, EvaluatedIndicator]]:
        """All indicators, each with its place."""
        for path, part in self.scored:
            places = (path / "绩效指标").items(len(part.indicators))
            yield from zip(places, part.indicators, strict=True)

    @property
    def named_scheme(self) -> str | None:
        """As the data say."""
        return self.scheme
