"""项目支出绩效目标表（含转移支付项目）: the targets of a department's projects."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BaseModel

from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    Demanded,
    Many,
    Name,
    NotProse,
    OptionalAmount,
    OptionalName,
    OptionalParagraphs,
    TextLine,
    Usual,
    YesNo,
    key,
)
from perfreport.blocks.funds import SourcesField, TotalsField
from perfreport.blocks.model import EXTRAS, Declaration, ExtrasField, Indicator, Model
from perfreport.blocks.sums import Sums, columns, figure

_SOURCES = ("appropriation", "special_account", "other")


class Funds(Model, title="资金"):
    """Amounts by source of funds (资金来源); a source without money is absent, not zero."""

    total: Annotated[OptionalAmount, key("总计", "各来源之和")] = ABSENT
    appropriation: Annotated[OptionalAmount, key("财政拨款", "财政拨款")] = ABSENT
    special_account: Annotated[OptionalAmount, key("财政专户拨款", "财政专户拨款")] = ABSENT
    other: Annotated[OptionalAmount, key("其他资金", "其他资金")] = ABSENT


class FundsRow(NamedTuple):
    """A row of amounts by source of funds, as it is printed."""

    total: Amount | None
    appropriation: Amount | None
    special_account: Amount | None
    other: Amount | None

    @classmethod
    def of(cls, part: BaseModel) -> FundsRow:
        """The row of the sums of ``part``, as stated or else computed."""
        return cls(*(figure(part, f"stated.{name}") for name in cls._fields))


class Project(Model, title="项目"):
    """One project (项目) with its money, goal and indicators."""

    sums: ClassVar = Sums(
        of={"stated_total": ("appropriation", "special_account", "other")},
        label="{name}的{key}",
        basis="该项目各资金来源之和",
        code="SUM-011",
        title="项目的总计",
        checks="所写的项目总计等于各资金来源之和",
    )

    scope: ClassVar = "项目"

    name: Annotated[Name, key("名称", "项目名称；涉密项目写代码", examples=["业务培训"])]
    stated_total: Annotated[OptionalAmount, key("总计", "原件所印的总计；不填则由各来源相加")] = (
        ABSENT
    )
    appropriation: Annotated[OptionalAmount, Usual, key("财政拨款", "财政拨款")] = ABSENT
    special_account: Annotated[OptionalAmount, Usual, key("财政专户拨款", "财政专户拨款")] = ABSENT
    other: Annotated[OptionalAmount, Usual, key("其他资金", "其他资金")] = ABSENT
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    classified: Annotated[
        YesNo, key("涉密", "涉密项目写“是”：绩效目标按版式印统一的保密说明，金额照常计入合计")
    ] = False
    classified_statement: Annotated[
        TextLine | None, NotProse, key("涉密说明", "版式中保密说明的名称；不填用该版式的第一条")
    ] = None
    goal: Annotated[
        OptionalParagraphs,
        Usual,
        key("绩效目标", "绩效目标，一行一段", examples=["培训业务人员1200人次。"]),
    ] = ABSENT
    indicators: Annotated[Many[Indicator], Usual, key("绩效指标", "绩效指标")] = EMPTY
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT

    @property
    def funds(self) -> FundsRow:
        """The project's row of amounts; the total as stated, else summed over the sources."""
        sources = (self.appropriation, self.special_account, self.other)
        return FundsRow(figure(self, "stated_total"), *sources)


class SpendingUnit(Model, title="资金使用单位"):
    """A unit that spends the money (资金使用单位) with its projects."""

    sums: ClassVar = Sums(
        of={
            "stated.total": ("projects.*.stated_total",),
            **columns(_SOURCES, "stated", "projects.*"),
            "sources": ("projects.*.sources",),
        },
        label="{name}小计的{key}",
        basis="该单位各项目之和",
        code="SUM-012",
        title="单位的小计",
        checks="所写的资金使用单位小计，每一栏等于其各项目之和",
    )

    scope: ClassVar = "单位"

    name: Annotated[
        OptionalName,
        Demanded,
        key(
            "名称",
            "资金使用单位全称；版式不印的不写，就是部门自己",
            examples=["某某培训中心"],
        ),
    ] = ABSENT
    stated: Annotated[Funds | None, key("小计", "原件所印的小计；不填则由项目相加")] = None
    sources: Annotated[
        TotalsField, key("资金", "原件所印的小计，按版式的来源和栏目；不填则由项目相加")
    ] = ABSENT
    projects: Annotated[Many[Project], key("项目", "该单位的项目", min_length=1)]
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT

    @property
    def funds(self) -> FundsRow:
        """The unit's subtotal: as stated, else summed over its projects."""
        return FundsRow.of(self)


class ProjectTargets(Declaration, title="项目支出绩效目标表"):
    """项目支出绩效目标表（含转移支付项目）."""

    sums: ClassVar = Sums(
        of={
            **columns(FundsRow._fields, "stated", "units.*.stated"),
            "sources": ("units.*.sources",),
        },
        label="合计的{key}",
        basis="各资金使用单位之和",
        code="SUM-013",
        title="合计",
        checks="所写的合计，每一栏等于各资金使用单位之和",
    )

    kind: Annotated[Literal["项目支出绩效目标表"], key("文种", "文种")] = "项目支出绩效目标表"
    stated: Annotated[Funds | None, key("合计", "原件所印的合计；不填则由各单位相加")] = None
    sources: Annotated[
        TotalsField, key("资金", "原件所印的合计，按版式的来源和栏目；不填则由各单位相加")
    ] = ABSENT
    units: Annotated[
        Many[SpendingUnit], key("资金使用单位", "资金使用单位，各带其项目", min_length=1)
    ]

    @property
    def funds(self) -> FundsRow:
        """The grand total: as stated, else summed over the units."""
        return FundsRow.of(self)
