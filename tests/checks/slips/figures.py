"""Slips in amounts."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from perfreport.basics.addresses import DataPath
from tests.checks.slips.slip import Slip, Tree, at, found_at, prose, put, values

_SOURCES = ("财政拨款", "财政专户拨款", "其他资金")
_PASSAGES = ("部门职能", "年度总体工作", "部门整体绩效管理情况", "绩效自评情况", "存在的主要问题")


def _projects(tree: Tree) -> list[DataPath]:
    """The paths of the projects that are not classified."""
    return [
        DataPath("资金使用单位", position, "项目", number)
        for position, unit in enumerate(tree["资金使用单位"])
        for number, project in enumerate(unit["项目"])
        if not project["涉密"]
    ]


def _amounts(tree: Tree) -> dict[DataPath, Decimal]:
    """The amounts of all projects by source, in 万元."""
    return {
        path: Decimal(value)
        for path, value in values(tree)
        if path[-1] in _SOURCES and "项目" in path and Decimal(value)
    }


def _yuan_for_ten_thousands(tree: Tree, random: Random) -> DataPath | None:
    amounts = _amounts(tree)
    fit = [path for path, amount in amounts.items() if _stands_out(path, amount, amounts)]
    if not fit:
        return None
    path = random.choice(fit)
    put(tree, path, f"{amounts[path] * 10_000:.0f}")
    return path


def _stands_out(path: DataPath, amount: Decimal, amounts: dict[DataPath, Decimal]) -> bool:
    """Whether ``amount`` in 元 is far from the others, of whose size it is in 万元."""
    others = [other for place, other in amounts.items() if place != path]
    return (
        len(others) > 1
        and amount > 10
        and min(others) / 10 <= amount <= max(others) * 10
        and amount * 10_000 > max(others) * 300
    )


def _ten_thousands_for_yuan(tree: Tree, random: Random) -> DataPath | None:
    """万元 are typed with 元 behind, in words of whose project the amount is said with its unit."""
    path = random.choice([*_projects(tree), DataPath()])
    if not path:
        return None
    amount = "59.80"
    project = at(tree, path)
    for source in _SOURCES:
        project.pop(source, None)
    project.pop("总计", None)
    project["财政拨款"] = f"{amount}元"
    project["名称"] += f"（{amount}万元）"
    return path / "财政拨款"


def _no_money(tree: Tree, random: Random) -> DataPath | None:
    projects = _projects(tree)
    if not projects:
        return None
    path = random.choice(projects)
    for key in ("总计", *_SOURCES):
        at(tree, path).pop(key, None)
    return path


def _other_money_in_goal(tree: Tree, random: Random) -> DataPath | None:
    projects = _projects(tree)
    if not projects:
        return None
    path = random.choice(projects)
    amounts = [amount for place, amount in _amounts(tree).items() if place[: len(path)] == path]
    return _add(tree, path / "绩效目标", f"本项目预算{sum(amounts) + 7}万元", random)


def _other_money_in_task(tree: Tree, random: Random) -> DataPath | None:
    position = random.randrange(len(tree["年度重点工作任务"]))
    task = DataPath("年度重点工作任务", position)
    amount = Decimal(at(tree, task)["拟投入的资金"])
    return _add(tree, task / "主要实施内容", f"拟投入{amount + 7}万元", random)


def _other_money_of_department(tree: Tree, random: Random) -> DataPath | None:
    key = random.choice(("基本支出", "财政拨款"))
    amount = Decimal(tree["预算整体情况"][key])
    position = random.randrange(len(tree["总体绩效目标"]))
    path = DataPath("总体绩效目标", position)
    put(tree, path, f"本年度{key}{amount + 7:,}万元，保障部门运转")
    return found_at(tree, path)


def _other_money_in_report(tree: Tree, random: Random) -> DataPath | None:
    paragraphs = [path for path in prose(tree) if path[0] in _PASSAGES]
    if not paragraphs:
        return None
    path = random.choice(paragraphs)
    row, column = random.choice(("项目支出", "人员经费")), random.choice(("全年预算数", "决算数"))
    table = tree["部门整体支出"]
    cells = table[row] if row in table else table["基本支出"][row]
    put(tree, path, f"{tree['年度']}年度，我单位{row}{column}{Decimal(cells[column]) + 7:,}万元")
    return found_at(tree, path)


def _unexplained_loss(tree: Tree, random: Random) -> DataPath | None:
    """More points lost than the execution rate costs, and not a word of why."""
    section = tree["履职效能"]
    if section.get("扣分原因") or "一般公共预算年度平均支出执行率" not in section:
        return None
    section["得分"] = str(Decimal(section["得分"]) - random.randint(12, 20))
    return DataPath("履职效能", "得分")


def _add(tree: Tree, field: DataPath, words: str, random: Random) -> DataPath:
    """Add a sentence with ``words`` to a paragraph of ``field``."""
    path = field / random.randrange(len(at(tree, field)))
    put(tree, path, f"{at(tree, path)}。{words}")
    return found_at(tree, path)


_PROJECTS = ("项目支出绩效目标表",)
_DEPARTMENT = ("部门整体预算绩效目标申报表",)
_REPORT = ("部门整体支出绩效自评报告",)

FIGURE_SLIPS: tuple[Slip, ...] = (
    Slip("元 typed as 万元", "SUM-032", _PROJECTS, _yuan_for_ten_thousands),
    Slip("万元 typed as 元", "SUM-032", _PROJECTS, _ten_thousands_for_yuan),
    Slip("no money", "SUM-033", _PROJECTS, _no_money),
    Slip("another amount in a goal", "SUM-034", _PROJECTS, _other_money_in_goal),
    Slip("another amount in a task", "SUM-034", _DEPARTMENT, _other_money_in_task),
    Slip("another amount of the department", "SUM-034", _DEPARTMENT, _other_money_of_department),
    Slip("another amount in a report", "SUM-035", _REPORT, _other_money_in_report),
    Slip("points lost for no reason", "SCORE-004", _REPORT, _unexplained_loss),
)
