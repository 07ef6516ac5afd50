"""The forms of 采购计划表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from perfreport.blocks.form import Form
from perfreport.blocks.model import Model, Passage, TextLine
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.withheld import Withheld
from perfreport.blocks.wording import NumberingScheme
from tests.kinds.toy.model import ProcurementPlan
from tests.kinds.toy.printed import ProcurementPlanView


class ProcurementPlanWording(Model):
    """Wording of 采购计划表."""

    requirement_numbering: NumberingScheme = Field(alias="要求编号", description="要求的编号样式")
    no_remarks: TextLine = Field(alias="无其他说明", description="没有其他说明时所印")
    no_category: TextLine = Field(alias="无类别", description="没有类别时所印")
    classified_passage: TextLine = Field(alias="涉密章节", description="涉密的说明处所印")
    summary: Annotated[Phrase, Slots("department", "total", "terms")] = Field(
        alias="概况", description="概况"
    )
    funding: Annotated[Phrase, Slots("department", "sources")] = Field(
        alias="资金来源", description="资金来源"
    )
    source: Annotated[Phrase, Slots("name", "amount")] = Field(
        alias="一项来源", description="一项来源"
    )


class ProcurementPlanForm(Form):
    """A form of 采购计划表."""

    kind_id: ClassVar = "procurement-plan"
    model: ClassVar = ProcurementPlan
    view: ClassVar = ProcurementPlanView

    kind: Literal["采购计划表"] = Field(alias="文种", description="文种")
    wording: ProcurementPlanWording = Field(alias="用语", description="用语")

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """The note in place of a classified passage."""
        words = Withheld({"paragraphs": (self.wording.classified_passage,)})
        return (words,) if issubclass(model, Passage) else ()
