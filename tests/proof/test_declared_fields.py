"""The proof follows what a form declares: fields of its own, money by source, columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perfreport.documents.coverage import lacking
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.proving import prove
from perfreport.proof.samples import Wanted, sample
from perfreport.proof.tags import tags_of
from tests.forms.own_templates import with_file, with_form
from tests.proof.plain_templates import with_plain_templates

FORM = "guangzhou-district-project-targets"
DECLARED = """
附加项:
  - {名称: 主管部门, 英文: authority, 属于: 文书, 必填: true}
  - {名称: 填报人, 英文: contact, 属于: 文书, 类型: 联系人}
  - {名称: 说明, 英文: note, 属于: 单位, 类型: 段落}
  - {名称: 投资, 英文: invested, 属于: 单位, 类型: 金额}
  - {名称: 项目类别, 英文: category, 属于: 项目, 类型: 选择, 方框: true,
     选项: [特定目标类, 部门运转类]}
  - {名称: 计划开始日期, 英文: start, 属于: 项目, 类型: 日期, 必填: true}
  - {名称: 期间, 英文: period, 属于: 项目, 类型: 期间}
  - {名称: 人数, 英文: people, 属于: 项目, 类型: 数字}
  - {名称: 比例, 英文: share, 属于: 项目, 类型: 百分比}
  - {名称: 一次性, 英文: once, 属于: 项目, 类型: 是否}
  - {名称: 依据, 英文: basis, 属于: 指标}
资金:
  栏目: [{名称: 年度, 英文: annual}, {名称: 实施期, 英文: cycle}]
  来源:
    - {名称: 政府预算资金, 英文: government, 其中: [{名称: 财政拨款, 英文: grant}]}
    - {名称: 单位资金, 英文: own}
指标列: [一级, 二级, 名称, 计算符号, 指标值, 度量单位, 分值, 备注]
"""


REPORT = """\
版式: report
文种: 项目支出绩效评价报告
名称: 项目支出绩效评价报告
地区: 某地
年度: "2024"
依据: 某地所用表样
标题: "{department}{year}年报告"
提纲:
  - {标题: 基本情况, 内容: 无}
  - {标题: 项目概况, 级: 2, 英文: overview}
  - {标题: 问题, 级: 2, 英文: problems, 必填: false}
  - {标题: 目标, 级: 2, 英文: goals, 内容: 清单, 编号: 一、}
  - 标题: 评分
    英文: scores
    内容: 表
    列:
      - {名称: 指标, 英文: name, 必填: true}
      - {名称: 分值, 英文: weight, 类型: 分值}
      - {名称: 得分, 英文: score, 类型: 分值}
  - 标题: 信息
    英文: facts
    内容: 栏目表
    栏目:
      - {名称: 投入, 英文: money, 类型: 金额}
      - {名称: 属性, 英文: kind, 类型: 选择, 选项: [新增, 延续], 必填: true}
  - {标题: 任务, 英文: tasks, 内容: 重点任务}
  - {标题: 结论, 英文: conclusion, 内容: 句子, 句子: "{department}得{scores_score_total}分。"}
"""


def declaring(text: str) -> str:
    """The district's form with all that a form may declare; indicators in rows."""
    text = re.sub(r"必填:\n(?:  - .*\n)+", "", text)
    return re.sub(r"  指标栏:\n(?:    .*\n)+", "", text) + DECLARED


@pytest.fixture
def own(tmp_path: Path) -> FormRegistry:
    """That form, with templates that print every tag."""
    folder = with_form(tmp_path, FORM, declaring, new_id="own")
    with_plain_templates(folder, FormRegistry([folder]).get("own"))
    return FormRegistry([folder])


def test_samples_have_what_is_declared(own: FormRegistry) -> None:
    form = own.get("own")
    short, long = sample(form, Wanted("short")), sample(form, Wanted("long"))
    assert short
    assert long
    assert short.extras
    assert short.extras["主管部门"]
    assert short.extras["填报人"] is None
    tags = {each.name: each for each in tags_of(form, own)}
    for tag in tags.values():
        assert tag.is_printed
        assert tag.example
    assert tags["one_indicators.extras.basis"].example
    assert tags["one_projects.extras.category"].example == "☑特定目标类  □部门运转类"
    assert re.fullmatch(r"\d{4}年\d+月\d+日", tags["one_projects.extras.start"].example)


def test_a_place_is_asked_for_whatever_is_declared(own: FormRegistry, tmp_path: Path) -> None:
    assert lacking(own.get("own"), own, "docx") == ()
    path = tmp_path / "pdf" / "own.xml"
    lost = ("one_projects.extras.start", "one_units.extras.note", "one_projects.funds.grant.cycle")
    text = path.read_text("utf-8")
    for name in lost:
        text = text.replace(name, "title")
    path.write_text(text, "utf-8")
    found = {each.label: each.is_required for each in lacking(own.get("own"), own, "pdf")}
    assert found == {
        "资金使用单位.项目.附加项.计划开始日期": True,
        "资金使用单位.附加项.说明": False,
        "资金使用单位.项目.资金.政府预算资金.其中.财政拨款.实施期": False,
    }


@pytest.mark.parametrize("form_id", ["own", *FormRegistry().ids])
def test_templates_that_print_every_tag_lose_nothing(
    own: FormRegistry, tmp_path: Path, form_id: str
) -> None:
    folder = tmp_path if form_id == "own" else with_form(tmp_path / "other", form_id, str)
    with_plain_templates(folder, own.get(form_id))
    registry = FormRegistry([folder])
    renderer = Renderer(registry, system_fonts=False)
    is_own = form_id == "own"  # which has more fields to be left out in turn than any other
    found = prove(registry.get(form_id), registry, renderer, FORMATS, thoroughly=is_own)
    assert [each.line for each in found] == []


def test_a_report_that_its_manifest_declares_is_proved_too(tmp_path: Path) -> None:
    folder = with_file(tmp_path, "forms/report.yaml", REPORT)
    with_plain_templates(folder, FormRegistry([folder]).get("report"))
    registry = FormRegistry([folder])
    renderer = Renderer(registry, system_fonts=False)
    form = registry.get("report")
    assert all(tag.is_printed and tag.example for tag in tags_of(form, registry))
    found = prove(form, registry, renderer, FORMATS, thoroughly=True)
    assert [each.line for each in found] == []
    path = folder / "pdf" / "report.xml"
    path.write_text(path.read_text("utf-8").replace("one_scores.score", "title"), "utf-8")
    found = prove(form, registry, renderer, FORMATS, thoroughly=True)
    assert [each.message for each in found][:1] == ["没有印“章节.评分.得分”，所填的会丢失"]
