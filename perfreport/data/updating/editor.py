"""From what differs between two typed documents to splices of the file that holds the first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.patterns import regex
from perfreport.blocks.model import Model, Passage
from perfreport.blocks.walk import attributes
from perfreport.compare.rows import align_rows
from perfreport.data.extents import Entry, Extent, Style
from perfreport.data.updating import lines, parts
from perfreport.data.updating.notations import Json, Yaml, grouped
from perfreport.data.updating.parts import Kept, New, Slot, Splice, UnfitError, column
from perfreport.data.writing import (
    NAME_OF_ITEM,
    UnquotedNumber,
    Value,
    field_value,
    is_blank,
    ordered_fields,
    value_of,
)

_GROUPED_FIGURE = regex(r": *\d{1,3}(?:,\d{3})+(?:\.\d+)?[亿万元]*\s*(?:#.*)?$", re.MULTILINE)
_DASH = regex("- +")


class _Edit(NamedTuple):
    """A part before and after it was edited, a field's content or a row, which has no ``field``."""

    old: object
    new: object
    field: FieldInfo | None = None

    @property
    def value(self) -> Value:
        """The edited part as it is to be written."""
        return field_value(self.field, self.new) if self.field else value_of(self.new)


class _Item(NamedTuple):
    """An item that goes by its name."""

    name: str
    by_name: str
    part: BaseModel

    @property
    def value(self) -> Value:
        """The item as it is to be written."""
        fields = value_of(self.part)
        assert isinstance(fields, dict)
        return {self.by_name: self.name, **fields}


def _items_of(part: Model) -> dict[str, _Item]:
    """The items of ``part`` that are there, by their names."""
    parts = ((key, getattr(part, name)) for key, name in attributes(type(part)).items())
    return {key: _Item(key, part.by_name, one) for key, one in parts if one is not None}


class Editor:
    """Finds the splices for one file."""

    def __init__(self, text: str, *, is_json: bool, deepest: int) -> None:
        """For the file of ``text``.

        Levels down to ``deepest`` are changed piece by piece, what lies deeper is written anew.
        """
        self._text = text
        self._is_json = is_json
        self._notation = Json() if is_json else Yaml()
        self._deepest = deepest
        self._depth = 0
        # Commas in one figure are taken for the habit of whoever writes the file.
        self._is_grouped = bool(_GROUPED_FIGURE.search(text))

    def mapping(self, extent: Extent, old: BaseModel, new: BaseModel) -> list[Splice]:
        """What to change in the mapping at ``extent`` for ``old`` to become ``new``.

        Raises:
            UnfitError: when it cannot be changed piece by piece.
        """
        kept = {entry.key: Kept(position) for position, entry in enumerate(extent.entries)}
        slots: list[Slot] = list(kept.values())
        # The name of an item that goes by it is no field of its model, and stands first.
        is_named = NAME_OF_ITEM not in attributes(type(new))
        anchor: Slot | None = kept.get(NAME_OF_ITEM) if is_named else None
        for name, field in ordered_fields(type(new)):
            key = field.alias or name
            edit = _Edit(getattr(old, name), getattr(new, name), field)
            slot = kept.get(key)
            if edit.old == edit.new:
                anchor = slot or anchor
            elif slot is None:
                # Behind the field before it in the model, wherever somebody has put that.
                place = slots.index(anchor) + 1 if anchor else 0
                anchor = self._new_entry(extent, key, edit.value)
                slots.insert(place, anchor)
            elif edit.new == field.default and is_blank(edit.new):
                slots.remove(slot)
            else:
                slot.splices = self._entry(extent, extent.entries[slot.position], edit)
                anchor = slot
        return self._arranged(extent, slots, is_spaced=False)

    def _entry(self, container: Extent, entry: Entry, edit: _Edit) -> list[Splice]:
        """What to change in ``entry``, down to the smallest part that was edited."""
        self._depth += 1
        try:
            return self._inside(container, entry.value, edit)
        except UnfitError:
            # What cannot be changed piece by piece is written anew, and no more than that.
            return [self._replaced(container, entry, edit.value)]
        finally:
            self._depth -= 1

    def _inside(self, container: Extent, extent: Extent, edit: _Edit) -> list[Splice]:
        if self._depth > self._deepest:
            raise UnfitError
        if not extent.is_collection:
            return [self._scalar(container, extent, edit.value)]
        if not extent.is_mapping and isinstance(edit.old, Model) and edit.old.by_name:
            return self._named(extent, edit.old, edit.new)
        if not extent.is_mapping:
            return self._rows(extent, _rows_of(edit.old), _rows_of(edit.new))
        if isinstance(edit.old, BaseModel) and isinstance(edit.new, BaseModel):
            return self.mapping(extent, edit.old, edit.new)
        raise UnfitError

    def _scalar(self, container: Extent, extent: Extent, value: Value) -> Splice:
        if not isinstance(value, str | int):
            raise UnfitError
        if extent.style is Style.LITERAL and not isinstance(value, UnquotedNumber | int):
            return lines.changed_literal(self._text, extent, value.split("\n"))
        if "\n" in str(value) and not self._is_json:
            raise UnfitError
        written = self._text[extent.start : extent.end]
        if isinstance(value, UnquotedNumber) and "," in written:
            value = UnquotedNumber(grouped(value))
        if isinstance(value, bool):
            return Splice(extent.start, extent.end, self._apart(extent.start) + str(value).lower())
        in_brackets = container.style is Style.FLOW
        scalar = self._notation.scalar(value, written, extent.style, in_brackets=in_brackets)
        return Splice(extent.start, extent.end, self._apart(extent.start) + scalar)

    def _rows(
        self, extent: Extent, old: Sequence[Hashable], new: Sequence[Hashable]
    ) -> list[Splice]:
        if len(extent.entries) != len(old):
            raise UnfitError
        origins = align_rows(old, new).origins
        slots = [
            self._row(extent, old, row, origins.get(position)) for position, row in enumerate(new)
        ]
        is_spaced = lines.are_spaced([value_of(row) for row in new[:2]])
        return self._arranged(extent, slots, is_spaced=is_spaced)

    def _named(self, extent: Extent, old: Model, new: object) -> list[Splice]:
        """The items of a list that go by names, which keep the order of the file."""
        if not isinstance(new, Model):
            raise UnfitError
        was, now = _items_of(old), _items_of(new)
        there = [self._name(each.value, old.by_name) for each in extent.entries]
        if sorted(there) != sorted(was):
            raise UnfitError
        kept = [now[name] for name in there if name in now]
        added = [each for name, each in now.items() if name not in was]
        slots: list[Slot] = []
        for position, name in enumerate(there):
            if name in now:
                edit = _Edit(was[name].part, now[name].part)
                entry = extent.entries[position]
                splices = [] if edit.old == edit.new else self._entry(extent, entry, edit)
                slots.append(Kept(position, splices))
        slots += [self._new_row(extent, each.value) for each in added]
        is_spaced = lines.are_spaced([each.value for each in (*kept, *added)][:2])
        return self._arranged(extent, slots, is_spaced=is_spaced)

    def _name(self, extent: Extent, key: str) -> str:
        """What the item at ``extent`` is called."""
        for entry in extent.entries:
            if entry.key == key:
                return self._text[entry.value.start : entry.value.end].strip().strip("\"'")
        raise UnfitError

    def _row(
        self, extent: Extent, old: Sequence[Hashable], row: Hashable, origin: int | None
    ) -> Slot:
        if origin is None:
            return self._new_row(extent, value_of(row))
        if old[origin] == row:
            return Kept(origin)
        return Kept(origin, self._entry(extent, extent.entries[origin], _Edit(old[origin], row)))

    def _arranged(self, extent: Extent, slots: Sequence[Slot], *, is_spaced: bool) -> list[Splice]:
        changes = parts.in_place(slots, len(extent.entries))
        if changes is not None:
            return changes
        if extent.style is Style.FLOW:
            return [parts.in_brackets(self._text, extent, slots)]
        # What stands above the first key of a file is about the file, like a heading.
        keeps_head = not extent.is_mapping or self._depth == 0
        return [
            parts.on_lines(self._text, extent, slots, keeps_head=keeps_head, is_spaced=is_spaced)
        ]

    def _new_entry(self, extent: Extent, key: str, value: Value) -> New:
        if extent.style is Style.FLOW:
            inline = self._notation.inline(value, self._indent(extent))
            return New(self._notation.key(key) + inline)
        indent = column(self._text, extent.entries[0].start)
        return _new_lines(lines.new_entry(key, value, indent, is_grouped=self._is_grouped))

    def _new_row(self, extent: Extent, value: Value) -> New:
        if not extent.entries:
            raise UnfitError
        neighbours = [entry.value for entry in extent.entries]
        if extent.style is Style.FLOW:
            return New(self._notation.inline(value, self._indent(neighbours[-1])))
        dash = self._dash(extent.entries[-1])
        return _new_lines(lines.new_row(value, dash, neighbours, is_grouped=self._is_grouped))

    def _replaced(self, container: Extent, entry: Entry, value: Value) -> Splice:
        """The value of ``entry`` written anew."""
        extent = entry.value
        if entry.head_end < entry.start:
            raise UnfitError
        if container.style is Style.FLOW:
            inline = self._notation.inline(value, self._indent(container))
            return Splice(extent.start, extent.end, self._apart(extent.start) + inline)
        indent = column(self._text, entry.start)
        if isinstance(entry.key, str):
            anew = lines.new_entry(entry.key, value, indent, is_grouped=self._is_grouped)
            head = indent + len(entry.key) + 1
        else:
            anew = lines.new_row(value, self._dash(entry), [], is_grouped=self._is_grouped)
            head = indent + 1
        return lines.changed_value(self._text, entry, [anew[0][head:], *anew[1:]])

    def _dash(self, entry: Entry) -> str:
        """What stands before the content of an item: blanks, its dash, and blanks again."""
        indent = " " * column(self._text, entry.start)
        dash = self._text[entry.start : entry.value.start]
        return indent + (dash if _DASH.fullmatch(dash) else "- ")

    def _apart(self, start: int) -> str:
        """The blank that is missing where there was no value behind a colon or dash."""
        return " " if self._text[start - 1 : start] in (":", "-") and not self._is_json else ""

    def _indent(self, extent: Extent) -> str | None:
        """The blanks before the parts of a collection that are on lines of their own."""
        within = self._text[extent.start : extent.end]
        if "\n" not in within:
            return None
        first = extent.entries[0].start if extent.entries else extent.start
        line = self._text[parts.line_start(self._text, first) : first]
        return line[: len(line) - len(line.lstrip())]


def _rows_of(part: object) -> Sequence[Hashable]:
    if isinstance(part, Passage) and part.paragraphs is not None:
        return part.paragraphs
    if isinstance(part, tuple):
        return part
    raise UnfitError


def _new_lines(written: Sequence[str]) -> New:
    return New("".join(f"{line}\n" for line in written))
