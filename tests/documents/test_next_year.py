"""Next year's declaration begins with last year's."""

from __future__ import annotations

import re

import pytest

from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Declaration, Indicator
from perfreport.blocks.walk import walk
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import understand
from perfreport.documents.next_year import draft_next_year
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.account import whole_target
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import ProjectTargets
from tests.data.drafts import Draft, read_draft
from tests.examples import example

DECLARATIONS = (
    "guangzhou-2023-project-targets",
    "guangzhou-2024-department-targets",
    "panyu-2024-department-targets",
    "zengcheng-2024-project-targets",
)


def declaration(name: str) -> Declaration:
    document = example(name)
    assert isinstance(document, DepartmentTargets | ProjectTargets)
    return document


def draft_text(declared: Declaration) -> str:
    form = FormRegistry().get(str(declared.form))
    assert isinstance(form, DepartmentTargetsForm | ProjectTargetsForm)
    return draft_next_year(declared, form).text


def draft(declared: Declaration) -> Draft[Declaration]:
    kind: type[Declaration] = type(declared)
    return read_draft(parse_source(draft_text(declared)), kind)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_the_year_follows_and_the_rest_of_the_head_stays(name: str) -> None:
    declared, following = declaration(name), draft(declaration(name)).document
    assert following.year == declared.year + 1
    assert (following.form, following.department) == (declared.form, declared.department)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_amounts_and_annual_values_wait_and_nothing_else(name: str) -> None:
    declared = declaration(name)
    expected = {
        (*path, field.alias)
        for path, part in walk(declared)
        for key, field in type(part).model_fields.items()
        if (value := getattr(part, key)) is not None
        and (isinstance(value, Amount) or key == "annual_value")
    }
    assert set(draft(declared).pending) == expected


@pytest.mark.parametrize("name", DECLARATIONS)
def test_all_other_texts_are_those_of_last_year(name: str) -> None:
    declared = declaration(name)
    yearly = {"form", "year", "annual_value"}
    for (_, old), (_, new) in zip(walk(declared), walk(draft(declared).document), strict=True):
        for key in type(old).model_fields:
            value = getattr(old, key)
            if isinstance(value, str | tuple) and key not in yearly and not walked(value):
                assert getattr(new, key) == value


def walked(value: object) -> bool:
    """Whether ``value`` is a list of parts that the walk comes to by itself."""
    return isinstance(value, tuple) and any(not isinstance(item, str) for item in value)


def test_what_waits_has_the_value_of_last_year_beside_it() -> None:
    text = draft_text(declaration("guangzhou-2024-department-targets"))
    assert "基本支出: 待填  # 2024年：6904.53" in text
    assert "年度指标值: 待填  # 2024年：不少于11个。" in text
    assert all("# 2024年：" in line for line in text.splitlines() if ": 待填" in line)


def test_a_text_that_names_last_year_is_pointed_out() -> None:
    text = draft_text(declaration("guangzhou-2023-project-targets"))
    pointed_out = re.findall(r"名称: (.*?)  # 请核对文中的“2023”", text)
    assert len(pointed_out) == 4
    assert all("2023" in name for name in pointed_out)


def test_a_zero_and_a_mark_of_secrecy_are_not_lost() -> None:
    panyu = draft_text(declaration("panyu-2024-department-targets"))
    assert "其他资金: 待填  # 2024年：" in panyu
    none = declaration("panyu-2024-department-targets").model_copy(update={"subordinate_units": 0})
    assert "下属二级单位数: 0" in draft_text(none)
    secret = draft(declaration("zengcheng-2024-project-targets")).document
    assert isinstance(secret, ProjectTargets)
    assert sum(project.classified for project in secret.units[0].projects) == 5


def test_totals_that_were_stated_are_computed_again() -> None:
    declared = declaration("guangzhou-2023-project-targets")
    assert isinstance(declared, ProjectTargets)
    stated = declared.model_copy(update={"stated": declared.funds._asdict()})
    assert draft_text(stated) == draft_text(declared)


def test_a_declaration_that_names_no_form_gets_one() -> None:
    declared = declaration("guangzhou-2024-department-targets")
    form = FormRegistry().get("guangzhou-department-targets")
    assert isinstance(form, DepartmentTargetsForm)
    text = draft_next_year(declared.model_copy(update={"form": None}), form).text
    assert text == draft_text(declared)


@pytest.mark.parametrize(
    "name",
    ["henan-2022-project-targets", "sichuan-2023-project-targets", "henan-2022-department-targets"],
)
def test_the_one_value_of_a_form_is_that_of_the_year(name: str) -> None:
    declared = declaration(name)
    indicators = [part for _, part in walk(declared) if isinstance(part, Indicator)]
    text = draft_text(declared)
    targets = [whole_target(str(e.value), e.sign or "", e.unit or "") for e in indicators]
    assert len(targets) > 5
    for target in targets:
        assert f"指标值: 待填  # {declared.year}年：{target}\n" in text
    begun = understand(parse_source(text), FormRegistry(), allow_pending=True)
    pending = [path for path in begun.pending if path[-1] == "指标值"]
    assert len(pending) == len(indicators)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_goals_are_marked_as_those_of_last_year(name: str) -> None:
    declared = declaration(name)
    told = f"# {declared.year}年的目标，请按{declared.year + 1}年的改\n"
    goals = [
        part
        for _, part in walk(declared)
        if getattr(part, "goal", None) or getattr(part, "goals", None)
    ]
    assert draft_text(declared).count(told) == len(goals)


def test_money_by_source_is_a_list_as_people_write_it_and_the_form_is_no_text_to_review() -> None:
    text = draft_text(declaration("henan-bond-project-targets"))
    assert "          - 来源: 政府预算资金\n            实施期: 待填  # 2024年：186000.00\n" in text
    sichuan = draft_text(declaration("sichuan-2023-project-targets"))
    assert "版式: sichuan-2023-project-targets\n" in sichuan
