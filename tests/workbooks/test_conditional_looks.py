"""What changes its look by itself: 待填 is yellow until it goes, rows are lined when filled in."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from perfreport.basics.quantities import PENDING
from perfreport.workbooks.looks import PENDING as PENDING_LOOK
from perfreport.workbooks.writing import MOST_ROWS
from tests.workbooks.test_blank import ONE_OF_EACH_KIND, blank_of

FORM = "henan-2022-project-targets"
YELLOW = "FF" + PENDING_LOOK["bg_color"].lstrip("#")


def opened(form_id: str) -> Workbook:
    return load_workbook(io.BytesIO(blank_of(form_id)))


@pytest.mark.parametrize("form_id", ONE_OF_EACH_KIND)
def test_what_is_to_be_filled_in_is_yellow_by_a_condition_alone(form_id: str) -> None:
    for sheet in opened(form_id):
        if sheet.title == "填写说明":
            continue
        rules = [
            (areas.sqref, rule)
            for areas in sheet.conditional_formatting
            for rule in areas.rules
            if rule.text == PENDING
        ]
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.fill.start_color.rgb != YELLOW
            if cell.value == PENDING:
                (rule,) = [rule for sqref, rule in rules if cell.coordinate in sqref]
                assert rule.dxf.fill.bgColor.rgb == YELLOW


def test_rows_below_those_that_are_there_are_lined_once_anything_stands_in_them() -> None:
    sheet = opened(FORM)["绩效指标"]
    (lined,) = [
        (areas.sqref, rule)
        for areas in sheet.conditional_formatting
        for rule in areas.rules
        if rule.type == "expression"
    ]
    area, rule = lined
    assert str(area) == f"A3:H{5 + MOST_ROWS}"
    assert rule.formula == ["COUNTA($A3:$H3)>0"]
    assert rule.dxf.border.left.style == "thin"


def test_a_column_below_its_rows_has_a_look_of_its_own() -> None:
    with ZipFile(io.BytesIO(blank_of(FORM))) as package:
        columns = re.findall("<col [^>]*>", package.read("xl/worksheets/sheet5.xml").decode())
    assert 'max="8"' in columns[-1]
    assert all('style="' in column for column in columns)


def test_a_column_is_wide_enough_for_what_it_offers() -> None:
    sheet = opened(FORM)["绩效指标"]
    assert sheet.column_dimensions["D"].width > len("服务对象满意度指标") * 2
