"""部门整体支出绩效自评表: a department's tasks, money, goal and indicators, planned and done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from perfreport.basics.addresses import DataPath
from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    Many,
    MayBeNone,
    Name,
    OptionalAmount,
    OptionalParagraphs,
    OptionalPercent,
    Usual,
    YesNo,
    key,
)
from perfreport.blocks.model import EXTRAS, ExtrasField, Model
from perfreport.blocks.sums import Shares, Sums, columns
from perfreport.kinds.evaluation.model import (
    TOTAL_RATE,
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

_AMOUNTS = ("annual", "annual_appropriation", "final", "final_appropriation")

Annual = Annotated[OptionalAmount, Usual, key("全年预算数", "全年预算数，总额")]
AnnualAppropriation = Annotated[OptionalAmount, Usual, key("全年预算财政拨款", "其中：财政拨款")]
Final = Annotated[OptionalAmount, Usual, key("全年执行数", "全年执行数，总额")]
FinalAppropriation = Annotated[OptionalAmount, Usual, key("全年执行财政拨款", "其中：财政拨款")]
Rate = Annotated[OptionalPercent, key("执行率", "原件所印的执行率；不填则由金额算出")]


class TaskTotals(Model, title="金额合计"):
    """The money of all tasks, as stated (金额合计)."""

    annual: Annual = ABSENT
    annual_appropriation: AnnualAppropriation = ABSENT
    final: Final = ABSENT
    final_appropriation: FinalAppropriation = ABSENT
    rate: Rate = ABSENT


class EvaluatedTask(Model, title="年度主要任务"):
    """One main task of the year, with its money as planned and as spent (年度主要任务)."""

    shares: ClassVar = Shares(
        of={"rate": ("final", "annual")},
        label="执行率",
        basis="全年执行数除以全年预算数",
        code="SUM-017",
        title="任务的执行率",
        checks="所写的任务执行率等于全年执行数除以全年预算数",
    )
    scope: ClassVar = "任务"

    name: Annotated[Name, key("名称", "任务名称", examples=["业务培训"])]
    result: Annotated[
        OptionalParagraphs,
        Usual,
        key("完成情况", "任务的完成情况，一行一段", examples=["培训1260人次。"]),
    ] = ABSENT
    annual: Annual = ABSENT
    annual_appropriation: AnnualAppropriation = ABSENT
    final: Final = ABSENT
    final_appropriation: FinalAppropriation = ABSENT
    rate: Rate = ABSENT
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class DepartmentEvaluation(ScoredDocument, title="部门整体支出绩效自评表"):
    """部门整体支出绩效自评表."""

    sums: ClassVar = Sums(
        of=columns(_AMOUNTS, "stated", "tasks.*"),
        label="金额合计的{key}",
        basis="各项任务之和",
        code="SUM-018",
        title="任务的金额合计",
        checks="所写的金额合计，每一栏等于各项任务之和",
    )
    shares: ClassVar = Shares(
        of={TOTAL_RATE: ("stated.final", "stated.annual")},
        label="执行率",
        basis="全年执行数除以全年预算数",
        code="SUM-019",
        title="部门的执行率",
        checks="所写的部门执行率等于全年执行数合计除以全年预算数合计",
    )

    kind: Annotated[Literal["部门整体支出绩效自评表"], key("文种", "文种")] = (
        "部门整体支出绩效自评表"
    )
    completed: Annotated[YesNo, key("任务完成", Completed)] = False
    tasks: Annotated[Many[EvaluatedTask], Usual, key("年度主要任务", "年度主要任务")] = EMPTY
    stated: Annotated[
        TaskTotals | None, key("金额合计", "原件所印的金额合计；不填则由各项任务相加")
    ] = None
    rate_weight: RateWeight = ABSENT
    rate_score: RateScore = ABSENT
    goal: Goal = ABSENT
    result: Result = ABSENT
    deviation_reason: Annotated[
        OptionalParagraphs, MayBeNone, key("偏差原因", "目标没有完成的原因和改进措施，一行一段")
    ] = ABSENT
    indicators: Annotated[Many[EvaluatedIndicator], Usual, key("绩效指标", "绩效指标")] = EMPTY
    total: Total = ABSENT
    grade: Grade = None

    @property
    def execution(self) -> Execution | None:
        """How far the year's budget was spent; None where the money does not tell."""
        return execution_of(self)

    @property
    def scored(self) -> Iterator[tuple[DataPath, Scored]]:
        """The department itself."""
        yield DataPath(), self
