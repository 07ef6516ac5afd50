"""Rows of data that a template prints beside those in them, where there are none (印不出的内容)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.form import Form
from perfreport.blocks.places import in_document
from perfreport.blocks.walk import keyed
from perfreport.roundtrip.layout import Layout, paragraphs_in

_NOT_PRINTED = "Word 模板把它印在“{}”的每一项里，这里一项也没有，就印不出来；请补上，或改模板"


def require_rows(view: Any, form: Form, layout: Layout) -> None:
    """Refuse a ``view`` with rows that stand nowhere but in the rounds of those in them.

    Raises:
        InputError: names all that have none.
    """
    found = dict(each for rows in _inner_rows(layout) for each in _without_rows(view, rows, form))
    if found:
        raise InputError([Mistake(path, message) for path, message in found.items()])


def _inner_rows(layout: Layout) -> set[ViewPath]:
    """The paths of the rows in whose rounds outer ones are printed."""
    return {
        inner.rows
        for line in paragraphs_in(layout.leaves)
        for outer, inner in zip(line.loops, line.loops[1:], strict=False)
        if outer in layout.grouped
    }


def _without_rows(view: Any, rows: ViewPath, form: Form) -> Iterator[tuple[Any, str]]:
    """The rows of ``view`` that have none at ``rows``, with the message for each."""
    for path, part in _at(view, rows.parent, ViewPath()):
        if not part:
            holder = in_document(path[: -_depth(path)], form)
            inner = keyed(form.model, in_document(path, form))
            yield keyed(form.model, holder), _NOT_PRINTED.format(inner[-1])


def _depth(path: ViewPath) -> int:
    """How many steps of ``path`` lead from the nearest row to its end."""
    return next(n for n, step in enumerate(reversed(path)) if isinstance(step, int))


def _at(part: Any, names: ViewPath, path: ViewPath) -> Iterator[tuple[ViewPath, Any]]:
    """All that stands at ``names`` in ``part``, in each of the rows on the way."""
    if not names:
        yield path, part
    elif names[0] == EACH:
        for position, row in enumerate(part):
            yield from _at(row, names[1:], path / position)
    else:
        yield from _at(getattr(part, str(names[0])), names[1:], path / names[0])
