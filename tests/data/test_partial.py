"""What is right in a wrong file is kept, so that further mistakes are found beside the first."""

from __future__ import annotations

from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Indicator, Passage
from perfreport.data.partial import partial
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation


def test_what_is_wholly_right_is_the_object_itself() -> None:
    tree = {"名称": "甲", "财政拨款": "1"}
    assert partial(Project, tree) == Project(name="甲", appropriation=Amount(1))


def test_what_is_wrong_or_missing_is_none() -> None:
    project = partial(Project, {"财政拨款": "多", "其他资金": "2", "绩效目标": ["一", "二"]})
    assert (vars(project)["name"], project.appropriation) == (None, None)
    assert (project.other, project.goal) == (Amount(2), ("一", "二"))


def test_a_list_keeps_its_right_items_in_their_places() -> None:
    project = partial(Project, {"名称": "甲", "绩效指标": [{"名称": "乙"}, {}, "丙"]})
    nothing = dict.fromkeys(Indicator.model_fields)
    assert project.indicators[0] == Indicator(name="乙")
    assert [vars(indicator) for indicator in project.indicators[1:]] == [nothing, nothing]


def test_right_parts_are_kept_however_deep_they_stand() -> None:
    projects = [{"名称": "甲", "财政拨款": "多", "绩效指标": [{"名称": "乙"}]}]
    document = partial(ProjectTargets, {"资金使用单位": [{"项目": projects}, 3]})
    assert document.department is None
    assert document.units[0].projects[0].indicators == (Indicator(name="乙"),)


def test_text_stands_for_a_passage() -> None:
    report = partial(
        SelfEvaluation, {"部门职能": "一", "年度总体工作": {"内容": "二", "涉密": "x"}}
    )
    assert report.functions == Passage(paragraphs=("一",))
    assert report.overall_work.paragraphs == ("二",)


def test_nothing_at_all_is_an_empty_object() -> None:
    trees: tuple[object, ...] = (None, "甲", [], {"颜色": "红"})
    for tree in trees:
        assert set(vars(partial(ProjectTargets, tree)).values()) == {None}
