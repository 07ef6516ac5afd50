"""Any document of a year begins any later one on any form, and says nothing else than it did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport import InputError
from perfreport.basics import resources
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.model import Indicator
from perfreport.blocks.sums import is_stated
from perfreport.blocks.walk import walk
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.data_files import parse_source
from perfreport.data.writing import dump
from perfreport.documents.checking import check_loaded
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import Loaded, read_document, understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.account import Account
from perfreport.kinds.kind import Kind

REGISTRY = FormRegistry()
EXAMPLES = {
    path.stem: read_document(path, REGISTRY)
    for path in sorted(Path(resources.examples()).glob("*.yaml"))
}
FORMS = [
    (kind, form.id)
    for kind in REGISTRY.kinds.all
    if kind.begun_from
    for form in REGISTRY.of_kind(kind.name)
    if isinstance(form, kind.form)
]
PAIRS = [
    pytest.param(kind, form, name, id=f"{form}-from-{name}")
    for kind, form in FORMS
    for name, each in EXAMPLES.items()
    if isinstance(each.document, kind.begun_from)
]
EXCUSED = {
    # Bonds have no row in some forms.
    "henan-bond-project-targets": {"AGAINST-022"},
    # Money of the counties has no row in other forms.
    "henan-2022-transfer-targets": {"AGAINST-022"},
    # Of its three tables one says of all of it what the others say of a part.
    "zhengzhou-transfer-evaluation": {"AGAINST-030"},
}
"""What is found in a draft beside what it was begun from."""


def begun(kind: Kind, sources: list[Loaded], form: str) -> tuple[str, Loaded]:
    text = drafted(kind, sources, REGISTRY, form).begun.text
    return text, understand(parse_source(text, "草稿.yaml"), REGISTRY, allow_pending=True)


@pytest.mark.parametrize(("kind", "form", "name"), PAIRS)
def test_a_draft_loads_and_says_all_that_is_known_and_nothing_else(
    kind: Kind, form: str, name: str
) -> None:
    source = EXAMPLES[name]
    text, draft = begun(kind, [source], form)
    assert draft.form.id == form
    assert draft.document.department == source.document.department
    assert draft.document.year == source.document.year + kind.is_declaration
    ours, theirs = Account(draft.document), Account(source.document)
    said = plain_text(text)
    for project in theirs.projects:
        assert project.is_classified or plain_text(project.name) in said
    for indicator in theirs.indicators:
        is_told = plain_name(indicator.name) in said
        # A report has no place for an indicator without a target.
        is_withheld = indicator.is_classified or not indicator.target
        assert is_told or is_withheld or not ours.indicators
    if not kind.is_declaration:
        compared = {each.code for each in check_loaded(draft, REGISTRY, [source])}
        assert compared - {"DRAFT-001"} <= EXCUSED.get(name, set())


@pytest.mark.parametrize(
    ("kind", "source", "told"),
    [
        ("project-evaluation", "henan-2020-project-evaluation", "这是项目支出绩效自评表，不能由它"),
        ("department-evaluation", "henan-2022-project-targets", "这是项目支出绩效目标表，不能由它"),
        (
            "project-targets",
            "henan-project-monitoring",
            "可以用：上年的项目支出绩效目标表或上年的项目支出绩效自评表",
        ),
    ],
)
def test_what_a_document_cannot_be_begun_from_is_refused_at_its_kind(
    kind: str, source: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as raised:
        drafted(REGISTRY.kinds.called(kind), [EXAMPLES[source]], REGISTRY, None)
    (mistake,) = raised.value.mistakes
    assert mistake.path == ("文种",)


def test_sources_of_two_years_or_departments_are_refused() -> None:
    sources = [EXAMPLES["henan-2022-project-targets"], EXAMPLES["henan-project-monitoring"]]
    kind = REGISTRY.kinds.called("project-evaluation")
    with pytest.raises(InputError, match="各份的年度不同：2023、2024"):
        drafted(kind, sources, REGISTRY, "henan-2020-project-evaluation")
    others = [EXAMPLES["henan-2022-project-targets"], EXAMPLES["shanghai-2026-project-targets"]]
    with pytest.raises(InputError, match="各份的部门不同"):
        drafted(kind, others, REGISTRY, "henan-2020-project-evaluation")


NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)?")
TARGETS = ("年度指标值", "指标值", "实施周期指标值")


def stated_in(source: Loaded, *, in_sums: bool) -> Iterator[str | Amount]:
    """The names and targets of indicators, goals and amounts of a document that anybody may see.

    Those amounts of projects are passed over that the draft tells ``in_sums``.
    """
    closed = [path for path, part in walk(source.document) if getattr(part, "classified", False)]
    for path, part in walk(source.document):
        if "合计" in path or any(path.starts_with(each) for each in closed):
            continue
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if isinstance(value, Amount) and value.value:
                of_project = "项目" in path or "专项" in path
                if not (is_stated(type(part), name) or (of_project and in_sums)):
                    yield value
            elif name in ("goal", "goals"):
                yield from (text for text in value or () if text)
            elif isinstance(part, Indicator) and (name == "name" or field.alias in TARGETS):
                yield from (value,) if value else ()


def lost_of(source: Loaded, text: str, draft: Loaded) -> list[str | Amount]:
    """What ``source`` states and the text of a draft does not say."""
    # Some forms have sign, number and unit of a target in columns of their own.
    targets = (each.target for each in Account(draft.document).indicators)
    said = plain_text("\n".join([text, *targets]))
    amounts = {
        Amount(number.replace(",", ""), Unit.named(unit or "万元"))
        for number, unit in NUMBER.findall(text)
    }
    return [
        each
        for each in stated_in(source, in_sums=draft.document.kind == "部门整体支出绩效自评报告")
        if not (each in amounts if isinstance(each, Amount) else plain_text(each) in said)
    ]


@pytest.mark.parametrize(("kind", "form", "name"), PAIRS)
def test_nothing_that_a_source_states_is_lost(kind: Kind, form: str, name: str) -> None:
    source = EXAMPLES[name]
    assert lost_of(source, *begun(kind, [source], form)) == []


@pytest.mark.parametrize(
    "form", [form for kind, form in FORMS if kind.id in ("project-targets", "department-targets")]
)
def test_nothing_is_lost_of_several_sources(form: str) -> None:
    folder = Path(resources.examples()) / "year"
    kind = REGISTRY.kinds.called(REGISTRY.get(form).kind)
    names = ["1-项目目标", "5-项目自评"] if kind.id == "project-targets" else ["2-部门目标"]
    sources = [read_document(folder / f"{name}.yaml", REGISTRY) for name in names]
    text, draft = begun(kind, sources, form)
    for source in sources:
        assert lost_of(source, text, draft) == []


def test_what_the_form_has_no_place_for_is_told() -> None:
    kind = REGISTRY.kinds.called("department-monitoring")
    text, _ = begun(
        kind, [EXAMPLES["henan-2022-department-targets"]], "henan-department-monitoring"
    )
    assert "# 这个版式没有位置、没有写上的：指标“绩效目标编制完成率”（100%）。\n" in text
    kind = REGISTRY.kinds.called("project-monitoring")
    source = EXAMPLES["henan-2022-transfer-targets"]
    text, _ = begun(kind, [source], "henan-project-monitoring")
    head = text.partition("文种")[0]
    told = "项目“农村供水工程维修养护”：省级财政资金（年度96.00）、市县财政资金（年度24.00）。\n"
    assert "# 这个版式没有位置、没有写上的：\n#   项目" in head
    assert f"#   {told}" in head


def test_a_list_without_indicators_tells_those_that_it_drops_and_what_it_adds_up() -> None:
    kind = REGISTRY.kinds.called("project-monitoring")
    source = EXAMPLES["henan-2022-project-targets"]
    text, _ = begun(kind, [source], "project-monitoring-list")
    assert "“平台改造费用”（≤1000万元）" in text.partition("文种")[0]
    assert "年初预算数: 1234.50  # 政府预算资金1200.00、单位资金34.50之和\n" in text


def test_money_of_another_sort_is_not_added_to_the_one_source_of_a_form() -> None:
    kind = REGISTRY.kinds.called("project-targets")
    source = EXAMPLES["zhengzhou-project-targets"]
    text, _ = begun(kind, [source], "sichuan-2023-project-targets")
    assert "财政拨款: 待填  # 2024年：年初预算1800.00\n" in text
    assert "其他资金（实施期300.00、年度100.00）" in text.partition("文种")[0]


def test_amounts_that_have_no_place_are_told_with_their_columns() -> None:
    kind = REGISTRY.kinds.called("project-evaluation")
    source = EXAMPLES["project-monitoring-list"]
    text, _ = begun(kind, [source], "henan-2020-project-evaluation")
    told = "项目资金（年初预算数120.00、追加15.00、调整预算数135.00、执行数118.60）"
    assert f"项目“水旱灾害防御”：{told}" in text.partition("文种")[0]


def test_a_second_monitoring_has_what_the_first_one_saw_beside_it() -> None:
    kind = REGISTRY.kinds.called("project-monitoring")
    text, _ = begun(kind, [EXAMPLES["henan-project-monitoring"]], "henan-project-monitoring")
    assert "执行数: 待填  # 1-7月监控：612.40\n" in text
    assert "全年预计执行数: 待填  # 1-7月监控：1200.00\n" in text
    assert "全年预计完成情况: 待填  # 1-7月监控：" in text
    text, _ = begun(kind, [EXAMPLES["project-monitoring-list"]], "project-monitoring-list")
    assert "追加: 待填  # 截至10月监控：15.00\n" in text
    assert "处室: 水旱灾害防御科  # 照截至10月监控的，有变化的请改\n" in text
    assert "是否达目标: 待填  # 截至10月监控：是\n" in text
    assert "情况分析: 待填  # 截至10月监控：第三标段" in text


def test_an_evaluation_has_what_the_monitoring_expected_of_the_end_of_the_year() -> None:
    kind = REGISTRY.kinds.called("project-evaluation")
    text, _ = begun(kind, [EXAMPLES["henan-project-monitoring"]], "henan-2020-project-evaluation")
    assert "全年执行数: 待填  # 1-7月监控：612.40，预计1200.00\n" in text


@pytest.mark.parametrize(
    ("source", "form", "levels"),
    [
        ("henan-2022-project-targets", "anhui-2022-project-evaluation", "产出指标 成本指标"),
        (
            "zengcheng-2024-project-targets",
            "anhui-2022-project-evaluation",
            "效益指标 社会效益指标",
        ),
    ],
)
def test_levels_that_are_the_same_under_other_names_are_found(
    source: str, form: str, levels: str
) -> None:
    kind = REGISTRY.kinds.called("project-evaluation")
    text, _ = begun(kind, [EXAMPLES[source]], form)
    one, two = levels.split()
    assert f"- 一级: {one}\n        二级: {two}\n" in text
    assert "原为“社会效益”" not in text
    assert "原为“经济成本指标”" not in text


def test_a_form_of_first_levels_alone_keeps_those_of_the_source() -> None:
    kind = REGISTRY.kinds.called("project-targets")
    source = EXAMPLES["qingshan-2023-project-evaluation"]
    text, _ = begun(kind, [source], "guangzhou-project-targets")
    assert "- 一级: 产出指标\n            名称: 维修排涝泵站\n" in text
    assert "一级: 待填" not in text


def test_a_target_in_words_has_no_unit_to_fill_in() -> None:
    kind = REGISTRY.kinds.called("project-evaluation")
    source = EXAMPLES["henan-bond-project-targets"]
    text, _ = begun(kind, [source], "sichuan-2023-project-evaluation")
    assert "计算符号: 定性\n        指标值: 3座（下部结构）  # 实施周期指标值：4座\n" in text
    assert "度量单位: 待填" not in text


def test_advice_on_levels_is_told_once() -> None:
    kind = REGISTRY.kinds.called("department-evaluation")
    source = EXAMPLES["henan-2022-department-targets"]
    text, _ = begun(kind, [source], "anhui-2022-department-evaluation")
    assert text.count("版式的指标体系里没有") == 1
    assert text.count("# 原为“预算和财务管理”\n") > 1
    kind = REGISTRY.kinds.called("project-targets")
    source = EXAMPLES["qingshan-2023-project-evaluation"]
    text, _ = begun(kind, [source], "henan-2022-project-targets")
    assert text.count("请列入经济效益、社会效益或生态效益指标") == 1
    assert "二级: 可持续影响指标  # 请改列，同前\n" in text


def test_next_years_targets_are_begun_from_targets_and_evaluations_together() -> None:
    kind = REGISTRY.kinds.called("project-targets")
    folder = Path(resources.examples()) / "year"
    targets = read_document(folder / "1-项目目标.yaml", REGISTRY)
    done = read_document(folder / "5-项目自评.yaml", REGISTRY)
    form = drafted(kind, [targets, done], REGISTRY).form
    assert form.id == targets.form.id
    ours, theirs = Account(targets.document), Account(done.document)
    for sources in ([targets, done], [done, targets]):
        text, draft = begun(kind, sources, form.id)
        assert draft.document.year == targets.document.year + 1
        assert len(Account(draft.document).projects) == len(ours.projects)
        for project in ours.projects:
            assert text.count(f"名称: {project.name}\n") == 1
        for declared in ours.indicators:
            reached = [each for each in theirs.indicators if each.name == declared.name]
            assert all(f"{declared.target}，完成{each.state}" in text for each in reached)
        assert "，执行" in text


def test_next_years_targets_may_have_another_form_than_last_years() -> None:
    kind = REGISTRY.kinds.called("project-targets")
    source = EXAMPLES["henan-bond-project-targets"]
    text, _ = begun(kind, [source], "shanghai-2026-project-targets")
    assert "年度指标值: 待填  # 2024年：3座（下部结构），实施周期指标值：4座\n" in text
    assert "来源: 财政资金\n            项目总额: 待填  # 2024年：实施期186000.00\n" in text
    assert "债券资金（实施期120000.00、年度50000.00）" in text.partition("文种")[0]
    kind = REGISTRY.kinds.called("department-targets")
    source = EXAMPLES["guangzhou-2024-department-targets"]
    text, _ = begun(kind, [source], "henan-2022-department-targets")
    assert "来源: 政府预算资金\n    金额: 待填  # 2024年：年初预算10306.73\n" in text


def test_two_documents_that_tell_the_same_are_refused_with_the_file() -> None:
    kind = REGISTRY.kinds.called("department-monitoring")
    path = Path(resources.examples()) / "henan-2022-department-targets.yaml"
    sources = [read_document(path, REGISTRY) for _ in range(2)]
    with pytest.raises(InputError, match="有几份，请只给一份") as raised:
        drafted(kind, sources, REGISTRY, "henan-department-monitoring")
    assert raised.value.source == str(path)


def test_a_level_that_another_taxonomy_has_is_mapped_or_told() -> None:
    kind = REGISTRY.kinds.called("project-targets")
    source = EXAMPLES["henan-2020-project-evaluation"]
    text, _ = begun(kind, [source], "henan-2022-project-targets")
    assert (
        "一级: 成本指标\n            二级: 经济成本指标\n            名称: 平台改造费用\n" in text
    )
    assert "二级: 可持续影响指标  # 请列入经济效益、社会效益或生态效益指标" in text


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, int, int]:
    name = draw(st.sampled_from(["henan-2022-project-targets", "sichuan-2023-project-targets"]))
    projects = Account(EXAMPLES[name].document).projects
    project = draw(st.integers(0, len(projects) - 1))
    return name, project, draw(st.integers(0, len(projects[project].indicators) - 1))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(changes(), st.sampled_from(["name", "target"]))
def test_one_change_anywhere_in_a_chain_is_found_there(
    change: tuple[str, int, int], what: str
) -> None:
    name, project, indicator = change
    source = EXAMPLES[name]
    kind = REGISTRY.kinds.called("project-evaluation")
    _, draft = begun(kind, [source], "henan-2020-project-evaluation")
    place = ("项目", project, "绩效指标", indicator)
    part = Account(draft.document).projects[project].indicators[indicator].part
    changed = {"name": ("名称", "另一件不相干的事"), "target": ("年度指标值", "≥7654321个")}[what]
    document = draft.document.replace((*place, changed[0]), changed[1])
    altered = Loaded(document, draft.form, None, draft.pending)
    found = {
        (each.code, each.path)
        for each in check_loaded(altered, REGISTRY, [source])
        if each.code != "DRAFT-001"
    }
    assert dump(document) != dump(draft.document)
    assert part.name
    assert found
    own = {path for code, path in found if code != "AGAINST-019"}
    assert own == {(*place, changed[0])}
