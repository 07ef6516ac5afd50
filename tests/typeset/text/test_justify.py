"""Lines filled, squeezed and stretched, read back from a finished file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfreport.typeset.characters.linebreak import numbers, opportunities
from perfreport.typeset.display import TextLine
from perfreport.typeset.text.justify import WIDEST_STRETCH
from perfreport.typeset.text.setting import set_lines, set_text
from tests.typeset.printing import (
    BOOK,
    MEASURE,
    PITCH,
    SIZE,
    VISIBLE,
    body,
    print_lines,
    printed,
    texts,
)


def test_28_characters_stand_on_a_line_of_156_millimetres() -> None:
    assert [len(line.text) for line in set_text("政" * 84, body(BOOK), MEASURE)] == [
        28,
        28,
        28,
    ]


def test_the_first_line_is_indented() -> None:
    lines = set_text("政" * 50, body(BOOK), MEASURE, 2 * PITCH)
    assert [len(line.text) for line in lines] == [26, 24]
    first, second = printed(lines)
    assert first[0].left == pytest.approx(2 * PITCH, abs=VISIBLE)
    assert second[0].left == 0
    assert first[-1].right == pytest.approx(MEASURE, abs=VISIBLE)


def test_no_text_has_no_lines() -> None:
    assert set_text("", body(BOOK), MEASURE) == []
    assert set_lines([], MEASURE) == []


def test_spaces_at_a_lines_end_hang_over_it() -> None:
    lines = set_text("政" * 28 + "   法", body(BOOK), MEASURE)
    assert texts(lines) == ["政" * 28 + "   ", "法"]
    assert lines[0].width == pytest.approx(MEASURE)


def test_spaces_at_the_start_are_kept() -> None:
    [glyphs] = printed(set_text("    政法", body(BOOK), MEASURE))
    assert glyphs[-2].left == pytest.approx(4 * (0.333 * SIZE + PITCH - SIZE), abs=VISIBLE)


def test_a_line_of_spaces_stays_one() -> None:
    assert texts(set_text("　" * 3, body(BOOK), MEASURE)) == ["　" * 3]


def test_a_mark_at_the_end_gives_up_its_blank_half_to_stay() -> None:
    lines = set_text("政" * 10 + "，法治", body(BOOK, align="left"), 10.5 * PITCH + 0.2)
    assert texts(lines) == ["政" * 10 + "，", "法治"]


def test_marks_inside_a_justified_line_give_way_to_one_at_its_end() -> None:
    text = "政法，工作、部门，职责履行情况报告。下一行"
    width = 17 * PITCH
    lines = set_text(text, body(BOOK), width)
    assert texts(lines) == [text[:18], text[18:]]
    glyphs = printed(lines)[0]
    assert glyphs[-1].right == pytest.approx(width + SIZE / 2, abs=VISIBLE)
    widths = {right.left - left.left for left, right in pairwise(glyphs)}
    assert {round(distance, 1) for distance in widths} == {15.8, 13.1}


def test_too_few_marks_push_a_character_to_the_next_line_instead() -> None:
    lines = set_text("政法工作部门职责履行情况，报告书。下一行", body(BOOK), 16 * PITCH)
    assert texts(lines) == ["政法工作部门职责履行情况，报告", "书。下一行"]
    assert printed(lines)[0][-1].right == pytest.approx(16 * PITCH, abs=VISIBLE)


@pytest.mark.parametrize(
    ("text", "moved"),
    [("政”，法", 1.5), ("政）。法", 1.5), ("政，“法", 1.5), ("政（《法", 1.5), ("政（）法", 2)],
)
def test_the_first_of_two_marks_gives_up_its_blank_half(text: str, moved: float) -> None:
    glyphs = printed(set_text(text, body(BOOK, pitch=None), MEASURE))[0]
    assert glyphs[3].left - glyphs[1].left == pytest.approx(moved * SIZE, abs=VISIBLE)


def test_dashes_and_ellipses_are_not_torn_apart() -> None:
    lines = set_text("平安——法治……政法工作" * 3, body(BOOK), 10.7 * SIZE)
    for glyphs in printed(lines):
        for left, right in pairwise(glyphs):
            if left.text == right.text and left.text in "—…":
                assert right.left - left.left == pytest.approx(PITCH, abs=VISIBLE)


def test_quotes_dashes_and_ellipses_are_chinese_beside_a_latin_face() -> None:
    [line] = set_text("A“B”C——D……‘E’F", body(BOOK, latin="FandolHei"), MEASURE)
    assert {run.font.face.postscript_name for run in line.runs} == {
        "FandolFang-Regular",
        "FandolHei-Regular",
    }
    chinese = BOOK.chain(["仿宋"]).primary
    runs = [run.text for run in line.runs if run.font.face is chinese]
    assert set("".join(runs)) == set("“”—…‘’")


def test_all_lines_but_the_last_reach_the_edge() -> None:
    text = "2023年度，本部门决算支出10,105.79万元，其中：基本支出6,756.71万元，占66.86%。" * 3
    lines = set_text(text, body(BOOK), MEASURE, 2 * PITCH)
    *full, last = printed(lines)
    for glyphs in full:
        edge = MEASURE + (SIZE / 2 if glyphs[-1].text in "，。：" else 0)
        right = glyphs[-1].right
        assert right == pytest.approx(MEASURE, abs=VISIBLE) or MEASURE < right < edge + VISIBLE
    assert last[-1].right == pytest.approx(lines[-1].width, abs=VISIBLE)


def test_the_last_line_is_not_stretched() -> None:
    glyphs = printed(set_text("政" * 30, body(BOOK), MEASURE))[1]
    assert glyphs[1].left == pytest.approx(PITCH, abs=VISIBLE)


def test_numbers_and_words_are_not_stretched() -> None:
    text = "本部门2023年度决算支出，依照GZIT-SM第10105.79号文件执行完毕"
    lines = set_text(text, body(BOOK, pitch=None), 13.3 * SIZE)
    natural = {
        (a, b): BOOK.chain(["仿宋"]).primary.advance(a) / 1000 * SIZE
        for line in lines
        for a, b in zip(line.text, line.text[1:], strict=False)
        if a.isascii() and b.isascii()
    }
    for glyphs in printed(lines):
        for left, right in pairwise(glyphs):
            pair = (left.text, right.text)
            if pair in natural:
                assert right.left - left.left == pytest.approx(natural[pair], abs=VISIBLE)


def test_a_stretched_line_can_be_copied_without_spaces() -> None:
    text = "2.预算支出情况。2023年度全年预算数10,192.48万元，决算支出完毕"
    lines = set_text(text, body(BOOK), 19 * SIZE)
    assert lines[0].text == "2.预算支出情况。2023年度全年预算数"
    with pypdfium2.PdfDocument(print_lines(lines)) as document:
        copied = document[0].get_textpage().get_text_range()
    assert copied.split() == texts(lines)


def test_chinese_beside_numbers_is_stretched_evenly() -> None:
    [glyphs, *_] = printed(
        set_text("政法12工作部门345元职责情况", body(BOOK, pitch=None), 10.7 * SIZE)
    )
    advance = {"1": 8, "2": 8, "3": 8, "4": 8, "5": 8}
    gaps = [
        right.left - left.left - advance.get(left.text, SIZE)
        for left, right in pairwise(glyphs)
        if not (left.text.isdigit() and right.text.isdigit())
    ]
    assert gaps == pytest.approx([gaps[0]] * len(gaps), abs=VISIBLE)
    assert gaps[0] > VISIBLE


def test_a_line_that_is_much_too_short_is_left_short() -> None:
    lines = set_text("代码" + "A" * 40, body(BOOK), 40 * 0.75 * SIZE)
    assert lines[0].text == "代码"
    assert lines[0].width == pytest.approx(2 * PITCH - (PITCH - SIZE))


def test_ragged_text_is_not_stretched() -> None:
    lines = set_text("政法工作ABCDEFGH部门职责", body(BOOK, align="left"), 7.5 * SIZE)
    for line, glyphs in zip(lines, printed(lines), strict=True):
        assert glyphs[-1].right == pytest.approx(line.width, abs=VISIBLE)
        assert {run.spacing for run in line.runs} == {round(PITCH - SIZE, 5)}


def stretches(lines: Sequence[TextLine]) -> list[float]:
    """What stands between the characters of each of ``lines``, in ems beyond the pitch."""
    return [max(run.spacing - (PITCH - SIZE) for run in line.runs) / SIZE for line in lines]


INCOME = "1.预算收入情况。本部门2023年度年初预算收入10,283.32万元，其中：一般公共服务"


def test_a_line_takes_in_a_figure_without_its_unit_before_it_is_pulled_apart() -> None:
    first, second = set_text(INCOME, body(BOOK), MEASURE, 2 * PITCH)
    assert first.text == "1.预算收入情况。本部门2023年度年初预算收入10,283.32"
    assert second.text.startswith("万元，其中")
    assert 0 < stretches([first])[0] < 1 / 8


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # What can be stretched within the limit keeps figure and unit together.
        ("全年预算数合计为人民币一千万余元整其中基本支出决算数35.86万元，占比", "35.86"),
        # A figure itself is never parted.
        ("预算收入情况如下其中：财政拨款收入合计为人民币110,283,320,000.00万元，占比", "110,283"),
        # Nor is a percentage, whose sign is no unit.
        ("全年预算数合计为人民币一千万余元整其中完成率为十之八九1,234.5678%，占比", "1,234"),
    ],
)
def test_a_figure_goes_to_the_next_line_whole(text: str, first: str) -> None:
    lines = set_text(text, body(BOOK), MEASURE)
    assert lines[1].text.startswith(first)


def test_a_line_that_nothing_fills_is_left_short() -> None:
    text = "预算收入情况如下其中：财政拨款收入合计为人民币110,283,320,000.00万元，占比"
    lines = set_text(text, body(BOOK), MEASURE)
    assert stretches(lines) == [pytest.approx(0)] * 2
    assert lines[0].width < MEASURE - 4 * SIZE


def test_a_narrow_column_is_ragged_rather_than_a_unit_torn_off() -> None:
    lines = set_text("完成全部12个工作日的", body(BOOK), 5.5 * PITCH)
    assert texts(lines)[:2] == ["完成全部", "12个工作日"]
    assert stretches(lines[:1]) == [pytest.approx(0)]


PIECES = (
    "预算收入",
    "，其中：",
    "支出10,283.32万元",
    "在2023年度",
    "共12个工作日",
    "占99.15%",
    "《办法》",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30), st.integers(8, 40))
@example(["预算收入"] * 5 + ["支出10,283.32万元", "共12个工作日"], 28)
@settings(deadline=None)
def test_no_line_is_stretched_beyond_the_limit_and_no_figure_parted(
    pieces: list[str], ems: int
) -> None:
    text = "".join(pieces)
    lines = set_text(text, body(BOOK), ems * PITCH)
    assert "".join(texts(lines)) == text
    assert all(stretch <= WIDEST_STRETCH + 1e-9 for stretch in stretches(lines))
    allowed, place = set(opportunities(text)), 0
    for line in lines[:-1]:
        place += len(line.text)
        if place not in allowed:
            assert text[place - 1].isdigit()
            assert text[place] in "万年个"
            assert any(start < place < end for start, end in numbers(text))


@pytest.mark.parametrize("latin", [None, "FandolKai"])
def test_chinese_and_latin_stand_a_quarter_em_apart_on_both_sides_in_stretched_lines(
    latin: str | None,
) -> None:
    text = "评价对象为2023年度高标准农田建设项目资金的使用情况共12个县"
    lines = set_text(text, body(BOOK, spaced=True, latin=latin), 23 * PITCH)
    glyphs = printed(lines)[0]
    stretch = stretches(lines)[0] * SIZE
    assert stretch > 0
    assert glyphs[-1].right == pytest.approx(23 * PITCH, abs=VISIBLE)
    advances = {(left.text, right.text): right.left - left.left for left, right in pairwise(glyphs)}
    chinese = advances["对", "象"]
    assert chinese == pytest.approx(PITCH + stretch, abs=VISIBLE)
    assert advances["为", "2"] - chinese == pytest.approx(SIZE / 4, abs=VISIBLE)
    digit = advances["0", "2"]
    assert advances["3", "年"] - digit == pytest.approx(SIZE / 4 + stretch, abs=VISIBLE)
