"""Operators that show text, and what a document knows of the fonts it uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.pdf import content
from perfreport.pdf.content import PagePainter
from perfreport.pdf.embedding import resource
from perfreport.typeset.display import EvenLines, FinishedPage, PlacedLines, Run, TextLine
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.used import UsedFonts
from perfreport.typeset.text.justify import LineSetter
from perfreport.typeset.text.measure import MixedText, PlainText
from perfreport.typeset.text.runs import NATURAL, Justification, runs
from perfreport.typeset.text.setting import TextStyle, set_text
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.printing import BOOK, body


def show(painter: PagePainter, *texts: tuple[str, str]) -> str:
    """A page with texts, each with the name of its face; gives its operators."""
    items = [
        PlacedLines(0, 0, 16, set_text(text, TextStyle(BOOK.chain([name]), 16), 900))
        for name, text in texts
    ]
    return painter.content_stream(FinishedPage(900, 900, items, []), marks=False)[0]


def used(fonts: UsedFonts) -> Sequence[tuple[str, str, str]]:
    return [
        (resource(each), each.font.face.postscript_name, "".join(sorted(each.characters)))
        for each in fonts
    ]


def operators(line: Iterable[Run]) -> list[str]:
    """What shows each run of ``line``."""
    placed = PlacedLines(0, 0, 16, [TextLine(tuple(line), 0.0)])
    written, _ = PagePainter().content_stream(FinishedPage(900, 900, [placed], []), marks=False)
    return [operator for operator in written.split("\n") if "<" in operator]


def plain(text: str) -> PlainText:
    style = body(BOOK, pitch=None).metrics
    assert style.is_plain(text)
    return PlainText(text, style)


def shows(paragraph: PlainText | MixedText, change: Justification = NATURAL) -> list[str]:
    return operators(runs(paragraph, 0, len(paragraph.text), 0.0, change))


def test_a_line_is_one_string() -> None:
    assert shows(plain("一二")) == ["<4e004e8c> Tj"]


def test_squeezed_marks_part_the_string() -> None:
    assert shows(plain("一”。“二")) == ["[<4e00201d>500<3002>500<201c4e8c>] TJ"]


def test_a_change_joins_what_is_squeezed_anyway() -> None:
    change = Justification([1], 0.25, [], 0.0)
    assert shows(plain("，一”。二"), change) == ["[<ff0c>250.0<4e00201d>500<30024e8c>] TJ"]


def test_the_stretch_is_the_spacing_and_taken_back_where_it_may_not_be() -> None:
    assert shows(plain("一123二"), Justification([], 0.0, [1, 3], 1.6)) == [
        "<4e00> Tj 0.0000 Tc <00310032> Tj 1.6000 Tc <00334e8c> Tj"
    ]


def test_a_line_may_begin_and_end_with_what_is_not_stretched() -> None:
    assert shows(plain("12一34"), Justification([], 0.0, [0, 1, 3, 4], 1.6)) == [
        "0.0000 Tc <0031> Tj 1.6000 Tc <00324e00> Tj 0.0000 Tc <0033> Tj 1.6000 Tc <0034> Tj"
    ]


def test_what_is_squeezed_in_a_stretched_line_stays_so() -> None:
    assert shows(plain("12一”。34"), Justification([], 0.0, [0, 1, 5, 6], 1.6)) == [
        "0.0000 Tc <0031> Tj 1.6000 Tc [<00324e00201d>500<3002>] TJ "
        "0.0000 Tc <0033> Tj 1.6000 Tc <0034> Tj"
    ]


def test_part_of_a_text_has_parts_of_its_runs() -> None:
    style = body(BOOK, pitch=None, latin="FandolHei").metrics
    paragraph = MixedText([("一12二3", style)])
    assert operators(runs(paragraph, 2, 4, 0.0, NATURAL)) == ["<0032> Tj", "<4e8c> Tj"]


def test_characters_beyond_the_basic_plane_have_two_bytes_too(tmp_path: Path) -> None:
    font = make_font({"familyName": "仿宋", "psName": "Rare"}, squares("中𠀀𠀁"))
    save_font(font, tmp_path / "rare.ttf")
    book = FontBook([tmp_path], bundled=resources.fonts())
    [line] = set_text("𠀁中𠀀𠀁", TextStyle(book.chain(["仿宋"]), 16), 100)
    assert operators(line.runs) == ["<fffe> Tj", "<4e2d> Tj", "<fffffffe> Tj"]


def test_a_page_is_painted_alike_whether_its_operators_are_known_or_not() -> None:
    lines = [("仿宋", f"第{number}行，“绩效”。") for number in range(700)]
    assert show(PagePainter(), *lines) == show(PagePainter(), *lines)


def test_no_more_operators_are_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_RUNS_KEPT", 5)
    for number in range(20):
        show(PagePainter(), ("仿宋", f"第{number}页"))
    assert 0 < len(content._known) <= 5


def test_operators_of_long_runs_are_not_kept() -> None:
    font = BOOK.chain(["仿宋"]).primary.font(0)
    run = Run(0.0, font, 1.0, 0.0, "长" * 101, None)
    assert operators([run]) == [f"<{'957f' * 101}> Tj"]
    assert run.text not in content._known


def test_a_document_has_the_fonts_it_shows_and_no_others() -> None:
    painter = PagePainter()
    show(painter, ("黑体", "二三"), ("仿宋", "一"), ("黑体", "二四"))
    show(painter, ("仿宋", "五"))
    assert used(painter.fonts) == [
        ("C1", "FandolHei-Regular", "三二四"),
        ("C2", "FandolFang-Regular", "一五"),
    ]


def test_documents_do_not_share_what_they_used() -> None:
    one, other = PagePainter(), PagePainter()
    show(one, ("仿宋", "一"))
    show(other, ("仿宋", "二"))
    assert used(other.fonts) == [("C1", "FandolFang-Regular", "二")]


def test_new_characters_are_seen_after_much_text() -> None:
    painter = PagePainter()
    for _ in range(120):
        show(painter, ("仿宋", "预算绩效目标申报" * 60))
    show(painter, ("仿宋", "预算]^数"))
    show(painter, ("仿宋", "支出绩效"))
    [(_, _, characters)] = used(painter.fonts)
    assert set(characters) == set("预算绩效目标申报]^数支出")


def test_lines_held_as_texts_are_written_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_RUNS_KEPT_OF_DOCUMENT", 0)
    paragraph = plain("预算绩效目标2024年" * 9)
    lines = LineSetter(paragraph, 160, justified=False).lines(0.0)
    assert isinstance(lines, EvenLines)
    written = []
    for same in (lines, list(lines)):
        painter = PagePainter()
        items = [PlacedLines(10, 20, 16, same), PlacedLines(90, 20, 16, same[:1])]
        page = FinishedPage(900, 900, items, [])
        written.append((painter.content_stream(page, marks=False), used(painter.fonts)))
    assert written[0] == written[1]
