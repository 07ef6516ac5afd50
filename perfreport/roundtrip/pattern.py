"""A paragraph of a template turned round: from what is printed to what its tags stood for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from perfreport.basics.addresses import ViewPath
from perfreport.basics.patterns import regex
from perfreport.blocks.frame import frame

_TYPED_NUMBER = regex(r"\s*[（(]?(?:[一二三四五六七八九十]+|\d+)[）)、.．]\s*")
_RUNNING_NUMBER = regex(r"[\d一二三四五六七八九十百零（）().．、-]*")
_COUNTED = regex(r"\{\{\s*field\s*\(")
_TOKEN = regex(
    r"\{%\s*for\s+(?P<item>\w+)\s+in\s+(?P<items>[\w.]+)\s*%\}.{0,4000}?\{%\s*endfor\s*%\}"
    r"|\{%\s*merge\s+(?P<label>\w+\.[\w.]+)\s*%\}"
    r"|\{%\s*if\b.{0,4000}?\{%\s*endif\s*%\}"
    r"|\{\{\s*(?P<name>[\w.]+)\s*\}\}"
    r"|\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|\{#.{0,1000}?#\}",
    re.DOTALL,
)
"""A tag, or one with what it encloses; bounded, for a search that fails starts at every place."""

_TITLE = "title_lines"
_ONE_A_LINE = regex(
    r"\{%[^%]*%\}\s*\{\{\s*\w+\s*\}\}(?:\s*\n\s*|\{%\s*if\b[^%]*%\}\s*\n\s*\{%\s*endif\s*%\})"
    r"\{%\s*endfor\s*%\}"
)
_WIDTHS = ("（(", "）)", "：:", "，,", "；;", "。.．", "！!", "？?", "－-—–", "～~", "／/", "％%")
_WIDTHS_OF = {mark: marks for marks in _WIDTHS for mark in marks}
_SEPARATORS = "：:。.．，,；;、"
_BETWEEN = rf"[\s{re.escape('，。：；、·！？,.:;!?（）()【】[]《》〈〉“”‘’')}\"'—–－_/／-]*"
"""What may stand between the letters of a label without changing it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the view fills.

    Attributes:
        path: of the field; None for what is no field: one word.
        is_list: whether several texts stand there, a line each.
        is_label: whether it is a label merged over rows.
        is_number: whether it is a running number, as of a table.
        beside: further ones, with nothing between them.
    """

    path: ViewPath | None
    is_list: bool = False
    is_label: bool = False
    is_number: bool = False
    beside: tuple[Slot, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether ``text`` can stand there."""
        return not self.is_number or _RUNNING_NUMBER.fullmatch(text) is not None


@dataclass(frozen=True)  # Without slots, for ``cached_property`` keeps what it found in a dict.
class Pattern:
    """The fixed words of a paragraph or cell, and the slots between them."""

    pieces: tuple[str | Slot, ...]

    @cached_property
    def gaps(self) -> tuple[Slot, ...]:
        """The gaps between the fixed words: a slot each, or several side by side."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in their order."""
        return tuple(slot for gap in self.gaps for slot in (gap, *gap.beside))

    @cached_property
    def words(self) -> str:
        """The fixed words without blanks."""
        return squeezed("".join(piece for piece in self.pieces if isinstance(piece, str)))

    @cached_property
    def letters(self) -> str:
        """The fixed words without blanks and punctuation, by which labels are compared."""
        return bare(self.words)

    @cached_property
    def is_free(self) -> bool:
        """Whether it has no fixed words."""
        return bool(self.pieces) and not self.words

    @cached_property
    def is_any_text(self) -> bool:
        """Whether it is one field and nothing else, as in most cells of a table."""
        return len(self.pieces) == 1 and bool(self.slots) and self.gaps[0].path is not None

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        """Matches the fixed words as they are printed, but for blanks."""
        return self._expression(lambda words, _: _spaced(words))

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        """Matches the fixed words however they are spaced and punctuated."""
        return self._expression(_expression_of)

    def _expression(self, of: Callable[[str, bool], str]) -> re.Pattern[str]:
        parts = [""]
        for place, piece in enumerate(self.pieces):
            if isinstance(piece, Slot):
                parts.append("")
            elif squeezed(piece):
                parts[-1] += of(piece, place + 1 < len(self.pieces))
            elif 0 < place < len(self.pieces) - 1:
                parts[-1] += r"\s+"
        # In one pass: a text of thousands of separators is given up as fast as it is read.
        return frame(parts)

    def match(self, text: str) -> tuple[str, ...] | None:
        """What stands in the gaps of ``text``; None when its fixed words differ.

        A number in front is passed over, for pasting makes text of automatic numbers.
        """
        if self.is_any_text:
            return (text.strip(),)
        found = self._texts(text)
        number = _TYPED_NUMBER.match(text) if found is None and self.words else None
        return self._texts(text[number.end() :]) if number else found

    def _texts(self, text: str) -> tuple[str, ...] | None:
        # As printed first: the loose expression also takes words apart that belong to a name.
        found = self._exact.fullmatch(text.strip())
        if found is None and self._is_said_once_in(text):
            found = self._loose.fullmatch(text.strip())
        if found is None:
            return None
        texts = tuple(map(str.strip, found.groups()))
        pairs = zip(self.gaps, texts, strict=True)
        has_words = any(slot.path is None and len(text.split()) > 1 for slot, text in pairs)
        return None if has_words else texts

    def _is_said_once_in(self, text: str) -> bool:
        """Whether no fixed words stand in ``text`` again, as a part of what is in a slot."""
        # A department may well be called 机关单位管理局: its name then holds the words of a label.
        pieces = (bare(each) for each in self.pieces if isinstance(each, str))
        words = [each for each in pieces if each]
        said = bare(text)
        return all(said.count(each) == sum(word.count(each) for word in words) for each in words)

    def guess(self, text: str) -> tuple[str, ...] | None:
        """What stands in the only gap, when the fixed words before it were changed."""
        if len(self.gaps) != 1 or not isinstance(self.pieces[0], str) or len(self.pieces) != 2:
            return None
        lead = self.pieces[0].rstrip()
        mark = next((mark for mark in "。：，、" if lead.endswith(mark)), "")
        parts = text.split(mark, lead.count(mark)) if mark else []
        # A text that has the mark itself stays whole: only as many are passed as the words have.
        is_whole = len(parts) > lead.count(mark) > 0 and parts[-1].strip()
        return (parts[-1].strip(),) if is_whole else None


def squeezed(text: str) -> str:
    """``text`` without blanks."""
    return "".join(text.split())


def bare(text: str) -> str:
    """``text`` without blanks and punctuation."""
    return "".join(filter(str.isalnum, text))  # Chinese characters are letters to Unicode.


def _spaced(words: str) -> str:
    return "".join(rf"{re.escape(letter)}\s*" for letter in squeezed(words))


def _expression_of(words: str, is_before_slot: bool) -> str:
    """Matches fixed ``words`` however they are spaced and punctuated.

    What is punctuation alone must be there, in either width. Before a slot no more marks are taken
    than the words end with: the others belong to what stands in the slot.
    """
    marked = squeezed(words)
    letters = bare(marked)
    if not letters:
        return "".join(rf"{_any_width(mark)}\s*" for mark in marked)
    lead = marked[: marked.index(letters[0])]
    tail = marked[marked.rindex(letters[-1]) + 1 :]
    start = "".join(rf"{_any_width(mark)}?\s*" for mark in lead)
    end = "".join(rf"\s*{_any_separator(mark)}?" for mark in tail) if is_before_slot else _BETWEEN
    return start + _BETWEEN.join(map(re.escape, letters)) + end + r"\s*"


def _any_width(mark: str) -> str:
    return f"[{re.escape(_WIDTHS_OF.get(mark, mark))}]"


def _any_separator(mark: str) -> str:
    return f"[{re.escape(_SEPARATORS)}]" if mark in _SEPARATORS else _any_width(mark)


def pattern_of(text: str, scope: Mapping[str, ViewPath]) -> Pattern:
    """The pattern of a template's paragraph; ``scope`` knows the variables of loops around it."""
    return Pattern(tuple(_together(_pieces(text, scope))))


def _together(pieces: Iterable[str | Slot]) -> Iterator[str | Slot]:
    """``pieces`` with slots that have nothing between them as one."""
    for is_slot, group in groupby(pieces, lambda piece: isinstance(piece, Slot)):
        if is_slot:
            first, *others = (piece for piece in group if isinstance(piece, Slot))
            yield replace(first, beside=tuple(others)) if others else first
        else:
            yield from group


def neighbours(text: str) -> str:
    """The first two tags in ``text`` with nothing between them that are not both of fields."""
    before: re.Match[str] | None = None
    for tag in _TOKEN.finditer(text):
        if _prints_nothing(tag):
            continue
        is_beside = before and not _TOKEN.sub("", text[before.end() : tag.start()])
        if before and is_beside and not (before["name"] and tag["name"]):
            return before[0] + tag[0]
        before = tag
    return ""


def run_together(text: str) -> str:
    """The first loop in ``text`` whose items are not printed a line each; a title's may be one."""
    for tag in _TOKEN.finditer(text):
        if tag["items"] not in (None, _TITLE) and not _ONE_A_LINE.fullmatch(tag[0]):
            return tag[0]
    return ""


def _prints_nothing(tag: re.Match[str]) -> bool:
    return tag.lastgroup is None and tag[0].startswith(("{#", "{%")) and "endif" not in tag[0]


def _pieces(text: str, scope: Mapping[str, ViewPath]) -> Iterator[str | Slot]:
    position = 0
    for tag in _TOKEN.finditer(text):
        if words := text[position : tag.start()]:
            yield words
        if not _prints_nothing(tag):
            yield _slot(tag, scope)
        position = tag.end()
    if words := text[position:]:
        yield words


def _slot(tag: re.Match[str], scope: Mapping[str, ViewPath]) -> Slot:
    name = tag["items"] or tag["label"] or tag["name"]
    if name is None:
        return Slot(None, is_number=_COUNTED.match(tag[0]) is not None)
    return Slot(resolved(name, scope), is_list=bool(tag["items"]), is_label=bool(tag["label"]))


def resolved(name: str, scope: Mapping[str, ViewPath]) -> ViewPath:
    """The path in the view of ``name``, as ``task.goal`` within a loop over ``tasks``."""
    first, *rest = name.split(".")
    return scope.get(first, ViewPath(first)) / tuple(rest)
