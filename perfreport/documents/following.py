"""Points and rates that a sheet says and that follow from the rest of it: they are not data."""

from __future__ import annotations

from collections.abc import Callable, Container

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Percent, Score, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import bare, field_at
from perfreport.workbooks.maps.entries import Entries
from perfreport.workbooks.maps.leaves import computed
from perfreport.workbooks.maps.values import same


def without(entries: Entries, paths: Container[DataPath]) -> Entries:
    """``entries`` but those at ``paths``."""
    return {path: each for path, each in entries.items() if path not in paths}


def following(
    entries: Entries,
    document: Document,
    form: Form,
    unit: Unit,
    understood: Callable[[Entries], tuple[Document, object]],
) -> frozenset[DataPath]:
    """The points and rates among the ``entries`` that ``form`` computes alike from the others."""
    printed = computed(document, form, unit)
    figures = [
        path
        for path, text in printed.items()
        if path in entries
        and _is_rate_or_score(form, path)
        and same(entries[path].text, text, "数")
    ]
    dropped: frozenset[DataPath] = frozenset()
    # By halves: where one has to be stated, the points of a goal in words, none is computed.
    waiting = [figures] if figures else []
    while waiting:
        some = waiting.pop()
        tried = dropped | set(some)
        try:
            others, _ = understood(without(entries, tried))
            follows = computed(others, form, unit)
        except InputError:
            follows = {}
        if all(follows.get(path) == printed[path] for path in tried):
            dropped = tried
        elif half := len(some) // 2:
            waiting += [some[half:], some[:half]]
    return dropped


def _is_rate_or_score(form: Form, path: DataPath) -> bool:
    field = field_at(form.model, path)
    return field is not None and bare(field.annotation) in (Score, Percent)
