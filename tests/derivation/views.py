"""What the Word templates of these tests see."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from perfreport.blocks.printed import Label


class Indicator(NamedTuple):
    """A row of indicators, its levels merged over the rows below each other."""

    level_one: Label
    level_two: Label
    name: str
    value: str
    note: str = ""


class Project(NamedTuple):
    """A project on a page of its own."""

    name: str
    department: str
    total: str
    appropriation: str
    other: str
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    is_new: bool = True


class FormView(NamedTuple):
    """A document with several projects."""

    title: str
    department: str
    year: str
    projects: tuple[Project, ...] = ()
    remarks: tuple[str, ...] = ()


def indicators(*rows: tuple[str, str, str, str]) -> tuple[Indicator, ...]:
    """Rows of indicators, each level's labels merged where they are the same."""
    ones = Counter(one for one, *_ in rows)
    twos = Counter((one, two) for one, two, *_ in rows)
    seen: set[object] = set()
    found = []
    for one, two, name, value in rows:
        level_one = Label(one, 0 if one in seen else ones[one])
        level_two = Label(two, 0 if (one, two) in seen else twos[one, two])
        seen |= {one, (one, two)}
        found.append(Indicator(level_one, level_two, name, value, f"{name}的说明"))
    return tuple(found)


_ROWS = (
    ("成本指标", "经济成本指标", "培训总成本", "≤120万元"),
    ("产出指标", "数量指标", "培训人数", "≥3,000人次"),
    ("产出指标", "数量指标", "培训场次", "60场"),
    ("产出指标", "质量指标", "考核合格率", "≥95%"),
    ("产出指标", "时效指标", "按期完成率", "100%"),
    ("效益指标", "社会效益指标", "持证就业人数", "逐年提高"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"),
)


def project(name: str, **changes: object) -> Project:
    """A project called ``name``, otherwise as ``changes`` say."""
    usual = Project(
        name=name,
        department="某市人力资源和社会保障局",
        total="120.00",
        appropriation="100.00",
        other="20.00",
        goals=("目标1：完成全年培训任务，提高就业质量。", "目标2：建立健全培训档案。"),
        indicators=indicators(*_ROWS),
    )
    return usual._replace(**changes)  # type: ignore[arg-type]


def form_view(*projects: Project) -> FormView:
    """A document of ``projects``, two unless others are given."""
    return FormView(
        title="省级部门预算项目支出绩效目标表",
        department="某市人力资源和社会保障局",
        year="2026",
        projects=projects or (project("职业技能提升培训"), project("就业见习补贴", is_new=False)),
        remarks=("本表一式两份。", "指标值按实际填写。"),
    )
