"""A department's year: each document from those before it; each sown fault is found."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

import pytest

import perfreport as library
from perfreport import Finding, Settings
from perfreport.basics import resources
from perfreport.basics.quantities import PENDING
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry

REGISTRY = FormRegistry()
SETTINGS = Settings(system_fonts=False)
FOLDER = resources.examples() / "year"
TARGETS, DEPARTMENT, MONITORING, WATCHED, EVALUATION, SUMMARY, REPORT = (
    "1-项目目标", "2-部门目标", "3-项目监控", "4-部门监控", "5-项目自评", "6-自评总结", "7-自评报告"
)  # fmt: skip
BEFORE = {
    DEPARTMENT: (TARGETS,),
    MONITORING: (TARGETS,),
    WATCHED: (TARGETS, DEPARTMENT, MONITORING),
    EVALUATION: (TARGETS, MONITORING),
    SUMMARY: (EVALUATION,),
    REPORT: (TARGETS, DEPARTMENT, MONITORING, WATCHED, EVALUATION),
}
"""The documents that each is compared with."""
BEGUN_FROM = {
    MONITORING: (TARGETS,),
    WATCHED: (DEPARTMENT,),
    EVALUATION: (TARGETS, MONITORING),
    REPORT: (TARGETS, DEPARTMENT, MONITORING, WATCHED, EVALUATION),
}


def text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text("utf-8")


def loaded(content: str, *, allow_pending: bool = False) -> Loaded:
    source = parse_source(content, "某.yaml")
    return understand(source, REGISTRY, allow_pending=allow_pending)


def against(name: str, content: str, *earlier: str) -> tuple[Finding, ...]:
    """What is found in a document that now has that ``content``."""
    others = [loaded(text(each)) for each in earlier or BEFORE[name]]
    return check_loaded(loaded(content), REGISTRY, others)


def lines(content: str) -> list[str]:
    """What is said, without comments and empty lines."""
    stripped = (line.partition("  #")[0].rstrip() for line in content.splitlines())
    return [line for line in stripped if line and not line.lstrip().startswith("#")]


def test_the_folder_has_these_documents() -> None:
    names = {path.stem for path in Path(FOLDER).glob("*.yaml")}
    assert {TARGETS, *BEFORE} <= names


@pytest.mark.parametrize("name", BEGUN_FROM)
def test_each_document_is_its_draft_with_the_gaps_filled_in(name: str) -> None:
    finished = loaded(text(name))
    kind = REGISTRY.kinds.of(finished.document)
    sources = [loaded(text(each)) for each in BEGUN_FROM[name]]
    begun = lines(drafted(kind, sources, REGISTRY, finished.form.id).begun.text)
    # What nobody fills in, of the third levels that the form lays down, was taken out.
    filled = lines(text(name))
    block = [line for line in begun if "专项资金细化率" in line]
    if block:
        at = begun.index(block[0])
        del begun[at - 2 : at + 5]
    for draft, final in zip_longest(begun, filled, fillvalue=""):
        pattern = re.escape(draft).replace(re.escape(PENDING), ".+")
        assert re.fullmatch(pattern, final), (draft, final)


@pytest.mark.parametrize("name", BEFORE)
def test_nothing_is_found_in_the_chain(name: str) -> None:
    assert against(name, text(name)) == ()


def replaced(name: str, old: str, new: str) -> str:
    content = text(name)
    assert content.count(old) == 1, content.count(old)
    return content.replace(old, new)


def block_of(content: str, first: str, indent: int) -> str:
    """The item of a list that has the line ``first``, from its dash on."""
    rows = content.splitlines(keepends=True)
    at = next(i for i, row in enumerate(rows) if row.strip() == first)
    begin = max(i for i in range(at + 1) if re.match(rf" {{{indent}}}- ", rows[i]))
    end = next(
        (i for i in range(begin + 1, len(rows)) if not rows[i].startswith(" " * (indent + 1))),
        len(rows),
    )
    return "".join(rows[begin:end])


INDICATOR = "    绩效指标:\n      - 一级: 产出指标\n        二级: 数量指标\n        名称: 对接"
SOWN = [
    (EVALUATION, "年度指标值: ≥98%", "年度指标值: ≥95%",
     {"AGAINST-007"}, "项目[1].绩效指标[5].年度指标值"),
    (EVALUATION, "年度指标值: ≥420人", "年度指标值: ≥430人",
     {"AGAINST-008"}, "项目[2].绩效指标[2].年度指标值"),
    (EVALUATION, "年度指标值: ≥12个", "年度指标值: ≥12项",
     {"AGAINST-009"}, "项目[1].绩效指标[1].年度指标值"),
    (MONITORING, "名称: 办事群众满意度\n        年度指标值: ≥95%",
     "名称: 办事群众满意度\n        年度指标值: ≤95%",
     {"AGAINST-010"}, "项目[1].绩效指标[6].年度指标值"),
    (MONITORING, "年度指标值: ≤450元", "年度指标值: 按规定的标准",
     {"AGAINST-011"}, "项目[2].绩效指标[4].年度指标值"),
    (EVALUATION, "名称: 对接业务系统数量", "名称: 对接业务系统的数量",
     {"AGAINST-014"}, "项目[1].绩效指标[1].名称"),
    (EVALUATION, "年初预算数: 320.00", "年初预算数: 321.00",
     {"AGAINST-022"}, "项目[1].资金.当年财政拨款.年初预算数"),
    (MONITORING, "年初预算数: 20.00", "年初预算数: 21.00",
     {"AGAINST-022"}, "项目[2].资金.其他资金.年初预算数"),
    (EVALUATION, "名称: 政务服务平台升级改造", "名称: 政务服务平台改造升级",
     {"AGAINST-025"}, "项目[1].名称"),
    (EVALUATION, "名称: 基层政务服务人员培训", "名称: 干部能力提升工程",
     {"AGAINST-025"}, "项目[2].名称"),
    (EVALUATION, "全年执行数: 316.20", "全年执行数: 116.20",
     {"AGAINST-026"}, "项目[1].资金.当年财政拨款.全年执行数"),
    (MONITORING, "全部市级政务服务事项网上可办。", "主要市级政务服务事项网上可办。",
     {"AGAINST-027"}, "项目[1].年度总体目标"),
    (WATCHED, "来源: 项目支出\n    年初预算数: 450.00", "来源: 项目支出\n    年初预算数: 440.00",
     {"AGAINST-022", "AGAINST-028"}, "资金.项目支出.年初预算数"),
    (WATCHED, "执行数: 257.60", "执行数: 267.60",
     {"AGAINST-028"}, "资金.项目支出.执行数"),
    (WATCHED, "名称: 预算执行率\n    年度指标值: ≥95%", "名称: 预算执行率\n    年度指标值: ≥90%",
     {"AGAINST-007"}, "绩效指标[5].年度指标值"),
    (DEPARTMENT, "来源: 项目支出, 金额: 450.00", "来源: 项目支出, 金额: 460.00",
     {"AGAINST-028"}, "资金.项目支出.金额"),
    (REPORT, "预期实现值: ≥12个, 实际完成值: 12个", "预期实现值: ≥12个, 实际完成值: 13个",
     {"AGAINST-030"}, "履职效能.关键指标[30].实际完成值"),
    (REPORT, "决算数: 443.70", "决算数: 453.70",
     {"AGAINST-031"}, "部门整体支出.项目支出.决算数"),
    (REPORT, "年初预算数: 450.00", "年初预算数: 451.00",
     {"AGAINST-003"}, "部门整体支出.项目支出.年初预算数"),
    (REPORT, "名称: 办事群众满意度, 预期实现值: ≥95%", "名称: 办事群众满意度, 预期实现值: ≥90%",
     {"AGAINST-007"}, "履职效能.关键指标[34].预期实现值"),
    (REPORT, "全市政务服务事项网上可办率达到98%以上。", "全市政务服务事项网上可办率达到95%以上。",
     {"AGAINST-027"}, "部门整体支出绩效目标"),
    (REPORT, "  - 名称: 基层政务服务人员培训\n", "  - 名称: 基层人员业务培训\n",
     {"AGAINST-034"}, "年度重点工作任务[2].名称"),
    (REPORT, "任务绩效目标: 举办培训班6期", "任务绩效目标: 举办培训班5期",
     {"AGAINST-035"}, "年度重点工作任务[2].任务绩效目标"),
    (WATCHED, "  - {名称: 基层政务服务人员培训, 主要内容: 举办培训班6期",
     "  - {名称: 基层政务服务人员培训, 主要内容: 举办培训班5期",
     {"AGAINST-035"}, "年度主要任务[2].主要内容"),
    (EVALUATION, "年度指标值: ≥98%", "年度指标值: ＞98%",
     {"AGAINST-039"}, "项目[1].绩效指标[5].年度指标值"),
    (EVALUATION, "二级: 质量指标\n        名称: 系统验收", "二级: 时效指标\n        名称: 系统验收",
     {"AGAINST-037"}, "项目[1].绩效指标[2].二级"),
    (MONITORING, "实施单位: 某某市政务服务中心", "实施单位: 某某市大数据中心",
     {"AGAINST-038"}, "项目[1].实施单位"),
    (EVALUATION, "实际完成值: 426人", "实际完成值: 126人",
     {"AGAINST-040"}, "项目[2].绩效指标[2].实际完成值"),
    (REPORT, "预期实现值: ≥420人, 实际完成值: 426人", "预期实现值: ≥420人, 实际完成值: 126人",
     {"AGAINST-030", "AGAINST-040"}, "履职效能.关键指标[37].实际完成值"),
]  # fmt: skip
"""Documents with a fault each: what is mistyped, and where it must be found."""


@pytest.mark.parametrize(("name", "old", "new", "codes", "place"), SOWN)
def test_a_fault_is_found_at_its_place_and_nowhere_else(
    name: str, old: str, new: str, codes: set[str], place: str
) -> None:
    compared = [
        each for each in against(name, replaced(name, old, new)) if each.code.startswith("AGAINST")
    ]
    assert {each.code for each in compared} == codes
    assert {(each.document, each.path.label) for each in compared} == {(0, place)}


@pytest.mark.parametrize(
    ("name", "first", "indent", "code", "place"),
    [
        (EVALUATION, "名称: 系统验收合格率", 6, "AGAINST-019", "名称"),
        (MONITORING, "名称: 参训人员满意度", 6, "AGAINST-019", "名称"),
        (WATCHED, "名称: 决算真实性", 2, "AGAINST-019", "名称"),
        (MONITORING, "- 名称: 基层政务服务人员培训", 2, "AGAINST-023", "名称"),
    ],
)
def test_what_is_left_out_is_found_in_the_earlier_document(
    name: str, first: str, indent: int, code: str, place: str
) -> None:
    content = text(name)
    compared = against(name, content.replace(block_of(content, first, indent), ""))
    found = [each for each in compared if each.code == code]
    assert {each.path[-1] for each in found} == {place}
    assert all(each.document for each in found)
    assert all(first.rpartition("名称: ")[2] in each.message for each in found)
    assert {each.code for each in compared if each.code.startswith("AGAINST")} <= {
        code,
        "AGAINST-028",
    }


@pytest.mark.parametrize(
    ("name", "first", "code", "places"),
    [
        (WATCHED, "  - {名称: 基层政务服务人员培训,", "AGAINST-029",
         {(2, "年度重点工作任务[2].名称")}),
        (REPORT, "  - 名称: 基层政务服务人员培训\n", "AGAINST-006",
         {(2, "年度重点工作任务[2].名称"), (4, "年度主要任务[2].名称")}),
    ],
)  # fmt: skip
def test_a_task_that_is_left_out_is_found_though_other_texts_name_it(
    name: str, first: str, code: str, places: set[tuple[int, str]]
) -> None:
    content = text(name)
    assert content.count(first) == 1
    before, _, rest = content.partition(first)
    compared = against(name, before + re.sub(r"\A.*\n(    .*\n)*", "", rest))
    found = {
        (each.code, each.document, each.path.label)
        for each in compared
        if each.code.startswith("AGAINST")
    }
    assert found == {(code, *place) for place in places}


def test_what_is_new_is_found() -> None:
    content = text(EVALUATION)
    indicator = block_of(content, "名称: 系统验收合格率", 6)
    other = indicator.replace("系统验收合格率", "机房巡检覆盖率").replace("分值: 15", "分值: 0")
    compared = against(EVALUATION, content.replace(indicator, indicator + other))
    assert [(each.code, each.path.label) for each in compared if "AGAINST" in each.code] == [
        ("AGAINST-020", "项目[1].绩效指标[3].名称")
    ]
    project = block_of(content, "- 名称: 基层政务服务人员培训", 2)
    renamed = re.sub("名称: .*", "名称: 档案整理", project, count=1)
    renamed = re.sub(r"\n        名称: .*", lambda at: f"{at[0]}之二", renamed)
    compared = against(EVALUATION, f"{content}{renamed}")
    assert ("AGAINST-024", "项目[3].名称") in [(each.code, each.path.label) for each in compared]


def test_a_changed_weight_is_found_and_in_whose_favour() -> None:
    changed = text(EVALUATION)
    indicator = block_of(changed, "名称: 系统验收合格率", 6)
    heavier = indicator.replace("分值: 15", "分值: 20")
    compared = against(EVALUATION, changed.replace(indicator, heavier), EVALUATION)
    (found,) = (each for each in compared if each.code == "AGAINST-021")
    assert found.path.label == "项目[1].绩效指标[2].分值"
    assert "分值为20，自评表为15" in found.message


def test_a_draft_is_compared_as_far_as_it_is_filled_in() -> None:
    kind = REGISTRY.kinds.called("project-monitoring")
    begun = drafted(kind, [loaded(text(TARGETS))], REGISTRY, "henan-project-monitoring").begun.text
    others = [loaded(text(TARGETS))]
    draft = loaded(begun, allow_pending=True)
    assert {each.code for each in check_loaded(draft, REGISTRY, others)} == {"DRAFT-001"}
    eased = loaded(begun.replace("≥12个", "≥10个"), allow_pending=True)
    assert {each.code for each in check_loaded(eased, REGISTRY, others)} == {
        "DRAFT-001",
        "AGAINST-007",
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        (
            "部门名称: 某某市政务服务和数据管理局",
            "部门名称: 某某市大数据局",
            "AGAINST-001",
            "部门名称",
        ),
        ("年度: 2023", "年度: 2022", "AGAINST-002", "年度"),
    ],
)
def test_documents_of_another_department_or_year_are_named_and_not_compared(
    old: str, new: str, code: str, place: str
) -> None:
    compared = against(EVALUATION, replaced(EVALUATION, f"\n{old}\n", f"\n{new}\n"))
    found = [each for each in compared if each.code.startswith("AGAINST")]
    assert [(each.code, each.document, each.path.label) for each in found] == [
        (code, 1, place),
        (code, 2, place),
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(FOLDER).glob("*.yaml")))
def test_each_document_is_built_in_all_formats(name: str) -> None:
    document = library.load(FOLDER / f"{name}.yaml")
    in_prose = loaded(text(name)).form.in_prose
    for format in ("docx", "pdf") if in_prose else ("docx", "pdf", "xlsx"):
        content = library.render(document, format, settings=SETTINGS)
        if format != "pdf":
            read = library.read_docx if format == "docx" else library.read_xlsx
            assert read(content).document == document


def test_the_projects_of_several_files_are_added_up() -> None:
    targets, watched = text(TARGETS), text(WATCHED)
    unit = "  - 名称: 某某市政务服务和数据管理局机关\n"
    first, _, second = targets.partition(unit)
    head, key, _ = first.partition("资金使用单位:\n")
    parts = [loaded(first), loaded(f"{head}{key}{unit}{second}")]
    assert not [e for e in check_loaded(loaded(watched), REGISTRY, parts) if "AGAINST" in e.code]
    changed = loaded(watched.replace("年初预算数: 450.00", "年初预算数: 440.00"))
    (found,) = (e for e in check_loaded(changed, REGISTRY, parts) if e.code == "AGAINST-028")
    assert "440.00万元，项目支出绩效目标表 2 份中各项目之和为450.00万元" in found.message


def test_a_draft_beside_the_finished_table_is_not_added_to_it() -> None:
    kind = REGISTRY.kinds.called("project-evaluation")
    begun = drafted(kind, [loaded(text(TARGETS))], REGISTRY, "henan-2020-project-evaluation").begun
    tables = [loaded(text(EVALUATION)), loaded(begun.text, allow_pending=True)]
    report = loaded(text(REPORT).replace("决算数: 443.70", "决算数: 444.70"))
    (found,) = (e for e in check_loaded(report, REGISTRY, tables) if e.code == "AGAINST-031")
    assert "项目支出的决算数为444.70万元，自评表中各项目之和为443.70万元" in found.message
