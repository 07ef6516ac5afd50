"""Cells of an outer row that stand once beside all rows inside it: ``{% merge project %}``."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, merge_down, put_text

_SPAN = regex(r"\s*(\{%\s*merge\s+(\w+)\s*%\})\s*")
_FOR = regex(r"\{%tr\s+for\s+(\w+)\s+in\b")
_OUTSIDE = (
    "标签 {} 要写在表格里 {{%tr for {} in … %}} 之内，再有一层逐行循环，"
    "并且在那一层循环里的第一行，中间没有 if"
)


BESIDE = "beside"
"""The attribute of a cell that stands once beside several rows: when it begins."""

_NOTED = "noted"


def span_rows(root: etree._Element, where: str) -> None:
    """Carry out the tags ``{% merge VARIABLE %}`` at the beginning of cells.

    What follows in the cell is printed in the first row that the loop of ``VARIABLE`` makes in one
    round, and the cell is merged over the others.

    Raises:
        TemplateError: when such a tag does not stand below a loop within that of its variable.
    """
    for cell in mark_spans(root, where):
        is_first = str(cell.attrib.pop(BESIDE, ""))
        merge_down(cell, f"{{% if {is_first} %}}restart{{% else %}}continue{{% endif %}}")
        _print_if(is_first, cell)
    for row in root.iter(W + "tr"):
        row.attrib.pop(_NOTED, "")


def mark_spans(root: etree._Element, where: str) -> list[etree._Element]:
    """The cells with such a tag, which is taken out of them; ``BESIDE`` says when each begins.

    Rows put below loops note what is asked for in it.

    Raises:
        TemplateError: as ``span_rows`` does.
    """
    return [cell for table in root.iter(W + "tbl") for cell in _marked(table, where)]


def is_noted(row: etree._Element) -> bool:
    """Whether ``row`` was put there by ``mark_spans``."""
    return row.get(_NOTED) is not None


def _marked(table: etree._Element, where: str) -> Iterator[etree._Element]:
    loops: list[tuple[str, etree._Element]] = []
    is_begun = False
    for row in table.findall(W + "tr"):
        statement = text_of(row).strip()
        if statement.startswith(("{%tr for", "{%tr if")):
            variable = _FOR.match(statement)
            loops.append((variable[1] if variable else "", row))
            is_begun = False
        elif statement.startswith("{%tr end"):
            loops = loops[:-1]
            is_begun = True
        elif not statement.startswith("{%tr"):
            yield from _of_row(row, [] if is_begun else loops, where)
            is_begun = True


def _of_row(
    row: etree._Element, loops: Sequence[tuple[str, etree._Element]], where: str
) -> Iterator[etree._Element]:
    for cell in row.findall(W + "tc"):
        if tag := _SPAN.match(text_of(cell)):
            variables = [variable for variable, _ in loops]
            place = variables.index(tag[2]) + 1 if tag[2] in variables else len(loops)
            inner = loops[place:]
            if not inner or "" in variables[place:]:
                raise TemplateError(f"{where}：{_OUTSIDE.format(tag[1], tag[2])}")
            cell.set(BESIDE, " and ".join(_first_of(*each) for each in inner))
            _take_out(cell)
            yield cell


def _first_of(variable: str, row: etree._Element) -> str:
    """The name by which loops inside that of ``variable``, begun in ``row``, know its first."""
    name = f"is_first_{variable}"
    below = row.getnext()
    if below is None or not is_noted(below):
        noted = copy.deepcopy(row)
        put_text(noted.iter(W + "t"), f"{{%tr set {name} = loop.first %}}")
        noted.set(_NOTED, "")
        row.addnext(noted)
    return name


def _take_out(cell: etree._Element) -> None:
    """Take the tag out of ``cell``, with its paragraph where nothing else stands in it."""
    paragraphs = cell.findall(W + "p")
    first = paragraphs[0]
    rest = _SPAN.sub("", text_of(first), count=1)
    if rest or len(paragraphs) == 1:
        put_text(first.iter(W + "t"), rest)
    else:
        cell.remove(first)


def _print_if(condition: str, cell: etree._Element) -> None:
    """Have what stands in ``cell`` printed under ``condition``."""
    first = next(cell.iter(W + "p"))
    begin, end = copy.deepcopy(first), copy.deepcopy(first)
    put_text(begin.iter(W + "t"), f"{{%p if {condition} %}}")
    put_text(end.iter(W + "t"), "{%p endif %}")
    first.addprevious(begin)
    cell.append(end)
