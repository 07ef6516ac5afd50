"""Whatever unit amounts were typed in, findings and explanations speak of the form's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import attributes, walk
from perfreport.documents.checking import check_document
from perfreport.documents.explaining import as_text, explain
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.comparison import compare
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.checks.snippets import BASES, REGISTRY, Tree, changed, form_called
from tests.forms.own_templates import with_file

CHANGES: dict[str, Tree] = {
    "部门": {
        "预算整体情况.其他资金": "101.00",
        "预算整体情况.拟用于对下转移支付资金": "-51.00",
        "年度重点工作任务[1].拟投入的资金": "400.123456",
    },
    "项目": {
        "资金使用单位[1].项目[1].总计": "111.00",
        "资金使用单位[1].小计.财政拨款": "146.00",
        "合计.其他资金": "15.01",
        "合计.总计": "111.00",
    },
    "自评": {
        "年初预算收入.合计": "905.00",
        "决算支出[2].金额": "291.00",
        "部门整体支出.基本支出.公用经费.决算数": "101.00",
        "部门整体支出.项目支出.全年预算数": "291.00",
    },
    "来源": {
        "资金使用单位[1].项目[1].资金.单位资金.年度": "16.00",
        "资金使用单位[1].项目[1].资金.政府预算资金.其中.政府性基金.实施期": "16.00",
    },
}
CODES = {
    "部门": {"SUM-001", "SUM-002", "SUM-003", "SUM-031"},
    "项目": {"SUM-011", "SUM-012", "SUM-013", "CLASS-004"},
    "自评": {"SUM-021", "SUM-022", "SUM-023", "SUM-024", "SUM-025", "RATE-001"},
    "来源": {"SUM-014"},
}


def in_yuan(base: str) -> Document:
    """The small document with its mistakes, every amount typed in 元."""
    tree = changed(BASES[base], CHANGES[base])
    model = form_called(tree["版式"]).model
    document = model.model_validate(tree)
    dumped: Any = document.model_dump(mode="json", by_alias=True, exclude_none=True)
    for path, amount in amounts(document):
        part = dumped
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = f"{amount.to(Unit.YUAN):f}元"
    return model.model_validate(dumped)


def amounts(document: Document) -> Iterator[tuple[tuple[str | int, ...], Amount]]:
    for path, part in walk(document):
        for key, name in attributes(type(part)).items():
            value = getattr(part, name)
            if isinstance(value, Amount):
                yield (*path, key), value


def form_in(unit: str, document: Document, folder: Path) -> Form:
    """The form of ``document``, its amounts in ``unit``."""
    form_id = str(document.form)
    text = REGISTRY.manifest(form_id).read_text("utf-8")
    with_file(folder, f"forms/{form_id}.yaml", f"{text}\n数字:\n  金额单位: {unit}\n")
    return FormRegistry((folder,)).get(form_id)


def units_in(texts: Iterator[str]) -> set[str]:
    return {unit for text in texts for unit in re.findall(r"\d ?(亿元|万元|元)", text)}


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("base", BASES)
def test_findings_show_amounts_in_the_unit_of_the_form(
    base: str, unit: str, tmp_path: Path
) -> None:
    document = in_yuan(base)
    findings = check_document(document, form_in(unit, document, tmp_path))
    assert {finding.code for finding in findings} >= CODES[base]
    assert units_in(f"{each.message}{each.advice}" for each in findings) == {unit}


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_comparisons_show_amounts_in_the_unit_of_the_form(unit: str, tmp_path: Path) -> None:
    department, projects, evaluation = map(in_yuan, ("部门", "项目", "自评"))
    assert isinstance(department, DepartmentTargets)
    assert isinstance(projects, ProjectTargets)
    assert isinstance(evaluation, SelfEvaluation)
    department = department.model_copy(update={"year": evaluation.year})
    projects = projects.model_copy(update={"year": evaluation.year})
    rounding = form_in(unit, evaluation, tmp_path).figures.rounding
    findings = (
        *compare(evaluation, [department, projects], rounding),
        *compare(department, [projects], rounding),
    )
    codes = {"AGAINST-003", "AGAINST-005", "AGAINST-018"}
    assert {finding.code for finding in findings} >= codes
    assert units_in(each.message for each in findings if each.code in codes) == {unit}


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("base", BASES)
def test_explanations_show_amounts_in_the_unit_of_the_form(
    base: str, unit: str, tmp_path: Path
) -> None:
    document = in_yuan(base)
    text = as_text(explain(document, form_in(unit, document, tmp_path)))
    assert units_in(iter([text])) <= {unit}
