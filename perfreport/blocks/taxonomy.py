"""The indicator taxonomy of a form (指标体系): level one and level two, their codes and names."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.model import Model


class LevelTwo(Model):
    """A second level (二级指标)."""

    name: Annotated[TextLine, key("名称", "二级指标的名称")]
    code: Annotated[TextLine | None, key("编码", "二级指标编码，如 11")] = None
    aliases: Annotated[tuple[TextLine, ...], key("又称", "也按此指标认的名称")] = ()

    def is_named(self, name: str) -> bool:
        """Whether ``name`` means this level."""
        return name == self.name or name in self.aliases


class LevelOne(Model):
    """A first level (一级指标) with its second levels."""

    name: Annotated[TextLine, key("名称", "一级指标的名称")]
    code: Annotated[TextLine | None, key("编码", "一级指标编码，如 1")] = None
    aliases: Annotated[tuple[TextLine, ...], key("又称", "也按此指标认的名称")] = ()
    levels_two: Annotated[tuple[LevelTwo, ...], key("二级", "其下的二级指标")] = ()

    def is_named(self, name: str) -> bool:
        """Whether ``name`` means this level."""
        return name == self.name or name in self.aliases

    def level_two(self, name: str) -> LevelTwo | None:
        """Its second level called ``name``."""
        return next((level for level in self.levels_two if level.is_named(name)), None)


class Taxonomy(Model):
    """All levels of one version of the taxonomy, with its source."""

    source: Annotated[TextLine, key("依据", "这套指标体系出自哪里")]
    levels_one: Annotated[tuple[LevelOne, ...], key("一级", "一级指标", min_length=1)]

    def level_one(self, name: str) -> LevelOne | None:
        """The first level called ``name``."""
        return next((level for level in self.levels_one if level.is_named(name)), None)

    def parents_of(self, level_two: str) -> tuple[LevelOne, ...]:
        """The first levels that have a second level called ``level_two``."""
        return tuple(level for level in self.levels_one if level.level_two(level_two))

    @property
    def level_two_names(self) -> tuple[str, ...]:
        """The names of all second levels."""
        return tuple(two.name for one in self.levels_one for two in one.levels_two)
