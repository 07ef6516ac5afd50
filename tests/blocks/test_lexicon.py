"""A label is known again however it is spaced and punctuated; a lexicon says each thing once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.blocks.lexicon import Lexicon, normal, scopes_of
from perfreport.blocks.model import Indicator, Passage

SIGNS = st.text(
    "年度指标值其中一二十12（）()：:、.．，。 \u3000\u200b万元单位分AＢ/-％%ｎŕ가ㄱᅡᄀ①⒈ﬁ\u0301"
)


@given(st.one_of(SIGNS, st.text()))
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    "typed",
    [
        "全年执行数（万元）",
        "全年执行数(万元)",
        "全年 执行数",
        "全年\n执行数\n（单位：万元）",
        "全年执行数（B）",
        "3.全年执行数",
        "（一）全年执行数：",
        "其中：全年执行数",
        "其中：1、全年执行数",
        "“全年执行数”",
        "全年\u200b执行数\u3000",
    ],
)
def test_blanks_marks_units_and_numbers_are_no_part_of_a_label(typed: str) -> None:
    assert normal(typed) == "全年执行数"


@pytest.mark.parametrize(
    "typed", ["全年执行数据", "年执行数", "全年执行数（调整）", "全年执行 1 数"]
)
def test_other_words_are(typed: str) -> None:
    assert normal(typed) != "全年执行数"


def test_no_number_is_made_of_the_beginning_of_a_period() -> None:
    assert normal("1-7月执行数") == "17月执行数"
    assert normal("一般公共预算") == "一般公共预算"


def entry(label: str, *variants: str, scope: str = "资金栏目", source: str = "甲") -> object:
    more = {"又称": [{"写法": list(variants), "出处": [source]}]} if variants else {}
    told = {"属于": scope, "字段": ["final"], "类型": "金额", "出处": ["甲"]}
    return {"名称": label, **told, **more}


def lexicon(*entries: object) -> Lexicon:
    source = {"简称": "甲", "全称": "某表样"}
    return Lexicon.model_validate({"出处": [source], "条目": list(entries)})


@pytest.mark.parametrize("other", ["执行数", "执行 数", "执行数（万元）", "1.执行数"])
def test_two_entries_of_one_scope_share_no_variant(other: str) -> None:
    with pytest.raises(InputError, match=r"条目\[2\]：“.*执行.*”也是“决算数”的写法"):
        lexicon(entry("决算数", "执行数"), entry("支出数", other))


def test_in_another_scope_the_same_words_mean_something_else() -> None:
    words = lexicon(entry("决算数", "执行数"), entry("执行数", scope="指标"))
    there = words.recognise("执行数", "指标")
    assert there is not None
    assert there.label == "执行数"
    assert words.recognise("执行数", "任务") is None


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (entry("决算数", "执行数", source="乙"), "没有出处“乙”"),
        (entry("（万元）"), "“（万元）”没有字"),
        (entry("决算数", scope="别处"), "“别处”"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told(wrong: object, message: str) -> None:
    with pytest.raises(InputError, match=r"条目\[2\].*" + message):
        lexicon(entry("执行率"), wrong)


def test_a_label_stands_once() -> None:
    with pytest.raises(InputError, match="“决算数”写了两次"):
        lexicon(entry("决算数"), entry("决算数"))


def test_no_long_text_is_a_label() -> None:
    words = lexicon(entry("决算数"))
    assert words.recognise("决算数" + " " * 1_000_000, "资金栏目") is None
    assert not words.mean_the_same("决算数" * 100_000, "决算数" * 100_000)


def test_keys_belong_to_the_scope_of_their_part_and_to_money() -> None:
    assert scopes_of(Indicator) == ("指标", "资金来源", "资金栏目", "章节")
    assert "任务" in scopes_of(Passage)
