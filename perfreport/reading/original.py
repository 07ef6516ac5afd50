"""The data that a Word file was made from, put together from what is left of them.

The file remembers short codes of its texts, not the texts. But whatever nobody edited in it is
still on its page, and whatever nobody changed in the data file is still there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel

from perfreport.forms.registry import FormRegistry
from perfreport.models import AnyDocument
from perfreport.models.walk import Path, attributes, models_in
from perfreport.reading.changes import Changes, compare
from perfreport.reading.codes import codes_of
from perfreport.reading.inverse import Place, find, sentences
from perfreport.reading.layout import layout_of
from perfreport.reading.reading import Reading
from perfreport.reading.report import LISTED
from perfreport.reading.sheet import Sheet, ViewPath, masked, sheet_of
from perfreport.reading.trees import holds, tree_of
from perfreport.views import build_view

D = TypeVar("D", bound=AnyDocument)


class _Unknown:
    """Content that was changed both in the Word file and in the data file; equal to nothing."""


_UNKNOWN = _Unknown()


def original(reading: Reading, current: D, registry: FormRegistry) -> D:
    """What the Word file of ``reading`` was made from.

    Args:
        reading: of the Word file.
        current: the data file as it is now, of the same kind.
        registry: of the forms.

    Returns:
        a document that is not valid: wherever both have changed stands what is equal to nothing.
        A Word file that does not know what was printed counts as made from ``current``, but for
        what is not printed.

    Raises:
        TemplateError: when the form is wrong.
    """
    form = registry.get(reading.form_id)
    names = layout_of(registry.docx_template(form.id)).names

    def sheet(document: AnyDocument) -> Sheet:
        return codes_of(sheet_of(build_view(document, form), names, sentences(form)))

    def copy(document: AnyDocument) -> _Copy:
        says = find(masked(build_view(document, form), names), form).by_source()
        return _Copy(document, says, compare(printed, sheet(document)))

    printed = reading.printed or sheet(current)
    pending = {_by_attributes(type(current), path) for path in reading.pending}
    joiner = _Joiner(copy(reading.document), copy(current), pending)
    joined = joiner.models(reading.document, current, (), ())
    assert isinstance(joined, type(current))
    return joined


def _by_attributes(model: type[BaseModel], path: Path) -> Place:
    """A path by keys of data files as one by attributes."""
    place: list[str | int] = []
    for key in path:
        if isinstance(key, int):
            place.append(key)
        else:
            place.append(attributes(model)[key])
            annotation = model.model_fields[str(place[-1])].annotation
            model = next(models_in(annotation), model)
    return tuple(place)


def _in_document(path: ViewPath) -> Place:
    return (*LISTED.get(path[0], (path[0],)), *path[1:])


_Rows = Mapping[Place, tuple[object, Place]]
"""Rows of a list with their places, by the places that they had."""


class _Places:
    """Fields of a document."""

    def __init__(self, fields: Iterable[Place]) -> None:
        self._fields = frozenset(fields)
        self._around = {field[:depth] for field in self._fields for depth in range(len(field))}

    def touch(self, place: Place) -> bool:
        """Whether one of the fields is at ``place``, inside it or around it."""
        depths = range(1, len(place) + 1)
        return place in self._around or any(place[:depth] in self._fields for depth in depths)


class _Copy:
    """A document that may have changed since it was printed."""

    def __init__(
        self, document: AnyDocument, says: Mapping[Place, Iterable[Place]], changes: Changes
    ) -> None:
        """Know what ``document`` has in print, and what has changed there.

        Args:
            document: as it is now.
            says: the fields that each text of its view states.
            changes: of the texts since they were printed.
        """
        tree = tree_of(document)
        fields = [
            (field, changes.is_edited(source))
            for source, stated in says.items()
            for field in stated
            if holds(tree, field)
        ]
        self._printed = _Places(field for field, _ in fields)
        self._changed = _Places(field for field, is_changed in fields if is_changed)
        self._origins = {
            _in_document(now): _in_document(before) for before, now in changes.rows.items()
        }

    def is_printed(self, place: Place) -> bool:
        """Whether what is at ``place`` stands in print."""
        return self._printed.touch(place)

    def has_changed(self, place: Place) -> bool:
        """Whether it was printed otherwise."""
        return self._changed.touch(place)

    def rows(self, place: Place, rows: Sequence[object]) -> _Rows:
        """Those ``rows`` of the list at ``place`` that were in it, with their places, by the old.

        Rows that came from another list are left out.
        """
        holder = place[:-1]
        old = (*self._origins.get(holder, holder), place[-1])
        origins = {position: self._origins.get((*place, position)) for position in range(len(rows))}
        return {
            origin: (rows[position], (*place, position))
            for position, origin in origins.items()
            if origin and origin[:-1] == old
        }

    def as_it_was(self, part: object, place: Place) -> object:
        """``part``, which stands at ``place``, without what has changed in it."""
        if isinstance(part, BaseModel):
            fields = type(part).model_fields
            return part.model_copy(
                update={
                    name: self.as_it_was(getattr(part, name), (*place, name)) for name in fields
                }
            )
        if isinstance(part, tuple) and (rows := self.rows(place, part)):
            return tuple(self.as_it_was(*row) for row in rows.values())
        return _UNKNOWN if self.has_changed(place) else part


class _Joiner:
    """Puts together what two copies still have of the document that both began as."""

    def __init__(self, ours: _Copy, theirs: _Copy, pending: Collection[Place]) -> None:
        """Join the Word file's copy, ``ours``, and the data file's, ``theirs``.

        Args:
            ours: the Word file's.
            theirs: the data file's.
            pending: the fields that could not be read from the Word file.
        """
        self._ours = ours
        self._theirs = theirs
        self._pending = pending

    def models(self, ours: BaseModel, theirs: BaseModel, at: Place, there: Place) -> BaseModel:
        """Join two models, which stand ``at`` a place in our copy and ``there`` in the other."""
        parts = {
            name: self._parts(
                getattr(ours, name), getattr(theirs, name), (*at, name), (*there, name)
            )
            for name in type(ours).model_fields
        }
        return theirs.model_copy(update=parts)

    def _parts(self, ours: object, theirs: object, at: Place, there: Place) -> object:
        if ours == theirs or at in self._pending:
            return ours
        if isinstance(ours, BaseModel) and isinstance(theirs, BaseModel):
            return self.models(ours, theirs, at, there)
        if isinstance(ours, tuple) and isinstance(theirs, tuple):
            mine, others = self._ours.rows(at, ours), self._theirs.rows(there, theirs)
            if mine or others:
                return tuple(self._rows(mine, others))
        return self._content(ours, theirs, at, there)

    def _rows(self, ours: _Rows, theirs: _Rows) -> Iterator[object]:
        """The rows in their old order; those that are gone from both copies are left out."""
        for origin in sorted(ours.keys() | theirs.keys()):
            if origin not in theirs:
                yield self._ours.as_it_was(*ours[origin])
            elif origin not in ours:
                yield self._theirs.as_it_was(*theirs[origin])
            else:
                (mine, at), (other, there) = ours[origin], theirs[origin]
                yield self._parts(mine, other, at, there)

    def _content(self, ours: object, theirs: object, at: Place, there: Place) -> object:
        is_printed = self._ours.is_printed(at), self._theirs.is_printed(there)
        if is_printed[0] and not self._ours.has_changed(at):
            return ours
        if is_printed[1] and not self._theirs.has_changed(there):
            return theirs
        return _UNKNOWN if any(is_printed) else ours
