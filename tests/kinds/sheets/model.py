"""项目申报书: what somebody else's forms print: units, projects with rows of targets, sections."""

from __future__ import annotations

from typing import Annotated, Literal

from perfreport.blocks.fields import (
    ABSENT,
    EMPTY,
    Many,
    Name,
    OptionalAmount,
    OptionalParagraphs,
    TextLine,
    key,
)
from perfreport.blocks.model import Declaration, Model


class Target(Model, title="指标"):
    """What a project is to reach (指标)."""

    level_one: Annotated[TextLine | None, key("一级", "一级指标")] = None
    level_two: Annotated[TextLine | None, key("二级", "二级指标")] = None
    name: Annotated[Name, key("名称", "三级指标")]
    value: Annotated[TextLine | None, key("值", "指标值")] = None
    basis: Annotated[TextLine | None, key("说明", "不印")] = None


class Project(Model, title="项目"):
    """A project (项目)."""

    name: Annotated[Name, key("名称", "名称")]
    amount: Annotated[OptionalAmount, key("金额", "金额")] = ABSENT
    leader: Annotated[TextLine | None, key("负责人", "负责人")] = None
    phone: Annotated[TextLine | None, key("电话", "电话")] = None
    goal: Annotated[OptionalParagraphs, key("目标", "一行一段")] = ABSENT
    targets: Annotated[Many[Target], key("指标", "指标")] = EMPTY
    code: Annotated[TextLine | None, key("编码", "不印")] = None


class Unit(Model, title="单位"):
    """A unit and its projects (单位)."""

    name: Annotated[Name, key("名称", "名称")]
    head: Annotated[TextLine | None, key("主管", "主管部门")] = None
    projects: Annotated[Many[Project], key("项目", "项目")] = EMPTY
    code: Annotated[TextLine | None, key("编码", "不印")] = None


class Section(Model, title="章节"):
    """A section of prose (章节)."""

    heading: Annotated[Name, key("标题", "标题")]
    text: Annotated[OptionalParagraphs, key("正文", "一行一段")] = ABSENT


class ProjectSheets(Declaration, title="项目申报书"):
    """项目申报书."""

    kind: Annotated[Literal["项目申报书"], key("文种", "文种")] = "项目申报书"
    units: Annotated[Many[Unit], key("单位", "单位")] = EMPTY
    basis: Annotated[OptionalParagraphs, key("依据", "一行一段")] = ABSENT
    risks: Annotated[OptionalParagraphs, key("风险", "一行一段")] = ABSENT
    sections: Annotated[Many[Section], key("章节", "章节")] = EMPTY
    code: Annotated[TextLine | None, key("编码", "不印")] = None
