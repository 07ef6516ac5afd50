"""采购计划表: what a department means to buy in a year."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    AmountField,
    Count,
    Many,
    Name,
    OptionalAmount,
    OptionalParagraphs,
    TextLine,
    key,
)
from perfreport.blocks.model import Declaration, Model, PassageField
from perfreport.blocks.sums import Sums


class Item(Model, title="采购项"):
    """One thing to buy (采购项)."""

    name: Annotated[Name, key("名称", "名称")]
    category: Annotated[TextLine | None, key("类别", "货物、服务或工程")] = None
    quantity: Annotated[Count | None, key("数量", "数量")] = None
    amount: Annotated[AmountField, key("金额", "金额")]
    purpose: Annotated[OptionalParagraphs, key("用途", "用途，一行一段")] = ABSENT
    code: Annotated[TextLine | None, key("编码", "不印")] = None


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

    name: Annotated[Name, key("名称", "名称")]
    stated_total: Annotated[OptionalAmount, key("小计", "原件所印的小计")] = ABSENT
    items: Annotated[Many[Item], key("采购项", "采购项", min_length=1)]
    remark: Annotated[TextLine | None, key("备注", "不印")] = None


class Person(Model, title="经办人"):
    """Somebody who sees to it (经办人)."""

    name: Annotated[Name, key("名称", "姓名")]
    duty: Annotated[TextLine | None, key("职责", "职责")] = None
    number: Annotated[TextLine | None, key("工号", "不印")] = None


class Office(Model, title="经办处室"):
    """Who sees to it (经办处室)."""

    name: Annotated[Name, key("名称", "名称")]
    people: Annotated[Many[Person], key("人员", "人员")] = EMPTY


class Source(Model, title="来源"):
    """Where money comes from (资金来源)."""

    name: Annotated[Name, key("名称", "名称")]
    amount: Annotated[AmountField, key("金额", "金额")]


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

    kind: Annotated[Literal["采购计划表"], key("文种", "文种")] = "采购计划表"
    explanation: Annotated[PassageField, key("说明", "编制说明")]
    requirements: Annotated[Many[TextLine], key("要求", "一条一项，自动编号", min_length=1)]
    office: Annotated[Office, key("经办处室", "经办处室")]
    sources: Annotated[Many[Source], key("来源", "资金来源", min_length=1)]
    terms: Annotated[Many[TextLine], key("条件", "采购的条件")] = EMPTY
    stated_total: Annotated[OptionalAmount, key("合计", "原件所印的合计")] = ABSENT
    batches: Annotated[Many[Batch], key("批次", "批次", min_length=1)]
    remarks: Annotated[OptionalParagraphs, key("其他说明", "可选填")] = ABSENT
    handler: Annotated[TextLine | None, key("经办", "不印")] = None
