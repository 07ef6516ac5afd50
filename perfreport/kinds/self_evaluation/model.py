"""部门整体支出绩效自评报告: a department's evaluation of its own year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel

from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.fields import (
    ABSENT,
    AmountField,
    Many,
    MayBeNone,
    Name,
    OptionalAmount,
    Paragraphs,
    TextLine,
    key,
)
from perfreport.blocks.model import EXTRAS, Evaluation, ExtrasField, Model, PassageField
from perfreport.blocks.sums import Sums, columns, figure
from perfreport.kinds.self_evaluation.sections import Effectiveness, Efficiency, Section


class KeyTask(Model, title="重点工作任务完成情况"):
    """A key task of the year, as planned and as done (重点工作任务完成情况)."""

    scope: ClassVar = "任务"

    name: Annotated[Name, key("名称", "年度重点工作任务", examples=["业务培训"])]
    goal: Annotated[
        Paragraphs,
        key("任务绩效目标", "任务绩效目标，一行一段", examples=["培训业务人员1200人次。"]),
    ]
    result: Annotated[
        Paragraphs,
        key("实际完成情况", "实际完成情况，一行一段", examples=["培训业务人员1260人次。"]),
    ]
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class SubjectAmount(Model, title="科目金额"):
    """Money under one functional subject of the budget (支出功能分类科目)."""

    subject: Annotated[
        Name,
        key(
            "科目",
            "类级科目，如“一般公共服务”，不写“预算收入”“决算支出”",
            examples=["一般公共服务"],
        ),
    ]
    amount: Annotated[AmountField, key("金额", "金额")]


class Revenue(Model, title="年初预算收入"):
    """The revenue budgeted at the start of the year (年初预算收入) by functional subject."""

    sums: ClassVar = Sums(
        of={"stated_total": ("subjects.*.amount",)},
        label="预算收入",
        basis="各科目预算收入之和",
        code="SUM-021",
        title="预算收入的构成",
        checks="所写的预算收入合计等于各科目之和",
    )

    stated_total: Annotated[OptionalAmount, key("合计", "原件所印的合计；不填则由各科目相加")] = (
        ABSENT
    )
    subjects: Annotated[Many[SubjectAmount], key("构成", "各类级科目", min_length=1)]

    @property
    def total(self) -> Amount:
        """As stated, else summed over the subjects."""
        return figure(self, "stated_total") or Amount(0)


class Appropriations(Model, title="年初、全年预算数和决算数"):
    """One row of the expenditure table: budget at the start, budget of the year, final account."""

    initial: Annotated[AmountField, key("年初预算数", "年初预算数")]
    annual: Annotated[AmountField, key("全年预算数", "全年（调整后）预算数")]
    final: Annotated[AmountField, key("决算数", "决算数")]

    @classmethod
    def of(
        cls, part: BaseModel, take: Callable[[BaseModel, str], Amount | None] = figure
    ) -> Appropriations:
        """The row of the sums of ``part``, of which ``take`` gives one, by default as printed."""
        amounts = {name: take(part, f"stated.{name}") or Amount(0) for name in cls.model_fields}
        return cls(**amounts)


# A published figure that does not follow from its parts is data: it is printed as it was stated,
# and the checks compare it.
class StatedAppropriations(Model, title="原件所印的合计"):
    """What a published table states for a sum; a column left out is computed."""

    initial: Annotated[OptionalAmount, key("年初预算数", "原件所印的年初预算数")] = ABSENT
    annual: Annotated[OptionalAmount, key("全年预算数", "原件所印的全年预算数")] = ABSENT
    final: Annotated[OptionalAmount, key("决算数", "原件所印的决算数")] = ABSENT


class BasicExpenditure(Model, title="基本支出"):
    """Basic expenditure (基本支出) by its two parts."""

    sums: ClassVar = Sums(
        of=columns(StatedAppropriations.model_fields, "stated", "personnel", "operating"),
        label="基本支出的{key}",
        basis="人员经费与公用经费之和",
        code="SUM-023",
        title="基本支出的构成",
        checks="所写的基本支出，每一栏等于人员经费与公用经费之和",
    )

    stated: Annotated[
        StatedAppropriations | None, key("合计", "原件所印的基本支出；不填则由两项相加")
    ] = None
    personnel: Annotated[Appropriations, key("人员经费", "人员经费")]
    operating: Annotated[Appropriations, key("公用经费", "公用经费")]

    @property
    def total(self) -> Appropriations:
        """As stated, else the sum of the two parts."""
        return Appropriations.of(self)


class Expenditure(Model, title="部门整体支出"):
    """Expenditure by nature (部门整体支出决算表)."""

    sums: ClassVar = Sums(
        of=columns(StatedAppropriations.model_fields, "stated", "basic.stated", "project"),
        label="本年支出合计的{key}",
        basis="基本支出与项目支出之和",
        code="SUM-024",
        title="本年支出的构成",
        checks="所写的本年支出合计，每一栏等于基本支出与项目支出之和",
    )

    stated: Annotated[
        StatedAppropriations | None, key("本年支出合计", "原件所印的本年支出合计；不填则由两项相加")
    ] = None
    basic: Annotated[BasicExpenditure, key("基本支出", "基本支出")]
    project: Annotated[Appropriations, key("项目支出", "项目支出")]

    @property
    def total(self) -> Appropriations:
        """As stated, else basic and project expenditure added."""
        return Appropriations.of(self)

    @property
    def execution_rate(self) -> Percent | None:
        """支出执行率: final account over the year's budget, unrounded; None without a budget."""
        total = self.total
        return Percent.ratio(total.final.to(total.annual.unit), total.annual.value)

    @property
    def basic_share(self) -> Percent | None:
        """基本支出占比: of the final account, unrounded; None without one."""
        return self.basic.total.final.share_of(self.total.final)

    @property
    def project_share(self) -> Percent | None:
        """项目支出占比: of the final account, unrounded; None without one."""
        return self.project.final.share_of(self.total.final)


class SelfEvaluation(Evaluation, title="部门整体支出绩效自评报告"):
    """部门整体支出绩效自评报告.

    What a form lets be left out (可不写) is None in its documents, or empty.
    """

    kind: Annotated[Literal["部门整体支出绩效自评报告"], key("文种", "文种")] = (
        "部门整体支出绩效自评报告"
    )
    functions: Annotated[PassageField, key("部门职能", "主要职责、机构和人员")]
    overall_work: Annotated[PassageField, key("年度总体工作", "年度总体工作和重点工作任务的文字")]
    key_tasks: Annotated[
        Many[KeyTask], key("年度重点工作任务", "重点工作任务完成情况表", min_length=1)
    ]
    goals: Annotated[
        Many[TextLine],
        key("部门整体支出绩效目标", "一条一项，一条写一行，自动编号", min_length=1),
    ]
    revenue: Annotated[Revenue, key("年初预算收入", "年初预算收入及其构成")]
    final_account: Annotated[
        Many[SubjectAmount], key("决算支出", "决算支出按科目的构成", min_length=1)
    ]
    expenditure: Annotated[Expenditure, key("部门整体支出", "按支出性质分类的决算表")]
    management: Annotated[PassageField, key("部门整体绩效管理情况", "部门整体绩效管理情况")]
    overview: Annotated[PassageField, key("绩效自评情况", "绩效自评情况的总述")]
    basis: Annotated[Name, key("自评依据", "自评所依据的文件，带书名号，如《…工作方案的通知》")]
    effectiveness: Annotated[Effectiveness, key("履职效能", "履职效能自评")]
    efficiency: Annotated[Efficiency, key("管理效率", "管理效率自评")]
    problems: Annotated[PassageField, MayBeNone, key("存在的主要问题", "存在的主要问题")]
    measures: Annotated[PassageField, MayBeNone, key("下一步改进措施", "下一步改进措施")]

    @property
    def sections(self) -> tuple[tuple[str, Section], ...]:
        """The two parts that have points, each with its key; those that are there."""
        parts = ("履职效能", self.effectiveness), ("管理效率", self.efficiency)
        return tuple(each for each in parts if each[1])

    @property
    def weight(self) -> Score:
        """The points of the whole evaluation."""
        return Score.total(section.weight for _, section in self.sections)

    @property
    def score(self) -> Score:
        """The points the department gives itself."""
        return Score.total(section.score for _, section in self.sections)
