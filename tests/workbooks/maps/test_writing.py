"""Documents written as the sheets that others take."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.errors import InputError
from perfreport.documents.loading import Loaded, fitted, read_document
from perfreport.documents.mapping import IntoSheet, sheet_of
from perfreport.sheets.workbook import Sheet, Spot
from tests.workbooks.maps.sample_sheets import HEADS, REGISTRY, read, shipped

IMPORT = shipped("integrated-self-evaluation")
EXAMPLES = Path(__file__).parents[3] / "data_examples"


def loaded(name: str) -> Loaded:
    return read_document(EXAMPLES / f"{name}.yaml", REGISTRY)


def made(name: str, map_id: str, project: str | None = None) -> tuple[IntoSheet, Sheet]:
    written = sheet_of(loaded(name), shipped(map_id), project)
    (sheet,) = read(written.content).sheets
    return written, sheet


def row(sheet: Sheet, number: int) -> list[str]:
    """What stands in the row of this number, from 1."""
    spots = sorted(spot for spot in sheet.cells if spot.row == number - 1)
    return [sheet.cells[spot].shown for spot in spots]


def test_an_import_sheet_has_its_heads_in_order_and_no_merged_cells() -> None:
    _, sheet = made("national-2020-project-evaluation", "integrated-self-evaluation")
    assert sheet.name == "自评"
    assert row(sheet, 1) == list(HEADS)
    assert sheet.merged == ()


def test_a_target_is_parted_and_points_are_computed() -> None:
    _, sheet = made("national-2020-project-evaluation", "integrated-self-evaluation")
    said = [sheet.cells[at].shown for at in (Spot(1, column) for column in range(10))]
    assert said[2:] == ["维修泵站数量", "≥", "12", "9", "座", "20", "15", "5"]


def test_what_has_no_column_is_told() -> None:
    written, _ = made("national-2020-project-evaluation", "integrated-self-evaluation")
    assert written.remarks[0].startswith("没有列可写：年度、部门名称、项目.名称、")
    assert "绩效指标" not in written.remarks[0]


def test_compulsory_cells_that_stay_blank_are_told() -> None:
    written, _ = made("anhui-2022-project-evaluation", "integrated-self-evaluation")
    assert written.remarks[2:-1] == (
        "“计量单位”是必填的，空着：G2、G3、G4、G5、G6、G7、G8、G10",
        "“实际完成值”是必填的，空着：F4、F5、F6、F7、F8、F10",
        "“分值”是必填的，空着：H9",
        "“指标得分”是必填的，空着：I9",
    )


def test_the_sheet_of_anhui_has_its_rows_where_the_system_looks() -> None:
    written, sheet = made("anhui-2022-project-evaluation", "anhui-project-evaluation")
    assert row(sheet, 11) == ["年度资金总额", "880.00", "880.00", "880.00", "10", "100%", "10"]
    assert row(sheet, 12) == ["其中：本年财政拨款", "880.00", "880.00", "880.00", "100%"]
    assert row(sheet, 14) == ["其他资金"]
    assert row(sheet, 16)[1] == "完成年度目标。"
    assert row(sheet, 18)[:3] == ["产出指标", "数量指标", "完成中型灌区节水改造项目数量"]
    assert written.remarks == ("由数据算出的，没有列可写：项目.总分",)


def test_a_target_without_a_sign_is_told() -> None:
    document = loaded("national-2020-project-evaluation").document
    at = "项目[1].绩效指标[1].年度指标值"
    written = sheet_of(fitted(document.replace(at, "12座"), REGISTRY), IMPORT)
    assert written.remarks[-1] == "指标值没有写符号，“计算符号”空着：D2、D3、D4；请在表里补上"


def test_heads_in_two_rows() -> None:
    _, sheet = made("anhui-2022-department-evaluation", "anhui-department-evaluation")
    assert row(sheet, 4)[2:4] == ["全年预算", "执行数"]
    assert row(sheet, 5) == ["总额", "其中：财政拨款", "总额", "其中：财政拨款"]


def test_the_same_data_give_the_same_bytes() -> None:
    once, again = (
        made("anhui-2022-department-evaluation", "tianjin-department-evaluation")[0].content
        for _ in range(2)
    )
    assert once == again


def test_of_several_projects_one_has_to_be_chosen() -> None:
    with pytest.raises(InputError, match="一张表只放一项，这里有 2 项，请写明哪一项（project）"):
        made("henan-project-monitoring", "integrated-monitoring")
    with pytest.raises(InputError, match="没有“政务平台”"):
        made("henan-project-monitoring", "integrated-monitoring", "政务平台")
    _, sheet = made("henan-project-monitoring", "integrated-monitoring", "政务服务平台升级改造")
    assert row(sheet, 2)[2:8] == ["对接业务系统数量", "≥", "18", "个", "11", "确定能"]


def test_a_line_for_each_project() -> None:
    _, sheet = made("henan-project-monitoring", "monitoring-by-line")
    assert row(sheet, 2)[:4] == ["1", "河南省某某厅信息中心", "政务服务平台升级改造", "1234.50"]
    assert row(sheet, 3)[0] == "2"


def test_a_map_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="对照表 integrated-monitoring 是“项目支出绩效监控表”的"):
        made("anhui-2022-project-evaluation", "integrated-monitoring")


def test_the_month_of_the_data_stands_in_the_heading() -> None:
    written, sheet = made("henan-project-monitoring", "monitoring-by-line")
    assert "截止7月支出" in row(sheet, 1)
    assert "监控期间" not in "".join(written.remarks)
