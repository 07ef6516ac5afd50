"""What is written by a map is read again as the same data, and what is not is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.blocks.walk import bare, field_at
from perfreport.documents.loading import fitted
from perfreport.documents.mapping import document_of, sheet_of
from perfreport.workbooks.maps.leaves import stated
from perfreport.workbooks.maps.values import joined, parted, same, sort_of, with_unit, without_unit
from tests.strategies import documents
from tests.strategies.texts import plain_lines, wild_lines
from tests.workbooks.maps.sample_sheets import REGISTRY, read, shipped

FORM = "national-2020-project-evaluation"
OF_IMPORT = ("一级", "二级", "名称", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")


def differing(one: dict[DataPath, str], other: dict[DataPath, str], document: Document) -> set[str]:
    """The fields that ``one`` says and ``other`` does not, or otherwise."""
    found = set()
    for path, text in one.items():
        field = field_at(type(document), path)
        sort = sort_of(bare(field.annotation) if field else str)
        if not same(text, other.get(path, ""), sort):
            found.add(path.label)
    return found


@settings(max_examples=25)
@given(document=documents(FORM, lines=plain_lines), data=st.data())
def test_all_that_the_import_sheet_has_columns_for(document: Document, data: st.DataObject) -> None:
    sheet_map = shipped("integrated-self-evaluation")
    projects = document.projects  # type: ignore[attr-defined]
    at = data.draw(st.integers(0, len(projects) - 1))
    name = projects[at].name
    written = sheet_of(fitted(document, REGISTRY), sheet_map, name)
    again = document_of(
        read(written.content), sheet_map, REGISTRY, FORM, name=name, keeps_figures=True
    )
    assert again.leftovers == ()
    place = DataPath("项目", at, "绩效指标")
    carried = {
        DataPath("项目", 0) / path[2:]: text
        for path, text in stated(document, sheet_map.money).items()
        if path.starts_with(place) and path[-1] in OF_IMPORT
    }
    assert carried
    assert differing(carried, stated(again.document, sheet_map.money), document) == set()


@settings(max_examples=25)
@given(document=documents(FORM, lines=wild_lines))
def test_what_any_text_loses_on_the_sheet_of_anhui_is_said(document: Document) -> None:
    sheet_map = shipped("anhui-project-evaluation")
    document = document.replace("项目", document.projects[:1])  # type: ignore[attr-defined]
    written = sheet_of(fitted(document, REGISTRY), sheet_map)
    again = document_of(read(written.content), sheet_map, REGISTRY, FORM, keeps_figures=True)
    told = "；".join(written.remarks)
    said = stated(document, sheet_map.money)
    for label in differing(said, stated(again.document, sheet_map.money), document):
        assert label in told or label.replace("[1]", "") in told


@given(st.sampled_from(["≥", "≤", "＝", "＞", "＜", "=", ""]), st.text(), st.text())
def test_a_target_that_is_parted_is_joined_to_the_same(sign: str, value: str, unit: str) -> None:
    target = f"{sign}{value}{unit}"
    assert joined(*parted(target)) == target


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("≥2万亩", ("≥", "2", "万亩")),
        ("100%", ("", "100", "%")),
        ("≤1,500.50元", ("≤", "1,500.50", "元")),
        ("10-20个", ("", "10-20个", "")),
        ("明显提升", ("定性", "明显提升", "")),
        ("2024年12月", ("", "2024年12月", "")),
    ],
)
def test_how_targets_are_parted(target: str, parts: tuple[str, str, str]) -> None:
    assert parted(target) == parts


def test_a_result_has_the_unit_of_its_target() -> None:
    assert without_unit("96%", "%") == "96"
    assert with_unit("96", "%") == "96%"
    assert without_unit("基本完成", "%") == "基本完成" == with_unit("基本完成", "%")
