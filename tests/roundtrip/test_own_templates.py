"""Templates that users make: read back as they were printed, or refused when they are loaded."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

import perfreport
from perfreport import TemplateError
from perfreport.basics import resources
from perfreport.docx.wordml import W
from tests.examples import example
from tests.forms.own_templates import with_form
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of

DEPARTMENT = "guangzhou-2024-department-targets"
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"
REPORT = "guangzhou-2023-self-evaluation"
PANYU = "panyu-2024-department-targets"

Change = Callable[[WordEditor], object]


def templates(folder: Path, name: str, change: Change) -> list[Path]:
    """A folder with the form of an example whose Word template was changed."""
    form_id = str(example(name).form)
    editor = WordEditor((resources.templates() / "docx" / f"{form_id}.docx").read_bytes())
    change(editor)
    path = with_form(folder, form_id, str) / "docx" / f"{form_id}.docx"
    path.parent.mkdir()
    path.write_bytes(editor.save())
    return [folder]


def add_at_end(editor: WordEditor, *texts: str) -> None:
    """Put paragraphs under the last table."""
    first = next(editor.root.iter(W + "p"))
    for text in reversed(texts):
        added = copy.deepcopy(first)
        retype(added, text)
        tables(editor)[-1].addnext(added)


def cell_with(editor: WordEditor, words: str) -> Element:
    """The first cell that has these ``words``."""
    return next(cell for cell in editor.root.iter(W + "tc") if words in text_of(cell))


def row_with(editor: WordEditor, words: str) -> Element:
    """The first row that has these ``words``."""
    return next(row for row in editor.root.iter(W + "tr") if words in text_of(row))


def loop_over_title_lines(editor: WordEditor) -> None:
    paragraph = editor.paragraph("title_lines")
    for text in ("{%p endfor %}", "{{ line }}"):
        editor.add_after(paragraph, text)
    retype(paragraph, "{%p for line in title_lines %}")


def without_projects(editor: WordEditor) -> None:
    body = rows(tables(editor)[0])
    start = next(n for n, row in enumerate(body) if "for project in" in text_of(row))
    for row in body[start : start + 3]:
        editor.remove(row)


def table_for_each_unit(editor: WordEditor) -> None:
    table = tables(editor)[0]
    editor.remove(row_with(editor, "for spending_unit in"))
    editor.remove(rows(table)[-1])
    for text, add in (
        ("{%p for spending_unit in units %}", table.addprevious),
        ("{%p endfor %}", table.addnext),
    ):
        paragraph = copy.deepcopy(next(editor.root.iter(W + "p")))
        retype(paragraph, text)
        add(paragraph)


READ: dict[str, tuple[str, Change]] = {
    "a name twice": (DEPARTMENT, lambda e: add_at_end(e, "填报单位：{{ department }}")),
    "a list of paragraphs twice": (
        DEPARTMENT,
        lambda e: add_at_end(e, "{%p for goal in goals %}", "{{ goal }}", "{%p endfor %}"),
    ),
    "a name twice in one cell": (
        DISTRICT,
        lambda e: e.retype_cell(
            cell_with(e, "{{ project.name }}"), "{{ project.name }}（{{ project.name }}）"
        ),
    ),
    "a composed sentence twice": (
        REPORT,
        lambda e: e.add_after(e.paragraph("{{ conclusion }}"), "结论：{{ conclusion }}"),
    ),
    "a list of rows once more under the table": (
        PANYU,
        lambda e: add_at_end(
            e, "{%p for task in tasks %}", "任务：{{ task.name }}", "{%p endfor %}"
        ),
    ),
    "a loop of paragraphs beside a blank label": (
        DEPARTMENT,
        lambda e: e.retype_cell(e.cell("总体绩效目标")),
    ),
    "a loop over the lines of the title": (DEPARTMENT, loop_over_title_lines),
    "a loop over the two lines of a title": (REPORT, loop_over_title_lines),
    "a loop over a title with slots": (DISTRICT, loop_over_title_lines),
    "a table for each unit": (PROJECTS, table_for_each_unit),
    "tags side by side": (DEPARTMENT, lambda e: add_at_end(e, "{{ department }}{{ year }}")),
    "tags side by side in a cell": (
        DEPARTMENT,
        lambda e: e.retype_cell(
            cell_with(e, "{{ budget.basic }}"), "{{ budget.basic }}{{ budget.project }}"
        ),
    ),
    "a row without cells": (DEPARTMENT, lambda e: etree.SubElement(tables(e)[-1], W + "tr")),
    "a note in a tag": (DEPARTMENT, lambda e: add_at_end(e, "单位：{{ department }}{# 全称 #}")),
}


LOSSY: dict[str, tuple[str, Change]] = {
    "rows of projects without their names": (
        DISTRICT,
        lambda e: e.retype_cell(cell_with(e, "{{ project.name }}")),
    ),
    "rows of units without their names": (
        PROJECTS,
        lambda e: e.retype_cell(cell_with(e, "{{ spending_unit.name }}")),
    ),
    "rows of tasks without their names": (
        PANYU,
        lambda e: e.retype_cell(cell_with(e, "{{ task.name }}")),
    ),
    "units without their projects": (DISTRICT, without_projects),
}
"""Templates that do not print all: nothing is built on them, yet files made before are read."""


@pytest.mark.parametrize("template", READ)
def test_what_an_own_template_prints_is_read_as_nobody_edited_it(
    tmp_path: Path, template: str
) -> None:
    name, change = READ[template]
    assert_read_unedited(name, templates(tmp_path, name, change))


@pytest.mark.parametrize("template", LOSSY)
def test_what_a_template_printed_that_is_refused_now_is_read_all_the_same(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, change = LOSSY[template]
    folder = templates(tmp_path, name, change)
    with pytest.raises(TemplateError, match="所填的会丢失"):
        perfreport.render(example(name), "docx", settings=perfreport.Settings(templates=folder))
    monkeypatch.setattr("perfreport.documents.coverage.lacks", lambda *_, **__: ())
    assert_read_unedited(name, folder)


def assert_read_unedited(name: str, folder: list[Path]) -> None:
    settings = perfreport.Settings(templates=folder)
    content = perfreport.render(example(name), "docx", settings=settings)
    reading = perfreport.read_docx(content, settings=settings)
    assert reading.document == example(name)
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())
    assert (reading.notes, reading.pending) == ((), ())


REFUSED: dict[str, tuple[str, Change, tuple[str, ...]]] = {
    "a condition beside a tag": (
        DEPARTMENT,
        lambda e: add_at_end(e, "{{ year }}{% if tasks %}有任务{% endif %}"),
        ("{{ year }}{% if tasks %}有任务{% endif %} 紧挨着", "请在两个标签之间写上文字或标点"),
    ),
    "a list in one line": (
        DEPARTMENT,
        lambda e: add_at_end(e, "{% for goal in goals %}{{ goal }}；{% endfor %}"),
        ("{% for goal in goals %}{{ goal }}；{% endfor %}", "请用各占一段的 {%p for … %}"),
    ),
    "rows of projects without a row of their unit": (
        PROJECTS,
        lambda e: e.remove(row_with(e, "{{ spending_unit.name }}")),
        ("{%tr for spending_unit in units %}", "为每一项印一行"),
    ),
}


@pytest.mark.parametrize("template", REFUSED)
def test_a_template_that_could_not_be_read_back_is_refused_with_the_cure(
    tmp_path: Path, template: str
) -> None:
    name, change, words = REFUSED[template]
    folder = templates(tmp_path, name, change)
    with pytest.raises(TemplateError) as refused:
        perfreport.render(example(name), "docx", settings=perfreport.Settings(templates=folder))
    assert str(refused.value).startswith(f"Word 模板 {example(name).form}.docx 正文：标签 ")
    assert all(each in str(refused.value) for each in words)


def test_a_tag_in_a_header_is_refused_as_it_could_not_be_read_back(tmp_path: Path) -> None:
    [folder] = templates(tmp_path, DEPARTMENT, lambda _: None)
    path = folder / "docx" / f"{example(DEPARTMENT).form}.docx"
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{{ department }}"
    document.save(str(path))
    with pytest.raises(TemplateError, match=r"页眉、页脚“\{\{ department \}\}”.*请移到正文里"):
        perfreport.render(
            example(DEPARTMENT), "docx", settings=perfreport.Settings(templates=[folder])
        )


def test_a_further_place_of_a_paragraph_that_was_edited_counts_and_the_first_is_named(
    tmp_path: Path,
) -> None:
    change: Change = READ["a list of paragraphs twice"][1]
    folder = templates(tmp_path, DEPARTMENT, change)
    editor = WordEditor(
        perfreport.render(
            example(DEPARTMENT), "docx", settings=perfreport.Settings(templates=folder)
        )
    )
    again = editor.paragraph("整合资源，传播", 1)
    editor.replace(again, "整合资源", "统筹资源")
    reading = perfreport.read_docx(editor.save(), settings=perfreport.Settings(templates=folder))
    [edit] = reading.edits
    assert edit.path == ("总体绩效目标",)
    assert "统筹资源" in edit.shown
    assert (reading.unplaced, reading.conflicts) == ((), ())
    [note] = reading.notes
    assert note.code == "stale"
    assert note.message.startswith("总体绩效目标：印在几处，有的改成了“")


def test_an_edit_in_a_table_of_one_unit_is_an_edit_of_that_unit(tmp_path: Path) -> None:
    folder = templates(tmp_path, PROJECTS, table_for_each_unit)
    editor = WordEditor(
        perfreport.render(example(PROJECTS), "docx", settings=perfreport.Settings(templates=folder))
    )
    row = row_with(editor, "法学会日常运转经费")
    editor.retype_cell(cells(row)[5], "新的目标。")
    reading = perfreport.read_docx(editor.save(), settings=perfreport.Settings(templates=folder))
    assert [each.path[:2] for each in reading.edits] == [("资金使用单位", 1)]


@pytest.mark.parametrize(
    ("typed", "read", "left"),
    [
        ("拨款：12.00", [("changed", "12.00")], ["拨款："]),
        ("12.00", [], ["12.00"]),
        ("", [("removed", "")], ["财政："]),
    ],
)
def test_words_changed_in_a_cell_take_no_amount_beside_them_away(
    tmp_path: Path, typed: str, read: list[tuple[str, str]], left: list[str]
) -> None:
    amount = "{{ project.funds.appropriation }}"
    folder = templates(
        tmp_path, PROJECTS, lambda e: e.retype_cell(cell_with(e, amount), f"财政：{amount}")
    )
    editor = WordEditor(
        perfreport.render(example(PROJECTS), "docx", settings=perfreport.Settings(templates=folder))
    )
    editor.retype_cell(cells(row_with(editor, "法学会日常运转经费"))[2], typed)
    reading = perfreport.read_docx(editor.save(), settings=perfreport.Settings(templates=folder))
    assert [(each.change, each.shown) for each in reading.edits] == read
    assert [each.words for each in reading.unplaced] == left
