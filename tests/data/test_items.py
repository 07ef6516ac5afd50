"""Lists whose items go by names: read, told with their places, written, and changed in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, Settings
from perfreport.basics.addresses import DataPath
from perfreport.blocks.walk import value_at
from perfreport.data.updating import rewrite
from tests.forms.own_templates import with_file

MANIFEST = """\
版式: 某县项目
文种: 项目支出绩效目标表
名称: 项目支出绩效目标表（某县）
地区: 某县
年度: "2026"
依据: 某县表样
标题: "{year}年度项目支出绩效目标表（{batch}）"
资金:
  栏目: [{名称: 实施期, 英文: cycle}, {名称: 年度, 英文: annual}]
  来源: [{名称: 财政资金, 英文: government}, {名称: 单位资金, 英文: own}]
指标列: [一级, 名称, 指标值]
附加项:
  - {名称: 批次, 英文: batch}
  - {名称: 开始日期, 英文: start, 属于: 项目, 类型: 日期, 必填: true}
用语:
  涉密说明: [{名称: 涉密, 绩效目标: 涉密项目，不予公开。}]
指标体系:
  依据: 某县表样
  一级: [{名称: 产出指标}, {名称: 效益指标}]
"""
DATA = """\
文种: 项目支出绩效目标表
版式: 某县项目
年度: 2026
部门名称: 某县水利局
附加项: {批次: 第一批}
资金使用单位:
  - 名称: 某县防汛站
    项目:
      - 名称: 水旱灾害防御
        资金:  # 两个来源
          - {来源: 单位资金, 年度: 3.00}  # 自筹
          - 来源: 财政资金
            实施期: 500.00
            年度: 120.00
        绩效目标: 维修泵站。
        绩效指标:
          - {一级: 产出指标, 名称: 维修泵站数量, 指标值: ≥12座}
        附加项: {开始日期: 2026/1/1}
"""
PROJECT = "资金使用单位[1].项目[1]"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(templates=[with_file(tmp_path, "forms/某县项目.yaml", MANIFEST)])


def mistakes(text: str, settings: Settings) -> list[tuple[str, int | None]]:
    with pytest.raises(InputError) as caught:
        perfreport.loads(text, settings=settings)
    return [(mistake.path.label, mistake.line) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("old", "new", "place", "line"),
    [
        ("年度: 3.00}", "年度: 三}", "资金.单位资金.年度", 11),
        ("实施期: 500.00", "实施期: 五百", "资金.财政资金.实施期", 13),
        ("来源: 财政资金", "来源: 财政拨款", "资金.财政拨款", 12),
        ("年度: 120.00", "上年: 120.00", "资金.财政资金.上年", 14),
        ("年度: 3.00}", "年度: 3.005}", "资金.单位资金.年度", 11),
        ("开始日期: 2026/1/1", "开始日期: 2026/1/32", "附加项.开始日期", 18),
        ("        附加项: {开始日期: 2026/1/1}\n", "", "附加项.开始日期", 9),
    ],
)
def test_a_place_is_called_by_name_and_has_its_line(
    settings: Settings, old: str, new: str, place: str, line: int
) -> None:
    assert old in DATA
    assert mistakes(DATA.replace(old, new), settings) == [(f"{PROJECT}.{place}", line)]


def test_all_mistakes_are_told_at_once(settings: Settings) -> None:
    text = DATA.replace("3.00", "三").replace("2026/1/1", "明天").replace("批次", "批此")
    assert [place for place, _ in mistakes(text, settings)] == [
        "附加项.批此", f"{PROJECT}.资金.单位资金.年度", f"{PROJECT}.附加项.开始日期",
    ]  # fmt: skip


def test_what_is_written_is_read_again(settings: Settings) -> None:
    document = perfreport.loads(DATA, settings=settings)
    for notation in ("yaml", "json"):
        text = perfreport.dumps(document, notation=notation)
        assert perfreport.loads(text, notation=notation, settings=settings) == document
    assert "- {来源: 单位资金, 年度: 3.00}" in perfreport.dumps(document)


@pytest.mark.parametrize(
    ("place", "value", "changed"),
    [
        ("资金.单位资金.年度", "4.50", "- {来源: 单位资金, 年度: 4.50}  # 自筹"),
        ("资金.单位资金.实施期", "9", "- {来源: 单位资金, 实施期: 9, 年度: 3.00}  # 自筹"),
        ("资金.财政资金.年度", "121.00", "            年度: 121.00"),
        ("附加项.开始日期", "2026-02-01", '附加项: {开始日期: "2026-02-01"}'),
    ],
)
def test_an_edit_changes_its_item_alone(
    settings: Settings, place: str, value: str, changed: str
) -> None:
    before = perfreport.loads(DATA, settings=settings)
    after = before.replace(f"{PROJECT}.{place}", value)
    text = rewrite(DATA, before, after)
    assert perfreport.loads(text, settings=settings) == after
    assert changed in text
    lines = DATA.splitlines()
    assert len([line for line in text.splitlines() if line not in lines]) == 1


def test_a_source_that_comes_or_goes_leaves_the_others(settings: Settings) -> None:
    before = perfreport.loads(DATA, settings=settings)
    place = f"{PROJECT}.资金.单位资金"
    without = before.replace(place, None)
    text = rewrite(DATA, before, without)
    assert "单位资金" not in text
    assert perfreport.loads(text, settings=settings) == without
    back = rewrite(text, without, before)
    assert perfreport.loads(back, settings=settings) == before
    assert "          - 来源: 单位资金\n            年度: 3.00\n" in back


def test_the_schema_of_the_form_knows_what_it_declares(settings: Settings) -> None:
    document = perfreport.loads(DATA, settings=settings)
    form = next(each for each in perfreport.list_forms(settings=settings) if each.id == "某县项目")
    assert form.id == document.form
    schema = perfreport.json_schema(form="某县项目", settings=settings)
    assert "附加项" in schema["properties"]
    assert value_at(document, DataPath("附加项", "批次")) == "第一批"


IN_YUAN = MANIFEST.replace("附加项:\n", "数字: {金额单位: 元}\n附加项:\n", 1)


@pytest.fixture
def in_yuan(tmp_path: Path) -> Settings:
    return Settings(templates=[with_file(tmp_path / "元", "forms/某县项目.yaml", IN_YUAN)])


def amounts(text: str) -> str:
    """The data with amounts that say their unit."""
    return text.replace("500.00", "500.00元").replace("120.00", "120.00元")


@pytest.mark.parametrize("typed", ["771325800.00元", "771,325,800元", "77132.58万元", "7.713258亿"])
def test_amounts_of_a_form_in_yuan_say_their_unit(in_yuan: Settings, typed: str) -> None:
    text = amounts(DATA).replace("3.00", f'"{typed}"')
    document = perfreport.loads(text, settings=in_yuan)
    amount = value_at(document, DataPath.parse(f"{PROJECT}.资金.单位资金.年度"))
    assert amount == perfreport.Amount("771325800", perfreport.Unit.YUAN)
    assert perfreport.loads(perfreport.dumps(document), settings=in_yuan) == document


def test_a_bare_amount_on_a_form_in_yuan_is_asked_for_its_unit(in_yuan: Settings) -> None:
    places = mistakes(DATA, in_yuan)
    assert [line for _, line in places] == [11, 13, 14]
    with pytest.raises(InputError, match=r"请写成 3\.00元"):
        perfreport.loads(DATA, settings=in_yuan)
    assert perfreport.loads(amounts(DATA).replace("3.00", "0"), settings=in_yuan)
