"""What Word needs of tables: merged labels, no cell without a paragraph, no row cut off."""

from __future__ import annotations

import copy
import re
from collections.abc import Container, Sequence

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, element, merge_down, put_text

BREAK_LONG_ROW = "break_long_row"
"""Name of the filter that templates get for ``break_long_row``."""

_MERGE = re.compile(r"\{%\s*merge\s+([\w.]+)\s*%\}")
_MADE_OF_MERGE = re.compile(r"\{[{%] (?:if )?([\w.]+)\.(?:merge|rows|text) [%}]\}")
_ELEMENT_TAG = re.compile(r"<[^<>]*>")
_WIDTH = re.compile(r'<w:tcW [^<>]*?w:w="([0-9]+)"')
# A character of 12 pt (小四) is as wide as it is high.
_TWIPS_OF_CHARACTER = 240
# LibreOffice 7.4 loses text of a whole row slightly higher than the page less its repeated rows.
_LINES_OF_WHOLE_ROW = 20
_STATEMENT = re.compile(r"\{%p\s+(\w+)")


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


def guard_whole_rows(root: etree._Element) -> None:
    """Let rows that are to stay whole break after all where they come out long.

    Moved to the next page, a long row leaves a page half empty; below repeated rows, what does not
    fit on one page of a row that may not break is cut off.
    """
    for row in root.iter(W + "tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is not None and "{{" in text_of(row):
            _surround(row, f"{{% filter {BREAK_LONG_ROW} %}}", "{% endfilter %}")


def _surround(row: etree._Element, before: str, after: str) -> None:
    parent, previous = row.getparent(), row.getprevious()
    row.tail = after + (row.tail or "")
    if previous is not None:
        previous.tail = (previous.tail or "") + before
    elif parent is not None:
        parent.text = (parent.text or "") + before


def break_long_row(row: str) -> str:
    """The XML of a table row, allowed to break if it may be as tall as a page."""
    cells = row.split("</w:tc>")[:-1]
    is_long = any(_lines_at_most(cell) > _LINES_OF_WHOLE_ROW for cell in cells)
    return row.replace("<w:cantSplit/>", "", 1) if is_long else row


def _lines_at_most(cell: str) -> float:
    """How many lines of large text the XML of a cell could come to."""
    width = _WIDTH.search(cell)
    characters_in_line = int(width.group(1)) / _TWIPS_OF_CHARACTER if width else 1
    return cell.count("</w:p>") + len(_ELEMENT_TAG.sub("", cell)) / characters_in_line


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
