"""What names rows of a sheet follows them when they come, go and move, also at its edges."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from perfreport.office.limits import Limits
from perfreport.sheets.editing.references import LostError
from perfreport.sheets.editing.sheetpart import ArrayError
from perfreport.sheets.editing.shift import Shift
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Spot
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice
from tests.sheets.editing.test_workbookfile import fill, parts
from tests.sheets.small_books import MAIN, package, relationships, spot, xlsx

LISTED = (1, 5)
FIRST = Shift("表", above={1: 1}, listed=LISTED)
LAST = Shift("表", below={5: 1}, listed=LISTED)
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"


def after(content: bytes, shift: Shift) -> bytes:
    file = WorkbookFile(content, Limits())
    file.shift(shift)
    return file.content()


def own(content: bytes) -> str:
    return parts(content)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("shift", [FIRST, LAST], ids=["first", "last"])
def test_what_covered_the_whole_list_covers_a_row_at_its_edge(shift: Shift) -> None:
    written = parts(after(xlsx(fill), shift))
    sheet = written["xl/worksheets/sheet1.xml"]
    for words in ("<f>SUM(B2:B7)</f>", 'sqref="A2:A7"', 'sqref="A2:B7"', 'autoFilter ref="A1:D7"'):
        assert words in sheet
    # The rule of the first row is that of each row, also of the new one.
    assert "<formula>$B2&gt;3</formula>" in sheet
    assert "<f>SUM(表!B2:B7)+表!B8</f>" in written["xl/worksheets/sheet2.xml"]
    assert "表!$B$2:$B$7" in written["xl/charts/chart1.xml"]
    assert "表!$B$2:$B$7" in written["xl/workbook.xml"]


@pytest.mark.parametrize("shift", [FIRST, LAST], ids=["first", "last"])
def test_libreoffice_adds_up_the_row_at_the_edge(shift: Shift, calc: Soffice) -> None:
    file = WorkbookFile(xlsx(fill), Limits())
    file.shift(shift)
    row = 1 if shift is FIRST else 6
    file.sheet("表").put(Spot(row, 1), Decimal(100), None)
    book = read_workbook(calc.convert(file.content(), "xlsx"))
    assert book.sheets[0].cells[spot("B8")].held == Decimal("122.5")
    assert book.sheets[1].cells[spot("A1")].held == Decimal(245)


def test_what_covered_a_part_of_the_list_does_not_grow_above_it() -> None:
    def some(made: Any, sheet: Any) -> None:
        fill(made, sheet)
        sheet.write_formula("J1", "=SUM(B2:B4)+B2")

    assert "<f>SUM(B3:B5)+B3</f>" in own(after(xlsx(some), FIRST))


@pytest.mark.parametrize("listed", [(1, 1), (1, 0)])
def test_what_covered_a_list_of_one_row_or_none_grows(listed: tuple[int, int]) -> None:
    behind = (
        '<conditionalFormatting sqref="A2"><cfRule type="expression" priority="1">'
        "<formula>A2=1</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation sqref="B2:B9"/></dataValidations>'
    )
    rows = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><f>SUM(A2:A2)+A2</f></c></row>'
    found = own(after(package(rows, behind=behind), Shift("表", above={1: 2}, listed=listed)))
    for words in ('sqref="A2:A4"', "<formula>A2=1</formula>", 'sqref="B2:B11"'):
        assert words in found
    assert "<f>SUM(A2:A4)+A4</f>" in found


def test_rows_that_move_take_along_what_is_about_them() -> None:
    """The fourth project is put first: formulas, notes and links that name it go on naming it."""
    shift = Shift("表", above={1: 1}, gone=frozenset((4,)), moves={4: 1}, listed=LISTED)

    def naming(made: Any, sheet: Any) -> None:
        fill(made, sheet)
        made.add_worksheet("又").write_formula("A1", "=表!B5+表!B2")

    content = after(xlsx(naming), shift)
    written, cells = parts(content), read_workbook(content).sheets[0].cells
    assert [cells[Spot(row, 0)].shown for row in range(1, 6)] == [
        "项目4", "项目1", "项目2", "项目3", "项目5",
    ]  # fmt: skip
    assert "<f>表!B2+表!B3</f>" in written["xl/worksheets/sheet3.xml"]
    assert "<f>B2*2</f>" in written["xl/worksheets/sheet1.xml"]
    assert re.search('ref="A2".*批注五', written["xl/comments1.xml"])
    assert sorted(re.findall("<x:Row>(.*?)</x:Row>", written["xl/drawings/vmlDrawing1.vml"])) == [
        "1", "3",
    ]  # fmt: skip


def test_a_rule_whose_first_row_goes_is_written_for_the_next() -> None:
    def ruled(made: Any, sheet: Any) -> None:
        fill(made, sheet)
        bold = made.add_format({"bold": True})
        sheet.conditional_format("C2:C6", {
            "type": "formula", "criteria": "=$C2=$A$4&$B3", "format": bold,
        })  # fmt: skip

    found = own(after(xlsx(ruled), Shift("表", gone=frozenset((1,)))))
    assert "<formula>$C2=$A$3&amp;$B3</formula>" in found


def test_a_rule_of_a_whole_column_stays_within_the_sheet() -> None:
    behind = '<dataValidations count="1"><dataValidation sqref="A2:A1048576"/></dataValidations>'
    found = own(after(package("<row/>", behind=behind), Shift("表", below={1: 3})))
    assert 'sqref="A2:A1048576"' in found


def pivot(*, sheet: str = "表", area: str = "A1:B6") -> bytes:
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
        f'<worksheetSource ref="{area}" sheet="{sheet}"/></cacheSource></pivotCacheDefinition>'
    )
    return package(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        parts={"xl/pivotCache/pivotCacheDefinition1.xml": cache.encode()},
    )


@pytest.mark.parametrize("shift", [FIRST, LAST], ids=["first", "last"])
def test_a_pivot_table_is_made_of_the_new_rows_too(shift: Shift) -> None:
    found = parts(after(pivot(), shift))["xl/pivotCache/pivotCacheDefinition1.xml"]
    assert 'ref="A1:B7"' in found
    assert 'refreshOnLoad="1"' in found
    other = parts(after(pivot(sheet="汇总"), shift))["xl/pivotCache/pivotCacheDefinition1.xml"]
    assert ('ref="A1:B6"' in other, "refreshOnLoad" in other) == (True, False)


def test_a_pivot_table_that_would_lose_its_cells_is_told() -> None:
    with pytest.raises(LostError, match="数据透视表"):
        after(pivot(area="A3:B4"), Shift("表", gone=frozenset((2, 3))))


def extended(inside: str) -> str:
    return f'<extLst><ext xmlns:x14="{X14}" xmlns:xm="{XM}" uri="u">{inside}</ext></extLst>'


def test_small_charts_and_rules_of_excel_2010_go_with_their_rows() -> None:
    sparks = "".join(
        f"<x14:sparkline><xm:f>表!A{row}:C{row}</xm:f><xm:sqref>D{row}</xm:sqref></x14:sparkline>"
        for row in (2, 3, 4)
    )
    rule = (
        "<x14:conditionalFormatting><x14:cfRule><xm:f>A2>1</xm:f></x14:cfRule>"
        "<xm:sqref>A2:A4</xm:sqref></x14:conditionalFormatting>"
        "<x14:conditionalFormatting><x14:cfRule><xm:f>A3>1</xm:f></x14:cfRule>"
        "<xm:sqref>A3</xm:sqref></x14:conditionalFormatting>"
    )
    behind = extended(f"<x14:sparklines>{sparks}</x14:sparklines>{rule}")
    found = own(after(package("<row/>", behind=behind), Shift("表", gone=frozenset((2,)))))
    assert re.findall("<xm:sqref>(.*?)<", found) == ["D2", "D3", "A2:A3"]
    assert re.findall("<xm:f>(.*?)<", found) == ["表!A2:C2", "表!A3:C3", "A2&gt;1"]


ARRAYS: list[tuple[str, Shift, str | None]] = [
    ("array", Shift("表", gone=frozenset((2,))), None),
    ("array", Shift("表", gone=frozenset((1,))), None),
    ("array", Shift("表", below={2: 1}), None),
    ("array", Shift("表", above={1: 1}), 'ref="B3:B5"'),
    ("dataTable", Shift("表", gone=frozenset((2,))), None),
    ("dataTable", Shift("表", above={0: 2}), 'ref="B4:B6"'),
]


@pytest.mark.parametrize(("kind", "shift", "expected"), ARRAYS)
def test_cells_that_one_formula_computes_are_not_parted(
    kind: str, shift: Shift, expected: str | None
) -> None:
    more = ' r1="A1"' if kind == "dataTable" else ""
    rows = (
        f'<row r="2"><c r="B2"><f t="{kind}" ref="B2:B4"{more}>A2:A4*2</f><v>2</v></c></row>'
        '<row r="3"><c r="B3"><v>4</v></c></row><row r="4"><c r="B4"><v>6</v></c></row>'
    )
    if expected is None:
        with pytest.raises(ArrayError, match="表!B2:B4"):
            after(package(rows), shift)
    else:
        assert expected in own(after(package(rows), shift))


def test_formulas_shared_with_a_row_that_goes_stay() -> None:
    rows = (
        '<row r="2"><c r="B2"><f t="shared" ref="B2:B4" si="0">A2*2+SUM($A$2:A2)</f></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="B4"><f t="shared" si="0"/></c></row>'
    )
    found = own(after(package(rows), Shift("表", gone=frozenset((1,)))))
    assert re.findall("<f>(.*?)</f>", found) == ["A2*2+SUM($A$2:A2)", "A3*2+SUM($A$2:A3)"]


def test_texts_in_several_looks_stay_in_rows_that_move() -> None:
    rich = "<is><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></is>"
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr">{rich}</c></row>'
    )
    shift = Shift("表", above={0: 1}, gone=frozenset((1,)), moves={1: 0})
    found = own(after(package(rows), shift))
    assert f'<row r="1"><c r="A1" t="inlineStr">{rich}</c></row>' in found


def test_pages_break_where_they_broke_and_columns_are_left_alone() -> None:
    behind = (
        '<rowBreaks count="2" manualBreakCount="2"><brk id="3" man="1"/><brk id="4" man="1"/>'
        '</rowBreaks><colBreaks count="1"><brk id="9"/></colBreaks>'
    )
    found = own(after(package("<row/>", behind=behind), Shift("表", gone=frozenset((3,)))))
    assert '<rowBreaks count="1" manualBreakCount="1"><brk id="3" man="1"/></rowBreaks>' in found
    assert '<brk id="9"/>' in found


def test_a_control_is_linked_to_the_cell_that_it_was() -> None:
    control = (
        f'<formControlPr xmlns="{X14}" objectType="Drop" fmlaLink="$A$3" fmlaRange="$A$2:$A$6"/>'
    )
    content = package(
        "<row/>",
        parts={
            "xl/ctrlProps/ctrlProp1.xml": control.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                ("ctrlProp", "../ctrlProps/ctrlProp1.xml")
            ),
        },
    )
    found = parts(after(content, FIRST))["xl/ctrlProps/ctrlProp1.xml"]
    assert 'fmlaLink="$A$4"' in found
    assert 'fmlaRange="$A$2:$A$7"' in found


SHIFTS: dict[str, Callable[[], Shift]] = {
    "first": lambda: FIRST,
    "last": lambda: LAST,
    "scattered": lambda: Shift("表", above={1: 1, 4: 2}, below={5: 1}, gone=frozenset((2, 5))),
    "moved": lambda: Shift("表", above={1: 1}, gone=frozenset((4,)), moves={4: 1}, listed=LISTED),
}


@pytest.mark.parametrize("name", SHIFTS)
def test_the_file_is_as_the_standard_has_it(name: str, ooxml_validator: OoxmlValidator) -> None:
    content = after(xlsx(fill), SHIFTS[name]())
    assert ooxml_validator.validate_all([content], ".xlsx") == [[]]
