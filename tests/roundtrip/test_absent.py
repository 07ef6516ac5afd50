"""What a page has no place for any more stays in the data: columns, cells and tables that went."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from perfreport.basics.addresses import ViewPath
from perfreport.compare import compare_documents
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip import read_docx
from perfreport.roundtrip.absent import absent_fields
from perfreport.roundtrip.template_reading import layout_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.structure_edits import (
    Act,
    cells,
    merge_across,
    merge_down,
    remove_cell,
    rows,
    split_cell,
    tables,
)
from tests.roundtrip.word_editor import WordEditor, text_of

REGISTRY = FormRegistry()


def columns(name: str) -> Iterator[tuple[int, int]]:
    """The tables of an example, each with the positions of its columns."""
    editor = WordEditor(rendered(name, "docx"))
    for number, table in enumerate(tables(editor)):
        yield from ((number, at) for at in range(max(len(cells(row)) for row in rows(table))))


COLUMNS = [(name, *place) for name in EXAMPLES for place in columns(name)]


def changes(name: str, act: Act) -> list[str]:
    """What becomes other in the data of an example after an edit of its Word file."""
    editor = WordEditor(rendered(name, "docx"))
    before = text_of(editor.root)
    act(editor)
    reading = read_docx(editor.save(), REGISTRY)
    # Whoever takes away blank cells alone has taken nothing away.
    assert reading.edits or not reading.is_whole or text_of(editor.root) == before
    merged = take_over(reading, example(name), REGISTRY)
    found = compare_documents(example(name), merged.document)
    return [f"{each.change.value} {each.label}: {each.old_text}" for each in found]


@pytest.mark.parametrize(("name", "table", "column"), COLUMNS)
def test_a_column_that_is_deleted_takes_no_data_with_it(name: str, table: int, column: int) -> None:
    def remove(editor: WordEditor) -> None:
        found = rows(tables(editor)[table])
        most = max(len(cells(row)) for row in found)
        for row in found:
            if len(cells(row)) == most:
                remove_cell(row, column)

    assert changes(name, remove) == []


OPTIONAL_ROWS = (
    "removed 履职效能 › 关键指标“",
    "removed 章节 › 项目支出预算执行情况第",
    "removed 章节 › 各项目自评得分第",
)


ONE_EACH = (
    "henan-2022-project-targets",
    "henan-2022-transfer-targets",
    "zhengzhou-project-targets",
)
"""The examples with one table for each project: who deletes it deletes the project."""


@pytest.mark.parametrize("name", ONE_EACH)
def test_a_table_of_a_project_takes_that_project_alone_and_it_is_told(name: str) -> None:
    document = example(name)
    assert isinstance(document, ProjectTargets)
    projects = [(unit, each) for unit in document.units for each in unit.projects]
    for number, (unit, project) in enumerate(projects):
        lost = changes(name, lambda e, n=number: e.remove(tables(e)[n]))  # type: ignore[misc]
        label = f"removed 资金使用单位“{unit.name}”"
        if len(unit.projects) > 1:
            label += f" › 项目“{project.name}”"
        assert [each.split(": ")[0] for each in lost] == [label]


EVALUATED_EACH = (
    "zhengzhou-transfer-evaluation",
    "qingshan-2023-project-evaluation",
    "henan-project-monitoring",
)
"""Those with one table for each transfer or project that is evaluated or watched."""


@pytest.mark.parametrize("name", EVALUATED_EACH)
def test_a_table_of_what_is_evaluated_takes_that_alone_and_it_is_told(name: str) -> None:
    for number in range(len(tables(WordEditor(rendered(name, "docx"))))):
        (lost,) = changes(name, lambda e, n=number: e.remove(tables(e)[n]))  # type: ignore[misc]
        assert lost.startswith(("removed 专项“", "removed 项目“"))


@pytest.mark.parametrize(
    "name", [name for name in EXAMPLES if name not in (*ONE_EACH, *EVALUATED_EACH)]
)
def test_a_table_that_is_deleted_takes_no_data_with_it(name: str) -> None:
    for number in range(len(tables(WordEditor(rendered(name, "docx"))))):
        lost = changes(name, lambda e, n=number: e.remove(tables(e)[n]))  # type: ignore[misc]
        # reports may do without some tables: their rows are removed, each with its words
        assert all(each.startswith(OPTIONAL_ROWS) for each in lost)


DISTRICT = "zengcheng-2024-project-targets"
NAMES = ("法学会工作经费", "平安创建工作经费")


def test_two_goals_merged_into_one_cell_stay_two() -> None:
    def merge(editor: WordEditor) -> None:
        one, other = (cells(editor.row(name))[5] for name in NAMES)
        merge_down(editor, one, other)

    assert changes(DISTRICT, merge) == []


@pytest.mark.parametrize("at", range(6))
def test_cells_merged_across_or_split_or_deleted_lose_nothing(at: int) -> None:
    assert changes(DISTRICT, lambda e: merge_across(e, e.row(NAMES[0]), at)) == []
    assert changes(DISTRICT, lambda e: split_cell(e, e.row(NAMES[0]), at, "另写的")) == []
    assert changes(DISTRICT, lambda e: remove_cell(e.row(NAMES[0]), at)) == []


def test_a_group_that_lost_its_first_row_loses_that_row_and_its_label() -> None:
    name = "guangzhou-2024-department-targets"

    lost = changes(name, lambda e: e.remove(e.row("质量指标")))
    assert lost[0].startswith("removed 绩效指标“系统应用示范综治中心”")
    # the others stand under the group above now, as Word shows them
    assert all(each.endswith("› 二级: 质量指标") for each in lost[1:])


REPORT = "guangzhou-2023-self-evaluation"


def test_lists_that_a_page_lacks_are_told_in_one_order() -> None:
    form = REGISTRY.get(str(example(REPORT).form))
    names = layout_of(REGISTRY.docx_template(form.id)).names
    lists = ["goals", "key_indicators", "key_tasks", "scores"]
    absent = absent_fields({ViewPath(each) for each in lists}, names, form)
    assert [each.source[0] for each in absent] == lists


@pytest.mark.parametrize(
    "beginning",
    ["预算收入情况。", "预算支出情况。", "支出规模情况。", "履职效能分析。", "管理效率分析。"],
)
@pytest.mark.parametrize("act", ["head", "gone", "reworded", "blank"])
def test_a_sentence_that_cannot_be_read_takes_no_data_with_it(beginning: str, act: str) -> None:
    def edit(editor: WordEditor) -> None:
        paragraph = editor.paragraph(beginning)
        words = text_of(paragraph)
        match act:
            case "head":
                editor.replace(paragraph, beginning, "另起的话：")
            case "gone":
                editor.remove(paragraph)
            case "reworded":
                editor.replace(paragraph, words, f"{beginning}一句完全不同的话。")
            case _:
                editor.replace(paragraph, words, beginning)

    assert changes(REPORT, edit) == []


def test_a_stated_sum_that_is_typed_over_with_no_number_stays() -> None:
    act = lambda e: e.retype_cell(e.beside("一、基本支出", 2), "6,759.56 6,759.56")  # noqa: E731
    assert changes(REPORT, act) == []
