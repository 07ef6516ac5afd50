"""A sheet put into a document that there is: what it says changes, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.data.updating import rewrite
from perfreport.documents.loading import Loaded, read_document
from perfreport.documents.mapping import document_of, sheet_of
from perfreport.documents.putting_in import PutIn, put_in
from perfreport.sheets.workbook import Cell, Sheet, Spot, Workbook
from perfreport.workbooks.maps.leaves import stated
from tests.workbooks.maps.sample_sheets import REGISTRY, read, shipped

FILE = Path(__file__).parents[3] / "data_examples" / "henan-project-monitoring.yaml"
LOADED: Loaded = read_document(FILE, REGISTRY)
MAP = shipped("integrated-monitoring")
NAME = "政务服务平台升级改造"
STATE, REASON = 6, 8
"""The columns of 当前完成值 and 偏差原因."""


def exported() -> Sheet:
    (sheet,) = read(sheet_of(LOADED, MAP, NAME).content).sheets
    return sheet


EXPORTED = exported()


def edited(changes: dict[Spot, str], *, without: int | None = None) -> Workbook:
    """What was exported with other texts in some cells, and perhaps ``without`` one row."""
    cells = {**EXPORTED.cells, **{spot: Cell(text) for spot, text in changes.items()}}
    if without is not None:
        kept = {spot: cell for spot, cell in cells.items() if spot.row != without}
        cells = {Spot(row - (row > without), column): cell for (row, column), cell in kept.items()}
    return Workbook("监控.xlsx", (replace(EXPORTED, cells=cells),))


def put(workbook: Workbook, name: str | None = NAME) -> PutIn:
    return put_in(workbook, MAP, LOADED, REGISTRY, name=name)


def changed_lines(found: PutIn) -> list[tuple[str, str]]:
    """The lines of the data file that are others now, before and after."""
    text = FILE.read_text("utf-8")
    after = rewrite(text, LOADED.document, found.document, LOADED.form.awaited)
    pairs = zip(text.splitlines(), after.splitlines(), strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]


def test_what_was_exported_changes_nothing() -> None:
    found = put(edited({}))
    assert found.differences == ()
    assert found.document == LOADED.document
    assert "全年预计完成情况（7处）" in found.remarks[0]


def test_one_cell_changes_one_line() -> None:
    found = put(edited({Spot(1, STATE): "12"}))
    ((before, after),) = changed_lines(found)
    assert before.replace("执行情况: 11个", "执行情况: 12个") == after


def test_a_blank_cell_leaves_the_data_alone_and_says_so() -> None:
    found = put(edited({Spot(2, REASON): ""}))
    assert found.differences == ()
    assert "原因说明" in found.remarks[0]


def test_a_row_that_is_not_in_the_sheet_is_gone_and_listed() -> None:
    found = put(edited({}, without=3))
    assert [each.label for each in found.differences] == [
        f"项目“{NAME}” › 绩效指标“系统验收合格率”"
    ]


def test_a_row_that_is_new_is_put_in() -> None:
    last = max(spot.row for spot in EXPORTED.cells) + 1
    texts = ["满意度指标", "服务对象满意度指标", "企业满意度", "≥", "90", "%", "91", "确定能"]
    found = put(edited({Spot(last, at): text for at, text in enumerate(texts)}))
    (difference,) = found.differences
    assert difference.label.endswith("“企业满意度”")


@given(st.integers(1, 7), st.integers(1, 999))
def test_whatever_number_is_typed_is_in_the_data_with_its_unit(row: int, number: int) -> None:
    found = put(edited({Spot(row, STATE): str(number)}))
    unit = EXPORTED.cells[Spot(row, 5)].shown
    stated = found.document.projects[0].indicators[row - 1].current_value  # type: ignore[attr-defined]
    assert stated == f"{number}{unit}"
    others = [each for each in found.differences if each.label.split(" › ")[-1] != "执行情况"]
    assert others == []


def test_a_project_has_to_be_named_and_known() -> None:
    with pytest.raises(InputError, match="请写明哪一项（project）"):
        put(edited({}), None)
    with pytest.raises(InputError, match="没有“政务服务平台”"):
        put(edited({}), "政务服务平台")


def test_a_sheet_of_another_project_is_refused() -> None:
    example = FILE.with_name("anhui-2022-project-evaluation.yaml")
    loaded = read_document(example, REGISTRY)
    sheet_map = shipped("anhui-project-evaluation")
    other = loaded.document.replace("项目[1].名称", "别的项目")
    content = sheet_of(replace(loaded, document=other), sheet_map).content
    with pytest.raises(InputError, match="表里写的是“别的项目”，要放进的是“水旱灾害防御经费”"):
        put_in(read(content), sheet_map, loaded, REGISTRY)


def test_a_department_needs_no_name() -> None:
    loaded = read_document(FILE.with_name("anhui-2022-department-evaluation.yaml"), REGISTRY)
    sheet_map = shipped("anhui-department-evaluation")
    stated = loaded.document.replace("绩效指标[2].实际完成值", "1600户")
    content = sheet_of(replace(loaded, document=stated), sheet_map).content
    found = put_in(read(content), sheet_map, loaded, REGISTRY)
    told = {each.label.split(" › ")[-1] for each in found.differences}
    assert told <= {"实际完成值", "执行率", "执行率分值", "执行率得分", "得分"}
    assert found.document.indicators[1].actual == "1600户"  # type: ignore[attr-defined]


def evaluation() -> Loaded:
    return read_document(FILE.parent / "henan-2020-project-evaluation.yaml", REGISTRY)


EVALUATED = ["anhui-project-evaluation", "integrated-self-evaluation"]


@pytest.mark.parametrize("named", EVALUATED)
@pytest.mark.parametrize("at", [0, -1])
def test_computed_figures_that_were_exported_are_no_data(named: str, at: int) -> None:
    loaded, sheet_map = evaluation(), shipped(named)
    name = loaded.document.projects[at].name  # type: ignore[attr-defined] # it is an evaluation
    workbook = read(sheet_of(loaded, sheet_map, name).content)
    assert put_in(workbook, sheet_map, loaded, REGISTRY, name=name).differences == ()


@pytest.mark.parametrize("heading", ["得分", "*指标得分"])
def test_points_that_were_typed_over_are_data(heading: str) -> None:
    named = EVALUATED[heading != "得分"]
    loaded, sheet_map = evaluation(), shipped(named)
    name = loaded.document.projects[0].name  # type: ignore[attr-defined] # it is an evaluation
    (sheet,) = read(sheet_of(loaded, sheet_map, name).content).sheets
    head = max(spot for spot, cell in sheet.cells.items() if cell.shown == heading)
    cells = {**sheet.cells, Spot(head.row + 1, head.column): Cell("1.5", Decimal("1.5"))}
    workbook = Workbook("表.xlsx", (replace(sheet, cells=cells),))
    (difference,) = put_in(workbook, sheet_map, loaded, REGISTRY, name=name).differences
    assert str(difference.new) == "1.5"
    assert difference.after is not None
    assert difference.after[-1] == "得分"


def test_a_total_that_its_parts_add_up_to_is_no_data_of_its_own() -> None:
    loaded, sheet_map = evaluation(), shipped(EVALUATED[0])
    name = loaded.document.projects[0].name  # type: ignore[attr-defined] # it is an evaluation
    workbook = read(sheet_of(loaded, sheet_map, name).content)
    found = document_of(workbook, sheet_map, REGISTRY, loaded.form.id, name=name)
    said = stated(found.document, sheet_map.money)
    assert [path.label for path in said if "合计" in path] == []
