"""Rules about what is listed twice: units, projects, tasks, subjects, goals, indicators."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import shown
from perfreport.blocks.model import Document
from perfreport.checks.bases import DECLARATIONS, EVALUATION_RULES, LISTED_ONCE, TARGET_RULES
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.likeness import plain_text
from perfreport.compare.likeness import likeness
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_SHORTEST_GOAL = 10
"""Characters from which on a goal says something that is true of one project alone."""
_LIKENESS_OF_EDITIONS = 0.8
# 一期 and 二期 of one project, or 2023年 and 2024年, may well have one goal.
_NUMERALS = re.compile(r"[\d一二三四五六七八九十ⅠⅡⅢⅣⅤ上下]+")
_MOST_QUOTED = 24
_ADVICE = "请核对；内容也重复的删去一个，确是两个{}的，请把名称写得能够区分"
_ADVICE_ON_SUBJECTS = "请核对；同一科目的金额合并成一行，科目写错的改正，整行多写的删去"


class _List(NamedTuple):
    """Items that stand together, each to be listed once.

    Attributes:
        path: of the list.
        key: of an item's name; empty where the items are texts.
        what: an item is.
        names: of the items.
    """

    path: DataPath
    key: str
    what: str
    names: Sequence[str]

    def place(self, position: int) -> DataPath:
        """The path of the name at ``position``."""
        return self.path / position / self.key if self.key else self.path / position


class _Goal(NamedTuple):
    """What a project or task is to achieve, or achieved."""

    path: DataPath
    owner: str
    text: str


@rule(
    "ITEM-001",
    "重复的条目",
    checks="同一份清单里，资金使用单位、项目、任务、科目、目标各只列一次",
    basis=LISTED_ONCE,
)
def listed_once(case: Case) -> Iterator[Remark]:
    """No unit, project, task, subject or goal is in its list twice."""
    for listed in _lists(case.document):
        for position, before in _repeated(plain_text(name) or name for name in listed.names):
            name = _short(listed.names[position])
            yield remark(
                listed.place(position),
                f"第{position + 1}个{listed.what}{name}与第{before + 1}个重复",
                _ADVICE_ON_SUBJECTS if listed.what == "科目" else _ADVICE.format(listed.what),
            )


def _repeated(names: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The position of each name that was there before, with the first position of it."""
    first: dict[Hashable, int] = {}
    for position, name in enumerate(names):
        if (before := first.setdefault(name, position)) != position:
            yield position, before


def _lists(document: Document) -> Iterator[_List]:
    match document:
        case DepartmentTargets():
            yield _List(DataPath("总体绩效目标"), "", "目标", document.goals)
            tasks = [task.name for task in document.tasks]
            yield _List(DataPath("年度重点工作任务"), "名称", "任务", tasks)
        case ProjectTargets():
            yield from _units_and_projects(document)
        case SelfEvaluation():
            tasks = [task.name for task in document.key_tasks]
            yield _List(DataPath("年度重点工作任务"), "名称", "任务", tasks)
            yield _List(DataPath("部门整体支出绩效目标"), "", "目标", document.goals)
            subjects = [part.subject for part in document.revenue.subjects]
            yield _List(DataPath("年初预算收入", "构成"), "科目", "科目", subjects)
            subjects = [part.subject for part in document.final_account]
            yield _List(DataPath("决算支出"), "科目", "科目", subjects)


def _units_and_projects(document: ProjectTargets) -> Iterator[_List]:
    path = DataPath("资金使用单位")
    yield _List(path, "名称", "资金使用单位", [unit.name for unit in document.units])
    for position, unit in enumerate(document.units):
        projects = [project.name for project in unit.projects]
        yield _List(path / position / "项目", "名称", "项目", projects)


@rule(
    "IND-009",
    "重复的指标",
    checks="同一项目（部门）之下，级别和名称都相同的指标只列一次",
    basis=TARGET_RULES,
    kinds=DECLARATIONS,
)
def indicators_listed_once(case: Case) -> Iterator[Remark]:
    """No list holds the same indicator twice: by levels and name."""
    for path, indicators, _ in case.indicator_lists:
        names = ((one.level_one, one.level_two, "".join(one.name.split())) for one in indicators)
        for position, before in _repeated(names):
            yield _listed_again(path, position, indicators[position].name, before)


@rule(
    "IND-023",
    "重复的关键指标",
    checks="同一关键指标只列一次",
    basis=EVALUATION_RULES,
    kinds=(SelfEvaluation,),
)
def key_indicators_listed_once(case: Case) -> Iterator[Remark]:
    """The evaluation reports on no key indicator twice."""
    names = [each.name for each in case.of(SelfEvaluation).effectiveness.indicators]
    for position, before in _repeated(names):
        yield _listed_again(DataPath("履职效能", "关键指标"), position, names[position], before)


def _listed_again(path: DataPath, position: int, name: str, before: int) -> Remark:
    return remark(
        path / position / "名称",
        f"{quote(name)}在第{before + 1}条已经列过，又列了一次",
        "请删去重复的一条，或改正名称",
    )


@rule(
    "ITEM-002",
    "照抄的绩效目标",
    checks="名称不同的项目（任务），绩效目标不是同一段文字",
    basis=TARGET_RULES,
)
def goals_not_copied(case: Case) -> Iterator[Remark]:
    """No two projects or tasks have one and the same goal, unless they are one in two years."""
    first: dict[str, _Goal] = {}
    for goal in _goals(case):
        text = "".join(goal.text.split())
        before = first.setdefault(text, goal)
        if before is goal or len(text) < _SHORTEST_GOAL:
            continue
        if not _are_one(before.owner, goal.owner):
            yield remark(
                goal.path,
                f"{_short(goal.owner)}的{goal.path[-1]}与{_short(before.owner)}的一字不差："
                f"{_short(goal.text)}",
                f"请核对是否复制后没有改，按{_short(goal.owner)}的内容重写",
            )


def _goals(case: Case) -> Iterator[_Goal]:
    for path, project in case.parts(Project):
        if project.goal:
            yield _Goal(path / "绩效目标", project.name, "\n".join(project.goal))
    match case.document:
        case DepartmentTargets(tasks=tasks):
            for position, task in enumerate(tasks):
                path = DataPath("年度重点工作任务", position, "期望达到的目标")
                yield _Goal(path, task.name, "\n".join(task.goal))
        case SelfEvaluation(key_tasks=key_tasks):
            for position, done in enumerate(key_tasks):
                path = DataPath("年度重点工作任务", position, "任务绩效目标")
                yield _Goal(path, done.name, "\n".join(done.goal))


def _are_one(one: str, other: str) -> bool:
    """Whether two names are the same, or those of one project in two years or phases."""
    if plain_text(one) == plain_text(other):
        return True
    numerals = [_NUMERALS.findall(name) for name in (one, other)]
    words = [_NUMERALS.sub("", name) for name in (one, other)]
    return numerals[0] != numerals[1] and likeness(*words) >= _LIKENESS_OF_EDITIONS


def _short(text: str) -> str:
    return quote(shown(text, _MOST_QUOTED))
