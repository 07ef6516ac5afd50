"""转移支付绩效自评表: transfers as a whole, by county or by project; not scored."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import ABSENT, EMPTY, Many, Name, SharedByRows, Usual, key
from perfreport.blocks.funds import SourcesField
from perfreport.blocks.model import EXTRAS, EvaluationTable, ExtrasField, Model
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Goal, Result

Level = Literal["项目", "区域", "整体"]
"""Of what a transfer is evaluated: all of it, what one county got, one project."""


class EvaluatedTransfer(Model, title="专项"):
    """One transfer (专项资金) at one level, with what was planned and what was done."""

    scope: ClassVar = "项目"

    name: Annotated[Name, SharedByRows, key("名称", "专项名称", examples=["业务培训补助"])]
    level: Annotated[Level | None, key("层次", "项目、区域或整体；不填则由下面填了哪几项定")] = None
    local_finance: Annotated[
        Name | None, key("县级财政部门", "区域、项目绩效自评时填写，整体自评不填")
    ] = None
    local_supervisor: Annotated[
        Name | None, key("县级主管部门", "区域、项目绩效自评时填写，整体自评不填")
    ] = None
    project: Annotated[Name | None, key("项目", "项目名称，只在项目绩效自评时填写")] = None
    implementer: Annotated[Name | None, key("实施单位", "具体实施单位，只在项目绩效自评时填写")] = (
        None
    )
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    goal: Goal = ABSENT
    result: Result = ABSENT
    indicators: Annotated[Many[EvaluatedIndicator], Usual, key("绩效指标", "绩效指标")] = EMPTY
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT

    @property
    def evaluated_level(self) -> Level:
        """Of what it is evaluated: as stated, else as what is filled in says."""
        if self.level:
            return self.level
        if self.project or self.implementer:
            return "项目"
        return "区域" if self.local_finance or self.local_supervisor else "整体"


class TransferEvaluation(EvaluationTable, title="转移支付绩效自评表"):
    """转移支付绩效自评表, a table for each transfer and level."""

    kind: Annotated[Literal["转移支付绩效自评表"], key("文种", "文种")] = "转移支付绩效自评表"
    transfers: Annotated[
        Many[EvaluatedTransfer], key("专项", "自评的专项资金，一项一张表", min_length=1)
    ]
