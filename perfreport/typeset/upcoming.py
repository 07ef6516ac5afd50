"""The blocks of a document one after the other, with a look at those to come.

What ends a text (落款、附件说明、签字、注) has to stand where the text ends, be that a paragraph or
a table: so it is asked for before the last of these is placed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from perfreport.basics.patterns import regex
from perfreport.typeset.markup.blocks import Block, Paragraph, Split
from perfreport.typeset.markup.styles import ParagraphStyle
from perfreport.typeset.paragraphs import least_height, set_block

_CAPTION = regex(r"\s*图\s*[0-9０-９][0-9０-９.．\-]{0,7}、?\s*(.{1,200})", re.DOTALL)
"""As 图 1 各项目自评得分."""

_MOST_BLANKS = 4
"""So many blank paragraphs do not part what ends a text from it."""


class Upcoming:
    """The blocks that have no place yet, read no further than it takes."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Read ``blocks``; the rows of a table are to be read before the next is asked for."""
        self._blocks = iter(blocks)
        self._seen: deque[Block] = deque()

    def __iter__(self) -> Iterator[Block]:
        """The blocks in their order."""
        return self

    def __next__(self) -> Block:
        """The next block."""
        return self._seen.popleft() if self._seen else next(self._blocks)

    @property
    def ends_text(self) -> bool:
        """Whether what comes next has to stand where the block before it ends."""
        for place, block in enumerate(self._ahead()):
            if _is_blank(block) and place < _MOST_BLANKS:
                continue
            style = _style(block)
            return style is not None and style.keep_with_previous
        return False

    def height_of_end(self, measure: float, highest: float, highest_whole: float) -> float:
        """Height of what has to stand where the block before it ends; 0 where nothing has to.

        That is all of what ends the text, if it is low, else so much of it as stands together.

        Args:
            measure: of the lines.
            highest: what is higher is not read to its end.
            highest_whole: up to which it is all of it.
        """
        if not self.ends_text:
            return 0.0
        least = whole = space = 0.0
        is_kept = True
        for block in self._ahead():
            style = _style(block)
            if style is None or not (is_kept or style.keep_with_previous) or least > highest:
                break
            assert isinstance(block, Paragraph | Split)
            box = set_block(block, measure)
            is_kept = style.keep_with_next or _is_blank(block)
            above = max(space, style.before)
            whole += above + box.height
            least += above + (box.height if is_kept else least_height(box))
            space = style.after
        return whole if whole <= highest_whole else least

    @property
    def subject(self) -> str:
        """What the caption that comes next says of the figure before it; empty without one."""
        block = next(self._ahead(), None)
        found = _CAPTION.match(_text(block)) if isinstance(block, Paragraph) else None
        return found[1].strip() if found else ""

    def _ahead(self) -> Iterator[Block]:
        """What comes next, which stays to be read; up to a table, whose rows come before more."""
        yield from self._seen
        for block in self._blocks:
            self._seen.append(block)
            yield block


def _style(block: Block) -> ParagraphStyle | None:
    """How the text of ``block`` is set; None where it is no paragraph."""
    if isinstance(block, Split):
        return block.left.style
    return block.style if isinstance(block, Paragraph) else None


def _text(paragraph: Paragraph) -> str:
    return "".join(text for spans in paragraph.segments for text, _ in spans)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not any(
        text.strip() or style.underline for spans in block.segments for text, style in spans
    )
