"""The data that a Word file was made from, put together from what is left of them.

The file remembers short codes of its texts, not the texts. But whatever nobody edited in it is
still on its page, and whatever nobody changed in the data file is still there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath, FieldPath, ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.places import in_document
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences
from perfreport.blocks.walk import attributes, keyed, models_in
from perfreport.compare import MergeConflict
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip.changes import Changes, compare
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_texts import PrintedTexts, masked, printed_texts
from perfreport.roundtrip.reading import Reading
from perfreport.roundtrip.template_reading import layout_of
from perfreport.roundtrip.trees import holds, tree_of, value_in

D = TypeVar("D", bound=Document)


class Original(NamedTuple, Generic[D]):
    """What a Word file was made from.

    Attributes:
        document: it, not valid; where nobody knows any more it says what the Word file says now.
        conflicts: the places where that is so, for both the Word file and the data file changed
            them, each in its way.
    """

    document: D
    conflicts: tuple[MergeConflict, ...]


def original(reading: Reading, current: D, registry: FormRegistry) -> Original[D]:
    """What the Word file of ``reading`` was made from.

    A Word file that does not know what was printed counts as made from ``current``, but for what
    is not printed.

    Args:
        reading: of the Word file.
        current: the data file as it is now, of the same kind.
        registry: of the forms.

    Raises:
        TemplateError: when the form is wrong.
    """
    form = registry.going_by(registry.get(reading.form_id), current)
    names = layout_of(registry.docx_template(form.id), form.view).names

    def texts(document: Document) -> PrintedTexts:
        return printed_texts(build_view(document, form), names, sentences(form), code)

    def copy(document: Document, gaps: Container[FieldPath] = ()) -> _Copy:
        says = find(masked(build_view(document, form), names), form).by_source()
        now = texts(document)
        # A neutral value was never written: what could not be read counts as nobody's edit.
        for text, fields in says.items():
            if all(field in gaps for field in fields):
                _blank(now, text)
        return _Copy(document, form, says, compare(printed, now))

    printed = reading.printed or texts(current)
    pending = {_by_attributes(type(current), path) for path in reading.pending}
    joiner = _Joiner(copy(reading.document, pending), copy(current), pending, type(current))
    joined = joiner.models(reading.document, current, FieldPath(), FieldPath())
    assert isinstance(joined, type(current))
    return Original(joined, tuple(joiner.conflicts))


def _blank(texts: PrintedTexts, path: ViewPath) -> None:
    """Put the code of a blank text at ``path``: what stands there is not what somebody wrote."""
    if holds(texts, path) and isinstance(value_in(texts, path), str):
        value_in(texts, path.parent)[path[-1]] = code("")


def _by_attributes(model: type[BaseModel], path: DataPath) -> FieldPath:
    """A path by keys of data files as one by attributes."""
    place: list[str | int] = []
    for key in path:
        if isinstance(key, int):
            place.append(key)
        else:
            place.append(attributes(model)[key])
            annotation = model.model_fields[str(place[-1])].annotation
            model = next(models_in(annotation), model)
    return FieldPath(*place)


def _around(rows: Iterable[ViewPath], form: Form) -> frozenset[FieldPath]:
    """All places that ``rows`` stand in."""
    places = (in_document(row, form) for row in rows)
    return frozenset(around for place in places for around in place.parent.prefixes())


_Rows = Mapping[FieldPath, tuple[object, FieldPath]]
"""Rows of a list with their places, by the places that they had."""


class _Copy:
    """A document that may have changed since it was printed."""

    def __init__(
        self,
        document: Document,
        form: Form,
        says: Mapping[ViewPath, Iterable[FieldPath]],
        changes: Changes,
    ) -> None:
        """Know the texts that state ``document``, and which of them have changed.

        Args:
            document: as it is now.
            form: that it is printed on.
            says: the fields that each text of its view states.
            changes: of the texts since they were printed.
        """
        self._rows_before = {now: before for before, now in changes.rows.items()}
        self._origins = {
            in_document(now, form): in_document(before, form)
            for now, before in self._rows_before.items()
        }
        self._changed = frozenset(map(self._text_before, changes.edited))
        self._gained = _around((*changes.added, *changes.moved), form)
        self._lacking = _around((*changes.removed, *changes.moved.values()), form)
        self._texts: defaultdict[FieldPath, set[ViewPath]] = defaultdict(set)
        self._texts_inside: defaultdict[FieldPath, set[ViewPath]] = defaultdict(set)
        tree = tree_of(document)
        for text, fields in says.items():
            for field in fields:
                if holds(tree, field):
                    self._learn(field, self._text_before(text))

    def _learn(self, field: FieldPath, text: ViewPath) -> None:
        self._texts[field].add(text)
        for place in field.parent.prefixes():
            self._texts_inside[place].add(text)

    def _text_before(self, text: ViewPath) -> ViewPath:
        """The place of a text in the view as it was printed, if its row was there."""
        for depth in range(len(text), 0, -1):
            if row := self._rows_before.get(text[:depth]):
                return row / text[depth:]
        return text

    def texts(self, place: FieldPath) -> set[ViewPath]:
        """The texts that state what is at ``place``, by their places when they were printed."""
        inside = self._texts_inside.get(place, set())
        around = (self._texts.get(each, set()) for each in place.prefixes())
        return inside.union(*around)

    def has_changed(self, texts: Collection[ViewPath]) -> bool:
        """Whether one of the printed ``texts`` says something else now."""
        return not self._changed.isdisjoint(texts)

    def rows(self, place: FieldPath, rows: Sequence[object]) -> _Rows:
        """Those of the list at ``place`` that were printed, with their places, by the old ones."""
        return {
            origin: (row, now)
            for row, now in zip(rows, place.items(len(rows)), strict=True)
            if (origin := self._origins.get(now))
        }

    def list_before(self, place: FieldPath) -> FieldPath:
        """Where the list at ``place`` was when it was printed."""
        return self._origins.get(place.parent, place.parent) / place[-1]

    def is_as_printed(self, row: FieldPath, origin: FieldPath) -> bool:
        """Whether nothing has changed in a row, which was at ``origin`` when it was printed."""
        has_other_rows = row in self._gained or origin in self._lacking
        return not (has_other_rows or self.has_changed(self.texts(row)))


def _rows_before(ours: _Rows, theirs: _Rows, before: FieldPath) -> list[FieldPath]:
    """The rows of two copies of a list, by where they were, that the list ``before`` held.

    A row that both copies moved into it comes last, as though it had been there: what one of them
    changed in it is then changed once.
    """
    were_there = (row for row in ours.keys() | theirs.keys() if row.parent == before)
    came = (row for row in ours.keys() & theirs.keys() if row.parent != before)
    # Keys put together are a set, and its order depends on the hash seed.
    return [*sorted(were_there), *sorted(came)]


class _Joiner:
    """Puts together what two copies still have of the document that both began as."""

    def __init__(
        self, ours: _Copy, theirs: _Copy, pending: Collection[FieldPath], kind: type[BaseModel]
    ) -> None:
        """Join the Word file's copy, ``ours``, and the data file's, ``theirs``.

        Args:
            ours: the Word file's.
            theirs: the data file's.
            pending: the fields that could not be read from the Word file.
            kind: of both documents.
        """
        self.conflicts: list[MergeConflict] = []
        self._kind = kind
        self._ours = ours
        self._theirs = theirs
        self._pending = pending

    def models(
        self, ours: BaseModel, theirs: BaseModel, at: FieldPath, there: FieldPath
    ) -> BaseModel:
        """Join two models, which stand ``at`` a place in our copy and ``there`` in the other."""
        parts = {
            name: self._parts(getattr(ours, name), getattr(theirs, name), at / name, there / name)
            for name in type(ours).model_fields
        }
        # Without validation: what is put together of two need not be a document.
        return with_fields(theirs, parts)

    def _parts(self, ours: object, theirs: object, at: FieldPath, there: FieldPath) -> object:
        if ours == theirs or at in self._pending:
            return ours
        if isinstance(ours, BaseModel) and isinstance(theirs, BaseModel):
            return self.models(ours, theirs, at, there)
        if isinstance(ours, tuple) and isinstance(theirs, tuple):
            mine, others = self._ours.rows(at, ours), self._theirs.rows(there, theirs)
            if origins := _rows_before(mine, others, self._ours.list_before(at)):
                return tuple(self._rows(origins, mine, others, there))
        return self._content(ours, theirs, at, there)

    def _rows(
        self, origins: Iterable[FieldPath], ours: _Rows, theirs: _Rows, there: FieldPath
    ) -> Iterator[object]:
        """The rows by their ``origins``; those that are gone from both copies are left out."""
        for origin in origins:
            mine, at = ours.get(origin, (None, FieldPath()))
            other, place = theirs.get(origin, (None, FieldPath()))
            if other is None:
                if not self._ours.is_as_printed(at, origin):
                    self._conflict(there, mine, None)
                yield mine
            elif mine is not None:
                yield self._parts(mine, other, at, place)
            elif self._theirs.is_as_printed(place, origin):
                yield other
            else:
                self._conflict(place, None, other)

    def _content(self, ours: object, theirs: object, at: FieldPath, there: FieldPath) -> object:
        """What one copy changed as the other has it; nobody edits in Word what is not printed."""
        if any(path.starts_with(at) for path in self._pending):
            return ours  # a part of it could not be read
        texts = self._ours.texts(at) | self._theirs.texts(there)
        if self._ours.has_changed(texts):
            if not self._theirs.has_changed(texts):
                return theirs
            self._conflict(there, ours, theirs)
        return ours

    def _conflict(self, there: FieldPath, ours: object, theirs: object) -> None:
        self.conflicts.append(MergeConflict(keyed(self._kind, there), None, ours, theirs))
