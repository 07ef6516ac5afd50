"""Edits documents in LibreOffice Writer through its own interface; runs in its own Python.

Reads a list of jobs from standard input: documents with the edits to make in each, in order.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import uno

_SECONDS = 60
_PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
Document = Any


_ARABIC = 4
"""The number type of 1, 2, 3 (com.sun.star.style.NumberingType)."""


def desktop(pipe: str) -> Any:
    """The running office that listens on ``pipe``."""
    context = uno.getComponentContext()
    manager = context.ServiceManager
    resolver = manager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(_SECONDS * 5):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.2)
    raise SystemExit("no office")


def found(document: Document, words: str) -> Any:
    """The first place that says ``words``."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    place = document.findFirst(search)
    if place is None:
        raise SystemExit(f"nowhere: {words}")
    return place


def replace(document: Document, old: str, new: str) -> None:
    """Type ``new`` over ``old``."""
    found(document, old).setString(new)


def insert_after(document: Document, words: str, text: str) -> None:
    """Type a paragraph after the one that says ``words``."""
    place = found(document, words)
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoEndOfParagraph(False)
    place.Text.insertControlCharacter(cursor, _PARAGRAPH_BREAK, False)
    place.Text.insertString(cursor, text, False)


def split(document: Document, words: str) -> None:
    """Press Enter before ``words``."""
    place = found(document, words)
    place.Text.insertControlCharacter(place.Start, _PARAGRAPH_BREAK, False)


def join(document: Document, words: str) -> None:
    """Press Delete at the end of the paragraph that says ``words``."""
    place = found(document, words)
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoEndOfParagraph(False)
    cursor.goRight(1, True)
    cursor.setString("")


def remove_paragraph(document: Document, words: str) -> None:
    """Delete the paragraph that says ``words``."""
    place = found(document, words)
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.setString("")


def _row(document: Document, words: str) -> tuple[Any, int, str]:
    place = found(document, words)
    name = place.Cell.CellName
    column = name.rstrip("0123456789")
    return place.TextTable, int(name[len(column) :]) - 1, column


def set_cell(document: Document, words: str, columns: int, text: str) -> None:
    """Type over the cell so many columns to the right of the one that says ``words``."""
    table, row, column = _row(document, words)
    table.getCellByName(f"{chr(ord(column) + columns)}{row + 1}").setString(text)


def add_row(document: Document, words: str, columns: int, texts: list[str]) -> None:
    """Insert a row below the one that says ``words``; ``texts`` begin so many columns left."""
    table, row, column = _row(document, words)
    table.getRows().insertByIndex(row + 1, 1)
    for step, text in enumerate(texts):
        table.getCellByName(f"{chr(ord(column) - columns + step)}{row + 2}").setString(text)


def remove_row(document: Document, words: str) -> None:
    """Delete the row that says ``words``."""
    table, row, _ = _row(document, words)
    table.getRows().removeByIndex(row, 1)


def bold(document: Document, words: str) -> None:
    """Make ``words`` bold."""
    found(document, words).CharWeightAsian = 150.0


def raised(document: Document, old: str, new: str, digits: str) -> None:
    """Type ``new`` over ``old``, with ``digits`` in it raised (上标)."""
    replace(document, old, new)
    place = found(document, new)
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.goRight(new.index(digits), False)
    cursor.goRight(len(digits), True)
    cursor.CharEscapement, cursor.CharEscapementHeight = 33, 58


def make_list(document: Document, *beginnings: str) -> None:
    """Delete the typed numbers of the paragraphs that begin so, and number them as a list."""
    rules = document.createInstance("com.sun.star.text.NumberingRules")
    level = (_property("NumberingType", _ARABIC), _property("Suffix", "."))
    uno.invoke(rules, "replaceByIndex", (0, uno.Any("[]com.sun.star.beans.PropertyValue", level)))
    for words in beginnings:
        place = found(document, words)
        place.setString(words[2:])
        cursor = place.Text.createTextCursorByRange(place)
        cursor.NumberingRules = rules


def track(document: Document, old: str, new: str) -> None:
    """Type over ``old`` while changes are recorded."""
    document.RecordChanges = True
    replace(document, old, new)
    document.RecordChanges = False


def comment(document: Document, words: str, text: str) -> None:
    """Put a comment to ``words``."""
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Content, note.Author = text, "李会计"
    place = found(document, words)
    place.Text.insertTextContent(place.End, note, False)


ACTS: dict[str, Callable[..., None]] = {
    act.__name__: act
    for act in (
        replace, insert_after, split, join, remove_paragraph, set_cell, add_row, remove_row, bold,
        raised, make_list, track, comment,
    )
}  # fmt: skip


def _property(name: str, value: object) -> Any:
    part = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    part.Name, part.Value = name, value
    return part


def main() -> None:
    """Open, edit and save the documents."""
    jobs = json.load(sys.stdin)
    office = desktop(sys.argv[1])
    for job in jobs:
        source, target = (uno.systemPathToFileUrl(job[key]) for key in ("source", "target"))
        document = office.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", True),))
        for name, *arguments in job["edits"]:
            ACTS[name](document, *arguments)
        document.storeToURL(target, (_property("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    office.terminate()


if __name__ == "__main__":
    main()
