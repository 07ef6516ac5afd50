"""Slips in indicators and lists."""

from __future__ import annotations

from random import Random

from perfreport.basics.addresses import DataPath
from tests.checks.slips.slip import Slip, Tree, appended, at, put, values

_LISTS = {"项目", "资金使用单位", "年度重点工作任务", "决算支出", "构成"}
_GOALS = {"预期目标", "绩效目标", "期望达到的目标", "任务绩效目标", "年度总体目标"}


def _twice(tree: Tree, random: Random) -> DataPath | None:
    """The name of one item typed again for the next."""
    names = [path for path, _ in values(tree) if path[-1] in ("名称", "科目")]
    later = [
        path for path in names if path[-3] in _LISTS and isinstance(path[-2], int) and path[-2] > 0
    ]
    if not later:
        return None
    path = random.choice(later)
    put(tree, path, at(tree, path[:-2] / 0 / path[-1]))
    return path


def _copied_goal(tree: Tree, random: Random) -> DataPath | None:
    """The goal of one project or task typed again for another."""
    goals = [path for path in _paths_of(tree, _GOALS) if _is_long(at(tree, path))]
    pairs = [(one, other) for i, one in enumerate(goals) for other in goals[i + 1 :]]
    pairs = [pair for pair in pairs if _are_apart(*(_owner(tree, path) for path in pair))]
    if not pairs:
        return None
    source, path = random.choice(pairs)
    put(tree, path, at(tree, source))
    return path


def _are_apart(one: str, other: str) -> bool:
    """Whether neither may be the other in another year or phase, as 第3季度 before a name says."""
    return one not in other and other not in one


def _paths_of(tree: Tree, keys: set[str]) -> list[DataPath]:
    found = {
        path[: position + 1]: None
        for path, _ in values(tree)
        for position, key in enumerate(path)
        if key in keys
    }
    return list(found)


def _is_long(texts: list[str]) -> bool:
    return len("".join(texts)) >= 20


def _owner(tree: Tree, path: DataPath) -> str:
    return str(at(tree, path[:-1] / "名称"))


def _over_the_whole(tree: Tree, random: Random) -> DataPath | None:
    return appended(tree, random, f"，群众满意度达到{random.randint(101, 999)}%")


def _limit_twice(tree: Tree, random: Random) -> DataPath | None:
    words = ("≥{}%以上", "不少于{}人以上", "不低于{}次以上", "不超过{}天以内", "约{}人左右")
    limit = random.choice(words).format(random.randint(2, 99))
    return appended(tree, random, f"，达到{limit}")


INDICATOR_SLIPS = (
    Slip("one item listed twice", "ITEM-001", (), _twice),
    Slip("one goal copied to another", "ITEM-002", (), _copied_goal),
    Slip("a share of more than the whole", "IND-012", (), _over_the_whole),
    Slip("a limit said twice", "IND-013", (), _limit_twice),
)
