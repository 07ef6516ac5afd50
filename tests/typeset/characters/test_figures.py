"""What is a number in a text, and what belongs to it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfreport.typeset.characters.linebreak import figures, marked_numbers, numbers, opportunities

TEXTS = st.text(
    "的了中国年月日个万元人次项部门" * 2
    + "0123456789" * 3
    + "０９,.．%％-～:/≥≤±+¥（）()，。“”〔〕号AbZ ",
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("金额1,234,567.89万元，下降", ["1,234,567.89万元，"]),
        ("满意度≥95%。", ["≥95%。"]),
        ("服务65.5万人", ["65.5万人"]),
        ("（-98,765.43元）；", ["（-98,765.43元）；"]),
        ("自2023年12月31日起", ["2023年", "12月", "31日"]),
        ("2023-12-31", ["2023-12-31"]),
        ("第3-5次，-5~+5℃", ["3-5次，", "-5~+5℃"]),
        ("粤财绩〔2020〕10号", ["〔2020〕", "10号"]),
        ("共100余万元、12个工作日", ["100余万元、", "12个工作日"]),
        ("１２３．５％", ["１２３．５％"]),
        ("1,2,3", ["1,", "2,", "3"]),
        ("电力1,200.5kW", ["1,200.5kW"]),
        ("GDP1,234.56亿元", ["1,234.56亿元"]),
        ("A4纸120张", ["120张"]),
        ("０A/A", ["０A"]),
        ("5μA/A", ["5μA"]),
    ],
)
def test_a_number_has_its_sign_unit_and_marks(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in figures(text)] == found


@pytest.mark.parametrize("text", ["GZIT2022-SM-N-C-006008", "COVID-19", "京A12345", "甲乙丙", ""])
def test_codes_and_words_are_no_numbers(text: str) -> None:
    assert figures(text) == marked_numbers(text) == numbers(text) == []


def test_dates_and_ranges_can_be_taken_apart() -> None:
    text = "（2023.01.01-2023.12.31）"
    assert [text[a:b] for a, b in figures(text)] == [text]
    assert [text[a:b] for a, b in marked_numbers(text)] == ["（2023.01.01-", "2023.12.31）"]
    assert [text[a:b] for a, b in numbers(text)] == ["2023.01.01-", "2023.12.31"]


@settings(max_examples=1000)
@given(TEXTS)
@example("０A/A")
@example("5μA/A")
def test_no_line_may_end_inside_a_number(text: str) -> None:
    inside = {index for start, end in numbers(text) for index in range(start + 1, end)}
    assert not inside & set(opportunities(text))


@given(TEXTS)
def test_every_number_is_part_of_a_figure(text: str) -> None:
    for find in (numbers, marked_numbers):
        for start, end in find(text):
            assert any(first <= start and end <= last for first, last in figures(text))
