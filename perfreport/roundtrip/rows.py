"""The rows of a page by the paths of their texts: found, moved, taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.printed import Computed, Rows, fields_with_groups
from perfreport.roundtrip.page_texts import NO_VALUE, PageTexts
from perfreport.roundtrip.reading import Unplaced

Lists = Mapping[ViewPath, frozenset[ViewPath]]


@cache
def lists_of(view_class: Any, around: ViewPath = ViewPath()) -> Lists:
    """The lists of rows by their names in a view, with those of texts that say nothing of data."""
    found: dict[ViewPath, frozenset[ViewPath]] = {}
    for each in fields_with_groups(view_class):
        if isinstance(each.field.block, Rows) and each.field.row:
            names = around / each.names
            inside = fields_with_groups(each.field.row)
            computed = (one.names for one in inside if isinstance(one.field.block, Computed))
            found |= {names: frozenset(computed), **lists_of(each.field.row, names)}
    return found


def rows_around(path: ViewPath, lists: Lists) -> Iterator[ViewPath]:
    """The rows in which the text at ``path`` stands, outermost first."""
    names: list[str] = []
    for depth, step in enumerate(path):
        if isinstance(step, str):
            names.append(step)
        elif tuple(names) in lists:
            yield path[: depth + 1]


def renumber(shown: PageTexts, places: Mapping[ViewPath, int], lists: Lists) -> None:
    """Move the rows to their ``places``; those that have none go."""

    def moved(path: ViewPath) -> ViewPath | None:
        steps = list(path)
        for row in rows_around(path, lists):
            if row not in places:
                return None
            steps[len(row) - 1] = places[row]
        return ViewPath(*steps)

    shown.texts = {new: text for path, text in shown.texts.items() if (new := moved(path))}
    shown.copies = [each._replace(path=new) for each in shown.copies if (new := moved(each.path))]
    shown.missing = {new for path in shown.missing if (new := moved(path))}
    shown.passed_over = {new for path in shown.passed_over if (new := moved(path))}
    gone = [each for path, each in shown.formulas.items() if each.fault and not moved(path)]
    shown.unplaced += (Unplaced(fault, "", place, NO_VALUE) for place, fault in dict.fromkeys(gone))
    shown.formulas = {new: at for path, at in shown.formulas.items() if (new := moved(path))}
