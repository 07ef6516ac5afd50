"""What a scheme lays down (条款): a rule for each sort of indicator, weights, grades, reasons."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import Count, TextLine, YesNo, key
from perfreport.blocks.whole import ManifestPart, Whole


def _within_the_whole(share: Percent) -> Percent:
    if not 0 <= share.value <= 100:
        raise PydanticCustomError(
            "share", "{share}不可用，应在 0% 与 100% 之间", {"share": str(share)}
        )
    return share


Part = Annotated[Percent, AfterValidator(_within_the_whole)]
"""A share of a whole: from 0 % to 100 %."""


class Clause(Whole, title="条款"):
    """Something that a scheme lays down (条款), with its article or source."""

    source: Annotated[TextLine, key("依据", "第几条，或出自哪里")]
    is_chosen: Annotated[YesNo, key("自定", "true：文件没有规定，是本方案定的")] = False


class Proportion(Clause, title="正向指标"):
    """Points for what is to be reached (正向指标): all of them when it is, else a share."""

    method: Annotated[
        Literal["完成值÷指标值", "(完成值÷指标值-及格线)÷(1-及格线)"],
        key("计分", "没有达到指标值时，得分值的多大一部分"),
    ]
    pass_line: Annotated[Part | None, key("及格线", "完成率不到多少不得分；计分里有及格线才写")] = (
        None
    )

    def complaints(self) -> Iterator[Complaint]:
        """A pass line is there if the formula has one, and lies below the whole."""
        if (self.pass_line is not None) != ("及格线" in self.method):
            yield Complaint(("及格线",), "“计分”里有及格线的才写，也一定要写", ("计分", "及格线"))
        elif self.pass_line == Percent(100):
            yield Complaint(("及格线",), "及格线应低于 100%", ("及格线",))


class Equality(Proportion, title="等于指标"):
    """The same for what is to be just as much (＝): who reaches more has reached it."""

    at_zero: Annotated[
        Literal["完成值不大于零得满分，否则不得分"] | None,
        key("指标值为零", "指标值是零时怎样计分；不写则由填报人评定"),
    ] = None


class Reverse(Clause, title="反向指标"):
    """Points for what is not to be exceeded (反向指标): all of them if not, else a share."""

    method: Annotated[
        Literal["指标值÷完成值", "1-(完成值-指标值)÷指标值"],
        key("计分", "超过指标值时，得分值的多大一部分"),
    ]


class Grade(ManifestPart, title="等级"):
    """A grade with the share from which on it is given, up to where the next better begins."""

    name: Annotated[TextLine, key("名称", "等级的名称")]
    aliases: Annotated[tuple[TextLine, ...], key("又称", "也按此等级认的名称")] = ()
    least: Annotated[Part, key("起", "从满分的百分之多少起（含）")]


class Band(ManifestPart, title="一档"):
    """A share of the weight, and the rate from which on it is given (分档)."""

    least: Annotated[Part, key("起", "从多少起（含）")]
    share: Annotated[Part, key("得", "得分值的百分之多少")]


def _descending(label: str, steps: Sequence[Grade | Band]) -> Iterator[Complaint]:
    """Steps begin at lower and lower shares, the last at zero, so that each share is in one."""
    for position, (one, following) in enumerate(itertools.pairwise(steps), 1):
        if following.least >= one.least:
            yield Complaint((label, position, "起"), f"应低于上一档的{one.least}", (label,))
    if steps and steps[-1].least.value != 0:
        yield Complaint((label, len(steps) - 1, "起"), "最后一档应从 0% 起", (label,))


class Grades(Clause, title="各等级"):
    """Grades from the best to the worst (各等级)."""

    grades: Annotated[tuple[Grade, ...], key("等级", "从最好到最差", min_length=1)]

    def complaints(self) -> Iterator[Complaint]:
        """Each share has one grade, and each grade a name of its own."""
        yield from _descending("等级", self.grades)
        seen: set[str] = set()
        for position, each in enumerate(self.grades):
            if seen & {each.name, *each.aliases}:
                message = f"“{each.name}”的名称或又称与前面的相同，请改成不同的"
                yield Complaint(("等级", position), message, ("等级",))
            seen |= {each.name, *each.aliases}

    def at(self, share: Percent) -> Grade:
        """The grade of ``share``; the worst for what is below zero."""
        return next((each for each in self.grades if share >= each.least), self.grades[-1])

    def named(self, name: str) -> Grade | None:
        """The grade that is called ``name``."""
        return next((each for each in self.grades if name in (each.name, *each.aliases)), None)

    def above(self, grade: Grade) -> Percent | None:
        """Where the next better grade begins, which is no longer ``grade``; None for the best."""
        position = self.grades.index(grade)
        return self.grades[position - 1].least if position else None


class Bands(Clause, title="分档"):
    """Points by bands (分档), as a share of the weight."""

    bands: Annotated[tuple[Band, ...], key("分档", "从高到低", min_length=1)]

    def complaints(self) -> Iterator[Complaint]:
        """Each rate is in one band."""
        yield from _descending("分档", self.bands)


class Answer(Clause, title="是否指标"):
    """Points for what is or is not (是否指标): all of them when it is as it should be."""

    unmet: Annotated[
        Part | None, key("未达到", "与指标值不符的得分值的百分之多少；不写则由填报人评定")
    ] = None


class Inapplicable(Clause, title="不适用的指标"):
    """Points for an indicator that does not apply (不适用)."""

    share: Annotated[Part, key("得", "得分值的百分之多少")]


class ExecutionRate(Clause, title="预算执行率"):
    """Points for the execution rate (预算执行率): in proportion, by bands, or as is stated."""

    weight: Annotated[Score, key("分值", "预算执行率的分值")]
    method: Annotated[Literal["按比例", "分档"] | None, key("计分", "不写则由填报人评定")] = None
    bands: Annotated[tuple[Band, ...], key("分档", "项目没有完成时，从高到低；计分写分档才写")] = ()
    below: Annotated[
        Part | None, key("不到", "执行率到了多少，分档就不管了；不写则都按最高一档")
    ] = None
    is_full_when_completed: Annotated[
        YesNo, key("完成得满分", "true：项目完成且没有超预算，就得满分，不论执行率")
    ] = False

    def complaints(self) -> Iterator[Complaint]:
        """Bands are there if points go by them."""
        if bool(self.bands) != (self.method == "分档"):
            yield Complaint(("分档",), "“计分”写分档的才写，也一定要写", ("计分", "分档"))
        yield from _descending("分档", self.bands)


class LevelWeight(ManifestPart, title="一级指标的分值"):
    """The points of a first level, or of several together."""

    names: Annotated[tuple[TextLine, ...], key("一级", "一级指标；合计分值的写几个", min_length=1)]
    weight: Annotated[Score, key("分值", "分值")]

    def includes(self, name: str) -> bool:
        """Whether the first level called ``name`` is one of these."""
        return plain_level(name) in map(plain_level, self.names)


class WeightSet(ManifestPart, title="一套分值"):
    """What the first levels weigh in one case, 100 with the execution rate."""

    case: Annotated[TextLine | None, key("情形", "什么情形用这一套，如：没有成本指标")] = None
    execution_rate: Annotated[Score, key("预算执行率", "预算执行率的分值")]
    levels: Annotated[tuple[LevelWeight, ...], key("一级指标", "各一级指标的分值", min_length=1)]

    @property
    def total(self) -> Score:
        """All points of the set."""
        return Score.total((self.execution_rate, *(each.weight for each in self.levels)))

    def fits(self, levels: Iterable[str]) -> bool:
        """Whether it gives points to each of ``levels``, and to no others."""
        known = [{plain_level(name) for name in each.names} for each in self.levels]
        there = {plain_level(name) for name in levels}
        return there <= set().union(*known) and all(names & there for names in known)


def plain_level(name: str) -> str:
    """The name of a first level without what it may or may not have: 产出 for 产出指标."""
    return "满意度" if "满意度" in name else name.removesuffix("指标")


class Weights(Clause, title="权重"):
    """What the first levels weigh (权重), in each of several cases."""

    may_change: Annotated[YesNo, key("可调整", "true：一级指标的分值可以调整")]
    sets: Annotated[tuple[WeightSet, ...], key("各套", "一种情形一套", min_length=1)]

    def fitting(self, levels: Iterable[str]) -> tuple[WeightSet, ...]:
        """The sets for indicators of the first ``levels``; none where none is laid down."""
        there = tuple(levels)
        return tuple(each for each in self.sets if each.fits(there))


class Limit(Clause, title="界限"):
    """A share beyond which a reason is due."""

    share: Annotated[Percent, key("界限", "百分之多少")]


class Reasons(ManifestPart, title="偏差原因"):
    """When a reason is due (偏差原因)."""

    unmet: Annotated[Clause | None, key("未完成", "没有完成的指标要说明原因")] = None
    above: Annotated[Limit | None, key("超出", "完成值超出指标值多少要说明原因")] = None
    rate_below: Annotated[Limit | None, key("执行率低于", "执行率低于多少要说明原因")] = None


class ScorePlaces(Clause, title="得分的写法"):
    """How points are rounded, half up, and printed."""

    places: Annotated[Count, key("小数", "四舍五入到几位小数", le=4)]
    trailing_zeros: Annotated[YesNo, key("末尾的零", "true：末尾的零也印，如 9.00")] = False
