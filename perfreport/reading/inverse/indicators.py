"""Indicators, read from rows of a table or from the text of one cell (绩效指标)."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.forms.taxonomy import Taxonomy
from perfreport.forms.wording import IndicatorCell
from perfreport.reading.inverse.found import number_starts, slots_of, without_number

Fields = dict[str, object]
"""An indicator's fields by their attributes."""

PRINTED_CODE = "printed_code"
"""Stands for a code that the taxonomy gives, and that the document need not state."""

_MOST_TRIES = 400


class CellReader:
    """Reads the indicators back out of the cell that a form words them into (指标栏)."""

    def __init__(self, cell: IndicatorCell, taxonomy: Taxonomy, classified_value: str) -> None:
        """For the wording ``cell`` of a form."""
        self._cell = cell
        self._taxonomy = taxonomy
        self._classified_value = classified_value
        self._known_codes = {"", *(level.code for level in taxonomy.levels_one)}
        self._tail = cell.item.text.rsplit("}", 1)[-1]
        self._headings = [
            (name, cell.group_heading(number="", level_one=name))
            for level in taxonomy.levels_one
            for name in (level.name, *level.aliases)
        ]
        self._codes: dict[tuple[str, str], str | None] = {}

    def read(self, paragraphs: Sequence[str]) -> tuple[list[Fields], list[str]]:
        """The indicators that ``paragraphs`` state, and the texts that state none."""
        if not paragraphs:
            return [], []
        if self._cell.grouped:
            return self._grouped(paragraphs)
        if not self._cell.separate_paragraphs:
            return self._run_together("".join(paragraphs))
        return self._items(paragraphs)

    def _items(self, texts: Sequence[str]) -> tuple[list[Fields], list[str]]:
        read, unread = [], []
        for position, text in enumerate(texts, start=1):
            if fields := self._item(text, position):
                read.append(fields)
            else:
                unread.append(text)
        return read, unread

    def _grouped(self, paragraphs: Sequence[str]) -> tuple[list[Fields], list[str]]:
        read: list[Fields] = []
        unread: list[str] = []
        level_one, position, groups = "", 0, 0
        for text in paragraphs:
            if heading := self._heading(text, groups + 1):
                (level_one, rest), position, groups = heading, 0, groups + 1
                if not rest.strip():
                    continue
                text = rest
            position += 1
            fields = self._item(text, position) if level_one else None
            if fields:
                read.append({"level_one": level_one, **fields})
            else:
                unread.append(text)
        return read, unread

    def _heading(self, text: str, position: int) -> tuple[str, str] | None:
        """The first level that a paragraph begins with, and what follows it."""
        return self._bare_heading(text) or self._bare_heading(
            without_number(text, self._cell.group_numbering, position)
        )

    def _bare_heading(self, text: str) -> tuple[str, str] | None:
        for name, heading in self._headings:
            if text.startswith(heading):
                return name, text[len(heading) :]
        return None

    def _run_together(self, text: str) -> tuple[list[Fields], list[str]]:
        """The items of a text in one paragraph, by their numbers."""
        starts = [*number_starts(text, self._cell.item_numbering, self._tail), len(text)]
        if len(starts) < 2 or starts[0] != 0:
            return self._items([text])
        return self._divided(text, starts)

    def _divided(self, text: str, starts: Sequence[int]) -> tuple[list[Fields], list[str]]:
        """``text`` cut where each piece is an item; a number within an item is no cut."""
        read: list[Fields] = []
        unread: list[str] = []
        first, tries = 0, 0
        while first < len(starts) - 1:
            for last in range(first + 1, len(starts)):
                tries += 1
                piece = text[starts[first] : starts[last]]
                fields = self._item(piece, len(read) + len(unread) + 1)
                if fields or tries > _MOST_TRIES:
                    break
            else:
                last, fields = first + 1, None
            if fields:
                read.append(fields)
            else:
                unread.append(text[starts[first] : starts[last]])
            first = last
        return read, unread

    def _item(self, text: str, position: int) -> Fields | None:
        cell = self._cell
        bare = without_number(text, cell.item_numbering, position)
        slots = slots_of(cell.item, bare.strip())
        if slots is None and bare != text:
            slots = slots_of(cell.item, text.strip())
        return None if slots is None else self._fields(slots)

    def _fields(self, slots: dict[str, str]) -> Fields | None:
        if not slots.get("name") or slots.get("level_one_code", "") not in self._known_codes:
            return None
        fields: Fields = {"name": slots["name"]}
        for level in ("level_one", "level_two"):
            if slots.get(level):
                fields[level] = slots[level]
        values = {key: slots[key] for key in ("cycle_value", "annual_value") if slots.get(key)}
        if values and set(values.values()) == {self._classified_value}:
            fields["classified"] = True
        else:
            fields.update(values)
        if code := slots.get("level_two_code"):
            fields[PRINTED_CODE if code == self._code(slots) else "code"] = code
        return fields

    def _code(self, slots: dict[str, str]) -> str | None:
        """The code that the taxonomy gives to the second level."""
        key = slots.get("level_one", ""), slots.get("level_two", "")
        if key not in self._codes:
            self._codes[key] = self._look_up(*key)
        return self._codes[key]

    def _look_up(self, level_one: str, name: str) -> str | None:
        one = self._taxonomy.level_one(level_one)
        two = one.level_two(name) if one else None
        if two is None:
            parents = self._taxonomy.parents_of(name)
            two = parents[0].level_two(name) if parents else None
        return two.code if two else None
