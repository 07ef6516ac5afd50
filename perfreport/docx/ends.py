"""What ends a text (附件说明、落款) stays on a page with the end of the text, never alone on one.

GB/T 9704 (7.3.5.4) forbids a page of which 此页无正文 would have to be said. Word has no paragraph
that stays with the one before it: so in a template the paragraphs that may come before are told
to stay with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import value_in
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, element, properties_of

_NAMES = ("附件说明", "落款", "署名")
_STATEMENT = regex(r"\{%p\s+(\w+)\b.*%\}")
_IF_LAST = "{% if loop.last %}"
_END = "{% endif %}"


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
            for each, in_loop in _last_before(blocks[:index]):
                _keep(each, in_loop=in_loop)


def _style(paragraph: etree._Element) -> str:
    return value_in(paragraph.find(W + "pPr"), "pStyle")


def _last_before(blocks: Sequence[etree._Element]) -> Iterator[tuple[etree._Element, bool]]:
    """The paragraphs that may be printed last of ``blocks``, and whether a loop prints them."""
    inside: list[str] = []
    done: list[int] = []  # depths of loops and conditions whose last paragraph is found
    for block in reversed(blocks):
        if block.tag != W + "p":
            # A table keeps no paragraph, but what stands before it comes not last.
            return
        match = _STATEMENT.fullmatch(text_of(block).strip())
        word = match[1] if match else ""
        if word.startswith("end"):
            inside.append(word)
        elif word in ("for", "if") and inside:
            inside.pop()
            done = [depth for depth in done if depth <= len(inside)]
        elif word in ("else", "elif"):
            done = [depth for depth in done if depth < len(inside)]
        elif not word and not done:
            yield block, "endfor" in inside
            if not inside:
                return
            done.append(len(inside))


def _keep(paragraph: etree._Element, *, in_loop: bool) -> None:
    """Have ``paragraph`` stay with the next, the last one where a loop prints several."""
    properties = properties_of(paragraph, "pPr")
    for stated in properties.findall(W + "keepNext"):
        properties.remove(stated)
    kept = element("keepNext")
    style = properties.find(W + "pStyle")
    properties.insert(0 if style is None else 1, kept)
    if in_loop:
        kept.tail = _END
        if style is None:
            properties.text = _IF_LAST
        else:
            style.tail = _IF_LAST
