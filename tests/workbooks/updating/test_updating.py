"""A data workbook says the new document afterwards, and keeps what its user put into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
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
    return rewrite(content, workbook, layout, read(workbook, layout), (old, new)).content


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
    assert not told(before, new, form)


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


def told(content: bytes, new: Document, form: Form | None = None) -> tuple[str, ...]:
    """What the user has to look after in the workbook once it says ``new``."""
    workbook, layout = read_workbook(content, "数据.xlsx"), layout_of(form or FORM)
    return rewrite(content, workbook, layout, read(workbook, layout), (said(content), new)).remarks


def added(place: int) -> Document:
    """The small document with a new project before that at a place."""
    projects = re.findall("      - 名称: .*\n", PROJECTS)
    return small((projects[place], f"{NEW_PROJECT}{projects[place]}"))


def numbered(formulas: dict[int, str], shown: dict[int, int] | None = None) -> bytes:
    """The small workbook whose projects have computed numbers in some rows, as Excel saves it."""

    def change(book: openpyxl.Workbook) -> None:
        for row, formula in formulas.items():
            book["项目"].cell(row, 1, formula)

    content = by_hand(written(small(), FORM), change)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.startswith("xl/worksheets/sheet") else ""
            for row in formulas:
                number = (shown or {}).get(row, row - 1)
                cell = rf'(<c r="A{row}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?'
                part = re.sub(cell, rf"\g<1><v>{number}</v>", part)
            new.writestr(name, part or old.read(name))
    return file.getvalue()


def numbers(content: bytes) -> list[Any]:
    """The numbers of the projects, formulas as they are, and what was saved for them."""
    found = openpyxl.load_workbook(io.BytesIO(content))["项目"]
    saved = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["项目"]
    return [
        (found.cell(row, 1).value, saved.cell(row, 1).value) for row in range(2, found.max_row + 1)
    ]


ROWS = dict.fromkeys((2, 3), "=ROW()-1")
ABOVE = {3: "=A2+1"}


@pytest.mark.parametrize("place", [0, 1])
def test_numbers_that_rows_compute_go_on_counting(place: int) -> None:
    assert len(cells(numbered({}), "项目", "名称")) == 2
    new = added(place)
    for formulas in (ROWS, ABOVE):
        after = updated(numbered(formulas), new, FORM)
        assert said(after) == new
        assert [saved for _, saved in numbers(after)] == [1, 2, 3]
        assert told(numbered(formulas), new) == ()
        back = updated(after, small(), FORM)
        assert said(back) == small()
        assert [saved for _, saved in numbers(back)] == [1, 2]
    assert [text for text, _ in numbers(updated(numbered(ROWS), new, FORM))] == ["=ROW()-1"] * 3
    above = [text for text, _ in numbers(updated(numbered(ABOVE), new, FORM))]
    assert above == ([1, 2, "=A3+1"] if place == 0 else [1, "=A2+1", "=A3+1"])


def test_numbers_that_cannot_go_on_counting_are_told_of() -> None:
    (remark,) = told(numbered({2: "=ROW()-1", 3: "=1+1"}), added(1))
    assert remark == "“项目”的序号是公式，增删行以后请核对"
    (remark,) = told(numbered(ROWS, {2: 101, 3: 102}), added(1))
    assert remark == "“项目”的序号是公式，增删行以后请核对"


def test_new_rows_that_lack_a_formula_of_the_users_own_are_told_of() -> None:
    before = by_hand(written(small(), FORM), own)
    (remark,) = told(before, added(0))
    assert re.fullmatch(r"新加的行没有这一栏的公式：项目![A-Z]+2，请照别的行补上", remark)
    assert told(before, small(("聘请编外人员。", "聘请临时人员。"))) == ()


def test_a_formula_over_several_sheets_stays_and_is_told_of() -> None:
    def sum_up(book: openpyxl.Workbook) -> None:
        book.create_sheet("汇总")["A1"] = "=SUM(项目:绩效指标!Z3)"
        book["汇总"]["A2"] = "=SUM('项目:绩效指标'!Z1)+SUM(资料:资金使用单位!Z9)"
        book.defined_names["几张"] = DefinedName("几张", attr_text="项目:绩效指标!$Z$4")

    before = by_hand(written(small(), FORM), sum_up)
    after = updated(before, added(0), FORM)
    sheet = openpyxl.load_workbook(io.BytesIO(after))["汇总"]
    assert [sheet["A1"].value, sheet["A2"].value] == [
        "=SUM(项目:绩效指标!Z3)",
        "=SUM('项目:绩效指标'!Z1)+SUM(资料:资金使用单位!Z9)",
    ]
    remarks = told(before, added(0))
    assert (
        "公式 汇总!A1（项目:绩效指标!Z3） 跨几张工作表，没有跟着“项目”的行移动，请核对" in remarks
    )
    assert any("名称“几张”（项目:绩效指标!$Z$4）" in each for each in remarks)
    assert not any("A2" in each for each in remarks)


def test_a_heading_that_reads_like_a_gap_is_no_gap() -> None:
    """【待填】 is what drafts print; as the name of a column or a row it waits for nothing."""

    def mark(book: openpyxl.Workbook) -> None:
        sheet = book["项目"]
        sheet.cell(1, sheet.max_column + 1, "【待填】")
        sheet.cell(2, sheet.max_column, "某人")
        book["资料"].append(["", "【待填】", "", ""])

    before = by_hand(written(small(), FORM), mark)
    loaded = understand(read_workbook(before, "数据.xlsx"), REGISTRY, allow_pending=True)
    assert (loaded.document, loaded.pending) == (small(), ())
    assert loaded.source
    assert any("【待填】" in each.message for each in loaded.source.remarks)
    after = updated(before, added(0), FORM)
    assert said(after) == added(0)
    assert cells(after, "项目", "【待填】")[:2] == [None, "某人"]
    filled = by_hand(before, lambda book: book["资料"].append(["", "【待填】", "内容", ""]))
    with pytest.raises(InputError, match="没有“【待填】”这一项"):
        said(filled)


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
