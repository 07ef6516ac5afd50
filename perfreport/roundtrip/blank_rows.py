"""Rows that somebody emptied and left standing: they are gone, and the others follow (空行).

A row that says nothing has no place in the data. Unless it is taken out before anything else is
read, every row below it would stand at another place on the page than in the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.printed import Computed, Rows, fields_with_groups
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts, all_texts, names_in

_Lists = Mapping[ViewPath, frozenset[ViewPath]]


def take_blank_rows_away(shown: PageTexts, form: Form, codes: PrintedTexts | None) -> None:
    """Take the rows that say nothing out of what is ``shown``; the rows behind them move up.

    Args:
        shown: what a page says.
        form: of the page.
        codes: of the texts as they were printed, if they are known; a list that had blank rows
            when it was printed is left alone.
    """
    lists = _lists(form.view)
    says: dict[ViewPath, bool] = {}
    for path, text in shown.texts.items():
        for row in _rows_around(path, lists):
            is_own = names_in(path[len(row) :]) not in lists[names_in(row)]
            says[row] = says.get(row, False) or bool(is_own and text.strip())
    blank = {row for row, is_said in says.items() if not is_said}
    blank = {row for row in blank if not _had_blank_rows(codes or {}, names_in(row))}
    if blank:
        _renumber(shown, _moves(says, blank), lists)


@cache
def _lists(view_class: Any, around: ViewPath = ViewPath()) -> _Lists:
    """The lists of rows by their names in a view, with those of texts that say nothing of data."""
    found: dict[ViewPath, frozenset[ViewPath]] = {}
    for each in fields_with_groups(view_class):
        if isinstance(each.field.block, Rows) and each.field.row:
            names = around / each.names
            inside = fields_with_groups(each.field.row)
            computed = (one.names for one in inside if isinstance(one.field.block, Computed))
            found |= {names: frozenset(computed), **_lists(each.field.row, names)}
    return found


def _rows_around(path: ViewPath, lists: _Lists) -> Iterator[ViewPath]:
    """The rows in which the text at ``path`` stands, outermost first."""
    names: list[str] = []
    for depth, step in enumerate(path):
        if isinstance(step, str):
            names.append(step)
        elif tuple(names) in lists:
            yield path[: depth + 1]


def _had_blank_rows(codes: PrintedTexts, names: ViewPath) -> bool:
    """Whether a row of the lists called ``names`` was blank when it was printed."""
    entries: list[PrintedText] = [codes]
    for name in names:
        parts = [entry.get(str(name)) for entry in entries if isinstance(entry, dict)]
        entries = [row for part in parts for row in (part if isinstance(part, list) else [part])
                   if row is not None]  # fmt: skip
    return any(set(all_texts(row)) <= {code("")} for row in entries)


def _moves(says: Mapping[ViewPath, bool], blank: set[ViewPath]) -> dict[ViewPath, int]:
    """The new positions of rows that are not ``blank``."""
    lists: dict[ViewPath, list[int]] = defaultdict(list)
    for row in says:
        if row not in blank:
            lists[row.parent].append(int(row[-1]))
    return {
        around / position: place
        for around, positions in lists.items()
        for place, position in enumerate(sorted(positions))
    }


def _renumber(shown: PageTexts, places: Mapping[ViewPath, int], lists: _Lists) -> None:
    def moved(path: ViewPath) -> ViewPath | None:
        steps = list(path)
        for row in _rows_around(path, lists):
            if row not in places:
                return None
            steps[len(row) - 1] = places[row]
        return ViewPath(*steps)

    shown.texts = {new: text for path, text in shown.texts.items() if (new := moved(path))}
    shown.copies = [each._replace(path=new) for each in shown.copies if (new := moved(each.path))]
    shown.missing = {new for path in shown.missing if (new := moved(path))}
