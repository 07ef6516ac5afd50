"""A field of the document as it was found in the view, and the ways to find one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import Formatter
from typing import NamedTuple, TypeVar

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.manifest import Form
from perfreport.forms.phrases import Phrase
from perfreport.quantities import FOLLOWING_FIGURE, PENDING_FIGURE, Amount, Unit
from perfreport.reading.frame import frame

Step = str | int
Place = tuple[Step, ...]
T = TypeVar("T")

_AMOUNT = rf"[+-]?[\d,]{{1,40}}(?:\.\d{{1,40}})?|{PENDING_FIGURE}|{FOLLOWING_FIGURE}"
_NUMERAL = "[一二三四五六七八九十百千零]+"
_NUMBERS = {
    "一、": f"{_NUMERAL}、",
    "（一）": f"[（(]{_NUMERAL}[）)]",
    "1.": r"\d+[.．](?!\d)",
    "1、": r"\d+、",
    "（1）": r"[（(]\d+[）)]",
    "①": "[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]",
    "一是": f"{_NUMERAL}是",
}
_NUMBER = {scheme: re.compile(number) for scheme, number in _NUMBERS.items()}
_LEADING = {scheme: re.compile(rf"\s*(?:{number})") for scheme, number in _NUMBERS.items()}


class Found(NamedTuple):
    """What the view says of a field.

    Attributes:
        path: of the field, by attributes of the model.
        value: typed, so that equal content is equal.
        source: path in the view of the text it was read from.
        may_be_stated: whether it is computed unless the document states it (原件所印).
    """

    path: Place
    value: object
    source: Place
    may_be_stated: bool = False


class Unclear(NamedTuple):
    """A text of the view that is no content of its field.

    Attributes:
        source: path in the view.
        text: what stands there.
        path: of the field, by attributes of the model; of a list for an item that is left out.
        reason: what is expected there.
        is_computed: whether the field is computed when the document does not state it.
    """

    source: Place
    text: str
    path: Place
    reason: str
    is_computed: bool = False


Findings = Iterator[Found | Unclear]

Recovered = Mapping[str, Mapping[str, str]]
"""Slots of sentences that are worded otherwise, by the fields of the view."""


def quantity(
    parse: Callable[[str], object], text: str, path: Place, source: Place, *, stated: bool = False
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


def amount_parser(form: Form) -> Callable[[str], Amount]:
    """Reads amounts in the unit that ``form`` prints."""
    unit = Unit.named(form.figures.unit)

    def parse(text: str) -> Amount:
        bare = text.replace("，", ",").removesuffix(unit.label)
        has_unit = bare.rstrip().endswith(("元", "万", "亿"))
        return Amount.parse(text) if has_unit else Amount(bare.strip(), unit)

    return parse


def line(text: str, path: Place, source: Place) -> Findings:
    """The text of one paragraph; nothing for a blank one."""
    if text:
        yield Found(path, text, source)


def paragraphs(texts: Sequence[str], path: Place, source: Place) -> Findings:
    """The paragraphs of a text; nothing when there are none."""
    if texts:
        yield Found(path, tuple(texts), source)


@lru_cache(maxsize=512)
def _expression(phrase: str, figures: frozenset[str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    parts, names = [""], []
    for words, name, _, _ in Formatter().parse(phrase):
        parts[-1] += re.escape(words)
        if name in figures:
            parts[-1] += f"({_AMOUNT})"
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
    if len(slots) < len(names) and tuple(slots[name] for name in names) != values:
        return None
    return slots


def repeated(
    phrase: Phrase, text: str, between: str, figures: Iterable[str]
) -> list[dict[str, str]] | None:
    """The slots of ``phrase`` said over and over in ``text``; None when it says something else."""
    expression, names = _expression(phrase.text, frozenset(figures))
    said: list[dict[str, str]] = []
    position = 0
    while found := expression.match(text, position):
        said.append(dict(zip(names, found.groups(), strict=True)))
        position = found.end()
        if position == len(text):
            return said
        if not text.startswith(between, position):
            return None
        position += len(between)
    return None


def without_number(text: str, scheme: str, position: int) -> str:
    """``text`` without the number in front; one that is out of order goes too."""
    expected = NUMBERING_SCHEMES[scheme](position)
    if text.startswith(expected):
        return text[len(expected) :]
    found = _LEADING[scheme].match(text)
    return text[found.end() :] if found else text


def number_starts(text: str, scheme: str, after: str) -> list[int]:
    """Where a number of ``scheme`` stands behind the words ``after`` or at the beginning."""
    is_number = _NUMBER[scheme].match
    places = (0, *(found.end() for found in re.finditer(re.escape(after), text)))
    return [place for place in dict.fromkeys(places) if is_number(text, place)]


def plain_items(texts: Sequence[str], scheme: str, *, was_numbered: bool) -> tuple[str, ...]:
    """``texts`` without the numbers that several of them have."""
    if len(texts) == 1 and not was_numbered:
        return tuple(texts)
    items = (without_number(text, scheme, i) for i, text in enumerate(texts, start=1))
    return tuple(item for item in items if item.strip())
