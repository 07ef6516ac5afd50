"""A document with its form, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from perfreport.blocks.form import Form, IndicatorForm
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import Path
from perfreport.checks.engine.prose import Prose
from perfreport.checks.targets import Quantity, read_quantities
from perfreport.forms.schemes import Scheme
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation

T = TypeVar("T")
Levels = tuple[str | None, str | None]
"""The first and the second level of an indicator, by name."""


class IndicatorList(NamedTuple):
    """Indicators that stand together, of the department or of one project (绩效指标)."""

    path: Path
    indicators: tuple[Indicator, ...]
    project: Project | None = None


class PlacedProject(NamedTuple):
    """A project and where it stands."""

    path: Path
    project: Project


@dataclass(frozen=True)
class Case:
    """A document with the form it is printed on."""

    document: Document
    form: Form

    @property
    def scheme(self) -> Scheme | None:
        """The evaluation scheme that the form goes by."""
        return self.form.scheme

    @cached_property
    def prose(self) -> Prose:
        """All texts of the document."""
        return Prose(self.document)

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        """The quantities in ``text``, which is read once for all rules."""
        # Several rules ask for the same values, and reading them is what costs.
        if text not in self._quantities:
            self._quantities[text] = read_quantities(text, self.document.year)
        return self._quantities[text]

    @cached_property
    def _quantities(self) -> dict[str, tuple[Quantity, ...]]:
        return {}

    @property
    def department_targets(self) -> DepartmentTargets:
        """The document, for rules about 部门整体预算绩效目标申报表 alone."""
        return _required(self.document, DepartmentTargets)

    @property
    def project_targets(self) -> ProjectTargets:
        """The document, for rules about 项目支出绩效目标表 alone."""
        return _required(self.document, ProjectTargets)

    @property
    def self_evaluation(self) -> SelfEvaluation:
        """The document, for rules about 部门整体支出绩效自评报告 alone."""
        return _required(self.document, SelfEvaluation)

    @property
    def targets_form(self) -> IndicatorForm:
        """The form, for rules about indicators with levels alone."""
        return _required(self.form, IndicatorForm)

    @property
    def self_evaluation_form(self) -> Any:
        """The form, for rules about 部门整体支出绩效自评报告 alone."""
        return self.form

    @property
    def taxonomy(self) -> Taxonomy:
        """The form's taxonomy, for rules about the two declarations alone."""
        return self.targets_form.taxonomy

    @cached_property
    def projects(self) -> tuple[PlacedProject, ...]:
        """The projects of 项目支出绩效目标表; none in other kinds."""
        if not isinstance(self.document, ProjectTargets):
            return ()
        return tuple(
            PlacedProject(("资金使用单位", position, "项目", number), project)
            for position, unit in enumerate(self.document.units)
            for number, project in enumerate(unit.projects)
        )

    @cached_property
    def indicator_lists(self) -> tuple[IndicatorList, ...]:
        """The indicators of a declaration, list by list; none in an evaluation."""
        if isinstance(self.document, DepartmentTargets):
            return (IndicatorList(("绩效指标",), self.document.indicators),)
        return tuple(
            IndicatorList((*path, "绩效指标"), project.indicators, project)
            for path, project in self.projects
        )

    @cached_property
    def placed_indicators(self) -> tuple[tuple[Path, Indicator], ...]:
        """Every indicator of a declaration with its path."""
        return tuple(
            ((*path, position), indicator)
            for path, indicators, _ in self.indicator_lists
            for position, indicator in enumerate(indicators)
        )

    @cached_property
    def levels(self) -> dict[Levels, Path]:
        """The pairs of levels that the indicators have, each with its first place."""
        first: dict[Levels, Path] = {}
        for path, indicator in self.placed_indicators:
            first.setdefault((indicator.level_one, indicator.level_two), path)
        return first


def _required(part: object, kind: type[T]) -> T:
    if isinstance(part, kind):
        return part
    raise _unfit(part)


def _unfit(part: object) -> TypeError:
    return TypeError(f"this rule is not for {type(part).__name__}")
