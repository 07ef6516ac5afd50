"""Slips in evaluation tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

from perfreport.basics.addresses import DataPath
from tests.checks.slips.slip import Slip, Tree, at, put

_KINDS = ("项目支出绩效自评表",)


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


def _above_its_weight(tree: Tree, random: Random) -> DataPath | None:
    path = _one_of(_indicators(tree, lambda _: True), random)
    assert path is not None
    put(tree, path / "得分", str(Decimal(at(tree, path)["分值"]) + random.randint(1, 5)))
    return path / "得分"


def _other_points(tree: Tree, random: Random) -> DataPath | None:
    """Points off though they follow from target and achievement."""
    measured = _indicators(tree, lambda each: each["年度指标值"][0] in "≥≤" and "得分" in each)
    if (path := _one_of(measured, random)) is None:
        return None
    score = Decimal(at(tree, path)["得分"])
    put(tree, path / "得分", str(score - 1 if score >= 1 else score + 1))
    return path / "得分"


def _out_of_its_grade(tree: Tree, random: Random) -> DataPath | None:
    graded = _indicators(tree, lambda each: each["年度指标值"] == "明显提升")
    if (path := _one_of(graded, random)) is None:
        return None
    indicator = at(tree, path)
    is_best = "偏差原因" not in indicator
    put(tree, path / "得分", "0.01" if is_best else str(indicator["分值"]))
    return path / "得分"


def _other_weight(tree: Tree, random: Random) -> DataPath | None:
    path = _one_of(_indicators(tree, lambda _: True), random)
    assert path is not None
    put(tree, path / "分值", str(Decimal(at(tree, path)["分值"]) + random.randint(1, 3)))
    return path.parent


def _other_total(tree: Tree, random: Random) -> DataPath | None:
    position = random.randrange(len(tree["项目"]))
    project = tree["项目"][position]
    if "总分" not in project:
        return None
    # Two digits changed places, or one was mistyped.
    project["总分"] = str(Decimal(project["总分"]) + random.choice((-9, -1, Decimal("0.1"), 9)))
    return DataPath("项目", position, "总分")


def _dropped_reason(tree: Tree, random: Random) -> DataPath | None:
    path = _one_of(_indicators(tree, lambda each: "偏差原因" in each), random)
    if path is None:
        return None
    del at(tree, path)["偏差原因"]
    return path / "偏差原因"


def _other_amount(tree: Tree, random: Random) -> DataPath | None:
    """A digit of one amount mistyped beside a total that is stated."""
    places = [path for path in _amounts(tree) if "合计" in at(tree, path[:3])]
    if (path := _one_of(places, random)) is None:
        return None
    amount = str(at(tree, path))
    place = random.choice([n for n, each in enumerate(amount[:-3]) if each.isdigit()])
    digit = str((int(amount[place]) + random.randint(1, 9)) % 10)
    put(tree, path, f"{amount[:place]}{digit}{amount[place + 1 :]}")
    return path[:3] / "合计" / path[-1]


def _amounts(tree: Tree) -> Iterator[DataPath]:
    for position, project in enumerate(tree["项目"]):
        for source, row in project["资金"].items():
            for stage in row if source != "合计" else ():
                if stage != "执行率":
                    yield DataPath("项目", position, "资金", source, stage)


def _other_rate(tree: Tree, random: Random) -> DataPath | None:
    places = [
        path.parent / "执行率" for path in _amounts(tree) if "执行率" in at(tree, path.parent)
    ]
    if (path := _one_of(places, random)) is None:
        return None
    rate = Decimal(at(tree, path).removesuffix("%"))
    put(tree, path, f"{rate + random.choice((1, -1)) / Decimal(100)}%")
    return path


def _overspent(tree: Tree, random: Random) -> DataPath | None:
    path = random.choice([each for each in _amounts(tree) if each[-1] == "全年执行数"])
    put(tree, path, str(Decimal(at(tree, path.parent)["全年预算数"]) + Decimal("0.01")))
    return path


def _swapped_level(tree: Tree, random: Random) -> DataPath | None:
    path = _one_of(_indicators(tree, lambda _: True), random)
    assert path is not None
    is_output = at(tree, path)["一级"] == "产出指标"
    put(tree, path / "二级", "社会效益指标" if is_output else "数量指标")
    return path / "二级"


def _needless_reason(tree: Tree, random: Random) -> DataPath | None:
    exact = _indicators(
        tree, lambda each: each["年度指标值"][1:] == each["实际完成值"] and "偏差原因" not in each
    )
    if (path := _one_of(exact, random)) is None:
        return None
    put(tree, path / "偏差原因", ["工作推进不够快"])
    return path / "偏差原因"


EVALUATION_SLIPS: tuple[Slip, ...] = (
    Slip("points above the weight", "SCORE-023", _KINDS, _above_its_weight),
    Slip("other points than follow", "SCORE-024", _KINDS, _other_points),
    Slip("points out of the grade", "SCORE-025", _KINDS, _out_of_its_grade),
    Slip("another weight", "SCORE-021", _KINDS, _other_weight),
    Slip("another total", "SCORE-029", _KINDS, _other_total),
    Slip("no reason", "SCORE-027", _KINDS, _dropped_reason),
    Slip("a reason for nothing", "SCORE-031", _KINDS, _needless_reason),
    Slip("a digit of an amount", "SUM-014", _KINDS, _other_amount),
    Slip("another execution rate", "SUM-016", _KINDS, _other_rate),
    Slip("more spent than there was", "RATE-005", _KINDS, _overspent),
    Slip("a second level under another first", "IND-001", _KINDS, _swapped_level),
)
