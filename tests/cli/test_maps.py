"""``perfreport maps``, and ``convert --map``: sheets that others made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfreport.basics import resources
from tests.cli.running import Runner
from tests.forms.own_templates import with_file
from tests.workbooks.maps.sample_sheets import HEADS, INDICATORS, book
from tests.workbooks.maps.test_library import OWN, SHIPPED

EXAMPLES = resources.examples()
MONITORING = EXAMPLES / "henan-project-monitoring.yaml"
PROJECT = "政务服务平台升级改造"
IMPORT = ("--map", "integrated-self-evaluation")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The import sheet of evaluations, filled in."""
    path = tmp_path / "自评.xlsx"
    path.write_bytes(book([HEADS, *INDICATORS]))
    return path


def test_maps_lists_them_all(perfreport: Runner, tmp_path: Path) -> None:
    folder = with_file(tmp_path, "workbooks/某县-台账.yaml", OWN)
    outcome = perfreport("maps", "--templates", folder)
    assert (outcome.code, outcome.err) == (0, "")
    for each in (*SHIPPED, "某县-台账"):
        assert each in outcome.out


def test_maps_tells_what_a_map_says(perfreport: Runner) -> None:
    out = perfreport("maps", "monitoring-by-line").out
    assert "依据　预算管理一体化系统的监控汇总表" in out
    assert "注　　出处只有列名和次序" in out
    assert "资金.合计.执行数" in out


def test_a_map_that_there_is_not(perfreport: Runner) -> None:
    outcome = perfreport("maps", "monitoring-by-lines")
    assert outcome.code == 3
    assert "没有对照表“monitoring-by-lines”，是不是 monitoring-by-line？" in outcome.err


def test_a_sheet_becomes_a_data_file(perfreport: Runner, sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "新.yaml"
    outcome = perfreport("convert", sheet, *IMPORT, "--project", "泵站维修", "-o", target)
    assert outcome.code == 0
    assert outcome.out == f"已写出 {target}\n"
    assert "3处还没有填写" in outcome.err
    assert "版式: 待填\n" in target.read_text("utf-8")


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_or_json_or_a_data_workbook(
    perfreport: Runner, sheet: Path, tmp_path: Path, ending: str
) -> None:
    form = "national-2020-project-evaluation"
    first, second = tmp_path / f"新.{ending}", tmp_path / "新.yaml"
    read = ("convert", sheet, *IMPORT, "--project", "泵站维修", "--form", form, "-o", first)
    assert perfreport(*read).code == 0
    again = perfreport("convert", first, "-o", second)
    assert again.code == 0, again.err
    assert "名称: 维修泵站, 年度指标值: ≥9座, 实际完成值: 10座" in second.read_text("utf-8")


def test_what_was_not_read_is_told_and_the_exit_code_is_1(
    perfreport: Runner, tmp_path: Path
) -> None:
    path, target = tmp_path / "自评.xlsx", tmp_path / "新.json"
    path.write_bytes(book([[*HEADS, "科室"], *([*row, "水利科"] for row in INDICATORS)]))
    outcome = perfreport("convert", path, *IMPORT, "-o", target)
    assert outcome.code == 1
    assert f"未收　{path}：工作表“自评”未读取的列：M 列“科室”\n" in outcome.err
    assert json.loads(target.read_text("utf-8"))["项目"][0]["名称"] == "待填"


def test_mistakes_are_told_with_file_and_cell(perfreport: Runner, tmp_path: Path) -> None:
    path, target = tmp_path / "自评.xlsx", tmp_path / "新.yaml"
    path.write_bytes(book([HEADS, (*INDICATORS[0][:7], "二十", *INDICATORS[0][8:])]))
    outcome = perfreport("convert", path, *IMPORT, "-o", target)
    assert outcome.code == 2
    assert f"{path}：自评!H2：项目[1].绩效指标[1].分值：“二十”" in outcome.err
    assert not target.exists()


@pytest.mark.parametrize("name", ["自评.xls", "自评.xlsx", "自评.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_text_that_is_called_a_table_is_named(
    perfreport: Runner, tmp_path: Path, name: str, encoding: str
) -> None:
    (tmp_path / name).write_text("一级指标,二级指标\n", encoding)
    outcome = perfreport("convert", tmp_path / name, *IMPORT, "-o", tmp_path / "x.yaml")
    assert outcome.code == 2
    assert "是文本（如 .csv），不是工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx" in outcome.err


def test_a_data_file_becomes_a_sheet(perfreport: Runner, tmp_path: Path) -> None:
    data = EXAMPLES / "anhui-2022-project-evaluation.yaml"
    target, again = tmp_path / "表.xlsx", tmp_path / "又.yaml"
    to_sheet = ("convert", data, "--map", "anhui-project-evaluation", "-o", target)
    assert perfreport(*to_sheet).code == 0
    back = perfreport("convert", target, "--map", "anhui-project-evaluation", "-o", again)
    assert back.code == 0, back.err
    assert perfreport("check", again).code == perfreport("check", data).code
    assert "已经有了" in perfreport(*to_sheet).err


def test_a_data_workbook_becomes_a_sheet(perfreport: Runner, tmp_path: Path) -> None:
    workbook, target = tmp_path / "数据.xlsx", tmp_path / "表.xlsx"
    perfreport("convert", MONITORING, "-o", workbook)
    outcome = perfreport("convert", workbook, "--map", "monitoring-by-line", "-o", target)
    assert outcome.code == 0, outcome.err
    assert "没有列可写：年度、部门名称、填报月份" in outcome.err


def monitoring_sheet(perfreport: Runner, folder: Path) -> Path:
    path = folder / "监控.xlsx"
    typed = ("--map", "integrated-monitoring", "--project", PROJECT, "-o", path)
    assert perfreport("convert", MONITORING, *typed).code == 0
    return path


def test_into_a_data_file_in_place(perfreport: Runner, tmp_path: Path) -> None:
    sheet, data = monitoring_sheet(perfreport, tmp_path), tmp_path / "数据.yaml"
    text = MONITORING.read_text("utf-8")
    data.write_text(text.replace("执行情况: 240人次", "执行情况: 200人次"), "utf-8")
    into = ("convert", sheet, "--map", "integrated-monitoring", "--into", data)
    outcome = perfreport(*into, "--project", PROJECT)
    assert outcome.code == 0
    assert data.read_text("utf-8") == text
    assert "200人次" in (tmp_path / "数据.yaml~").read_text("utf-8")
    assert "“培训操作人员人次” › 执行情况" in outcome.err
    assert "没有要改的地方" in perfreport(*into, "--project", PROJECT).out


def test_into_a_data_workbook_in_place(perfreport: Runner, tmp_path: Path) -> None:
    sheet, data = monitoring_sheet(perfreport, tmp_path), tmp_path / "数据.xlsx"
    older = tmp_path / "older.yaml"
    text = MONITORING.read_text("utf-8")
    older.write_text(text.replace("执行情况: 240人次", "执行情况: 200人次"), "utf-8")
    perfreport("convert", older, "-o", data)
    into = ("--map", "integrated-monitoring", "--into", data, "--project", PROJECT)
    outcome = perfreport("convert", sheet, *into)
    assert outcome.code == 0, outcome.err
    assert perfreport("diff", data, MONITORING).code == 0
    assert perfreport("diff", tmp_path / "数据.xlsx~", older).code == 0


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_into_a_copy_of_other_notations(perfreport: Runner, tmp_path: Path, ending: str) -> None:
    sheet, data = monitoring_sheet(perfreport, tmp_path), tmp_path / f"数据.{ending}"
    perfreport("convert", MONITORING, "-o", data)
    before, copy = data.read_bytes(), tmp_path / f"新.{ending}"
    into = ("--map", "integrated-monitoring", "--into", data, "--project", PROJECT)
    outcome = perfreport("convert", sheet, *into, "-o", copy)
    assert outcome.code == 0, outcome.err
    assert data.read_bytes() == before
    assert perfreport("diff", data, copy).code == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--sheet", "自评", "-o", "x.yaml"], "--sheet、--into、--project 和 --map 一起用"),
        ([], "请用 -o 写明写到哪个文件"),
        ([*IMPORT], "请用 -o 写明写到哪个文件"),
        ([*IMPORT, "--sheet", "监控", "-o", "x.yaml"], "没有工作表“监控”，有：自评"),
        (["--map", "monitoring-by-line", "--project", "甲", "-o", "x.yaml"], "（--project）"),
        ([*IMPORT, "--form", "anhui-2022-department-evaluation", "-o", "x.yaml"], "版式 anhui"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong(perfreport: Runner, sheet: Path, typed: list[str], told: str) -> None:
    outcome = perfreport("convert", sheet, *typed)
    assert outcome.code == 2
    assert told in outcome.err
