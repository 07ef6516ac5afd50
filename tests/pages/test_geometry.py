"""Where things stand on the pages of the finished files, as the Word template of the form says.

Both formats are read as pages: the PDF as it is, the Word file as LibreOffice lays it out. Reports
have the type area of GB/T 9704-2012 and are held to its measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import pytest

from perfreport.basics import resources
from perfreport.forms.registry import FormRegistry
from tests.examples import EXAMPLES, form_of
from tests.outside.soffice import Soffice
from tests.pages.examples import DOCUMENTS, laid_out, rendered
from tests.pages.sheets import Area, Design, Sheet, design_of, number_of, sheets_of
from tests.pages.strands import goes_on, strands_of
from tests.pdf_grids import Part
from tests.pdf_pages import Line, Page, read_pages

MM = 72 / 25.4
STANDARD = Area(28 * MM, 37 * MM, (210 - 26) * MM, (297 - 35) * MM)
"""The type area of GB/T 9704-2012: 156 mm by 225 mm on A4."""

LINES, CHARACTERS = 22, 28
BODY, TITLE, NUMBER = 16, 22, 14
"""Sizes of GB/T 9704-2012 in points: 三号, 二号, 四号."""

BELOW_AREA = 7 * MM
"""From the type area to the upper edge of the page number."""

NEAR = 0.5 * MM
BY_OTHERS = 1.2 * MM
"""What LibreOffice may lay out otherwise than Word says: it knows other heights of faces."""

HANGING = BODY
"""A sign at the end of a full line may stand in the margin, as a whole in LibreOffice."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class Laid(NamedTuple):
    """A document laid out: its pages as they are, and as they are read."""

    name: str
    design: Design
    pages: list[Page]
    sheets: list[Sheet]

    def numbers(self) -> list[tuple[int, Area, Line]]:
        """The pages' numbers: which page, its type area, and the number."""
        return [
            (index, sheet.area, number)
            for index, (sheet, page) in enumerate(zip(self.sheets, self.pages, strict=True))
            if (number := number_of(page))
        ]


def in_pdf(name: str) -> Laid:
    return _laid(name, rendered(name, "pdf"))


def in_word(soffice: Soffice) -> list[Laid]:
    return [_laid(name, pdf) for name, pdf in laid_out(soffice).items()]


def _laid(name: str, pdf: bytes) -> Laid:
    design = design_of(rendered(name, "docx"))
    return Laid(name, design, read_pages(pdf), sheets_of(pdf, design))


def is_standard(laid: Laid) -> bool:
    """Whether this is a report, laid out after GB/T 9704."""
    return laid.sheets[0].area == pytest.approx(STANDARD, abs=NEAR)


def test_every_form_is_measured() -> None:
    measured = {form_of(name).id for name in EXAMPLES}
    assert measured == set(FormRegistry().ids)


def test_the_documents_of_the_year_are_measured() -> None:
    assert len(DOCUMENTS) - len(EXAMPLES) == len(list((resources.examples() / "year").iterdir()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_of_the_pdf_are_as_the_form_says(name: str) -> None:
    laid = in_pdf(name)
    papers_are_known(laid)
    nothing_leaves_the_type_area(laid)
    numbers_stand_below_the_type_area(laid)
    if is_standard(laid):
        reports_keep_to_the_standard(laid, near=NEAR)


def test_pages_of_word_files_are_as_the_form_says(soffice: Soffice) -> None:
    for laid in in_word(soffice):
        papers_are_known(laid)
        nothing_leaves_the_type_area(laid)
        numbers_stand_below_the_type_area(laid, in_office=True)
        if is_standard(laid):
            reports_keep_to_the_standard(laid, near=BY_OTHERS)


def test_page_numbers_stand_alike_in_both(soffice: Soffice) -> None:
    for word in in_word(soffice):
        ours = in_pdf(word.name).numbers()
        for (index, area, number), (other, _, our) in zip(word.numbers(), ours, strict=False):
            assert index == other, word.name
            assert our.text == number.text, word.name
            assert our.size == pytest.approx(number.size, abs=0.1), word.name
            if value_of(number) == index + 1:  # else LibreOffice takes the other side
                assert our.left == pytest.approx(number.left, abs=NEAR), word.name
            gaps = [line.baseline - area.bottom for line in (our, number)]
            assert gaps[0] == pytest.approx(gaps[1], abs=BY_OTHERS), word.name


def papers_are_known(laid: Laid) -> None:
    for page in laid.pages:
        assert (round(page.width), round(page.height)) in laid.design.areas, laid.name


def nothing_leaves_the_type_area(laid: Laid) -> None:
    for sheet in laid.sheets:
        area = sheet.area
        for item in sheet.items:
            place = f"{laid.name}, page {sheet.number}, {item}"
            allowance = NEAR if isinstance(item, Part) else HANGING
            bottom = item.bottom if isinstance(item, Part) else item.baseline
            assert item.left > area.left - NEAR, place
            assert item.right < area.right + allowance, place
            assert bottom < area.bottom + NEAR, place
            if isinstance(item, Part):
                assert item.top > area.top - NEAR, place


def numbers_stand_below_the_type_area(laid: Laid, *, in_office: bool = False) -> None:
    """Every page has its number, but for a cover, in the middle or towards the outer side.

    LibreOffice counts a cover whose number is 0 when it takes the sides (``in_office``).
    """
    numbers = laid.numbers()
    assert len(numbers) >= len(laid.pages) - 1, laid.name
    places = set()
    for index, area, number in numbers:
        page = laid.pages[index]
        assert area.bottom < number.baseline - 0.88 * number.size + NEAR, laid.name
        assert number.baseline < page.height - 5 * MM, laid.name
        places.add(_place(number, area, index + 1 if in_office else value_of(number)))
    assert places in ({"middle"}, {"outside"}), laid.name
    # Whatever section of the document a page is of, such as an attachment that lies across.
    assert len({round(number.size, 1) for _, _, number in numbers}) == 1, laid.name


def value_of(number: Line) -> int:
    """The page number that is printed."""
    return int(re.sub(r"\D", "", number.text))


def _place(number: Line, area: Area, page: int) -> str:
    middle = (area.left + area.right) / 2
    if (number.left + number.right) / 2 == pytest.approx(middle, abs=NEAR):
        return "middle"
    inset = area.right - number.right if page % 2 else number.left - area.left
    return "outside" if inset == pytest.approx(number.size, abs=NEAR) else "nowhere"


def reports_keep_to_the_standard(laid: Laid, *, near: float) -> None:
    """Twenty-two lines of 28 characters, a title of 二号, the number of 四号 7 mm below."""
    texts = [item for sheet in laid.sheets for item in sheet.items if isinstance(item, Line)]
    assert max(line.size for line in texts) == pytest.approx(TITLE, abs=0.1), laid.name
    for _, area, number in laid.numbers():
        assert number.size == pytest.approx(NUMBER, abs=0.1), laid.name
        top = number.baseline - 0.88 * number.size - area.bottom
        assert top == pytest.approx(BELOW_AREA, abs=near), laid.name
    lines_follow_at_the_pitch(laid)
    full_lines_fill_the_area(laid)


def lines_follow_at_the_pitch(laid: Laid) -> None:
    pitch = (STANDARD.bottom - STANDARD.top) / LINES
    steps = [
        below.line.baseline - above.line.baseline
        for strand in strands_of(laid.sheets, ())
        for above, below in pairwise(strand)
        if not above.in_cell and above.page == below.page and goes_on(above, below)
        if above.line.size == pytest.approx(BODY, abs=0.1)
    ]
    assert steps, laid.name
    assert steps == pytest.approx([pitch] * len(steps), abs=0.1), laid.name
    for sheet in laid.sheets:
        assert len(body_of(sheet.items)) <= LINES, laid.name


def full_lines_fill_the_area(laid: Laid) -> None:
    """Lines of Chinese characters alone have 28 of them where they fill the area."""
    full = [
        line
        for sheet in laid.sheets
        for line in body_of(sheet.items)
        if _CHINESE.fullmatch(line.text) and line.right > sheet.area.right - BODY
        if line.left < sheet.area.left + NEAR
    ]
    for line in full:
        assert len(line.text) == CHARACTERS, laid.name
        assert line.left == pytest.approx(STANDARD.left, abs=NEAR), laid.name
        assert line.right == pytest.approx(STANDARD.right, abs=NEAR), laid.name


def body_of(items: Iterable[Line | Part]) -> list[Line]:
    """The lines of ``items`` in the size of the body."""
    lines = [item for item in items if isinstance(item, Line)]
    return [line for line in lines if line.size == pytest.approx(BODY, abs=0.1)]
