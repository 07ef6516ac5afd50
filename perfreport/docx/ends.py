"""What ends a text (附件说明、落款、签字、注) stays on a page with its end, never alone on one.

GB/T 9704 (7.3.5.4) forbids a page of which 此页无正文 would have to be said; and notes say what the
rows above them mean. Word has no paragraph
that stays with the one before it: so in a template the paragraphs that may come before are told
to stay with the next, and tables are marked, of which the last rows will be (``keeping.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import is_on, value_in
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, element, properties_of

_NAMES = ("附件说明", "落款", "签字", "署名")
_NOTES = regex(r"表?注[：:]?\d*|备注\d*|填[表报]说明\d*")
_LONGEST_WHOLE = 400
"""Characters of notes that stay together: about a quarter of a page."""

_STATEMENT = regex(r"\{%p\s+(\w+)\b.*%\}")
_IF_LAST = "{% if loop.last %}"
_END = "{% endif %}"

JOINED = "joined"
"""What a comment says at the end of a table that stays with what stands below it."""


class Ends(NamedTuple):
    """The ids of the styles whose paragraphs end a text, and of those of notes among them."""

    styles: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


def ends_text(name: str) -> bool:
    """Whether paragraphs of the style called ``name`` belong to the end of a text."""
    return name.startswith(_NAMES) or _is_of_notes(name)


def _is_of_notes(name: str) -> bool:
    return bool(_NOTES.fullmatch(name))


def ends_in(styles: Iterable[etree._Element]) -> Ends:
    """Those of the styles in the parts ``styles``."""
    names = {
        style.get(W + "styleId", ""): value_in(style, "name")
        for part in styles
        for style in part.iter(W + "style")
    }
    return Ends(
        frozenset(style for style, name in names.items() if ends_text(name)),
        frozenset(style for style, name in names.items() if _is_of_notes(name)),
    )


def keep_before_ends(root: etree._Element, ends: Ends) -> None:
    """Keep the text before each paragraph that is one of ``ends`` on the page of that paragraph."""
    body = root.find(W + "body")
    blocks = [] if body is None else list(body)
    long = _long_notes(blocks, ends.notes)
    for index, block in enumerate(blocks):
        if block.tag != W + "p" or _style(block) not in ends.styles:
            continue
        if _style(block) in ends.notes and block not in long:
            _keep_whole(block)
        for each, in_loop in _last_before(blocks[: index + 1]):
            # Notes that take much of a page may break.
            if each not in long:
                _keep(each, in_loop=in_loop)


def _long_notes(blocks: Sequence[etree._Element], styles: frozenset[str]) -> set[etree._Element]:
    """Those of ``blocks`` that are notes in ``styles`` and, below each other, too long to stay."""
    found: set[etree._Element] = set()
    for are_notes, notes in groupby(blocks, lambda block: _style(block) in styles):
        together = list(notes)
        if are_notes and sum(len(text_of(each)) for each in together) > _LONGEST_WHOLE:
            found.update(together)
    return found


def _keep_whole(note: etree._Element) -> None:
    """Have ``note`` stand on one page."""
    properties = properties_of(note, "pPr")
    if properties.find(W + "keepLines") is None:
        before = ("pStyle", "keepNext")
        place = sum(properties.find(W + name) is not None for name in before)
        properties.insert(place, element("keepLines"))


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
