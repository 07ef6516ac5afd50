"""The forms of 采购计划表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.form import Form
from perfreport.blocks.model import Model, Passage
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.withheld import Withheld
from perfreport.blocks.wording import NumberingScheme
from tests.kinds.toy.model import ProcurementPlan
from tests.kinds.toy.printed import ProcurementPlanView


class ProcurementPlanWording(Model):
    """Wording of 采购计划表."""

    requirement_numbering: Annotated[NumberingScheme, key("要求编号", "要求的编号样式")]
    no_remarks: Annotated[TextLine, key("无其他说明", "没有其他说明时所印")]
    no_category: Annotated[TextLine, key("无类别", "没有类别时所印")]
    classified_passage: Annotated[TextLine, key("涉密章节", "涉密的说明处所印")]
    summary: Annotated[Phrase, Slots("department", "total", "terms"), key("概况", "概况")]
    funding: Annotated[Phrase, Slots("department", "sources"), key("资金来源", "资金来源")]
    source: Annotated[Phrase, Slots("name", "amount"), key("一项来源", "一项来源")]


class ProcurementPlanForm(Form):
    """A form of 采购计划表."""

    kind_id: ClassVar = "procurement-plan"
    base_model: ClassVar = ProcurementPlan
    base_view: ClassVar = ProcurementPlanView

    kind: Annotated[Literal["采购计划表"], key("文种", "文种")]
    wording: Annotated[ProcurementPlanWording, key("用语", "用语")]

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """The note in place of a classified passage."""
        words = Withheld({"paragraphs": (self.wording.classified_passage,)})
        return (words,) if issubclass(model, Passage) else ()
