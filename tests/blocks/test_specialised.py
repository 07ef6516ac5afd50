"""The classes that a form makes: declared fields and money by source, typed like all the rest."""

from __future__ import annotations

import pickle
from copy import deepcopy
from typing import Any

import pytest
from pydantic import BaseModel

import perfreport
from perfreport import Extras, InputError, Project, ProjectTargets, Sources, SpendingUnit
from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.quantities import Amount, Number
from perfreport.blocks.declared import DeclaredField
from perfreport.blocks.funds import FundsLayout
from perfreport.blocks.specialised import Additions, converted, open_fields, specialised
from perfreport.blocks.sums import figure
from perfreport.blocks.walk import models_inside

LAYOUT = FundsLayout.model_validate(
    {
        "栏目": [{"名称": "实施期", "英文": "cycle"}, {"名称": "年度", "英文": "annual"}],
        "来源": [
            {
                "名称": "政府预算资金", "英文": "government",
                "其中": [{"名称": "债券资金", "英文": "bonds"}],
            },
            {"名称": "单位资金", "英文": "own"},
        ],
    }
)  # fmt: skip
DECLARED = tuple(
    DeclaredField.model_validate({"属于": "项目", **each})
    for each in (
        {"名称": "项目类别", "英文": "category", "类型": "选择", "选项": ["特定目标类", "人员类"]},
        {"名称": "开始日期", "英文": "start", "类型": "日期"},
        {"名称": "编制人数", "英文": "staff", "类型": "数字"},
        {"名称": "是否新增", "英文": "is_new", "类型": "是否"},
        {"名称": "联系人", "英文": "contact", "类型": "联系人"},
        {"名称": "申报单位", "英文": "unit_name", "属于": "文书"},
    )
)
ADDITIONS = Additions(DECLARED, (LAYOUT,))
MODEL = specialised(ProjectTargets, ADDITIONS)
PROJECT: dict[str, Any] = {
    "名称": "水旱灾害防御",
    "资金": [
        {"来源": "单位资金", "年度": "3.00"},
        {
            "来源": "政府预算资金", "实施期": "500", "年度": "120.00",
            "其中": [{"来源": "债券资金", "年度": "20"}],
        },
    ],
    "附加项": {
        "项目类别": "特定目标类", "开始日期": "2026/1/1", "编制人数": "12", "是否新增": True,
        "联系人": {"姓名": "张某", "电话": "020-12345678"},
    },
}  # fmt: skip


def tree(**project: Any) -> dict[str, Any]:
    return {
        "文种": "项目支出绩效目标表",
        "年度": 2026,
        "部门名称": "某局",
        "资金使用单位": [{"名称": "某站", "项目": [{**deepcopy(PROJECT), **project}]}],
    }


def project_of(document: ProjectTargets) -> Any:
    return document.units[0].projects[0]


@pytest.mark.parametrize(("said", "held"), [("true", "是"), ("false", "否"), (False, "否")])
def test_yes_and_no_may_be_said_as_elsewhere_in_data(said: object, held: str) -> None:
    extras = {**PROJECT["附加项"], "是否新增": said}
    assert project_of(MODEL.model_validate(tree(附加项=extras))).extras.is_new == held


def test_what_a_form_declares_is_typed() -> None:
    extras = project_of(MODEL.model_validate(tree())).extras
    assert extras.category == "特定目标类"
    assert extras.start == "2026-01-01"
    assert extras.staff == Number("12")
    assert extras.is_new == "是"
    assert extras["联系人"].telephone == "020-12345678"
    assert extras["start"] == extras["开始日期"]


def test_money_goes_by_source_and_stage_and_its_order_says_nothing() -> None:
    sources = project_of(MODEL.model_validate(tree())).sources
    assert sources.government.annual == Amount("120.00")
    assert sources.government.parts.bonds.annual == Amount("20")
    assert sources.own.cycle is None
    # What is listed apart is part of its source, and is not added again.
    assert figure(sources, "stated.annual") == Amount("123.00")
    turned = list(reversed(PROJECT["资金"]))
    assert MODEL.model_validate(tree(资金=turned)) == MODEL.model_validate(tree())


def test_money_may_be_a_mapping_and_a_stated_total_wins() -> None:
    named = {"合计": {"年度": "124.00"}, "单位资金": {"年度": "3"}}
    sources = project_of(MODEL.model_validate(tree(资金=named))).sources
    assert figure(sources, "stated.annual") == Amount("124.00")


@pytest.mark.parametrize(
    ("project", "message"),
    [
        ({"资金": [{"来源": "政府资金", "年度": "1"}]}, "资金.政府资金"),
        ({"资金": [{"来源": "单位资金", "上年": "1"}]}, "资金.单位资金.上年"),
        ({"资金": [{"年度": "1"}]}, "第 1 项要写明“来源”"),
        ({"资金": [{"来源": "单位资金"}, {"来源": "单位资金"}]}, "第 2 项要写明“来源”"),
        ({"附加项": {"项目类型": "人员类"}}, "附加项.项目类型"),
        ({"附加项": {"项目类别": "人员"}}, "是不是“人员类”？"),
        ({"附加项": {"开始日期": "2026-02-30"}}, "没有这一天"),
        ({"附加项": {"编制人数": "许多"}}, "附加项.编制人数"),
    ],
)
def test_what_the_form_does_not_have_is_refused(project: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        MODEL.model_validate(tree(**project))


def test_documents_of_a_form_go_through_pickle() -> None:
    document = MODEL.model_validate(tree())
    copied = pickle.loads(pickle.dumps(document))
    assert copied == document
    assert type(copied) is MODEL
    model: type[BaseModel] = MODEL
    for part in models_inside(model):
        assert pickle.loads(pickle.dumps(part)) is part


def test_what_is_declared_alike_is_one_class() -> None:
    again = specialised(ProjectTargets, Additions(tuple(DECLARED), (LAYOUT.model_copy(),)))
    assert again is MODEL
    assert specialised(ProjectTargets, Additions()) is ProjectTargets


def test_a_document_built_before_its_form_is_known_is_typed_on_it() -> None:
    project = Project(
        name="甲",
        sources=[{"来源": "单位资金", "年度": "3.00"}],
        extras={"项目类别": "人员类", "开始日期": "2026年1月1日"},
    )
    built = ProjectTargets(
        year=2026, department="某局", units=[SpendingUnit(name="某站", projects=[project])]
    )
    assert isinstance(project.extras, Extras)
    assert isinstance(project.sources, Sources)
    assert open_fields(Project) == {"sources", "extras"}
    mistakes: list[Mistake] = []
    typed = converted(built, MODEL, NOWHERE, mistakes)
    assert not mistakes
    assert project_of(typed).sources.own.annual == Amount("3.00")
    assert project_of(typed).extras.start == "2026-01-01"


def test_what_is_wrong_with_it_is_told_with_its_place() -> None:
    project = Project(name="甲", extras={"项目类别": "别的"}, sources={"基金": {"年度": "1"}})
    built = ProjectTargets(
        year=2026, department="某局", units=[SpendingUnit(name="某站", projects=[project])]
    )
    mistakes: list[Mistake] = []
    converted(built, MODEL, NOWHERE, mistakes)
    place = DataPath("资金使用单位", 0, "项目", 0)
    assert {each.path for each in mistakes} == {
        place / "附加项" / "项目类别", place / "资金" / "基金",
    }  # fmt: skip


def test_a_file_that_states_what_its_form_does_not_ask_is_refused() -> None:
    text = (
        "文种: 项目支出绩效目标表\n版式: guangzhou-district-project-targets\n年度: 2024\n"
        "部门名称: 某局\n附加项: {申报单位: 某站}\n资金使用单位: []\n"
    )
    with pytest.raises(InputError, match="附加项"):
        perfreport.loads(text)
