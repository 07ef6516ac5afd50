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


class Text(NamedTuple):
    """What a view says: the fields found in it, and the texts that are none."""

    found: tuple[Found, ...]
    unclear: tuple[Unclear, ...]

    @property
    def stated(self) -> dict[FieldPath, object]:
        """What is printed in the places of figures that may be stated, by the fields."""
        return {each.path: each.value for each in self.found if each.may_be_stated}

    @property
    def data(self) -> Iterator[Found]:
        """The fields that are no computed figures."""
        return (each for each in self.found if not each.may_be_stated)

    @property
    def unread(self) -> list[FieldPath]:
        """The fields of data whose texts are no content of theirs."""
        return [each.path for each in self.unclear if not each.is_computed]

    @property
    def kept(self) -> list[FieldPath]:
        """The fields whose data stay as they are, for something in their place is unclear."""
        return [each.whole for each in self.unclear if not each.is_computed]

    def by_source(self) -> dict[ViewPath, dict[FieldPath, object]]:
        """What each text of the view says: fields and their content."""
        says: dict[ViewPath, dict[FieldPath, object]] = {}
        for each in self.found:
            says.setdefault(each.source, {})[each.path] = each.value
        return says


Findings = Iterator[Found | Unclear]

Tree: TypeAlias = "dict[str, Any]"
"""A document as a plain tree by attributes; what is None, False or empty is left out."""


class Said(NamedTuple):
    """What a page said beside what stands in the tree that was read from it.

    Attributes:
        stated: what is printed in the places of figures that may be stated.
        name_now: the name that a row of a list of the view has now, by the list and the old name.
        is_edited: whether the text at a place of the view was.
    """

    stated: Mapping[FieldPath, object]
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
