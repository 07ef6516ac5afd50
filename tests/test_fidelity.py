"""Recall and precision of a text beside the published one."""

from pathlib import Path

import pytest

from tests.fidelity import PUBLISHED, measure, published_text

PUBLISHED_TEXT = "部门名称 政法委\n\n100.00\n提高工作效率，\n增强服务能力。\n- 3 -\n"


def test_a_text_that_breaks_its_lines_elsewhere_carries_everything() -> None:
    result = measure(PUBLISHED_TEXT, "部门名称\n政法委100.00提高工作\n效率，增强服务能力。")

    assert (result.recall, result.precision, result.missing) == (1, 1, ())


def test_a_line_that_is_not_found_costs_its_characters() -> None:
    result = measure(PUBLISHED_TEXT, "部门名称政法委\n100.00\n提高工作效率，增强服务")

    assert result.missing == ("增强服务能力。",)
    assert result.recall == pytest.approx(1 - 7 / 27)


def test_text_that_was_not_published_costs_precision() -> None:
    result = measure("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳")

    assert (result.recall, result.precision) == (1, 0.5)


def test_width_and_rich_text_residue_do_not_count() -> None:
    assert measure("<p>１００％</p>", "100%").recall == 1


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_published_text_carries_itself(path: Path) -> None:
    text = published_text(path.stem)

    assert measure(text, text)[:2] == (1, 1)
