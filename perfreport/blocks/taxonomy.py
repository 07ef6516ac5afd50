"""The indicator taxonomy of a form (指标体系): level one and level two, their codes and names."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, YesNo, key
from perfreport.blocks.model import Model


class _Level(Model):
    """What levels have in common: names, and a code."""

    name: Annotated[TextLine, key("名称", "这一级指标的名称")]
    code: Annotated[TextLine | None, key("编码", "这一级指标的编码，如 1、11")] = None
    aliases: Annotated[tuple[TextLine, ...], key("又称", "也按此指标认的名称")] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its name first."""
        return (self.name, *self.aliases)


class FixedIndicator(Model, title="固定的三级指标"):
    """An indicator that the form itself names (固定的三级指标)."""

    name: Annotated[TextLine, key("名称", "三级指标的名称")]
    explanation: Annotated[TextLine | None, key("指标值说明", "版式固定的说明")] = None


class LevelTwo(_Level):
    """A second level (二级指标)."""

    fixed: Annotated[tuple[FixedIndicator, ...], key("三级", "版式固定的三级指标")] = ()
    is_closed: Annotated[YesNo, key("不另加", "true：固定的以外不能另加三级指标")] = False


class LevelOne(_Level):
    """A first level (一级指标) with its second levels."""

    levels_two: Annotated[tuple[LevelTwo, ...], key("二级", "其下的二级指标")] = ()

    def level_two(self, name: str) -> LevelTwo | None:
        """Its second level called ``name``."""
        return next((level for level in self.levels_two if name in level.names), None)


class Taxonomy(Model):
    """All levels of one version of the taxonomy, with its source."""

    source: Annotated[TextLine, key("依据", "这套指标体系出自哪里")]
    levels_one: Annotated[tuple[LevelOne, ...], key("一级", "一级指标", min_length=1)]

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

    def level_one(self, name: str) -> LevelOne | None:
        """The first level called ``name``."""
        return next((level for level in self.levels_one if name in level.names), None)

    def parents_of(self, level_two: str) -> tuple[LevelOne, ...]:
        """The first levels that have a second level called ``level_two``."""
        return tuple(level for level in self.levels_one if level.level_two(level_two))

    def level_one_of(self, level_one: str | None, level_two: str | None) -> str:
        """``level_one`` as typed, else the name of that which ``level_two`` stands under."""
        # A published form that does not show the label would otherwise have an empty cell.
        if level_one or not level_two:
            return level_one or ""
        return next((level.name for level in self.parents_of(level_two)), "")

    def level_two(self, name: str, level_one: str = "") -> LevelTwo | None:
        """The second level called ``name``: that of ``level_one``, else the first of the name."""
        one = self.level_one(level_one)
        found = one and one.level_two(name)
        # Several first levels may have a second one of the name, with another code each.
        return found or next((level for level in self.levels_two if name in level.names), None)
