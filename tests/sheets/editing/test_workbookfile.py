"""A workbook that is changed keeps all that its user put into it."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from perfreport.office.limits import Limits
from perfreport.office.package import write_package
from perfreport.sheets.editing.references import LostError
from perfreport.sheets.editing.sheetpart import FormulaError
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Spot, Workbook
from tests.sheets.small_books import package, spot, xlsx


def fill(made: Any, sheet: Any) -> None:
    """Five projects with what users put beside them: rules, notes, links, a chart, a total."""
    look = made.add_format({"border": 1, "num_format": "0.00"})
    sheet.write_row(0, 0, ["名称", "金额", "备注", "两倍"])
    for row in range(1, 6):
        sheet.write(row, 0, f"项目{row}", look)
        sheet.write(row, 1, row * 1.5, look)
        sheet.write(row, 2, f"备注{row}")
        sheet.write_formula(row, 3, f"=B{row + 1}*2", None, row * 3)
    sheet.write(6, 0, "合计")
    sheet.write_formula(6, 1, "=SUM(B2:B6)", look, 22.5)
    sheet.write_comment("A3", "批注三")
    sheet.write_comment("A5", "批注五")
    sheet.data_validation("A2:A6", {"validate": "list", "source": ["甲", "乙"]})
    bold = made.add_format({"bold": True})
    rule = {"type": "formula", "criteria": "=$B2>3", "format": bold}
    sheet.conditional_format("A2:B6", rule)
    sheet.autofilter("A1:D6")
    sheet.merge_range("F5:G6", "合并")
    sheet.write_url("H6", "https://example.org")
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$B$2:$B$6"})
    sheet.insert_chart("A12", chart)
    made.define_name("全部", "=表!$B$2:$B$6")
    made.add_worksheet("汇总").write_formula("A1", "=SUM(表!B2:B6)+表!B7", None, 45)


def opened() -> WorkbookFile:
    return WorkbookFile(xlsx(fill), Limits())


def taken_out(*rows: int) -> Shift:
    return Shift("表", gone=frozenset(rows))


def saved(file: WorkbookFile) -> Workbook:
    return read_workbook(file.content())


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_what_is_not_touched_stays_to_the_byte() -> None:
    content = xlsx(fill)
    before, after = parts(content), parts(WorkbookFile(content, Limits()).content())
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"xl/workbook.xml"}
    assert 'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_a_cell_says_something_else_and_looks_as_before() -> None:
    file = opened()
    sheet = file.sheet("表")
    for address, content in (("A2", "改\n了 _x0041_\x02"), ("B2", Decimal("9.5")), ("A9", "新")):
        sheet.put(spot(address), content, sheet.style(spot(address)))
    sheet.put(spot("A3"), None, sheet.style(spot("A3")))
    cells = saved(file).sheets[0].cells
    assert cells[spot("A2")].shown == "改\n了 _x0041_\x02"
    assert (cells[spot("B2")].shown, cells[spot("B2")].is_bordered) == ("9.50", True)
    assert cells[spot("A9")].shown == "新"
    assert spot("A3") not in cells
    assert spot("A3") in saved(file).sheets[0].bordered


def test_nothing_is_put_over_a_formula() -> None:
    sheet = opened().sheet("表")
    with pytest.raises(FormulaError):
        sheet.put(spot("D2"), Decimal(1), None)


def test_a_format_is_added_once_beside_those_that_are_there() -> None:
    file = opened()
    sheet = file.sheet("表")
    old = sheet.style(spot("B2"))
    new = file.looks.with_code(old, '0.0"万元"')
    assert new == file.looks.with_code(old, '0.0"万元"') != old
    assert file.looks.with_code(old, "0.00") == old
    sheet.put(spot("B2"), Decimal("1.5"), new)
    cell = saved(file).sheets[0].cells[spot("B2")]
    assert (cell.shown, cell.is_bordered) == ("1.5万元", True)


def test_rows_put_in_below_a_list_belong_to_it() -> None:
    file = opened()
    sheet = file.sheet("表")
    model = sheet.row(5)
    assert model is not None
    file.shift(Shift("表", below={5: 2}))
    sheet.copy_look(6, model)
    sheet.put(Spot(6, 0), "项目6", sheet.style(Spot(6, 0)))
    content = file.content()
    found = read_workbook(content).sheets[0].cells
    assert (found[spot("A7")].shown, found[spot("A7")].is_bordered) == ("项目6", True)
    assert found[spot("A9")].shown == "合计"
    written = parts(content)
    own = written["xl/worksheets/sheet1.xml"]
    for words in (
        "<f>SUM(B2:B8)</f>",
        'sqref="A2:A8"',
        'sqref="A2:B8"',
        '<autoFilter ref="A1:D8"/>',
        '<mergeCell ref="F5:G6"/>',
    ):
        assert words in own
    assert "<f>SUM(表!B2:B8)+表!B9</f>" in written["xl/worksheets/sheet2.xml"]
    assert "表!$B$2:$B$8" in written["xl/charts/chart1.xml"]
    assert "表!$B$2:$B$8" in written["xl/workbook.xml"]
    assert "<xdr:row>13</xdr:row>" in written["xl/drawings/drawing1.xml"]


def test_a_row_that_goes_takes_its_note_along_and_the_others_follow() -> None:
    file = opened()
    file.shift(taken_out(2))
    content = file.content()
    cells = read_workbook(content).sheets[0].cells
    assert [cells[Spot(row, 0)].shown for row in range(1, 6)] == [
        "项目1", "项目3", "项目4", "项目5", "合计",
    ]  # fmt: skip
    written = parts(content)
    notes = written["xl/comments1.xml"]
    assert ('ref="A4"' in notes, "批注五" in notes, "批注三" in notes) == (True, True, False)
    assert "<x:Row>3</x:Row>" in written["xl/drawings/vmlDrawing1.vml"]
    assert "<x:Row>2</x:Row>" not in written["xl/drawings/vmlDrawing1.vml"]
    own = written["xl/worksheets/sheet1.xml"]
    for words in ("<f>SUM(B2:B5)</f>", "<f>B3*2</f>", '<mergeCell ref="F4:G5"/>', 'ref="H5"'):
        assert words in own


def test_the_first_row_of_a_rule_may_go() -> None:
    file = opened()
    file.shift(taken_out(1))
    own = parts(file.content())["xl/worksheets/sheet1.xml"]
    assert 'sqref="A2:B5"' in own
    assert "<formula>$B2&gt;3</formula>" in own


def test_a_row_that_a_formula_names_alone_does_not_go() -> None:
    file = opened()
    with pytest.raises(LostError, match="汇总!A1"):
        file.shift(taken_out(6))


@pytest.mark.parametrize("before", [(), (1, 2)])
def test_a_formula_in_the_way_is_named_as_it_stands_in_the_file(before: tuple[int, ...]) -> None:
    def refer(made: Any, sheet: Any) -> None:
        fill(made, sheet)
        sheet.write_formula("B12", "=B6", None, 7.5)

    file = WorkbookFile(xlsx(refer), Limits())
    file.shift(taken_out(*before))
    with pytest.raises(LostError, match=r"表!B12$"):
        file.shift(taken_out(4 - len(before), 5 - len(before)))


def test_a_cell_that_is_computed_is_named_as_it_stands_in_the_file() -> None:
    file = opened()
    file.shift(taken_out(1, 2))
    with pytest.raises(FormulaError, match=r"^B7$"):
        file.sheet("表").put(spot("B5"), None, None)


def test_a_formula_that_others_share_is_spelt_out() -> None:
    shared = '<f t="shared" ref="B1:B3" si="0">A1*$A$1</f>'
    rows = (
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1">{shared}<v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    file = WorkbookFile(package(rows), Limits())
    file.shift(Shift("表", below={0: 1}))
    own = parts(file.content())["xl/worksheets/sheet1.xml"]
    for words in ("<f>A1*$A$1</f>", "<f>A3*$A$1</f>", "<f>A4*$A$1</f>"):
        assert words in own


def test_macros_stay() -> None:
    with_macros = write_package(
        {
            **{name: part.encode() for name, part in parts(package("<row/>")).items()},
            "xl/vbaProject.bin": b"\0\1\2",
        }
    )
    assert parts(WorkbookFile(with_macros, Limits()).content())["xl/vbaProject.bin"] == "\0\1\2"


def test_a_strict_file_is_changed_as_any_other() -> None:
    """Excel's “Strict Open XML”: the same in other namespaces."""
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "officeDocument/relationships"
        ),
    }
    strict = {}
    for name, part in parts(package('<row r="1"><c r="A1"><v>1</v></c></row>')).items():
        for usual, other in names.items():
            part = part.replace(usual, f"http://purl.oclc.org/ooxml/{other}")
        strict[name] = part.encode()
    file = WorkbookFile(write_package(strict), Limits())
    file.shift(Shift("表", above={0: 1}))
    assert '<c r="A2">' in parts(file.content())["xl/worksheets/sheet1.xml"]
