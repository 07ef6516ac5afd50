"""A signature below a table stands with the last rows of it, never alone on a page (落款)."""

from __future__ import annotations

import pytest

from tests.pdf_pages import lines_of
from tests.typeset.typesetting import pages_of

STYLES = (
    '<style name="落款" keep-with-next="yes" keep-with-previous="yes" before="58pt" indent="0"/>'
    '<style name="签字" keep-with-previous="yes" indent="0"/>'
)
SIGNATURE = '<p style="落款">某市财政局</p><p style="正文">2024年3月14日</p>'
NOTE_STYLE = '<style name="注" keep-with-previous="yes" indent="0"/>'
FILLED_IN = '<split style="签字"><left>填表人：</left><right>负责人：</right></split>'


def row(text: str, lines: int = 1) -> str:
    return f"<tr><td>{'<br/>'.join([text] * lines)}</td></tr>"


def table(*rows: str) -> str:
    return f'<table columns="100mm" rows="keep">{"".join(rows)}</table>'


def paged(content: str) -> list[list[str]]:
    """The lines of each page."""
    pages = pages_of(f"<document>{STYLES}{NOTE_STYLE}{content}</document>")
    return [[line.text for line in lines_of(page.glyphs)] for page in pages]


def signed_page(content: str, name: str = "某市财政局") -> list[str]:
    """The lines of the page with the signature, up to it."""
    (found,) = (lines for lines in paged(content) if any(name in line for line in lines))
    return found[: next(place for place, line in enumerate(found) if name in line)]


@pytest.mark.parametrize("count", range(20, 33))
@pytest.mark.parametrize(
    "between", ["", "<p/>", "<p/><p/>", '<p style="表题">　</p>'], ids=["", "1", "2", "blank"]
)
def test_the_last_three_rows_stand_with_it(count: int, between: str) -> None:
    rows = [row(f"行{number}") for number in range(count)]
    before = [text for text in signed_page(table(*rows) + between + SIGNATURE) if text.strip("　 ")]
    assert before[-3:] == [f"行{number}" for number in range(count - 3, count)]


@pytest.mark.parametrize("count", range(20, 36))
def test_a_line_to_sign_on_stands_with_them_too(count: int) -> None:
    rows = [row(f"行{number}") for number in range(count)]
    before = signed_page(table(*rows) + FILLED_IN, "填表人")
    assert before[-3:] == [f"行{number}" for number in range(count - 3, count)]


@pytest.mark.parametrize("above", range(10, 22))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_table_moves_as_a_whole_with_its_caption(above: int, count: int) -> None:
    rows = [row(f"行{number}") for number in range(count)]
    text = "".join(f"<p>段{number}</p>" for number in range(above))
    before = signed_page(f"{text}<caption>表</caption>{table(*rows)}{SIGNATURE}")
    assert before[-count - 1 :] == ["表", *(f"行{number}" for number in range(count))]


@pytest.mark.parametrize("count", range(14, 32))
def test_of_higher_rows_the_last_stands_with_it(count: int) -> None:
    """Three rows of a fifth of the page each are not kept together, nor is one of a third."""
    rows = [row(f"行{number}") for number in range(count)]
    for lines in (7, 14):
        high = [row(f"高{number}", lines) for number in range(3)]
        before = signed_page(table(*rows, *high) + SIGNATURE)
        assert before[-lines:] == ["高2"] * lines


@pytest.mark.parametrize("count", range(10, 32))
def test_a_label_that_makes_the_last_row_higher_is_seen(count: int) -> None:
    label = f'<td rowspan="3">{"<br/>".join("标" * 8)}</td>'
    rows = "".join(
        f"<tr>{'' if number % 3 else label}<td>行{number}</td></tr>"
        for number in range(count - count % 3)
    )
    markup = f'<table columns="20mm 100mm" rows="keep">{rows}</table>'
    before = signed_page(markup + SIGNATURE)
    assert any(line.endswith(f"行{count - count % 3 - 1}") for line in before)


def test_a_row_higher_than_half_a_page_is_parted_as_ever() -> None:
    rows = [row("甲"), row("高", 60)]
    pages = paged(table(*rows) + SIGNATURE)
    assert pages[0][:2] == ["甲", "高"]
    assert pages[-1][-1] == "2024年3月14日"
    assert "高" in pages[-1]


def test_what_stands_below_a_table_otherwise_is_not_waited_for() -> None:
    rows = [row(f"行{number}") for number in range(30)]
    plain = paged(table(*rows) + "<p>正文</p>")
    for more in ("<page-break/>", "<section/>"):
        pages = paged(table(*rows) + more + SIGNATURE)
        assert [line for line in pages[0] if line.startswith("行")] == [
            line for line in plain[0] if line.startswith("行")
        ]


@pytest.mark.parametrize("above", range(12, 23))
@pytest.mark.parametrize("blanks", [1, 2, 3])
def test_blank_lines_do_not_part_it_from_its_text(above: int, blanks: int) -> None:
    text = "".join(f"<p>段{number}</p>" for number in range(above))
    before = signed_page(text + "<p/>" * blanks + SIGNATURE)
    assert f"段{above - 1}" in before


def test_many_blank_lines_are_read_but_once() -> None:
    # As many ends of texts, one after the other, take no more than their number.
    pages = paged("<p/>" * 3_000 + SIGNATURE * 300 + table(row("行")) + SIGNATURE * 300)
    assert sum(line == "某市财政局" for page in pages for line in page) == 600


def notes(*lines: int) -> str:
    """Notes of so many lines each."""
    return "".join(
        f'<p style="注">{"<br/>".join(f"注{number}" for _ in range(count))}</p>'
        for number, count in enumerate(lines)
    )


@pytest.mark.parametrize("count", range(18, 36))
@pytest.mark.parametrize("lines", [(1,), (2, 2, 1), (5,), (1, 4)], ids=str)
def test_notes_stand_all_with_the_last_rows(count: int, lines: tuple[int, ...]) -> None:
    pages = paged(table(*(row(f"行{number}") for number in range(count))) + notes(*lines))
    (with_notes,) = (page for page in pages if "注0" in page)
    first = with_notes.index("注0")
    assert with_notes[first - 3 : first] == [f"行{number}" for number in range(count - 3, count)]
    assert with_notes[first:] == [
        f"注{place}" for place, each in enumerate(lines) for _ in range(each)
    ]


@pytest.mark.parametrize("count", range(12, 36))
@pytest.mark.parametrize("lines", [(16,), (9, 9), (40,)], ids=str)
def test_notes_higher_than_a_quarter_of_a_page_break(count: int, lines: tuple[int, ...]) -> None:
    rows = table(*(row(f"行{number}") for number in range(count)))
    pages = paged(rows + notes(*lines))
    (last,) = (page for page in pages if f"行{count - 1}" in page)
    below = last[last.index(f"行{count - 1}") + 1 :]
    assert below[:2] == ["注0"] * 2
    # A page that goes on with notes begins with two lines of one.
    for page in pages[pages.index(last) + 1 :]:
        assert page[0] == page[1]
    # They do not move as a whole: the page before is full but for what has to stand together.
    assert len(pages) == len(paged(rows + notes(*lines).replace('注"', '正文"')))
