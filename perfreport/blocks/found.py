"""A field of the document as it was found in the view, and the ways to find one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import Formatter
from typing import Any, NamedTuple, TypeAlias

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import FOLLOWING_FIGURE, PENDING_FIGURE, Amount, Unit
from perfreport.blocks.frame import frame
from perfreport.blocks.phrases import Phrase

YEAR = r"(?<!\d)\d{4}(?!\d)"
# Bounded: a run of 4,000 digits that is no amount takes 14 ms, and else 650.
_AMOUNT = rf"[+-]?[\d,]{{1,40}}(?:\.\d{{1,40}})?|{PENDING_FIGURE}|{FOLLOWING_FIGURE}"


Tree: TypeAlias = "dict[str, Any]"
"""A document as a plain tree by attributes; what is None, False or empty is left out."""


class Found(NamedTuple):
    """What the view says of a field.

    Attributes:
        path: of the field, by attributes of the model.
        value: typed, so that equal content is equal.
        source: path in the view of the text it was read from.
        may_be_stated: whether it is computed unless the document states it (原件所印).
        is_meant: whether who types such a figure means it to stand, as a score, and not to follow
            its parts, as a sum.
    """

    path: FieldPath
    value: object
    source: ViewPath
    may_be_stated: bool = False
    is_meant: bool = False


class Unclear(NamedTuple):
    """A text of the view that is no content of its field.

    Attributes:
        source: path in the view.
        text: what stands there.
        path: of the field, by attributes of the model.
        reason: what is expected there.
        is_computed: whether the field is computed when the document does not state it.
        part_of: of what is read whole or not at all, where ``path`` is a part of that.
    """

    source: ViewPath
    text: str
    path: FieldPath
    reason: str
    is_computed: bool = False
    part_of: FieldPath = FieldPath()

    @property
    def whole(self) -> FieldPath:
        """The field whose data stay as they are for this."""
        return self.part_of or self.path


Findings = Iterator[Found | Unclear]

PRINTED_CODE = "printed_code"
"""Stands for a code that the taxonomy gives, and that the document need not state."""


class FoundRow(NamedTuple):
    """A part of the document of which all was found in one row: most are, of thousands.

    Attributes:
        path: of the part, by attributes of the model.
        source: path in the view of the row.
        fields: of data, typed, by their attributes; a list of parts as fields by theirs.
        stated: the same of figures that are computed unless the document states them.
        names: the fields of the view that say them, by their attributes.
    """

    path: FieldPath
    source: ViewPath
    fields: Mapping[str, object]
    stated: Mapping[str, object]
    names: Mapping[str, tuple[str, ...]]

    def found(self) -> Iterator[Found]:
        """Its fields one by one."""
        for name, names in self.names.items():
            place, source = self.path / name, self.source / names
            if name in self.stated:
                yield Found(place, self.stated[name], source, may_be_stated=True)
                continue
            value = self.fields.get(name)
            if isinstance(value, list):
                yield from _found_in(value, place, source)
            elif value is not None:
                yield Found(place, value, source)

    def tree(self) -> Tree:
        """The data in it."""
        return {
            name: [*map(_data_in, value)] if isinstance(value, list) else value
            for name, value in self.fields.items()
        }


def _found_in(
    parts: Iterable[Mapping[str, object]], place: FieldPath, source: ViewPath
) -> Iterator[Found]:
    for position, part in enumerate(parts):
        for name, value in part.items():
            if name == PRINTED_CODE:
                yield Found(place / position / "code", value, source, may_be_stated=True)
            else:
                yield Found(place / position / name, value, source)


def _data_in(part: Mapping[str, object]) -> Tree:
    data = dict(part)
    data.pop(PRINTED_CODE, None)
    return data


class Text(NamedTuple):
    """What a view says: what was found in it, and the texts that are no content of their field."""

    said: tuple[Found | FoundRow, ...]
    unclear: tuple[Unclear, ...]

    @property
    def found(self) -> Iterator[Found]:
        """The fields that were found, one by one."""
        return one_by_one(self.said)

    @property
    def stated(self) -> dict[FieldPath, object]:
        """What is printed in the places of figures that may be stated, by the fields."""
        return {each.path: each.value for each in self.found if each.may_be_stated}

    @property
    def unread(self) -> list[FieldPath]:
        """The fields of data whose texts are no content of theirs."""
        return [each.path for each in self.unclear if not each.is_computed]

    @property
    def kept(self) -> list[FieldPath]:
        """The fields whose data stay as they are, for something in their place is unclear."""
        return [each.whole for each in self.unclear if not each.is_computed]

    @property
    def meant(self) -> list[Found]:
        """The figures that are meant to stand if somebody typed them."""
        return [each for each in self.said if isinstance(each, Found) and each.is_meant]

    def by_source(self) -> Mapping[ViewPath, Mapping[FieldPath, object]]:
        """What each text of the view says: fields and their content."""
        return _BySource(self.said)


class _BySource(Mapping[ViewPath, Mapping[FieldPath, object]]):
    """What texts say, row by row looked into where one is asked for."""

    def __init__(self, said: Iterable[Found | FoundRow]) -> None:
        self._says: dict[ViewPath, dict[FieldPath, object]] = {}
        self._rows: dict[ViewPath, FoundRow] = {}
        for each in said:
            if isinstance(each, FoundRow):
                self._rows[each.source] = each
            else:
                self._note(each)

    def __getitem__(self, source: ViewPath) -> Mapping[FieldPath, object]:
        for place in source.prefixes() if self._rows else ():
            if row := self._rows.pop(place, None):
                self._look_into(row)
        return self._says[source]

    def __iter__(self) -> Iterator[ViewPath]:
        while self._rows:
            self._look_into(self._rows.popitem()[1])
        return iter(self._says)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _look_into(self, row: FoundRow) -> None:
        for each in row.found():
            self._note(each)

    def _note(self, each: Found) -> None:
        self._says.setdefault(each.source, {})[each.path] = each.value


def one_by_one(said: Iterable[Found | FoundRow]) -> Iterator[Found]:
    """What was ``said``, field by field."""
    for each in said:
        if isinstance(each, Found):
            yield each
        else:
            yield from each.found()


class Said(NamedTuple):
    """What a page said beside what stands in the tree that was read from it.

    Attributes:
        stated: gives what is printed in the places of figures that may be stated.
        name_now: the name that a row of a list of the view has now, by the list and the old name.
        is_edited: whether the text at a place of the view was.
    """

    stated: Callable[[], Mapping[FieldPath, object]]
    name_now: Callable[[str, str], str]
    is_edited: Callable[[ViewPath], bool]


Recovered = Mapping[str, Mapping[str, str]]
"""Slots of sentences that are worded otherwise, by the fields of the view."""


def quantity(
    parse: Callable[[str], object],
    text: str,
    path: FieldPath,
    source: ViewPath,
    *,
    stated: bool = False,
) -> Findings:
    """The figure that ``text`` says; nothing for a blank one, or one that waits for others."""
    if not text or text == FOLLOWING_FIGURE:
        return
    if text == PENDING_FIGURE:
        yield Found(path, PENDING_FIGURE, source, stated)
        return
    try:
        yield Found(path, parse(text), source, stated)
    except ValueError as error:
        yield Unclear(source, text, path, str(error), stated)


def whole(text: str) -> int:
    """The whole number that ``text`` says; raises ``ValueError`` for what is none."""
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise ValueError(f"{quoted(text)}不是整数，请只写阿拉伯数字")
    return int(text)


def amount_parser(unit: Unit) -> Callable[[str], Amount]:
    """Reads amounts that are printed in ``unit``."""

    def parse(text: str) -> Amount:
        # A comma of full width may be typed between thousands.
        bare = text.replace("，", ",").removesuffix(unit.label)
        return Amount.parse(text) if says_unit(bare) else Amount(bare.strip(), unit)

    return parse


def says_unit(text: str) -> bool:
    """Whether the amount in ``text`` comes with its unit."""
    return text.rstrip().endswith(("元", "万", "亿"))


def content(text: str | Sequence[str], path: FieldPath, source: ViewPath) -> Findings:
    """A text, or the paragraphs of one; nothing for a blank one."""
    if text:
        yield Found(path, text if isinstance(text, str) else tuple(text), source)


@lru_cache(maxsize=512)
def _expression(phrase: str, figures: frozenset[str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    parts, names = [""], []
    for words, name, _, _ in Formatter().parse(phrase):
        parts[-1] += re.escape(words)
        if name in figures:
            parts[-1] += f"({YEAR if name == 'year' else _AMOUNT})"
        elif name is not None:
            parts.append("")
        names += [name] if name is not None else []
    return frame(parts), tuple(names)


def slot_names(phrase: Phrase) -> list[str]:
    """The slots of ``phrase``, each once, in their order."""
    names = (name for _, name, _, _ in Formatter().parse(phrase.text) if name)
    return list(dict.fromkeys(names))


def slots_of(phrase: Phrase, text: str, figures: Iterable[str] = ()) -> dict[str, str] | None:
    """The texts that ``phrase`` would have to be given to say ``text``; None when it cannot.

    Of several ways to read it the one with the shortest texts first is taken; ``figures`` are the
    slots that hold a number.
    """
    expression, names = _expression(phrase.text, frozenset(figures))
    found = expression.fullmatch(text)
    if found is None:
        return None
    values = found.groups()
    slots = dict(zip(names, values, strict=True))
    # A slot that stands twice says the same in both places.
    if len(slots) < len(names) and tuple(slots[name] for name in names) != values:
        return None
    return slots
