"""Any document of monitoring becomes a sheet, and the sheet becomes the same document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.blocks.asking import dotted
from perfreport.blocks.model import Document
from perfreport.kinds.project_monitoring.model import ProjectMonitoring
from perfreport.workbooks.maps.leaves import stated
from tests.strategies import documents
from tests.strategies.texts import items, plain_lines, wild_lines
from tests.workbooks.maps.sample_sheets import REGISTRY, shipped
from tests.workbooks.maps.test_round_trip import differing

IMPORT, LIST = "integrated-monitoring", "monitoring-by-line"
FORM, FORM_OF_LIST = "henan-project-monitoring", "project-monitoring-list"
OF_IMPORT = ("一级", "二级", "名称", "年度指标值", "执行情况", "完成目标可能性", "原因说明")
STAGES = ("年初预算数", "追加", "追减", "调整预算数", "执行数")
TEXTS = ("处室", "项目类别", "项目编码", "项目执行情况", "原因类型", "情况分析", "目标调整")
AMOUNTS = st.integers(0, 10**9).map(lambda cents: str(Decimal(cents).scaleb(-2)))


def carried(document: Document, place: DataPath) -> dict[DataPath, str]:
    """What the import sheet has columns for, as of the only project."""
    found = stated(document, shipped(IMPORT).money)
    return {
        DataPath("项目", 0) / path[2:]: text
        for path, text in found.items()
        if path.starts_with(place) and any(key in OF_IMPORT for key in path)
    }


@settings(max_examples=25, deadline=None)
@given(document=documents(FORM, lines=plain_lines), data=st.data())
def test_the_import_sheet_of_any_project_says_its_indicators(
    document: Document, data: st.DataObject
) -> None:
    assert isinstance(document, ProjectMonitoring)
    at = data.draw(st.integers(0, len(document.projects) - 1))
    name = document.projects[at].name
    made = perfreport.write_sheet(document, IMPORT, project=name)
    again = perfreport.read_sheet(made.content, IMPORT, form=FORM, project=name)
    assert again.leftovers == ()
    before = carried(document, DataPath("项目", at, "绩效指标"))
    after = carried(again.document, DataPath("项目", 0, "绩效指标"))
    assert before
    assert differing(before, after, document) == set()
    assert differing(after, before, document) == set()
    put = perfreport.put_sheet(document, made.content, IMPORT, project=name)
    assert (put.document, put.differences) == (document, ())


@st.composite
def listed(draw: st.DrawFn, lines: st.SearchStrategy[str]) -> Document:
    """Tables of a line for each project, of which any field but its name may be left out."""
    last = draw(st.integers(2, 12))
    tree = {
        "版式": FORM_OF_LIST,
        "年度": 2026,
        "部门名称": "某部门",
        "监控期间": f"1-{last}月",
        "项目": [draw(_projects(name, lines)) for name in draw(items(lines, 4))],
    }
    return REGISTRY.get(FORM_OF_LIST).model.model_validate(tree)


@st.composite
def _projects(draw: st.DrawFn, name: str, lines: st.SearchStrategy[str]) -> dict[str, Any]:
    extras: dict[str, Any] = {
        **draw(st.fixed_dictionaries({}, optional=dict.fromkeys(TEXTS, lines))),
        **draw(
            st.fixed_dictionaries(
                {}, optional=dict.fromkeys(("是否达序时", "是否达目标"), st.booleans())
            )
        ),
    }
    # Of stages without any amount there is no row at all.
    later = st.fixed_dictionaries({}, optional=dict.fromkeys(STAGES[1:], AMOUNTS))
    money = {STAGES[0]: draw(AMOUNTS), **draw(later)}
    return {
        "名称": name,
        "实施单位": draw(lines),
        "年度总体目标": [draw(lines)],
        "资金": {"项目资金": money},
        **({"附加项": extras} if extras else {}),
    }


@settings(max_examples=40, deadline=None)
@given(document=listed(plain_lines))
def test_the_list_of_projects_says_the_same_document(document: Document) -> None:
    made = perfreport.write_sheet(document, LIST)
    again = perfreport.read_sheet(made.content, LIST, form=FORM_OF_LIST)
    assert again.leftovers == ()
    assert {path.label for path in again.pending} == {"年度", "部门名称"}
    said = again.document.replace("年度", document.year).replace("部门名称", document.department)
    assert said == document
    put = perfreport.put_sheet(document, made.content, LIST)
    # Rates that follow from the data are put in as the sheet has them.
    assert {each.after[-1] for each in put.differences if each.after} <= {"执行率"}
    assert all(each.before is None for each in put.differences)


@settings(max_examples=25, deadline=None)
@given(document=st.one_of(listed(wild_lines), documents(FORM, lines=wild_lines)))
def test_what_the_list_of_projects_does_not_say_is_told(document: Document) -> None:
    made = perfreport.write_sheet(document, LIST)
    again = perfreport.read_sheet(made.content, LIST, form=document.form)
    told = "；".join(made.remarks)
    money = shipped(LIST).money
    for label in differing(stated(document, money), stated(again.document, money), document):
        # Columns that the sheet lacks are told once for all rows, by what they are in.
        keys = dotted(DataPath.parse(label)).split(".")
        wholes = {".".join(keys[:depth]) for depth in range(min(2, len(keys)), len(keys) + 1)}
        assert label in told or any(each in told for each in wholes)
