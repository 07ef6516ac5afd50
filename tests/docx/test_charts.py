"""``{% chart … %}``: what may be said, where, and the pictures that come of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import perfreport
from perfreport import Settings
from perfreport.basics.errors import TemplateError
from perfreport.docx.charts import ChartTag, chart_tag
from perfreport.docx.template import WordTemplate
from perfreport.docx.wordml import W
from tests.docx.word_files import SmallView, body_of, parts_of, saved, table, word_template
from tests.examples import example, rendered
from tests.outside.ooxml_validator import OoxmlValidator

NAME = "henan-2020-evaluation-summary"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
EMU = 12_700


def pictures(file: bytes) -> list[bytes]:
    return [part for name, part in sorted(parts_of(file).items()) if name.endswith(".png")]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% chart scores project score %}", ChartTag("scores", "project", ("score",), ("",))),
        (
            "{%  chart execution project budget=预算数  spent = 执行数 %}",
            ChartTag("execution", "project", ("budget", "spent"), ("预算数", "执行数")),
        ),
    ],
)
def test_a_tag_says_what_is_drawn(tag: str, said: ChartTag) -> None:
    assert chart_tag(tag, "") == said


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% chart %}", "要写列表、名称、数字"),
        ("{% chart rows %}", "要写列表、名称、数字"),
        ("{% chart rows name %}", "要写列表、名称、数字"),
        ("{% chart rows name a b %}", "每组都要写图例"),
        ("{% chart rows name a=甲 b=乙 c=丙 d=丁 e=戊 %}", "至多画 4 组"),
        ("{% chart rows name a=" + "甲" * 21 + " b=乙 %}", "至多 20 字"),
        ("{% chart rows name a=<b> %}", "要写列表、名称、数字"),
    ],
)
def test_a_wrong_tag_is_refused_by_its_place(tag: str, told: str, tmp_path: Path) -> None:
    path = saved(word_template("{{ title }}", tag), tmp_path)
    with pytest.raises(TemplateError, match=told) as refused:
        WordTemplate(path, SmallView)
    assert str(refused.value).startswith("Word 模板 模板.docx 正文：标签 {% chart ")


def test_a_tag_stands_alone_and_in_no_table(tmp_path: Path) -> None:
    for body in ("图：{% chart rows name name %}", table("| {% chart rows name name %} | 乙 |")):
        path = saved(word_template("{{ title }}", body), tmp_path)
        with pytest.raises(TemplateError, match="要独占一段，不写在表格里"):
            WordTemplate(path, SmallView)


def test_each_chart_is_a_grey_picture_as_wide_as_the_text() -> None:
    file = rendered(NAME, "docx")
    assert len(pictures(file)) == 2
    for picture in pictures(file):
        image = Image.open(io.BytesIO(picture))
        assert image.mode == "L"
        assert image.info["dpi"] == pytest.approx((300, 300), abs=1)
    root = etree.fromstring(parts_of(file)["word/document.xml"])
    page = next(root.iter(W + "pgSz")), next(root.iter(W + "pgMar"))
    width = int(page[0].get(W + "w", "")) - sum(
        int(page[1].get(W + s, "")) for s in ("left", "right")
    )
    for extent in root.iter(INLINE):
        assert int(extent.get("cx", "")) == pytest.approx(width / 20 * EMU, abs=EMU)


def test_the_picture_is_told_in_words() -> None:
    told = [each.get("descr") for each in body_of(rendered(NAME, "docx")).iter(PROPERTIES)]
    assert told[1] == "；".join(
        f"{row.project}：{row.score}"
        for row in example(NAME).sections.scores  # type: ignore[attr-defined]
    )


def test_word_files_with_charts_are_valid(ooxml_validator: OoxmlValidator) -> None:
    assert ooxml_validator.validate(rendered(NAME, "docx")) == []


def test_a_picture_is_no_edit() -> None:
    reading = perfreport.read_docx(rendered(NAME, "docx"))
    assert reading.document == example(NAME)
    assert reading.edits == ()
    assert reading.unplaced == ()


def test_what_has_no_rows_has_no_picture() -> None:
    document = example(NAME)
    sections = document.sections.model_copy(update={"scores": ()})  # type: ignore[attr-defined]
    file = perfreport.render(
        document.model_copy(update={"sections": sections}),
        "docx",
        settings=Settings(system_fonts=False),
    )
    assert len(pictures(file)) == 1
    assert len(list(body_of(file).iter(BLIP))) == 1
