"""What a Word file was made from, put together from what is left of it on both sides."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

import perfreport
from perfreport.blocks.model import Document
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.original import Original, original
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import PROJECTS, altered

REGISTRY = FormRegistry()

SECOND = """\
      - 名称: 设备购置
        财政拨款: 12.50
        绩效目标: 更新设备。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 数量, 实施周期指标值: 10台, 年度指标值: 10台}
"""
OTHER_UNIT = """\
  - 名称: 另一单位
    项目:
      - 名称: 宣传活动
        财政拨款: 3.00
        绩效目标: 开展宣传。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 场次, 实施周期指标值: 9场, 年度指标值: 9场}
"""
PRINTED = f"{PROJECTS}{SECOND}{OTHER_UNIT}"
MOVED = f"{PROJECTS}{OTHER_UNIT}{SECOND}"

Typing = Callable[[WordEditor], object]


@cache
def document(text: str) -> Document:
    return perfreport.loads(text)


def edited(*acts: Typing) -> Reading:
    """The Word file of ``PRINTED`` after ``acts``."""
    editor = WordEditor(perfreport.render(document(PRINTED), "docx"))
    for act in acts:
        act(editor)
    return read_docx(editor.save(), REGISTRY)


def made_from(current: str, *acts: Typing) -> Original[Document]:
    return original(edited(*acts), document(current), REGISTRY)


def retyped(old: str, new: str) -> Typing:
    return lambda editor: editor.replace(editor.paragraph(old), old, new)


def removed(words: str) -> Typing:
    return lambda editor: editor.remove(editor.row(words))


def moved(words: str, below: str) -> Typing:
    return lambda editor: editor.row(below).addnext(editor.row(words))


def names(found: Original[Document]) -> list[list[str]]:
    assert isinstance(found.document, ProjectTargets)
    return [[project.name for project in unit.projects] for unit in found.document.units]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_that_nobody_edited_was_made_from_what_it_says(name: str) -> None:
    found = original(read_docx(rendered(name, "docx"), REGISTRY), example(name), REGISTRY)
    assert found == Original(example(name), ())


@pytest.mark.parametrize(
    ("current", "act"),
    [
        (PRINTED, retyped("更新设备。", "添置设备。")),
        (altered(PRINTED, ("更新设备。", "添置设备。")), retyped("开展宣传。", "做好宣传。")),
        (altered(PRINTED, ("12.50", "13.50")), retyped("更新设备。", "添置设备。")),
        (altered(PRINTED, ("某某部门", "某局")), retyped("设备购置", "设备更新")),
        (PRINTED, removed("设备购置")),
        (f"{PROJECTS}{OTHER_UNIT}", retyped("开展宣传。", "做好宣传。")),
        (PRINTED, moved("设备购置", "另一单位")),
        (MOVED, retyped("开展宣传。", "做好宣传。")),
        (f"{PRINTED}{SECOND}", retyped("开展宣传。", "做好宣传。")),
        (PRINTED, lambda e: e.row("设备购置").addnext(copy.deepcopy(e.row("宣传活动")))),
        (
            altered(PRINTED, ("设备购置", "甲")),
            lambda e: e.add_row(e.row("宣传活动"), "乙", "1", "1"),
        ),
    ],
)
def test_what_one_side_changed_is_on_the_other_as_it_was(current: str, act: Typing) -> None:
    assert made_from(current, act) == Original(document(PRINTED), ())


def test_what_both_changed_is_a_conflict() -> None:
    current = altered(PRINTED, ("更新设备。", "维护设备。"))
    found = made_from(current, retyped("更新设备。", "添置设备。"))
    [conflict] = found.conflicts
    assert conflict.path == ("资金使用单位", 0, "项目", 2, "绩效目标")
    assert (conflict.edited, conflict.current) == (("添置设备。",), ("维护设备。",))


def test_what_both_changed_alike_counts_as_having_been_so() -> None:
    current = altered(PRINTED, ("更新设备。", "添置设备。"))
    assert made_from(current, retyped("更新设备。", "添置设备。")) == Original(
        document(current), ()
    )


def test_a_row_that_both_removed_is_gone() -> None:
    found = made_from(f"{PROJECTS}{OTHER_UNIT}", removed("设备购置"))
    assert (names(found)[0], found.conflicts) == (["编外人员聘用经费", "13600101"], ())


def test_a_row_that_one_side_removed_and_the_other_changed_is_a_conflict() -> None:
    [ours] = made_from(f"{PROJECTS}{OTHER_UNIT}", retyped("更新设备。", "添置设备。")).conflicts
    assert (ours.path, ours.current) == (("资金使用单位", 0, "项目"), None)
    current = altered(PRINTED, ("更新设备。", "添置设备。"))
    [theirs] = made_from(current, removed("设备购置")).conflicts
    assert (theirs.path, theirs.edited) == (("资金使用单位", 0, "项目", 2), None)


def test_a_row_that_both_moved_to_another_list_counts_as_having_been_there() -> None:
    acts = moved("设备购置", "宣传活动"), retyped("更新设备。", "添置设备。")
    found = made_from(MOVED, *acts)
    assert found == Original(document(MOVED), ())


def test_a_field_that_could_not_be_read_is_nobodys_edit() -> None:
    reading = edited(retyped("设备购置", ""))
    assert reading.pending
    assert original(reading, document(PRINTED), REGISTRY) == Original(reading.document, ())


def test_without_codes_it_was_made_from_the_data_file_but_for_what_is_not_printed() -> None:
    reading = replace(edited(retyped("更新设备。", "添置设备。")), printed=None)
    current = altered(PRINTED, ("12.50", "13.50"))
    assert original(reading, document(current), REGISTRY) == Original(document(current), ())
