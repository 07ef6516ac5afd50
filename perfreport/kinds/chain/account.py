"""What documents of a year state about it, whatever their kind: the links of the chain.

Targets, monitoring and evaluation state the same projects, money and indicators under other names.
An account has them under one, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import GAP, PENDING, Amount, Score
from perfreport.blocks.model import Document, EvaluationTable, Indicator
from perfreport.blocks.walk import walk
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import core_name, plain_text
from perfreport.checks.targets import SIGNS_BEFORE
from perfreport.kinds.chain.money import Money, is_known, money_of
from perfreport.kinds.department_evaluation.model import DepartmentEvaluation, EvaluatedTask
from perfreport.kinds.department_monitoring.model import DepartmentMonitoring, MonitoredTask
from perfreport.kinds.department_targets.model import DepartmentTargets, Task
from perfreport.kinds.evaluation.model import EvaluatedIndicator
from perfreport.kinds.evaluation.values import is_qualitative
from perfreport.kinds.monitoring.model import MonitoredIndicator, MonitoringTable
from perfreport.kinds.project_evaluation.model import EvaluatedProject
from perfreport.kinds.project_monitoring.model import MonitoredProject
from perfreport.kinds.project_targets.model import Project, SpendingUnit
from perfreport.kinds.self_evaluation.model import KeyTask, SelfEvaluation
from perfreport.kinds.self_evaluation.sections import KeyIndicator
from perfreport.kinds.transfer_evaluation.model import EvaluatedTransfer

_PROJECTS = (Project, MonitoredProject, EvaluatedProject, EvaluatedTransfer)
_TASKS = (Task, MonitoredTask, EvaluatedTask, KeyTask)
_PLANNED = ("content", "goal")
_COSTS = ("amount", "annual")
EXACT_SIGNS = ("=", "＝")
"""What says that a number is meant as it is."""
_SIGNS = (*SIGNS_BEFORE, *EXACT_SIGNS)


@dataclass(frozen=True)
class StatedIndicator:
    """An indicator in whatever document (绩效指标).

    Attributes:
        document: position of the document, from 1; 0 for the one that is compared.
        path: of the indicator in it.
        name: of the indicator; empty where that is yet to be filled in.
        target: what the year is to reach, with sign and unit; empty where it is withheld or open.
        key: under which the target stands.
        place: where it stands, in words.
        project: name of its project; empty for an indicator of the whole department.
        is_classified: whether it, or its whole project, is; a public report does not speak of it.
        part: as it stands there.
    """

    document: int
    path: DataPath
    name: str
    target: str
    key: str
    place: str
    project: str
    is_classified: bool
    part: Indicator | KeyIndicator

    @cached_property
    def core_name(self) -> str:
        """The name without its level, notes in brackets and 指标 or 情况 at its end."""
        return core_name(self.name)

    @property
    def part_is_classified(self) -> bool:
        """Whether it is so by itself, in a project that is not."""
        return bool(getattr(self.part, "classified", False))

    @property
    def state(self) -> str:
        """How far it is: what was achieved, or what a monitoring saw; empty where nothing says."""
        match self.part:
            case EvaluatedIndicator(actual=str() as state) | KeyIndicator(actual=str() as state):
                return filled(state)
            case MonitoredIndicator(current_value=str() as state):
                return filled(state)
        return ""

    @property
    def forecast(self) -> str:
        """What a monitoring expects of the end of the year; empty where nothing says."""
        return filled(getattr(self.part, "forecast_value", None))

    @property
    def cycle_target(self) -> str:
        """What all years are to reach, with sign and unit; empty where it is withheld or open."""
        part = self.part
        if not isinstance(part, Indicator) or part.classified or not filled(part.cycle_value):
            return ""
        return whole_target(filled(part.cycle_value), filled(part.sign), filled(part.unit))

    @property
    def is_exact(self) -> bool:
        """Whether its target is said to be meant as it is (＝)."""
        sign = getattr(self.part, "sign", None)
        return sign in EXACT_SIGNS or self.target.startswith(EXACT_SIGNS)

    @property
    def state_key(self) -> str:
        """Under which ``state`` stands."""
        return "执行情况" if isinstance(self.part, MonitoredIndicator) else "实际完成值"

    @property
    def levels(self) -> tuple[str, str]:
        """一级 and 二级, as typed; empty where there is none."""
        part = self.part
        if not isinstance(part, Indicator):
            return "", ""
        return filled(part.level_one), filled(part.level_two)

    @property
    def weight(self) -> Score | None:
        """Its points; None where they are not stated."""
        weight = getattr(self.part, "weight", None)
        return weight if isinstance(weight, Score) and weight.is_known else None


def filled(text: str | None) -> str:
    """``text``, or nothing where it is yet to be filled in."""
    return "" if not text or text == PENDING or GAP in text else text


def whole(paragraphs: Sequence[str] | None) -> tuple[str, ...]:
    """``paragraphs``, or none where something in them is yet to be filled in."""
    there = tuple(map(filled, paragraphs or ()))
    return there if all(there) else ()


def _target(part: Indicator | KeyIndicator) -> tuple[str, str]:
    """The target of an indicator with its key."""
    if isinstance(part, KeyIndicator):
        return filled(part.expected), "预期实现值"
    values = {
        # The year is held to its annual value, which may have been left out.
        "年度指标值": part.annual_value, "指标值": part.value, "实施周期指标值": part.cycle_value,
    }  # fmt: skip
    for key, text in values.items():
        if not part.classified and filled(text):
            return whole_target(filled(text), filled(part.sign), filled(part.unit)), key
    return "", next((key for key, text in values.items() if text), "年度指标值")


def whole_target(text: str, sign: str, unit: str) -> str:
    """A target in one text, whose sign (计算符号) and unit (度量单位) may stand apart."""
    # That a number is meant as it is goes without saying.
    is_said = text.startswith(_SIGNS) or sign in ("", *EXACT_SIGNS) or is_qualitative(sign)
    before = "" if is_said else sign
    behind = "" if not unit or text.endswith(unit) else unit
    return f"{before}{text}{behind}"


@dataclass(frozen=True)
class StatedProject:
    """A project in whatever document (项目).

    Attributes:
        path: of the project in its document.
        name: of the project.
        implementer: the unit that carries it out; empty where nothing says.
        implementer_path: where that stands.
        goal: 绩效目标, a paragraph each.
        goal_key: under which it stands.
        money: by source and role.
        indicators: in the order of the document.
        is_classified: whether all of it is (涉密).
        part: as it stands there.
    """

    path: DataPath
    name: str
    implementer: str
    implementer_path: DataPath
    goal: tuple[str, ...]
    goal_key: str
    money: Money
    indicators: tuple[StatedIndicator, ...]
    is_classified: bool
    part: BaseModel

    @property
    def identity(self) -> tuple[str, str]:
        """What tells it from other projects of its stage."""
        return plain_text(self.name), plain_text(self.implementer)


@dataclass(frozen=True)
class StatedTask:
    """A key task of a department in whatever document (年度重点工作任务).

    Attributes:
        document: as of an indicator.
        path: of the task in it.
        name: of the task; empty where that is yet to be filled in.
        texts: what is to be done and reached, by keys, a paragraph each; what was done is none.
        money: what it is to cost; None where that is not stated.
        money_key: under which that stands.
    """

    document: int
    path: DataPath
    name: str
    texts: Mapping[str, tuple[str, ...]]
    money: Amount | None
    money_key: str

    @cached_property
    def core_name(self) -> str:
        """As of an indicator."""
        return core_name(self.name)


def _task(document: int, path: DataPath, part: BaseModel) -> StatedTask:
    keys = {name: str(field.alias) for name, field in type(part).model_fields.items()}
    texts = {keys[name]: whole(getattr(part, name)) for name in _PLANNED if name in keys}
    money_name = next((name for name in _COSTS if name in keys), "")
    money = getattr(part, money_name, None)
    return StatedTask(
        document,
        path,
        filled(getattr(part, "name", None)),
        {key: text for key, text in texts.items() if text},
        money if is_known(money) else None,
        keys.get(money_name, ""),
    )


@dataclass(frozen=True)
class Account:
    """A document of the year as a link of the chain.

    Attributes:
        document: as it is.
        position: among the earlier ones, from 1; 0 for the one that is compared.
    """

    document: Document
    position: int = 0

    @property
    def called(self) -> str:
        """The document in the words of a comment: its kind, of a monitoring its period."""
        document = self.document
        return f"{document.period}监控" if isinstance(document, MonitoringTable) else document.kind

    @property
    def short(self) -> str:
        """What officers call it among the documents of its year."""
        match self.document:
            case DepartmentTargets():
                return "部门申报表"
            case SelfEvaluation():
                return "自评报告"
            case MonitoringTable():
                return "监控表"
            case EvaluationTable():
                return "自评表"
        return self.document.kind

    def is_before(self, later: Account) -> bool:
        """Whether it is a monitoring of fewer months of the year than what comes ``later``."""
        months = getattr(self.document, "months", None)
        if not isinstance(self.document, MonitoringTable) or months is None:
            return False
        if not isinstance(later.document, MonitoringTable):
            return bool(months.first == 1)
        others = later.document.months
        return others is not None and months.first == others.first and months.last < others.last

    @cached_property
    def projects(self) -> tuple[StatedProject, ...]:
        """Its projects; none of what tells of a department as a whole."""
        return tuple(self._projects())

    def _projects(self) -> Iterator[StatedProject]:
        unit, unit_path = "", DataPath()
        for path, part in walk(self.document):
            if isinstance(part, SpendingUnit):
                unit, unit_path = filled(part.name), path / "名称"
            elif isinstance(part, _PROJECTS):
                is_classified = bool(getattr(part, "classified", False))
                name = filled(part.name)
                indicators = self._indicators(part, path, name, is_classified=is_classified)
                own = filled(getattr(part, "implementer", None))
                yield StatedProject(
                    path,
                    name,
                    own or unit,
                    path / "实施单位" if own else unit_path,
                    whole(part.goal),
                    str(type(part).model_fields["goal"].alias),
                    money_of(part),
                    tuple(indicators),
                    is_classified,
                    part,
                )

    @cached_property
    def indicators(self) -> tuple[StatedIndicator, ...]:
        """All of them, in the order of the document."""
        if self.projects:
            return tuple(each for project in self.projects for each in project.indicators)
        return tuple(self._indicators(self.document, DataPath(), ""))

    def _indicators(
        self, part: BaseModel, path: DataPath, project: str, *, is_classified: bool = False
    ) -> Iterator[StatedIndicator]:
        is_declared = isinstance(self.document, DepartmentTargets)
        called = "部门整体申报表" if is_declared else self.short
        place = f"项目{quote(project)}" if project else called
        for inside, each in walk(part):
            if isinstance(each, Indicator | KeyIndicator):
                target, key = _target(each)
                yield StatedIndicator(
                    self.position,
                    DataPath(*path, *inside),
                    filled(each.name),
                    target,
                    key,
                    place,
                    project,
                    is_classified or getattr(each, "classified", False),
                    each,
                )

    @property
    def goals(self) -> tuple[str, ...]:
        """Those of the department as a whole, a paragraph each."""
        document = self.document
        if isinstance(document, DepartmentTargets | SelfEvaluation):
            return whole(document.goals)
        if isinstance(document, DepartmentMonitoring | DepartmentEvaluation):
            return whole(document.goal)
        return ()

    @property
    def goal_place(self) -> DataPath:
        """Where they stand."""
        fields = type(self.document).model_fields
        return DataPath(*(str(fields[each].alias) for each in ("goals", "goal") if each in fields))

    @cached_property
    def tasks(self) -> tuple[StatedTask, ...]:
        """The key tasks of the department, in the order of the document."""
        found = (each for each in walk(self.document) if isinstance(each[1], _TASKS))
        return tuple(_task(self.position, path, part) for path, part in found)

    @cached_property
    def money(self) -> Money:
        """That of the department as a whole."""
        return money_of(self.document)
