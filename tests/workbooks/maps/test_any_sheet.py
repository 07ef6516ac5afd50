"""Whatever somebody does to a sheet, it is read or refused in words, and nothing goes unsaid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.documents.loading import read_document
from perfreport.documents.mapping import FromSheet, document_of, sheet_of
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot, Workbook
from perfreport.workbooks.maps.leaves import stated
from tests.workbooks.maps.sample_sheets import REGISTRY, read, shipped

EXAMPLES = Path(__file__).parents[3] / "data_examples"
MAPS = {
    each: shipped(each)
    for each in (
        "anhui-department-evaluation",
        "anhui-project-evaluation",
        "integrated-self-evaluation",
        "tianjin-department-evaluation",
    )
}
EXAMPLE_OF = {
    "项目支出绩效自评表": "anhui-2022-project-evaluation",
    "部门整体支出绩效自评表": "anhui-2022-department-evaluation",
}


def exported(map_id: str) -> Sheet:
    example = EXAMPLES / f"{EXAMPLE_OF[MAPS[map_id].kind]}.yaml"
    content = sheet_of(read_document(example, REGISTRY), MAPS[map_id]).content
    return read(content).sheets[0]


SHEETS = {map_id: exported(map_id) for map_id in MAPS}

spots = st.builds(Spot, st.integers(0, 30), st.integers(0, 13))
cells = st.one_of(
    st.text(max_size=12).map(Cell),
    st.sampled_from(["", "合计", "注：", "一级指标", "*分值", "≥", "待填", "/"]).map(Cell),
    st.integers(-10, 10**6).map(lambda n: Cell(str(n), Decimal(n))),
    st.just(Cell("95%", Decimal("0.95"))),
    st.just(Cell("", fault="#REF!")),
)
areas = st.builds(
    lambda first, down, right: Area(first, Spot(first.row + down, first.column + right)),
    spots, st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip


def said(map_id: str, sheet: Sheet) -> FromSheet | str:
    """What ``sheet`` says, or why it is refused."""
    try:
        return document_of(
            Workbook("表.xlsx", (sheet,)), MAPS[map_id], REGISTRY, keeps_figures=True
        )
    except InputError as error:
        return str(error)


@given(
    map_id=st.sampled_from(sorted(MAPS)),
    edits=st.dictionaries(spots, cells, max_size=8),
    merged=st.lists(areas, max_size=2),
)
def test_any_edits_are_read_or_refused_with_their_places(
    map_id: str, edits: dict[Spot, Cell], merged: list[Area]
) -> None:
    sheet = SHEETS[map_id]
    kept = [each for each in sheet.merged if not any(_meet(each, other) for other in merged)]
    apart = merged[:1] if len(merged) == 2 and _meet(*merged) else merged
    found = said(map_id, replace(sheet, cells={**sheet.cells, **edits}, merged=(*kept, *apart)))
    if isinstance(found, str):
        assert all(line.startswith("表.xlsx：") for line in found.split("\n"))


def _meet(one: Area, other: Area) -> bool:
    rows = one.first.row <= other.last.row and other.first.row <= one.last.row
    return rows and one.first.column <= other.last.column and other.first.column <= one.last.column


@given(
    map_id=st.sampled_from(sorted(MAPS)),
    spot=st.builds(Spot, st.integers(0, 30), st.integers(0, 13)),
)
def test_words_anywhere_are_in_the_data_or_told(map_id: str, spot: Spot) -> None:
    sheet, words = SHEETS[map_id], "别处没有的话"
    found = said(map_id, replace(sheet, cells={**sheet.cells, spot: Cell(words)}))
    if isinstance(found, str):
        return
    in_data = any(words in text for text in stated(found.document, MAPS[map_id].money).values())
    told = "；".join((*found.remarks, *found.leftovers))
    assert in_data or words in told or spot.address in told or f"{spot.address[0]} 列" in told


def test_an_amount_without_the_name_of_its_row_is_refused() -> None:
    sheet = SHEETS["anhui-project-evaluation"]
    cells = {spot: cell for spot, cell in sheet.cells.items() if spot != (12, 0)}
    cells[Spot(12, 3)] = Cell("12.50", Decimal("12.5"))
    found = said("anhui-project-evaluation", replace(sheet, cells=cells))
    assert found == (
        "表.xlsx：项目支出绩效自评表!D13：这一行没有写“项目资金”，不知道是哪一项，请补上"
    )
