"""Rules about offices that a document names in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.kinds.project_targets.model import ProjectTargets

_BEFORE_YEAR = re.compile(r"[^\d（(“《]{6,}?(?=(?:19|20)\d\d)")
_SHARED_START = 4
_ENDS_LIKE_AN_OFFICE = re.compile(r".*(?:[委局会办厅部院校站所队处科室署]|中心)")


@rule(
    "TEXT-019",
    "单位的名称",
    checks="项目名称开头的单位名称前后一致",
    basis="同一单位在一份文书中用同一名称",
    kinds=(ProjectTargets,),
)
def offices_named_alike(case: Case) -> Iterator[Remark]:
    """Where project names begin with the spending unit, all begin with the same name of it."""
    for position, unit in enumerate(case.of(ProjectTargets).units):
        names = [project.name for project in unit.projects]
        # In most documents projects are not called after their unit, and any start may be a place.
        if not any(name.startswith(unit.name) for name in names):
            continue
        for number, name in enumerate(names):
            start = _BEFORE_YEAR.match(name)
            if start and _is_short_for(start.group(), unit.name):
                yield remark(
                    DataPath("资金使用单位", position, "项目", number, "名称"),
                    f"项目名称中的单位写作{quote(start.group())}，其他项目写作{quote(unit.name)}",
                    f"请统一写作{quote(unit.name)}；原件如此的可照录",
                )


def _is_short_for(short: str, name: str) -> bool:
    """Whether ``short`` is ``name`` with some characters left out, more than half of it kept."""
    if short == name or not _ENDS_LIKE_AN_OFFICE.fullmatch(short):
        return False
    if short[:_SHARED_START] != name[:_SHARED_START]:
        return False
    rest = iter(name)
    return len(short) * 2 > len(name) and all(character in rest for character in short)
