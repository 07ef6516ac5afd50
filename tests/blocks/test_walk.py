"""A walk through a document meets every part and every text, with their paths in the file."""

from __future__ import annotations

import pytest

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Indicator, Passage
from perfreport.blocks.walk import (
    attributes,
    field_at,
    keys_of_lists,
    keys_of_names,
    walk,
    walk_texts,
)
from perfreport.kinds import KINDS
from perfreport.kinds.department_targets.model import Task
from perfreport.kinds.kind import Kind
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.small_files import DEPARTMENT, PROJECTS, REPORT


def paths(text: str, kind: type) -> list[str]:
    document = perfreport.loads(text)
    return [path.label for path, part in walk(document) if isinstance(part, kind)]


def test_a_walk_begins_with_the_document_itself() -> None:
    document = perfreport.loads(PROJECTS)
    assert next(walk(document)) == ((), document)


def test_every_part_is_met_once_in_the_order_of_the_file() -> None:
    assert paths(PROJECTS, Project) == ["资金使用单位[1].项目[1]", "资金使用单位[1].项目[2]"]
    assert paths(PROJECTS, Indicator) == [
        "资金使用单位[1].项目[1].绩效指标[1]",
        "资金使用单位[1].项目[2].绩效指标[1]",
    ]
    assert paths(DEPARTMENT, Task) == ["年度重点工作任务[1]"]


def test_a_passage_written_as_text_is_a_part_too() -> None:
    assert "部门职能" in paths(REPORT, Passage)
    assert "存在的主要问题" in paths(REPORT, Passage)


@pytest.mark.parametrize("text", [PROJECTS, DEPARTMENT, REPORT])
def test_every_text_of_the_file_is_met(text: str) -> None:
    met = {words for _, words in walk_texts(perfreport.loads(text))}
    for words in ("某某部门", "宣传", "95%", "产出指标", "合同备案时效性", "《法治论坛》"):
        assert (words in text) == any(words in each for each in met)


def test_a_text_has_the_path_of_its_place() -> None:
    places = {words: path.label for path, words in walk_texts(perfreport.loads(DEPARTMENT))}
    assert places["二、培训。"] == "年度重点工作任务[1].主要实施内容[2]"
    assert places["维护社会大局稳定。"] == "总体绩效目标[1]"
    assert places["12次"] == "绩效指标[1].年度指标值"


def test_attributes_are_found_by_their_keys() -> None:
    assert attributes(Indicator)["年度指标值"] == "annual_value"


@pytest.mark.parametrize(
    ("path", "description"),
    [
        (("部门名称",), "部门（单位）全称"),
        (("资金使用单位", 3, "项目", 0, "绩效指标", 1, "年度指标值"), "本年度要达到的值"),
        (("资金使用单位", "项目", "名称"), "项目名称；涉密项目写代码"),
    ],
)
def test_a_field_is_found_with_positions_and_without(
    path: tuple[str | int, ...], description: str
) -> None:
    field = field_at(ProjectTargets, DataPath(*path))
    assert field is not None
    assert field.description == description


@pytest.mark.parametrize("path", [("颜色",), ("部门名称", "颜色"), ("颜色", "名称"), ()])
def test_there_is_no_field_at_a_path_that_leads_nowhere(path: tuple[str, ...]) -> None:
    assert field_at(SelfEvaluation, DataPath(*path)) is None


def test_lists_of_groups_are_known_by_their_keys_however_deep_they_stand() -> None:
    assert keys_of_lists(ProjectTargets) == {"资金使用单位", "项目", "绩效指标"}
    assert {"决算支出", "构成", "指标", "扣分原因"} < keys_of_lists(SelfEvaluation)
    assert not {"部门整体支出绩效目标", "任务绩效目标", "基本支出"} & keys_of_lists(SelfEvaluation)


@pytest.mark.parametrize("kind", KINDS.all, ids=lambda kind: kind.id)
def test_what_names_something_is_told_apart_from_prose(kind: Kind) -> None:
    keys = keys_of_names(kind.model)
    of_indicators = {"二级编码", "计算符号", "度量单位", "方向"}
    of_monitoring = {"监控期间", "完成目标可能性"}
    known = {"文种", "版式", "涉密说明", "评分办法", "等级", *of_indicators, *of_monitoring}
    assert {"文种", "版式"} <= keys <= known
    assert not keys & {"名称", "部门名称", "绩效目标"}


def test_a_mark_on_a_field_keeps_it_out_of_the_prose() -> None:
    assert {"涉密说明", "二级编码"} <= keys_of_names(perfreport.ProjectTargets)
