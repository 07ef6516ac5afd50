"""Rows of indicators that a form prints whether the data have them or not (备填的行).

They are put in when a document is printed and taken off a page before it is read, so that nothing
else knows of them. What is printed in them before anybody fills them in (``指标1：``, ``……``) goes
the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel

from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import Count, TextLine, YesNo, key
from perfreport.blocks.model import Indicator
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.printed import MergedLabel, Printed, printed_fields
from perfreport.blocks.taxonomy import FixedIndicator, LevelOne, Taxonomy
from perfreport.blocks.whole import Whole

_FREE = FixedIndicator(name="…")
_NUMBER = "{序号}"
_DIGITS, _BLANKS = "[0-9０-９]+", r"\s*"
_DOTS = rf"[…⋯.．·。](?:{_BLANKS}[…⋯.．·。])*"
LEVELS = ("level_one", "level_two")
"""How the fields of rows end that hold labels of levels."""
_WIDE = ord("！") - ord("!")


class SpareRows(Whole, title="备填行"):
    """How many rows are printed to be filled in, and what is printed in them."""

    count: Annotated[Count, key("行数", "没有指标的二级印几行", ge=1, le=20)] = 1
    label: Annotated[
        Phrase | None,
        Slots("序号"),
        key("名称", "印在三级一栏，如 指标{序号}：；每个二级重新编号；不写则空着"),
    ] = None
    ellipsis: Annotated[
        TextLine | None, key("省略", "这几行之下再印一行，三级一栏印的字，如 ……")
    ] = None
    fills_up: Annotated[YesNo, key("补足", "true：有指标的二级，不足的行也印出来，再印“省略”")] = (
        False
    )
    more_levels: Annotated[
        TextLine | None, key("另加二级", "每个一级最后再印一行，二级一栏印的字，如 ……")
    ] = None
    labels_data: Annotated[
        YesNo, key("已填也印", "true：数据里的三级指标前面也印“名称”的字，如 指标1：维修泵站")
    ] = False

    def complaints(self) -> Iterator[Complaint]:
        """A label that cannot be told from the name behind it, or that is missing."""
        if self.label is None:
            if self.labels_data:
                yield Complaint(("已填也印",), "没有写“名称”，不知印什么，请补上", ("名称",))
            return
        before, _, behind = map(str.strip, self.label.text.partition(_NUMBER))
        if not before or not behind or behind[0].isdigit() or _NUMBER in behind:
            message = f"“{_NUMBER}”写一次，前后都要有字，才与所填的名称分得开，如 指标{_NUMBER}："
            yield Complaint(("名称",), message)

    def labelled(self, number: int, name: str = "") -> str:
        """``name`` of the indicator ``number`` of its second level as it is printed."""
        return f"{self.label(序号=str(number))}{name}" if self.label else name

    def name_in(self, text: str) -> str:
        """The name of an indicator in ``text`` of a page; empty where none was filled in."""
        for pattern in self.words_of_names:
            text = re.sub(pattern, "", text)
        return text

    def level_in(self, text: str) -> str:
        """The second level in ``text`` of a page; empty where none was filled in."""
        return "" if any(re.match(each, text) for each in self.words_of_levels) else text

    @property
    def words_of_names(self) -> tuple[str, ...]:
        """Patterns of what the form prints in the place of names, or before them."""
        label = [_label_pattern(self.label.text)] if self.label else []
        return (*label, *([_whole(self.ellipsis)] if self.ellipsis else ()))

    @property
    def words_of_levels(self) -> tuple[str, ...]:
        """Patterns of what the form prints in the place of second levels."""
        return (_whole(self.more_levels),) if self.more_levels else ()


@cache
def _label_pattern(label: str) -> str:
    before, _, behind = label.partition(_NUMBER)
    pieces = [*_pieces(before), _DIGITS, *_pieces(behind)]
    return rf"^{_BLANKS}{_BLANKS.join(pieces)}{_BLANKS}"


@cache
def _whole(words: str) -> str:
    """A pattern of a text that is ``words``; editors make one mark of several dots."""
    return rf"^{_BLANKS}{_BLANKS.join(_pieces(words))}{_BLANKS}$"


def _pieces(words: str) -> Iterator[str]:
    """Patterns of what ``words`` are made of, without blanks and several dots as one."""
    for letter in re.sub(_DOTS, "…", "".join(words.split())):
        yield _DOTS if letter == "…" else _either_width(letter)


def _either_width(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    narrow = plain if len(plain) == 1 else letter
    wide = chr(ord(narrow) + _WIDE) if "!" <= narrow <= "~" else letter
    # Not by ``re.escape``, which escapes more than the expressions of JSON Schema can have.
    marked = f"\\{narrow}" if narrow in "\\^$.|?*+()[]{}/" else narrow
    return marked if wide == narrow else f"(?:{marked}|{wide})"


class _Place(NamedTuple):
    """Where an indicator stands in the order of the taxonomy."""

    level_one: int
    level_two: int
    row: int

    @property
    def levels(self) -> tuple[int, int]:
        """The place of its second level."""
        return self[:2]


class _Printed(NamedTuple):
    """A row that is printed in any case: its place, what stands in it, whether it is fixed."""

    place: _Place
    values: Mapping[str, Any]
    is_fixed: bool = False


class _Spare(NamedTuple):
    """The same as a part of a document."""

    place: _Place
    part: Any
    is_fixed: bool


class SpareFiller:
    """Puts spare rows among indicators of one class, as one form has them."""

    def __init__(self, taxonomy: Taxonomy, model: type[BaseModel], spare: SpareRows) -> None:
        """Make the rows, which are the same in all lists.

        Args:
            taxonomy: that says which levels there are.
            model: the class of the indicators.
            spare: says how many rows there are, and what is printed in them.
        """
        self._taxonomy, self._spare = taxonomy, spare
        # A half shows its name where it has a value: that of a spare row is to be typed in.
        self._rows = [
            _Spare(place, model.model_construct(**values, cycle_value="", annual_value=""), fixed)
            for place, values, fixed in _printed(taxonomy, spare)
        ]

    def filled(self, indicators: Sequence[Any]) -> tuple[Any, ...]:
        """``indicators`` with rows for each second level that lacks some, and each fixed one.

        Args:
            indicators: in the order of the data, which stays.
        """
        rows = [(_place(each, self._taxonomy), each) for each in indicators]
        there = {(place.levels, each.name) for place, each in rows}
        filled = Counter(place.levels for place, _ in rows)
        if self._spare.labels_data:
            rows = list(_labelled(rows, self._taxonomy, self._spare))
        for place, part, is_fixed in self._rows:
            if is_fixed and (place.levels, part.name) in there:
                continue
            if not is_fixed and filled[place.levels] > (place.row if self._spare.fills_up else 0):
                continue
            behind = (at for at, (other, _) in enumerate(rows, start=1) if other <= place)
            # Each its own: a printed workbook tells figures by the parts that they are of.
            rows.insert(max(behind, default=0), (place, part.model_copy()))
        return tuple(each for _, each in rows)


def _labelled(
    rows: Sequence[tuple[_Place, Any]], taxonomy: Taxonomy, spare: SpareRows
) -> Iterator[tuple[_Place, Any]]:
    """``rows`` with labels before the names that the form does not lay down."""
    numbers: Counter[tuple[int, int]] = Counter()
    fixed = {each.name for each in taxonomy.fixed}
    for place, each in rows:
        if each.name in fixed:
            yield place, each
            continue
        numbers[place.levels] += 1
        name = spare.labelled(numbers[place.levels], each.name)
        yield place, each.model_construct(**{**dict(each), "name": name})


def typed_in(row: Mapping[str, str], row_class: Any, spare: SpareRows) -> dict[str, str]:
    """The texts of a ``row`` of a page, by the fields of ``row_class``, without what is printed.

    In a row to be filled in both halves have a second level. Who fills in one leaves it in the
    other.
    """
    texts = dict(row)
    for name, text in row.items():
        if name.endswith("level_two"):
            texts[name] = spare.level_in(text)
        elif name.endswith("name"):
            texts[name] = spare.name_in(text)
    halves: dict[str, list[Printed]] = {}
    for each in printed_fields(row_class):
        halves.setdefault(getattr(each.block, "given", "") or each.name, []).append(each)
    empty = [half for half in halves.values() if len(half) > 1 and _is_empty(half, texts)]
    if len(empty) == 1:
        texts |= _without_labels_as_beside(texts, empty[0])
    return texts


def _is_empty(half: Sequence[Printed], texts: Mapping[str, str]) -> bool:
    return not any(texts.get(each.name, "").strip() for each in half if not _is_label(each))


def _without_labels_as_beside(texts: Mapping[str, str], half: Sequence[Printed]) -> dict[str, str]:
    """Blanks for the labels of an empty ``half`` that the other one has as well."""
    own = [each.name for each in half if texts.get(each.name)]
    others = {text for name, text in texts.items() if name not in own}
    return {name: "" for name in own if texts[name] in others}


def _is_label(field: Printed) -> bool:
    return isinstance(field.block, MergedLabel)


def says_nothing(row: Mapping[str, str], taxonomy: Taxonomy) -> bool:
    """Whether a ``row`` of a page, by the fields of its view, holds nothing but what is printed."""
    own = {name: text.strip() for name, text in row.items() if not name.endswith(LEVELS)}
    if "name" not in own:  # the page has no column of names any more
        return any(_says_no_more(own, each) for each in (*taxonomy.fixed, _FREE))
    # Several second levels may have one of the name, each explained in its own way.
    named = [each for each in taxonomy.fixed if each.name == own["name"]]
    return any(_says_no_more(own, each) for each in named or [_FREE])


def _says_no_more(texts: Mapping[str, str], fixed: FixedIndicator) -> bool:
    given = {"name": fixed.name, "explanation": fixed.explanation or ""}
    return all(not text or text == given.get(name) for name, text in texts.items())


def _place(indicator: Indicator, taxonomy: Taxonomy) -> _Place:
    # What is not laid down stands behind all that is.
    name = taxonomy.level_one_of(indicator.level_one, indicator.level_two)
    one = _position(taxonomy.levels_one, name)
    twos = taxonomy.levels_one[one].levels_two if one < len(taxonomy.levels_one) else ()
    two = _position(twos, indicator.level_two or "")
    names = [each.name for each in twos[two].fixed] if two < len(twos) else []
    row = names.index(indicator.name) if indicator.name in names else len(names)
    return _Place(one, two, row)


def _position(levels: Sequence[Any], name: str) -> int:
    return next((n for n, level in enumerate(levels) if name in level.names), len(levels))


def _printed(taxonomy: Taxonomy, spare: SpareRows) -> Iterator[_Printed]:
    """The rows that are printed in any case."""
    for number, one in enumerate(taxonomy.levels_one):
        yield from _printed_in(one, number, spare)


def _printed_in(one: LevelOne, number: int, spare: SpareRows) -> Iterator[_Printed]:
    names = [spare.labelled(each) for each in range(1, spare.count + 1)]
    names += [spare.ellipsis] if spare.ellipsis else []
    for at, two in enumerate(one.levels_two):
        levels = {"level_one": one.name, "level_two": two.name}
        for row, each in enumerate(two.fixed):
            values = {**levels, "name": each.name, "explanation": each.explanation}
            yield _Printed(_Place(number, at, row), values, is_fixed=True)
        for row, name in enumerate(() if two.fixed else names):
            yield _Printed(_Place(number, at, row), {**levels, "name": name})
    if spare.more_levels:
        levels = {"level_one": one.name, "level_two": spare.more_levels}
        yield _Printed(_Place(number, len(one.levels_two), 0), {**levels, "name": ""})
