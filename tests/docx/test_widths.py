"""``{% width LEAST MOST %}``: what may be said, where, and what is left of it in the file."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.blocks.printed import Label
from perfreport.derivation.derived import derive
from perfreport.docx.template import WordTemplate
from perfreport.docx.wordml import W
from tests.docx.word_files import (
    PROPERTIES,
    Row,
    SmallView,
    body_of,
    parts_of,
    saved,
    word_template,
)
from tools.word_template.description import Table
from tools.word_template.elements import Element
from tools.word_template.reading import read
from tools.word_template.table_parts import table_of

LONG = "绩效目标，" * 60
HEADS = "| 名称 | {% width 30 80 %}目标 | {% width 30 80 %}指标 |"
BODY = (
    "{%tr for row in rows %}",
    "| {% merge row.label %} | {{ row.name }} | [[ row.texts ]] |",
    "{%tr endfor %}",
)
VIEW = SmallView("题", tuple(Row(Label("标签", 1), LONG, ("短",)) for _ in range(12)))
MERGED = SmallView(
    "题", tuple(Row(Label(LONG, 12 * (not number)), LONG, ("短",)) for number in range(12))
)


def table(*rows: str, widths: str = "40 50 60") -> Element:
    described = read("\n".join((f"表格 表: {widths}", *rows)), "表.txt")
    [found] = described.blocks
    assert isinstance(found, Table)
    return table_of(found, described.styles)


def printed(template: bytes, folder: Path, view: SmallView = VIEW) -> bytes:
    """``view`` in Word, as the product makes it."""
    path = saved(template, folder)
    return WordTemplate(path, SmallView).render(view, PROPERTIES, plans=derive(path).plans)


def grid(file: bytes) -> list[int]:
    return [int(column.get(W + "w", "")) for column in body_of(file).iter(W + "gridCol")]


def cell_widths(file: bytes) -> set[tuple[int, ...]]:
    """The widths of the cells of each row, the same ones once."""
    return {
        tuple(int(width.get(W + "w", "")) for width in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW"))
        for row in body_of(file).iter(W + "tr")
    }


def all_text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


@pytest.mark.parametrize("view", [VIEW, MERGED])
def test_grid_and_every_cell_have_the_widths(view: SmallView, tmp_path: Path) -> None:
    title = "| 标题 (2c) | 右 |"
    file = printed(word_template(table(title, HEADS, *BODY)), tmp_path, view)
    first, second, third = grid(file)
    assert (first, first + second + third) == (2268, 2268 + 2835 + 3402)
    assert second > 2835
    assert cell_widths(file) == {(first, second, third), (first + second, third)}


def test_a_merged_cell_does_not_count_in_its_first_row(tmp_path: Path) -> None:
    template = word_template(table(HEADS, *BODY))
    assert grid(printed(template, tmp_path, MERGED)) == grid(printed(template, tmp_path))


def test_text_behind_the_table_does_not_count(tmp_path: Path) -> None:
    alone = word_template(table(HEADS, *BODY))
    followed = word_template(table(HEADS, *BODY), LONG * 99, "{{ title }}")
    assert grid(printed(followed, tmp_path)) == grid(printed(alone, tmp_path))


def test_each_table_of_a_loop_has_its_own_widths(tmp_path: Path) -> None:
    one = table(HEADS, *("| 甲 | {{ row.name }} | [[ row.texts ]] |",) * 12)
    template = word_template("{%p for row in rows %}", "{{ row.name }}", one, "{%p endfor %}")
    wide, narrow = Row(Label("", 1), LONG, ("短",)), Row(Label("", 1), "短", (LONG,))
    file = printed(template, tmp_path, SmallView("题", (wide, narrow)))
    _, second, third, _, other_second, other_third = grid(file)
    assert second > 2835 > other_second
    assert third < 3402 < other_third


def test_nothing_of_the_tag_is_left_in_the_file(tmp_path: Path) -> None:
    template = word_template(table(HEADS, *BODY))
    path = saved(template, tmp_path)
    for plans in ({}, derive(path).plans):
        file = WordTemplate(path, SmallView).render(VIEW, PROPERTIES, plans=plans)
        text = all_text(body_of(file))
        assert "width" not in text
        assert "目标" in text
        assert b"<!--" not in parts_of(file)["word/document.xml"]


def test_without_plans_the_widths_stay(tmp_path: Path) -> None:
    path = saved(word_template(table(HEADS, *BODY)), tmp_path)
    file = WordTemplate(path, SmallView).render(VIEW, PROPERTIES)
    assert grid(file) == [2268, 2835, 3402]


def test_a_text_that_looks_like_a_number_of_ours_is_a_text(tmp_path: Path) -> None:
    text = "<!--table 0--><!--cell 1--></w:p></w:tr>&amp;"
    rows = tuple(Row(Label("标签", 1), text * 20, (text,)) for _ in range(12))
    file = printed(word_template(table(HEADS, *BODY)), tmp_path, SmallView("题", rows))
    assert all_text(body_of(file)).count(text) == 12 * 21


def test_a_tag_may_be_parted_over_runs_and_stand_behind_the_heading(tmp_path: Path) -> None:
    heads = table(HEADS, *BODY)
    run = next(each for each in heads.iter(W + "r") if "目标" in all_text(each))
    for text in ("目", "标{% wid", "th 30", " 80 %}（一）"):
        part = copy.deepcopy(run)
        next(part.iter(W + "t")).text = text
        run.addprevious(part)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
    file = printed(word_template(heads), tmp_path)
    assert grid(file)[1] > 2835
    assert "目标（一）" in all_text(body_of(file))


NUMBERS = "要写最窄、最宽两个毫米数，如 {% width 40 100 %}"
WRONG: dict[str, tuple[Any, str]] = {
    "one number": (table("| {% width 30 %}甲 | 乙 | 丙 |"), NUMBERS),
    "with a unit": (table("| {% width 30mm 80mm %}甲 | 乙 | 丙 |"), NUMBERS),
    "no number": (table("| {% width 3.3.3 80 %}甲 | 乙 | 丙 |"), NUMBERS),
    "contradiction": (
        table("| {% width 80 30 %}甲 | 乙 | 丙 |"),
        "最窄的 80 毫米不比最宽的 30 毫米小；请核对",
    ),
    "own width": (
        table("| {% width 50 80 %}甲 | 乙 | 丙 |"),
        "这一列现在宽 40.0 毫米，不在 50 至 80 毫米之间；请在 Word 里改列宽，或改标签里的毫米数",
    ),
    "outside": ("{% width 30 80 %}", "要写在表格的一格里"),
    "span": (table("| {% width 30 80 %}甲 (2c) | 乙 |"), "所在的格占了几列，看不出是哪一列"),
    "alone": (table("| {% width 30 80 %}甲 | 乙 | 丙 |"), "请给同一表格的另一列也写上"),
    "twice": (table(*("| {% width 30 80 %}甲 | 乙 | 丙 |",) * 2), "同一列写了两次"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_tag_that_cannot_be_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    body, told = WRONG[case]
    template = word_template(copy.deepcopy(body), "{{ title }}")
    with pytest.raises(TemplateError) as caught:
        WordTemplate(saved(template, tmp_path), SmallView)
    assert told in str(caught.value)
    assert "标签 {% width" in str(caught.value)
    if case != "outside":
        assert "第 1 张表第 1 行第 1 格" in str(caught.value)


def test_a_table_whose_rows_do_not_fill_its_columns_is_refused(tmp_path: Path) -> None:
    uneven = table(HEADS, "| 甲 | 乙 | 丙 |")
    row = list(uneven.iter(W + "tr"))[1]
    row.remove(row.findall(W + "tc")[2])
    with pytest.raises(TemplateError, match="各行的列对不齐"):
        WordTemplate(saved(word_template(uneven), tmp_path), SmallView)


def test_a_table_in_a_table_is_refused(tmp_path: Path) -> None:
    outer = table(HEADS, "| 甲 | 乙 | 丙 |")
    cell = list(outer.iter(W + "tc"))[-1]
    cell.insert(1, table("| 甲 | 乙 | 丙 |"))
    with pytest.raises(TemplateError, match="套着表格"):
        WordTemplate(saved(word_template(outer), tmp_path), SmallView)
