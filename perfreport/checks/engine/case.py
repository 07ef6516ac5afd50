"""A document with its form, as the rules see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any, NamedTuple, TypeVar, get_origin

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.form import Form
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import models_in, walk
from perfreport.checks.engine.prose import Prose
from perfreport.checks.targets import Quantity, read_quantities

T = TypeVar("T")
D = TypeVar("D", bound=Document)
F = TypeVar("F", bound=Form)
M = TypeVar("M", bound=BaseModel)
Levels = tuple[str | None, str | None]
"""The first and the second level of an indicator, by name."""


class IndicatorList(NamedTuple):
    """Indicators that stand together, of the department or of one project (绩效指标)."""

    path: DataPath
    indicators: tuple[Indicator, ...]
    holder: BaseModel


@dataclass(frozen=True)
class Case:
    """A document with the form it is printed on."""

    document: Document
    form: Form

    @cached_property
    def prose(self) -> Prose:
        """All texts of the document."""
        return Prose(self.document, self.walked)

    @cached_property
    def quantities(self) -> Callable[[str], tuple[Quantity, ...]]:
        """Reads the quantities in a text, once for all rules."""
        # Several rules ask for the same values, and reading them is what costs.
        return cache(partial(read_quantities, year=self.document.year))

    @cached_property
    def awaited(self) -> Callable[[type[BaseModel]], frozenset[str]]:
        """Tells what the form waits for in a part of some class, by its attributes."""
        return cache(self.form.awaited)

    def of(self, kind: type[D]) -> D:
        """The document, for rules about one kind alone."""
        return _required(self.document, kind)

    def on(self, form: type[F]) -> F:
        """The form, for rules about the forms of one class alone."""
        return _required(self.form, form)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The form's taxonomy, for rules about declarations alone."""
        return self.on(IndicatorForm).taxonomy

    @cached_property
    def walked(self) -> tuple[tuple[DataPath, BaseModel], ...]:
        """The document and every part of it, each with its place."""
        return tuple(walk(self.document))

    def parts(self, model: type[M]) -> tuple[tuple[DataPath, M], ...]:
        """The parts of the document that are a ``model``, each with its place."""
        if model not in self._parts:
            self._parts[model] = self.parts_where(lambda each: issubclass(each, model))
        found: tuple[tuple[DataPath, M], ...] = self._parts[model]
        return found

    def parts_where(
        self, is_meant: Callable[[type[BaseModel]], object]
    ) -> tuple[tuple[DataPath, BaseModel], ...]:
        """The parts of the document whose class ``is_meant``, each with its place."""
        # Thousands of parts are of a few classes.
        meant = {each for each in self._classes if is_meant(each)}
        return tuple(each for each in self.walked if type(each[1]) in meant) if meant else ()

    @cached_property
    def _classes(self) -> set[type[BaseModel]]:
        return {type(part) for _, part in self.walked}

    @cached_property
    def _parts(self) -> dict[type[BaseModel], tuple[Any, ...]]:
        return {}

    @cached_property
    def indicator_lists(self) -> tuple[IndicatorList, ...]:
        """The lists of indicators with their levels; none in an evaluation."""
        return tuple(
            IndicatorList(path / key, getattr(part, name), part)
            for path, part in self.parts_where(_lists_of_indicators)
            for name, key in _lists_of_indicators(type(part))
        )

    @property
    def placed_indicators(self) -> tuple[tuple[DataPath, Indicator], ...]:
        """Every indicator with its path."""
        return self.parts(Indicator)

    @cached_property
    def levels(self) -> dict[Levels, DataPath]:
        """The pairs of levels that the indicators have, each with its first place."""
        first: dict[Levels, DataPath] = {}
        for path, indicator in self.placed_indicators:
            first.setdefault((indicator.level_one, indicator.level_two), path)
        return first


def _required(part: object, kind: type[T]) -> T:
    if isinstance(part, kind):
        return part
    raise TypeError(f"this rule is not for {type(part).__name__}")


@cache
def _lists_of_indicators(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold lists of indicators: attribute and key."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
        and any(issubclass(each, Indicator) for each in models_in(field.annotation))
    )
