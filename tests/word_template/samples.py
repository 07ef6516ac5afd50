"""Made-up documents for the examples of the tool: what their templates see."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from perfreport.blocks.printed import Label
from tools import word_template
from tools.word_template.description import Description
from tools.word_template.reading import read

FOLDER = Path(word_template.__file__).parent / "examples"
NAMES = tuple(path.stem for path in sorted(FOLDER.glob("*.txt")))


def example(name: str) -> Description:
    """What the example called ``name`` says."""
    return read((FOLDER / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


class Indicator(NamedTuple):
    """A row of the indicators."""

    level_one: Label
    level_two: Label
    name: str
    value: str
    note: str


class Funds(NamedTuple):
    """The funds of a year by their sources."""

    total: str
    budget: str
    special_account: str
    own: str


class Project(NamedTuple):
    """A project with its indicators."""

    name: str
    unit: str
    funds: Funds
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]


class Projects(NamedTuple):
    """What the example of one table for each project sees."""

    department: str
    year: str
    projects: tuple[Project, ...]


class BothFunds(NamedTuple):
    """The funds of both halves."""

    cycle: HalfFunds
    annual: HalfFunds


class HalfFunds(NamedTuple):
    """The funds of one half."""

    total: str
    budget: str
    bonds: str
    account: str
    own: str
    private: str


class Goals(NamedTuple):
    """The goals of both halves."""

    cycle: tuple[str, ...]
    annual: tuple[str, ...]


class Half(NamedTuple):
    """One half of a row of indicators."""

    level_two: Label
    name: str
    value: str


class BondRow(NamedTuple):
    """A row of indicators in two halves."""

    level_one: Label
    cycle: Half
    annual: Half


class Extras(NamedTuple):
    """What this form alone asks for."""

    type: str


class BondProject(NamedTuple):
    """A project in two halves."""

    name: str
    unit: str
    extras: Extras
    funds: BothFunds
    goals: Goals
    rows: tuple[BondRow, ...]


class BondProjects(NamedTuple):
    """What the example with two halves sees."""

    department: str
    year: str
    projects: tuple[BondProject, ...]


class Spending(NamedTuple):
    """What a project may spend and has spent."""

    name: str
    budget: str
    spent: str
    rate: str


class Total(NamedTuple):
    """The same of all projects."""

    budget: str
    spent: str
    rate: str


class Sections(NamedTuple):
    """The sections of a report."""

    basics: tuple[str, ...]
    work: tuple[str, ...]
    scores: str
    causes: tuple[str, ...]
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    others: tuple[str, ...]


class Report(NamedTuple):
    """What the example of a report sees."""

    department: str
    year: str
    sections: Sections
    projects: tuple[Spending, ...]
    total: Total
    date: str


_LEVELS = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_EACH = 2
"""Indicators below each label of the second level."""


def _labels() -> list[tuple[Label, Label, str]]:
    """First and second level and name of every row."""
    rows = []
    for one, seconds in _LEVELS.items():
        for place, two in enumerate(seconds):
            for number in range(_EACH):
                first = len(seconds) * _EACH if place == number == 0 else 0
                rows.append(
                    (
                        Label(one, first),
                        Label(two, 0 if number else _EACH),
                        f"{two.removesuffix('指标')}之{number + 1}：完成情况",
                    )
                )
    return rows


def _project(name: str) -> Project:
    return Project(
        name=name,
        unit="河南省某某厅信息中心",
        funds=Funds("1,234.50", "1,000.00", "200.00", "34.50"),
        goals=("目标1：完成平台升级改造并投入运行。", "目标2：培训操作人员，覆盖全省各县。"),
        indicators=tuple(
            Indicator(*labels, value="≥95%", note="按年度工作计划核定") for labels in _labels()
        ),
    )


def _bond_project(name: str) -> BondProject:
    half = HalfFunds("20,000.00", "15,000.00", "12,000.00", "0.00", "3,000.00", "2,000.00")
    return BondProject(
        name=name,
        unit="某某市交通建设中心",
        extras=Extras("收费公路"),
        funds=BothFunds(half, half),
        goals=Goals(("建成通车，缓解拥堵。", "带动沿线发展。"), ("完成路基工程。",)),
        rows=tuple(
            BondRow(one, Half(two, name, "≥95%"), Half(two, name, "≥40%"))
            for one, two, name in _labels()
        ),
    )


_LONG = "本部门按照预算绩效管理的要求，对全部项目开展了绩效自评，自评覆盖率达到100%。"

VIEWS: dict[str, Projects | BondProjects | Report] = {
    "henan-2022-project-targets": Projects(
        "河南省某某厅", "2026", (_project("政务平台升级"), _project("基层干部培训"))
    ),
    "henan-bond-project-targets": BondProjects(
        "某某市交通运输局", "2026", (_bond_project("东环路改建"), _bond_project("西环路改建"))
    ),
    "henan-2020-evaluation-summary": Report(
        department="河南省某某厅",
        year="2025",
        sections=Sections(
            basics=(_LONG * 3, _LONG * 2),
            work=(_LONG * 2,),
            scores="全部项目平均得分96.50分。",
            causes=("招标推迟，部分工程未按期完工。", "需求增加，培训人数超出计划。"),
            problems=(_LONG,),
            advice=(_LONG,),
            others=("无。",),
        ),
        projects=(
            Spending("政务平台升级", "1,000.00", "985.20", "98.52%"),
            Spending("基层干部培训", "200.00", "200.00", "100.00%"),
        ),
        total=Total("1,200.00", "1,185.20", "98.77%"),
        date="2026年3月20日",
    ),
}
"""What each example prints."""
