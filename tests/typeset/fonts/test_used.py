"""What a document knows of the fonts it uses."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.pdf.content import content_stream
from perfreport.typeset.display import Page, PlacedLines
from perfreport.typeset.fonts.used import UsedFonts
from perfreport.typeset.text.setting import TextStyle, set_text
from tests.typeset.printing import BOOK


def show(fonts: UsedFonts, *texts: tuple[str, str]) -> str:
    """A page with texts, each with the name of its face; gives its operators."""
    items = [
        PlacedLines(0, 0, 16, set_text(text, TextStyle(BOOK.chain([name]), 16), 900))
        for name, text in texts
    ]
    return content_stream(Page(900, 900, items, []), fonts)


def used(fonts: UsedFonts) -> Sequence[tuple[str, str, str]]:
    return [
        (each.resource, each.font.face.postscript_name, "".join(sorted(each.characters)))
        for each in fonts
    ]


def test_a_document_has_the_fonts_it_shows_and_no_others() -> None:
    fonts = UsedFonts()
    show(fonts, ("黑体", "二三"), ("仿宋", "一"), ("黑体", "二四"))
    show(fonts, ("仿宋", "五"))
    assert used(fonts) == [
        ("C1", "FandolHei-Regular", "三二四"),
        ("C2", "FandolFang-Regular", "一五"),
    ]


def test_documents_do_not_share_what_they_used() -> None:
    one, other = UsedFonts(), UsedFonts()
    show(one, ("仿宋", "一"))
    show(other, ("仿宋", "二"))
    assert used(other) == [("C1", "FandolFang-Regular", "二")]


def test_new_characters_are_seen_after_much_text() -> None:
    fonts = UsedFonts()
    for _ in range(120):
        show(fonts, ("仿宋", "预算绩效目标申报" * 60))
    show(fonts, ("仿宋", "预算]^数"))
    show(fonts, ("仿宋", "支出绩效"))
    [(_, _, characters)] = used(fonts)
    assert set(characters) == set("预算绩效目标申报]^数支出")
