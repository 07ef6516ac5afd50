"""What a page says beside what follows from the data read from it: edits, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from perfreport.forms.manifest import Form
from perfreport.io.pending import PENDING
from perfreport.io.source import labelled
from perfreport.models import KINDS
from perfreport.models.walk import Path
from perfreport.reading.basis import basis_of, place_of
from perfreport.reading.changes import Changes
from perfreport.reading.completion import keyed
from perfreport.reading.inverse import Place, Text, Unclear
from perfreport.reading.reading import Conflict, Edit, Unplaced
from perfreport.reading.sheet import Entry, Sheet, ViewPath
from perfreport.reading.trees import Tree, holds

_UNREAD = "读不懂的填写"


class Report:
    """Collects what there is to say about the texts of one page."""

    def __init__(self, form: Form, text: Text, changes: Changes, *, knows_old: bool) -> None:
        """For a page printed on ``form`` that says ``text``.

        Args:
            form: of the page.
            text: what was found on it.
            changes: since it was made.
            knows_old: whether changes are known at all.
        """
        self.conflicts: list[Conflict] = []
        self.unplaced: list[Unplaced] = []
        self._form = form
        self._text = text
        self._changes = changes
        self._knows_old = knows_old
        self._shown: dict[ViewPath, str] = {}
        self._says = text.by_source()

    def compare(self, shown: Sheet, now: Sheet, new: Text) -> None:
        """Compare the page with a new one of the same data, sheet by sheet and by what they say."""
        self._would_say = new.by_source()
        self._unclear = {each.source for each in self._text.unclear}
        self._sheets(shown, now, ())

    def _sheets(self, shown: Sheet, now: Sheet, path: ViewPath) -> None:
        for name, entry in shown.items():
            self._entries(entry, now.get(name, ""), (*path, name))

    def _entries(self, shown: Entry, now: Entry, path: ViewPath) -> None:
        if isinstance(shown, dict) and isinstance(now, dict):
            self._sheets(shown, now, path)
        elif isinstance(shown, list) and isinstance(now, list):
            for position, row in enumerate(shown):
                new = now[position] if position < len(now) else {}
                self._sheets(row, new, (*path, position))
        else:
            self._texts(_text(shown), _text(now), path)

    def _texts(self, shown: str, now: str, path: ViewPath) -> None:
        self._shown[path] = shown
        is_known = self._knows_old and not self._changes.is_edited(path)
        is_told = path in self._unclear or PENDING in now
        if shown == now or is_known or is_told or self._says_the_same(path):
            return
        if not shown and self._changes.is_new(path):
            return
        self._conflict(path, shown, now)

    def _says_the_same(self, path: ViewPath) -> bool:
        """Whether the two differ only in how they are written, as 1234.5 and 1,234.50 do."""
        says = self._says.get(path)
        return bool(says) and says == self._would_say.get(path)

    def _conflict(self, path: ViewPath, shown: str, now: str) -> None:
        place = place_of(path, self._form)
        self.conflicts.append(Conflict(place, shown, now, basis_of(path)))

    def add_copies(self, copies: Iterable[tuple[ViewPath, str, str]], now: Sheet) -> None:
        """Further places of a field; one that says something else was edited by itself."""
        for path, text, heading in copies:
            expected = _at(now, path)
            if text.strip() not in (expected, self._shown.get(path, "")):
                self.unplaced.append(Unplaced(text, heading, f"应为“{expected}”，随数据自动填写"))

    def add_unclear(self, unclear: Iterable[Unclear]) -> None:
        """Texts that are no content of their field."""
        for each in unclear:
            place = place_of(each.source, self._form)
            self.unplaced.append(Unplaced(each.text, place, f"{_UNREAD}：{each.reason}"))

    def edits(self, document: Tree) -> Iterator[Edit]:
        """The edits to data, in the order of the document; none when the old texts are unknown."""
        changes = self._changes
        for path in (each for each in self._shown if each in changes.edited):
            if field := self._changed_field(path, document):
                yield Edit("changed", field, self._shown[path])
        for row in changes.added:
            yield Edit("added", self._row(row))
        for row in changes.removed:
            yield Edit("removed", self._row(row))
        for row, before in changes.moved.items():
            yield Edit("moved", self._row(row), labelled(self._row(before)))

    def _changed_field(self, path: ViewPath, document: Tree) -> Path:
        """The field that the text at ``path`` states; of several, what they have in common.

        Empty for what the document computes.
        """
        fields = [field for field in self._says.get(path, {}) if holds(document, field)]
        if not fields:
            return ()
        steps = takewhile(lambda step: len(set(step)) == 1, zip(*fields, strict=False))
        return keyed(KINDS[self._form.kind], tuple(step[0] for step in steps))

    def _row(self, row: ViewPath) -> Path:
        return keyed(KINDS[self._form.kind], LISTED.get(row[0], (row[0],)) + row[1:])


LISTED: dict[str | int, Place] = {
    "key_indicators": ("effectiveness", "indicators"),
    "scores": ("efficiency", "indicators"),
}
"""Where the rows of a list of the view stand in the document, when it is called otherwise there."""


def _text(entry: Entry) -> str:
    """The text of an entry; slots of a sentence that is worded otherwise run together."""
    if isinstance(entry, str):
        return entry
    return "".join(map(_text, entry.values() if isinstance(entry, dict) else ()))


def _at(sheet: Sheet, path: ViewPath) -> str:
    entry: Entry | None = sheet
    for step in path:
        if isinstance(entry, dict):
            entry = entry.get(str(step))
        elif isinstance(entry, list) and isinstance(step, int) and step < len(entry):
            entry = entry[step]
    return entry if isinstance(entry, str) else ""
