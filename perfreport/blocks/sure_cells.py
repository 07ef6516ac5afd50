"""Indicators that a cell surely reads back as: told from what was typed, without reading the cell.

Reading looks for the fixed words of an indicator and for those with which the next one begins.
Where none of these words can begin inside what somebody typed, nor go on into it, they are found
where they were printed, whatever was typed. So one indicator with other texts is read for all of
the same levels: there are tens of thousands of indicators, and few pairs of levels. A cell that
says just what a form would print for such indicators is taken apart by one expression alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from string import Formatter

from perfreport.basics.addresses import FieldPath
from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.blocks.cell_reader import CellReader, Fields, Item, cell_reader
from perfreport.blocks.cells import CellWords
from perfreport.blocks.form import Form
from perfreport.blocks.found import PRINTED_CODE
from perfreport.blocks.model import Indicator
from perfreport.blocks.variants import EDGE, letters, may_end
from perfreport.blocks.wording import CellWording

_TYPED = ("name", "cycle_value", "annual_value")
_NOT_TYPED = dict.fromkeys(_TYPED, "")
_LEVELS = ("level_one", "level_two", "code")
_OTHERS = tuple(name for name in Indicator.model_fields if name not in (*_TYPED, *_LEVELS))
_BLANK = tuple(False if name == "classified" else None for name in _OTHERS)
_NAMES = tuple(name for name in Indicator.model_fields if name != "classified")
# One call for several fields: it is made for every indicator.
_values, _typed, _levels, _others = (
    attrgetter(*names) for names in (_NAMES, _TYPED, _LEVELS, _OTHERS)
)
_STAND_IN = "甲乙"
_MOST = 999
"""Indicators of a cell: numbers of more than four digits are not looked for."""
_MOST_LEVELS = 1_024
"""Remembered for a cell: pairs of levels, with the codes of their own that few indicators have."""

_Levels = tuple[str | None, ...]


def reads_as(reader: CellReader, texts: Sequence[str], indicators: Sequence[Indicator]) -> bool:
    """Whether ``reader`` finds just the ``indicators`` in the ``texts`` of a cell."""
    read = [item.fields for item in reader.read(texts)]
    return len(read) == len(indicators) and all(map(_is_same, read, indicators))


def _is_same(fields: Fields | None, indicator: Indicator) -> bool:
    if fields is None or indicator.classified:
        return False
    if fields.get(PRINTED_CODE) is not None and indicator.code is not None:
        return False
    return tuple(map(fields.get, _NAMES)) == _values(indicator)


class SureCells:
    """Tells which indicators surely read back as they are from the cell that a form makes of them.

    Of others nothing is known, nor of wordings without a number and a level before each indicator:
    these have to be read.
    """

    def __init__(self, form: Form, wording: CellWording, reader: CellReader) -> None:
        """For what ``form`` words so and ``reader`` reads."""
        self._words, self._reader, self._wording = CellWords(form, wording), reader, wording
        self._number = cache(NUMBERING_SCHEMES[wording.item_numbering])
        phrase = _Phrase(wording.item.text)
        self._item = phrase.as_printed
        fixed = [*phrase.fixed, *map(letters, reader.heads)]
        self._begins_badly = _beginning(fixed, phrase.behind).match
        self._holds_bad = _inside(fixed, phrase.behind).search
        ways = form.withheld(Indicator)
        self._withheld = {str(text) for way in ways for text in way.instead.values()}
        # A level with a mark in its name could be taken to go on into what was typed.
        are_levels_plain = not any(re.search(EDGE, name) for name in reader.level_names)
        is_counted = bool(wording.item_numbering) and wording.number_single_item
        self._is_known = (
            bool(reader.heads) and are_levels_plain and is_counted
            and phrase.is_plain and self._is_clear(_STAND_IN)
        )  # fmt: skip
        self._reads_levels = cache(self._reads)
        self._reads_count = cache(self._reads_several)
        self._levels_said = lru_cache(_MOST_LEVELS)(self._levels_of)

    def read(self, texts: Sequence[str]) -> list[Item] | None:
        """The indicators that ``texts`` of a cell surely say; None where they have to be read."""
        if not self._is_known:
            return None
        items: list[Item] = []
        for text in texts:
            start = 0
            while start < len(text):
                number = self._number(len(items) + 1)
                found = text.startswith(number, start) and self._item.match(
                    text, start + len(number)
                )
                fields = self._fields(found) if found else None
                if not found or fields is None:
                    return None
                items.append(Item(text[start : found.end()], fields))
                start = found.end()
        are_apart = len(texts) == (len(items) if self._wording.separate_paragraphs else 1)
        return items if are_apart and self._is_usual(items) else None

    def _is_usual(self, items: Sequence[Item]) -> bool:
        """Whether so many ``items`` surely read back, if each does."""
        first = items[0].fields if items else None
        return (
            first is not None
            and len(items) <= _MOST
            and self._reads_count(len(items), _levels_said(first))
        )

    def _fields(self, found: re.Match[str]) -> Fields | None:
        """What the item that was ``found`` surely says."""
        slots = found.groupdict()
        name, cycle, annual = slots.get("name"), slots.get("cycle_value"), slots.get("annual_value")
        is_clear = (
            self._is_clear(name or "")
            and (not cycle or self._is_clear(cycle))
            and (not annual or annual == cycle or self._is_clear(annual))
        )
        if not is_clear:
            return None
        slots |= _NOT_TYPED  # what is left tells the levels
        said = self._levels_said(tuple(slots.items()), not cycle, not annual)
        if said is None:
            return None
        fields = {**said, "name": name}
        if cycle:
            fields["cycle_value"] = cycle
        if annual:
            fields["annual_value"] = annual
        return fields

    def _levels_of(
        self, slots: tuple[tuple[str, str], ...], no_cycle: bool, no_annual: bool
    ) -> Fields | None:
        """What is read from an indicator whose levels were printed in ``slots`` so."""
        values = (_STAND_IN, "" if no_cycle else _STAND_IN, "" if no_annual else _STAND_IN)
        typed = dict(zip(_TYPED, values, strict=True))
        text = self._wording.item(**{**dict(slots), **typed, "number": self._number(1)})
        read = self._reader.read((text,))
        fields = read[0].fields if len(read) == 1 else None
        if fields is None:
            return None
        levels = _levels_said(fields)
        made = _made(levels, tuple(each or None for each in values))
        is_printed_so = self._words.paragraphs([made]) == (text,)
        return fields if is_printed_so and self._reads_levels(levels, no_cycle, no_annual) else None

    def are(self, indicators: Sequence[Indicator]) -> bool:
        """Whether all ``indicators``, one at least, surely read back from a cell of them."""
        count = len(indicators)
        return (
            self._is_known
            and count <= _MOST
            and self._reads_count(count, _levels(indicators[0]))
            and all(map(self._is_sure, indicators))
        )

    def _is_sure(self, indicator: Indicator) -> bool:
        name, cycle, annual = _typed(indicator)
        return (
            self._is_clear(name)
            and (cycle is None or self._is_clear(cycle))
            and (annual is None or annual == cycle or self._is_clear(annual))
            and _others(indicator) == _BLANK
            and self._reads_levels(_levels(indicator), cycle is None, annual is None)
        )

    def _is_clear(self, text: str) -> bool:
        """Whether no fixed words begin in ``text`` or go on into it."""
        is_doubtful = self._begins_badly(text) or self._holds_bad(text)
        return not is_doubtful and text not in self._withheld

    def _reads(self, levels: _Levels, no_cycle: bool, no_annual: bool) -> bool:
        """Whether an indicator of these ``levels`` reads back, behind one and before another."""
        values = (_STAND_IN, None if no_cycle else _STAND_IN, None if no_annual else _STAND_IN)
        return self._are_read([_made(levels, values)] * 3)

    def _reads_several(self, count: int, levels: _Levels) -> bool:
        """Whether so many indicators read back, whatever the numbers before them."""
        return self._are_read([_made(levels, (_STAND_IN,) * len(_TYPED))] * count)

    def _are_read(self, indicators: Sequence[Indicator]) -> bool:
        return reads_as(self._reader, self._words.paragraphs(indicators), indicators)


def sure_cells(form: Form, wording: CellWording, place: FieldPath) -> SureCells:
    """Tells of cells of indicators as ``form`` words them, which stand at ``place``."""
    return form.kept(_Kept).cells(wording, place.names)


class _Kept:
    """What is told of a form's cells, by wordings and places."""

    def __init__(self, form: Form) -> None:
        self.cells = cache(
            lambda wording, place: SureCells(form, wording, cell_reader(form, wording, place))
        )


def _made(levels: _Levels, typed: Sequence[str | None]) -> Indicator:
    # Without validation: it need not be one that a document may have.
    fields = dict(zip((*_LEVELS, *_TYPED), (*levels, *typed), strict=True))
    return Indicator.model_construct(**fields)  # type: ignore[arg-type]


def _levels_said(fields: Fields) -> _Levels:
    return tuple(str(fields[name]) if name in fields else None for name in _LEVELS)


class _Phrase:
    """The phrase for an indicator, taken apart.

    Attributes:
        is_plain: whether a number begins it, a mark ends it, and fixed words stand on both sides of
            what was typed: then nothing typed can be taken for a part of the next number.
        fixed: the words by which the end of what was typed is told, letter by letter.
        behind: the characters that stand right behind what was typed.
        as_printed: matches an indicator just as it is printed, behind its number.
    """

    def __init__(self, text: str) -> None:
        parts = [(words.strip(), name) for words, name, _, _ in Formatter().parse(text)]
        *_, (end, last) = parts
        typed = [i for i, (_, name) in enumerate(parts[:-1]) if name in _TYPED]
        before, after = [parts[i][0] for i in typed], [parts[i + 1][0] for i in typed]
        are_apart = last is None and all((*before, *after))
        self.is_plain = parts[0] == ("", "number") and are_apart and may_end(end)
        # The mark at the very end may be missing, and may stand inside of a text before it.
        ends = [end[:-1] if i + 1 == len(parts) - 1 else parts[i + 1][0] for i in typed]
        self.fixed = [letters(words) for words in ends if words]
        self.fixed += [[re.escape(words[-1])] for words in before if re.search(EDGE, words[-1:])]
        self.behind = "".join(words[:1] for words in after)
        self.as_printed = re.compile("".join(_as_printed(text)))


def _as_printed(phrase: str) -> Iterator[str]:
    """Expressions for ``phrase`` just as it is printed, behind a number; its slots are groups."""
    known = {"number"}
    for words, name, _, _ in Formatter().parse(phrase):
        yield re.escape(words)
        if name and name not in known:
            yield f"(?P<{name}>.*?)"
        elif name and name != "number":
            yield f"(?P={name})"
        known |= {name} if name else set()


def _beginning(fixed: Iterable[Sequence[str]], behind: str) -> re.Pattern[str]:
    """Matches texts into which ``fixed`` words may go on, and what is no text at all."""
    ways = [r"\Z", r"\s", EDGE]
    for _, *rest in fixed:
        ways += (one + _next(two, behind) for one, two in pairwise(rest))
        ways += rest[-1:]
    return re.compile("|".join(dict.fromkeys(ways)))


def _inside(fixed: Iterable[Sequence[str]], behind: str) -> re.Pattern[str]:
    """Finds the beginning of ``fixed`` words inside a text, blanks, and marks at its end."""
    firsts = [r"\s", EDGE]
    ways = [r"(?<=\s)", rf"(?<={EDGE})\Z"]
    for first, *rest in fixed:
        firsts.append(first)
        ways.append(f"(?<={first}){_next(rest[0], behind) if rest else ''}")
    # Looked for by its first character, which is fast, and then told by what stands behind that.
    inner = (each[1:-1] if each.startswith("[") else each for each in dict.fromkeys(firsts))
    return re.compile(f"[{''.join(inner)}](?:{'|'.join(dict.fromkeys(ways))})")


def _next(letter: str, behind: str) -> str:
    """An expression for ``letter`` next in a text, or right behind the end of one."""
    return f"(?:{letter}|\\Z)" if re.search(letter, behind) else letter
