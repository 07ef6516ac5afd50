"""A column whose head was typed over with what it is called elsewhere is read on."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest

from perfreport.blocks.lexicon import SCOPES
from perfreport.data.lexicon import lexicon
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.roundtrip.template_reading import layout_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.word_editor import Element, WordEditor, text_of

REGISTRY = FormRegistry()
REPORT = "guangzhou-2023-self-evaluation"


def heads_of(name: str) -> Iterator[RowLayout]:
    """The rows of heads of an example's form."""
    layout = layout_of(REGISTRY.docx_template(str(example(name).form)))
    tables = (leaf for leaf in layout.leaves if isinstance(leaf, TableLayout))
    return (head for table in tables for head in table.heads)


def other_names(words: str) -> list[str]:
    """What ``words`` is called elsewhere, the least alike first."""
    entries = (lexicon().recognise(words, scope) for scope in SCOPES)
    names = dict.fromkeys(name for entry in entries if entry for name in entry.names)
    others = [name for name in names if not is_same(name, words)]
    return sorted(others, key=lambda name: SequenceMatcher(None, name, words).ratio())


def is_same(name: str, words: str) -> bool:
    return "".join(filter(str.isalnum, name)) == "".join(filter(str.isalnum, words))


RENAMED = [
    (name, number, index)
    for name in EXAMPLES
    for number, head in enumerate(heads_of(name))
    for index, cell in enumerate(head.cells)
    # what is typed over a cell that holds data besides, as 项目名称：…, is typed over the data
    if cell.words and cell.is_fixed and other_names(cell.words)
]


def row_of(editor: WordEditor, head: RowLayout) -> list[Element]:
    """The cells of the row that says what ``head`` does."""
    for row in editor.root.iter(W + "tr"):
        cells = list(row.iter(W + "tc"))
        if len(cells) == len(head.cells) and all(map(says, head.cells, cells)):
            return cells
    raise LookupError(head.words)


def says(layout: CellLayout, cell: Element) -> bool:
    return not layout.words or layout.says(text_of(cell))


def read_with(name: str, number: int, typed: dict[int, str]) -> Reading:
    """An example read after heads were typed over, by their numbers in the row."""
    editor = WordEditor(rendered(name, "docx"))
    cells = row_of(editor, list(heads_of(name))[number])
    for index, words in typed.items():
        editor.retype_cell(cells[index], words)
    return read_docx(editor.save(), REGISTRY)


@pytest.mark.parametrize(("name", "number", "index"), RENAMED)
def test_a_column_is_known_by_what_it_is_called_elsewhere(
    name: str, number: int, index: int
) -> None:
    words = list(heads_of(name))[number].cells[index].words
    reading = read_with(name, number, {index: other_names(words)[0]})
    assert reading.document == example(name)
    assert (reading.edits, reading.conflicts) == ((), ())


def number_of(name: str, words: str) -> int:
    return next(i for i, head in enumerate(heads_of(name)) if words in head.words)


def test_several_columns_at_once() -> None:
    reading = read_with(
        REPORT, number_of(REPORT, "决算数"), {2: "调整后预算数（万元）", 3: "全年执行数（B）"}
    )
    assert reading.document == example(REPORT)
    assert (reading.edits, reading.conflicts) == ((), ())


def test_what_may_be_either_of_two_columns_is_neither() -> None:
    number = number_of(REPORT, "决算数")
    reading = read_with(REPORT, number, {1: "年初数", 2: "执行数", 3: "预算执行数"})
    assert reading.document == example(REPORT)
    assert reading.edits == ()
    assert any("执行数" in each.words for each in reading.unplaced)


def test_of_two_heads_alike_one_that_is_gone_pours_nothing_into_the_other() -> None:
    name = "guangzhou-2024-department-targets"
    reading = read_with(name, number_of(name, "收入来源"), {2: "上年决算"})
    assert reading.edits == ()
    assert [each.words.split("：")[0] for each in reading.unplaced] == ["上年决算", "预算金额（）"]
