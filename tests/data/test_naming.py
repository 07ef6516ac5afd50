"""An unknown key is asked after by what stands under it, and hides nothing of that."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError
from perfreport.blocks.funds import FundsLayout
from perfreport.data.data_files import parse_source
from perfreport.data.items import with_named_items
from perfreport.data.validation import examine
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

AMOUNT = "        财政拨款: 59.80\n"
GOAL = "        绩效目标: 聘请编外人员。\n"
REGISTRY = FormRegistry()


def mistakes(text: str) -> list[str]:
    """What is wrong with ``text``, each with its line."""
    try:
        understand(parse_source(text), REGISTRY)
    except InputError as error:
        return [mistake.describe(None) for mistake in error.mistakes]
    return []


def told(text: str, wrong: str, message: str) -> str:
    return f"第 {line_with(text, wrong)} 行：{message}"


def test_an_amount_under_an_unknown_key_is_sent_to_the_keys_of_amounts() -> None:
    text = altered(PROJECTS, (AMOUNT, "        金额: 59.80\n"))
    assert mistakes(text) == [
        told(
            text,
            "金额: 59.80",
            "资金使用单位[1].项目[1].金额：没有“金额”这一项；"
            "金额请写在“财政拨款”、“财政专户拨款”或“其他资金”中，不是金额的请删去",
        )
    ]


@pytest.mark.parametrize("key", ["金额", "资金", "预算金额", "总金额", "经费", "预算数"])
def test_no_likeness_of_spelling_chooses_among_several_amounts(key: str) -> None:
    (message,) = mistakes(altered(PROJECTS, (AMOUNT, f"        {key}: 59.80\n")))
    assert "金额请写在“财政拨款”、“财政专户拨款”或“其他资金”中" in message


@pytest.mark.parametrize(
    "key", ["财政拔款", "财政拨歀", "财政拨款数", "财政 拨款", "财政拨款（万元）", "财政拨款(元)"]
)
def test_a_slip_of_the_pen_is_told_even_among_several_amounts(key: str) -> None:
    (message,) = mistakes(altered(PROJECTS, (AMOUNT, f"        {key}: 59.80\n")))
    assert message.endswith("是不是“财政拨款”？")


def test_keys_that_are_there_are_not_proposed() -> None:
    rest = "        其他资金: 1\n        财政专户拨款: 2\n"
    (message,) = mistakes(altered(PROJECTS, (AMOUNT, f"{AMOUNT}{rest}        金额: 59.80\n")))
    assert "没有“金额”这一项，请删去；这里可写：" in message


REPEATED = [
    (PROJECTS, AMOUNT, "        财政拨款额: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政拨款款: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政拨款数: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政拨款（万元）: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政拨款\u200b: 59.80\n", "财政拨款"),
    (PROJECTS, GOAL, "        目标: 聘请\n", "绩效目标"),
    (PROJECTS, "        涉密: true\n", "        涉密情况: 是\n", "涉密"),
    (PROJECTS, "      - 名称: 编外人员聘用经费\n", "        项目名称: 编外\n", "名称"),
    (PROJECTS, "年度: 2024\n", "年份: 2024\n预算年度: 2024\n", "年度"),
    (REPORT, "  得分: 49.99\n", "  自评得分: 49.99\n", "得分"),
]


@pytest.mark.parametrize(("text", "right", "beside", "repeated"), REPEATED)
def test_what_is_most_like_a_key_that_is_there_repeats_it(
    text: str, right: str, beside: str, repeated: str
) -> None:
    *_, message = mistakes(altered(text, (right, f"{right}{beside}")))
    typed = beside.strip().split("\n")[-1].split(":")[0].strip()
    assert message.endswith(f"这一项；已有“{repeated}”这一项，请核对后删去一处")
    assert typed in message


@pytest.mark.parametrize("beside", ["年度目标: 保稳定", "年度重点: 保稳定", "分类: 甲"])
def test_prose_does_not_repeat_a_number(beside: str) -> None:
    (message,) = mistakes(altered(PROJECTS, ("年度: 2024\n", f"年度: 2024\n{beside}\n")))
    assert "；这里可写：" in message


def test_one_of_two_like_keys_that_is_missing_and_required_was_meant() -> None:
    (message,) = mistakes(altered(REPORT, ("全年预算数: 30.00", "预算数: 30.00")))
    assert message.endswith("没有“预算数”这一项，是不是“全年预算数”？")


MEANT = [
    (DEPARTMENT, "拟投入的资金: 69.00", "金额: 69.00", "拟投入的资金"),
    (DEPARTMENT, "    主要实施内容: |-", "    做什么: |-", "主要实施内容"),
    (DEPARTMENT, "\n年度重点工作任务:", "\n清单:", "年度重点工作任务"),
    (DEPARTMENT, "\n预算整体情况:", "\n收支:", "预算整体情况"),
    (PROJECTS, "    项目:", "    项目列表:", "项目"),
    (PROJECTS, "    项目:", "    清单:", "项目"),
    (PROJECTS, "资金使用单位:", "资金单位:", "资金使用单位"),
    (PROJECTS, "资金使用单位:", "单位:", "资金使用单位"),
    (PROJECTS, "        绩效目标: 聘请", "        目标: 聘请", "绩效目标"),
    (REPORT, "\n部门职能:\n", "\n职责:\n", "部门职能"),
    (REPORT, "自评依据: ", "依据: ", "自评依据"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "meant"), MEANT)
def test_the_only_key_for_such_content_is_asked_for(
    text: str, right: str, wrong: str, meant: str
) -> None:
    (message,) = mistakes(altered(text, (right, wrong)))
    typed = wrong.strip().split(":")[0]
    assert message.endswith(f"没有“{typed}”这一项，是不是“{meant}”？")


@pytest.mark.parametrize(
    ("right", "line"),
    [
        (AMOUNT, f"{AMOUNT}        备注: 按月发放\n"),
        (AMOUNT, f"{AMOUNT}        负责人: 张三\n"),
        (AMOUNT, f"{AMOUNT}        备注: 无\n"),
        (AMOUNT, f"{AMOUNT}        备注: -\n"),
        (GOAL, "        备注: —\n"),
        ("年度: 2024\n", "年度: 2024\n填报人: 张三\n"),
        ("年度: 2024\n", "年度: 2024\n附件: [甲, 乙]\n"),
        ("年度: 2024\n", "年度: 2024\n附表: [{名: 甲}]\n"),
        (AMOUNT, f"{AMOUNT}        说明: 以上为全年数\n"),
        (GOAL, "        成效: 聘请编外人员。\n"),
        ("部门名称: 某某部门\n", "联系人: 张三\n部门名称: 某某部门\n"),
    ],
)
def test_what_no_missing_key_takes_is_to_be_deleted(right: str, line: str) -> None:
    model = KINDS.models["项目支出绩效目标表"]
    (mistake,) = examine(parse_source(altered(PROJECTS, (right, line))), model).mistakes
    assert "；这里可写：" in mistake.message


ADDED = ["备注: 见附件。", "说明: 以上为全年数", "金额单位: 万元", "联系人: 张三", "附件: [甲]",
         "填报日期: 2024年1月5日", "依据: 某文件", "单位: 个", "负责人: {姓名: 张三}"]  # fmt: skip


@pytest.mark.parametrize("entry", ADDED)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (DEPARTMENT, "下属二级单位数: 2\n"),
        (REPORT, "部门职能:\n  涉密: true\n"),
        (REPORT, "履职效能:\n  分值: 50\n"),
    ],
)
def test_content_alone_makes_no_guess_at_an_optional_key(text: str, place: str, entry: str) -> None:
    indent = " " * (len(place.split("\n")[-2]) - len(place.split("\n")[-2].lstrip()))
    (message,) = mistakes(altered(text, (place, f"{place}{indent}{entry}\n")))
    assert "；这里可写：" in message


@pytest.mark.parametrize("sign", ["\u200b", "\u3000", "\xa0", "\ufeff", "\xad"])
@pytest.mark.parametrize("place", [1, 2, 4])
def test_what_cannot_be_seen_in_a_key_is_named(sign: str, place: int) -> None:
    key = "财政拨款"[:place] + sign + "财政拨款"[place:]
    text = altered(PROJECTS, (AMOUNT, f"        {key}: 五十\n"))
    messages = mistakes(text)
    assert f"的第 {key.index(sign) + 1} 个字是" in messages[0]
    assert f"（U+{ord(sign):04X}），看不见，请删去" in messages[0]
    assert len(messages) == 2
    assert "“五十”不是数字" in messages[1]


def test_entries_in_full_width_are_told_once_and_understood() -> None:
    text = altered(
        PROJECTS,
        (
            "{一级: 产出指标, 二级: 数量指标, 名称: 到位率, 实施周期指标值: 95%, 年度指标值: 90%}",
            "{一级：产出指标，二级：数量，名称：到位率，实施周期指标值：95%，年度指标值：90%}",
        ),
    )
    first, second = mistakes(text)
    assert first.endswith("键的后面要写半角冒号加一个空格“: ”，各项之间要写半角逗号加一个空格“, ”")
    assert "绩效指标[1].二级：这个版式没有二级指标“数量”" in second


def test_what_stands_under_a_misnamed_key_is_examined_as_well() -> None:
    text = altered(
        PROJECTS,
        ("    项目:", "    项目列表:"),
        ("59.80", "五十九"),
        ("        绩效指标:\n          - {一级: 产出", "        指标:\n          - {一级: 产出"),
        ("二级: 数量指标", "二级: 数量"),
        ("        财政拨款: 46.00", "        财政拔款: 46.001"),
    )
    path = "资金使用单位[1].项目列表"
    assert mistakes(text) == [
        told(text, "项目列表", f"{path}：没有“项目列表”这一项，是不是“项目”？"),
        told(
            text,
            "五十九",
            f"{path}[1].财政拨款：“五十九”不是数字，请写成 1266.19 或 1,266.19 这样的数",
        ),
        told(text, " 指标:", f"{path}[1].指标：没有“指标”这一项，是不是“绩效指标”？"),
        told(
            text,
            "二级: 数量",
            f"{path}[1].指标[1].二级：这个版式没有二级指标“数量”，是不是“数量指标”？"
            "可写：数量指标、质量指标、时效指标、成本指标、经济效益、社会效益、生态效益、"
            "可持续影响、服务对象满意度",
        ),
        told(text, "46.001", f"{path}[2].财政拔款：没有“财政拔款”这一项，是不是“财政拨款”？"),
        told(text, "46.001", f"{path}[2].财政拔款：“46.001”有 3 位小数，版式只印 2 位，请先取舍"),
    ]


def test_a_gap_under_a_misnamed_key_is_no_mistake_of_its_own() -> None:
    text = altered(PROJECTS, ("财政拨款: 59.80", "财政拔款: 待填"))
    with pytest.raises(InputError) as caught:
        understand(parse_source(text), REGISTRY, allow_pending=True)
    assert [mistake.message for mistake in caught.value.mistakes] == [
        "没有“财政拔款”这一项，是不是“财政拨款”？"
    ]


@pytest.mark.parametrize("text", [PROJECTS, DEPARTMENT, REPORT])
def test_every_key_misspelt_is_told_once_and_nothing_else(text: str) -> None:
    source = parse_source(text)
    model = KINDS.models[str(source.root.children["文种"].value)]
    for key in list(source.root.children)[1:]:
        misspelt = text.replace(f"\n{key}:", f"\n{key}栏:")
        found = examine(parse_source(misspelt), model).mistakes
        assert [mistake.path.label for mistake in found] == [f"{key}栏"]


CALLED = [
    (PROJECTS, "      - 名称: 编外人员聘用经费", "      - 项目名称: 编外人员聘用经费", "名称"),
    (PROJECTS, AMOUNT, "        当年财政拨款: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政拨款 （单位：万元）: 59.80\n", "财政拨款"),
    (PROJECTS, AMOUNT, "        财政专户管理资金（元）: 59.80\n", "财政专户拨款"),
    (PROJECTS, GOAL, "        年度总体目标: 聘请编外人员。\n", "绩效目标"),
    (PROJECTS, GOAL, "        年度总体目标（可选填）: 聘请。\n", "绩效目标"),
    (PROJECTS, "实施周期指标值: 95%, 年度", "实施期指标值: 95%, 年度", "实施周期指标值"),
    (PROJECTS, ", 年度指标值: 90%", ", 年度目标值: 90%", "年度指标值"),
    (DEPARTMENT, "\n总体绩效目标:", "\n年度履职目标:", "总体绩效目标"),
    (DEPARTMENT, "\n年度重点工作任务:", "\n年度主要任务:", "年度重点工作任务"),
    (DEPARTMENT, "    拟投入的资金: 69.00", "    预算支出金额: 69.00", "拟投入的资金"),
    (REPORT, "全年预算数: 30.00", "调整后预算数: 30.00", "全年预算数"),
    (REPORT, "决算数: 30.00", "预算执行数: 30.00", "决算数"),
    (REPORT, "决算数: 30.00", "执行数（万元）: 30.00", "决算数"),
    (REPORT, "实际完成值: 4期", "完成值: 4期", "实际完成值"),
    (REPORT, "存在的主要问题:", "存在问题:", "存在的主要问题"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "meant"), CALLED)
def test_what_a_key_is_called_elsewhere_is_suggested_and_not_applied(
    text: str, right: str, wrong: str, meant: str
) -> None:
    (message,) = mistakes(altered(text, (right, wrong)))
    assert message.endswith(f"这一项，是不是“{meant}”？")


@pytest.mark.parametrize(
    ("text", "right", "beside", "repeated"),
    [
        (PROJECTS, GOAL, "        年度总体目标: 聘请。\n", "绩效目标"),
        (PROJECTS, AMOUNT, "        本年财政拨款: 59.80\n", "财政拨款"),
        (REPORT, "存在的主要问题: 部分合同备案不及时。\n", "存在问题: 无\n", "存在的主要问题"),
        (DEPARTMENT, "    拟投入的资金: 69.00\n", "    预算支出金额: 69\n", "拟投入的资金"),
    ],
)
def test_beside_its_key_another_name_repeats_it(
    text: str, right: str, beside: str, repeated: str
) -> None:
    (message,) = mistakes(altered(text, (right, right + beside)))
    assert f"；已有“{repeated}”这一项" in message


def test_what_stands_under_another_name_is_examined_as_well() -> None:
    text = altered(
        REPORT, ("决算数: 30.00", "执行数: 三十"), ("存在的主要问题: 部分", "存在问题: <p>部分")
    )
    first, second, third = mistakes(text)
    assert first.endswith("项目支出.执行数：没有“执行数”这一项，是不是“决算数”？")
    assert "项目支出.执行数：“三十”不是数字" in second
    assert third.endswith("没有“存在问题”这一项，是不是“存在的主要问题”？")


@pytest.mark.parametrize("key", ["主管部门", "主 管 部 门：", "填报人", "评估机构（盖章）"])
def test_a_label_of_the_field_that_has_no_place_is_no_slip(key: str) -> None:
    text = altered(PROJECTS, ("部门名称: 某某部门", f'"{key}": 某某部门'))
    told = [message for message in mistakes(text) if "这一项" in message]
    assert all("是不是" not in message for message in told)
    assert len(told) > 0


MONEY = FundsLayout.model_validate(
    {
        "栏目": [{"名称": "全年执行数", "英文": "final"}],
        "来源": [{"名称": "财政拨款", "英文": "fiscal"}, {"名称": "配套资金", "英文": "matching"}],
    }
)


def test_sources_and_columns_of_a_form_are_known_by_other_names() -> None:
    text = "- {来源: 当年财政拨款, 执行数: 1}\n- {来源: 配套 资金, 全年执行数（元）: 2}\n"
    source = with_named_items(parse_source(text), MONEY.model)
    assert [each.describe(None) for each in examine(source, MONEY.model).mistakes] == [
        "第 1 行：当年财政拨款：没有“当年财政拨款”这一项，是不是“财政拨款”？",
        "第 1 行：当年财政拨款.执行数：没有“执行数”这一项，是不是“全年执行数”？",
        "第 2 行：配套 资金：没有“配套 资金”这一项，是不是“配套资金”？",
        "第 2 行：配套 资金.全年执行数（元）：没有“全年执行数（元）”这一项，是不是“全年执行数”？",
    ]
