"""Tables that would stand one right after the other: Word makes one table of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.word_template.description import Block, Paragraph, Table

_STATEMENT = re.compile(r"\{%p\s+(\w+)")


@dataclass
class _Open:
    """A loop or condition that is not closed yet.

    Attributes:
        is_loop: whether what is in it may be printed several times.
        before: whether a table may stand right above it.
        ends: whether one may stand at the end of an alternative in it.
        has_else: whether one of the alternatives is printed in any case.
        first: place of the first block in it; None as long as there is none.
    """

    is_loop: bool
    before: bool
    ends: bool = False
    has_else: bool = False
    first: int | None = None


def touching(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of tables that some document prints right after another table."""
    opened: list[_Open] = []
    above = False
    for place, block in enumerate(blocks):
        word = _statement(block)
        if word in ("for", "if"):
            opened.append(_Open(word == "for", above))
        elif word in ("else", "elif") and opened:
            opened[-1].ends |= above
            opened[-1].has_else |= word == "else"
            above = opened[-1].before
        elif word in ("endfor", "endif") and opened:
            closed = opened.pop()
            if closed.is_loop and above and _is_table(blocks, closed.first):
                yield closed.first or 0
            above |= closed.ends or (closed.before and not closed.has_else)
        elif not word:
            if above and isinstance(block, Table):
                yield place
            for each in opened:
                each.first = place if each.first is None else each.first
            above = isinstance(block, Table)


def _is_table(blocks: Sequence[Block], place: int | None) -> bool:
    return place is not None and isinstance(blocks[place], Table)


def _statement(block: Block) -> str:
    """The statement of a tag that stands alone; empty for what is printed."""
    match = _STATEMENT.match(block.text) if isinstance(block, Paragraph) else None
    return match[1] if match else ""
