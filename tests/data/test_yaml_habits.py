"""What people type out of habit is named, with its line, whatever the parser says of it."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError, Mistake
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from tests.small_files import DEPARTMENT, PROJECTS, line_with

REGISTRY = FormRegistry()
ALL = "一级: 产出指标, 二级: 数量指标, 名称: 到位率, 实施周期指标值: 95%, 年度指标值: 90%"
INDENT = "缩进只能用半角空格，请改过来"
WIDE_SPACE = f"行首有全角空格（U+3000），{INDENT}"
HARD_SPACE = f"行首有不换行空格（U+00A0），{INDENT}"
COMMENT = "这里的“＃”是全角的；注释要用半角“#”打头，请改过来"
PRINTED = "是全角的，会当作正文印出来；请改为半角，要印，请给整段文字加引号"
DASH = "列表的每项以半角“-”加一个空格开头，这里是“{}”，请改过来"
GLUED = "列表的每项以半角“-”加一个空格开头，“-名称”的“-”后面缺一个空格"
GAP = "冒号后面是{}，请改为半角空格"
COLON = "冒号是全角的，请改为半角冒号加一个空格“: ”"
COMMA = "这里的“，”是全角的；括号里，各项要用半角逗号隔开"
HIDDEN = "括号还没有合上，“#”以后的都当作了注释"
BRACE = "这里的“{}”是全角的，请改为半角的花括号"
BLOCK = "“|-”下面的文字，要比有“|-”的那一行缩进得多，请在行首加半角空格"
BAR = "这里写的是“{}”；段落块的记号要用半角的“|-”，请改过来"
QUOTES = "带着中文引号，数字不加引号，请只写"
TAB = "缩进用了制表符（Tab），请改为空格"
ITEM = "  - 名称: 某某单位"
PROJECT = "      - 名称: 编外人员聘用经费"
GOAL = "        绩效目标: 聘请编外人员。"
FUNDS = "        财政拨款: 59.80"
HABITS = [
    (GOAL, "\u3000\u3000\u3000\u3000绩效目标: 聘请编外人员。", WIDE_SPACE),
    (GOAL, "\u3000\u3000    绩效目标: 聘请编外人员。", WIDE_SPACE),
    (GOAL, "    \u3000\u3000绩效目标: 聘请编外人员。", WIDE_SPACE),
    (GOAL, "\xa0" * 8 + "绩效目标: 聘请编外人员。", HARD_SPACE),
    (GOAL, "        \xa0绩效目标: 聘请编外人员。", HARD_SPACE),
    (FUNDS, "\u3000\u3000\u3000\u3000财政拨款: 59.80", WIDE_SPACE),
    (FUNDS, "        \u200b财政拨款: 59.80", "的第 1 个字是零宽空格（U+200B），看不见，请删去"),
    ("部门名称", "\u3000部门名称", WIDE_SPACE),
    ("    项目:\n", "\u3000\u3000项目:\n", WIDE_SPACE),
    ("    项目:\n", "  \u3000项目:\n", WIDE_SPACE),
    ("{一级: 产出", "{\u3000一级: 产出", "的第 1 个字是全角空格（U+3000），看不见，请删去"),
    ("年度: 2024", "\xa0年度: 2024", HARD_SPACE),
    ("文种: ", "\u2003文种: ", "U+2003"),
    (ITEM, "\u3000- 名称: 某某单位", WIDE_SPACE),
    (ITEM, "\xa0\xa0- 名称: 某某单位", HARD_SPACE),
    (PROJECT, "\u3000\u3000\u3000- 名称: 编外人员聘用经费", WIDE_SPACE),
    ("年度: 2024", "年度: 2024\n＃ 这是注", COMMENT),
    ("文种: ", "＃ 这是注\n文种: ", COMMENT),
    (FUNDS, f"        ＃ 注\n{FUNDS}", COMMENT),
    (FUNDS, f"\u3000\u3000＃ 注\n{FUNDS}", WIDE_SPACE),
    ("59.80", "59.80 ＃ 注", PRINTED),
    ("年度: 2024", "年度: 2024 ＃ 注", PRINTED),
    ("某某部门", "某某部门\u3000＃ 注", PRINTED),
    ("聘请编外人员。", "｜-\n          聘请编外人员。", PRINTED),
    ("聘请编外人员。", "|－\n          聘请编外人员。", BAR.format("|－")),
    ("聘请编外人员。", "|-\n        聘请编外人员。", BLOCK),
    ("聘请编外人员。", "|-\n聘请编外人员。", BLOCK),
    ("聘请编外人员。", "|-\n\u3000\u3000聘请编外人员。", BLOCK),
    ("年度: 2024", "年度：2024", COLON),
    ("年度: 2024", "年度： 2024", COLON),
    ("年度: 2024", "年度﹕2024", COLON),
    ("年度: 2024", "年度 ：2024", COLON),
    ("年度: 2024", "年度:\u30002024", GAP.format("全角空格（U+3000）")),
    (FUNDS, "        财政拨款:\xa059.80", GAP.format("不换行空格（U+00A0）")),
    (PROJECT, "      - 名称:\u3000编外人员聘用经费", GAP.format("全角空格（U+3000）")),
    (ALL, ALL.replace(", ", "，"), COMMA),
    (ALL, ALL.replace("产出指标, ", "产出指标， "), COMMA),
    (ALL, ALL.replace(", ", "，").replace(": ", "："), "键的后面要写半角冒号加一个空格“: ”"),
    (ALL, ALL.replace("到位率, ", "到位率 #1, "), HIDDEN),
    (ALL, ALL.replace("到位率, ", "到位率, # 注 "), HIDDEN),
    (f"{{{ALL}}}", f"｛{ALL}｝", BRACE.format("｛")),
    (f"{ALL}}}", f"{ALL}｝", BRACE.format("｝")),
    (ITEM, "  -名称: 某某单位", GLUED),
    (PROJECT, "      -名称: 编外人员聘用经费", GLUED),
    ('      - 名称: "13600101"', '      -名称: "13600101"', GLUED),
    ("- {一级: 产出", "－ {一级: 产出", DASH.format("－")),
    ("- {一级: 产出", "－{一级: 产出", DASH.format("－")),
    ("- {一级: 产出", "-{一级: 产出", DASH.format("-{")),
    ("- {一级: 产出", "-\u3000{一级: 产出", DASH.format("-\u3000")),
    ("- {一级: 产出", "• {一级: 产出", DASH.format("•")),
    ("- {一级: 产出", "—— {一级: 产出", DASH.format("——")),
    (ITEM, "  — 名称: 某某单位", DASH.format("—")),
    (ITEM, "  1. 名称: 某某单位", DASH.format("1.")),
    (ITEM, "  1、名称: 某某单位", DASH.format("1、")),
    ("59.80", "“59.80”", f"{QUOTES} 59.80"),
    ("2024", "“2024”", f"{QUOTES} 2024"),
    ("    项目:\n", "\t项目:\n", TAB),
    ("        绩效目标", "\t绩效目标", TAB),
    ("年度: 2024", "年度: 2024\n\t", TAB),
]


def mistakes(text: str) -> tuple[Mistake, ...]:
    try:
        understand(parse_source(text), REGISTRY)
    except InputError as error:
        return tuple(error.mistakes)
    return ()


@pytest.mark.parametrize(("right", "wrong", "advice"), HABITS)
def test_a_habit_is_told_once_with_its_line(right: str, wrong: str, advice: str) -> None:
    text = PROJECTS.replace(right, wrong, 1)
    assert text != PROJECTS
    (mistake,) = mistakes(text)
    assert advice in mistake.message
    typed = next(line for line in wrong.splitlines() if line not in PROJECTS.splitlines())
    if advice is BLOCK or "\n\t" in wrong or "年度: 2024\n" in wrong:
        typed = wrong.splitlines()[-1]
    assert mistake.line == line_with(text, typed)


@pytest.mark.parametrize("blank", ["\u3000", "\xa0"])
def test_all_lines_of_one_habit_are_told_at_once(blank: str) -> None:
    text = PROJECTS.replace("        ", blank * 8)
    told = [mistake.line for mistake in mistakes(text)]
    lines = text.splitlines()
    assert told == [i for i, line in enumerate(lines, start=1) if line.startswith(blank)]


def test_a_habit_is_told_though_the_parser_stumbles_before_it_or_long_after() -> None:
    text = PROJECTS.replace("      - 名称: 编外", "      － 名称: 编外")
    (mistake,) = mistakes(text)
    assert (mistake.line, DASH.format("－")) == (line_with(text, "－"), mistake.message)


HONEST = [
    ("聘请编外人员。", "|-\n          \u3000\u3000一、目标：聘请。\n          ＃ 号楼"),
    ("聘请编外人员。", "|-\n          － 甲: 乙\n          1. 名称: 丙\n\n          键:\u3000值"),
    ("聘请编外人员。", "聘请＃1楼人员。"),
    ("聘请编外人员。", "聘请 ｜ 编外｜人员。"),
    ("聘请编外人员。", "'聘请 ＃ 人员。'"),
    ("聘请编外人员。", "—聘请—人员。"),
    ("聘请编外人员。", "聘请\u3000\u3000人员，培训：二次。"),
    ("聘请编外人员。", "聘请{甲，乙：丙}｛丁｝人员。"),
    ("某某单位", "某某单位  # 甲：乙，＃ 丙"),
    ("名称: 到位率", "名称: 宣传，培训：到位率"),
    ("聘请编外人员。", "｛聘请｝编外：人员。"),
    (
        "聘请编外人员。",
        "聘请编外人员，\n          \u3000\u3000一是：培训，\n          — 二是：宣传。",
    ),
    ("- {一级: 产出", "# ｛一级: 产出｝\n          - {一级: 产出"),
    (
        "聘请编外人员。",
        "'聘请：\n          1. 名称: 甲\n          ＃2号楼改造\n\n          -乙: 丙'",
    ),
    ("聘请编外人员。", "'聘请：\n\n1. 名称: 甲\n\u3000\u3000＃2号楼'  # ＃"),
    ("聘请编外人员。", "聘请\n          ＃2号楼改造\n          • [甲]\n          完成"),
    ("聘请编外人员。", "聘请\n          -甲:乙"),
]


@pytest.mark.parametrize(("right", "wrong"), HONEST)
def test_what_only_looks_like_a_habit_is_text(right: str, wrong: str) -> None:
    assert mistakes(PROJECTS.replace(right, wrong, 1)) == ()


@pytest.mark.parametrize(("right", "wrong"), HONEST)
def test_nor_is_it_blamed_for_something_else(right: str, wrong: str) -> None:
    text = PROJECTS.replace(right, wrong, 1).replace('13600101"', "13600101")
    (mistake,) = mistakes(text)
    assert mistake.message.startswith("这里的引号不成对")
    assert mistake.line == line_with(text, "13600101")


def test_a_dash_without_its_blank_is_told_though_the_parser_takes_it_for_a_key() -> None:
    text = DEPARTMENT.replace("  - 维护社会大局稳定。", "  -目标: 稳定")
    (mistake,) = mistakes(text)
    assert mistake.message.endswith("“-目标”的“-”后面缺一个空格")
    assert mistake.line == line_with(text, "-目标")


@pytest.mark.parametrize(("right", "wrong"), HONEST)
def test_nor_does_it_hide_a_bracket_that_is_not_closed(right: str, wrong: str) -> None:
    text = PROJECTS.replace(right, wrong, 1).replace(
        "宣传效率, 涉密: true}", "宣传效率, 涉密: true"
    )
    (mistake,) = mistakes(text)
    assert mistake.message.startswith("这里的括号里，各项要用半角逗号隔开")
    assert mistake.line == line_with(text, "宣传效率")
