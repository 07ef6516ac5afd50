"""What documents of a year state about it, whatever their kind: the links of the chain.

Targets, monitoring and evaluation state the same projects, money and indicators under other names.
An account has them under one, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.walk import walk
from perfreport.checks.targets import SIGNS_BEFORE
from perfreport.kinds.chain.money import Money, money_of
from perfreport.kinds.department_evaluation.model import DepartmentEvaluation
from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.evaluation.model import EvaluatedIndicator
from perfreport.kinds.evaluation.values import is_qualitative
from perfreport.kinds.monitoring.model import MonitoredIndicator, MonitoringTable
from perfreport.kinds.project_evaluation.model import EvaluatedProject
from perfreport.kinds.project_monitoring.model import MonitoredProject
from perfreport.kinds.project_targets.model import Project, SpendingUnit

_PROJECTS = (Project, MonitoredProject, EvaluatedProject)
_SIGNS = (*SIGNS_BEFORE, "=", "＝")


@dataclass(frozen=True)
class StatedIndicator:
    """An indicator in whatever document (绩效指标).

    Attributes:
        path: of the indicator in its document.
        part: as it stands there.
        is_classified: whether it, or its whole project, is.
    """

    path: DataPath
    part: Indicator
    is_classified: bool = False

    @property
    def name(self) -> str:
        """Of the indicator."""
        return self.part.name

    @property
    def target(self) -> str:
        """What the year is to reach, with its sign and unit; empty where it is withheld or open."""
        part = self.part
        if part.classified:
            return ""
        # The year is held to its annual value, which may have been left out.
        text = part.annual_value or part.value or part.cycle_value or ""
        return whole_target(text, part.sign, part.unit)

    @property
    def state(self) -> str:
        """How far it is: what was achieved, or what a monitoring saw; empty where nothing says."""
        match self.part:
            case EvaluatedIndicator(actual=str() as actual):
                return actual
            case MonitoredIndicator(current_value=str() as current):
                return current
        return ""


def whole_target(text: str, sign: str | None, unit: str | None) -> str:
    """A target in one text, whose sign (计算符号) and unit (度量单位) may stand apart."""
    if text in ("", PENDING):
        return text
    before = "" if text.startswith(_SIGNS) or not sign or is_qualitative(sign) else sign
    behind = "" if not unit or text.endswith(unit) else unit
    return f"{before}{text}{behind}"


@dataclass(frozen=True)
class StatedProject:
    """A project in whatever document (项目).

    Attributes:
        path: of the project in its document.
        name: of the project.
        implementer: the unit that carries it out; empty where nothing says.
        goal: 绩效目标, a paragraph each.
        money: by source and role.
        indicators: in the order of the document.
        is_classified: whether all of it is (涉密).
    """

    path: DataPath
    name: str
    implementer: str
    goal: tuple[str, ...]
    money: Money
    indicators: tuple[StatedIndicator, ...]
    is_classified: bool


@dataclass(frozen=True)
class Account:
    """A document of the year as a link of the chain.

    Attributes:
        document: as it is.
    """

    document: Document

    @property
    def called(self) -> str:
        """The document in the words of a comment: its kind, of a monitoring its period."""
        document = self.document
        return f"{document.period}监控" if isinstance(document, MonitoringTable) else document.kind

    @cached_property
    def projects(self) -> tuple[StatedProject, ...]:
        """Its projects; none of what tells of a department as a whole."""
        return tuple(self._projects())

    def _projects(self) -> Iterator[StatedProject]:
        unit = ""
        for path, part in walk(self.document):
            if isinstance(part, SpendingUnit):
                unit = part.name or ""
            elif isinstance(part, _PROJECTS):
                is_classified = bool(getattr(part, "classified", False))
                yield StatedProject(
                    path,
                    part.name,
                    getattr(part, "implementer", None) or unit,
                    tuple(part.goal or ()),
                    money_of(part),
                    tuple(_indicators(part, path, is_classified=is_classified)),
                    is_classified,
                )

    @cached_property
    def indicators(self) -> tuple[StatedIndicator, ...]:
        """Those of the department as a whole."""
        if self.projects:
            return ()
        return tuple(_indicators(self.document, DataPath()))

    @property
    def goals(self) -> tuple[str, ...]:
        """Those of the department as a whole, a paragraph each."""
        document = self.document
        if isinstance(document, DepartmentTargets):
            return tuple(document.goals)
        if isinstance(document, DepartmentMonitoring | DepartmentEvaluation):
            return tuple(document.goal or ())
        return ()

    @cached_property
    def money(self) -> Money:
        """That of the department as a whole."""
        return money_of(self.document)


def _indicators(
    part: BaseModel, path: DataPath, *, is_classified: bool = False
) -> Iterator[StatedIndicator]:
    for inside, each in walk(part):
        if isinstance(each, Indicator):
            place = DataPath(*path, *inside)
            yield StatedIndicator(place, each, is_classified or each.classified)

