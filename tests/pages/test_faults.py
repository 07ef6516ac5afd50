"""Each sort of fault is found on made pages that have it, and on none that have it not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from tests.content import Cell
from tests.drawn_pdf import HEIGHT, LEFT, ROW, SIZE, WIDTH, Draw, Sheet, lines, pdf, table
from tests.pages.examples import rendered
from tests.pages.faults import SORTS, Fault, faults_of
from tests.pages.sheets import Area, Design, design_of

AREA = Area(LEFT, 30, LEFT + 20 * SIZE, 480)
"""The type area of the made pages: 20 characters wide, 22 lines high."""

DESIGN = Design({(WIDTH, HEIGHT): AREA}, begins=frozenset({"附件"}), cells=frozenset())
FULL = "字" * 20
OWN = "前文。"
"""A paragraph of one line."""


class Case(NamedTuple):
    """Pages that have a fault, what is told of it, and pages as much alike as may be without."""

    sort: str
    faulty: Sequence[Draw]
    told: Sequence[str]
    sound: Sequence[Draw]


def spread(pitch: float) -> Draw:
    """Draws a line whose characters are so far apart."""

    def draw(sheet: Sheet) -> None:
        for number in range(12):
            sheet.text(LEFT + pitch * number, 40, "字")

    return draw


def filled(*foot: str) -> Draw:
    """Draws a page full of paragraphs, of which the last lines are ``foot``."""
    return lines(*[OWN] * (22 - len(foot)), *foot)


def begun(*head: str) -> Draw:
    """Draws a page of paragraphs, of which the first lines are ``head``."""
    return lines(*head, *["后文。"] * 3)


def both(*draws: Draw) -> Draw:
    """Draws several things on one page."""

    def draw(sheet: Sheet) -> None:
        for each in draws:
            each(sheet)

    return draw


def rows(count: int, label: str, begin: str = "指标", height: float = ROW) -> Draw:
    """Draws a table of ``count`` rows of one ``height`` below one ``label``."""
    own = [Cell(row, 1, f"{begin}{row}") for row in range(count)]
    return table([Cell(0, 0, label, rowspan=count), *own], row_height=height)


def cut_row(label: str, text: str, *below: str) -> Draw:
    """Draws a table that begins with a row of ``label`` and ``text``, and has others ``below``."""
    own = [Cell(row, column, each) for row, each in enumerate(below, 1) for column in (0, 1)]
    return table([Cell(0, 0, label), Cell(0, 1, text), *own])


def head_row(row: int) -> list[Cell]:
    """The heads of a table's columns, so many rows below its place."""
    return [Cell(row, 0, "项目"), Cell(row, 1, "金额")]


def title(*texts: str) -> Draw:
    """Draws a title of ``texts``, and a text below it."""

    def draw(sheet: Sheet) -> None:
        for number, text in enumerate(texts, start=2):
            sheet.text(LEFT, 2 * SIZE * number, text, size=16)
        sheet.text(LEFT, 200, OWN)

    return draw


ON_LINES = [
    Case("stretched", [spread(12.5)], ["字" * 12], [spread(11.9)]),
    *(
        Case(
            "torn",
            [lines("字" * 19 + "12", rest)],
            [f"字字字字字字12|{rest}"],
            [lines("字" * 19, f"12{rest}")],
        )
        for rest in ("34元。", ".5元。", "%左右。")
    ),
    Case(
        "unit",
        [lines("字" * 19 + "2", "次以上。")],
        ["字字字字字字字2|次以上。"],
        [lines("字字" + "1" * 36, "次以上。")],
    ),
    Case(
        "edge",
        [lines(FULL, "，然后。")],
        ["字字字字字字字字|，然后。"],
        [lines("字" * 19, "字，然后。")],
    ),
    Case(
        "edge",
        [lines("字" * 19 + "（", "一）然后。")],
        ["字字字字字字字（|一）然后。"],
        [lines("字" * 19, "（一）然后。")],
    ),
]

ON_PAGES = [
    Case(
        "empty",
        [lines(*[OWN] * 15), begun("后文。")],
        ["其后是“后文。”"],
        [lines(*[OWN] * 18), begun("后文。")],
    ),
    Case(
        "lone",
        [filled(FULL), begun(FULL, "末行。")],
        [FULL],
        [filled(FULL, FULL), begun(FULL, "末行。")],
    ),
    Case(
        "lone",
        [filled(FULL, FULL), begun("末行。")],
        ["末行。"],
        [filled(FULL, "末行。"), begun()],
    ),
    Case(
        "label",
        [rows(9, "产出"), rows(3, "")],
        ["产出"],
        [rows(9, "产出"), rows(3, "产出", "其他")],
    ),
    Case(
        "few",
        [rows(9, "产出"), rows(3, "产出", "其他", height=30)],
        ["其他0"],
        [rows(9, "产出"), rows(3, "产出", "其他")],
    ),
    Case(
        "few",
        [rows(9, "产出"), rows(3, "产出", "其他", height=20)],
        ["其他0"],
        [rows(9, "产出"), rows(4, "产出", "其他", height=20)],
    ),
    Case("few", [filled(), lines("后文。", OWN)], ["后文。"], [filled(), begun()]),
    Case(
        "heading",
        [filled("（一）概况"), begun()],
        ["（一）概况"],
        [filled("（一）概况", OWN), begun()],
    ),
    Case(
        "heading",
        [
            both(lines(OWN, OWN), table(head_row(8))),
            table([each for row in range(4) for each in head_row(row)]),
        ],
        ["表头"],
        [both(lines(OWN, OWN), table([*head_row(8), Cell(9, 0, "甲"), Cell(9, 1, "1")]))],
    ),
    Case(
        "caption",
        [filled("表1 收支情况"), rows(3, "产出")],
        ["表1 收支情况"],
        [filled(), both(lines("表1 收支情况"), rows(3, "产出"))],
    ),
    Case(
        "title",
        [title("某市某局整体绩", "效自评报告")],
        ["某市某局整体绩|（绩效）"],
        [title("某市某局整体", "绩效自评报告")],
    ),
]


@pytest.mark.parametrize("case", [*ON_LINES, *ON_PAGES], ids=lambda case: case.sort)
def test_a_fault_is_found_where_it_is(case: Case) -> None:
    faults = faults_of(pdf(*case.faulty), DESIGN)
    assert [(fault.sort, fault.text) for fault in faults] == [
        (case.sort, "".join(text.split())) for text in case.told
    ]


@pytest.mark.parametrize("case", [*ON_LINES, *ON_PAGES], ids=lambda case: case.sort)
def test_no_fault_is_found_where_none_is(case: Case) -> None:
    assert faults_of(pdf(*case.sound), DESIGN) == []


def test_each_sort_has_its_made_pages() -> None:
    assert {case.sort for case in [*ON_LINES, *ON_PAGES]} == SORTS.keys()


def test_names_of_the_data_are_not_parted_in_titles() -> None:
    file = pdf(title("某某市人民政府办", "公室整体支出绩效自评"))
    assert faults_of(file, DESIGN) == []
    assert faults_of(file, DESIGN, ["某某市人民政府办公室"]) == [
        Fault("title", 1, "某某市人民政府办|（某某市人民政府办公室）")
    ]


def test_a_unit_is_parted_from_its_number_before_a_line_is_pulled_apart() -> None:
    def draw(sheet: Sheet) -> None:
        for number in range(17):
            sheet.text(LEFT + 11.2 * number, 40, "字")
        sheet.text(LEFT + 11.2 * 17, 40, "2")
        sheet.text(LEFT, 60, "次以上。")

    assert faults_of(pdf(draw), DESIGN) == []


def test_a_label_from_top_to_bottom_has_no_lines_to_end_wrongly() -> None:
    label = Cell(0, 0, "\n".join("资金（万元）"), rowspan=2)
    cells = [label, Cell(0, 1, "其中"), Cell(1, 1, "其他")]
    assert faults_of(pdf(table(cells, column_width=20)), DESIGN) == []


def test_what_begins_a_section_may_stand_behind_an_empty_page_and_be_short() -> None:
    assert faults_of(pdf(lines(OWN), lines("附件", "名单")), DESIGN) == []


def test_lines_at_the_head_of_every_page_are_not_read_as_text() -> None:
    file = pdf(lines("汇总表", *[FULL] * 21), begun("汇总表", "文" * 20, "末行。"))
    assert faults_of(file, DESIGN) == []


def test_a_cut_row_needs_its_label_and_more_than_one_line_on_each_side() -> None:
    above = both(
        lines(OWN, OWN), table([Cell(8, 0, "信息化"), Cell(8, 1, "建设系统平\n台并且使用")])
    )
    below = cut_row("", "到年底为止", "其他", "另外")
    design = DESIGN._replace(cells=frozenset({"信息化", "建设系统平台并且使用到年底为止"}))
    assert faults_of(pdf(above, below), design) == [
        Fault("lone", 2, "到年底为止"),
        Fault("label", 2, "信息化"),
    ]


def test_a_label_printed_again_stands_for_no_other() -> None:
    own = [Cell(7, 0, "任务", rowspan=2), Cell(7, 1, "宣传"), Cell(7, 2, "编印刊物")]
    last = [Cell(8, 1, "信息化"), Cell(8, 2, "建设系统平\n台并且使用")]
    above = both(lines(OWN, OWN), table([*own, *last]))
    below = [Cell(0, 0, "任务", rowspan=3), Cell(0, 2, "到年底为止\n完成")]
    others = [Cell(row, column, f"其他{row}") for row in (1, 2) for column in (1, 2)]
    design = DESIGN._replace(cells=frozenset({"任务", "建设系统平台并且使用到年底为止完成"}))
    file = pdf(above, table([*below, Cell(0, 1, ""), *others]))
    assert faults_of(file, design) == [Fault("label", 2, "信息化")]


def test_a_new_row_with_an_empty_cell_is_no_cut_row() -> None:
    above = both(
        lines(OWN, OWN), table([Cell(8, 0, "信息化"), Cell(8, 1, "建设系统平\n台并且使用")])
    )
    below = cut_row("", "到年底为止", "其他", "另外")
    design = DESIGN._replace(cells=frozenset({"信息化", "建设系统平台并且使用", "到年底为止"}))
    assert faults_of(pdf(above, below), design) == []


def test_the_word_file_says_what_begins_a_page_and_where_text_may_stand() -> None:
    design = design_of(rendered("qingshan-2023-project-evaluation", "docx"))
    assert design.begins == {"附1"}
    assert design.areas == {(595, 842): Area(42.5, 51, 552.8, 790.9)}
    assert "项目名称" in design.cells
