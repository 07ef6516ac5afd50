"""A form says what differs from another (依照), and shares parts by their ids."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import perfreport
from perfreport import Settings
from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from tests.forms.own_templates import with_file
from tests.small_files import PROJECTS, altered

DISTRICT = "guangzhou-district-project-targets"
OWN = "名称: 某县的表\n地区: 某县\n年度: '2026'\n依据: 某县的文件\n"


def extending(folder: Path, form_id: str, other: str, text: str = "") -> Path:
    """``folder`` with a form that extends the ``other`` one."""
    manifest = f"版式: {form_id}\n依照: {other}\n{OWN}{text}"
    return with_file(folder, f"forms/{form_id}.yaml", manifest)


def form_in(folder: Path, form_id: str) -> ProjectTargetsForm:
    form = FormRegistry([folder]).get(form_id)
    assert isinstance(form, ProjectTargetsForm)
    return form


def refused(folder: Path, form_id: str) -> str:
    with pytest.raises(TemplateError) as caught:
        FormRegistry([folder]).get(form_id)
    return str(caught.value)


def test_what_is_not_said_is_that_of_the_other_form(tmp_path: Path) -> None:
    form = form_in(extending(tmp_path, "某县", DISTRICT), "某县")
    other = FormRegistry().get(DISTRICT)
    assert (form.id, form.name, form.source) == ("某县", "某县的表", "某县的文件")
    own = {"id", "extends", "name", "region", "year", "source"}
    for name in type(form).model_fields:
        if name not in own:
            assert getattr(form, name) == getattr(other, name)


def test_mappings_are_put_together_key_by_key_and_lists_are_replaced(tmp_path: Path) -> None:
    text = "数字: {金额小数: 1}\n用语:\n  指标栏: {条号: （1）}\n  涉密说明: []\n必填: []\n"
    form = form_in(extending(tmp_path, "某县", DISTRICT, text), "某县")
    other = form_in(tmp_path, DISTRICT)
    assert (form.figures.unit, form.figures.amount_places) == ("万元", 1)
    assert form.wording.indicator_cell
    assert form.wording.indicator_cell.item_numbering == "（1）"
    assert other.wording.indicator_cell
    assert form.wording.indicator_cell.item == other.wording.indicator_cell.item
    assert form.wording.classified == ()
    assert form.required == ()
    assert form.taxonomy == other.taxonomy


def test_what_is_left_blank_is_taken_away(tmp_path: Path) -> None:
    text = "用语: {指标栏: }\n指标列: [一级, 二级, 名称, 实施周期指标值, 年度指标值]\n必备一级:\n"
    form = form_in(extending(tmp_path, "某县", DISTRICT, text), "某县")
    assert form.wording.indicator_cell is None
    assert form.required_levels is None


def test_a_taxonomy_is_replaced_as_a_whole(tmp_path: Path) -> None:
    levels = "[{名称: 产出指标}, {名称: 效益指标}]"
    text = f"指标体系: {{依据: 某文件, 一级: {levels}}}\n用语: {{涉密说明: []}}\n"
    form = form_in(extending(tmp_path, "某县", DISTRICT, text), "某县")
    assert form.taxonomy.level_two_names == ()


def test_a_chain_takes_what_is_nearest(tmp_path: Path) -> None:
    extending(tmp_path, "甲", DISTRICT, "标题: 甲表\n数字: {金额小数: 1}\n")
    extending(tmp_path, "乙", "甲", "数字: {比率小数: 1}\n")
    form = form_in(extending(tmp_path, "丙", "乙", "标题: 丙表\n"), "丙")
    assert form.title.text == "丙表"
    assert (form.figures.amount_places, form.figures.rate_places) == (1, 1)


@pytest.mark.parametrize("last", ["甲", "乙", "丙"])
def test_a_circle_is_refused(last: str, tmp_path: Path) -> None:
    extending(tmp_path, "甲", "乙")
    extending(tmp_path, "乙", "丙")
    told = refused(extending(tmp_path, "丙", last), "甲")
    assert f"丙.yaml:2：依照：“{last}”绕成了圈" in told


def test_a_form_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    told = refused(extending(tmp_path, "某县", "guangzhou-district-project-target"), "某县")
    assert told.splitlines()[1:] == [
        f"{tmp_path}/forms/某县.yaml:2：依照：没有版式“guangzhou-district-project-tar…”，"
        f"是不是 {DISTRICT}？" + told.split("？")[1]
    ]


def test_what_is_its_own_has_to_be_said(tmp_path: Path) -> None:
    text = f"版式: 某县\n依照: {DISTRICT}\n"
    told = refused(with_file(tmp_path, "forms/某县.yaml", text), "某县")
    places = [line.split("：")[1] for line in told.splitlines()[1:]]
    assert places == ["名称", "地区", "年度", "依据"]


def test_its_templates_are_those_of_the_other_form_unless_it_has_its_own(tmp_path: Path) -> None:
    extending(tmp_path, "乙", DISTRICT)
    registry = FormRegistry([extending(tmp_path, "甲", "乙")])
    built_in = resources.templates()
    assert registry.docx_template("甲") == built_in / "docx" / f"{DISTRICT}.docx"
    assert registry.pdf_template("甲") == built_in / "pdf" / f"{DISTRICT}.xml"
    with_file(tmp_path, "docx/乙.docx", "")
    assert registry.docx_template("甲") == tmp_path / "docx" / "乙.docx"


def test_a_document_is_printed_on_it_and_read_back(tmp_path: Path) -> None:
    folder = extending(tmp_path, "某县", DISTRICT, '标题: "{department}的表"\n')
    settings = Settings(templates=[folder])
    text = altered(PROJECTS, (DISTRICT, "某县"))
    document = perfreport.loads(text, settings=settings)
    content = perfreport.render(document, "docx", settings=settings)
    assert perfreport.read_docx(content, settings=settings).document == document


def test_a_change_of_any_of_its_files_is_followed(tmp_path: Path) -> None:
    extending(tmp_path, "甲", DISTRICT, "标题: 甲表\n指标体系: 某\n用语: {涉密说明: []}\n")
    taxonomy = (
        "编号: 某\n名称: 某\n自何时起: 今年\n依据: 某\n一级: [{名称: 产出指标}, {名称: 效益指标}]\n"
    )
    with_file(tmp_path, "taxonomies/某.yaml", taxonomy)
    extending(tmp_path, "乙", "甲")
    assert form_in(tmp_path, "乙").title.text == "甲表"
    changed = (
        (tmp_path / "forms/甲.yaml", "甲表", "新表"),
        (tmp_path / "taxonomies/某.yaml", "效益", "效果"),
    )
    for path, old, new in changed:
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        os.utime(path, ns=(1, 1))
    text = "必备一级: {名称: [效果指标], 依据: 某}\n"
    assert form_in(extending(tmp_path, "乙", "甲", text), "乙").title.text == "新表"


TAXONOMIES = sorted(path.stem for path in (resources.templates() / "taxonomies").glob("*.yaml"))


@pytest.mark.parametrize("taxonomy", TAXONOMIES)
def test_a_built_in_taxonomy_is_named_by_its_id(taxonomy: str, tmp_path: Path) -> None:
    text = f"指标体系: {taxonomy}\n"
    form = form_in(extending(tmp_path, "某县", DISTRICT, text), "某县")
    assert form.taxonomy.id == taxonomy
    assert form.taxonomy.source
    assert form.taxonomy.since
    for level in form.taxonomy.levels_two:
        assert level.name.removesuffix("指标") in level.names


def test_the_taxonomies_have_the_levels_of_their_documents() -> None:
    assert TAXONOMIES == ["national-2020", "national-2021"]


def test_a_taxonomy_of_ones_own_stands_before_the_built_in_one(tmp_path: Path) -> None:
    levels = "[{名称: 产出指标}, {名称: 效益指标}]"
    text = f"编号: national-2021\n名称: 某\n自何时起: 某\n依据: 某\n一级: {levels}\n"
    with_file(tmp_path, "taxonomies/national-2021.yaml", text)
    folder = extending(tmp_path, "某县", DISTRICT, "指标体系: national-2021\n")
    assert form_in(folder, "某县").taxonomy.level_two_names == ()


WORDING = "编号: 某\n名称: 某\n自何时起: 某\n依据: 某\n用语:\n  涉密指标值: 不公开\n"


def test_a_wording_is_named_by_its_id(tmp_path: Path) -> None:
    with_file(tmp_path, "wordings/某.yaml", WORDING)
    form = form_in(extending(tmp_path, "某县", DISTRICT, "用语: 某\n"), "某县")
    assert form.wording.classified_value == "不公开"
    assert form.wording.indicator_cell is None


def test_what_is_wrong_with_a_wording_is_told_in_its_file(tmp_path: Path) -> None:
    text = WORDING.replace("名称: 某\n", "").replace("涉密指标值: 不公开", "涉密指标值: [不公开]")
    with_file(tmp_path, "wordings/某.yaml", text)
    told = refused(extending(tmp_path, "某县", DISTRICT, "用语: 某\n"), "某县")
    assert [line.split("wordings/")[1].split("：")[:2] for line in told.splitlines()[1:]] == [
        ["某.yaml:1", "名称"],
        ["某.yaml:5", "用语.涉密指标值"],
    ]


@pytest.mark.parametrize("key", ["指标体系", "用语"])
@pytest.mark.parametrize("name", ["没有", "../forms/x", "[1]"])
def test_an_id_of_nothing_is_refused(key: str, name: str, tmp_path: Path) -> None:
    told = refused(extending(tmp_path, "某县", DISTRICT, f"{key}: {name}\n"), "某县")
    assert f"某县.yaml:7：{key}" in told


def test_a_shared_file_has_the_name_of_its_id(tmp_path: Path) -> None:
    with_file(tmp_path, "wordings/别的.yaml", WORDING)
    told = refused(extending(tmp_path, "某县", DISTRICT, "用语: 别的\n"), "某县")
    assert "别的.yaml:1：编号：写的是 某，与文件名不同" in told
