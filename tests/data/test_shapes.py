"""Where a list, a group or one text is wanted, the message shows how to write it."""

from __future__ import annotations

import pytest

from perfreport.data.data_files import parse_source
from perfreport.data.validation import examine
from perfreport.kinds import KINDS
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

TEXTS = "这里要写成列表：一条写一行，每行前面加“- ”，如“- {}”"
GROUPS = "这里要写成列表：一项一项写，每项以“- ”打头，如“- {}”，其余各键（"
GOALS = "总体绩效目标:\n  - 维护社会大局稳定。"
INDICATORS = (
    "        绩效指标:\n          - {一级: 产出指标, 二级: 数量指标, 名称: 到位率, "
    "实施周期指标值: 95%, 年度指标值: 90%}"
)


def message(text: str, right: str, wrong: str) -> str:
    source = parse_source(altered(text, (right, wrong)))
    (mistake,) = examine(source, KINDS.models[str(source.root.children["文种"].value)]).mistakes
    return mistake.message


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("总体绩效目标: 做好课题研究。", "做好课题研究。"),
        ("总体绩效目标:\n  做好课题研究。", "做好课题研究。"),
        ("总体绩效目标: |-\n  一是做好课题研究。\n  二是培训。", "一是做好课题研究。"),
        ("总体绩效目标: '- 做好课题研究。'", "做好课题研究。"),
        (f"总体绩效目标: {'做好' * 20}", f"{'做好' * 10}…"),
        ("总体绩效目标:", "…"),
        ("总体绩效目标: 维护社会\n  - 甲\n  - 乙", "维护社会"),
        ("总体绩效目标:\n  -维护社会\n  -甲 - 乙", "维护社会"),
        ("总体绩效目标: 甲-乙一期", "甲-乙一期"),
        ("总体绩效目标: {目标: 做好}", "…"),
    ],
)
def test_a_list_of_texts_is_shown_with_the_text_that_was_typed(typed: str, shown: str) -> None:
    assert message(DEPARTMENT, GOALS, typed) == TEXTS.format(shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("        绩效指标: 到位率90%", "名称: 到位率90%"),
        ("        绩效指标: |-\n          到位率\n          满意度", "名称: 到位率"),
        ("        绩效指标:\n            {一级: 产出指标, 名称: 到位率}", "一级: 产出指标"),
        ("        绩效指标:\n          一级: 产出指标\n          名称: 到位率", "一级: 产出指标"),
        ("        绩效指标:", "名称: …"),
        ("        绩效指标: 到位率\n          - 满意度", "名称: 到位率"),
        ("        绩效指标: {一级: [甲]}", "一级: …"),
    ],
)
def test_a_list_of_groups_is_shown_with_the_first_key(typed: str, shown: str) -> None:
    told = message(PROJECTS, INDICATORS, typed)
    assert told.startswith(GROUPS.format(shown))
    first = shown.split(":")[0]
    keys = ["一级", "二级", "名称", "实施周期指标值", "年度指标值", "涉密"]
    others = "、".join(key for key in keys if key != first)
    assert told.endswith(f"（{others}等）写在它下面")


def test_texts_inside_a_group_are_shown_as_a_list_too() -> None:
    typed = "  扣分原因:\n    - 指标: 合同备案时效性\n  分值: 50"
    assert message(REPORT, "  分值: 50", typed) == TEXTS.format("合同备案时效性")


def test_an_item_of_several_lines_is_several_items() -> None:
    told = message(DEPARTMENT, "- 维护社会大局稳定。", "- |-\n    维护稳定。\n    做好研究。")
    assert told.startswith("这一条里有换行；几条请分开写：一条写一行，每行前面加“- ”")


@pytest.mark.parametrize(
    ("typed", "mark"), [("|-\n  某某\n  部门", "换行"), ("某某<p>部门", "<p>")]
)
def test_where_one_line_is_wanted_no_list_is_advised(typed: str, mark: str) -> None:
    assert message(PROJECTS, "某某部门", typed) == f"这里只能写一段，请去掉中间的{mark}"


@pytest.mark.parametrize("typed", ["[某某, 部门]", "\n  - 某某\n  - 部门"])
def test_a_list_in_the_place_of_a_text_is_to_be_one_text(typed: str) -> None:
    assert message(PROJECTS, "某某部门", typed) == (
        "这里应写文字，却是一个列表；请写成一段，去掉“- ”或方括号"
    )


def test_a_text_that_yaml_takes_for_a_group_is_to_be_quoted() -> None:
    assert message(PROJECTS, "某某部门", "{某某}") == (
        "这里应写文字，却是一组“键: 值”；文字里有“: ”或打头是“{”的，请给整段加引号"
    )


@pytest.mark.parametrize(
    "typed", ["聘请编外人员。", "[聘请, 编外]", "|-\n          聘请\n          编外"]
)
def test_paragraphs_are_one_text_or_a_list(typed: str) -> None:
    source = parse_source(altered(PROJECTS, ("聘请编外人员。\n", f"{typed}\n")))
    assert examine(source, KINDS.models["项目支出绩效目标表"]).mistakes == ()


def test_an_item_with_colons_in_full_width_is_told_so() -> None:
    typed = "        绩效指标:\n          - 一级：产出指标，名称：到位率"
    assert message(PROJECTS, INDICATORS, typed) == (
        "这里应是一组“键: 值”；键的后面要写半角冒号加一个空格“: ”，一个键写一行"
    )


@pytest.mark.parametrize("key", ["存在的主要问题", "部门职能"])
def test_an_empty_passage_is_to_be_filled_in(key: str) -> None:
    place = {"存在的主要问题": " 部分合同备案不及时。", "部门职能": "\n  涉密: true"}[key]
    assert message(REPORT, f"\n{key}:{place}", f"\n{key}:") == "这里空着，请填写内容"


def test_an_empty_group_is_told_with_its_first_key() -> None:
    typed = "  项目支出: {年初预算数: 50.00, 全年预算数: 30.00, 决算数: 30.00}"
    assert message(REPORT, typed, "  项目支出:") == ("这里应是一组“键: 值”，从“年初预算数: …”写起")
