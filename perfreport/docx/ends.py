"""What ends a text (附件说明、落款、签字) stays on a page with its end, never alone on one.

GB/T 9704 (7.3.5.4) forbids a page of which 此页无正文 would have to be said. Word has no paragraph
that stays with the one before it: so in a template the paragraphs that may come before are told
to stay with the next, and tables are marked, of which the last rows will be (``keeping.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import is_on, value_in
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, element, properties_of

_NAMES = ("附件说明", "落款", "签字", "署名")
_STATEMENT = regex(r"\{%p\s+(\w+)\b.*%\}")
_IF_LAST = "{% if loop.last %}"
_END = "{% endif %}"

JOINED = "joined"
"""What a comment says at the end of a table that stays with what stands below it."""


def ends_text(name: str) -> bool:
    """Whether paragraphs of the style called ``name`` belong to the end of a text."""
    return name.startswith(_NAMES)


def styles_that_end(styles: Iterable[etree._Element]) -> frozenset[str]:
    """The ids of the styles in the parts ``styles`` whose paragraphs end a text."""
    return frozenset(
        style.get(W + "styleId", "")
        for part in styles
        for style in part.iter(W + "style")
        if ends_text(value_in(style, "name"))
    )


def keep_before_ends(root: etree._Element, styles: frozenset[str]) -> None:
    """Keep the text before each paragraph of one of ``styles`` on the page of that paragraph."""
    body = root.find(W + "body")
    blocks = [] if body is None else list(body)
    for index, block in enumerate(blocks):
        if block.tag == W + "p" and _style(block) in styles:
            for each, in_loop in _last_before(blocks[: index + 1]):
                _keep(each, in_loop=in_loop)


def _style(paragraph: etree._Element) -> str:
    return value_in(paragraph.find(W + "pPr"), "pStyle")


def _last_before(blocks: Sequence[etree._Element]) -> Iterator[tuple[etree._Element, bool]]:
    """What may be printed last before the last of ``blocks``, and whether a loop prints it."""
    inside: list[str] = []
    done: list[int] = []  # depths of loops and conditions whose last paragraph is found
    for below, block in pairwise(reversed(blocks)):
        if _begins_page(below) or block.find(f"{W}pPr/{W}sectPr") is not None:
            return
        text = text_of(block).strip() if block.tag == W + "p" else block.tag
        match = _STATEMENT.fullmatch(text)
        word = match[1] if match else ""
        if word.startswith("end"):
            inside.append(word)
        elif word in ("for", "if") and inside:
            inside.pop()
            done = [depth for depth in done if depth <= len(inside)]
        elif word in ("else", "elif"):
            done = [depth for depth in done if depth < len(inside)]
        elif not word and not done and block.tag in (W + "p", W + "tbl"):
            yield block, "endfor" in inside
            # A blank paragraph is no text that could stay.
            if text and not inside:
                return
            if text:
                done.append(len(inside))


def _begins_page(block: etree._Element) -> bool:
    return is_on(block.find(f"{W}pPr/{W}pageBreakBefore")) or any(
        each.get(W + "type") == "page" for each in block.iter(W + "br")
    )


def _keep(block: etree._Element, *, in_loop: bool) -> None:
    """Have ``block`` stay with the next, the last one where a loop prints several."""
    if block.tag == W + "tbl":
        kept: etree._Element = etree.Comment(JOINED)
        before = len(block)
        holder = block
    else:
        holder = properties_of(block, "pPr")
        for stated in holder.findall(W + "keepNext"):
            holder.remove(stated)
        kept = element("keepNext")
        before = 0 if holder.find(W + "pStyle") is None else 1
    holder.insert(before, kept)
    if in_loop:
        kept.tail = _END
        if before:
            holder[before - 1].tail = _IF_LAST
        else:
            holder.text = _IF_LAST
