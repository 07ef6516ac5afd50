"""What a page says beside what follows from the data read from it: edits, and conflicts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from perfreport.basics.addresses import DataPath, FieldPath, ViewPath
from perfreport.basics.quantities import PENDING, Unit
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.found import Text, Tree, Unclear
from perfreport.blocks.model import Document
from perfreport.blocks.places import basis_of, in_document, place_of
from perfreport.blocks.walk import keyed, value_at
from perfreport.compare.wording import text_of
from perfreport.roundtrip.absent import fields_at
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.page_texts import Copy
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts, held_by, text_at
from perfreport.roundtrip.reading import Conflict, Edit, Unplaced
from perfreport.roundtrip.restored import BASIS
from perfreport.roundtrip.trees import common_start, holds
from perfreport.roundtrip.units import in_unit_of


class Report:
    """Collects what there is to say about the texts of one page."""

    def __init__(
        self, form: Form, text: Text, changes: Changes, unit: Unit, *, knows_old: bool
    ) -> None:
        """For a page printed on ``form`` that says ``text``.

        Args:
            form: of the page.
            text: what was found on it.
            changes: since it was made.
            unit: of the amounts on it.
            knows_old: whether changes are known at all.
        """
        self.conflicts: list[Conflict] = []
        self.unplaced: list[Unplaced] = []
        self.respelt: list[ViewPath] = []
        self.misfits: list[DataPath] = []
        self.missing: list[DataPath] = []
        self._form = form
        self._text = text
        self._changes = changes
        self._unit = unit
        self._knows_old = knows_old
        self._shown: dict[ViewPath, str] = {}
        self._says = text.by_source()

    def compare(
        self,
        shown: PrintedTexts,
        now: PrintedTexts,
        views: tuple[object, object],
        new: Callable[[], Text],
        gaps: Collection[DataPath],
        silent: Collection[ViewPath] = (),
    ) -> None:
        """Compare the page with a new one of the same data, text by text.

        Args:
            shown: the texts of the page.
            now: those of the new one.
            views: of both.
            new: gives what the new one says, which is asked where the two differ.
            gaps: the fields that could not be read, and mean nothing in the data.
            silent: the fields of which the page says nothing where they are blank: a condition
                kept them away, or a formula gives them.
        """
        self._silent = silent
        self._gaps = gaps
        self._would_say = cache(lambda: new().by_source())
        self._unclear = {each.source for each in self._text.unclear if each.reason}
        self._views = views
        self._page = shown
        self._edited = {ViewPath(), *held_by(self._changes.edited)}
        self._entries(shown, now, ViewPath())

    def _entries(self, shown: PrintedText, now: PrintedText, path: ViewPath) -> None:
        # Of thousands of rows most say what they should, and nobody has touched them.
        if shown == now and path not in self._edited:
            return
        if isinstance(shown, dict) and isinstance(now, dict):
            for name, entry in shown.items():
                self._entries(entry, now.get(name, ""), path / name)
        elif isinstance(shown, list) and isinstance(now, list):
            for position, row in enumerate(shown):
                new = now[position] if position < len(now) else {}
                self._entries(row, new, path / position)
        elif isinstance(shown, str) and isinstance(now, str):
            self._texts(shown, now, path)
        else:
            # A sentence that only one of the two has as the form words it: all of it counts.
            typed, computed = (_whole(view, path) for view in self._views)
            self._texts(typed, computed, path)

    def _texts(self, shown: str, now: str, path: ViewPath) -> None:
        self._shown[path] = shown
        is_known = self._knows_old and not self._changes.is_edited(path)
        if not shown and path.field in self._silent:
            return
        is_told = path in self._unclear or (not shown and self._is_gap(path, now))
        if shown == now or is_known or is_told or in_unit_of(self._form, shown, self._unit) == now:
            return
        # Written otherwise alone, as 1234.5 and 1,234.50 are.
        if self._says.get(path) and self._says[path] == self._would_say().get(path):
            if self._knows_old:
                self.respelt.append(path)
            return
        # A row that somebody put in has no figures of its own yet: they are computed.
        if not shown and self._changes.is_new(path):
            return
        place = place_of(path, self._form)
        self.conflicts.append(Conflict(place, shown, now, basis_of(path, self._form)))

    def _is_gap(self, path: ViewPath, now: str) -> bool:
        """Whether the text stands for a field that could not be read."""
        kind = self._form.model
        fields = (keyed(kind, field) for field in self._would_say().get(path, ()))
        return PENDING in now or any(field in self._gaps for field in fields)

    def add_classified(
        self, shown: PrintedTexts, standing: Mapping[ViewPath, tuple[str, ...]]
    ) -> None:
        """Words typed over those ``standing`` in for what is classified."""
        for path, texts in standing.items():
            place, words = place_of(path, self._form), text_at(shown, path) or ""
            self.conflicts.append(Conflict(place, words, "\n".join(texts), BASIS))

    def add_copies(self, copies: Iterable[Copy], now: PrintedTexts) -> None:
        """Further places of a field; one that says something else was edited by itself."""
        for path, text, heading, place, _ in copies:
            known = text_at(now, path)
            expected = _whole(self._views[1], path) if known is None else known
            # Whoever edits all places alike has edited the field.
            if text.strip() not in (expected, self._shown_at(path)):
                reason = f"应为“{expected}”，随数据自动填写"
                self.unplaced.append(Unplaced(text, heading, place, reason))

    def _shown_at(self, path: ViewPath) -> str:
        """The text of the page at ``path``; empty where there is none."""
        return self._shown[path] if path in self._shown else text_at(self._page, path) or ""

    def add_unclear(self, unclear: Iterable[Unclear]) -> None:
        """Texts that are no content of their field."""
        for each in unclear:
            if not each.reason:
                continue  # Said by another of the same text.
            place = keyed(self._form.model, each.whole).label
            self.unplaced.append(Unplaced(each.text or "空白", "", place, each.reason))

    def add_misfits(
        self, found: Iterable[Misfit], document: Document, told: Collection[DataPath]
    ) -> None:
        """What the form cannot print so, though it was read; not where that was ``told`` of."""
        for path, message in found:
            if any(path.starts_with(each) or each.starts_with(path) for each in told):
                continue
            value = value_at(document, path)
            if value in (None, ()):
                self.missing.append(path)
            else:
                self.misfits.append(path)
                self.unplaced.append(Unplaced(text_of(value), "", path.label, message))

    def edits(
        self, document: Tree, unread: Collection[DataPath], lost: Collection[FieldPath]
    ) -> Iterator[Edit]:
        """The edits to data, in the order of the document; none when the old texts are unknown.

        Args:
            document: the tree that was read.
            unread: of what the data stay, so that nothing was edited there.
            lost: the stated figures that the page does not show any more.
        """
        for edit in self._edits(document, lost):
            if not any(edit.path.starts_with(path) for path in unread):
                yield edit

    def _edits(self, document: Tree, lost: Collection[FieldPath]) -> Iterator[Edit]:
        changes = self._changes
        for path in (each for each in self._shown if each in changes.edited):
            if field := self._changed_field(path, document):
                yield Edit("changed", field, self._shown[path])
        for field in self._cleared(document, lost):
            yield Edit("removed", field)
        for row in changes.added:
            yield Edit("added", self._row(row))
        for row in changes.removed:
            yield Edit("removed", self._row(row))
        for row, before in changes.moved.items():
            yield Edit("moved", self._row(row), self._row(before).label)

    def _cleared(self, document: Tree, lost: Collection[FieldPath]) -> Iterator[DataPath]:
        """The fields of texts that somebody deleted; what would be stated there tells which.

        Of a stated figure for which another one is computed that is told as a conflict.
        """
        cleared = [path for path in self._shown if path in self._changes.edited]
        cleared = [path for path in cleared if not self._shown[path] and path not in self._says]
        told = {each.place for each in self.conflicts}
        for each in fields_at(cleared, self._form):
            is_lost = each.path in lost and place_of(each.source, self._form) not in told
            if (is_lost or not each.is_computed) and not holds(document, each.path):
                yield keyed(self._form.model, each.path)

    def is_taken(self, path: ViewPath, document: Tree) -> bool:
        """Whether the text at ``path`` was edited, and stands in the ``document`` now."""
        return self._changes.is_edited(path) and bool(self._changed_field(path, document))

    def _changed_field(self, path: ViewPath, document: Tree) -> DataPath:
        """The field that the text at ``path`` states; of several, what they have in common.

        Empty for what the document computes.
        """
        fields = [field for field in self._says.get(path, {}) if holds(document, field)]
        return keyed(self._form.model, common_start(fields))

    def _row(self, row: ViewPath) -> DataPath:
        return keyed(self._form.model, in_document(row, self._form))


def _whole(view: object, path: ViewPath) -> str:
    """The sentence at ``path`` of ``view``; of a title, its lines together or the one there."""
    text = getattr(view, str(path[0]))
    match path[1:]:
        case ():
            return "".join(text)
        case (int() as place,) if place < len(text):
            return str(text[place])
    return ""
