"""The indicator taxonomy of a form (指标体系): level one and level two, their codes and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, TypeVar

from perfreport.basics.messages import choices
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, YesNo, key
from perfreport.blocks.whole import ManifestPart, Whole


class _Level(ManifestPart):
    """What levels have in common: names, and a code."""

    name: Annotated[TextLine, key("名称", "这一级指标的名称")]
    code: Annotated[TextLine | None, key("编码", "这一级指标的编码，如 1、11")] = None
    aliases: Annotated[tuple[TextLine, ...], key("又称", "也按此指标认的名称")] = ()

    printed_as: Annotated[
        TextLine | None, key("印作", "页面上的写法，如 产出指标(50分)；不写则按数据所写的名称印")
    ] = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its name first."""
        return (self.name, *self.aliases)

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is one of these."""
        return name == self.name or name in self.aliases


_Found = TypeVar("_Found", bound=_Level)


class FixedIndicator(ManifestPart, title="固定的三级指标"):
    """An indicator that the form itself names (固定的三级指标)."""

    name: Annotated[TextLine, key("名称", "三级指标的名称")]
    explanation: Annotated[TextLine | None, key("指标值说明", "版式固定的说明")] = None


class LevelTwo(_Level, title="二级指标"):
    """A second level (二级指标)."""

    fixed: Annotated[tuple[FixedIndicator, ...], key("三级", "版式固定的三级指标")] = ()
    is_closed: Annotated[YesNo, key("不另加", "true：固定的以外不能另加三级指标")] = False
    matches: Annotated[
        Literal["年度重点工作任务", "总体绩效目标"] | None,
        key("对应", "部门申报表的任务或目标，与这一级的指标逐条对应；条数不同就提示"),
    ] = None


class LevelOne(_Level, title="一级指标"):
    """A first level (一级指标) with its second levels."""

    levels_two: Annotated[tuple[LevelTwo, ...], key("二级", "其下的二级指标")] = ()

    def level_two(self, name: str) -> LevelTwo | None:
        """Its second level called ``name``."""
        return _called(name, self.levels_two)


class LevelsOfAnother(ManifestPart, title="不用的指标"):
    """Levels that the taxonomy of another year has, and what this one has in their place."""

    names: Annotated[tuple[TextLine, ...], key("名称", "别的体系里的名称", min_length=1)]
    advice: Annotated[TextLine, key("改法", "写了这些名称的怎样改")]


class LevelInstead(ManifestPart, title="相当于"):
    """A second level of another taxonomy, and the one that takes its place here."""

    name: Annotated[TextLine, key("名称", "别的体系里的二级指标")]
    instead: Annotated[TextLine, key("改作", "这套体系里的二级指标，起草下一份文书时改作它")]


class Taxonomy(Whole, title="指标体系"):
    """All levels of one version of the taxonomy, with its source.

    One that several forms share has an id, a name, and says since when it holds.
    """

    id: Annotated[TextLine | None, key("编号", "共用的体系的编号，与文件名相同")] = None
    name: Annotated[TextLine | None, key("名称", "共用的体系的名称")] = None
    since: Annotated[TextLine | None, key("自何时起", "自哪一年或哪一天起施行")] = None

    source: Annotated[TextLine, key("依据", "这套指标体系出自哪里")]
    levels_one: Annotated[tuple[LevelOne, ...], key("一级", "一级指标", min_length=1)]

    of_others: Annotated[
        tuple[LevelsOfAnother, ...],
        key("不用", "别的年度的体系里有、这套没有的指标，写了的提示怎样改"),
    ] = ()
    instead: Annotated[
        tuple[LevelInstead, ...],
        key("相当于", "别的体系里的二级指标在这套里是哪一个；没有定数的不写，起草时会提示"),
    ] = ()

    @property
    def levels_two(self) -> tuple[LevelTwo, ...]:
        """All second levels."""
        return tuple(two for one in self.levels_one for two in one.levels_two)

    @property
    def fixed(self) -> tuple[FixedIndicator, ...]:
        """The third levels that the form itself names."""
        return tuple(each for two in self.levels_two for each in two.fixed)

    @property
    def level_two_names(self) -> tuple[str, ...]:
        """The names of all second levels."""
        return tuple(level.name for level in self.levels_two)

    @property
    def names(self) -> tuple[str, ...]:
        """All that first and second levels are called."""
        return tuple(name for level in (*self.levels_one, *self.levels_two) for name in level.names)

    def complaints(self) -> Iterator[Complaint]:
        """Names and printed words that two levels have, so that one cannot tell which is meant."""
        yield from _same(self.levels_one, ("一级",))
        for position, one in enumerate(self.levels_one):
            yield from _same(one.levels_two, ("一级", position, "二级"))
        for position, other in enumerate(self.of_others):
            if own := {*self.names}.intersection(other.names):
                message = f"“{min(own)}”是这套体系里的，请从“不用”中删去"
                yield Complaint(("不用", position, "名称"), message, ("不用", "一级"))
        for position, level in enumerate(self.instead):
            if level.instead not in self.level_two_names:
                message = f"没有二级指标“{level.instead}”，可写：{choices(self.level_two_names)}"
                yield Complaint(("相当于", position, "改作"), message, ("相当于", "一级"))
            elif level.name in self.level_two_names:
                message = f"“{level.name}”是这套体系里的二级指标，请从“相当于”中删去"
                yield Complaint(("相当于", position, "名称"), message, ("相当于", "一级"))
        names = {two.printed_as: two.name for two in reversed(self.levels_two) if two.printed_as}
        for position, one in enumerate(self.levels_one):
            for at, two in enumerate(one.levels_two):
                if two.printed_as and names[two.printed_as] != two.name:
                    place = ("一级", position, "二级", at, "印作")
                    message = f"“{two.printed_as}”也是“{names[two.printed_as]}”的印法，请改成不同的"
                    yield Complaint(place, message)

    @property
    def prints_otherwise(self) -> bool:
        """Whether a level is printed otherwise than data have it (印作)."""
        return any(level.printed_as for level in (*self.levels_one, *self.levels_two))

    def printed_one(self, level_one: str | None, level_two: str | None) -> str:
        """What is printed for the first level of an indicator with these levels."""
        name = self.level_one_of(level_one, level_two)
        level = self.level_one(name)
        return (level and level.printed_as) or name

    def printed_two(self, level_one: str | None, level_two: str | None) -> str:
        """What is printed for its second level."""
        name = self.level_one_of(level_one, level_two)
        level = self.level_two(level_two, name) if level_two else None
        return (level and level.printed_as) or level_two or ""

    @property
    def printed_words(self) -> tuple[str, ...]:
        """All that is printed for levels in place of their names."""
        return tuple(
            level.printed_as for level in (*self.levels_one, *self.levels_two) if level.printed_as
        )

    def advice_on(self, name: str) -> str | None:
        """What to do about ``name``, which only the taxonomy of another year has."""
        return next((each.advice for each in self.of_others if name in each.names), None)

    def instead_of(self, name: str) -> str:
        """The second level that takes the place of that of another taxonomy; empty if none does."""
        return next((each.instead for each in self.instead if each.name == name), "")

    def level_one(self, name: str) -> LevelOne | None:
        """The first level called ``name``."""
        return _called(name, self.levels_one)

    def parents_of(self, level_two: str) -> tuple[LevelOne, ...]:
        """The first levels that have a second level called ``level_two``."""
        return tuple(level for level in self.levels_one if level.level_two(level_two))

    def level_one_of(self, level_one: str | None, level_two: str | None) -> str:
        """``level_one`` as typed, else the name of that which ``level_two`` stands under."""
        # A published form that does not show the label would otherwise have an empty cell.
        if level_one or not level_two:
            return level_one or ""
        return next((level.name for level in self.parents_of(level_two)), "")

    def explanation_of(self, name: str, level_one: str | None, level_two: str | None) -> str:
        """What the form says about its own third level called ``name``; empty for others."""
        two = self.level_two(level_two or "", level_one or "")
        named = (each.explanation for each in two.fixed if each.name == name) if two else ()
        return next(iter(named), None) or ""

    def level_two(self, name: str, level_one: str = "") -> LevelTwo | None:
        """The second level called ``name``: that of ``level_one``, else the first of the name."""
        one = self.level_one(level_one)
        found = one and one.level_two(name)
        # Several first levels may have a second one of the name, with another code each.
        return found or _called(name, self.levels_two)


def _called(name: str, levels: Iterable[_Found]) -> _Found | None:
    """The first of ``levels`` called ``name``."""
    for level in levels:  # not by a generator, for every indicator asks
        if level.is_called(name):
            return level
    return None


def named(levels: Sequence[_Level], text: str) -> str:
    """The name of that of the ``levels`` for which ``text`` is printed; the text itself if none."""
    return next((level.name for level in levels if level.printed_as == text), text)


def _same(levels: Sequence[_Level], place: tuple[str | int, ...]) -> Iterator[Complaint]:
    """Complaints about ``levels`` beside each other that share a name or what is printed."""
    for position, level in enumerate(levels):
        before = {name for each in levels[:position] for name in each.names}
        others = {name for each in levels if each is not level for name in each.names}
        printed = {each.printed_as for each in levels[:position] if each.printed_as}
        if level.name in before:
            message = f"“{level.name}”前面已经有了，请改名或删去一处"
            yield Complaint((*place, position, "名称"), message)
        elif twice := before & {*level.aliases}:
            message = f"“{min(twice)}”前面已经有了，请从“又称”中删去"
            yield Complaint((*place, position, "又称"), message)
        if level.printed_as in others | printed:
            message = f"“{level.printed_as}”是另一项的名称或印法，请改成不同的"
            yield Complaint((*place, position, "印作"), message)
