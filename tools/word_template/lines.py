"""The lines of a description, and the mistakes in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import nearest

_KEY = re.compile(r"([^:：|{]*?)\s*[:：]\s*")
_OWN_LINE = ("|", "{%")
"""What a line begins with that goes on no other, however far it stands to the right."""

_TAG = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_PART = re.compile(rf"((?:{_TAG}|\\\||[^|])*)\|")
_EACH = re.compile(r"\[\[ *(.+?) *\]\]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = " \t\r"
"""What may stand around a text; an ideographic space is printed."""

TAG_ALONE = re.compile(r"\{%(p|tr) .*%\}")
"""A line that is a tag for paragraphs or rows."""


class Line(NamedTuple):
    """A line with those that go on with it: its number in the file, from 1, and its text."""

    number: int
    text: str

    def keyed(self) -> tuple[str, str]:
        """What stands before the first colon and what after it; the key is empty without one."""
        match = _KEY.match(self.text)
        return (match[1], self.text[match.end() :]) if match else ("", self.text)

    def parts(self) -> tuple[list[str], str]:
        """The texts of a row's cells, and what stands behind the last bar.

        The bars in tags and after a backslash part nothing.
        """
        text = self.text.removeprefix("|")
        found = list(_PART.finditer(text))
        rest = text[found[-1].end() :] if found else text
        return [match[1].strip(_BLANKS).replace("\\|", "|") for match in found], rest.strip(_BLANKS)


@dataclass
class Mistakes:
    """The mistakes found so far, in the file called ``name``."""

    name: str
    found: list[Mistake] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Note one on the line of that number."""
        self.found.append(Mistake(DataPath(), message, line))

    def unknown(self, line: int, what: str, word: str, known: Iterable[str]) -> None:
        """Note that there is no ``what`` called ``word``, and the nearest that there is."""
        names = tuple(known)
        close = nearest(word, names, likeness=0.4)
        advice = f"是不是“{close}”" if close else f"可写 {'、'.join(names)}"
        self.add(line, f"没有{what}“{word}”，{advice}")

    def raise_any(self) -> None:
        """Raise them all.

        Raises:
            InputError: when there are any.
        """
        if self.found:
            places = sorted(self.found, key=lambda mistake: mistake.line or 0)
            raise InputError(places, self.name)


def lines_of(text: str, mistakes: Mistakes) -> Iterator[Line]:
    """The lines of ``text`` that say something; one that begins with a blank goes on the last."""
    pending: Line | None = None
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        words = raw.strip(_BLANKS)
        if unprintable := _UNPRINTABLE.search(raw):
            mistakes.add(number, f"有印不出的字符 U+{ord(unprintable[0]):04X}，请删去")
            continue
        if not words.strip() or words.startswith("#"):
            continue
        if pending and raw[0] in _BLANKS and not words.startswith(_OWN_LINE):
            pending = pending._replace(text=pending.text + words)
            continue
        if pending:
            yield pending
        pending = Line(number, words)
    if pending:
        yield pending


def each_paragraph(text: str, *, in_one: bool = False) -> tuple[str, ...]:
    """The paragraphs that ``text`` stands for: ``[[ goals ]]`` is one for each of ``goals``.

    Args:
        text: of a line.
        in_one: whether there is one paragraph, with a line for each, as of a signature.
    """
    each = _EACH.fullmatch(text)
    if each and in_one:
        line = "{{ paragraph }}{% if not loop.last %}<br>{% endif %}"
        return (f"{{% for paragraph in {each[1]} %}}{line}{{% endfor %}}",)
    if each:
        loop = f"{{%p for paragraph in {each[1]} %}}"
        return loop, "{{ paragraph }}", "{%p endfor %}"
    return (text,)


def number_in(text: str) -> float | None:
    """The number that ``text`` is, from 0 to 999; None when it is none."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)(?:\s*(?:mm|毫米|pt|磅|字|级))?", text, re.A)
    return float(match[1]) if match else None
