"""The data that a Word file was made from, put together from what is left of them.

The file remembers short codes of its texts, not the texts. But whatever nobody edited in it is
still on its page, and whatever nobody changed in the data file is still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from perfreport.forms.registry import FormRegistry
from perfreport.models import AnyDocument
from perfreport.reading.changes import compare
from perfreport.reading.codes import codes_of
from perfreport.reading.completion import keyed
from perfreport.reading.inverse import Place, find, sentences
from perfreport.reading.layout import layout_of
from perfreport.reading.reading import Reading
from perfreport.reading.report import LISTED
from perfreport.reading.sheet import Entry, Sheet, ViewPath, masked, sheet_of
from perfreport.reading.trees import holds, tree_of
from perfreport.views import build_view

D = TypeVar("D", bound=AnyDocument)


class Unknown:
    """Content that was changed both in the Word file and in the data file."""


UNKNOWN = Unknown()


def original(reading: Reading, current: D, registry: FormRegistry) -> D:
    """What the Word file of ``reading`` was made from.

    Args:
        reading: of the Word file.
        current: the data file as it is now, of the same kind.
        registry: of the forms.

    Returns:
        a document, not valid, with ``UNKNOWN`` wherever both have changed. A Word file that does
        not know what was printed counts as made from ``current``, but for what is not printed.

    Raises:
        TemplateError: when the form is wrong.
    """
    form = registry.get(reading.form_id)
    names = layout_of(registry.docx_template(form.id)).names

    def sheet(document: AnyDocument) -> Sheet:
        return codes_of(sheet_of(build_view(document, form), names, sentences(form)))

    def copy(document: AnyDocument) -> _Copy:
        says = find(masked(build_view(document, form), names), form).by_source()
        return _copy(document, says, printed, sheet(document))

    printed = reading.printed or sheet(current)
    lists = frozenset(_lists(printed, ()))
    pending = frozenset(reading.pending)
    joined = _Joiner(copy(reading.document), copy(current), lists, pending).part(
        reading.document, current, (), ()
    )
    assert isinstance(joined, type(current))
    return joined


def _lists(entry: Entry, path: ViewPath) -> Iterator[Place]:
    """The lists of rows in a sheet, without positions, by the names of the document."""
    if isinstance(entry, dict):
        for name, part in entry.items():
            yield from _lists(part, (*path, name))
    elif isinstance(entry, list):
        yield _in_document(path)
        for row in entry[:1]:
            yield from _lists(row, path)


def _in_document(path: ViewPath) -> Place:
    return (*LISTED.get(path[0], (path[0],)), *path[1:])


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document that may have changed since it was printed.

    Attributes:
        printed: the fields that its print states, and whatever is around them.
        edited: those of them that the print stated otherwise.
        origins: where the rows were that were there already, by their places.
    """

    printed: frozenset[Place]
    edited: frozenset[Place]
    origins: dict[Place, Place]

    def states(self, place: Place) -> bool:
        """Whether the field at ``place`` is printed, or the list around it."""
        return _is_among(place, self.printed)

    def has_changed(self, place: Place) -> bool:
        """Whether anything at ``place`` was printed otherwise."""
        return _is_among(place, self.edited)


def _is_among(place: Place, places: frozenset[Place]) -> bool:
    return place in places


def _copy(
    document: AnyDocument, says: dict[Place, dict[Place, object]], printed: Sheet, now: Sheet
) -> _Copy:
    changes = compare(printed, now)
    tree = tree_of(document)
    fields = [
        (field, changes.is_edited(source))
        for source, stated in says.items()
        for field in stated
        if holds(tree, field)
    ]
    return _Copy(
        _with_surroundings(field for field, _ in fields),
        _with_surroundings(field for field, is_edited in fields if is_edited),
        {_in_document(now): _in_document(before) for before, now in changes.rows.items()},
    )


def _with_surroundings(places: Iterator[Place]) -> frozenset[Place]:
    return frozenset(place[:depth] for place in places for depth in range(1, len(place) + 1))
