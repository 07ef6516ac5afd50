"""A form with one organisation: the department itself is the unit that spends the money."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import perfreport
from perfreport import Settings
from perfreport.basics.errors import InputError, TemplateError
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.proof.proving import prove
from perfreport.roundtrip import Reading
from tests.forms.described_forms import with_described_form
from tests.roundtrip.strangers.edits import Edit, cell, copied_table, row_like, without_table
from tests.roundtrip.word_editor import WordEditor, text_of
from tests.small_files import altered

FORM = "某市-专项绩效目标"
MANIFEST = """\
文种: 项目支出绩效目标表
名称: 某市专项转移支付绩效目标申报表
地区: 某市
年度: 各年度
依据: 某市的办法
标题: 专项转移支付绩效目标申报表
指标列: [一级, 二级, 名称, 指标值]
不印: [资金使用单位.名称]
指标体系: national-2020
资金:
  栏目: [{名称: 年度, 英文: annual}]
  来源: [{名称: 市补助资金, 英文: city}, {名称: 县资金, 英文: county}]
"""
PAGE = """\
纸张: A4 纵向
页边距: 上 20 右 18 下 18 左 18

{%p for spender in units %}
{%p for project in spender.projects %}
分页
标题: {{ title }}
副标题: （{{ year }}年度）
表格 专项转移支付绩效目标申报表: 22 36 58 58
| 专项名称 (2c) | {{ project.name }} (2c) |
| 市级主管部门 (2c) | {{ department }} (2c) |
| 年度金额（{{ unit }}） (2c) | {{ project.funds.total.annual }} (2c,金额) |
| 其中：市补助资金 (2c) | {{ project.funds.city.annual }} (2c,金额) |
| 县资金 (2c) | {{ project.funds.county.annual }} (2c,金额) |
| 总体目标 (2c) | [[ project.goal ]] (2c) |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | (表头)
{%tr for indicator in project.indicators %}
| {% merge indicator.level_one %} | {% merge indicator.level_two %} | {{ indicator.name }} \
| {{ indicator.value }} |
{%tr endfor %}
{%p endfor %}
{%p endfor %}
"""
DATA = f"""\
文种: 项目支出绩效目标表
版式: {FORM}
年度: 2024
部门名称: 某市水利局
资金使用单位:
  - 项目:
      - 名称: 农村供水补助
        资金: [{{来源: 市补助资金, 年度: 300.00}}, {{来源: 县资金, 年度: 100.00}}]
        绩效目标: 新建供水站6座。
        绩效指标:
          - {{一级: 产出指标, 二级: 数量指标, 名称: 供水站, 指标值: 6座}}
          - {{一级: 效益指标, 二级: 社会效益指标, 名称: 受益人口, 指标值: 2万人}}
      - 名称: 灌区节水补助
        资金: [{{来源: 市补助资金, 年度: 80.00}}]
        绩效目标: 衬砌渠道12公里。
        绩效指标:
          - {{一级: 产出指标, 二级: 数量指标, 名称: 衬砌渠道, 指标值: 12公里}}
"""
SECOND = """\
  - 项目:
      - 名称: 水库除险
        绩效目标: 除险1座。
        绩效指标: [{一级: 产出指标, 二级: 数量指标, 名称: 水库, 指标值: 1座}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_described_form(tmp_path_factory.mktemp("form"), FORM, MANIFEST, PAGE)


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return Settings(templates=[folder])


def edited(settings: Settings, *edits: Edit) -> Reading:
    document = perfreport.loads(DATA, settings=settings)
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save(), settings=settings)


def test_a_word_file_says_what_its_data_say(settings: Settings) -> None:
    reading = edited(settings)
    assert reading.document == perfreport.loads(DATA, settings=settings)
    assert (reading.edits, reading.is_whole, reading.notes) == ((), True, ())


def test_the_form_is_sound(folder: Path) -> None:
    registry = FormRegistry([folder])
    renderer = Renderer(registry, system_fonts=False)
    assert prove(registry.get(FORM), registry, renderer, FORMATS, thoroughly=True) == []


def everywhere(old: str, new: str) -> Edit:
    """Type ``new`` over every cell that says ``old``."""

    def edit(editor: WordEditor) -> None:
        for each in [each for each in editor.root.iter() if each.tag.endswith("}tc")]:
            if text_of(each) == old:
                editor.retype_cell(each, new)

    return edit


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (everywhere("某市水利局", "某市水务局"), [("changed", "部门名称")]),
        (cell("某市水利局", "某市水务局"), [("changed", "部门名称")]),
        (cell("某市水利局", "某市水务局", 1), [("changed", "部门名称")]),
        (cell("农村供水补助", "农村饮水补助"), [("changed", "资金使用单位[1].项目[1].名称")]),
        (cell("80.00", "90.00", 1), [("changed", "资金使用单位[1].项目[2].资金.市补助资金.年度")]),
        (row_like(0, 7, "水厂", "1座"), [("added", "资金使用单位[1].项目[1].绩效指标[2]")]),
        (without_table(0), [("removed", "资金使用单位[1].项目[1]")]),
        (
            copied_table(1, {"专项名称": "水库除险"}),
            [("added", "资金使用单位[1].项目[3]")],
        ),
    ],
)
def test_an_edit_comes_back(edit: Edit, changes: list[tuple[str, str]], settings: Settings) -> None:
    reading = edited(settings, edit)
    assert [(each.change, each.path.label) for each in reading.edits] == changes
    assert reading.is_whole
    assert isinstance(reading.document, ProjectTargets)
    assert len(reading.document.units) == 1


def test_the_data_file_takes_over_the_departments_name(settings: Settings) -> None:
    reading = edited(settings, everywhere("某市水利局", "某市水务局"))
    taken = perfreport.update(DATA, reading, settings=settings)
    assert taken.text == altered(DATA, ("某市水利局", "某市水务局"))


def test_two_versions_are_compared_project_by_project(settings: Settings) -> None:
    before, after = (
        perfreport.loads(text, settings=settings)
        for text in (DATA, altered(DATA, ("年度: 80.00", "年度: 90.00")))
    )
    (told,) = perfreport.diff(before, after)
    assert told.after
    assert told.after.label == "资金使用单位[1].项目[2].资金.市补助资金.年度"


def test_a_file_that_lost_what_it_remembers_is_read_all_the_same(settings: Settings) -> None:
    document = perfreport.loads(DATA, settings=settings)
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    for name in [name for name in editor.parts if name.startswith("customXml")]:
        del editor.parts[name]
    reading = perfreport.read_docx(editor.save(), form=FORM, settings=settings)
    assert isinstance(reading.document, ProjectTargets)
    assert [len(unit.projects) for unit in reading.document.units] == [2]


def refused(text: str, settings: Settings) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        perfreport.loads(text, settings=settings)
    return [(each.path.label, each.message) for each in caught.value.mistakes]


def test_several_units_are_refused_in_words(settings: Settings) -> None:
    ((place, message),) = refused(DATA + SECOND, settings)
    assert place == "资金使用单位[2]"
    assert "一份文书只写一个单位" in message


def test_a_name_that_is_not_printed_is_refused(settings: Settings) -> None:
    text = altered(DATA, ("  - 项目:", "  - 名称: 某站\n    项目:"))
    ((place, message),) = refused(text, settings)
    assert (place, "没有这一项的位置" in message) == ("资金使用单位[1].名称", True)


def test_other_forms_ask_for_the_name() -> None:
    told = refused(altered(DATA, (FORM, "henan-2022-project-targets")), Settings())
    assert ("资金使用单位[1].名称", "缺这一项，请补上") in told


def test_the_schema_says_the_same(settings: Settings, folder: Path) -> None:
    schema = perfreport.json_schema(form=FORM, settings=settings)
    document = json.loads(
        perfreport.dumps(perfreport.loads(DATA, settings=settings), notation="json")
    )
    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "资金使用单位": document["资金使用单位"] * 2}, schema)


def test_a_loop_over_units_that_are_several_needs_something_of_its_own(tmp_path: Path) -> None:
    manifest = altered(MANIFEST, ("不印: [资金使用单位.名称]\n", ""))
    with_described_form(tmp_path, FORM, manifest, PAGE)
    settings = Settings(templates=[tmp_path])
    document = perfreport.loads(
        altered(DATA, ("  - 项目:", "  - 名称: 站\n    项目:")), settings=settings
    )
    with pytest.raises(TemplateError, match="只有内层的循环"):
        perfreport.render(document, "docx", settings=settings)
