"""Printed workbooks of the examples: edited by openpyxl, read back."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.compare import compare_documents
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_xlsx
from tests.examples import EXAMPLES, example, form_of, rendered
from tests.roundtrip.workbooks.sheet_editor import SheetEditor, Value

REGISTRY = FormRegistry()
TABLES = [name for name in EXAMPLES if not form_of(name).in_prose]
DEPARTMENT = "guangzhou-2024-department-targets"
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"
SCORES = "national-2020-project-evaluation"
ITEM = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:3次；年度指标值:3次。"
UNIT = "资金使用单位“中国共产党广州市增城区委员会政法委员会”"

Act = Callable[[SheetEditor], object]


def read_after(name: str, *acts: Act) -> Reading:
    """The reading of an example's workbook after these edits."""
    editor = SheetEditor(rendered(name, "xlsx"))
    for act in acts:
        act(editor)
    return read_xlsx(editor.save(), REGISTRY)


def differences(name: str, reading: Reading) -> list[str]:
    """What differs from the example: what happened and where."""
    found = compare_documents(example(name), reading.document)
    return [f"{each.change.value} {each.label}" for each in found]


def codes(reading: Reading) -> set[str]:
    """Of the notes."""
    return {note.code for note in reading.notes}


def is_untouched(reading: Reading) -> bool:
    return not (
        reading.edits or reading.conflicts or reading.unplaced or reading.notes or reading.pending
    )


def put(cell: Callable[[SheetEditor], object], value: Value) -> Act:
    """Type ``value`` into a cell."""
    return lambda editor: setattr(cell(editor), "value", value)
