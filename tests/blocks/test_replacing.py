"""Documents with other values: a copy is as valid as what was built, a path leads to its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document, Indicator, Passage
from perfreport.blocks.walk import attributes, value_at
from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets
from tests.data.any_document import documents
from tests.examples import EXAMPLES, example

ZENGCHENG = "zengcheng-2024-project-targets"
UNITS = "资金使用单位"
HAS = "有：文种、版式、年度、部门名称、附加项、合计、资金、资金使用单位"
ONE = "共有 1 项，接着写的是第 2 项"
NO_PATH = "不是位置，请写成“管理效率.指标[3].得分率”这样，从1数起"
PROJECT = ("资金使用单位", 0, "项目", 0)


def targets() -> ProjectTargets:
    document = example(ZENGCHENG)
    assert isinstance(document, ProjectTargets)
    return document


def leaves(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Every value inside ``value`` in which there is no other, with its path."""
    parts: Any = ()
    if isinstance(value, BaseModel):
        parts = [(key, getattr(value, name)) for key, name in attributes(type(value)).items()]
    elif isinstance(value, tuple):
        parts = enumerate(value)
    else:
        yield path, value
    for key, part in parts:
        yield from leaves(part, (*path, key))


def test_a_copy_takes_what_the_constructor_takes() -> None:
    project = Project(name="甲", goal="一")
    changed = project.model_copy(update={"appropriation": Decimal("12.50"), "绩效目标": "二\n三"})
    assert changed == Project(name="甲", appropriation=Amount("12.50"), goal=("二", "三"))
    assert project.goal == ("一",)


@pytest.mark.parametrize(
    ("update", "place"),
    [
        ({"appropriation": 12.5}, "财政拨款"),
        ({"name": ""}, "名称"),
        ({"名称": None}, "名称"),
        ({"colour": "red"}, "colour"),
        ({"indicators": [{"一级": "产出指标"}]}, "绩效指标"),
    ],
)
def test_a_copy_refuses_what_the_constructor_refuses(update: dict[str, Any], place: str) -> None:
    with pytest.raises(InputError) as caught:
        Project(name="甲").model_copy(update=update)
    assert caught.value.mistakes[0].path[0] == place


def test_a_copy_holds_the_rules_over_several_fields() -> None:
    with pytest.raises(InputError, match="二者只取其一"):
        Passage(paragraphs="甲").model_copy(update={"classified": True})


def test_a_copy_without_changes_is_equal() -> None:
    assert targets().model_copy() == targets().model_copy(update={}, deep=True) == targets()


@given(documents(), st.data())
def test_a_value_replaced_by_itself_changes_nothing(
    document: Document, data: st.DataObject
) -> None:
    path, value = data.draw(st.sampled_from(list(leaves(document))))
    assert document.replace(path, value) == document
    assert document.replace(DataPath(*path).label, value) == document


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_an_example_replaced_by_itself_changes_nothing(name: str) -> None:
    for path, value in list(leaves(example(name)))[:400]:
        assert example(name).replace(path, value) == example(name), path


@given(documents(), st.data())
def test_what_is_put_somewhere_is_read_there(document: Document, data: st.DataObject) -> None:
    found = [path for path, value in leaves(document) if isinstance(value, Amount)]
    if found:
        path = data.draw(st.sampled_from(found))
        changed = document.replace(path, Decimal("12.50"))
        assert value_at(changed, path) == Amount("12.50")
        others = {each: value for each, value in leaves(document) if each != path}
        assert {each: value for each, value in leaves(changed) if each != path} == others


@pytest.mark.parametrize(
    "path",
    [
        (*PROJECT, "财政拨款"),
        ("units", 0, "projects", 0, "appropriation"),
        "资金使用单位[1].项目[1].财政拨款",
        "units[1].项目[1].appropriation",
    ],
)
def test_a_path_has_keys_or_attributes(path: Any) -> None:
    assert targets().replace(path, "69.80").units[0].projects[0].appropriation == Amount("69.80")


def test_a_part_may_be_replaced_as_a_whole() -> None:
    changed = targets().replace(PROJECT, {"名称": "新项目", "财政拨款": 1})
    assert changed.units[0].projects[0] == Project(name="新项目", appropriation=Amount(1))
    assert changed.replace(("合计",), {"总计": 7}).stated == Funds(total=7)


def test_the_position_behind_the_last_appends() -> None:
    projects = targets().units[0].projects
    changed = targets().replace((*PROJECT[:3], len(projects)), {"名称": "新项目"})
    assert changed.units[0].projects == (*projects, Project(name="新项目"))


def test_nothing_leaves_out_an_optional_field_or_an_item() -> None:
    project = targets().units[0].projects[0]
    assert (
        targets().replace((*PROJECT, "财政拨款"), None).units[0].projects[0].appropriation is None
    )
    assert targets().replace((*PROJECT, "绩效指标"), None).units[0].projects[0].indicators == ()
    changed = targets().replace((*PROJECT, "绩效指标", 0), None)
    assert changed.units[0].projects[0].indicators == project.indicators[1:]


@pytest.mark.parametrize("path", [("部门名称",), (*PROJECT, "名称"), ("资金使用单位",)])
def test_nothing_leaves_no_required_field_out(path: tuple[str | int, ...]) -> None:
    with pytest.raises(InputError) as caught:
        targets().replace(path, None)
    assert caught.value.mistakes[0].path == path


def test_what_is_wrong_with_a_value_is_told_with_its_whole_path() -> None:
    with pytest.raises(InputError, match="二进制小数") as caught:
        targets().replace((*PROJECT, "财政拨款"), 12.5)
    assert caught.value.mistakes[0].path == (*PROJECT, "财政拨款")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ((), "没有写位置，请写明换哪一项，如“部门名称”"),
        ("资金使用单位[0].名称", f"“资金使用单位[0].名称”{NO_PATH}"),
        ("资金使用单位[一]", f"“资金使用单位[一]”{NO_PATH}"),
        ("部门", f"这里没有“部门”，是不是“部门名称”？{HAS}"),
        ("单位[1].项木", f"这里没有“单位”，是不是“资金使用单位”？{HAS}"),
        (
            "资金使用单位[1].项木",
            f"{UNITS}[1]：这里没有“项木”，是不是“项目”？有：名称、小计、资金、项目、附加项",
        ),
        ("资金使用单位.名称", f"{UNITS}：这里是一个列表，没有“名称”，请写明第几项；{ONE}"),
        ("资金使用单位[3]", f"{UNITS}：这里没有第 3 项；{ONE}"),
        ("资金使用单位[2].名称", f"{UNITS}：这里没有第 2 项；{ONE}"),
        (("资金使用单位", -1), f"{UNITS}：这里没有第 0 项；{ONE}"),
        ("年度.月", "年度：这里是“2024”，里面没有“月”，请换整个这一项"),
        ("合计.总计", "合计：这里空着，里面没有“总计”，请换整个这一项"),
        ((0,), f"这里没有第 1 项，{HAS}"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_where_and_what_is_there(path: Any, message: str) -> None:
    bare = targets().replace("合计", None)
    document = bare.replace("资金使用单位", bare.units[:1])
    with pytest.raises(InputError) as caught:
        document.replace(path, "甲")
    assert str(caught.value) == message


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_place_of_a_finding_is_a_path(name: str) -> None:
    document = example(name)
    for finding in perfreport.check(document, settings=perfreport.Settings(system_fonts=False)):
        value = value_at(document, finding.path)
        assert document.replace(finding.path, value) == document


def test_a_finding_is_mended_at_its_place() -> None:
    wrong = targets().replace((*PROJECT, "总计"), "1.00")
    (found,) = [each for each in perfreport.check(wrong) if each.code == "SUM-011"]
    assert found.path == (*PROJECT, "总计")
    mended = wrong.replace(found.path, None)
    assert "SUM-011" not in {each.code for each in perfreport.check(mended)}


def test_an_indicator_can_be_put_in() -> None:
    indicator = Indicator(level_one="产出指标", name="到位率", annual_value="90%")
    changed = targets().replace((*PROJECT, "绩效指标", 0), indicator)
    assert changed.units[0].projects[0].indicators[0] is indicator
