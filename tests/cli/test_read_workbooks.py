"""``perfreport read`` with data workbooks: written anew, and changed in place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import perfreport as library
from perfreport.cli.changes import print_changes
from perfreport.documents.changing import changed
from perfreport.documents.kept_data import kept_data
from perfreport.documents.loading import read_document
from perfreport.forms.registry import FormRegistry
from tests.cli.running import Runner
from tests.cli.test_read import AMOUNT, GOAL
from tests.outside.soffice import Soffice
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import PROJECTS, altered

EDITED = altered(PROJECTS, ("聘请编外人员。", "聘请临时人员。"))


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A Word file in which a goal was edited."""
    editor = WordEditor(library.render(library.loads(PROJECTS), "docx"))
    GOAL(editor)
    path = tmp_path / "改过的.docx"
    path.write_bytes(editor.save())
    return path


@pytest.fixture
def data(tmp_path: Path, perfreport: Runner) -> Path:
    """The data workbook that the Word file was made from."""
    path, unedited = tmp_path / "数据.xlsx", tmp_path / "原样.docx"
    unedited.write_bytes(library.render(library.loads(PROJECTS), "docx"))
    assert perfreport("read", unedited, "-o", path).code == 0
    return path


def said(path: Path) -> library.Document:
    return read_document(path, FormRegistry()).document


def change(path: Path, act: Callable[[openpyxl.Workbook], None]) -> None:
    book = openpyxl.load_workbook(path)
    act(book)
    book.save(path)


def test_what_was_read_is_written_as_a_workbook(perfreport: Runner, word: Path) -> None:
    path = word.with_name("新.xlsx")
    outcome = perfreport("read", word, "-o", path)
    assert (outcome.code, "已写出" in outcome.out) == (0, True)
    assert said(path) == library.loads(EDITED)


def test_edits_go_into_the_workbook_and_the_old_one_is_kept(
    perfreport: Runner, word: Path, data: Path
) -> None:
    before = data.read_bytes()
    outcome = perfreport("read", word, "--update", data)
    assert outcome.code == 0
    assert "数据.xlsx：项目!" in outcome.err
    assert said(data) == library.loads(EDITED)
    assert data.with_name("数据.xlsx~").read_bytes() == before


def test_without_an_edit_nothing_is_touched(perfreport: Runner, data: Path) -> None:
    before = data.read_bytes()
    outcome = perfreport("read", data.with_name("原样.docx"), "--update", data)
    assert (outcome.code, "没有动" in outcome.out) == (0, True)
    assert data.read_bytes() == before


def test_a_changed_copy_is_a_workbook_as_well(perfreport: Runner, word: Path, data: Path) -> None:
    copy = data.with_name("另存.xlsx")
    before = data.read_bytes()
    assert perfreport("read", word, "--update", data, "-o", copy).code == 0
    assert said(copy) == library.loads(EDITED)
    assert data.read_bytes() == before
    assert perfreport("read", word, "--update", data, "-o", data.with_name("另.yaml")).code == 2


PUT_IN = """\
      - 名称: 设备购置
        财政拨款: 12.50
        绩效目标: 更新设备。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 数量, 实施周期指标值: 10台, 年度指标值: 10台}
"""
FIRST = "      - 名称: 编外人员聘用经费\n"


def test_changes_are_told_where_they_are_found_afterwards(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project is put first, one is edited, one goes."""
    last = PROJECTS[PROJECTS.index('      - 名称: "13600101"') :]
    edits = ((last, ""), (FIRST, f"{PUT_IN}{FIRST}"), ("聘请编外人员。", "聘请临时人员。"))
    new = library.loads(altered(PROJECTS, *edits))
    loaded, kept = read_document(data, FormRegistry()), kept_data(data)
    made = changed(kept, loaded, new, FormRegistry())
    assert made.refusal is None
    print_changes(made.differences, loaded, made.after, data.with_name("新.xlsx"))
    told = capsys.readouterr().err
    assert isinstance(made.content, bytes)
    sheet = openpyxl.load_workbook(BytesIO(made.content))["项目"]
    goal = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "聘请临时人员。")
    assert goal.row == 3
    assert f"新.xlsx：项目!{goal.coordinate}：" in told
    assert re.search("加　?.*新.xlsx：项目!A2：.*设备购置", told)
    assert re.search("删　?.*数据.xlsx：项目!A3：.*13600101", told)
    print_changes(made.differences, loaded, made.after)
    assert "数据.xlsx（改之前）：项目!A3：" in capsys.readouterr().err


def test_an_edit_of_what_a_formula_computes_is_not_made(
    perfreport: Runner, data: Path, calc: Soffice
) -> None:
    sheet = openpyxl.load_workbook(data)["项目"]
    headings = [str(cell.value).rstrip("*") for cell in sheet[1]]
    column = get_column_letter(headings.index("财政拨款") + 1)
    change(data, lambda book: book["项目"][f"{column}2"].__setattr__("value", "=50+9.8"))
    data.write_bytes(calc.convert(data.read_bytes(), "xlsx"))
    editor = WordEditor(library.render(library.loads(PROJECTS), "docx"))
    GOAL(editor)
    AMOUNT(editor)
    edited = data.with_name("又改过的.docx")
    edited.write_bytes(editor.save())
    outcome = perfreport("read", edited, "--update", data)
    assert outcome.code == 1
    assert f"项目!{column}2" in outcome.err
    assert "这一格是公式" in outcome.err
    assert "所存的值还是改之前算的" in outcome.err
    assert said(data) == library.loads(EDITED)
    assert openpyxl.load_workbook(data)["项目"][f"{column}2"].value == "=50+9.8"


def test_a_workbook_that_cannot_be_changed_stays_as_it_is(
    perfreport: Runner, word: Path, data: Path, calc: Soffice
) -> None:
    old = data.with_name("旧.ods")
    old.write_bytes(calc.convert(data.read_bytes(), "ods"))
    before = old.read_bytes()
    outcome = perfreport("read", word, "--update", old)
    assert outcome.code == 2
    assert "另存为 .xlsx" in outcome.err
    assert old.read_bytes() == before


def test_libreoffice_reads_what_was_changed_as_it_is(
    perfreport: Runner, word: Path, data: Path, calc: Soffice
) -> None:
    perfreport("read", word, "--update", data)
    again = data.with_name("再存.xlsx")
    again.write_bytes(calc.convert(data.read_bytes(), "xlsx"))
    assert said(again) == library.loads(EDITED)


@pytest.mark.parametrize("name", ["数据.xlsb", "数据.xlsx"])
@pytest.mark.parametrize("command", ["check", "read"])
def test_a_binary_workbook_is_named_with_what_to_do(
    tmp_path: Path, perfreport: Runner, command: str, name: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for part in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.bin", "xl/theme/a.xml"):
            archive.writestr(part, "<a/>")
    outcome = perfreport(command, path)
    assert outcome.code
    assert "二进制 Excel 工作簿（.xlsb）" in outcome.out + outcome.err
    assert "另存为 .xlsx 再读" in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("command", "has_option"),
    [(["check"], False), (["build", "-o", "结果"], False), (["read"], True)],
)
def test_limits_are_raised_where_the_command_has_an_option_for_it(
    tmp_path: Path, perfreport: Runner, command: list[str], has_option: bool
) -> None:
    path = tmp_path / "大.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"xl/workbook.xml{number}", "<a/>")
    outcome = perfreport(*command, path)
    assert outcome.code
    told = outcome.out + outcome.err
    assert "内部部件（1,001）超过上限 1,000" in told
    assert ("--limit 内部部件=1001" in told) is has_option
    assert ("请删去用不到的内容，或分成几个文件" in told) is not has_option
