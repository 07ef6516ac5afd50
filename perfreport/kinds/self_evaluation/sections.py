"""履职效能 and 管理效率: what was scored, the points, and why some were lost (扣分原因)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Protocol

from pydantic import model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from perfreport.basics.messages import nearest, quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import GAP, Percent, Score
from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    Many,
    Name,
    OptionalPercent,
    OptionalScore,
    ScoreField,
    TextLine,
    key,
    stated,
)
from perfreport.blocks.model import Model
from perfreport.blocks.scheme import Scheme
from perfreport.kinds.evaluation.scheme import EvaluationScheme

_COMMA = regex("[，,、；]")


class Scored(Protocol):
    """What has points."""

    @property
    def weight(self) -> Score:
        """Those that could be had."""

    @property
    def score(self) -> Score:
        """Those that were given."""


class _WithPoints:
    """What follows from the points that are declared below."""

    @property
    def points_lost(self: Scored) -> Score:
        """The weight less the score."""
        return self.weight.minus(self.score)

    @property
    def score_rate(self: Scored) -> Percent | None:
        """得分率: the score as a percentage of the weight, unrounded; None without a weight."""
        return self.score.share_of(self.weight)


class Deduction(Model, title="扣分原因"):
    """Why points were lost (扣分的主要原因)."""

    reason: Annotated[
        TextLine | None,
        key(
            "原因",
            "扣分原因；因年度平均支出执行率扣分的不填，由版式写出",
            examples=["个别项目进度滞后"],
        ),
    ] = None
    indicators: Annotated[
        Many[TextLine],
        key(
            "指标",
            "因此扣分的三级指标，一条写一行；填了则扣分由其分值减得分算出",
            examples=["预算编制及时性"],
        ),
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
    # A list typed as one text is the usual slip, and gets its own advice.
    parts = [part.strip() for part in _COMMA.split(name)]
    if len(parts) > 1 and not names.isdisjoint(parts):
        return f"{wrong}；几个指标请写成“[{', '.join(parts)}]”，逗号用半角"
    near = nearest(name, names)
    return f"{wrong}，是不是“{near}”？" if near else f"{wrong}，请核对名称"


_RATE = "一般公共预算年度平均支出执行率"
_SEVERAL_DEDUCTIONS = {"required": ["扣分原因"], "properties": {"扣分原因": {"minItems": 2}}}
_NAMES_INDICATORS = {"required": ["指标"], "properties": {"指标": {"minItems": 1}}}


def _of_deductions(condition: JsonSchemaValue) -> JsonSchemaValue:
    """That ``condition`` holds of every reason for lost points, as JSON Schema."""
    return {"properties": {"扣分原因": {"items": condition}}}


class KeyIndicator(Model, title="关键指标"):
    """A key indicator of effectiveness, as expected and as achieved (关键指标)."""

    name: Annotated[Name, key("名称", "指标名称", examples=["培训业务人员"])]
    expected: Annotated[TextLine, key("预期实现值", "预期实现值", examples=["≥1200人次"])]
    actual: Annotated[TextLine, key("实际完成值", "实际完成值", examples=["1260人次"])]


class Effectiveness(_WithPoints, Model, title="履职效能"):
    """履职效能: points for what the department achieved.

    A single deduction explains all the points lost; of several, each states its points.
    """

    conditions: ClassVar = (
        _of_deductions({"properties": {"指标": {"maxItems": 0}}}),
        {"if": _SEVERAL_DEDUCTIONS, "then": _of_deductions(stated("扣分"))},
        {"if": stated(_RATE), "else": _of_deductions(stated("原因"))},
    )

    weight: Annotated[ScoreField, key("分值", "履职效能指标的总分值")]
    score: Annotated[ScoreField, key("得分", "履职效能的自评得分")]
    average_execution_rate: Annotated[
        OptionalPercent,
        key(_RATE, "各期执行率的平均值，不是年末执行率；写成 99.91%"),
    ] = ABSENT
    deductions: Annotated[
        Many[Deduction], key("扣分原因", "扣分原因；所扣的分恰是执行率按评分办法该扣的，可以不写")
    ] = EMPTY
    indicators: Annotated[Many[KeyIndicator], key("关键指标", "关键指标完成情况")] = EMPTY

    def points_lost_by(self, deduction: Deduction) -> Score:
        """The points as stated, else all the points lost."""
        return deduction.stated_points or self.points_lost

    @model_validator(mode="after")
    def _deductions_are_whole(self) -> Effectiveness:
        for position, deduction in enumerate(self.deductions):
            # The form words the reason where the rate is known; else nothing would be printed.
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


class ScoredIndicator(_WithPoints, Model, title="三级指标得分"):
    """An indicator with its points (三级指标自评得分)."""

    level_one: Annotated[TextLine | None, key("一级", "不填则为“管理效率”", title="一级指标")] = (
        None
    )
    level_two: Annotated[Name, key("二级", "如：预算编制", title="二级指标", examples=["预算编制"])]
    name: Annotated[
        Name, key("名称", "三级指标的名称", title="三级指标", examples=["预算编制及时性"])
    ]
    weight: Annotated[ScoreField, key("分值", "分值")]
    score: Annotated[ScoreField, key("得分", "得分")]


class Efficiency(_WithPoints, Model, title="管理效率"):
    """管理效率: points for how the department was managed."""

    conditions: ClassVar = (
        _of_deductions(stated("原因")),
        {
            "if": _SEVERAL_DEDUCTIONS,
            "then": _of_deductions({"anyOf": [stated("扣分"), _NAMES_INDICATORS]}),
        },
    )

    # Schemes score the rate under 履职效能 alone.
    average_execution_rate: ClassVar[None] = None

    deductions: Annotated[Many[Deduction], key("扣分原因", "扣分原因")] = EMPTY
    indicators: Annotated[
        Many[ScoredIndicator], key("指标", "管理效率各三级指标的分值和得分", min_length=1)
    ]

    def points_lost_by(self, deduction: Deduction) -> Score:
        """The points as stated, else those that its indicators lost, else all the points lost."""
        lost = self.lost_by_indicators(deduction) if deduction.indicators else self.points_lost
        return deduction.stated_points or lost

    def lost_by_indicators(self, deduction: Deduction) -> Score:
        """The points that the indicators of ``deduction`` lost, whatever it states."""
        return Score.total(
            indicator.points_lost
            for indicator in self.indicators
            if indicator.name in deduction.indicators
        )

    @model_validator(mode="after")
    def _deductions_are_whole(self) -> Efficiency:
        names = frozenset(indicator.name for indicator in self.indicators)
        for position, deduction in enumerate(self.deductions):
            for inner, name in enumerate(deduction.indicators):
                # A draft may wait for the name.
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


Section = Effectiveness | Efficiency
"""A part of the report that has points, and tells why some were lost."""


def reasons_for_loss(section: Section, scheme: Scheme | None) -> tuple[Deduction, ...]:
    """Why ``section`` lost points: as written, else by its execution rate if that follows.

    A reason that nobody wrote is given only where ``scheme`` says that the average execution rate
    costs just the points that were lost.
    """
    rate = section.average_execution_rate
    weights = scheme.execution_rate if isinstance(scheme, EvaluationScheme) else None
    lost = section.points_lost
    if section.deductions or not weights or not rate or not lost.value:
        return section.deductions
    # Figures that wait are quiet NaN, and putting one in order raises InvalidOperation.
    is_known = rate.is_known and lost.is_known
    return (Deduction(),) if is_known and weights.explains(rate, lost) else ()
