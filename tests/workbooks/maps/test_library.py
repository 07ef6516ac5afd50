"""Maps found and read, and their keys in ``docs/maps.md``."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from perfreport.basics import resources
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import TemplateError
from perfreport.blocks.walk import models_inside, value_at
from perfreport.documents.loading import fitted
from perfreport.documents.mapping import document_of, sheet_of
from perfreport.workbooks.maps.library import all_maps, load_map, maps
from perfreport.workbooks.maps.model import SheetMap
from tests.forms.own_templates import with_file
from tests.forms.test_manifest_reference import table
from tests.workbooks.maps.sample_sheets import REGISTRY, Rows, book, read

REFERENCE = Path(__file__).parents[3] / "docs" / "maps.md"
MARK = "\n## 对照表的键\n"
SHIPPED = (
    "anhui-department-evaluation",
    "anhui-project-evaluation",
    "integrated-monitoring",
    "integrated-self-evaluation",
    "monitoring-by-line",
    "tianjin-department-evaluation",
)
(OWN,) = re.findall(r"```yaml\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
FOLDERS = (resources.templates(),)


def reference() -> str:
    """The tables of all keys, from the models."""
    title = {model: model.model_config["title"] for model in models_inside(SheetMap)}
    return "".join(
        f"\n### {name}\n\n{table(model, model.model_fields)}" for model, name in title.items()
    )


def test_the_reference_is_made_from_the_models() -> None:
    text = REFERENCE.read_text("utf-8")
    if os.environ.get("PERFREPORT_RENEW"):
        text = text.split(MARK)[0] + MARK + reference()
        REFERENCE.write_text(text, "utf-8")
    assert text.split(MARK)[1] == reference()


@pytest.mark.parametrize("model", models_inside(SheetMap))
def test_every_key_has_a_word_to_explain_it(model: type[BaseModel]) -> None:
    assert all(field.description for field in model.model_fields.values())


def test_those_that_come_along_are_right_and_say_where_they_are_from() -> None:
    assert tuple(each.id for each in all_maps(FOLDERS)) == SHIPPED
    assert all(each.source and each.notes for each in all_maps(FOLDERS))


def test_the_map_of_the_guide_reads_and_writes(tmp_path: Path) -> None:
    own = load_map("某县-台账", (with_file(tmp_path, "workbooks/某县-台账.yaml", OWN), *FOLDERS))
    rows: Rows = [
        ("填报单位：", "某县水利局", None, 2025),
        (),
        ("序号", "项目名称", "股室", "资金", None, "得分"),
        (None, None, None, "预算数（元）", "执行数（元）", None),
        (1, "泵站维修", "水利股", 1234500, (600000.5, "#,##0.00"), 95),
        (2, "渠道清淤", None, 80000, 80000, 98.5),
        ("合计", None, None, 1314500, 680000.5, None),
    ]
    said = document_of(read(book(rows, ["D3:E3"])), own, REGISTRY)
    document = said.document
    assert (document.department, document.year) == ("某县水利局", 2025)
    money = value_at(document, DataPath("项目", 0, "资金"))
    assert isinstance(money, BaseModel)
    assert money.__pydantic_extra__ == {
        "合计": {"全年预算数": "1234500元", "全年执行数": "600000.5元"}
    }
    assert said.leftovers == ("工作表“自评”没有读的内容：A7“合计”、D7“1314500”、E7“680000.5”",)


def test_columns_at_fixed_places_need_no_heads(tmp_path: Path) -> None:
    text = OWN[: OWN.index("  - 名称: 项目")] + (
        "  - 名称: 项目\n    放进: 项目\n    表头行: 2\n    列:\n"
        "      - {表头: 项目名称, 列号: C, 字段: 名称}\n"
        "      - {表头: 得分, 列号: A, 字段: 总分}\n"
    )
    own = load_map("某县-台账", [with_file(tmp_path, "workbooks/某县-台账.yaml", text)])
    rows: Rows = [
        ("填报单位", "某县水利局", None, 2025),
        ("甲", "乙", "丙"),
        (95, "备查", "泵站维修"),
        (98, None, "渠道清淤"),
    ]
    said = document_of(read(book(rows)), own, REGISTRY)
    names = [value_at(said.document, DataPath("项目", at, "名称")) for at in (0, 1)]
    assert names == ["泵站维修", "渠道清淤"]
    assert said.leftovers == ("工作表“自评”未读取的列：B 列“乙”",)


def test_what_all_sheets_mean_need_not_stand_there(tmp_path: Path) -> None:
    text = OWN.replace("  - {字段: 年度, 单元格: D1}\n", "").replace(
        "单格:", '常数:\n  - {字段: 年度, 内容: "2025"}\n单格:'
    )
    own = load_map("某县-台账", [with_file(tmp_path, "workbooks/某县-台账.yaml", text)])
    rows: Rows = [
        ("填报单位", "某县水利局"),
        ("序号", "项目名称", "单位", "资金", None, "得分"),
        (None, None, None, "预算数", "执行数", None),
        (1, "泵站维修", "水利股", 12, 10, 95),
    ]
    said = document_of(read(book(rows, ["D2:E2"])), own, REGISTRY)
    assert said.document.year == 2025


@pytest.mark.parametrize(
    ("typed", "wrong", "told"),
    [
        ("文种: 项目支出绩效自评表", "文种: 项目自评表", "是不是“项目支出绩效自评表”？"),
        ("字段: 实施单位", "字段: 实施的单位", "没有“实施的单位”这一项，是不是“实施单位”？"),
        ("字段: 总分", "字段: 总分, 算出: 序号", "“字段、整体字段、算出、不收”要写一项"),
        ("单元格: B1", "单元格: 1B", "单格[1].单元格：“1B”不是单元格，请写成 B3 这样"),
        ("单元格: B1", "单元格: A1", "单格[1].单元格：这一格的旁边没有地方写标签"),
        ("放进: 项目\n", "段落: false\n", "“放进”和“段落: true”要写一项"),
        ("表头: 得分", "表头: 项目名称", "块[1].列[6].表头：前面已有这个表头"),
        ("金额单位: 元", "金额单位: 角", "金额单位"),
        ("工作表: 台账", "工作表: 台账/2", "工作表的名称至多 31 字，不能有"),
        ("止于:", "直到:", "没有“直到”这一项"),
        ("编号: 某县-台账", "编号: 台账", "“编号”写的是 台账，与文件名不同"),
    ],
)  # fmt: skip
def test_a_map_that_is_wrong_says_where(tmp_path: Path, typed: str, wrong: str, told: str) -> None:
    assert typed in OWN
    folder = with_file(tmp_path, "workbooks/某县-台账.yaml", OWN.replace(typed, wrong))
    with pytest.raises(TemplateError) as error:
        load_map("某县-台账", [folder])
    assert told in str(error.value)


def test_all_mistakes_of_a_map_are_told_at_once(tmp_path: Path) -> None:
    text = OWN.replace("字段: 实施单位", "字段: 单位").replace("单元格: B1", "单元格: 1B")
    with pytest.raises(TemplateError) as error:
        load_map("某县-台账", [with_file(tmp_path, "workbooks/某县-台账.yaml", text)])
    lines = [re.findall(r"yaml:(\d+)：", line) for line in str(error.value).splitlines()[1:]]
    assert lines == [["8"], ["17"]]


def test_a_map_that_there_is_not_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="是不是 integrated-monitoring？"):
        load_map("integrated-monitorin", FOLDERS)


def test_ones_own_is_before_those_that_come_along(tmp_path: Path) -> None:
    text = OWN.replace("编号: 某县-台账", "编号: monitoring-by-line")
    folders = (with_file(tmp_path, "workbooks/monitoring-by-line.yaml", text), *FOLDERS)
    assert load_map("monitoring-by-line", folders).sheet == "台账"
    assert maps(folders).ids == list(SHIPPED)


def test_amounts_are_written_in_the_unit_of_the_sheet(tmp_path: Path) -> None:
    own = load_map("某县-台账", [with_file(tmp_path, "workbooks/某县-台账.yaml", OWN)])
    form = REGISTRY.get("national-2020-project-evaluation")
    tree = {
        "版式": form.id,
        "年度": 2025,
        "部门名称": "某县水利局",
        "项目": [{"名称": "泵站维修", "资金": [{"来源": "其他资金", "全年预算数": "123.45"}]}],
    }
    written = sheet_of(fitted(form.model.model_validate(tree), REGISTRY), own)
    (sheet,) = read(written.content).sheets
    assert "1234500.00" in [each.shown for each in sheet.cells.values()]
