"""The sheets and columns of each form's workbook."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Passage
from perfreport.blocks.specialised import open_fields
from perfreport.blocks.walk import attributes, models_in
from perfreport.forms.registry import FormRegistry
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import sheet_names, with_headings
from perfreport.workbooks.layout import SHEETS, ListSheet, layout_of, layout_of_class

_REGISTRY = FormRegistry()
_KEYS = st.sampled_from("甲乙丙丁")
_PATHS = st.lists(_KEYS, min_size=1, max_size=3).map(lambda keys: DataPath(*keys))


def _sheet(form_id: str, name: str) -> ListSheet:
    return next(each for each in layout_of(_REGISTRY.get(form_id)).lists if each.name == name)


def _paths(model: type[BaseModel], path: DataPath) -> set[DataPath]:
    """Every field of a class, with those of the passages and groups and lists inside it."""
    found: set[DataPath] = set()
    for key, name in attributes(model).items():
        if name in open_fields(model):
            continue
        found.add(path / key)
        for inner in models_in(model.model_fields[name].annotation):
            inside = _paths(inner, path / key)
            found |= {each for each in inside if inner is not Passage or each[-1] != "内容"}
    return found


@pytest.mark.parametrize("form_id", _REGISTRY.ids)
def test_every_field_of_a_form_has_one_place(form_id: str) -> None:
    form = _REGISTRY.get(form_id)
    layout = layout_of(form)
    places = [each.path for each in layout.entries]
    places += [
        DataPath(*sheet.path, *each.path) for sheet in layout.lists for each in sheet.entries
    ]
    assert len(places) == len({*places})
    assert {*places} == _paths(form.model, DataPath())


@pytest.mark.parametrize("form_id", _REGISTRY.ids)
def test_no_two_columns_and_no_two_sheets_are_called_alike(form_id: str) -> None:
    layout = layout_of(_REGISTRY.get(form_id))
    names = [*SHEETS, *(each.name for each in layout.lists)]
    assert len(names) == len({*names})
    for sheet in layout.lists:
        headings = [sheet.number_heading, sheet.parent_heading]
        headings += (each.heading for each in sheet.entries)
        assert len(headings) == len({*headings})


@given(st.lists(st.tuples(_PATHS, st.booleans()), unique_by=lambda each: each[0]))
def test_headings_are_ends_of_their_keys_that_tell_them_apart(
    columns: list[tuple[DataPath, bool]],
) -> None:
    entries = [
        Entry(path=path, heading="", sort="文字", is_printed=is_printed)
        for path, is_printed in columns
    ]
    named = list(with_headings(entries))
    headings = [each.heading for each in named]
    assert len(headings) == len({*headings})
    assert all("·".join(map(str, each.path)).endswith(each.heading) for each in named)


def test_what_is_seldom_there_makes_no_heading_longer() -> None:
    usual = Entry(path=DataPath("资金", "年度"), heading="", sort="金额")
    seldom = Entry(path=DataPath("合计", "年度"), heading="", sort="金额", is_printed=False)
    assert [each.heading for each in with_headings([usual, seldom])] == ["年度", "合计·年度"]


@given(st.lists(st.lists(st.text("甲:/？'", min_size=1, max_size=40), min_size=1, max_size=2)))
def test_names_of_sheets_are_such_as_excel_allows(keys: list[list[str]]) -> None:
    paths = list({DataPath(*each) for each in keys})
    names = sheet_names(paths, taken=SHEETS)
    assert names.keys() == {*paths}
    assert len({*names.values(), *SHEETS}) == len(paths) + len(SHEETS)
    for name in names.values():
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


def test_a_list_in_rows_says_whose_it_is_and_funds_stand_in_columns() -> None:
    sheet = _sheet("henan-2022-project-targets", "项目")
    assert sheet.path == ("资金使用单位", "项目")
    assert sheet.parent == ("资金使用单位",)
    assert sheet.parent_heading == "资金使用单位"
    assert sheet.inside == ("项目",)
    assert sheet.named_by
    assert sheet.named_by.heading == "名称"
    assert [each.heading for each in sheet.entries if each.is_usual] == [
        "名称", "政府预算资金·年度", "财政专户管理资金·年度", "单位资金·年度", "绩效目标",
    ]  # fmt: skip


def test_two_lists_of_one_key_are_told_apart_by_what_is_around_them() -> None:
    names = [each.name for each in layout_of(_REGISTRY.get("guangzhou-self-evaluation")).lists]
    assert names[-4:] == ["履职效能·扣分原因", "关键指标", "管理效率·扣分原因", "指标"]


def test_a_row_is_named_by_what_must_be_there_and_no_other_row_has() -> None:
    named = {
        sheet.name: sheet.named_by.heading
        for form_id in _REGISTRY.ids
        for sheet in layout_of(_REGISTRY.get(form_id)).lists
        if sheet.named_by
    }
    assert named["专项"] == "名称"
    assert named["决算支出"] == "科目"
    assert named["项目"] == "名称"


def test_what_a_form_asks_for_is_marked() -> None:
    sheet = _sheet("shanghai-2026-project-targets", "绩效指标")
    assert {e.heading for e in sheet.entries if e.is_required} == {
        "一级",
        "二级",
        "名称",
        "年度指标值",
    }
    entries = layout_of(_REGISTRY.get("henan-2022-department-targets")).entries
    asked = {f"{each.group} {each.heading}".strip() for each in entries if each.is_required}
    assert asked == {
        "文种", "版式", "年度", "部门名称", "资金 / 基本支出 金额", "资金 / 项目支出 金额",
        "总体绩效目标",
    }  # fmt: skip


def test_second_levels_depend_on_the_first() -> None:
    sheet = _sheet("henan-2022-project-targets", "绩效指标")
    choices = next(each.choices for each in sheet.entries if each.heading == "二级")
    assert choices is not None
    assert choices.depends_on == ("一级",)
    assert "数量指标" in choices.by_text["产出指标"]
    assert "数量指标" not in choices.by_text["效益指标"]


def test_of_a_kind_without_its_form_there_is_a_workbook_too() -> None:
    layout = layout_of_class(_REGISTRY.class_of("项目支出绩效目标表"))
    assert [each.name for each in layout.lists] == ["资金使用单位", "项目", "绩效指标"]
