"""What the forms of 项目支出绩效目标表 word."""

from __future__ import annotations

from pydantic import Field

from perfreport.blocks.model import Indicator, Model, TextLine
from perfreport.blocks.wording import CellWording


class IndicatorStatement(Model):
    """The indicator that stands for a classified project's own (涉密项目的指标)."""

    level_one: TextLine = Field(alias="一级", description="一级指标")
    name: TextLine = Field(alias="名称", description="印在名称处的用语")
    value: TextLine = Field(alias="指标值", description="印在指标值处的用语")


class ClassifiedStatement(Model):
    """The standard wording for a classified project (涉密说明)."""

    name: TextLine = Field(alias="名称", description="数据中“涉密说明”所写的名称")
    goal: TextLine = Field(alias="绩效目标", description="印在绩效目标处的说明")
    indicator: IndicatorStatement | None = Field(
        None, alias="绩效指标", description="项目自己没有写指标时印的指标"
    )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The statement's indicator as one of the document's."""
        if self.indicator is None:
            return ()
        return (
            Indicator(
                level_one=self.indicator.level_one,
                name=self.indicator.name,
                annual_value=self.indicator.value,
            ),
        )


class ProjectTargetsWording(Model):
    """Wording of 项目支出绩效目标表."""

    indicator_cell: CellWording = Field(alias="指标栏", description="绩效指标一栏的写法")
    classified: tuple[ClassifiedStatement, ...] = Field(
        alias="涉密说明", min_length=1, description="保密说明，第一条为默认"
    )
    classified_value: TextLine = Field(
        "保密项目", alias="涉密指标值", description="涉密指标的值处所印"
    )
