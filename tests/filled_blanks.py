"""Blanks filled in by a program, with contents such as their fields take."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import CellPosition
from perfreport.basics.quantities import PENDING
from perfreport.data.data_files import parse_source
from perfreport.data.items import with_named_items
from perfreport.data.pending import pending_places
from perfreport.data.source import Node, Source
from perfreport.data.writing import UnquotedNumber, flow_text
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.asked import Asked, asked_by, flat
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.reading import read as read_data_workbook

REGISTRY = FormRegistry()
_FIGURES = ("金额", "百分比", "数字", "整数")


def fields_of(form_id: str) -> dict[DataPath, Asked]:
    """All fields of a form by their paths without positions."""
    return {each.path: each for each in flat(asked_by(REGISTRY.get(form_id)))}


def keys_alone(path: DataPath) -> DataPath:
    """``path`` without positions."""
    return DataPath(*(step for step in path if isinstance(step, str)))


def read(text: str, form_id: str) -> Source:
    """The data file ``text``, items that go by names under those."""
    return with_named_items(parse_source(text), REGISTRY.get(form_id).model)


def content(each: Asked, row: int, level_one: str) -> str:
    """What a field says in the row at a position, whose first level is ``level_one``."""
    if each.choices:
        return each.choices.by_text.get(level_one, each.choices.options)[0]
    # Two rows of a list are not called alike.
    is_name = each.key in ("名称", "科目", "三级指标", "项目名称")
    return f"{each.example}{_numeral(row)}" if is_name else each.example


def _numeral(row: int) -> str:
    return chr(ord("A") + row // 26) + chr(ord("A") + row % 26)


def filled(text: str, form_id: str) -> str:
    """The blank ``text`` with something in place of each 待填."""
    source, fields = read(text, form_id), fields_of(form_id)
    lines = text.split("\n")
    for path in pending_places(source):
        row = next((step for step in reversed(path) if isinstance(step, int)), 0)
        one = _at(source.root, path.parent / "一级")
        each = fields[keys_alone(path)]
        said = content(each, row, str(one.value) if one else "")
        if each.sort in _FIGURES:
            said = UnquotedNumber(said)
        line = source.line(path)
        assert isinstance(line, int)
        lines[line - 1] = lines[line - 1].replace(PENDING, flow_text(said), 1)
    return "\n".join(lines)


def _at(root: Node, path: DataPath) -> Node | None:
    node: Node | None = root
    for step in path:
        node = node.children.get(step) if node else None
    return node


def loaded_from(book: bytes, form_id: str) -> Loaded:
    """The document in a workbook on a form."""
    workbook = read_workbook(book, "空表.xlsx")
    source = read_data_workbook(workbook, layout_of(REGISTRY.get(form_id)))
    return understand(source, REGISTRY, allow_pending=True)


def filled_workbook(book: bytes, form_id: str) -> bytes:
    """The blank ``book`` with something in place of each 待填, as somebody types it in Excel."""
    loaded, fields = loaded_from(book, form_id), fields_of(form_id)
    opened = load_workbook(io.BytesIO(book))
    for path in loaded.pending:
        position = loaded.line(path)
        assert isinstance(position, CellPosition)
        sheet, _, address = position.address.partition("!")
        cell = opened[sheet][address]
        assert cell.value == PENDING
        row = next((step for step in reversed(path) if isinstance(step, int)), 0)
        cell.value = content(
            fields[keys_alone(path)], row, level_one_beside(opened[sheet], cell.row)
        )
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def level_one_beside(sheet: Worksheet, row: int) -> str:
    """The first level in a ``row``; empty where it has none."""
    found = (cell.column for cell in sheet[1] if str(cell.value).startswith("一级"))
    column = next(found, None)
    return str(sheet.cell(row, column).value) if column else ""
