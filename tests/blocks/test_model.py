"""Text, whole numbers, passages: what the fields of all kinds take, keep and refuse."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from perfreport import InputError
from perfreport.blocks.fields import MOST_CHARACTERS, OptionalAmount, Paragraphs, TextLine, YesNo
from perfreport.blocks.model import Document, Indicator, Model, Passage

DEFAULT: Any = ("段",)


class Texts(Model):
    """One line and some paragraphs."""

    line: TextLine = "行"
    paragraphs: Paragraphs = DEFAULT


blank = st.text(" \n\u3000\xa0", max_size=3)
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="<"),
    min_size=1,
).filter(lambda text: text.strip(" \u3000\xa0") == text)


def refused(**values: object) -> str:
    with pytest.raises(InputError) as caught:
        Texts.model_validate(values)
    (mistake,) = caught.value.mistakes
    return mistake.message


@pytest.mark.parametrize("field", ["line", "paragraphs"])
def test_a_text_is_no_longer_than_a_million_characters(field: str) -> None:
    assert Texts.model_validate({field: "好" * MOST_CHARACTERS})
    message = "这一项有 1,000,001 字，至多 1,000,000 字，请核对是否误贴，或分开写"
    assert refused(**{field: "好" * (MOST_CHARACTERS + 1)}) == message


@given(blank, words, blank)
def test_a_line_is_kept_but_for_blanks_at_its_ends(before: str, text: str, after: str) -> None:
    assert Texts(line=f"{before}{text}{after}").line == text


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(["\n", "\n\n", "\r\n", "\n\u3000"]))
def test_paragraphs_are_the_lines_of_a_text(texts: list[str], line_end: str) -> None:
    paragraphs = Texts.model_validate({"paragraphs": line_end.join(texts)}).paragraphs
    assert paragraphs == tuple(texts)


@given(st.lists(words, min_size=1, max_size=5))
def test_paragraphs_are_the_items_of_a_list(texts: list[str]) -> None:
    assert Texts.model_validate({"paragraphs": texts}).paragraphs == tuple(texts)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("<p>一</p><p>二</p>", ("一", "二")),
        ('<P style="color: red">一</P>', ("一",)),
        ("一<p>二", ("一", "二")),
        ("<p></p>一<p> </p>", ("一",)),
        ("一<pre>二</pre>", ("一<pre>二</pre>",)),
        ("满意度<5%", ("满意度<5%",)),
    ],
)
def test_paragraph_marks_are_taken_for_paragraphs(text: str, paragraphs: tuple[str, ...]) -> None:
    assert Texts.model_validate({"paragraphs": text}).paragraphs == paragraphs


def test_a_line_may_stand_between_paragraph_marks() -> None:
    assert Texts(line="<p>一</p>").line == "一"


def test_a_line_may_be_a_number_of_python() -> None:
    assert Texts.model_validate({"line": 98}).line == "98"


@pytest.mark.parametrize("line", ["一\n二", "一\r二", "一<p>二", "一\u2028二"])
def test_a_line_is_one_paragraph(line: str) -> None:
    mark = "<p>" if "<" in line else "换行"
    assert refused(line=line) == f"这里只能写一段，请去掉中间的{mark}"


@pytest.mark.parametrize("text", ["", " \u3000\n", "<p></p>"])
def test_nothing_is_no_text(text: str) -> None:
    assert refused(line=text) == "这里不能空着，请填写内容"
    assert refused(paragraphs=text) == "这里不能空着，请填写内容"
    assert refused(paragraphs=[text]) == "这里不能空着，请填写内容"


@pytest.mark.parametrize(
    ("source", "shown"),
    [(None, "空白"), (True, "“true”"), (1.5, "“1.5”"), ({"一": 1}, "一组“键: 值”")],
)
def test_what_is_no_text_is_shown_without_python_notation(source: object, shown: str) -> None:
    assert refused(line=source) == f"这里应写文字，却是{shown}"
    assert refused(paragraphs=source) == f"这里应写文字，却是{shown}"
    assert refused(paragraphs=[source]) == f"这里应写文字，却是{shown}"


@pytest.mark.parametrize(
    "character", ["\x00", "\t", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\uffff"]
)
def test_a_control_character_is_named_with_its_place(character: str) -> None:
    message = f"第 3 个字是不可见的控制字符（U+{ord(character):04X}），请删去（制表符请改为空格）"
    assert refused(line=f"一二{character}") == message
    assert refused(paragraphs=[f"一二{character}"]) == message


@pytest.mark.parametrize("source", ["正文", ["正文"], {"内容": "正文"}])
def test_a_passage_is_its_text(source: object) -> None:
    assert Passage.model_validate(source) == Passage(paragraphs=("正文",))


@pytest.mark.parametrize("source", [{}, {"涉密": True, "内容": "正文"}])
def test_a_passage_is_either_text_or_classified(source: object) -> None:
    with pytest.raises(InputError, match="二者只取其一"):
        Passage.model_validate(source)


def test_an_object_is_built_alike_from_keys_and_from_attributes() -> None:
    from_keys = Indicator.model_validate(
        {"一级": "产出指标", "名称": "到位率", "年度指标值": "90%"}
    )
    from_names = Indicator(level_one="产出指标", name="到位率", annual_value="90%")
    assert from_keys == from_names
    assert hash(from_keys) == hash(from_names)


def test_an_object_cannot_be_changed() -> None:
    indicator = Indicator(name="到位率")
    with pytest.raises(ValidationError, match="frozen"):
        indicator.name = "别的"


def test_an_object_takes_nothing_unknown() -> None:
    with pytest.raises(InputError, match="没有这一项"):
        Indicator.model_validate({"名称": "到位率", "color": "red"})


@pytest.mark.parametrize(("year", "read"), [(2024, 2024), ("2024", 2024), (" ２０２４ ", 2024)])
def test_a_year_is_a_whole_number(year: object, read: int) -> None:
    document = Document.model_validate({"文种": "某", "年度": year, "部门名称": "某"})
    assert document.year == read


@pytest.mark.parametrize("dash", ["-", "—", "——", "－", " – ", "---"])
def test_a_name_is_more_than_a_dash(dash: str) -> None:
    with pytest.raises(InputError, match=f"这里只有“{dash.strip()}”，请填写内容"):
        Indicator.model_validate({"名称": dash})
    with pytest.raises(InputError, match="这里只有"):
        Document.model_validate({"文种": "甲", "年度": 2024, "部门名称": dash})


@pytest.mark.parametrize("name", ["-1", "甲-乙", "—甲—", "/", "无"])
def test_a_name_may_have_dashes(name: str) -> None:
    assert Indicator.model_validate({"名称": name}).name == name


def test_a_value_may_be_a_dash() -> None:
    indicator = Indicator.model_validate({"名称": "甲", "一级": "-", "年度指标值": "—"})
    assert (indicator.level_one, indicator.annual_value) == ("-", "—")


@pytest.mark.parametrize("text", ["-", "——", "－", "无", "/"])
def test_an_amount_that_may_be_absent_is_where_a_table_shows_none(text: str) -> None:
    assert TypeAdapter[Any](OptionalAmount).validate_python(text) is None


class Ticked(Model):
    """A column of ticks."""

    ticked: YesNo = False


@pytest.mark.parametrize("typed", [True, "是", "√", "✓", "true"])
def test_a_tick_says_yes(typed: object) -> None:
    assert Ticked.model_validate({"ticked": typed}).ticked


@pytest.mark.parametrize("typed", [False, "否", "false"])
def test_a_no_is_a_no(typed: object) -> None:
    assert not Ticked.model_validate({"ticked": typed}).ticked


@pytest.mark.parametrize("typed", ["√√", "也许", "", None])
def test_what_is_neither_is_told_in_the_words_of_the_drop_down(typed: object) -> None:
    with pytest.raises(InputError) as caught:
        Ticked.model_validate({"ticked": typed})
    assert "请写“是”或“否”" in str(caught.value)
