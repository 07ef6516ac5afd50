"""Lines of any text, which are most cells of a table: told without weighing what else they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from perfreport.basics.addresses import ViewPath
from perfreport.compare.alignment import align
from perfreport.page.blocks import Paragraph
from perfreport.roundtrip.costs import LINE_COSTS, is_any_text
from perfreport.roundtrip.layout import Loop, ParagraphLayout
from perfreport.roundtrip.pattern import pattern_of

ROW = Loop("for task in tasks", ViewPath("tasks", "*"))
GOAL = Loop("for line in task.goal", ViewPath("tasks", "*", "goal", "*"))
SCOPE = {"line": ViewPath("tasks", "*", "goal", "*")}


def _line(template: str, loops: tuple[Loop, ...] = (ROW, GOAL)) -> ParagraphLayout:
    return ParagraphLayout(pattern_of(template, SCOPE), "table text", is_heading=False, loops=loops)


@pytest.mark.parametrize(
    "texts", [[], ["甲"], ["甲", "1.乙", "  "], ["甲"] * 3_000], ids=["none", "one", "few", "many"]
)
def test_paragraphs_in_a_loop_of_one_line_are_rounds_of_it(texts: Sequence[str]) -> None:
    line = _line("{{ line }}")
    paragraphs = [Paragraph(text, "table text") for text in texts]
    assert all(is_any_text(line, each) for each in paragraphs)
    assert align([line], paragraphs, LINE_COSTS) == [0] * len(texts)


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        (_line("目标：{{ line }}"), Paragraph("甲", "table text")),
        (_line("{{ line }}", loops=()), Paragraph("甲", "table text")),
        (_line("{{ line }}"), Paragraph("甲", "amount")),
        (_line("{{ line }}"), Paragraph("甲", "table text", is_heading=True)),
        (_line("{{ line }} {{ line }}"), Paragraph("甲 乙", "table text")),
        (_line("{{ field() }}"), Paragraph("1", "table text")),
    ],
)
def test_other_lines_and_paragraphs_are_weighed(
    line: ParagraphLayout, paragraph: Paragraph
) -> None:
    assert not is_any_text(line, paragraph)


@pytest.mark.parametrize("text", ["", "甲", " 甲\n乙 ", "1、甲", "（一）甲  乙", "合计"])
def test_one_field_alone_takes_any_text_as_its_expression_does(text: str) -> None:
    pattern = pattern_of("{{ line }}", SCOPE)
    assert pattern.is_any_text
    assert pattern.match(text) == pattern._texts(text)
