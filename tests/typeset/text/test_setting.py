"""Text in several faces, its widths, and what holds of any text, read back from a finished file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics import resources
from perfreport.basics.errors import GlyphError
from perfreport.typeset.characters.breakclasses import CLOSING, OPENING
from perfreport.typeset.characters.linebreak import opportunities
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.text.setting import (
    Align,
    TextStyle,
    longest_unbreakable,
    natural_width,
    set_lines,
    set_text,
)
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.printing import BOOK, MEASURE, SIZE, VISIBLE, body, printed, texts

CHARACTERS = (
    "预算绩效目标申报年月日万元人次个的" * 3
    + "0123456789" * 2
    + "AbM-/.,:% ?"
    + "、。，！？；：（）《》“”‘’〔〕【】·—…～≥℃①￥"
)
TEXTS = st.text(CHARACTERS, max_size=120)


def test_latin_letters_and_digits_have_their_own_face_where_the_form_says_so() -> None:
    [line] = set_text("共810个GIS功能", body(BOOK, latin="FandolKai"), MEASURE)
    faces = [run.font.face.postscript_name for run in line.runs]
    assert faces == ["FandolFang-Regular", "FandolKai-Regular"] * 2 + ["FandolFang-Regular"]
    [glyphs] = printed([line])
    assert "".join(glyph.text for glyph in glyphs) == "共810个GIS功能"
    assert glyphs[-1].right == pytest.approx(line.width, abs=VISIBLE)


def test_a_quarter_em_parts_chinese_from_latin_where_the_form_asks_for_it() -> None:
    plain, spaced = (
        natural_width("共810个GIS功能（2023），A", body(BOOK, spaced=asked))
        for asked in (False, True)
    )
    assert spaced - plain == pytest.approx(4 * SIZE / 4)


def test_the_quarter_em_is_dropped_at_the_ends_of_lines() -> None:
    style = body(BOOK, spaced=True, pitch=None, align="left")
    lines = set_text("政法工作2023", style, 4 * SIZE)
    assert texts(lines) == ["政法工作", "2023"]
    assert lines[0].width == pytest.approx(4 * SIZE)
    assert printed(lines)[1][0].left == 0


def test_spans_follow_each_other_on_a_line() -> None:
    heading, text = body(BOOK, "黑体"), body(BOOK)
    lines = set_lines([("（一）自评结论。", heading), ("本部门" * 20, text)], MEASURE)
    assert "".join(texts(lines)) == "（一）自评结论。" + "本部门" * 20
    first = printed(lines)[0]
    assert [run.font.face.postscript_name for run in lines[0].runs] == [
        "FandolHei-Regular",
        "FandolFang-Regular",
    ]
    assert first[-1].right == pytest.approx(MEASURE, abs=VISIBLE)


def test_spans_may_differ_in_size() -> None:
    chain = BOOK.chain(["仿宋"])
    small, large = TextStyle(chain, 10), TextStyle(chain, 20)
    [line] = set_lines([("政法", small), ("工作", large), ("", small)], MEASURE)
    assert line.width == pytest.approx(60)
    [glyphs] = printed([line])
    assert [glyph.left for glyph in glyphs] == pytest.approx([0, 10, 20, 40], abs=VISIBLE)


def test_a_character_of_another_face_stands_where_it_belongs(tmp_path: Path) -> None:
    font = make_font({"familyName": "Rare", "psName": "Rare"}, squares("𠀀"))
    save_font(font, tmp_path / "rare.ttf")
    fonts = FontBook([tmp_path], bundled=resources.fonts() / "fandol")
    style = TextStyle(fonts.chain(["仿宋", "Rare"]), SIZE)
    lines = set_text("张𠀀民，男；" * 6, style, 10.3 * SIZE)
    for line, glyphs in zip(lines, printed(lines), strict=True):
        assert "".join(glyph.text for glyph in glyphs) == line.text
        ends = [right.left - left.left for left, right in pairwise(glyphs)]
        assert all(SIZE / 2 - VISIBLE < end < SIZE * 1.3 for end in ends)


def test_a_number_is_as_wide_as_its_digits() -> None:
    style = body(BOOK, pitch=None)
    expected = (8 * 0.5 + 0.278 + 0.277) * SIZE
    assert natural_width("123,456.78", style) == pytest.approx(expected)


def test_no_text_has_no_width() -> None:
    assert natural_width("", body(BOOK)) == 0
    assert longest_unbreakable("", body(BOOK)) == 0


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("预算123,456.78万元", "123,456.78万元"),
        ("123,456.78", "123,456.78"),
        ("预算（万元）", "元）"),
        ("Hello 政", "Hello"),
    ],
)
def test_the_longest_unbreakable_piece_has_no_spaces_at_its_end(text: str, longest: str) -> None:
    style = body(BOOK)
    assert longest_unbreakable(text, style) == pytest.approx(natural_width(longest, style))


@given(TEXTS.filter(bool))
@settings(max_examples=50, deadline=None)
def test_a_line_as_wide_as_the_longest_piece_breaks_none(text: str) -> None:
    style = body(BOOK, align="left")
    lines = set_text(text, style, longest_unbreakable(text, style))
    ends = [len("".join(texts(lines)[: number + 1])) for number in range(len(lines))]
    assert set(ends) <= set(opportunities(text))


@given(TEXTS, st.floats(0.5, 500), st.sampled_from(["justify", "left"]), st.booleans())
@settings(deadline=None)
def test_nothing_is_lost_and_every_line_gets_on(
    text: str, width: float, align: Align, spaced: bool
) -> None:
    style = body(BOOK, align=align, spaced=spaced)
    lines = set_text(text, style, width)
    assert "".join(texts(lines)) == text
    assert all(line.text for line in lines)


@given(TEXTS, st.floats(10 * SIZE, 500), st.sampled_from(["justify", "left"]))
@settings(deadline=None)
def test_no_line_is_too_long_or_ends_where_it_must_not(
    text: str, width: float, align: Align
) -> None:
    lines = set_text(text, body(BOOK, align=align), width)
    allowed = set(opportunities(text))
    end = 0
    for line in lines:
        start, end = end, end + len(line.text)
        divisible = any(start < place < end for place in allowed)
        assert end in allowed or not divisible
        if end in allowed and end < len(text):
            assert text[end] not in CLOSING
            assert text[end - 1] not in OPENING
        assert line.width <= width + 0.3


@given(TEXTS.filter(str.strip), st.floats(4 * SIZE, 500), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_character_stands_in_the_file_within_the_measure(
    text: str, width: float, spaced: bool, own_latin: bool
) -> None:
    style = body(BOOK, spaced=spaced, latin="FandolHei" if own_latin else None)
    lines = set_text(text, style, width)
    for line, glyphs in zip(lines, printed(lines), strict=True):
        visible = [glyph for glyph in glyphs if not glyph.text.isspace()]
        assert [glyph.text for glyph in visible] == list("".join(line.text.split()))
        if visible:
            over = visible[-1].right - line.width
            assert over < VISIBLE or (visible[-1].text in CLOSING and over < SIZE / 2 + VISIBLE)


def test_a_character_without_a_glyph_stops_the_setting() -> None:
    for setter in (set_text, natural_width, longest_unbreakable):
        arguments = (MEASURE,) if setter is set_text else ()
        with pytest.raises(GlyphError, match=r"制表符（U\+0009）"):
            setter("一\t二", body(BOOK), *arguments)


def test_a_glyph_is_missed_however_much_text_went_before() -> None:
    style = body(BOOK)
    set_text("预算绩效目标" * 2000, style, MEASURE)
    with pytest.raises(GlyphError):
        set_text("预算绩效\ufeff目标", style, MEASURE)


@pytest.mark.parametrize(
    ("label", "ems", "lines"),
    [
        ("工作目标管理", 5, ["工作目标", "管理"]),
        ("履职目标实现", 5, ["履职目标", "实现"]),
        ("部门（单位）名称", 6, ["部门（单位）", "名称"]),
        ("预算和财务管理", 5, ["预算和财务", "管理"]),
        # Where nothing speaks against it lines are about equally long.
        ("国泰民安风调雨顺", 6, ["国泰民安", "风调雨顺"]),
        ("建设专项工作", 5, ["建设专项", "工作"]),
        ("建设专项工作", 4, ["建设专项", "工作"]),
        ("项目资金（万元）", 6, ["项目资金", "（万元）"]),
        ("满意度指标(10分)", 6, ["满意度指标", "(10分)"]),
        ("水质处（省水环境监测站）", 9, ["水质处", "（省水环境监测站）"]),
        ("法学业务工作", 5, ["法学业务", "工作"]),
        ("立项依据充分性", 5, ["立项依据", "充分性"]),
        ("部门预算总额（万元）", 7, ["部门预算总额", "（万元）"]),
        ("完全不可能", 3, ["完全", "不可能"]),
        ("国泰民安风调雨顺五谷丰登", 5, ["国泰民安", "风调雨顺", "五谷丰登"]),
        ("基层政务服务人员培训计划", 5, ["基层政务", "服务人员", "培训计划"]),
        # A word is parted rather than a line more taken.
        ("绩效指标", 3, ["绩效", "指标"]),
        ("满意度满意度", 4, ["满意度", "满意度"]),
    ],
)
def test_centred_lines_part_no_word_if_they_can_help_it(
    label: str, ems: int, lines: list[str]
) -> None:
    style = body(BOOK, align="center", pitch=None)
    assert texts(set_text(label, style, ems * SIZE + 0.1)) == lines


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("维修工程验收合格率", 8, ["维修工程验收", "合格率"]),
        ("维修工程验收合格率。", 8, ["维修工程验收", "合格率。"]),
        ("全县安全度汛", 5, ["全县安全", "度汛"]),
        ("泵站开机及时率", 6, ["泵站开机", "及时率"]),
        ("国泰民安风调雨", 6, ["国泰民安风", "调雨"]),
        # Two characters are company enough; so is a mark before the one.
        ("维修工程验收合格率高", 8, ["维修工程验收合格", "率高"]),
        # No word or number is parted, and no mark begins a line, for its sake.
        ("改造里程达到123公里长", 9, ["改造里程达到", "123公里长"]),
        ("按时完成率，高", 6, ["按时完成", "率，高"]),
        # In a column of two characters there is no room for it.
        ("绩效好", 2, ["绩效", "好"]),
    ],
)
@pytest.mark.parametrize("indent", [0.0, 0.01])
def test_no_character_is_alone_in_the_last_line_of_text_set_left(
    text: str, ems: int, lines: list[str], indent: float
) -> None:
    style = body(BOOK, align="left", pitch=None)
    assert texts(set_text(text, style, ems * SIZE + 0.1, indent)) == lines


def test_justified_lines_are_filled_whatever_is_left() -> None:
    style = body(BOOK, align="justify", pitch=None)
    text = "维修工程验收合格率"
    assert texts(set_text(text, style, 8 * SIZE + 0.1)) == [text[:8], text[8:]]


def test_centred_lines_of_which_the_first_hangs_are_left_as_they_are_filled() -> None:
    style = body(BOOK, align="center", pitch=None)
    width = 5 * SIZE + 0.1
    lines = set_text("政" * 11, style, width, -SIZE)
    assert texts(lines) == ["政" * 6, "政" * 5]
