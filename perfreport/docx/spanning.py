"""Cells of an outer row that stand once beside all rows inside it: ``{% merge project %}``."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W, merge_down, put_text

_SPAN = re.compile(r"\s*(\{%\s*merge\s+(\w+)\s*%\})\s*")
_FOR = re.compile(r"\{%tr\s+for\s+(\w+)\s+in\b")
_OUTSIDE = (
    "标签 {} 要写在表格里 {{%tr for {} in … %}} 之内，再有一层逐行循环，"
    "并且在那一层循环里的第一行，中间没有 if"
)


def span_rows(root: etree._Element, where: str) -> None:
    """Carry out the tags ``{% merge VARIABLE %}`` at the beginning of cells.

    What follows in the cell is printed in the first row that the loop of ``VARIABLE`` makes in one
    round, and the cell is merged over the others.

    Raises:
        TemplateError: when such a tag does not stand below a loop within that of its variable.
    """
    for table in root.iter(W + "tbl"):
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
                _span(row, [] if is_begun else loops, where)
                is_begun = True


def _span(row: etree._Element, loops: Sequence[tuple[str, etree._Element]], where: str) -> None:
    for cell in row.findall(W + "tc"):
        if not (tag := _SPAN.match(text_of(cell))):
            continue
        variables = [variable for variable, _ in loops]
        place = variables.index(tag[2]) + 1 if tag[2] in variables else len(loops)
        inner = loops[place:]
        if not inner or "" in variables[place:]:
            raise TemplateError(f"{where}：{_OUTSIDE.format(tag[1], tag[2])}")
        is_first = " and ".join(_first_of(*each) for each in inner)
        merge_down(cell, f"{{% if {is_first} %}}restart{{% else %}}continue{{% endif %}}")
        _print_if(is_first, cell)


def _first_of(variable: str, row: etree._Element) -> str:
    """The name by which loops inside that of ``variable``, begun in ``row``, know its first."""
    name = f"is_first_{variable}"
    statement = f"{{%tr set {name} = loop.first %}}"
    below = row.getnext()
    if below is None or text_of(below).strip() != statement:
        noted = copy.deepcopy(row)
        put_text(noted.iter(W + "t"), statement)
        row.addnext(noted)
    return name


def _print_if(condition: str, cell: etree._Element) -> None:
    """Have the content of ``cell``, behind its tag, printed under ``condition``."""
    first = next(cell.iter(W + "p"))
    begin, end = copy.deepcopy(first), copy.deepcopy(first)
    put_text(begin.iter(W + "t"), f"{{%p if {condition} %}}")
    put_text(end.iter(W + "t"), "{%p endif %}")
    rest = _SPAN.sub("", text_of(first), count=1)
    first.addprevious(begin)
    cell.append(end)
    if rest:
        put_text(first.iter(W + "t"), rest)
    else:
        cell.remove(first)
