"""A data file that is not yet filled in loads, and says what it still lacks."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator

import pytest

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.walk import field_at
from perfreport.data.data_files import parse_source, read_source
from perfreport.data.gaps import without_marks
from perfreport.data.items import with_named_items
from perfreport.data.pending import advice, pending_places
from perfreport.data.source import Node, Source
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.data.drafts import read_draft, require_filled
from tests.examples import EXAMPLES, FOLDER, example, form_of
from tests.small_files import REPORT, altered

PROJECT = """\
文种: 项目支出绩效目标表
年度: 待填
部门名称: 待填  # 全称
资金使用单位:
  - 名称: 甲单位
    项目:
      - 名称: 乙项目
        财政拨款: 待填
        绩效目标: |-
          一、完成
          待填
        绩效指标:
          - {一级: 待填, 名称: 完成率, 年度指标值: 待填率}
"""
PENDING_PLACES = (
    ("年度",),
    ("部门名称",),
    ("资金使用单位", 0, "项目", 0, "财政拨款"),
    ("资金使用单位", 0, "项目", 0, "绩效目标"),
    ("资金使用单位", 0, "项目", 0, "绩效指标", 0, "一级"),
)

# Fields whose content other fields depend on; left unfilled they are plain mistakes.
BOUND_UP_WITH_OTHERS = {
    ("文种",),
    ("部门职能", "涉密"),
    ("管理效率", "指标"),
    ("管理效率", "扣分原因", 0),
    ("管理效率", "扣分原因", 0, "指标"),
    ("管理效率", "扣分原因", 0, "指标", 0),
}

WITH_SOURCES = [name for name in EXAMPLES if form_of(name).funds]
"""Those whose money goes by its sources (资金: [{来源: …}])."""

REGISTRY = FormRegistry()


def places(node: Node, path: DataPath = DataPath()) -> Iterator[DataPath]:
    """The places of an example's nodes, of every list only those in its first item."""
    for key, child in node.children.items():
        if key == 0 or isinstance(key, str):
            yield path / key
            yield from places(child, path / key)


def changed(source: Source, place: DataPath, node: Node) -> Source:
    """``source`` with ``node`` at ``place``."""
    root = copy.deepcopy(source.root)
    parent = root
    for key in place[:-1]:
        parent = parent.children[key]
    parent.children[place[-1]] = node
    return Source(source.name, root)


def unfilled(source: Source, place: DataPath) -> Source:
    """``source`` with 待填 at ``place``."""
    return changed(source, place, Node(source.line(place), PENDING))


@pytest.mark.parametrize("name", EXAMPLES)
def test_any_field_of_an_example_may_wait(name: str) -> None:
    kind = type(example(name))
    # As loading has it: what goes by its name (来源) is called by it, and the name is its place.
    source = with_named_items(read_source(FOLDER / f"{name}.yaml"), kind)
    for place in set(places(source.root)) - BOUND_UP_WITH_OTHERS:
        draft = read_draft(unfilled(source, place), kind)
        assert draft.pending == (place,)


@pytest.mark.parametrize("name", WITH_SOURCES)
@pytest.mark.parametrize("inside", [DataPath(0), DataPath(0, "来源")])
def test_an_item_that_goes_by_its_name_cannot_wait_for_it(name: str, inside: DataPath) -> None:
    source = read_source(FOLDER / f"{name}.yaml")
    (funds,) = {place for place in places(source.root) if place[-1] == "资金"}
    waiting = unfilled(source, funds / inside)
    with pytest.raises(InputError) as raised:
        understand(waiting, REGISTRY, allow_pending=True)
    assert [mistake.line for mistake in raised.value.mistakes] == [source.line(funds)]


def test_all_that_waits_is_found_with_its_place() -> None:
    draft = read_draft(parse_source(PROJECT), ProjectTargets)
    assert draft.pending == PENDING_PLACES


def test_a_text_that_waits_stays_and_an_amount_that_waits_is_absent() -> None:
    document = read_draft(parse_source(PROJECT), ProjectTargets).document
    (project,) = document.units[0].projects
    assert document.department == PENDING
    assert project.appropriation is None
    assert project.goal == ("一、完成", PENDING)
    assert project.indicators[0].annual_value == "待填率"


def test_an_amount_that_must_be_there_is_zero_for_the_time_being() -> None:
    source = read_source(FOLDER / "panyu-2024-department-targets.yaml")
    waiting = unfilled(source, DataPath("预算整体情况", "基本支出"))
    budget = read_draft(waiting, DepartmentTargets).document.budget
    assert budget is not None
    assert budget.basic == Amount(0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_that_is_filled_in_loads_as_ever(name: str) -> None:
    source = read_source(FOLDER / f"{name}.yaml")
    draft = read_draft(source, type(example(name)))
    assert (draft.document, draft.pending) == (example(name), ())
    require_filled(source, type(example(name)))


def test_other_mistakes_of_a_draft_are_reported_with_their_lines() -> None:
    text = PROJECT.replace("乙项目", "''").replace("部门名称", "部门名")
    with pytest.raises(InputError) as raised:
        read_draft(parse_source(text), ProjectTargets)
    assert [(one.path.label, one.line) for one in raised.value.mistakes] == [
        ("部门名", 3),
        ("资金使用单位[1].项目[1].名称", 7),
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_waits_in_the_wrong_shape_is_at_most_a_mistake(name: str) -> None:
    source = read_source(FOLDER / f"{name}.yaml")
    for place in set(places(source.root)):
        line = source.line(place)
        waiting = Node(line, PENDING)
        in_list = Node(line, children={0: waiting}, is_list=True)
        in_mapping = Node(line, children={"甲": waiting}, is_mapping=True)
        for shape in (in_list, in_mapping):
            with contextlib.suppress(InputError):
                read_draft(changed(source, place, shape), type(example(name)))


def test_a_file_that_says_nothing_else_is_a_mistake() -> None:
    with pytest.raises(InputError):
        read_draft(parse_source(PENDING), DepartmentTargets)


def test_to_go_on_everything_must_be_filled_in() -> None:
    with pytest.raises(InputError) as raised:
        require_filled(parse_source(PROJECT, "甲.yaml"), ProjectTargets)
    assert [one.line for one in raised.value.mistakes] == [2]
    assert "甲.yaml:2：5处还没有填写" in str(raised.value)
    assert "perfreport check 甲.yaml 逐处列出" in str(raised.value)


def test_the_only_place_that_waits_is_named() -> None:
    with pytest.raises(InputError) as raised:
        require_filled(
            parse_source("文种: 项目支出绩效目标表\n年度: 待填", "甲.yaml"), ProjectTargets
        )
    assert str(raised.value).startswith("甲.yaml:2：年度：还没有填写。请把“待填”换成要填的内容")


def test_the_advice_says_what_belongs_there() -> None:
    assert "预算年度，如 2024" in advice(ProjectTargets, DataPath("年度"))
    assert advice(ProjectTargets, DataPath("没有")) == "请把“待填”换成要填的内容"


@pytest.mark.parametrize("kind", KINDS.models.values())
def test_every_place_of_a_document_leads_to_its_field(kind: type[DepartmentTargets]) -> None:
    for name in EXAMPLES:
        if type(example(name)) is kind:
            source = read_source(FOLDER / f"{name}.yaml")
            assert all(field_at(kind, place) for place in places(source.root))


def test_what_waits_in_json_is_found_too() -> None:
    source = parse_source('{"文种": "项目支出绩效目标表", "年度": "待填"}', is_json=True)
    assert pending_places(source) == (("年度",),)


def test_a_list_of_names_may_wait_as_a_whole() -> None:
    text = altered(REPORT, ("指标: [合同备案时效性]", "指标: 待填"))
    report = perfreport.loads(text, draft=True)
    assert isinstance(report, SelfEvaluation)
    (deduction,) = report.efficiency.deductions
    assert [without_marks(name) for name in deduction.indicators] == [PENDING]
