"""What ends a text keeps the end of it: on no page stands a signature alone (落款、附件说明)."""

from __future__ import annotations

from pathlib import Path

import pytest

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
