"""What a scheme lays down for 部门整体支出绩效自评报告: the points of its indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from perfreport.basics.decimals import round_half_up
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.whole import ManifestPart


class SchemeIndicator(ManifestPart, title="评分办法的指标"):
    """An indicator of 管理效率 with the points the scheme gives it."""

    level_two: Annotated[TextLine, key("二级", "二级指标")]
    name: Annotated[TextLine, key("名称", "三级指标的名称")]
    weight: Annotated[Score, key("分值", "分值")]


class ExecutionRateWeight(ManifestPart, title="年度平均支出执行率"):
    """Points for the average execution rate (年度平均支出执行率), between two bounds.

    The score is the points times the rate.
    """

    least: Annotated[Score, key("最低", "分值至少")]
    most: Annotated[Score, key("最高", "分值至多")]
    source: Annotated[TextLine, key("依据", "这一分值范围出自哪里")]

    def lost_at(self, rate: Percent) -> tuple[Score, Score]:
        """The points that ``rate`` costs, at least and at most."""
        lacking = max(100 - rate.value, Decimal(0)) / 100
        # Reports round: at 99.91 % they take 0.01 off 10 points, where 0.009 would follow.
        least, most = (round_half_up(each.value * lacking, 2) for each in (self.least, self.most))
        return Score(least), Score(most)

    def explains(self, rate: Percent, lost: Score) -> bool:
        """Whether losing the points ``lost`` follows from ``rate``."""
        least, most = self.lost_at(rate)
        return 0 <= rate.value <= 100 and least <= lost <= most
