"""Boxes to tick: what is printed is read, and what people make of it is read or unclear."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfreport.blocks.choices import EMPTY, TICKED, Chosen, chosen_of, printed_choices
from perfreport.blocks.notations import ChoiceNotation

YES_NO = ("是", "否")
GRADES = ("优", "良", "中", "差")
SORTS = ("特定目标类", "其他运转类", "其他", "人员类（含离退休）", "A 类")

options = st.lists(
    st.text("甲乙丙丁类项目AB12（）√□", min_size=1, max_size=6),
    min_size=1,
    max_size=6,
    unique=True,
)


def printed(chosen: str | None, of: Sequence[str], *, box_behind: bool, gap: str = "  ") -> str:
    """``of`` options the one that is chosen ticked, the boxes where forms of others have them."""
    boxes = {each: TICKED if each == chosen else EMPTY for each in of}
    pairs = (f"{each}{box}" if box_behind else f"{box}{each}" for each, box in boxes.items())
    return gap.join(pairs)


@given(options, st.data(), st.booleans(), st.sampled_from(["  ", " ", "、", "\n"]))
def test_what_is_printed_of_options_that_forms_may_have_is_read(
    given_options: list[str], data: st.DataObject, box_behind: bool, gap: str
) -> None:
    notation = ChoiceNotation(tuple(given_options), has_boxes=True)
    assume(all(map(notation.is_read, given_options)))
    chosen = data.draw(st.sampled_from([None, *given_options]))
    text = printed(chosen, given_options, box_behind=box_behind, gap=gap)
    assert chosen_of(text, given_options) == Chosen(chosen)


@given(st.sampled_from([YES_NO, GRADES, SORTS]), st.data())
def test_however_it_is_ticked_and_spaced_nothing_else_is_read(
    given_options: tuple[str, ...], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(given_options))
    tick = data.draw(st.sampled_from("☑☒√✓✔■●"))
    box = data.draw(st.sampled_from("□☐○"))
    behind = data.draw(st.booleans())
    text = printed(chosen, given_options, box_behind=behind)
    text = text.replace(TICKED, tick).replace(EMPTY, box)
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + " " + text[place:]
    found = chosen_of(text, given_options)
    assert found == Chosen(chosen) or not found.is_clear


@given(st.sampled_from([YES_NO, GRADES]), st.text("□☑√是否优良中差 、", max_size=12))
def test_any_text_is_read_or_unclear(given_options: tuple[str, ...], text: str) -> None:
    found = chosen_of(text, given_options)
    assert found.option is None or found.is_clear
    assert found.option is None or found.option in text


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("□是  ☑否", "否"),
        ("☒是 ☐否", "是"),
        ("√是  □否", "是"),
        ("□√是  □否", "是"),
        ("√□是  □否", "是"),
        ("□是√  □否", "是"),
        ("□是  □否√", "否"),
        ("■是□否", "是"),
        ("是□ 否☑", "否"),
        ("是 √否", "否"),
        ("是√ 否", "是"),
        ("☑ 是  □ 否", "是"),
        ("（√）是 （ ）否", "是"),
        ("是（  ） 否（√）", "否"),
        ("[x]是 [ ]否", "是"),
        ("☑️是，□否。", "是"),
        ("□是\n☑否", "否"),
        ("☑否", "否"),
        ("否", "否"),
        ("□是  □否", None),
        ("是□ 否□", None),
        ("", None),
        ("　", None),
    ],
)
def test_how_people_tick(text: str, option: str | None) -> None:
    assert chosen_of(text, YES_NO) == Chosen(option)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☑是  ☑否", "不止一项（是、否）"),
        ("是√否", "√"),
        ("□是√□否", "看不出勾选的是哪一项"),
        ("□是☑ 否", "看不出勾选的是哪一项"),
        ("□是 否", "“否”旁边的框被删去"),
        ("是 否", "旁边的框被删去"),
        ("√", "看不出勾选的是哪一项"),
        ("□是 ☑否（见附件）", "“（见附件）”不是可选的项；只能勾选：是、否"),
        ("×是 □否", "不是可选的项"),
        ("☑是 □是", "写了不止一次"),
        ("不适用", "“不适用”不是可选的项"),
    ],
)
def test_what_cannot_be_told_is_unclear(text: str, words: str) -> None:
    found = chosen_of(text, YES_NO)
    assert found.option is None
    assert words in found.reason


def test_an_option_that_begins_as_another_one_is_itself() -> None:
    assert chosen_of("□特定目标类 ☑其他运转类 □其他", SORTS).option == "其他运转类"
    assert chosen_of("□特定目标类 □其他运转类 ☑其他", SORTS).option == "其他"
    assert chosen_of("☑人员类（含离退休） □A类", SORTS).option == "人员类（含离退休）"


def test_only_an_option_can_be_chosen() -> None:
    with pytest.raises(ValueError, match="“也许”不是可选的项；可选：是、否"):
        printed_choices(YES_NO, "也许")
