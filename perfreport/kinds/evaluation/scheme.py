"""Schemes of evaluation (评分办法): how achievements become points, and what they weigh.

What a scheme does not lay down is left out, and then asked of whoever evaluates: nothing is
guessed. What it lays down says which article it is from (依据); where the text is silent and the
file chooses, it says that (自定).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from perfreport.basics.decimals import plain_digits
from perfreport.basics.quantities import Score
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import key
from perfreport.blocks.scheme import Scheme
from perfreport.kinds.evaluation.clauses import (
    Answer,
    Bands,
    Clause,
    Equality,
    ExecutionRate,
    Grades,
    Inapplicable,
    Proportion,
    Reasons,
    Reverse,
    ScorePlaces,
    Weights,
)
from perfreport.kinds.evaluation.report_weights import ExecutionRateWeight, SchemeIndicator


class EvaluationScheme(Scheme, title="评分办法"):
    """How one text has a year evaluated: tables with indicators, or the report of a department."""

    weight: Annotated[Score, key("总分值", "全部指标的分值之和")] = Score(100)

    figures: Annotated[ScorePlaces | None, key("得分", "得分的取舍；不写则两位小数")] = None
    weights: Annotated[Weights | None, key("权重", "各一级指标的分值")] = None
    execution: Annotated[ExecutionRate | None, key("预算执行率", "预算执行率怎样计分")] = None
    more: Annotated[Proportion | None, key("正向指标", "指标值是 ≥、＞ 的")] = None
    equal: Annotated[Equality | None, key("等于指标", "指标值是 ＝ 或没有符号的")] = None
    less: Annotated[Reverse | None, key("反向指标", "指标值是 ≤、＜ 的")] = None
    satisfaction: Annotated[
        Bands | None, key("满意度指标", "按实际满意度分档；不写则与其他定量指标一样")
    ] = None
    qualitative: Annotated[Grades | None, key("定性指标", "各等级的得分范围")] = None
    answer: Annotated[Answer | None, key("是否指标", "指标值是“是”或“否”的")] = None
    inapplicable: Annotated[Inapplicable | None, key("不适用", "不适用的指标怎样计分")] = None
    grades: Annotated[Grades | None, key("评价等级", "总分的等级")] = None
    reasons: Annotated[Reasons, key("偏差原因", "什么时候要说明原因")] = Reasons()

    effectiveness: Annotated[Score, key("履职效能", "报告中履职效能的分值")] = Score(0)
    execution_rate: Annotated[
        ExecutionRateWeight | None, key("年度平均支出执行率", "履职效能中执行率指标的分值")
    ] = None
    efficiency: Annotated[
        tuple[SchemeIndicator, ...], key("管理效率", "报告中管理效率的三级指标")
    ] = ()

    @property
    def efficiency_weight(self) -> Score:
        """The points of 管理效率 as a whole."""
        return Score.total(indicator.weight for indicator in self.efficiency)

    @property
    def places(self) -> int:
        """Decimals of points."""
        return self.figures.places if self.figures else 2

    def printed(self, score: Score) -> str:
        """``score`` as it is printed: 9, or 9.00 where zeros at the end are."""
        if not score.is_known:
            return str(score)
        if self.figures and self.figures.trailing_zeros:
            return f"{score.value:.{self.places}f}"
        return plain_digits(score.value)

    def cites(self, clause: Clause) -> str:
        """Where ``clause`` is from, as an explanation says it."""
        chosen = "（文件没有规定，此项为本方案自定）" if clause.is_chosen else ""
        return f"{self.reference}，{clause.source}{chosen}"

    def complaints(self) -> Iterator[Complaint]:
        """Each set of weights adds up, with the points of the execution rate."""
        yield from super().complaints()
        for position, each in enumerate(self.weights.sets if self.weights else ()):
            if each.total != self.weight:
                message = f"这一套合计{each.total}分，总分值是{self.weight}分，请核对"
                yield Complaint(("权重", "各套", position), message, ("权重", "总分值"))
        yield from self._of_execution_rate()
        if bool(self.efficiency) != bool(self.effectiveness.value):
            message = "“履职效能”和“管理效率”是报告的两部分，要写就都写"
            yield Complaint(("管理效率",), message, ("履职效能", "管理效率"))

    def _of_execution_rate(self) -> Iterator[Complaint]:
        sets = self.weights.sets if self.weights else ()
        weights = [each.execution_rate for each in sets]
        if self.execution and weights and self.execution.weight not in weights:
            message = f"“权重”里没有一套的预算执行率是{self.execution.weight}分，请核对"
            yield Complaint(("预算执行率", "分值"), message, ("权重", "预算执行率"))
