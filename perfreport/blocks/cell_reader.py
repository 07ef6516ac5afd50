"""Indicators, read from the text of one cell (绩效指标一栏)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from perfreport.basics.addresses import FieldPath
from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.blocks import numbers
from perfreport.blocks.form import Form
from perfreport.blocks.found import PRINTED_CODE
from perfreport.blocks.model import Indicator
from perfreport.blocks.taxonomy import LevelOne, LevelTwo, Taxonomy
from perfreport.blocks.variants import (
    COLONS,
    TypedPhrase,
    any_of,
    pattern_of,
    variants,
)
from perfreport.blocks.walk import attributes, keyed
from perfreport.blocks.wording import CellWording

Fields = dict[str, object]
"""An indicator's fields by their attributes."""

_VALUES = ("cycle_value", "annual_value")
_LABELS = {
    **{name: label for label, name in attributes(Indicator).items()},
    "level_one": "一级指标", "level_one_code": "一级编码",
    "level_two": "二级指标", "level_two_code": "二级编码",
}  # fmt: skip
_CHINESE = ("一、", "（一）", "(一)")
_NEXT_NUMBER = r"(?<=[。；;])\s*(?:\d{1,4}\s*[、.．](?!\d)|[（(]\d{1,4}[）)]|[①-⑳])"


class Item(NamedTuple):
    """A piece of a cell.

    Attributes:
        text: as it stands there.
        fields: of the indicator that it states; None when that cannot be told.
    """

    text: str
    fields: Fields | None


class CellReader:
    """Reads the indicators back out of the cell that a form words them into (指标栏).

    A piece is read only when it is one indicator whole, and in one way alone.

    Attributes:
        heads: what an indicator begins with behind its number, if that tells one from the next.
        level_names: all names of levels.
    """

    def __init__(
        self,
        cell: CellWording,
        taxonomy: Taxonomy,
        classified_value: str | None,
        required: Collection[str] = (),
    ) -> None:
        """For the wording ``cell`` of a form, which demands the attributes ``required``."""
        self._cell = cell
        self._taxonomy = taxonomy
        self._classified_value = classified_value
        self._required = frozenset(required) & {*_VALUES, "level_two"}
        self._code = cache(self._look_up)
        # Levels are a closed vocabulary: that makes a cell readable at all.
        ones, twos = _vocabulary(taxonomy.levels_one), _vocabulary(taxonomy.levels_two)
        self._ones = {_bare(text): name for text, name in ones.items()}
        self._twos = {_bare(text): name for text, name in twos.items()}
        self._item = TypedPhrase(
            cell.item,
            {
                "number": "",
                "level_one": any_of(ones),
                "level_one_code": r"\d*",
                "level_two": f"{any_of(twos)}|",
                "level_two_code": "[0-9A-Za-z]{0,12}",
            },
        )
        self.level_names = (*ones, *twos)
        self._has_heads = not cell.grouped and "level_one" in self._item.slots
        self.heads = tuple(self._heads(ones)) if self._has_heads else ()
        self._start = re.compile(self._head() if self.heads else _NEXT_NUMBER)
        self._heading = re.compile(self._heading_of(any_of(ones)))
        self._near_heading = re.compile(self._near_heading_of(any_of(ones)))

    @property
    def expected(self) -> str:
        """How an indicator is to be written, as an officer reads it."""
        words = pattern_of(self._cell.item, {"number": "", **_LABELS})
        return words.replace("〔〕", NUMBERING_SCHEMES[self._cell.item_numbering](1))

    def read(self, paragraphs: Sequence[str]) -> list[Item]:
        """The pieces of the cell in their order."""
        if self._cell.grouped:
            return list(self._grouped(paragraphs))
        return self._items(paragraphs)

    def _heads(self, names: Collection[str]) -> Iterator[str]:
        """The words up to the first level, one of ``names``, without a number."""
        words = self._cell.item.text.split("{level_one}")[0]
        for name in sorted(names, key=len, reverse=True):
            yield words.format(number="", level_one_code=self._code_of_one(name)) + name

    def _head(self) -> str:
        """An expression for what an indicator begins with: a number, and its first level."""
        heads = "|".join(map(variants, self.heads))
        return rf"(?<!\d)(?P<number>(?:{numbers.LOOSE})?)(?:{heads})"

    def _heading_of(self, level: str) -> str:
        """An expression for the heading of a group."""
        before, after = self._cell.group_heading.text.split("{level_one}")
        before = variants(before.replace("{number}", ""))
        number = numbers.LOOSE_CHINESE if self._has_chinese_headings else numbers.LOOSE
        return rf"\s*(?:{number})?{before}\s*(?P<level>{level})\s*{variants(after)}"

    def _near_heading_of(self, level: str) -> str:
        """An expression for what may have been the heading of a group before it was edited."""
        numbered = (
            r"[（(]?[一二三四五六七八九十]{1,5}[）)、.．]|" if self._has_chinese_headings else ""
        )
        return rf"\s*(?:{numbered}{level})|.*(?:{level})\s*[{COLONS}]"

    @property
    def _has_chinese_headings(self) -> bool:
        """Whether a Chinese numeral tells a heading from an item."""
        cell = self._cell
        return cell.group_numbering in _CHINESE and cell.item_numbering not in _CHINESE

    def _grouped(self, paragraphs: Sequence[str]) -> Iterator[Item]:
        """Items under the headings of their first levels, one in the heading's paragraph perhaps.

        What follows a paragraph that may have been a heading belongs to nobody knows which level.
        """
        level: str | None = None
        seen: list[str] = []
        texts: list[str] = []
        for text in paragraphs:
            heading = self._heading.match(text)
            is_item = self._is_numbered_item(text, len(texts) + 1)
            if is_item or not (heading or self._near_heading.match(text)):
                texts.append(text)
                continue
            yield from self._group(level, texts)
            level, texts = None, []
            if heading is None or not self._is_next(heading, seen):
                yield Item(text, None)
                continue
            level = self._ones[_bare(heading["level"])]
            seen.append(level)
            texts += filter(None, [text[heading.end() :].strip()])
        yield from self._group(level, texts)

    def _is_next(self, heading: re.Match[str], seen: Sequence[str]) -> bool:
        """Whether ``heading`` can follow those of the levels ``seen``, by its level and number."""
        level = self._ones[_bare(heading["level"])]
        number = NUMBERING_SCHEMES[self._cell.group_numbering](len(seen) + 1)
        if heading.string.startswith(self._cell.group_heading(number=number, level_one=level)):
            return True
        numeral = heading.groupdict().get("numeral")
        is_in_turn = numeral is None or numbers.value_of(numeral) == len(seen) + 1
        return is_in_turn and level not in seen

    def _is_numbered_item(self, text: str, position: int) -> bool:
        """Whether ``text`` begins with just the number of its position, which no heading has."""
        cell = self._cell
        expected = NUMBERING_SCHEMES[cell.item_numbering](position)
        differs = cell.group_numbering != cell.item_numbering
        return bool(expected) and differs and text.startswith(expected)

    def _group(self, level: str | None, texts: Sequence[str]) -> Iterator[Item]:
        for text, fields in self._items(texts):
            yield Item(text, {"level_one": level, **fields} if fields and level else None)

    def _items(self, paragraphs: Sequence[str]) -> list[Item]:
        """The items that stand in ``paragraphs``.

        Where items are numbered, one without a number counts only beside others that count from 1.
        """
        texts = list(self._pieces(paragraphs))
        if self._has_heads:
            bare: list[str | None] = [self._behind_head(text, i) for i, text in enumerate(texts, 1)]
        elif len(texts) > 1 or self._cell.number_single_item:
            bare = numbers.without_numbers(texts, self._cell.item_numbering)
        else:
            bare = [*texts]
        return [
            Item(text.replace("\n", ""), None if rest is None else self._fields(rest))
            for text, rest in zip(texts, bare, strict=True)
        ]

    def _behind_head(self, text: str, position: int) -> str:
        """``text`` without its number, which may be missing: the first level tells enough."""
        expected = NUMBERING_SCHEMES[self._cell.item_numbering](position)
        head = self._start.match(text)
        if text.startswith(expected) or head is None:
            return text.removeprefix(expected)
        return text[head.end("number") :]

    def _pieces(self, paragraphs: Sequence[str]) -> Iterator[str]:
        """The texts of single items: paragraphs, or the parts of a running text."""
        texts = paragraphs if self._cell.separate_paragraphs else ["\n".join(paragraphs)]
        for text in texts:
            starts = [found.start() for found in self._start.finditer(text)]
            if self._has_heads:
                starts = starts[1:]
            elif not self._item.is_said_again_in(text):
                starts = []
            bounds = pairwise([0, *starts, len(text)])
            yield from filter(None, (text[start:end].strip() for start, end in bounds))

    def _fields(self, text: str) -> Fields | None:
        """What one item says; None when it is not whole, or can be read otherwise."""
        slots = self._item.read(text)
        if slots is None:
            return None
        one = self._ones.get(_bare(slots.get("level_one", "")))
        two = self._twos.get(_bare(slots.get("level_two", "")))
        if not slots.get("name") or not self._has_code_of(one, slots):
            return None
        fields: Fields = {"name": slots["name"], **_given({"level_one": one, "level_two": two})}
        values = _given({name: slots.get(name) for name in _VALUES})
        is_classified = set(values.values()) == {self._classified_value}
        fields |= {"classified": True} if is_classified else values
        if self._required - fields.keys() - ({*_VALUES} if is_classified else set()):
            return None
        if code := slots.get("level_two_code"):
            fields[PRINTED_CODE if code == self._code(one or "", two or "") else "code"] = code
        return fields

    def _has_code_of(self, level: str | None, slots: dict[str, str]) -> bool:
        """Whether the code printed for the first level is its own."""
        if level is None or "level_one_code" not in slots:
            return True
        return numbers.half_width(slots["level_one_code"]) == self._level_code(level)

    def _code_of_one(self, text: str) -> str:
        return self._level_code(self._ones[_bare(text)])

    def _level_code(self, name: str) -> str:
        level = self._taxonomy.level_one(name)
        return (level and level.code) or ""

    def _look_up(self, level_one: str, name: str) -> str | None:
        """The code that the taxonomy gives to the second level."""
        level = self._taxonomy.level_two(name, level_one)
        return level.code if level else None


def cell_reader(form: Form, wording: CellWording, place: FieldPath) -> CellReader:
    """Reads cells of indicators as ``form`` words them, which stand at ``place``."""
    return form.kept(_Readers).reader(wording, place.names)


class _Readers:
    """The readers of a form's cells: to make one takes as long as to read a hundred cells."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.reader = cache(self._made)

    def _made(self, wording: CellWording, place: FieldPath) -> CellReader:
        form = self._form
        assert form.levels is not None
        path = "".join(f"{key}." for key in keyed(form.model, place) if isinstance(key, str))
        keys = (each.removeprefix(path) for each in form.required if each.startswith(path))
        required = {attributes(Indicator)[key] for key in keys}
        ways = form.withheld(Indicator)
        value = str(next(iter(ways[0].instead.values()))) if ways else None
        return CellReader(wording, form.levels, value, required)


def _vocabulary(levels: Sequence[LevelOne] | Sequence[LevelTwo]) -> dict[str, str]:
    """The names of ``levels`` by all that may stand for them on a page."""
    names = {name: name for level in levels for name in level.names}
    return names | {level.printed_as: level.name for level in levels if level.printed_as}


def _bare(name: str) -> str:
    return "".join(name.split())


def _given(values: dict[str, str | None]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
