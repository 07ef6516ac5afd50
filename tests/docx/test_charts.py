"""``{% chart … %}``: what may be said, where, and the pictures that come of it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

import perfreport
from perfreport import Amount, Document, Settings
from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.errors import TemplateError
from perfreport.documents.loading import fitted
from perfreport.documents.rendering import Rendered, Renderer
from perfreport.docx.charts import ChartTag, chart_tag
from perfreport.docx.template import WordTemplate
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from tests.docx.word_files import SmallView, body_of, parts_of, saved, table, word_template
from tests.examples import example, rendered
from tests.outside.ooxml_validator import OoxmlValidator
from tests.pdf_pages import lines_of, read_pages

NAME = "henan-2020-evaluation-summary"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
EMU = 12_700
DOTS = 300 / 72
LEFT = 79.35
"""The margin of the form, in points."""


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


class Part(NamedTuple):
    """A row of a chart."""

    name: str
    figure: str


class Whole(NamedTuple):
    """What has a chart of its parts."""

    name: str
    parts: tuple[Part, ...]


class View(NamedTuple):
    """What a template with a chart in a loop sees."""

    title: str
    wholes: tuple[Whole, ...]


@pytest.mark.parametrize("variable", ["whole", "row", "chart_0", "chart_0_row"])
def test_what_a_chart_in_a_loop_draws_is_known(variable: str, tmp_path: Path) -> None:
    loop = f"{{%p for {variable} in wholes %}}", "{%p endfor %}"
    tag = f"{{% chart {variable}.parts name figure %}}"
    file = word_template("{{ title }}", loop[0], f"{{{{ {variable}.name }}}}", tag, loop[1])
    uses = WordTemplate(saved(file, tmp_path), View).uses
    [drawn] = uses.charts
    paths = [next(iter(value)).path for value in (drawn.rows, drawn.name, *drawn.figures)]
    parts = ViewPath("wholes", EACH, "parts")
    assert paths == [parts, parts / EACH / "name", parts / EACH / "figure"]
    # And all the same it is printed nowhere.
    assert uses.printed == {ViewPath("title"), ViewPath("wholes", EACH, "name")}


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


def with_projects(*names: str) -> Document:
    """The example with these projects in its charts, the figures of every third below nought."""
    document = example(NAME)
    sections = document.sections  # type: ignore[attr-defined]
    execution, scores = sections.execution[0], sections.scores[0]
    changed = {
        "execution": tuple(
            execution.model_copy(
                update={"project": name, "spent": Amount(-100 * at if at % 3 == 2 else 100 * at)}
            )
            for at, name in enumerate(names)
        ),
        "scores": tuple(scores.model_copy(update={"project": name}) for name in names),
    }
    return document.model_copy(update={"sections": sections.model_copy(update=changed)})


def word(document: Document) -> Rendered:
    registry = FormRegistry()
    return Renderer(registry, system_fonts=False).render(fitted(document, registry), "docx")


def alternative_texts(pdf: bytes) -> list[str]:
    """Those of the figures in ``pdf``, in their order."""
    found = re.findall(rb"/Alt <([0-9A-Fa-f]+)>", pdf)
    return [bytes.fromhex(each.decode()).decode("utf-16") for each in found]


def told(file: bytes) -> list[str]:
    return [each.get("descr", "") for each in body_of(file).iter(PROPERTIES)]


def test_the_picture_is_told_in_words() -> None:
    scores = "；".join(
        f"{row.project}：{row.score}"
        for row in example(NAME).sections.scores  # type: ignore[attr-defined]
    )
    execution, of_scores = told(rendered(NAME, "docx"))
    assert of_scores == f"条形图：各项目自评得分（分）。{scores}"
    assert execution.startswith(
        "条形图：各项目全年预算数和全年执行数（万元）。水文站网运行维护：全年预算数1,860.00，"
    )


def test_a_chart_higher_than_a_page_has_a_picture_for_each_part() -> None:
    file = word(with_projects(*(f"项目{at}" for at in range(40)))).content
    first, *more = [each for each in told(file) if "全年预算数" in each]
    assert more
    count = 1 + len(more)
    for number, text in enumerate((first, *more), start=1):
        assert text.startswith(
            f"条形图：各项目全年预算数和全年执行数（万元），第 {number} 部分，共 {count} 部分。"
        )
    names = [
        part.split("：")[0] for text in (first, *more) for part in text.split("。")[1].split("；")
    ]
    assert names == [f"项目{at}" for at in range(40)]


def test_each_part_has_a_paragraph_and_only_the_last_stays_with_the_caption() -> None:
    body = body_of(word(with_projects(*(f"项目{at}" for at in range(40)))).content)
    holders = [
        paragraph
        for paragraph in body.iter(W + "p")
        if any("全年预算数" in each.get("descr", "") for each in paragraph.iter(PROPERTIES))
    ]
    assert all(len(list(each.iter(PROPERTIES))) == 1 for each in holders)
    kept = [[mark.get(W + "val") for mark in each.iter(W + "keepNext")] for each in holders]
    assert kept == [["0"]] * (len(holders) - 1) + [[]]


def test_pictures_of_parts_have_the_same_width_and_fit_their_page() -> None:
    body = body_of(word(with_projects(*(f"项目{at}" for at in range(40)))).content)
    page, margins = next(body.iter(W + "pgSz")), next(body.iter(W + "pgMar"))
    room = int(page.get(W + "h", "")) - sum(int(margins.get(W + s, "")) for s in ("top", "bottom"))
    extents = list(body.iter(INLINE))
    assert len({each.get("cx") for each in extents}) == 1
    assert all(int(each.get("cy", "")) < room / 20 * EMU for each in extents)


def test_pdf_and_word_part_a_chart_alike() -> None:
    document = with_projects(*(f"项目{at}" for at in range(40)))
    settings = Settings(system_fonts=False, accessible=True)
    pdf = perfreport.render(document, "pdf", settings=settings)
    assert alternative_texts(pdf) == told(word(document).content)


@pytest.mark.parametrize("count", [1, 16, 80])
def test_charts_over_pages_are_no_edit(count: int) -> None:
    document = with_projects(*(f"“平安”项目{at}" for at in range(count)))
    reading = perfreport.read_docx(word(document).content)
    assert reading.document == document
    assert reading.edits == ()
    assert reading.unplaced == ()


def test_word_files_with_charts_over_pages_are_valid(ooxml_validator: OoxmlValidator) -> None:
    file = word(with_projects(*(f"项目{at}" for at in range(40)))).content
    assert ooxml_validator.validate(file) == []


def test_what_no_face_has_is_drawn_as_a_box_and_told() -> None:
    document = with_projects("项目\U00013000甲", "项目乙")
    made = word(document)
    assert "项目\U00013000甲：全年预算数" in told(made.content)[0]
    assert made.remarks == ("图里“\U00013000”没有字体能画，画成“□”；正文和表里的不受影响",)
    with_box = with_projects("项目□甲", "项目乙")
    assert pictures(made.content) == pictures(word(with_box).content)


def ink(image: Image.Image) -> tuple[int, int]:
    """The first and the last column that is not white."""
    found = image.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert found is not None
    return found[0], found[2]


def test_words_stand_in_the_picture_where_they_stand_in_the_pdf() -> None:
    """Quotation marks beside each other take less room than other characters."""
    document = with_projects("“平安”“一号”项目", "项目乙")
    pdf = perfreport.render(document, "pdf", settings=Settings(system_fonts=False))
    number, page = next(each for each in enumerate(read_pages(pdf)) if each[1].fills)
    chart = min(fill.top for fill in page.fills)
    line = next(
        line
        for line in lines_of(page.glyphs)
        if line.baseline > chart and "一号" in line.text and line.left < 2 * LEFT
    )
    with pypdfium2.PdfDocument(pdf) as file:
        drawn = file[number].render(scale=DOTS).to_pil()
    corners = (LEFT, line.baseline - 10, line.right + 3, line.baseline + 3)
    on_page = ink(drawn.crop(tuple(round(each * DOTS) for each in corners)))
    with Image.open(io.BytesIO(pictures(word(document).content)[0])) as image:
        width = round((line.right + 3 - LEFT) * DOTS)
        in_word = ink(image.crop((0, 0, width, round(55 * DOTS))))
    assert in_word == pytest.approx(on_page, abs=2)


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
