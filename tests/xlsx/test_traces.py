"""What stands in a workbook besides its cells."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from perfreport.basics.errors import InputError
from perfreport.office.limits import Limits
from perfreport.office.package import write_package
from perfreport.xlsx.traces import traces_in


def workbook() -> bytes:
    """With notes on two sheets, a box with words, one without, and a chart."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    first, second = book.add_worksheet("甲"), book.add_worksheet("乙")
    first.write_comment("B2", "请核对", {"author": "李会计"})
    second.write_comment("A1", "看过", {"author": " "})
    first.insert_textbox("D4", "框里的话")
    first.insert_textbox("D9", "")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=甲!$A$1:$A$2"})
    second.insert_chart("C3", chart)
    book.close()
    return file.getvalue()


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_notes_boxes_and_pictures_are_found() -> None:
    traces = traces_in(workbook(), Limits())
    assert traces.comments == ["李会计（甲!B2）：请核对", "未署名（乙!A1）：看过"]
    assert traces.asides == ["框里的话"]
    assert traces.pictures == 1


@pytest.mark.parametrize("start", ["xl/comments", "xl/drawings/drawing", "xl/workbook.xml"])
def test_what_is_damaged_is_refused(start: str) -> None:
    name = next(name for name in sorted(parts()) if name.startswith(start))
    with pytest.raises(InputError, match="这个 Excel 工作簿已损坏"):
        traces_in(write_package({**parts(), name: b"<a>"}), Limits())


def test_what_has_no_workbook_part_is_refused() -> None:
    without = {name: part for name, part in parts().items() if name != "xl/workbook.xml"}
    with pytest.raises(InputError, match="这个 Excel 工作簿已损坏"):
        traces_in(write_package(without), Limits())
