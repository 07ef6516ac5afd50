"""Edits made in Word come into a data file that has changed since: these edits, and no others."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document
from perfreport.compare import Merged, merge
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.trees import tree_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.random_edits import edited, told_apart
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import ALL, DEPARTMENT, PROJECTS, REPORT, altered
from tests.strategies import FORMS, documents
from tests.strategies.texts import plain_lines

REGISTRY = FormRegistry()

NEW_PROJECT = """\
      - 名称: 设备购置
        财政拨款: 12.50
        绩效目标: 更新设备。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 数量, 实施周期指标值: 10台, 年度指标值: 10台}
"""
SECOND_TASK, THIRD_TASK = (
    f"  - {{名称: {name}, 主要实施内容: 甲乙丙丁。, 拟投入的资金: 1.00, 期望达到的目标: {goal}}}\n"
    for name, goal in (("第二项工作", "做好。"), ("第三项工作", "做成。"))
)
TWO_TASKS = altered(DEPARTMENT, ("绩效指标:\n", f"{SECOND_TASK}绩效指标:\n"))

Typing = Callable[[WordEditor], None]


@cache
def printed(text: str) -> bytes:
    return perfreport.render(perfreport.loads(text), "docx")


def typed_in_word(text: str, *acts: Typing) -> Reading:
    """The Word file of ``text`` after ``acts``."""
    editor = WordEditor(printed(text))
    for act in acts:
        act(editor)
    return read_docx(editor.save(), REGISTRY)


def taken_over(reading: Reading, text: str) -> Merged[Document]:
    return take_over(reading, perfreport.loads(text), REGISTRY)


def retyped(old: str, new: str, occurrence: int = 0) -> Typing:
    return lambda editor: editor.replace(editor.paragraph(old, occurrence), old, new)


def row_removed(words: str) -> Typing:
    def act(editor: WordEditor) -> None:
        row = editor.row(words)
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    return act


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("knows_printed", [True, False])
def test_a_file_that_nobody_edited_changes_nothing(name: str, knows_printed: bool) -> None:
    reading = read_docx(rendered(name, "docx"), REGISTRY)
    if not knows_printed:
        reading = replace(reading, printed=None)
    merged = take_over(reading, example(name), REGISTRY)
    assert merged.document == example(name)
    assert not merged.conflicts


def edited_often(
    data: st.DataObject,
    editor: WordEditor,
    document: Document,
    *,
    moves_between_lists: bool = True,
) -> Document:
    """``document`` after up to three edits, which were made in ``editor`` too."""
    for _ in range(data.draw(st.integers(0, 3))):
        document = edited(data.draw, editor, document, moves_between_lists=moves_between_lists)
    return document


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_edits_come_into_the_data_file_as_if_it_were_known_what_was_printed(
    form_id: str, data: st.DataObject
) -> None:
    """Told by a merge that knows it, as far as that knows the rows, which it tells by likeness.

    A row that changed its whole name, or went to another list in both copies, it takes for another.
    """
    base = told_apart(data.draw(documents(form_id, lines=plain_lines)))
    content = perfreport.render(base, "docx")
    editor = WordEditor(content)
    after = edited_often(data, editor, base)
    current = edited_often(data, WordEditor(content), base, moves_between_lists=False)
    merged = take_over(read_docx(editor.save(), REGISTRY), current, REGISTRY)
    expected = merge(base, after, current)
    if not merged.conflicts and not expected.conflicts:
        assert merged.document == expected.document


def contents_of(document: Document) -> Counter[object]:
    """How often each field has each content."""
    return Counter(_contents(tree_of(document), ""))


def _contents(part: object, name: str) -> Iterator[object]:
    if isinstance(part, dict):
        for field, inner in part.items():
            yield from _contents(inner, field)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _contents(inner, name)
    else:
        yield name, part


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_is_lost_of_what_was_typed_in_word_or_in_the_data_file_and_nothing_is_invented(
    form_id: str, data: st.DataObject
) -> None:
    base = told_apart(data.draw(documents(form_id, lines=plain_lines)))
    content = perfreport.render(base, "docx")
    editor = WordEditor(content)
    after = edited_often(data, editor, base)
    current = edited_often(data, WordEditor(content), base)
    merged = take_over(read_docx(editor.save(), REGISTRY), current, REGISTRY)
    if merged.conflicts:
        return
    before, result, *copies = map(contents_of, (base, merged.document, after, current))
    for each in {*before, *result, *copies[0], *copies[1]}:
        if before[each] > 1:
            continue  # one row with it may have come where another went
        changes = sorted(copy[each] - before[each] for copy in copies)
        least = changes[1] if changes[0] > 0 else sum(changes)  # both may have typed the same
        most = sum(change for change in changes if change > 0)
        assert least <= result[each] - before[each] <= most, each


def test_an_edit_goes_to_its_row_wherever_that_is_now() -> None:
    reading = typed_in_word(PROJECTS, retyped("聘请编外人员。", "聘请临时人员。"))
    current = altered(PROJECTS, ("      - 名称: 编外人员", f"{NEW_PROJECT}      - 名称: 编外人员"))
    merged = taken_over(reading, current)
    assert merged.document == perfreport.loads(altered(current, ("聘请编外", "聘请临时")))
    assert not merged.conflicts


def test_a_row_removed_in_word_goes_though_others_came_and_changed() -> None:
    reading = typed_in_word(TWO_TASKS, row_removed("第二项工作"))
    current = altered(TWO_TASKS, (SECOND_TASK, f"{THIRD_TASK}{SECOND_TASK}"), ("69.00", "70.00"))
    merged = taken_over(reading, current)
    assert merged.document == perfreport.loads(altered(current, (SECOND_TASK, "")))
    assert not merged.conflicts


def test_a_row_added_in_word_follows_the_row_that_it_followed() -> None:
    def add(editor: WordEditor) -> None:
        row = editor.row("网格化服务管理工作")
        row.addnext(copy.deepcopy(row))
        editor.replace(editor.paragraph("网格化服务管理工作", 1), "网格化服务管理工作", "新的工作")

    reading = typed_in_word(TWO_TASKS, add)
    current = altered(TWO_TASKS, ("  - 名称: 网格化", f"{THIRD_TASK}  - 名称: 网格化"))
    merged = taken_over(reading, current).document
    assert isinstance(merged, DepartmentTargets)
    names = [task.name for task in merged.tasks]
    assert names == ["第三项工作", "网格化服务管理工作", "新的工作", "第二项工作"]


def test_rows_moved_in_word_move() -> None:
    def move(editor: WordEditor) -> None:
        editor.row("网格化服务管理工作").addprevious(editor.row("第二项工作"))

    reading = typed_in_word(TWO_TASKS, move)
    current = altered(TWO_TASKS, ("69.00", "70.00"))
    merged = taken_over(reading, current).document
    assert isinstance(merged, DepartmentTargets)
    assert [task.name for task in merged.tasks] == ["第二项工作", "网格化服务管理工作"]
    assert merged.tasks[1].amount == Amount("70.00")


def test_a_field_that_both_changed_is_a_conflict_and_stays_as_the_data_file_has_it() -> None:
    reading = typed_in_word(
        PROJECTS,
        retyped("聘请编外人员。", "聘请临时人员。"),
        retyped("59.80", "60.00", 1),  # the first is the total
    )
    current = altered(PROJECTS, ("聘请编外人员。", "聘请专业人员。"))
    merged = taken_over(reading, current)
    (conflict,) = merged.conflicts
    assert conflict.path == ("资金使用单位", 0, "项目", 0, "绩效目标")
    assert (conflict.edited, conflict.current) == (("聘请临时人员。",), ("聘请专业人员。",))
    assert merged.document == perfreport.loads(altered(current, ("59.80", "60.00")))


def test_what_both_changed_alike_is_no_conflict() -> None:
    reading = typed_in_word(PROJECTS, retyped("聘请编外人员。", "聘请临时人员。"))
    current = altered(PROJECTS, ("聘请编外人员。", "聘请临时人员。"))
    assert taken_over(reading, current) == Merged(perfreport.loads(current), ())


def test_an_edited_row_that_the_data_file_has_no_more_is_a_conflict() -> None:
    reading = typed_in_word(TWO_TASKS, retyped("做好。", "做得更好。"))
    current = altered(TWO_TASKS, (SECOND_TASK, ""))
    merged = taken_over(reading, current)
    (conflict,) = merged.conflicts
    assert conflict.current is None
    assert merged.document == perfreport.loads(current)


def test_a_removed_row_that_the_data_file_has_changed_is_a_conflict_and_stays() -> None:
    reading = typed_in_word(TWO_TASKS, row_removed("第二项工作"))
    current = altered(TWO_TASKS, ("做好。", "做得更好。"))
    merged = taken_over(reading, current)
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.edited) == (("年度重点工作任务", 1), None)
    assert merged.document == perfreport.loads(current)


def test_what_is_not_printed_stays_as_the_data_file_has_it_now() -> None:
    reading = typed_in_word(REPORT, retyped("双监控。", "双监控、双反馈。"))
    current = altered(REPORT, (", 指标: [合同备案时效性]", ""))
    merged = taken_over(reading, current)
    assert merged.document == perfreport.loads(altered(current, ("双监控。", "双监控、双反馈。")))


def test_a_file_that_does_not_know_what_was_printed_is_taken_at_its_word() -> None:
    reading = replace(
        typed_in_word(PROJECTS, retyped("聘请编外人员。", "聘请临时人员。")), printed=None
    )
    merged = taken_over(reading, PROJECTS)
    assert merged.document == perfreport.loads(altered(PROJECTS, ("聘请编外", "聘请临时")))


def test_a_field_that_could_not_be_read_stays() -> None:
    reading = typed_in_word(DEPARTMENT, retyped("维护社会大局稳定。", ""))
    assert reading.pending
    merged = taken_over(reading, DEPARTMENT)
    assert merged.document == perfreport.loads(DEPARTMENT)


@pytest.mark.parametrize(("word", "text"), [("projects", REPORT), ("report", DEPARTMENT)])
def test_files_of_different_kinds_do_not_go_together(word: str, text: str) -> None:
    with pytest.raises(InputError, match=r"文种：Word 文件是.*，数据文件是.*请核对"):
        taken_over(typed_in_word(ALL[word]), text)
