"""部门整体支出绩效自评报告: a department's evaluation of its own year."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

from perfreport.basics.messages import nearest, quoted
from perfreport.basics.quantities import GAP, Amount, Percent, Score
from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    AmountField,
    Many,
    MayBeNone,
    Name,
    OptionalAmount,
    OptionalPercent,
    OptionalScore,
    Paragraphs,
    ScoreField,
    TextLine,
    key,
)
from perfreport.blocks.model import Evaluation, Model, PassageField
from perfreport.blocks.sums import Sums, columns, figure

_COMMA = re.compile("[，,、；]")


class KeyTask(Model, title="重点工作任务完成情况"):
    """A key task of the year, as planned and as done (重点工作任务完成情况)."""

    name: Annotated[Name, key("名称", "年度重点工作任务")]
    goal: Annotated[Paragraphs, key("任务绩效目标", "任务绩效目标，一行一段")]
    result: Annotated[Paragraphs, key("实际完成情况", "实际完成情况，一行一段")]


class SubjectAmount(Model, title="科目金额"):
    """Money under one functional subject of the budget (支出功能分类科目)."""

    subject: Annotated[Name, key("科目", "类级科目，如“一般公共服务”，不写“预算收入”“决算支出”")]
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


class Deduction(Model, title="扣分原因"):
    """Why points were lost (扣分的主要原因)."""

    reason: Annotated[
        TextLine | None, key("原因", "扣分原因；因年度平均支出执行率扣分的不填，由版式写出")
    ] = None
    indicators: Annotated[
        Many[TextLine],
        key("指标", "因此扣分的三级指标，写成列表，每行前面加“- ”；填了则扣分由其分值减得分算出"),
    ] = EMPTY
    stated_points: Annotated[OptionalScore, key("扣分", "扣了几分；能由指标或总分算出时不必填")] = (
        ABSENT
    )


def _wrong_deduction(message: str, *place: str | int) -> PydanticCustomError:
    """The error for what is wrong at ``place`` below 扣分原因."""
    return PydanticCustomError(
        "deduction", "{reason}", {"reason": message, "inside": ("扣分原因", *place)}
    )


def _unknown_indicator(name: str, names: frozenset[str]) -> str:
    """What is wrong with the ``name`` of a deduction's indicator, which is none of ``names``."""
    wrong = f"“扣分原因”所写的指标{quoted(name)}不在“指标”之中"
    parts = [part.strip() for part in _COMMA.split(name)]
    if len(parts) > 1 and not names.isdisjoint(parts):
        return f"{wrong}；几个指标请写成“[{', '.join(parts)}]”，逗号用半角"
    near = nearest(name, names)
    return f"{wrong}，是不是“{near}”？" if near else f"{wrong}，请核对名称"


class KeyIndicator(Model, title="关键指标"):
    """A key indicator of effectiveness, as expected and as achieved (关键指标)."""

    name: Annotated[Name, key("名称", "指标名称")]
    expected: Annotated[TextLine, key("预期实现值", "预期实现值")]
    actual: Annotated[TextLine, key("实际完成值", "实际完成值")]


class Effectiveness(Model, title="履职效能"):
    """履职效能: points for what the department achieved.

    A single deduction explains all the points lost; of several, each states its points.
    """

    weight: Annotated[ScoreField, key("分值", "履职效能指标的总分值")]
    score: Annotated[ScoreField, key("得分", "履职效能的自评得分")]
    average_execution_rate: Annotated[
        OptionalPercent,
        key("一般公共预算年度平均支出执行率", "各期执行率的平均值，不是年末执行率；写成 99.91%"),
    ] = ABSENT
    deductions: Annotated[
        Many[Deduction], key("扣分原因", "扣分原因；所扣的分恰是执行率按评价方案该扣的，可以不写")
    ] = EMPTY
    indicators: Annotated[Many[KeyIndicator], key("关键指标", "关键指标完成情况")] = EMPTY

    def points_lost_by(self, deduction: Deduction) -> Score:
        """The points as stated, else all the points lost."""
        return deduction.stated_points or self.weight.minus(self.score)

    @model_validator(mode="after")
    def _deductions_are_whole(self) -> Effectiveness:
        for position, deduction in enumerate(self.deductions):
            if deduction.reason is None and self.average_execution_rate is None:
                raise _wrong_deduction(
                    "“扣分原因”没有写“原因”；因执行率扣分的，请填“一般公共预算年度平均支出执行率”",
                    position,
                )
            if deduction.stated_points is None and len(self.deductions) > 1:
                raise _wrong_deduction("有几项扣分原因时，每项都要写“扣分”", position)
            if deduction.indicators:
                message = "履职效能的扣分原因不写“指标”，请写“扣分”"
                raise _wrong_deduction(message, position, "指标")
        return self


class ScoredIndicator(Model, title="三级指标得分"):
    """An indicator with its points (三级指标自评得分)."""

    level_one: Annotated[TextLine | None, key("一级", "不填则为“管理效率”", title="一级指标")] = (
        None
    )
    level_two: Annotated[Name, key("二级", "如：预算编制", title="二级指标")]
    name: Annotated[Name, key("名称", "三级指标的名称", title="三级指标")]
    weight: Annotated[ScoreField, key("分值", "分值")]
    score: Annotated[ScoreField, key("得分", "得分")]


class Efficiency(Model, title="管理效率"):
    """管理效率: points for how the department was managed."""

    deductions: Annotated[Many[Deduction], key("扣分原因", "扣分原因")] = EMPTY
    indicators: Annotated[
        Many[ScoredIndicator], key("指标", "管理效率各三级指标的分值和得分", min_length=1)
    ]

    def points_lost_by(self, deduction: Deduction) -> Score:
        """The points as stated, else those that its indicators lost, else all the points lost."""
        if deduction.stated_points:
            return deduction.stated_points
        if not deduction.indicators:
            return self.weight.minus(self.score)
        return Score.total(
            indicator.weight.minus(indicator.score)
            for indicator in self.indicators
            if indicator.name in deduction.indicators
        )

    @model_validator(mode="after")
    def _deductions_are_whole(self) -> Efficiency:
        names = frozenset(indicator.name for indicator in self.indicators)
        for position, deduction in enumerate(self.deductions):
            for inner, name in enumerate(deduction.indicators):
                if name not in names and not name.startswith(GAP):
                    message = _unknown_indicator(name, names)
                    raise _wrong_deduction(message, position, "指标", inner)
            if deduction.reason is None:
                raise _wrong_deduction("“扣分原因”缺“原因”，请补上", position)
            if not (deduction.indicators or deduction.stated_points or len(self.deductions) == 1):
                message = "有几项扣分原因时，每项都要写“指标”或“扣分”"
                raise _wrong_deduction(message, position)
        return self

    @property
    def weight(self) -> Score:
        """The points that could be had."""
        return Score.total(indicator.weight for indicator in self.indicators)

    @property
    def score(self) -> Score:
        """The points that were given."""
        return Score.total(indicator.score for indicator in self.indicators)


class SelfEvaluation(Evaluation, title="部门整体支出绩效自评报告"):
    """部门整体支出绩效自评报告."""

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
        key("部门整体支出绩效目标", "一条一项，写成列表，每行前面加“- ”，自动编号", min_length=1),
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
    def weight(self) -> Score:
        """The points of the whole evaluation."""
        return Score.total((self.effectiveness.weight, self.efficiency.weight))

    @property
    def score(self) -> Score:
        """The points the department gives itself."""
        return Score.total((self.effectiveness.score, self.efficiency.score))


def score_rate(part: Effectiveness | Efficiency | ScoredIndicator) -> Percent | None:
    """得分率: the score as a percentage of the weight, unrounded; None without points to be had."""
    return part.score.share_of(part.weight)
