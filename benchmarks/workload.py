"""The documents that are rendered: lists of projects made after a published one (增城区, 2024).

Every project has a name, a goal and indicators of its own, put together from the clauses and
indicators of the published projects; their characters are drawn from all of GB 2312, so that no
engine gains by remembering what it has set, unless the published wording itself is asked for.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import accumulate, chain
from random import Random
from string import printable
from typing import NamedTuple

import perfreport
from benchmarks.characters import HANZI, drawn
from benchmarks.sheet import sheet_of
from perfreport import ProjectTargets
from perfreport.basics import resources
from perfreport.blocks.model import Indicator
from perfreport.kinds.project_targets.model import Project, SpendingUnit

_SOURCE = resources.examples() / "zengcheng-2024-project-targets.yaml"
_CLAUSE_END = re.compile("[，。；\n]")
_GOAL_CHARACTERS = 150
_CLAUSES = 20
_INDICATORS = 4
_ENOUGH_PROJECTS = 1_000
"""After so many projects, every clause and every indicator has been used."""


class _Stock(NamedTuple):
    """What projects are made of."""

    names: tuple[str, ...]
    clauses: tuple[str, ...]
    indicators: tuple[Indicator, ...]


def project_targets(
    count: int, seed: int = 0, *, published_wording: bool = False
) -> ProjectTargets:
    """项目支出绩效目标表 of ``count`` projects of about 400 characters; each ``seed`` its own."""
    published = _published()
    chance = Random(seed)
    projects = tuple(_project(number, chance) for number in range(1, count + 1))
    if not published_wording:
        projects = tuple(_drawn(each, chance) for each in projects)
    return ProjectTargets(
        form=published.form,
        year=published.year,
        department=published.department,
        units=(SpendingUnit(name=published.department, projects=projects),),
    )


@cache
def alphabet() -> str:
    """Every character that the texts of such documents may have, in order."""
    sheet = sheet_of(project_targets(_ENOUGH_PROJECTS, published_wording=True))
    texts = chain(sheet.header, *sheet.rows, (sheet.title, sheet.department, sheet.unit))
    return "".join(sorted({*printable, "—", *HANZI, *chain.from_iterable(texts)}))


def _project(number: int, chance: Random) -> Project:
    stock = _stock()
    return Project(
        name=f"{chance.choice(stock.names)}（第{number}号）",
        appropriation=Decimal(chance.randrange(1, 10_000)) / 100,
        goal=_goal(chance.sample(stock.clauses, _CLAUSES)),
        indicators=tuple(
            _indicator(each, chance) for each in chance.sample(stock.indicators, _INDICATORS)
        ),
    )


def _drawn(project: Project, chance: Random) -> Project:
    """``project`` in other characters."""
    indicators = (
        each.model_copy(update={"name": drawn(each.name, chance)}) for each in project.indicators
    )
    return project.model_copy(
        update={
            "name": drawn(project.name, chance),
            "goal": tuple(drawn(each, chance) for each in project.goal or ()),
            "indicators": tuple(indicators),
        }
    )


def _goal(clauses: list[str]) -> str:
    lengths = accumulate(len(clause) + 1 for clause in clauses)
    enough = sum(length < _GOAL_CHARACTERS for length in lengths)
    return "，".join(clauses[:enough]) + "。"


def _indicator(published: Indicator, chance: Random) -> Indicator:
    """``published`` with values of its own."""
    value = f"≥{chance.randrange(6000, 10_000) / 100}%"
    return published.model_copy(update={"cycle_value": value, "annual_value": value})


@cache
def _published() -> ProjectTargets:
    document = perfreport.load(_SOURCE)
    assert isinstance(document, ProjectTargets)
    return document


@cache
def _stock() -> _Stock:
    projects = [
        project
        for unit in _published().units
        for project in unit.projects
        if not project.classified
    ]
    goals = (paragraph for project in projects for paragraph in project.goal or ())
    clauses = (clause for goal in goals for clause in _CLAUSE_END.split(goal) if clause)
    return _Stock(
        tuple(project.name for project in projects),
        tuple(dict.fromkeys(clauses)),
        tuple(indicator for project in projects for indicator in project.indicators),
    )
