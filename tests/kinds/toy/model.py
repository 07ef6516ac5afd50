"""采购计划表: what a department means to buy in a year."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from perfreport.basics.quantities import Amount, OptionalAmount
from perfreport.blocks.model import (
    Count,
    Declaration,
    Model,
    Name,
    Paragraphs,
    Passage,
    TextLine,
)
from perfreport.blocks.sums import Sums


class Item(Model, title="采购项"):
    """One thing to buy (采购项)."""

    name: Name = Field(alias="名称", description="名称")
    category: TextLine | None = Field(None, alias="类别", description="货物、服务或工程")
    quantity: Count | None = Field(None, alias="数量", description="数量")
    amount: Amount = Field(alias="金额", description="金额")
    purpose: Paragraphs | None = Field(None, alias="用途", description="用途，一行一段")
    code: TextLine | None = Field(None, alias="编码", description="不印")


class Batch(Model, title="批次"):
    """Things that are bought together (批次)."""

    sums: ClassVar = Sums(
        of={"stated_total": ("items.*.amount",)},
        label="{name}小计",
        basis="该批次各采购项之和",
        code="SUM-901",
        title="批次的小计",
        checks="所写的批次小计等于各采购项之和",
    )

    name: Name = Field(alias="名称", description="名称")
    stated_total: OptionalAmount = Field(None, alias="小计", description="原件所印的小计")
    items: tuple[Item, ...] = Field(alias="采购项", min_length=1, description="采购项")
    remark: TextLine | None = Field(None, alias="备注", description="不印")


class Person(Model, title="经办人"):
    """Somebody who sees to it (经办人)."""

    name: Name = Field(alias="名称", description="姓名")
    duty: TextLine | None = Field(None, alias="职责", description="职责")
    number: TextLine | None = Field(None, alias="工号", description="不印")


class Office(Model, title="经办处室"):
    """Who sees to it (经办处室)."""

    name: Name = Field(alias="名称", description="名称")
    people: tuple[Person, ...] = Field((), alias="人员", description="人员")


class Source(Model, title="来源"):
    """Where money comes from (资金来源)."""

    name: Name = Field(alias="名称", description="名称")
    amount: Amount = Field(alias="金额", description="金额")


class ProcurementPlan(Declaration, title="采购计划表"):
    """采购计划表."""

    sums: ClassVar = Sums(
        of={"stated_total": ("batches.*.stated_total",)},
        label="合计",
        basis="各批次之和",
        code="SUM-902",
        title="合计",
        checks="所写的合计等于各批次之和",
    )

    kind: Literal["采购计划表"] = Field("采购计划表", alias="文种", description="文种")
    explanation: Passage = Field(alias="说明", description="编制说明")
    requirements: tuple[TextLine, ...] = Field(
        alias="要求", min_length=1, description="一条一项，自动编号"
    )
    office: Office = Field(alias="经办处室", description="经办处室")
    sources: tuple[Source, ...] = Field(alias="来源", min_length=1, description="资金来源")
    terms: tuple[TextLine, ...] = Field((), alias="条件", description="采购的条件")
    stated_total: OptionalAmount = Field(None, alias="合计", description="原件所印的合计")
    batches: tuple[Batch, ...] = Field(alias="批次", min_length=1, description="批次")
    remarks: Paragraphs | None = Field(None, alias="其他说明", description="可选填")
    handler: TextLine | None = Field(None, alias="经办", description="不印")
