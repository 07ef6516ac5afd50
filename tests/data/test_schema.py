"""The JSON Schema accepts what loads, refuses what does not, and speaks Chinese to the editor."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest

from perfreport.basics.addresses import DataPath
from perfreport.data.data_files import parse_source, read_source
from perfreport.data.schema import json_schema, properties
from perfreport.data.source import Node
from perfreport.kinds import KINDS
from perfreport.kinds.report.model import Report
from tests.examples import EXAMPLES, FOLDER, form_of
from tests.small_files import ALL, DEPARTMENT, PROJECTS, REPORT, altered

CHINESE = re.compile("[\u4e00-\u9fff]")


def schema_of(kind: str) -> dict[str, Any]:
    return json_schema(KINDS.models[kind])


OF_KIND = {
    "项目支出绩效目标表": PROJECTS,
    "部门整体预算绩效目标申报表": DEPARTMENT,
    "部门整体支出绩效自评报告": REPORT,
}
REPORTS = (
    "henan-2020-evaluation-summary",
    "national-2020-evaluation-report",
    "xuwen-2024-self-evaluation",
)
PROJECT = "资金使用单位[1].项目[1]"


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(kind))


def as_an_editor_reads(node: Node) -> Any:
    """The values of a YAML file as tools other than perfreport take them."""
    if node.is_mapping:
        return {str(key): as_an_editor_reads(child) for key, child in node.children.items()}
    if node.is_list:
        return [as_an_editor_reads(child) for child in node.children.values()]
    text = str(node.value)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return {"true": True, "false": False, "None": None}.get(text, text)


def mistakes(text: str) -> list[str]:
    tree = as_an_editor_reads(parse_source(text).root)
    return [
        DataPath(*error.absolute_path).label for error in validator(tree["文种"]).iter_errors(tree)
    ]


@pytest.mark.parametrize("kind", KINDS.models)
def test_a_schema_is_one_itself(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind


@pytest.mark.parametrize("kind", KINDS.models)
def test_every_field_has_a_chinese_title_and_description(kind: str) -> None:
    found = list(properties(schema_of(kind)))
    assert len(found) > (5 if kind == "绩效报告" else 20)
    for name, field in found:
        assert CHINESE.search(name)
        assert CHINESE.search(field["title"])
        assert CHINESE.search(field["description"]), name


@pytest.mark.parametrize("kind", KINDS.models)
def test_every_part_has_a_chinese_title_and_no_docstring(kind: str) -> None:
    for part in schema_of(kind)["$defs"].values():
        assert CHINESE.search(part["title"])
        assert "description" not in part


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_published_documents_fit_their_schemas(name: str) -> None:
    tree = as_an_editor_reads(read_source(FOLDER / f"{name}.yaml").root)
    form = form_of(name)
    # A report is of the kind that its form names, and has the form's headings.
    is_report = issubclass(form.base_model, Report)
    assert is_report == (name in REPORTS)
    schema = json_schema(form.model) if is_report else schema_of(tree["文种"])
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(tree)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_reports_fit_the_schema_of_all_reports(name: str) -> None:
    tree = as_an_editor_reads(read_source(FOLDER / f"{name}.yaml").root)
    schema = json_schema(Report)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(tree)) == []


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_what_loads_fits(text: str) -> None:
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "path"),
    [
        (PROJECTS, "部门名称: ", "部门名: ", ""),
        (PROJECTS, "年度: 2024", "年度: 二〇二四", "年度"),
        (PROJECTS, "年度: 2024", "年度: 24", "年度"),
        (PROJECTS, "59.80", "五十九", f"{PROJECT}.财政拨款"),
        (PROJECTS, "59.80", "59.80美元", f"{PROJECT}.财政拨款"),
        (PROJECTS, "绩效目标: 聘请编外人员。", "绩效目标: []", f"{PROJECT}.绩效目标"),
        (PROJECTS, "年度指标值: 90%", "涉密: 也许", f"{PROJECT}.绩效指标[1].涉密"),
        (DEPARTMENT, "下属二级单位数: 2", "下属二级单位数: -2", "下属二级单位数"),
        (DEPARTMENT, "  基本支出: 2,234.47\n", "", "预算整体情况"),
        (REPORT, "99.91%", "99.91", "履职效能.一般公共预算年度平均支出执行率"),
        (REPORT, "得分: 49.99", "得分: -1", "履职效能.得分"),
        (REPORT, "绩效自评情况: 定期开展监控。", "绩效自评情况: {内: 1}", "绩效自评情况"),
    ],
)
def test_what_does_not_load_does_not_fit(text: str, right: str, wrong: str, path: str) -> None:
    assert path in mistakes(altered(text, (right, wrong)))


@pytest.mark.parametrize("kind", KINDS.models)
def test_a_file_of_another_kind_does_not_fit(kind: str) -> None:
    for other, text in OF_KIND.items():
        tree = as_an_editor_reads(parse_source(text).root)
        assert validator(kind).is_valid(tree) == (kind == other)


@pytest.mark.parametrize("text", ["59.80", "1,266.19", "598000元", " 59.80 万元 ", "-3"])
def test_an_amount_may_be_written_in_every_way_that_loads(text: str) -> None:
    assert mistakes(altered(PROJECTS, ("59.80", f"'{text}'"))) == []
