"""What people do to the tables of strangers' forms."""

from __future__ import annotations

import copy
from collections.abc import Callable

from perfreport.docx.wordml import W
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of

Edit = Callable[[WordEditor], object]


def typed(table: int, row: int, texts: dict[int, str]) -> Edit:
    """Type ``texts`` into the cells at these places of a row."""

    def edit(editor: WordEditor) -> None:
        there = cells(rows(tables(editor)[table])[row])
        for place, text in texts.items():
            editor.retype_cell(there[place], text)

    return edit


def beside(label: str, text: str, occurrence: int = 0) -> Edit:
    """Type ``text`` into the cell to the right of a ``label``."""

    def edit(editor: WordEditor) -> None:
        cell = editor.cell(label, occurrence).getnext()
        assert cell is not None
        editor.retype_cell(cell, text)

    return edit


def cell(old: str, new: str, occurrence: int = 0) -> Edit:
    """Type ``new`` over a cell that says ``old``."""
    return lambda editor: editor.retype_cell(editor.cell(old, occurrence), new)


def line(old: str, new: str, occurrence: int = 0) -> Edit:
    """Type ``new`` over a paragraph that has the words ``old``."""
    return lambda editor: retype(editor.paragraph(old, occurrence), new)


def without_table(table: int) -> Edit:
    """Delete a table with the page break behind it."""

    def edit(editor: WordEditor) -> None:
        element = tables(editor)[table]
        behind = element.getnext()
        if behind is not None and not text_of(behind):
            editor.remove(behind)
        editor.remove(element)

    return edit


def without_row(table: int, row: int) -> Edit:
    """Delete a row."""
    return lambda editor: editor.remove(rows(tables(editor)[table])[row])


def row_like(table: int, row: int, *texts: str) -> Edit:
    """Put a row below one, merged labels running on."""
    return lambda editor: editor.add_row(rows(tables(editor)[table])[row], *texts)


def copied_table(table: int, texts: dict[str, str]) -> Edit:
    """Copy a table and the page break behind it; type ``texts`` beside these labels."""

    def edit(editor: WordEditor) -> None:
        element = tables(editor)[table]
        behind = element.getnext()
        added = copy.deepcopy(element)
        (element if behind is None else behind).addnext(added)
        if behind is not None and not text_of(behind):
            added.addnext(copy.deepcopy(behind))
        for each in added.iter(W + "tc"):
            value = each.getnext()
            if value is not None and text_of(each) in texts:
                editor.retype_cell(value, texts[text_of(each)])

    return edit


def cut_table(table: int, row: int, *, gap: bool) -> Edit:
    """Cut a table in two before a row, with an empty paragraph as a ``gap`` or none."""

    def edit(editor: WordEditor) -> None:
        element = tables(editor)[table]
        rest = copy.deepcopy(element)
        for each in rows(element)[row:]:
            editor.remove(each)
        for each in rows(rest)[:row]:
            editor.remove(each)
        element.addnext(rest)
        if gap:
            element.addnext(element.makeelement(W + "p"))

    return edit


def run_together(editor: WordEditor) -> None:
    """Make one table of those with nothing between them, as Word does when it saves."""
    last: Element | None = None
    for element in tables(editor):
        if last is not None and element.getprevious() is last:
            last.extend(rows(element))
            editor.remove(element)
        else:
            last = element


def swapped(one: int, other: int) -> Edit:
    """Let two tables change places."""

    def edit(editor: WordEditor) -> None:
        first, second = tables(editor)[one], tables(editor)[other]
        mark = first.makeelement(W + "p")
        first.addprevious(mark)
        second.addprevious(first)
        mark.addprevious(second)
        editor.remove(mark)

    return edit


def new_section(behind: str, heading_like: str, text_like: str, *texts: str) -> Edit:
    """Type a heading and paragraphs ``behind`` a paragraph, in the styles of others."""

    def edit(editor: WordEditor) -> None:
        last = editor.paragraph(behind)
        for number, text in enumerate(texts):
            like = editor.paragraph(text_like if number else heading_like)
            added = copy.deepcopy(like)
            retype(added, text)
            last.addnext(added)
            last = added

    return edit
