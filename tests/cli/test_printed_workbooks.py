"""Printed workbooks (.xlsx) that were edited: taken back, compared, made anew, not overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport as library
from tests.cli.running import Outcome, Runner
from tests.office.compounds import compound
from tests.roundtrip.workbooks.sheet_editor import SheetEditor
from tests.small_files import PROJECTS, altered

WORKBOOKS = Path(__file__).parents[1] / "sheets" / "files"

DATA, SHEET = Path("项目.yaml"), Path("结果/项目.xlsx")
GOAL = ("聘请编外人员。", "聘请临时人员。")


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data file in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    DATA.write_text(PROJECTS, "utf-8")


def build(perfreport: Runner, *options: str) -> Outcome:
    return perfreport("build", DATA, "-o", "结果", "-f", "xlsx", "--no-system-fonts", *options)


def edit(words: str, old: str, new: str) -> bytes:
    """Change the workbook; what it is now."""
    editor = SheetEditor(SHEET.read_bytes())
    editor.replace(words, old, new)
    SHEET.write_bytes(editor.save())
    return SHEET.read_bytes()


def test_an_edit_is_taken_over_into_the_data_file(perfreport: Runner) -> None:
    build(perfreport)
    edit(GOAL[0], *GOAL)
    outcome = perfreport("read", SHEET, "--update", DATA)
    assert outcome.code == 0
    assert DATA.read_text("utf-8") == altered(PROJECTS, GOAL)
    assert "绩效目标" in outcome.err


def test_an_edit_is_taken_over_into_a_data_workbook(perfreport: Runner) -> None:
    build(perfreport)
    edit(GOAL[0], *GOAL)
    assert perfreport("convert", DATA, "-o", "数据.xlsx").code == 0
    outcome = perfreport("read", SHEET, "--update", "数据.xlsx")
    assert outcome.code == 0
    assert library.load("数据.xlsx") == library.loads(altered(PROJECTS, GOAL))


def test_a_computed_figure_is_told_as_one_that_excel_shows(perfreport: Runner) -> None:
    build(perfreport)
    editor = SheetEditor(SHEET.read_bytes())
    editor.beside("合计", 1).value = 1
    SHEET.write_bytes(editor.save())
    outcome = perfreport("read", SHEET, "--update", DATA)
    assert outcome.code == 1
    assert "不符　合计.总计：Excel 中写的是“1.00”，按数据算得“105.80”" in outcome.err
    assert DATA.read_text("utf-8") == PROJECTS


def test_what_is_no_data_is_told_with_its_cell(perfreport: Runner) -> None:
    build(perfreport)
    editor = SheetEditor(SHEET.read_bytes())
    editor.below(2).value = "请张三核对"
    place = f"{editor.sheets[0].title}!A{editor.sheets[0].max_row}"
    SHEET.write_bytes(editor.save())
    outcome = perfreport("read", SHEET, "--update", DATA)
    assert outcome.code == 1
    assert f"未收　{place}：“请张三核对”" in outcome.err


def test_what_both_changed_is_told_of_excel(perfreport: Runner) -> None:
    build(perfreport)
    edit(GOAL[0], *GOAL)
    DATA.write_text(altered(PROJECTS, (GOAL[0], "聘请专业人员。")), "utf-8")
    outcome = perfreport("read", SHEET, "--update", DATA)
    assert outcome.code == 1
    assert "数据文件和 Excel 都改了：Excel 为“聘请临时人员。”" in outcome.err


def test_a_workbook_is_compared_with_its_data(perfreport: Runner) -> None:
    build(perfreport)
    assert perfreport("diff", DATA, SHEET).code == 0
    edit(GOAL[0], *GOAL)
    outcome = perfreport("diff", DATA, SHEET)
    assert outcome.code == 1
    assert "聘请【删：编外】【增：临时】人员。" in outcome.out


def test_a_workbook_is_made_anew_as_word_and_pdf(perfreport: Runner) -> None:
    build(perfreport)
    edit(GOAL[0], *GOAL)
    outcome = perfreport("regenerate", SHEET, "-o", "新", "-f", "docx")
    assert outcome.code == 0
    reading = library.read_docx(Path("新/项目.docx").read_bytes())
    assert reading.document == library.loads(altered(PROJECTS, GOAL))


def test_an_edited_workbook_is_not_overwritten(perfreport: Runner) -> None:
    build(perfreport)
    before = edit(GOAL[0], *GOAL)
    outcome = build(perfreport)
    assert (outcome.code, SHEET.read_bytes()) == (4, before)
    assert "perfreport read 结果/项目.xlsx --update 项目.yaml" in outcome.err
    assert build(perfreport, "--overwrite").code == 0
    assert SHEET.read_bytes() != before


def test_a_workbook_that_nobody_touched_follows_the_data(perfreport: Runner) -> None:
    build(perfreport)
    DATA.write_text(altered(PROJECTS, GOAL), "utf-8")
    assert build(perfreport).code == 0
    reading = library.read_xlsx(SHEET.read_bytes())
    assert reading.document == library.loads(altered(PROJECTS, GOAL))


def test_a_data_workbook_is_told_from_a_printed_one(perfreport: Runner) -> None:
    form = library.loads(PROJECTS).form
    assert perfreport("new", str(form), "-o", "空白.xlsx").code == 0
    outcome = perfreport("read", "空白.xlsx")
    assert outcome.code == 2
    assert "空白.xlsx：这是填数据的工作簿，不是生成的表格" in outcome.err


def test_a_printed_workbook_is_no_data_file(perfreport: Runner) -> None:
    build(perfreport)
    outcome = perfreport("check", SHEET)
    assert outcome.code == 2
    assert "印好的表用 perfreport read 读回" in outcome.err


@pytest.mark.parametrize("name", ["旧.xls", "锁.xlsx"])
def test_an_old_or_locked_workbook_is_to_be_saved_as_xlsx(perfreport: Runner, name: str) -> None:
    old = (WORKBOOKS / "kinds.xls").read_bytes()
    Path(name).write_bytes(old if name == "旧.xls" else compound("EncryptedPackage"))
    outcome = perfreport("read", name)
    assert outcome.code == 2
    assert "另存为 .xlsx 再读" in outcome.err
