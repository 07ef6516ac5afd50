"""What reworded sentences were made of is found again by its code."""

from __future__ import annotations

import pytest

from perfreport.roundtrip.codes import code, recovered_slots
from perfreport.roundtrip.printed_texts import PrintedTexts


def codes(**texts: str) -> PrintedTexts:
    """The codes of the slots of one sentence, as they were printed."""
    return {"sentence": {name: code(text) for name, text in texts.items()}}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("共收入1,234.50万元。", {"total": "1,234.50"}),
        ("收入和支出一样，都是1,234.50万元", {"total": "1,234.50"}),
        ("收入0万元；其中：教育1万元、科技2万元。", {"parts": "教育1万元、科技2万元"}),
        ("教育1万元、科技2万元", {"parts": "教育1万元、科技2万元"}),
        ("教育2万元、科技1万元，合计3万元。", {}),
        ("", {}),
    ],
)
def test_figures_and_clauses_are_found_in_other_words(text: str, slots: dict[str, str]) -> None:
    remembered = codes(total="1,234.50", parts="教育1万元、科技2万元")
    assert recovered_slots({"sentence": text}, remembered).get("sentence", {}) == slots


def test_a_sentence_that_is_worded_as_it_was_needs_no_recovery() -> None:
    assert not recovered_slots({"sentence": {"total": "1"}}, codes(total="1"))
    assert not recovered_slots({"sentence": "1"}, {"sentence": code("1")})
    assert not recovered_slots({"sentence": "1"}, {})


@pytest.mark.parametrize("text", ["。" * 20_000, "；" * 20_000, "甲。" * 10_000, "1" * 20_000])
def test_no_text_costs_more_than_a_bounded_number_of_codes(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0

    def counted(text: str) -> str:
        nonlocal count
        count += 1
        return code(text)

    monkeypatch.setattr("perfreport.roundtrip.codes.code", counted)
    recovered_slots({"sentence": f"收入1万元。{text}"}, codes(total="1"))
    assert 0 < count <= 100_000
