"""Slips in monitoring tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

from perfreport.basics.addresses import DataPath
from tests.checks.slips.slip import Slip, Tree, at, put

_KINDS = ("项目支出绩效监控表",)


def _indicators(tree: Tree, which: Callable[[Tree], Any]) -> list[DataPath]:
    """The places of the indicators that are ``which``."""
    return [
        DataPath("项目", position, "绩效指标", number)
        for position, project in enumerate(tree["项目"])
        for number, each in enumerate(project["绩效指标"])
        if which(each)
    ]


def _one_of(places: list[DataPath], random: Random) -> DataPath | None:
    return random.choice(places) if places else None


def _is_missed(indicator: Tree) -> bool:
    return "原因说明" in indicator


def _is_reached(indicator: Tree) -> bool:
    return indicator["二级"] == "数量指标" and not _is_missed(indicator)


def _out_of_reach(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of(_indicators(tree, _is_reached), random)) is None:
        return None
    at(tree, path).update({"偏差原因分析": {"其他": True}, "原因说明": ["用地没有落实"]})
    put(tree, path / "完成目标可能性", "完全不可能")
    return path / "完成目标可能性"


def _too_sure(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of(_indicators(tree, _is_missed), random)) is None:
        return None
    put(tree, path / "完成目标可能性", "确定能")
    return path / "完成目标可能性"


def _no_cause(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of(_indicators(tree, _is_missed), random)) is None:
        return None
    del at(tree, path)["偏差原因分析"]
    return path / "偏差原因分析"


def _no_note(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of(_indicators(tree, _is_missed), random)) is None:
        return None
    del at(tree, path)["原因说明"]
    return path / "原因说明"


def _more_than_foreseen(tree: Tree, random: Random) -> DataPath | None:
    path = _one_of(_indicators(tree, lambda each: each["二级"] == "数量指标"), random)
    assert path is not None
    forecast = int(at(tree, path)["全年预计完成情况"].removesuffix("个"))
    put(tree, path / "执行情况", f"{forecast + random.randint(1, 9)}个")
    return path / "全年预计完成情况"


def _month_too_early(tree: Tree, random: Random) -> DataPath | None:
    last = int("".join(filter(str.isdigit, tree["监控期间"].split("-")[-1])))
    tree["填报月份"] = random.randint(1, last - 1)
    return DataPath("填报月份")


def _rows(tree: Tree) -> Iterator[DataPath]:
    """The rows of money of projects that state no total, but for the total."""
    for position, project in enumerate(tree["项目"]):
        for source in project["资金"] if "合计" not in project["资金"] else ():
            yield DataPath("项目", position, "资金", source)


def _less_in_the_year(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of([*_rows(tree)], random)) is None:
        return None
    spent = Decimal(at(tree, path)["执行数"])
    put(tree, path / "全年预计执行数", str(spent - Decimal("0.01")))
    return path / "全年预计执行数"


def _more_than_planned(tree: Tree, random: Random) -> DataPath | None:
    if (path := _one_of([*_rows(tree)], random)) is None:
        return None
    put(tree, path / "全年预计执行数", str(Decimal(at(tree, path)["年初预算数"]) + Decimal("0.01")))
    return path / "全年预计执行数"


def _hardly_spent(tree: Tree, random: Random) -> DataPath | None:
    """Money of a project of which a tenth was spent, in a table that goes on to August."""
    places = [path for path in _rows(tree) if len(at(tree, path.parent)) == 1]
    if (path := _one_of(places, random)) is None:
        return None
    tree.update({"监控期间": "1-8月", "填报月份": 9})
    put(
        tree,
        path / "执行数",
        str((Decimal(at(tree, path)["年初预算数"]) / 10).quantize(Decimal("0.01"))),
    )
    return path.parent / "合计" / "执行率"


MONITORING_SLIPS: tuple[Slip, ...] = (
    Slip("out of reach though it will be reached", "MON-001", _KINDS, _out_of_reach),
    Slip("too sure", "MON-001", _KINDS, _too_sure),
    Slip("no cause", "MON-002", _KINDS, _no_cause),
    Slip("no explanation", "MON-003", _KINDS, _no_note),
    Slip("more than the year will bring", "MON-004", _KINDS, _more_than_foreseen),
    Slip("a month too early", "MON-005", _KINDS, _month_too_early),
    Slip("hardly anything spent", "MON-011", _KINDS, _hardly_spent),
    Slip("less spent in the year", "MON-012", _KINDS, _less_in_the_year),
    Slip("more than was planned", "MON-013", _KINDS, _more_than_planned),
)
