"""A figure is of what its clause says, in the time of which its sentence speaks."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

import perfreport
from perfreport.basics import resources
from perfreport.checks.engine.prose import Prose, Spot
from perfreport.checks.quantities.clauses import (
    clause_before,
    consists_of,
    full_sentence_before,
    is_of_another_time,
    rounds_to,
    sentence_before,
)

YEAR = 2024
PROSE = Prose(perfreport.load(resources.examples() / "zengcheng-2024-project-targets.yaml"))


def spot(text: str) -> Spot:
    """Where the ``#`` of ``text`` stands."""
    match = re.search("#", text)
    assert match
    return Spot(PROSE, 0, text, match.start(), match)


def test_a_clause_ends_at_a_comma_and_a_sentence_at_a_semicolon_or_a_full_stop() -> None:
    here = spot("甲乙。其中：丙；丁，戊己#")
    assert clause_before(here) == "戊己"
    assert sentence_before(here) == "丁，戊己"
    assert full_sentence_before(here) == "其中：丙；丁，戊己"


def test_a_colon_right_before_a_figure_ends_nothing() -> None:
    assert clause_before(spot("资金总额：#")) == "资金总额"
    assert clause_before(spot("其中：资金总额: #")) == "资金总额"


def test_of_a_long_paragraph_only_the_end_is_looked_at() -> None:
    assert len(sentence_before(spot("甲" * 10_000 + "#"))) == 300


@pytest.mark.parametrize("text", ["上年", "2023年", "1-6月", "第一季度", "三年", "9月底", "下一年"])
def test_another_time_is_another_year_or_a_part_of_this_one(text: str) -> None:
    assert is_of_another_time(f"{text}预算", YEAR)


@pytest.mark.parametrize("text", ["2024年", "全年", "本年度", "年初", "2024年度", ""])
def test_the_year_itself_is_no_other_time(text: str) -> None:
    assert not is_of_another_time(f"{text}预算", YEAR)


def test_a_text_consists_of_words_when_nothing_else_is_left() -> None:
    words = re.compile("全年|预算")
    assert consists_of("全年预算", words)
    assert not consists_of("全年会议预算", words)


@pytest.mark.parametrize(
    ("typed", "roughly", "agrees"),
    [
        ("59.80", False, True),
        ("59.8", False, True),
        ("60", False, True),
        ("59.81", False, False),
        ("59", False, False),
        ("60", True, True),
        ("100", True, True),
        ("70", True, False),
    ],
)
def test_a_typed_number_may_be_rounded(typed: str, roughly: bool, agrees: bool) -> None:
    assert rounds_to(Decimal("59.80"), Decimal(typed), roughly=roughly) is agrees
