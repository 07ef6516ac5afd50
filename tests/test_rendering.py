"""A render is a function of document, templates and fonts; what no font has is told by field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from perfreport.documents import Loaded, understand
from perfreport.errors import InputError, TemplateError
from perfreport.forms.registry import FormRegistry
from perfreport.io.source import parse_source
from perfreport.rendering import Renderer
from tests.forms.own_templates import with_form
from tests.pdf.made_fonts import make_font, save_font
from tests.small_files import PROJECTS, altered

DISTRICT = "guangzhou-district-project-targets"
RARE = altered(PROJECTS, ("聘请编外人员。", "聘请😀人员。"), ("宣传效率", "宣😀传\ue000效率"))


def load(text: str, registry: FormRegistry | None = None) -> Loaded:
    return understand(parse_source(text), registry or FormRegistry())


def printed_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(FormRegistry(), system_fonts=False)


def test_the_format_is_one_of_two(renderer: Renderer) -> None:
    with pytest.raises(ValueError, match="format is one of docx, pdf, not doc"):
        renderer.render(load(PROJECTS), "doc")  # type: ignore[arg-type]


def test_a_missing_font_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有：没有这个字体文件夹，请核对所写的路径$"):
        Renderer(FormRegistry(), [tmp_path / "没有"])


def test_the_time_of_creation_is_the_given_one() -> None:
    created = datetime(2024, 9, 1, tzinfo=UTC)
    dated = Renderer(FormRegistry(), system_fonts=False, created=created)
    for_pdf = dated.render(load(PROJECTS), "pdf")
    assert b"20240901" in for_pdf
    assert b"CreationDate" not in Renderer(FormRegistry(), system_fonts=False).render(
        load(PROJECTS), "pdf"
    )


def places(error: InputError) -> list[tuple[str, str]]:
    return [(mistake.path, mistake.message.partition("（")[0]) for mistake in error.mistakes]


def test_every_field_with_a_character_that_no_font_has_is_named(renderer: Renderer) -> None:
    expected = [
        ("资金使用单位[1].项目[1].绩效目标[1]", "“😀”"),
        ("资金使用单位[1].项目[2].绩效指标[1].名称", "“😀”"),
        ("资金使用单位[1].项目[2].绩效指标[1].名称", "“\ue000”"),
    ]
    with pytest.raises(InputError) as caught:
        renderer.render(load(RARE), "pdf")
    assert places(caught.value) == expected
    with pytest.raises(InputError) as caught:
        renderer.require_glyphs(load(RARE))
    assert places(caught.value) == expected


def test_a_font_that_no_style_asks_for_is_named_beside_the_field(tmp_path: Path) -> None:
    font = make_font({"familyName": "某体", "fullName": "某体", "psName": "Mouti"}, {"😀": 1000})
    save_font(font, tmp_path / "某体.ttf")
    renderer = Renderer(FormRegistry(), [tmp_path], system_fonts=False)
    text = altered(PROJECTS, ("聘请编外人员。", "聘请😀人员。"))
    renderer.require_glyphs(load(text))
    with pytest.raises(InputError) as caught:
        renderer.render(load(text), "pdf")
    ((place, _),) = places(caught.value)
    assert place == "资金使用单位[1].项目[1].绩效目标[1]"
    assert "字体“Mouti”有这个字" in str(caught.value)


def test_word_takes_any_character(renderer: Renderer) -> None:
    assert renderer.render(load(RARE), "docx")


def test_what_the_fonts_have_passes(renderer: Renderer) -> None:
    renderer.require_glyphs(load(PROJECTS))


def test_a_character_of_the_form_that_no_font_has_is_no_mistake_of_the_input(
    tmp_path: Path,
) -> None:
    def alter(text: str) -> str:
        return altered(text, ("年项目支出绩效目标表（", "年😀项目支出绩效目标表（"))

    registry = FormRegistry([with_form(tmp_path, DISTRICT, alter)])
    renderer = Renderer(registry, system_fonts=False)
    with pytest.raises(TemplateError, match=f"^版式 {DISTRICT} 自己的文字：.*😀"):
        renderer.render(load(PROJECTS, registry), "pdf")


def test_braces_and_markup_in_the_data_are_text(renderer: Renderer) -> None:
    wild = "{{ title }} {% raw %} &amp; <5% \"甲\" '乙' #{"
    text = altered(PROJECTS, ("聘请编外人员。", f"'{wild.replace(chr(39), chr(39) * 2)}'"))
    printed = printed_text(renderer.render(load(text), "pdf"))
    assert "".join(wild.split()) in "".join(printed.split())
