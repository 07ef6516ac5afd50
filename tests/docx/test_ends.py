"""What ends a text keeps the end of it: on no page stands a signature alone (落款、附件说明)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from perfreport.blocks.printed import Label
from perfreport.docx.wordml import W
from tests.docx.word_files import Row, SmallView, body_of, rendered
from tests.examples import rendered as example
from tests.pdf_pages import lines_of, read_pages
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

EM = 16
RIGHT = (210 - 26) * 72 / 25.4
LOOP = "{%p for row in rows %}\n正文: {{ row.name }}\n{%p endfor %}\n"
ROWS = (Row(Label("", 1), "第一段"), Row(Label("", 1), "第二段"))


def kept(body: str, folder: Path, *rows: Row) -> dict[str, bool]:
    """Whether each paragraph of ``body`` says beside its style that it stays with the next."""
    template = word_file(read(f"样式集: 公文\n{body}", "表.txt"))
    root = body_of(rendered(template, SmallView("标题", rows), folder))
    return {
        "".join(text.text or "" for text in each.iter(W + "t")): bool(
            [kept for kept in each.iter(W + "keepNext") if kept.get(W + "val") not in ("0", "off")]
        )
        for each in root.iter(W + "p")
    }


@pytest.mark.parametrize("style", ["落款", "署名", "附件说明"])
def test_the_paragraph_before_the_end_of_a_text_stays_with_it(style: str, tmp_path: Path) -> None:
    found = kept(f"正文: 甲\n正文: {{{{ title }}}}\n{style}: 某局\n日期: 某日", tmp_path)
    assert found == {"甲": False, "标题": True, "某局": False, "某日": False}


def test_of_a_loop_the_last_paragraph_stays(tmp_path: Path) -> None:
    found = kept(f"正文: 甲\n{LOOP}落款: 某局\n日期: 某日", tmp_path, *ROWS)
    assert [found[each] for each in ("第一段", "第二段")] == [False, True]


def test_where_a_loop_prints_nothing_the_paragraph_before_it_stays(tmp_path: Path) -> None:
    found = kept(f"正文: 甲\n正文: 乙\n{LOOP}落款: 某局\n日期: 某日", tmp_path)
    assert found == {"甲": False, "乙": True, "某局": False, "某日": False}


def test_what_may_be_left_out_is_kept_as_well_as_what_stands_before_it(tmp_path: Path) -> None:
    condition = f"{{%p if rows %}}\n一级标题: 其他\n{LOOP}{{%p endif %}}\n"
    body = f"正文: 甲\n正文: 乙\n{condition}落款: 某局\n日期: 某日"
    without, filled = kept(body, tmp_path), kept(body, tmp_path, *ROWS)
    assert without == {"甲": False, "乙": True, "某局": False, "某日": False}
    assert filled["第二段"]
    assert not filled["第一段"]


def test_text_behind_its_heading_in_one_line_stays(tmp_path: Path) -> None:
    found = kept("二级标题: 结论。 >> {{ title }}\n落款: 某局\n日期: 某日", tmp_path)
    assert found["结论。标题"]


def test_a_template_without_such_an_end_keeps_nothing(tmp_path: Path) -> None:
    assert kept("正文: 甲\n正文: {{ title }}", tmp_path) == {"甲": False, "标题": False}


@pytest.mark.parametrize(
    ("name", "unit", "date"),
    [
        ("henan-2020-evaluation-summary", "河南省某某水文水资源中心", "2024年3月15日"),
        ("national-2020-evaluation-report", "某某省财政厅", "2024年6月28日"),
    ],
)
def test_a_unit_stands_centred_over_its_date_four_characters_from_the_edge(
    name: str, unit: str, date: str
) -> None:
    pages = read_pages(example(name, "pdf"))
    page = [lines_of(each.glyphs) for each in pages if any(
        line.text.replace(" ", "") == date for line in lines_of(each.glyphs)
    )][-1]  # fmt: skip
    texts = [line.text.replace(" ", "") for line in page]
    signed, dated = (page[texts.index(text)] for text in (unit, date))
    assert dated.left + dated.right == pytest.approx(signed.left + signed.right, abs=1)
    # GB/T 9704 (7.3.5.1): by the length of the date half a character more or less.
    assert (RIGHT - dated.right) / EM == pytest.approx(4, abs=0.6)
    # The seal, 42 mm high, has its top within a line of the text and its middle above the date.
    before = page[texts.index(unit) - 1]
    assert signed.baseline - before.baseline == pytest.approx(3 * 28.95, abs=0.5)


NOTE_STYLE = "样式 注: 标识 Note, 字号 小五, 行距 13, 对齐 左\n"
KEPT = ("keepNext", "keepLines")
TABLE = "表格 表: 40\n| 头 | (表头)\n{%tr for row in rows %}\n| {{ row.name }} |\n{%tr endfor %}\n"
MANY = tuple(Row(Label("", 1), f"行{number}") for number in range(6))


@pytest.mark.parametrize(
    ("style", "between", "found"),
    [
        ("落款", "", ["行3", "行4", "行5"]),
        ("署名", "空行: 2\n", ["行3", "行4", "行5"]),
        ("附件说明", "", ["行3", "行4", "行5"]),
        ("签字", "", ["行3", "行4", "行5"]),
        ("注", "", ["行3", "行4", "行5"]),
        ("正文", "", ["行3", "行4"]),
        ("落款", "正文: 完。\n", ["行3", "行4", "完。"]),
        ("落款", "分页\n", ["行3", "行4"]),
        ("落款", "分节: A4 横向\n", ["行3", "行4"]),
    ],
)
def test_the_last_rows_of_a_table_stay_with_what_stands_below(
    style: str, between: str, found: list[str], tmp_path: Path
) -> None:
    body = f"{NOTE_STYLE}正文: 甲\n{TABLE}{between}{style}: 某局\n日期: 某日"
    texts = kept(body, tmp_path, *MANY)
    assert [text for text, is_kept in texts.items() if is_kept and text not in ("头", "")] == found


def noted(texts: Sequence[str], folder: Path) -> dict[str, list[str]]:
    """What is said of keeping each row and each of the notes ``texts`` below a table."""
    notes = "".join(f"注: {text}\n" for text in texts)
    template = word_file(read(f"样式集: 公文\n{NOTE_STYLE}{TABLE}{notes}正文: 完。", "表.txt"))
    root = body_of(rendered(template, SmallView("标题", MANY), folder))
    return {
        "".join(text.text or "" for text in each.iter(W + "t")): [
            name for name in KEPT if each.find(f"{W}pPr/{W}{name}") is not None
        ]
        for each in root.iter(W + "p")
    }


def test_notes_stay_together_and_with_the_last_rows(tmp_path: Path) -> None:
    found = noted(["注：甲", "乙", "丙"], tmp_path)
    assert [found[f"行{number}"] for number in range(6)] == [[]] * 3 + [["keepNext"]] * 3
    assert [found[text] for text in ("注：甲", "乙")] == [list(KEPT)] * 2
    assert (found["丙"], found["完。"]) == (["keepLines"], [])


def test_notes_of_much_of_a_page_may_break(tmp_path: Path) -> None:
    first, second = "甲" * 250, "乙" * 250
    found = noted([first, second], tmp_path)
    assert [found[text] for text in ("行5", first, second)] == [["keepNext"], [], []]


def test_what_is_said_of_notes_stays_in_the_order_of_the_schema(tmp_path: Path) -> None:
    template = word_file(read(f"样式集: 公文\n{NOTE_STYLE}{TABLE}注: 甲\n注: 乙", "表.txt"))
    root = body_of(rendered(template, SmallView("标题", MANY), tmp_path))
    for properties in root.iter(W + "pPr"):
        names = [etree.QName(each).localname for each in properties]
        assert names == sorted(names, key=["pStyle", *KEPT, "jc"].index)


def test_a_table_of_one_row_stays_as_it_is(tmp_path: Path) -> None:
    found = kept(f"正文: 甲\n{TABLE}落款: 某局\n日期: 某日", tmp_path, MANY[0])
    assert found == {"甲": False, "头": True, "行0": True, "某局": False, "某日": False}


def test_of_tables_in_a_loop_the_last_stays(tmp_path: Path) -> None:
    table = "表格 表: 40\n| {{ row.name }} |\n空行: 1\n"
    found = kept(f"{{%p for row in rows %}}\n{table}{{%p endfor %}}\n落款: 某局", tmp_path, *ROWS)
    assert [found[each] for each in ("第一段", "第二段")] == [False, True]


def test_where_a_table_is_not_printed_the_text_before_it_stays(tmp_path: Path) -> None:
    body = f"正文: 甲\n{{%p if rows %}}\n{TABLE}{{%p endif %}}\n落款: 某局\n日期: 某日"
    assert kept(body, tmp_path) == {"甲": True, "某局": False, "某日": False}
    found = kept(body, tmp_path, *MANY)
    assert [found[f"行{number}"] for number in range(6)] == [False] * 3 + [True] * 3


@pytest.mark.parametrize(("lines", "is_kept"), [(8, True), (15, True), (60, False)])
def test_of_a_table_that_ends_in_a_high_row_the_row_stays_if_it_is_no_higher_than_half_a_page(
    lines: int, is_kept: bool, tmp_path: Path
) -> None:
    high = Row(Label("", 1), "第一段", ("长",) * lines)
    table = TABLE.replace("{{ row.name }}", "[[ row.texts ]]")
    texts = kept(f"{table}落款: 某局\n日期: 某日", tmp_path, high)
    assert texts["长"] is is_kept


def test_blank_lines_do_not_part_the_end_from_its_text(tmp_path: Path) -> None:
    found = kept("正文: 甲\n正文: {{ title }}\n空行: 2\n落款: 某局\n日期: 某日", tmp_path)
    assert found == {"甲": False, "标题": True, "": True, "某局": False, "某日": False}


def test_no_mark_is_left_in_the_file(tmp_path: Path) -> None:
    template = word_file(read(f"样式集: 公文\n{TABLE}落款: 某局\n日期: 某日", "表.txt"))
    root = body_of(rendered(template, SmallView("标题", MANY), tmp_path))
    assert not list(root.iter(etree.Comment))
