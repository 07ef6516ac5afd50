"""Chains of made-up years: consistent as they are begun, and one changed figure is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import perfreport as library
from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets

REGISTRY = FormRegistry()
TARGETS, MONITORING, EVALUATION = (
    "henan-2022-project-targets", "henan-project-monitoring", "henan-2020-project-evaluation"
)  # fmt: skip
LEVELS = [
    ("成本指标", "经济成本指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"),
    ("产出指标", "时效指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
]  # fmt: skip
SOURCES = ("政府预算资金", "财政专户管理资金", "单位资金")

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
WORDS = st.text(HAN, min_size=2, max_size=9).filter(lambda text: PENDING not in text)
AMOUNTS = st.decimals("0.01", "99999.99", places=2).map(str)
NUMBERS = st.integers(1, 9_999)


@st.composite
def targets(draw: st.DrawFn) -> str:
    sign, number = draw(st.sampled_from(["≥", "≤", "", "不低于"])), draw(NUMBERS)
    return f"{sign}{number}{draw(st.sampled_from(['个', '%', '万元', '人次', '天', '公里']))}"


@st.composite
def indicators(draw: st.DrawFn) -> list[dict[str, str]]:
    names = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    rows = []
    for name in names:
        one, two = draw(st.sampled_from(LEVELS))
        rows.append({"一级": one, "二级": two, "名称": name, "指标值": draw(targets())})
    return rows


@st.composite
def years(draw: st.DrawFn) -> ProjectTargets:
    """The targets of a department's projects in one year."""
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    units: dict[str, list[dict[str, Any]]] = {}
    for name in names:
        chosen = draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=3, unique=True))
        project = {
            "名称": name,
            "资金": [{"来源": each, "年度": draw(AMOUNTS)} for each in chosen],
            "绩效目标": draw(st.lists(WORDS, min_size=1, max_size=3)),
            "绩效指标": draw(indicators()),
        }
        units.setdefault(draw(st.sampled_from(["甲中心", "乙中心", "机关"])), []).append(project)
    content = {
        "文种": "项目支出绩效目标表",
        "版式": TARGETS,
        "年度": draw(st.integers(2020, 2030)),
        "部门名称": "某某局",
        "资金使用单位": [{"名称": name, "项目": each} for name, each in units.items()],
    }
    return ProjectTargets.model_validate(content)


def begun(kind: str, form: str, *sources: Loaded) -> Loaded:
    """A draft, as far as it is filled in."""
    text = drafted(REGISTRY.kinds.called(kind), sources, REGISTRY, form).begun.text
    return understand(parse_source(text, "草稿.yaml"), REGISTRY, allow_pending=True)


def found(later: Loaded, *earlier: Loaded) -> set[tuple[str, int, DataPath]]:
    """What is found between them: the rule, the document in which it stands, and where."""
    return {
        (each.code, each.document, each.path)
        for each in check_loaded(later, REGISTRY, earlier)
        if each.code.startswith("AGAINST")
    }


def chain(declared: ProjectTargets) -> tuple[Loaded, Loaded, Loaded]:
    source = understand(parse_source(library.dumps(declared), "目标.yaml"), REGISTRY)
    watched = begun("project-monitoring", MONITORING, source)
    period = with_value(watched, ("监控期间",), "1-7月")
    return source, period, begun("project-evaluation", EVALUATION, source)


def with_value(loaded: Loaded, path: tuple[str | int, ...], value: str) -> Loaded:
    return replace(loaded, document=loaded.document.replace(path, value), source=None)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(years())
def test_a_chain_that_is_begun_and_not_changed_is_consistent(declared: ProjectTargets) -> None:
    source, watched, evaluated = chain(declared)
    assert found(watched, source) == set()
    assert found(evaluated, source, watched) == set()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(years(), st.data())
def test_one_changed_figure_is_found_at_its_place(declared: ProjectTargets, data: Any) -> None:
    source, watched, evaluated = chain(declared)
    later = data.draw(st.sampled_from([watched, evaluated]))
    projects: Any = later.document
    number = data.draw(st.integers(0, len(projects.projects) - 1))
    project = projects.projects[number]
    if data.draw(st.booleans()):
        position = data.draw(st.integers(0, len(project.indicators) - 1))
        value = project.indicators[position].annual_value
        digits = "".join(filter(str.isdigit, value))
        place: tuple[str | int, ...] = ("项目", number, "绩效指标", position, "年度指标值")
        changed = value.replace(digits, str(int(digits) + 1))
    else:
        rows = [each for each in ("当年财政拨款", "其他资金") if row(project, each) is not None]
        source_of_money = data.draw(st.sampled_from(rows))
        place = ("项目", number, "资金", source_of_money, "年初预算数")
        changed = str(row(project, source_of_money).value + 1)
    differences = found(with_value(later, place, changed), source)
    assert {(document, path) for _, document, path in differences} == {(0, place)}
    assert len(differences) == 1


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(years(), st.data())
def test_one_fault_is_found_at_its_place(declared: ProjectTargets, data: Any) -> None:
    source, watched, evaluated = chain(declared)
    later = data.draw(st.sampled_from([watched, evaluated]))
    projects: Any = later.document
    number = data.draw(st.integers(0, len(projects.projects) - 1))
    project = projects.projects[number]
    position = data.draw(st.integers(0, len(project.indicators) - 1))
    indicator = project.indicators[position]
    place = "项目", number, "绩效指标", position
    expected: set[tuple[str, int, tuple[str | int, ...]]]
    fault = data.draw(st.sampled_from(["级别", "符号", "改名", "单位", "目标"]))
    match fault:
        case "级别":
            levels = later.form.levels.levels_one
            pairs = [(one.name, two.name) for one in levels for two in one.levels_two]
            current = indicator.level_one, indicator.level_two
            one, two = data.draw(st.sampled_from([each for each in pairs if each != current]))
            changed = with_value(with_value(later, (*place, "一级"), one), (*place, "二级"), two)
            key = "二级" if one == current[0] else "一级"
            expected = {("AGAINST-037", 0, (*place, key))}
        case "符号":
            value = indicator.annual_value
            sign = {"≥": "＞", "≤": "＜"}.get(value[0])
            other = f"{sign}{value[1:]}" if sign else f"约{value.removeprefix('不低于')}"
            changed = with_value(later, (*place, "年度指标值"), other)
            was_written = sign or value.startswith("不低于")
            code = "AGAINST-039" if was_written else "AGAINST-013"
            expected = {(code, 0, (*place, "年度指标值"))}
        case "改名":
            name = f"另一{data.draw(WORDS)}之名"
            changed = with_value(later, (*place, "名称"), name)
            expected = {("AGAINST-014", 0, (*place, "名称"))}
        case "单位":
            at = "项目", number, "实施单位"
            changed = with_value(later, at, f"{project.implementer}之外")
            expected = {("AGAINST-038", 0, at)}
        case "目标":
            at = "项目", number, "年度总体目标" if later is watched else "预期目标"
            changed = with_value(later, at, "\n".join([*project.goal, "另有一条。"]))
            expected = {("AGAINST-027", 0, at)}
    assert found(changed, source) == expected


def row(project: Any, label: str) -> Any:
    """What was budgeted of one source; None where the project has no such row."""
    names = {"当年财政拨款": "appropriation", "其他资金": "other"}
    held = getattr(project.sources, names[label], None)
    return held.initial if held is not None else None
