"""The official faces of a machine that has them: each is used for what GB/T 9704 asks it for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

import perfreport
from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.typeset.fonts.book import FontBook
from tests.examples import example, rendered
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.typesetting import typeset

ASCII = "".join(map(chr, range(32, 127)))
REPORT = "guangzhou-2023-self-evaluation"
OFFICIAL = {
    "方正小标宋简体": "FZXBSJW--GB1-0",
    "黑体": "SimHei",
    "楷体_GB2312": "KaiTi_GB2312",
    "仿宋_GB2312": "FangSong_GB2312",
    "宋体": "SimSun",
}
"""What the faces are called in Word, and in their files."""


def text_by_face(pdf: bytes) -> Mapping[str, str]:
    """All that each font of ``pdf`` shows, by its name without the tag of the subset."""
    shown: defaultdict[str, str] = defaultdict(str)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=text):
                shown[each.get_font().get_base_name().partition("+")[2]] += each.extract()
    return shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Substitutes under the official names, with boxes for all that the report prints."""
    fonts = tmp_path_factory.mktemp("fonts")
    with pypdfium2.PdfDocument(rendered(REPORT, "pdf")) as document:
        printed = set("".join(page.get_textpage().get_text_range() for page in document))
    chinese = {each for each in printed if ord(each) > 0xFF or each == "·"}
    widths = {
        **squares("".join(sorted(chinese))),
        **squares(ASCII, 500),
    }
    for name, file_name in OFFICIAL.items():
        font = make_font({"familyName": name, "fullName": name, "psName": file_name}, widths)
        save_font(font, fonts / f"{file_name}.ttf")
    return fonts


def test_each_official_face_is_used_where_the_form_asks_for_it(folder: Path) -> None:
    settings = perfreport.Settings(fonts=[folder], system_fonts=False)
    shown = text_by_face(perfreport.render(example(REPORT), "pdf", settings=settings))
    assert shown.keys() == set(OFFICIAL.values())
    title, heading, second, body, numbers = (shown[name] for name in OFFICIAL.values())
    assert title.startswith("2023年度中国共产党广州市委员会政法委员会")
    assert "一、部门基本情况" in heading
    assert "（一）部门职能" in second
    assert "本部门2023年度年初预算收入" in body
    # Figures are in the face of the text around them, as Word has them.
    assert "10,283.32" in body
    assert "—1—" in numbers.replace(" ", "")


def test_figures_are_in_times_new_roman_where_a_form_says_so(folder: Path, tmp_path: Path) -> None:
    widths = squares(ASCII, 500)
    times = make_font({"familyName": "Times New Roman", "psName": "TimesNewRomanPSMT"}, widths)
    save_font(times, tmp_path / "times.ttf")
    style = '<style name="甲" font="仿宋_GB2312" latin="Times New Roman"/>'
    markup = f'<document>{style}<p style="甲">预算收入10,283.32万元</p></document>'
    book = FontBook([folder, tmp_path], bundled=resources.fonts())
    shown = text_by_face(typeset([markup], book, Properties(title="字")))
    assert shown == {"FangSong_GB2312": "预算收入万元", "TimesNewRomanPSMT": "10,283.32"}
