"""A data workbook says the new document afterwards, and keeps what its user put into it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import perfreport
from perfreport.basics.errors import InputError
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.data.data_files import read_source
from perfreport.data.writing import written_fields
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.reading import read
from perfreport.workbooks.updating import UnfitError, rewrite
from perfreport.workbooks.writing import write
from tests.compare.edits import edited
from tests.examples import EXAMPLES, FOLDER, example, form_of
from tests.small_files import PROJECTS, altered
from tests.strategies import documents
from tests.strategies import form_of as form_of_random
from tests.test_drafts_round_trip import drafts, with_gaps_at

REGISTRY = FormRegistry()
Change = Callable[[openpyxl.Workbook], None]


def written(document: Document, form: Form) -> bytes:
    return write(written_fields(document), form)


def said(content: bytes) -> Document:
    """What a workbook says."""
    return understand(read_workbook(content, "数据.xlsx"), REGISTRY, allow_pending=True).document


def updated(content: bytes, new: Document, form: Form) -> bytes:
    """The workbook changed so that it says ``new``."""
    workbook, layout = read_workbook(content, "数据.xlsx"), layout_of(form)
    old = said(content)
    return rewrite(content, workbook, layout, read(workbook, layout), (old, new))


def by_hand(content: bytes, change: Change) -> bytes:
    """The workbook after its user has changed it in another program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def is_sound(document: Document, form: Form) -> bool:
    """Whether a workbook can say it: two rows of one name, or a text that is blank, cannot."""
    try:
        return said(written(document, form)) == document
    except InputError:
        return False


@cache
def workbook_of(name: str) -> bytes:
    return written(example(name), form_of(name))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EXAMPLES), st.integers(0, 2**32), st.integers(1, 4))
def test_an_example_says_afterwards_what_was_edited(name: str, seed: int, edits: int) -> None:
    new, form = edited(example(name), example(name), seed, edits), form_of(name)
    if is_sound(new, form):
        assert said(updated(workbook_of(name), new, form)) == new


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(0, 2**32), st.integers(1, 4))
def test_any_document_says_afterwards_what_was_edited(
    data: st.DataObject, seed: int, edits: int
) -> None:
    old = data.draw(documents())
    form = form_of_random(old)
    new = edited(old, old, seed, edits)
    if is_sound(old, form) and is_sound(new, form):
        assert said(updated(written(old, form), new, form)) == new


SMALL = perfreport.loads(PROJECTS)
FORM = REGISTRY.get(SMALL.form or "")
NEW_PROJECT = """\
      - 名称: 设备购置
        财政拨款: 12.50
        绩效目标: 更新设备。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 数量, 实施周期指标值: 10台, 年度指标值: 10台}
"""


def small(*alterations: tuple[str, str]) -> Document:
    """The small document of projects, altered."""
    return perfreport.loads(altered(PROJECTS, *alterations))


def own(book: openpyxl.Workbook) -> None:
    """What its user puts into a workbook: a note, colours, columns, a sheet with formulas."""
    sheet = book["项目"]
    heading = column(sheet, "名称")
    sheet.cell(2, heading).comment = Comment("核对过", "张三")
    last = sheet.max_column
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, last + 1, f"备注{row}")
        sheet.cell(row, last + 2, f"=LEN({sheet.cell(row, heading).coordinate})")
    sheet.cell(1, last + 1, "我的备注")
    sheet.cell(1, last + 2, "字数")
    money = letter(sheet, "财政拨款")
    book.create_sheet("汇总")["A1"] = f"=SUM(项目!{money}2:{money}{sheet.max_row})"


def column(sheet: Worksheet, heading: str) -> int:
    headings = [str(cell.value).rstrip("*") for cell in sheet[1]]
    return headings.index(heading) + 1


def letter(sheet: Worksheet, heading: str) -> str:
    return get_column_letter(column(sheet, heading))


def cells(content: bytes, sheet: str, heading: str) -> list[Any]:
    """What stands below a heading."""
    found = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return [row[column(found, heading) - 1] for row in found.iter_rows(min_row=2, values_only=True)]


def test_the_users_own_things_stay_and_follow_their_rows() -> None:
    before = by_hand(written(small(), FORM), own)
    names = cells(before, "项目", "名称")
    first = f"      - 名称: {names[0]}\n"
    new = small((first, f"{NEW_PROJECT}{first}"), ("聘请编外人员。", "聘请临时人员。"))
    after = updated(before, new, FORM)
    assert said(after) == new
    assert cells(after, "项目", "名称") == ["设备购置", *names]
    assert cells(after, "项目", "我的备注") == [None, *cells(before, "项目", "我的备注")]
    book = openpyxl.load_workbook(io.BytesIO(after))
    sheet = book["项目"]
    named = letter(sheet, "名称")
    note = sheet[f"{named}3"].comment
    assert note is not None
    assert note.text == "核对过"
    assert cells(after, "项目", "字数") == [
        None, *(f"=LEN({named}{row})" for row in range(3, len(names) + 3)),
    ]  # fmt: skip
    money = letter(sheet, "财政拨款")
    assert book["汇总"]["A1"].value == f"=SUM(项目!{money}2:{money}{len(names) + 2})"


def test_a_row_that_is_renamed_is_named_so_in_the_rows_inside_it() -> None:
    before = written(small(), FORM)
    name = cells(before, "项目", "名称")[0]
    new = small((f"名称: {name}\n", "名称: 另一个名称\n"))
    after = updated(before, new, FORM)
    assert said(after) == new
    assert name not in cells(after, "绩效指标", "项目")


def test_numbers_keep_their_look_and_read_exactly() -> None:
    new = small(("财政拨款: 59.80", "财政拨款: 60.5"))
    after = updated(written(small(), FORM), new, FORM)
    found = read_workbook(after).sheet("项目")
    assert found is not None
    assert "60.50" in {cell.shown for cell in found.cells.values()}
    in_yuan = small(("财政拨款: 59.80", "财政拨款: 605000元"))
    assert said(updated(written(small(), FORM), in_yuan, FORM)) == in_yuan


def without_indicator(document: Document, place: int) -> Document:
    """A document without this indicator of its first project."""
    assert isinstance(document, ProjectTargets)
    unit, *units = document.units
    project, *projects = unit.projects
    kept = (*project.indicators[:place], *project.indicators[place + 1 :])
    fewer = (project.model_copy(update={"indicators": kept}), *projects)
    turned = (unit.model_copy(update={"projects": fewer}), *units)
    return document.model_copy(update={"units": turned})


LARGE = "guangzhou-2023-project-targets"


@pytest.mark.parametrize("place", [0, 1, 3])
def test_levels_that_stand_in_merged_cells_are_parted_where_rows_go(place: int) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["绩效指标"]
        one = column(sheet, "一级")
        assert {sheet.cell(row, one).value for row in range(2, 6)} == {"产出指标"}
        sheet.merge_cells(start_row=2, end_row=5, start_column=one, end_column=one)

    before = by_hand(workbook_of(LARGE), merge)
    assert said(before) == example(LARGE)
    new = without_indicator(example(LARGE), place)
    after = updated(before, new, form_of(LARGE))
    assert said(after) == new
    assert not openpyxl.load_workbook(io.BytesIO(after))["绩效指标"].merged_cells.ranges


def test_a_list_whose_order_changes_takes_its_rows_along() -> None:
    old, form = example(LARGE), form_of(LARGE)
    assert isinstance(old, ProjectTargets)
    unit, *others = old.units
    turned = unit.model_copy(update={"projects": tuple(reversed(unit.projects))})
    new = old.model_copy(update={"units": (turned, *others)})
    before = by_hand(written(old, form), own)
    after = updated(before, new, form)
    assert commented(after) == commented(before)
    assert said(after) == new
    assert noted(after) == noted(before)


def commented(content: bytes) -> list[Any]:
    """The projects that have comments (批注)."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))["项目"]
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.comment]


def noted(content: bytes) -> dict[str, str]:
    """The user's notes by the names of projects."""
    names, notes = (cells(content, "项目", heading) for heading in ("名称", "我的备注"))
    return dict(zip(names, notes, strict=True))


def test_a_row_on_which_a_formula_depends_is_not_taken_out() -> None:
    def name_it(book: openpyxl.Workbook) -> None:
        book.create_sheet("汇总")["A1"] = "=绩效指标!A2"

    before = by_hand(written(small(), FORM), name_it)
    with pytest.raises(UnfitError, match="汇总!A1"):
        updated(before, without_indicator(small(), 0), FORM)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EXAMPLES), st.data())
def test_what_waits_is_filled_in_and_waits_again(name: str, data: st.DataObject) -> None:
    source = read_source(FOLDER / f"{name}.yaml")
    waiting = with_gaps_at(source, data.draw(drafts(source)))
    if waiting is None:
        return
    form, filled = waiting.form, example(name)
    content = write(written_fields(waiting.document, waiting.pending), form)
    assert said(content) == waiting.document
    after = updated(content, filled, form)
    assert said(after) == filled
    assert said(updated(after, waiting.document, form)) == waiting.document
