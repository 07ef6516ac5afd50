"""The runs of lines: their characters, and the distances between them."""

from __future__ import annotations

from perfreport.typeset.display import Adjustment, Run
from perfreport.typeset.text.measure import MixedText, PlainText
from perfreport.typeset.text.runs import NATURAL, Justification, runs
from tests.typeset.printing import BOOK, SIZE, body


def plain(text: str) -> PlainText:
    style = body(BOOK, pitch=None).metrics
    assert style.is_plain(text)
    return PlainText(text, style)


def whole(paragraph: PlainText | MixedText, change: Justification = NATURAL) -> tuple[Run, ...]:
    return runs(paragraph, 0, len(paragraph.text), 0.0, change)


def test_a_line_in_one_font_is_one_run() -> None:
    [run] = whole(plain("一二"))
    assert (run.text, run.adjustment) == ("一二", None)


def test_squeezed_marks_are_kerned() -> None:
    [run] = whole(plain("一”。“二"))
    assert run.adjustment == Adjustment(((2, 500), (3, 500)), (), 0.0)


def test_a_change_joins_what_is_squeezed_anyway() -> None:
    [run] = whole(plain("，一”。二"), Justification([1], 0.25, [], 0.0))
    assert run.adjustment == Adjustment(((1, 250.0), (3, 500)), (), 0.0)


def test_the_stretch_is_the_spacing_and_taken_back_where_it_may_not_be() -> None:
    [run] = whole(plain("一123二"), Justification([], 0.0, [1, 3], 1.6))
    assert run.spacing == 1.6
    assert run.adjustment == Adjustment((), (1, 3), 0.0)


def test_a_line_may_begin_and_end_with_what_is_not_stretched() -> None:
    [run] = whole(plain("12一34"), Justification([], 0.0, [0, 1, 3, 4], 1.6))
    assert run.adjustment == Adjustment((), (0, 1, 3, 4), 0.0)


def test_what_is_squeezed_in_a_stretched_line_stays_so() -> None:
    [run] = whole(plain("12一”。34"), Justification([], 0.0, [0, 1, 5, 6], 1.6))
    assert run.adjustment == Adjustment(((4, 500),), (0, 1, 5, 6), 0.0)


def test_runs_stand_after_each_other() -> None:
    style = body(BOOK, pitch=None, latin="FandolHei").metrics
    paragraph = MixedText([("一12二", style)])
    stretched = runs(paragraph, 0, 4, 10.0, Justification([], 0.0, [1, 2], 1.6))
    assert [round(run.x, 3) for run in stretched] == [10.0, 10 + SIZE + 1.6, 10 + 2 * SIZE + 3.2]
    assert [run.spacing for run in stretched] == [0.0, 0.0, 0.0]


def test_part_of_a_text_has_parts_of_its_runs() -> None:
    style = body(BOOK, pitch=None, latin="FandolHei").metrics
    paragraph = MixedText([("一12二3", style)])
    assert [run.text for run in runs(paragraph, 2, 4, 0.0, NATURAL)] == ["2", "二"]


def test_a_part_of_a_text_counts_from_its_own_beginning() -> None:
    [run] = runs(plain("一”。12二"), 1, 6, 0.0, Justification([], 0.0, [3, 4], 1.6))
    assert (run.text, run.adjustment) == ("”。12二", Adjustment(((1, 500),), (2, 3), 0.0))
