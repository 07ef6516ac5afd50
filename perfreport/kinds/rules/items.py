"""Rules about what is listed twice: units, projects, tasks, subjects, goals, indicators."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.blocks.fields import SharedByRows, is_needed
from perfreport.blocks.model import Indicator
from perfreport.blocks.sums import name_of
from perfreport.blocks.walk import attributes, keys_of, keys_of_items, keys_of_lists
from perfreport.checks.bases import (
    LISTED_ONCE,
    TARGET_RULES,
    WITH_LEVELS,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.likeness import plain_text

_SHORTEST_GOAL = 10
"""Characters from which on a goal says something that is true of one project alone."""
_LIKENESS_OF_EDITIONS = 0.8
# 一期 and 二期 of one project, or 2023年 and 2024年, may well have one goal.
_NUMERALS = regex(r"[\d一二三四五六七八九十ⅠⅡⅢⅣⅤ上下]+")
_MOST_QUOTED = 24
_WORD_FOR_AN_ITEM = regex("(?:任务|目标)$")
_ADVICE = "请核对；内容也重复的删去一个，确是两个{}的，请把名称写得能够区分"
# Two rows of one subject are one sum; nothing tells them apart by name.
_ADVICE_ON_SUBJECTS = "请核对；同一科目的金额合并成一行，科目写错的改正，整行多写的删去"


class _List(NamedTuple):
    """Items that stand together, each to be listed once.

    Attributes:
        path: of the list.
        key: of an item's name; none where the items are texts.
        what: an item is.
        names: of the items.
    """

    path: DataPath
    key: DataPath
    what: str
    names: Sequence[str]


@rule(
    "ITEM-001",
    "重复的条目",
    checks="同一份清单里，资金使用单位、项目、任务、科目、目标各只列一次",
    basis=LISTED_ONCE,
)
def listed_once(case: Case) -> Iterator[Remark]:
    """No unit, project, task, subject or goal is in its list twice."""
    for listed in _lists(case):
        # 课题研究（一期） and 课题研究 (一期) are one; a name of signs alone has no plain text.
        for position, before in _repeated(plain_text(name) or name for name in listed.names):
            name = _short(listed.names[position])
            yield remark(
                listed.path / position / listed.key,
                f"第{position + 1}个{listed.what}{name}与第{before + 1}个重复",
                _ADVICE_ON_SUBJECTS if listed.what == "科目" else _ADVICE.format(listed.what),
            )


def _repeated(names: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The position of each name that was there before, with the first position of it."""
    first: dict[Hashable, int] = {}
    for position, name in enumerate(names):
        if (before := first.setdefault(name, position)) != position:
            yield position, before


def _lists(case: Case) -> Iterator[_List]:
    for path, part in case.parts_where(_keys_of_lists):
        keys = _keys_of_lists(type(part))
        for key, name in attributes(type(part)).items():
            if key in keys and (items := getattr(part, name)):
                yield from _list(path / key, items)


@cache
def _keys_of_lists(model: type[BaseModel]) -> frozenset[str]:
    """The keys in ``model`` and inside it under which stand lists, but for those of indicators."""
    # Indicators of one name may differ in their levels; rules of their own look at both.
    keys = keys_of_lists(model) | keys_of_items(model)
    return frozenset(key for key in keys if not key.endswith("指标"))


def _list(path: DataPath, items: Sequence[str | BaseModel]) -> Iterator[_List]:
    """The list of ``items`` at ``path``; none where they need not be named."""
    word = _WORD_FOR_AN_ITEM.search(str(path[-1]))
    what = word.group() if word else str(path[-1])
    model = type(items[0])
    if not issubclass(model, BaseModel):
        yield _List(path, DataPath(), what, [str(item) for item in items])
        return
    key, name = next(iter(attributes(model).items()))
    # Deductions begin with a reason that may be left out, and several may have one reason.
    field = model.model_fields[name]
    names = [getattr(item, name) for item in items]
    # Of a form that does not print them there may be none.
    if is_needed(field) and SharedByRows not in field.metadata and all(names):
        yield _List(path, DataPath(key), what if key == "名称" else key, names)


@rule(
    "IND-009",
    "重复的指标",
    checks="同一项目（部门）之下，级别和名称都相同的指标只列一次",
    basis=TARGET_RULES,
    kinds=WITH_LEVELS,
)
def indicators_listed_once(case: Case) -> Iterator[Remark]:
    """No list holds the same indicator twice: by levels and name."""
    for path, indicators, _ in case.indicator_lists:
        # 研究报告数量 may be counted under 数量指标 and judged under 质量指标.
        levels = ((one.level_one, one.level_two, "".join(one.name.split())) for one in indicators)
        yield from listed_again(path, [one.name for one in indicators], levels)


def listed_again(
    path: DataPath, names: Sequence[str], known_by: Iterable[Hashable]
) -> Iterator[Remark]:
    """Remarks on those of the ``names`` in the list at ``path`` by which one is known again."""
    for position, before in _repeated(known_by):
        yield remark(
            path / position / "名称",
            f"{quote(names[position])}在第{before + 1}条已经列过，又列了一次",
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
    first: dict[str, BaseModel] = {}
    for path, part, goal in _goals(case):
        text = "".join(goal.split())
        before = first.setdefault(text, part)
        # 完成年度课题。 is true of many projects; copying it is no slip.
        if before is part or len(text) < _SHORTEST_GOAL or _are_one(name_of(before), name_of(part)):
            continue
        owner, other = _short(name_of(part)), _short(name_of(before))
        (key,) = keys_of(type(part), "goal")
        yield remark(
            path / key,
            f"{owner}的{key}与{other}的一字不差：{_short(goal)}",
            f"请核对是否复制后没有改，按{owner}的内容重写",
        )


def _goals(case: Case) -> Iterator[tuple[DataPath, BaseModel, str]]:
    """What has a goal, such as a project or task, each with its place and the goal."""
    # Most parts of a document are indicators, and they have none.
    for path, part in case.parts_where(lambda each: not issubclass(each, Indicator)):
        if goal := getattr(part, "goal", None):
            yield path, part, "\n".join(goal)


def _are_one(one: str, other: str) -> bool:
    """Whether two names are the same, or those of one project in two years or phases."""
    if plain_text(one) == plain_text(other):
        return True
    numerals = [_NUMERALS.findall(name) for name in (one, other)]
    words = [_NUMERALS.sub("", name) for name in (one, other)]
    # Names without any numeral in which they differ are of two projects, however alike.
    if numerals[0] == numerals[1]:
        return False
    from perfreport.compare.likeness import likeness  # late: few projects have one goal

    return likeness(*words) >= _LIKENESS_OF_EDITIONS


def _short(text: str) -> str:
    return quote(shown(text, _MOST_QUOTED))
