"""What people type by mistake in YAML, and the advice they get, with the line that is wrong."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError
from perfreport.data.data_files import parse_source
from perfreport.kinds import KINDS
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

WIDE_COLON = "冒号是全角的，请改为半角冒号加一个空格“: ”"
NO_BLANK = "冒号后面缺一个空格，请写成“键: 值”"
DASH = "列表的每项以半角“-”加一个空格开头"
ALIGNMENT = "缩进没有对齐：同一层的键要对齐，列表的每项以“- ”开头"
TAB = "缩进用了制表符（Tab），请改为空格"
BRACKETS = "各项要用半角逗号隔开，括号要成对"
QUOTES = "引号不成对"
REST = "引号或括号的后面还有文字：请给整段文字加上引号"
COLON = "文字里有“: ”，请给这段文字加上引号"

HABITS = [
    ("年度: ", "年度：", WIDE_COLON),
    ("文种: ", "文种：", WIDE_COLON),
    ("资金使用单位:\n", "资金使用单位：\n", WIDE_COLON),
    ("- 名称: 某某单位", "- 名称：某某单位", WIDE_COLON),
    ("    项目:\n", "    项目：\n", WIDE_COLON),
    ("财政拨款: 59", "财政拨款：59", WIDE_COLON),
    ("绩效目标: ", "绩效目标：", WIDE_COLON),
    ("年度: ", "年度:", NO_BLANK),
    ("财政拨款: 59", "财政拨款:59", NO_BLANK),
    ("- 名称: 某某单位", "-名称: 某某单位", DASH),
    ("- 名称: 某某单位", "－ 名称: 某某单位", DASH),
    ("    项目:\n", "\t项目:\n", TAB),
    ("        绩效目标", "\t\t绩效目标", TAB),
    ("      - 名称: 编外", "\t- 名称: 编外", TAB),
    ("        绩效目标", "       绩效目标", ALIGNMENT),
    ("        绩效目标", "         绩效目标", ALIGNMENT),
    ("部门名称", " 部门名称", ALIGNMENT),
    ("聘请", "完成率: 聘请", COLON),
    ('13600101"', "13600101", QUOTES),
    ("聘请", "'聘请", QUOTES),
    ("聘请", '"聘请"', REST),
    ("聘请", "[聘请]", REST),
    ("聘请", '"\\d', "双引号里的“\\”要写成“\\\\”"),
    ("产出指标, ", "产出指标 ", BRACKETS),
    ("产出指标, ", "产出指标，", BRACKETS),
    ("年度指标值: 90%}", "年度指标值: 90%", BRACKETS),
    ("到位率", "[到位率", BRACKETS),
    ("部门名称", "...\n部门名称", "一个文件只能写一份文书"),
    *(("聘请", f"{sign}聘请", f"“{sign}”打头") for sign in "@`%&*!|>,]}"),
    ("文种: ", "%文种: ", "“%”打头"),
]


@pytest.mark.parametrize(("right", "wrong", "advice"), HABITS)
def test_the_advice_names_the_line_and_what_to_write(right: str, wrong: str, advice: str) -> None:
    text = altered(PROJECTS, (right, wrong))
    with pytest.raises(InputError) as caught:
        parse_source(text, "数据.yaml")
    (mistake,) = caught.value.mistakes
    assert advice in mistake.message
    assert mistake.line in (line_with(text, wrong), line_with(text, wrong.lstrip(".\n")))


@pytest.mark.parametrize("text", ["甲: {", "甲: [", "甲: {乙: ", "甲: &"])
def test_text_that_breaks_off_is_told_so(text: str) -> None:
    with pytest.raises(InputError, match=r"请核对括号和引号|请给这段文字加上引号"):
        parse_source(text, lists=KINDS.keys_of_lists)


ACCOUNT = "决算支出:\n  - {科目: 公共安全, 金额: 99.00}"
INDICATORS = "        绩效指标:\n          - {一级: 产出"
ABOVE_LISTS = [
    (REPORT, ACCOUNT, ACCOUNT.replace(":\n", ": 850.00\n"), "850.00"),
    (REPORT, ACCOUNT, ACCOUNT.replace(":\n  ", ": 850.00\n"), "850.00"),
    (REPORT, ACCOUNT, "决算支出: 见表\n  - 科目: 公共安全\n    金额: 99.00", "见表"),
    (DEPARTMENT, "年度重点工作任务:\n", "年度重点工作任务: 见附表\n", "见附表"),
    (DEPARTMENT, "年度重点工作任务:\n", "年度重点工作任务: 见附表\n\n  # 注: 一\n", "见附表"),
    (PROJECTS, INDICATORS, INDICATORS.replace(":\n", ": 无\n"), "无"),
    (PROJECTS, "资金使用单位:\n", "资金使用单位: 某局  # 注\n", "某局"),
    (PROJECTS, "    项目:\n", "    项目: 一个\n", "一个"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "typed"), ABOVE_LISTS)
def test_a_text_behind_the_key_of_a_list_is_to_be_deleted(
    text: str, right: str, wrong: str, typed: str
) -> None:
    text = altered(text, (right, wrong))
    key = wrong.strip().split(":")[0]
    with pytest.raises(InputError) as caught:
        parse_source(text, lists=KINDS.keys_of_lists)
    (mistake,) = caught.value.mistakes
    assert mistake.line == line_with(text, f"{key}: {typed}")
    assert mistake.message == (
        f"“{key}:”的后面已写了“{typed}”，下面又是列表；列表的键后面不写字，请删去“{typed}”"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "advice"),
    [
        ("绩效目标: 聘请编外人员。", "绩效目标: 做好以下工作\n          - 一是: 聘请", ALIGNMENT),
        ('      - 名称: "136', '        - 名称: "136', ALIGNMENT),
        ("涉密: true\n        绩", "涉密: true\n          - 名称: 甲\n        绩", ALIGNMENT),
    ],
)
def test_a_text_above_what_is_no_list_of_its_own_stays(right: str, wrong: str, advice: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_source(altered(PROJECTS, (right, wrong)))
    (mistake,) = caught.value.mistakes
    assert mistake.message == advice


def test_a_quote_that_is_not_closed_is_told_before_the_habits_behind_it() -> None:
    text = altered(PROJECTS, ("聘请编外人员。", "'聘请编外人员。\n          ＃2号楼改造"))
    with pytest.raises(InputError) as caught:
        parse_source(text, lists=KINDS.keys_of_lists)
    (mistake,) = caught.value.mistakes
    assert QUOTES in mistake.message
    assert mistake.line == line_with(text, "'聘请")
