"""Values of a data file become a typed object, or every mistake is told at once."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import Count, TextLine, WholeNumber, key
from perfreport.blocks.model import Indicator, Model, Passage
from perfreport.data.data_files import parse_source
from perfreport.data.validation import examine, partial, validate
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation


class Part(Model):
    """A part of the whole below."""

    name: Annotated[TextLine, key("名称")]
    amount: Annotated[Amount | None, key("金额")] = None
    classified: Annotated[bool, key("涉密")] = False


class Whole(Model):
    """Something of every sort of field."""

    year: Annotated[WholeNumber, key("年度", ge=1949, le=2199)]
    units: Annotated[Count | None, key("单位数")] = None
    colour: Annotated[Literal["红", "蓝"], key("颜色")] = "红"
    parts: Annotated[tuple[Part, ...], Field(min_length=1), key("部分")]


NUMBER = "请写成 1266.19 或 1,266.19 这样的数"
COLON = "键的后面要写半角冒号加一个空格“: ”"
LIST = "这里要写成列表：一项一项写，每项以“- ”打头，如"
BOOLEAN = "不可用，请写 true（是）或 false（否）"
RIGHT = "年度: 2024\n部分:\n  - {名称: 甲, 金额: 1}\n  - {名称: 乙}\n"


def mistakes(text: str, *, is_json: bool = False) -> list[str]:
    source = parse_source(text, "a", is_json=is_json)
    return [mistake.describe(None) for mistake in examine(source, Whole).mistakes]


def test_what_is_right_becomes_the_object_it_says() -> None:
    assert validate(parse_source(RIGHT), Whole) == Whole(
        year=2024, parts=(Part(name="甲", amount=Amount(1)), Part(name="乙"))
    )


def test_attribute_names_are_no_keys_of_a_file() -> None:
    assert mistakes(f"{RIGHT}colour: 红\n") == [
        "第 5 行：colour：没有“colour”这一项，请删去；这里可写：年度、单位数、颜色、部分"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("年度: 二〇二四", "年度：“二〇二四”不是整数，请只写阿拉伯数字"),
        ("年度: 2024.0", "年度：“2024.0”不是整数，请只写阿拉伯数字"),
        ("年度: [2024]", "年度：一个列表不是整数，请只写阿拉伯数字"),
        ("年度: {年: 2024}", "年度：一组“键: 值”不是整数，请只写阿拉伯数字"),
        ("年度:", "年度：空白不是整数，请只写阿拉伯数字"),
        ("年度: 20240", "年度：“20240”太大，至多为 2199"),
        ("年度: 24", "年度：“24”太小，至少为 1949"),
        (f"年度: {'9' * 5000}", f"年度：“{'9' * 30}…”不是整数，请只写阿拉伯数字"),
    ],
)
def test_a_wrong_year_is_explained(line: str, message: str) -> None:
    assert mistakes(RIGHT.replace("年度: 2024", line)) == [f"第 1 行：{message}"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("颜色: 绿", "第 5 行：颜色：“绿”不可用，可写：红、蓝"),
        ("颜色: [红]", "第 5 行：颜色：一个列表不可用，可写：红、蓝"),
        ("单位数: -1", "第 5 行：单位数：“-1”不是整数，请只写阿拉伯数字"),
        ("部分数: 1", "第 5 行：部分数：没有“部分数”这一项，请删去；这里可写：年度、"),
        ("天气: 晴", "第 5 行：天气：没有“天气”这一项，请删去；这里可写：年度、单位数、颜色、部分"),
        (
            "单位数：3: 4",
            f"第 5 行：单位数：3：没有“单位数：3”这一项；{COLON}",
        ),
        (
            "天气:",
            "第 5 行：天气：没有“天气”这一项；是一段文字的请接在上一项之后，含逗号的文字请加上引号",
        ),
    ],
)
def test_a_wrong_line_is_explained(lines: str, message: str) -> None:
    (found,) = mistakes(f"{RIGHT}{lines}\n")
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ("部分: []", "部分：至少要有 1 项，请补上"),
        ("部分: 甲", f"部分：{LIST}“- 名称: 甲”"),
        ("部分: {金额: 5, 名称: 甲}", f"部分：{LIST}“- 金额: 5”"),
        ("部分:", f"部分：{LIST}“- 名称: …”"),
        ("部分: [甲]", "部分[1]：这里应是一组“键: 值”，从“名称: 甲”写起"),
        ("部分: [[甲]]", "部分[1]：这里应是一组“键: 值”"),
        ("部分: [{}]", "部分[1].名称：缺这一项，请补上"),
        ("部分: [{名称: [甲]}]", "部分[1].名称：这里应写文字，却是一个列表"),
        (
            "部分: [{名称: 甲, 金额: 多}]",
            f"部分[1].金额：“多”不是数字，{NUMBER}",
        ),
        ("部分: [{名称: 甲, 涉密: 是}]", f"部分[1].涉密：“是”{BOOLEAN}"),
        (
            "部分: [{名称: 甲, 涉密: [1]}]",
            f"部分[1].涉密：一个列表{BOOLEAN}",
        ),
        (
            "部分: [{名称：甲, 金额: 1}]",
            f"部分[1].名称：甲：没有“名称：甲”这一项；{COLON}",
        ),
    ],
)
def test_a_wrong_part_is_explained(parts: str, message: str) -> None:
    assert message in "\n".join(mistakes(f"年度: 2024\n{parts}\n"))


def test_true_in_json_is_no_number() -> None:
    text = '{"年度": 2024, "单位数": true, "部分": [{"名称": "甲", "金额": true}]}'
    assert mistakes(text, is_json=True) == [
        "第 1 行：单位数：“true”不是整数，请只写阿拉伯数字",
        f"第 1 行：部分[1].金额：“true”不是数字，{NUMBER}",
    ]


def test_a_missing_part_is_placed_at_what_should_hold_it() -> None:
    assert mistakes("年度: 2024\n部分:\n  - {名称: 甲}\n  - {金额: 1}\n") == [
        "第 4 行：部分[2].名称：缺这一项，请补上"
    ]


def test_a_misspelt_key_is_one_mistake_and_not_two() -> None:
    assert mistakes("年度: 2024\n部份: [{名称: 甲}]\n") == [
        "第 2 行：部份：没有“部份”这一项，是不是“部分”？"
    ]


def test_a_list_is_not_called_too_short_for_what_is_wrong_in_it() -> None:
    assert mistakes("年度: 2024\n部分: [{名字: 甲}]\n") == [
        "第 2 行：部分[1].名字：没有“名字”这一项，是不是“名称”？"
    ]


def test_all_mistakes_come_at_once_in_the_order_of_their_lines() -> None:
    text = "部分:\n  - {名称: 甲, 金额: 多}\n  - 名称:\n颜色: 绿\n颜色: 红\n年度: 某年\n"
    with pytest.raises(InputError) as caught:
        validate(parse_source(text, "a.yaml"), Whole)
    assert [(mistake.line, mistake.path.label) for mistake in caught.value.mistakes] == [
        (2, "部分[1].金额"),
        (3, "部分[2].名称"),
        (4, "颜色"),
        (5, "颜色"),
        (6, "年度"),
    ]


def test_a_mistake_of_notation_alone_refuses_the_file_too() -> None:
    assert mistakes(f"{RIGHT}颜色: 蓝\n颜色: 红\n") == [
        "第 6 行：颜色：这个键写了两次（第 5 行已有），请删去一处"
    ]


def test_thousands_of_mistakes_are_told_as_well() -> None:
    text = "年度: 2024\n部分:\n" + "  - {名称: [], 色: 1}\n" * 3000
    assert len(mistakes(text)) == 6000


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
