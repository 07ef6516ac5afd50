"""What the forms of 项目支出绩效目标表 word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.model import Indicator
from perfreport.blocks.whole import ManifestPart, Whole
from perfreport.blocks.wording import CellWording


class IndicatorStatement(ManifestPart, title="涉密说明的绩效指标"):
    """The indicator that stands for a classified project's own (涉密项目的指标)."""

    level_one: Annotated[TextLine, key("一级", "一级指标")]
    name: Annotated[TextLine, key("名称", "印在名称处的用语")]
    value: Annotated[TextLine, key("指标值", "印在指标值处的用语")]


class ClassifiedStatement(ManifestPart, title="涉密说明"):
    """The standard wording for a classified project (涉密说明)."""

    name: Annotated[TextLine, key("名称", "数据中“涉密说明”所写的名称")]
    goal: Annotated[TextLine, key("绩效目标", "印在绩效目标处的说明")]
    indicator: Annotated[
        IndicatorStatement | None, key("绩效指标", "项目自己没有写指标时印的指标")
    ] = None

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


class ProjectTargetsWording(Whole, title="用语：项目支出绩效目标表"):
    """Wording of 项目支出绩效目标表."""

    indicator_cell: Annotated[
        CellWording | None, key("指标栏", "绩效指标写在一格里时的写法；不写则逐条成行")
    ] = None
    classified: Annotated[
        tuple[ClassifiedStatement, ...],
        key("涉密说明", "保密说明，第一条为默认；不写则项目不能涉密"),
    ] = ()
    classified_value: Annotated[
        TextLine | None, key("涉密指标值", "涉密指标的值处所印；空着则指标不能涉密")
    ] = "保密项目"

    def complaints(self) -> Iterator[Complaint]:
        """Of statements that are called alike."""
        names = [each.name for each in self.classified]
        for position, name in enumerate(names):
            if name in names[:position]:
                place = ("涉密说明", position, "名称")
                yield Complaint(place, f"“{name}”写了两次，请改名或删去一处", ("涉密说明",))
