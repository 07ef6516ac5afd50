"""Whether a Word template has the headings that its form lays down (提纲), each in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from perfreport.basics.chinese import chinese_numeral
from perfreport.basics.messages import nearest
from perfreport.basics.patterns import regex
from perfreport.blocks.form import Heading
from perfreport.roundtrip.headings import number_of
from perfreport.roundtrip.layout import Layout, ParagraphLayout, paragraphs_in

_NOTE = regex(r"[（(][^（）()]*[）)]$")
"""What may stand behind a heading beside it, as （附相关评分表）."""
_CAPTIONS = ("表", "附表", "图")
_ENDS = "。.：:"
_LIKE = 0.5


class _Line(NamedTuple):
    """A line of a template that may be a heading.

    Attributes:
        text: its words.
        number: that is typed before them.
        level: 0 for plain lines.
        is_numbered: whether Word puts a number of its own before it.
    """

    text: str
    number: str
    level: int
    is_numbered: bool


def misplaced_headings(headings: Sequence[Heading], layout: Layout) -> Iterator[str]:
    """What is wrong with the headings of a template, and what to do about it.

    Args:
        headings: that it should have.
        layout: that it has.
    """
    every = list(_lines(layout))
    yield from _numbered_twice(every)
    if numbered := [each for each in headings if number_of(each.text)]:
        yield from map(_without_number, numbered)
        return
    if not headings:
        return
    wanted = [each for each in headings if each.is_printed]
    known = {_bare(each.text) for each in headings}
    lines = [each for each in every if each.level or _known_as(each, known) is not None]
    found = _found(wanted, lines)
    strange = [each.text for each in lines if _known_as(each, known) is None]
    for heading, line in zip(wanted, found, strict=True):
        if line is None:
            near = nearest(heading.text, strange, likeness=_LIKE)
            if near:
                strange.remove(near)
            hint = (
                f"写的是“{near}”，请改成一样的" if near else "请加上，或在提纲里写“印标题: false”"
            )
            yield f"没有提纲的标题“{heading.text}”，{hint}"
    for text in strange:
        yield f"标题“{text}”不在提纲里，请写进提纲（没有内容的写“内容: 无”），或不用标题的样式"
    yield from _disordered(wanted, found, lines)
    yield from _of_other_levels(wanted, found)
    yield from _of_other_numbers(wanted, found)


def _lines(layout: Layout) -> Iterator[_Line]:
    for line in paragraphs_in(layout.leaves):
        if line.pattern.words and not line.loops:
            yield _line(line)


def _line(line: ParagraphLayout) -> _Line:
    words = line.pattern.words
    number = number_of(words)
    return _Line(words.removeprefix(number), number, line.level, line.is_numbered)


def _numbered_twice(lines: Iterable[_Line]) -> Iterator[str]:
    """Headings that are numbered by their style and have a number typed before them as well."""
    for line in lines:
        if line.level and line.is_numbered and line.number:
            yield (
                f"标题“{line.number}{line.text}”的样式自己编号，“{line.number}”会印两次，"
                f"请只写“{line.text}”"
            )


def _without_number(heading: Heading) -> str:
    text = heading.text.removeprefix(number_of(heading.text))
    return f"提纲的标题“{heading.text}”不写编号，编号由 Word 模板印；请在提纲里改为“{text}”"


def _bare(text: str) -> str:
    """``text`` as headings are compared: without blanks and what stands at its end."""
    return "".join(text.split()).rstrip(_ENDS)


def _known_as(line: _Line, known: Iterable[str]) -> str | None:
    """Which of the ``known`` headings ``line`` is, with a note behind it or as a caption (表1)."""
    bare = _bare(line.text)
    plain, is_caption = _NOTE.sub("", bare), bare.startswith(_CAPTIONS)
    for each in known:
        if each in (bare, plain) or (is_caption and bare.endswith(each)):
            return each
    return None


def _found(wanted: Sequence[Heading], lines: Sequence[_Line]) -> list[_Line | None]:
    """The line of each heading: behind that of the one before, if there is one."""
    found: list[_Line | None] = []
    behind = 0
    for heading in wanted:
        bare = _bare(heading.text)
        places = [n for n, each in enumerate(lines) if _known_as(each, (bare,)) is not None]
        place = next((each for each in places if each >= behind), places[0] if places else None)
        behind = behind if place is None else max(behind, place + 1)
        found.append(None if place is None else lines[place])
    return found


def _disordered(
    wanted: Sequence[Heading], found: Sequence[_Line | None], lines: Sequence[_Line]
) -> Iterator[str]:
    there = [(heading, line) for heading, line in zip(wanted, found, strict=True) if line]
    for (before, line), (heading, other) in pairwise(there):
        if lines.index(other) < lines.index(line):
            yield f"标题“{heading.text}”的次序与提纲不同，提纲里在“{before.text}”后面，请改成一样的"


def _of_other_levels(wanted: Sequence[Heading], found: Sequence[_Line | None]) -> Iterator[str]:
    for heading, line in zip(wanted, found, strict=True):
        if line and line.level and heading.level and line.level != heading.level:
            yield (
                f"标题“{heading.text}”的样式是第 {line.level} 级，提纲写的是第 {heading.level} 级，"
                "请改成一样的"
            )


def _of_other_numbers(wanted: Sequence[Heading], found: Sequence[_Line | None]) -> Iterator[str]:
    """Typed numbers that are not those of their headings among their neighbours."""
    counts: Counter[int] = Counter()
    for heading, line in zip(wanted, found, strict=True):
        if not heading.level:
            continue
        counts[heading.level] += 1
        for level in [each for each in counts if each > heading.level]:
            del counts[level]
        count = counts[heading.level]
        typed = line.number.strip("（()）.．、 ") if line else ""
        if line and typed and typed not in (str(count), chinese_numeral(count)):
            right = line.number.replace(typed, _like(typed, count))
            yield f"标题“{heading.text}”的编号写的是“{line.number}”，应是“{right}”"


def _like(typed: str, count: int) -> str:
    return str(count) if typed.isdecimal() else chinese_numeral(count)
