"""Manifests say how a form prints; what they say wrong is told with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import perfreport
from perfreport.basics.errors import TemplateError
from perfreport.basics.quantities import Amount, Percent
from perfreport.blocks.form import Figures
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.forms.own_templates import manifest, with_form
from tests.small_files import PROJECTS, REPORT, altered, line_with

CITY = "guangzhou-project-targets"
FORM_IDS = FormRegistry().ids


def refused(folder: Path, *replacements: tuple[str, str]) -> str:
    def alter(text: str) -> str:
        return altered(text, *replacements)

    registry = FormRegistry([with_form(folder, CITY, alter)])
    with pytest.raises(TemplateError) as caught:
        registry.get(CITY)
    return str(caught.value)


def test_a_manifest_says_of_which_kind_it_is() -> None:
    for kind in KINDS.all:
        named = get_args(kind.form.model_fields["kind"].annotation)
        assert kind.is_open or named == (kind.name,)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_built_in_form_names_its_source(form_id: str) -> None:
    form = FormRegistry().get(form_id)
    assert form.id == form_id
    assert isinstance(form, KINDS.by_id[form.kind_id].form)
    assert form.source


def test_a_title_takes_department_and_year() -> None:
    form = FormRegistry().get("guangzhou-district-project-targets")
    title = "某某部门2024年项目支出绩效目标表（含转移支付项目）"
    assert form.title_lines(perfreport.loads(PROJECTS)) == (title,)


def test_a_title_may_have_lines() -> None:
    form = FormRegistry().get("guangzhou-self-evaluation")
    lines = ("2023年度某某部门", "部门整体支出绩效自评报告")
    assert form.title_lines(perfreport.loads(REPORT)) == lines


def test_figures_print_as_the_form_says() -> None:
    rounding = Figures(unit="元", amount_places=0, rate_places=1, full_rate="100.00%").rounding
    assert rounding.amount(Amount("59.8")) == "598,000"
    assert rounding.rate(Percent(100)) == "100.0%"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("\n标题: ", "\n标提: ", "没有“标提”这一项，是不是“标题”？"),
        ("\n标题: ", "\n标题: '{region}' #", "不认识的占位“region”，这句可用：department或year"),
        ("按一级分组: true", "按一级分组: 是", "“是”不可用，请写 true（是）或 false（否）"),
        ("条号: ", "条号: A. # ", "“A.”不可用，是不是“1.”？可写：一、、（一）"),
        ("地区: 广州市", "地区: ''", "这里不能空着"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    line = line_with(manifest(CITY), right.lstrip("\n"))
    (told,) = refused(tmp_path, (right, wrong)).splitlines()[1:]
    assert f"{CITY}.yaml:{line}：" in told
    assert message in told


@pytest.mark.parametrize("key", ["必填", "不印"])
@pytest.mark.parametrize("field", ["颜色", "绩效指标.颜色", "部门名称.名称", "绩效指标。名称"])
def test_a_form_asks_only_for_fields_of_its_kind(tmp_path: Path, key: str, field: str) -> None:
    def alter(text: str) -> str:
        lines = [line for line in text.split("\n") if not line.startswith(key)]
        return "\n".join([*lines, f"{key}: [{field}]"])

    registry = FormRegistry([with_form(tmp_path, "guangzhou-department-targets", alter)])
    with pytest.raises(TemplateError, match=f"中的“{field}”不是这个文种的项目"):
        registry.get("guangzhou-department-targets")


def test_a_manifest_is_for_a_known_kind(tmp_path: Path) -> None:
    told = refused(tmp_path, ("文种: 项目支出绩效目标表", "文种: 项目绩效表"))
    assert told.endswith(f"“文种”应是：{'、'.join(KINDS.models)}")


def test_a_manifest_has_the_name_of_its_form(tmp_path: Path) -> None:
    told = refused(tmp_path, (f"版式: {CITY}", "版式: 别的"))
    assert told.endswith(f"“版式”写的是 别的，应与文件名 {CITY} 相同")


@pytest.mark.parametrize("text", ["", "- 一", "文种: ["])
def test_what_is_no_manifest_at_all_is_refused(tmp_path: Path, text: str) -> None:
    registry = FormRegistry([with_form(tmp_path, CITY, lambda _: text)])
    with pytest.raises(TemplateError, match=CITY):
        registry.get(CITY)
