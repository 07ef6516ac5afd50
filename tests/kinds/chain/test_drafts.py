"""Any document of a year begins any later one on any form, and says nothing else than it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport import InputError
from perfreport.basics import resources
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
        ("project-targets", "henan-project-monitoring", "可以用：项目支出绩效自评表或上年的"),
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


def test_what_the_form_has_no_place_for_is_told() -> None:
    kind = REGISTRY.kinds.called("department-monitoring")
    text, _ = begun(
        kind, [EXAMPLES["henan-2022-department-targets"]], "henan-department-monitoring"
    )
    assert "# 这个版式没有位置、没有写上的：指标“绩效目标编制完成率”。\n" in text
    kind = REGISTRY.kinds.called("project-monitoring")
    source = EXAMPLES["henan-2022-transfer-targets"]
    text, _ = begun(kind, [source], "henan-project-monitoring")
    assert "的市县财政资金（" in text.partition("文种")[0]


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
