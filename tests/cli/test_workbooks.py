"""Workbooks as data files of all commands, and ``perfreport convert``."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from perfreport.data.writing import dump
from perfreport.documents.loading import read_document
from tests.cli.running import Runner
from tests.examples import FOLDER
from tests.workbooks.edited import EXAMPLE, REGISTRY, edited, example, put

_DATA = FOLDER / f"{EXAMPLE}.yaml"


def test_commands_tell_cells(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    path.write_bytes(edited(put("项目", D3="很多")))
    told = f"{path}：项目!D3：资金使用单位[1].项目[2].资金.政府预算资金.年度：“很多”不是数字"
    for command in (["build", path, "-o", tmp_path / "结果"], ["check", path], ["explain", path]):
        outcome = perfreport(*command)
        assert outcome.code == 2
        assert outcome.err.startswith(told)
    for report, cell in (("json", '"cell": "项目!D3"'), ("sarif", "项目!D3")):
        outcome = perfreport("check", path, "--format", report)
        assert outcome.code == 2
        assert cell in outcome.out


def test_findings_and_explanations_stand_at_cells(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    path.write_bytes(edited(put("绩效指标", G4="待填")))
    assert (
        "绩效指标!G4　资金使用单位[1].项目[1].绩效指标[3].指标值" in perfreport("check", path).out
    )
    path.write_bytes(edited())
    assert (
        "资金使用单位[1].资金.政府预算资金.年度，资金使用单位!A2）"
        in perfreport("explain", path).out
    )


def test_every_command_takes_a_workbook(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    path.write_bytes(edited())
    assert perfreport("check", path).code == 0
    assert perfreport("build", path, "-o", tmp_path, "-f", "docx").code == 0
    assert perfreport("diff", path, tmp_path / "目标.docx").code == 0
    assert perfreport("diff", _DATA, path).code == 0
    draft = tmp_path / "明年.xlsx"
    assert perfreport("draft", "project-targets", "--from", path, "-o", draft).code == 0
    waiting = perfreport("check", draft).out
    assert "项目!D2　资金使用单位[1].项目[1].资金.政府预算资金.年度" in waiting


def test_what_was_not_read_is_said(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "目标.xlsx"
    path.write_bytes(edited(put("项目", H1="经办人", H2="张三")))
    outcome = perfreport("check", path)
    assert outcome.code == 0
    assert outcome.err == f"说明　{path}：项目!H1：未读取的列“经办人”\n"


@pytest.mark.parametrize("endings", [("xlsx", "json", "yaml"), ("json", "xlsx", "yaml")])
def test_a_file_is_converted_and_back(
    perfreport: Runner, tmp_path: Path, endings: tuple[str, ...]
) -> None:
    path = _DATA
    for ending in endings:
        before, path = path, tmp_path / f"数据.{ending}"
        assert perfreport("convert", before, "-o", path).out == f"已写出 {path}\n"
    assert read_document(path, REGISTRY).document == example().document
    assert path.read_text("utf-8") == dump(example().document)


def test_a_file_that_is_there_is_not_written_over(perfreport: Runner, tmp_path: Path) -> None:
    target = tmp_path / "数据.xlsx"
    target.write_bytes(b"x")
    outcome = perfreport("convert", _DATA, "-o", target)
    assert outcome.code == 2
    assert "已经有了" in outcome.err
    assert target.read_bytes() == b"x"


def test_a_text_that_no_cell_can_hold_is_named(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "长.yaml"
    text = _DATA.read_text("utf-8").replace("网络安全运行维护", "长" * 40_000)
    path.write_text(text, "utf-8")
    outcome = perfreport("convert", path, "-o", tmp_path / "长.xlsx")
    assert outcome.code == 2
    assert (
        "资金使用单位.项目.名称：这一项有 40,000 字，Excel 的一个单元格至多 32,767 字"
        in outcome.err
    )
    assert not (tmp_path / "长.xlsx").exists()


def test_a_draft_in_a_workbook_tells_all_that_one_in_yaml_does(
    perfreport: Runner, tmp_path: Path
) -> None:
    draft = tmp_path / "监控.xlsx"
    source = FOLDER / "henan-2022-project-targets.yaml"
    begun = ("project-monitoring", "--form", "project-monitoring-list", "--from", source)
    assert perfreport("draft", *begun, "-o", draft).code == 0
    told = [str(row[0].value) for row in openpyxl.load_workbook(draft)["填写说明"].rows]
    assert told[1] == "关于这份草稿"
    assert any("“平台改造费用”（≤1000万元）" in line for line in told)
    assert perfreport("check", draft).out.startswith(f"{draft}：")
    draft = tmp_path / "报告.xlsx"
    source = FOLDER / "panyu-2024-department-targets.yaml"
    assert perfreport("draft", "self-evaluation", "--from", source, "-o", draft).code == 0
    sheets = openpyxl.load_workbook(draft)
    notes = [c.comment.text for s in sheets for row in s.rows for c in row if c.comment]
    for comment in (
        "合计应为申报的收入",
        "应为申报的基本支出",
        "拟投入的资金69.00",
        "每项填实际完成值",
    ):
        assert any(comment in note for note in notes), comment
