"""The operands of lines: codes, and what stands between them."""

from __future__ import annotations

from perfreport.typeset.text.measure import MixedText, PlainText
from perfreport.typeset.text.runs import UNCHANGED, Change, runs
from tests.typeset.printing import BOOK, SIZE, body


def plain(text: str) -> PlainText:
    style = body(BOOK, pitch=None).metrics
    assert style.is_plain(text)
    return PlainText(text, style)


def shows(paragraph: PlainText | MixedText, change: Change = UNCHANGED) -> list[str]:
    return [run.show for run in runs(paragraph, 0, len(paragraph.text), 0.0, change)]


def test_a_line_is_one_string() -> None:
    assert shows(plain("一二")) == ["<4e004e8c> Tj"]


def test_squeezed_marks_part_the_string() -> None:
    assert shows(plain("一”。“二")) == ["[<4e00201d>500<3002>500<201c4e8c>] TJ"]


def test_a_change_joins_what_is_squeezed_anyway() -> None:
    change = Change([1], 0.25, [], 0.0)
    assert shows(plain("，一”。二"), change) == ["[<ff0c>250.0<4e00201d>500<30024e8c>] TJ"]


def test_the_stretch_is_the_spacing_and_taken_back_where_it_may_not_be() -> None:
    [run] = runs(plain("一123二"), 0, 5, 0.0, Change([], 0.0, [1, 3], 1.6))
    assert run.spacing == 1.6
    assert run.show == "<4e00> Tj 0.0000 Tc <00310032> Tj 1.6000 Tc <00334e8c> Tj"


def test_a_line_may_begin_and_end_with_what_is_not_stretched() -> None:
    [run] = runs(plain("12一34"), 0, 5, 0.0, Change([], 0.0, [0, 1, 3, 4], 1.6))
    assert run.show == (
        "0.0000 Tc <0031> Tj 1.6000 Tc <00324e00> Tj 0.0000 Tc <0033> Tj 1.6000 Tc <0034> Tj"
    )


def test_runs_stand_after_each_other() -> None:
    style = body(BOOK, pitch=None, latin="FandolHei").metrics
    paragraph = MixedText([("一12二", style)])
    stretched = runs(paragraph, 0, 4, 10.0, Change([], 0.0, [1, 2], 1.6))
    assert [round(run.x, 3) for run in stretched] == [10.0, 10 + SIZE + 1.6, 10 + 2 * SIZE + 3.2]
    assert [run.spacing for run in stretched] == [0.0, 0.0, 0.0]


def test_part_of_a_text_has_parts_of_its_runs() -> None:
    style = body(BOOK, pitch=None, latin="FandolHei").metrics
    paragraph = MixedText([("一12二3", style)])
    assert [run.show for run in runs(paragraph, 2, 4, 0.0, UNCHANGED)] == [
        "<0032> Tj",
        "<4e8c> Tj",
    ]
