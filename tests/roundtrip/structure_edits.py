"""What people do to the structure of a page: its labels, tables, columns and rows."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from lxml import etree

from perfreport.docx.wordml import W
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of

Act = Callable[[WordEditor], object]


def tables(editor: WordEditor) -> list[Element]:
    """The tables of the document, without those within cells."""
    body = editor.root.find(W + "body")
    assert body is not None
    return body.findall(W + "tbl")


def last_block(editor: WordEditor) -> Element:
    """The last paragraph or table of the document."""
    body = editor.root.find(W + "body")
    assert body is not None
    return [each for each in body if each.tag in (W + "p", W + "tbl") and text_of(each)][-1]


def rows(table: Element) -> list[Element]:
    """The rows of a table."""
    return table.findall(W + "tr")


def cells(row: Element) -> list[Element]:
    """The cells of a row."""
    return row.findall(W + "tc")


def labels(editor: WordEditor, words: Collection[str]) -> Iterator[Element]:
    """The paragraphs and cells that say one of ``words``, which are without blanks."""
    for element in editor.root.iter(W + "p", W + "tc"):
        in_cell = element.tag == W + "p" and any(
            _fixed(text_of(cell)) in words for cell in element.iterancestors(W + "tc")
        )
        if not in_cell and _fixed(text_of(element)) in words:
            yield element


def _fixed(text: str) -> str:
    """The fixed words of a label that names the unit."""
    return "".join(text.split()).replace("万元", "")


def space_labels(editor: WordEditor, words: Collection[str]) -> None:
    """Put blanks between the characters of every label."""
    for label in labels(editor, words):
        for text in label.iter(W + "t"):
            text.text = " ".join((text.text or "").split() and (text.text or ""))


def break_labels(editor: WordEditor, words: Collection[str]) -> None:
    """Break every label in a cell over two lines."""
    for label in labels(editor, words):
        if label.tag != W + "tc":
            continue
        text = max(label.iter(W + "t"), key=lambda each: len(each.text or ""))
        whole = text.text or ""
        if len(whole) < 2:
            continue
        text.text = whole[: len(whole) // 2]
        rest = copy.deepcopy(text)
        rest.text = whole[len(whole) // 2 :]
        text.addnext(rest)
        text.addnext(etree.Element(W + "br"))


_OTHER_WIDTH = str.maketrans("（）：，、(),:", "(): ,（），：")


def repunctuate_labels(editor: WordEditor, words: Collection[str]) -> None:
    """Type the punctuation of every label in its other width."""
    for label in labels(editor, words):
        for text in label.iter(W + "t"):
            text.text = (text.text or "").translate(_OTHER_WIDTH)


def cut_table(table: Element, at: int | None = None, *, repeating: int = 0) -> None:
    """Split a table before a row (拆分表格); the first rows may be ``repeating`` in the rest."""
    everything = rows(table)
    at = len(everything) // 2 if at is None else at
    rest = copy.deepcopy(table)
    for row in everything[at:]:
        table.remove(row)
    for number, row in enumerate(rows(rest)):
        if repeating <= number < at:
            rest.remove(row)
    table.addnext(rest)
    table.addnext(etree.Element(W + "p"))


def cut_tables(editor: WordEditor, *, repeating: int = 0) -> None:
    """Cut every table in two."""
    for table in tables(editor):
        cut_table(table, repeating=repeating)


def set_span(cell: Element, columns: int) -> None:
    """Have ``cell`` cover so many columns."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
        cell.insert(0, properties)
    span = properties.find(W + "gridSpan")
    if span is None:
        span = etree.SubElement(properties, W + "gridSpan")
    span.set(W + "val", str(columns))


def span_of(cell: Element) -> int:
    """How many columns ``cell`` covers."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(W + "val", "1")) if span is not None else 1


def _new_cell(editor: WordEditor, like: Element, text: str) -> Element:
    cell = copy.deepcopy(like)
    for merge in list(cell.iter(W + "vMerge")):
        parent = merge.getparent()
        assert parent is not None
        parent.remove(merge)
    set_span(cell, 1)
    editor.retype_cell(cell, text)
    return cell


def add_number_column(editor: WordEditor, table: Element) -> None:
    """Put a column of running numbers in front of a table."""
    number = 0
    for row in rows(table):
        first = cells(row)[0]
        if len(cells(row)) == 1:
            set_span(first, span_of(first) + 1)
            continue
        first.addprevious(_new_cell(editor, first, str(number) if number else "序号"))
        number += 1


def add_remarks_column(editor: WordEditor, table: Element) -> None:
    """Put a column of remarks at the end of a table."""
    number = 0
    for row in rows(table):
        last = cells(row)[-1]
        if len(cells(row)) == 1:
            set_span(last, span_of(last) + 1)
            continue
        last.addnext(_new_cell(editor, last, f"第{number}行已核" if number else "备注"))
        number += 1


def exchange_columns(table: Element) -> None:
    """Exchange the last two cells of every row that has several."""
    for row in rows(table):
        if len(cells(row)) > 2:
            cells(row)[-1].addnext(cells(row)[-2])


def remove_column(table: Element, words: str) -> None:
    """Remove the column with the head ``words`` from every row of as many cells."""
    head = next(row for row in rows(table) if any(_says(c, words) for c in cells(row)))
    at = next(i for i, cell in enumerate(cells(head)) if _says(cell, words))
    count = len(cells(head))
    for row in rows(table):
        if len(cells(row)) == count:
            row.remove(cells(row)[at])


def _says(cell: Element, words: str) -> bool:
    return "".join(text_of(cell).split()) == words


def move_row_to_end(row: Element) -> None:
    """Move a row to the end of its table."""
    table = row.getparent()
    assert table is not None
    table.append(row)


def merge_down(editor: WordEditor, cell: Element, below: Element) -> None:
    """Merge two cells that stand one above the other (合并单元格), as Word does."""
    for paragraph in below.findall(W + "p"):
        if text_of(paragraph):
            editor.add_after(cell.findall(W + "p")[-1], text_of(paragraph))
    editor.retype_cell(below)
    for each, how in ((cell, "restart"), (below, "continue")):
        properties = each.find(W + "tcPr")
        assert properties is not None
        etree.SubElement(properties, W + "vMerge").set(W + "val", how)


def merge_across(editor: WordEditor, row: Element, at: int) -> None:
    """Merge a cell with the one at its right, as Word does."""
    first, second = cells(row)[at : at + 2]
    for paragraph in second.findall(W + "p"):
        editor.add_after(first.findall(W + "p")[-1], text_of(paragraph))
    set_span(first, span_of(first) + span_of(second))
    row.remove(second)


def split_cell(editor: WordEditor, row: Element, at: int, text: str) -> None:
    """Split a cell in two (拆分单元格); the new one says ``text``."""
    table = row.getparent()
    assert table is not None
    cell = cells(row)[at]
    before = sum(span_of(each) for each in cells(row)[:at])
    for other in rows(table):
        column = 0
        for each in cells(other):
            if other is not row and column <= before < column + span_of(each):
                set_span(each, span_of(each) + 1)
                break
            column += span_of(each)
    cell.addnext(_new_cell(editor, cell, text))


def remove_cell(row: Element, at: int) -> None:
    """Delete a cell; those at its right move up (删除单元格，右侧左移)."""
    row.remove(cells(row)[at])


_TARGETS = ("≥", "≤", "＞", "＜")
_AMOUNT = re.compile(r"[\d,]+\.\d\d")


def print_in_yuan(editor: WordEditor) -> None:
    """Print the amounts in 元, as the label of the unit then says."""
    is_of_all = "单位：万元" in text_of(editor.root)
    for table in tables(editor):
        amounts = [
            cell
            for row in rows(table)
            for before, cell in pairwise([row, *cells(row)])
            # What was achieved stands beside its target and has a unit of its own.
            if _AMOUNT.fullmatch(text_of(cell)) and not text_of(before).startswith(_TARGETS)
        ]
        for cell in amounts if is_of_all or "万元" in text_of(table) else ():
            amount = Decimal(text_of(cell).replace(",", "")) * 10_000
            editor.retype_cell(cell, f"{amount:,.2f}")
    for paragraph in editor.root.iter(W + "p"):
        label = text_of(paragraph)
        if label.endswith(("（万元）", "(万元)", "单位：万元")):
            retype(paragraph, label.replace("万元", "元"))


def mutations(words: Collection[str]) -> Mapping[str, Act]:
    """What is done to whole documents, whose fixed words are ``words``, by its name."""

    def in_tables(act: Callable[[WordEditor, Element], object]) -> Act:
        return lambda editor: [act(editor, table) for table in tables(editor)]

    return {
        "labels spaced": lambda e: space_labels(e, words),
        "labels broken over lines": lambda e: break_labels(e, words),
        "labels with other punctuation": lambda e: repunctuate_labels(e, words),
        "tables cut in two": cut_tables,
        "tables cut in two, the head repeated": lambda e: cut_tables(e, repeating=1),
        "a running number in front": in_tables(add_number_column),
        "remarks at the end": in_tables(add_remarks_column),
        "amounts in 元": print_in_yuan,
        "the last two columns exchanged": in_tables(lambda _, table: exchange_columns(table)),
    }
