"""What Word needs of the cells of tables: merged labels, and none without a paragraph."""

from __future__ import annotations

import copy
from collections.abc import Container, Sequence

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, element, merge_down, put_text

_MERGE = regex(r"\{%\s*merge\s+([\w.]+)\s*%\}")
_MADE_OF_MERGE = regex(r"\{[{%] (?:if )?([\w.]+)\.(?:merge|rows|text) [%}]\}")
_STATEMENT = regex(r"\{%p\s+(\w+)")


def merge_labels(root: etree._Element, where: str) -> None:
    """Carry out the tags ``{% merge LABEL %}``: the cell is merged over the label's rows.

    Its text stands in the first of them. ``LABEL`` is a field of the view with the fields
    ``text``, ``rows`` and ``merge``.

    Raises:
        TemplateError: when such a tag is not alone in a table cell.
    """
    # The tag of docxtpl, {% vm %}, merges all rows of a loop, never some of them.
    for paragraph in list(root.iter(W + "p")):
        text = text_of(paragraph)
        if not (tag := _MERGE.search(text)):
            continue
        cell = paragraph.getparent()
        if cell is None or cell.tag != W + "tc" or text_of(cell).strip() != tag.group():
            raise TemplateError(f"{where}：标签 {tag.group()} 要独占表格的一格")
        _merge(cell, label=tag.group(1))


def _merge(cell: etree._Element, label: str) -> None:
    put_text(cell.iter(W + "t"), f"{{% if {label}.rows %}}{{{{ {label}.text }}}}{{% endif %}}")
    merge_down(cell, f"{{{{ {label}.merge }}}}")


def merged_label(tag: str, tags: Container[str]) -> str:
    """The label of ``{% merge LABEL %}``, where that is what ``tag``, one of ``tags``, was made of.

    Empty where it stands as its author wrote it.
    """
    made = _MADE_OF_MERGE.fullmatch(tag)
    return made[1] if made and f"{{{{ {made[1]}.merge }}}}" in tags else ""


def fill_empty_cells(root: etree._Element) -> None:
    """Give a paragraph to cells whose paragraphs all depend on loops and conditions.

    A cell without a paragraph makes the whole document unreadable to Word.
    """
    for cell in list(root.iter(W + "tc")):
        blocks = [child for child in cell if child.tag != W + "tcPr"]
        if end := _end_without_alternative([_statement(block) for block in blocks]):
            _insert_alternative(blocks, end)


def _statement(block: etree._Element) -> str:
    """The statement of a paragraph that holds a tag for the whole of it, else empty."""
    if block.tag != W + "p":
        return ""
    tag = _STATEMENT.match(text_of(block).strip())
    return tag.group(1) if tag else ""


def _end_without_alternative(statements: Sequence[str]) -> int:
    """Index of the statement that ends the last loop or condition.

    It is 0 when there is something in the cell anyway, if only in an ``else``.
    """
    depth, end = 0, 0
    for index, statement in enumerate(statements):
        if statement in ("for", "if"):
            depth += 1
        elif statement.startswith("end"):
            depth -= 1
            end = index
        elif (not statement and depth == 0) or (statement == "else" and depth == 1):
            return 0
    return end


def _insert_alternative(blocks: Sequence[etree._Element], end: int) -> None:
    """Put ``else`` and an empty paragraph before the block at ``end``."""
    otherwise = copy.deepcopy(blocks[end])
    put_text(otherwise.iter(W + "t"), "{%p else %}")
    empty = element("p")
    for content in [block for block in blocks if not _statement(block)][:1]:
        empty.extend(copy.deepcopy(content.findall(W + "pPr")))
    blocks[end].addprevious(otherwise)
    blocks[end].addprevious(empty)
