"""A render is a function of document, templates and fonts; what no font has is told by field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from perfreport.basics.errors import InputError, TemplateError
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from tests.forms.own_templates import pdf_template, with_file, with_form
from tests.small_files import DEPARTMENT, PROJECTS, altered
from tests.typeset.made_fonts import make_font, save_font

DISTRICT = "guangzhou-district-project-targets"
SMILE = "“😀”（U+1F600）在所用的字体里没有"
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
    with pytest.raises(ValueError, match="format is one of docx, pdf, xlsx, not doc"):
        renderer.render(load(PROJECTS), "doc")  # type: ignore[arg-type]


def test_a_missing_font_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有：没有这个字体文件夹，请核对路径（fonts）$"):
        Renderer(FormRegistry(), [tmp_path / "没有"])


def test_a_font_file_in_the_place_of_its_folder_is_told(tmp_path: Path) -> None:
    file = save_font(make_font({"familyName": "某体"}, {"一": 1000}), tmp_path / "某体.ttf")
    with pytest.raises(
        InputError, match=r"某体\.ttf：这是一个文件，这里要写放字体的文件夹（fonts）"
    ):
        Renderer(FormRegistry(), [file])


@pytest.mark.parametrize("content", [None, b"", b"notes"])
def test_a_folder_without_a_font_is_told(tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "里层").mkdir()
    if content is not None:
        (tmp_path / "里层" / "某体.ttf").write_bytes(content)
    with pytest.raises(InputError, match=r"这个文件夹里没有能用的字体（.*），请核对路径（fonts）"):
        Renderer(FormRegistry(), [tmp_path])


def test_a_font_in_a_folder_further_in_is_enough(tmp_path: Path) -> None:
    save_font(make_font({"familyName": "某体"}, {"一": 1000}), tmp_path / "里层" / "某体.ttf")
    Renderer(FormRegistry(), [tmp_path])


def test_the_time_of_creation_is_the_given_one() -> None:
    created = datetime(2024, 9, 1, tzinfo=UTC)
    dated = Renderer(FormRegistry(), system_fonts=False, created=created)
    undated = Renderer(FormRegistry(), system_fonts=False)
    assert b"20240901" in dated.render(load(PROJECTS), "pdf").content
    assert b"CreationDate" not in undated.render(load(PROJECTS), "pdf").content


def places(error: InputError) -> list[tuple[str, str]]:
    return [(mistake.path.label, mistake.message.partition("（")[0]) for mistake in error.mistakes]


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


def test_a_font_that_no_style_asks_for_prints_what_the_others_lack(tmp_path: Path) -> None:
    font = make_font({"familyName": "某体", "fullName": "某体", "psName": "Mouti"}, {"😀": 1000})
    save_font(font, tmp_path / "某体.ttf")
    renderer = Renderer(FormRegistry(), [tmp_path], system_fonts=False)
    loaded = load(altered(PROJECTS, ("聘请编外人员。", "聘请😀人员。")))
    renderer.require_glyphs(loaded)
    file = renderer.render(loaded, "pdf")
    assert "聘请😀人员" in "".join(printed_text(file.content).split())
    assert file.remarks == ("版式的字体里没有的字，“😀”用“Mouti”印；内容不受影响",)


def test_names_are_printed_whatever_the_style_and_a_remark_names_them(renderer: Renderer) -> None:
    names = "张𠅤、李喆，住滘口漖塱村，共90㎡，是☑"
    loaded = load(altered(PROJECTS, ("聘请编外人员。", names)).replace("某某", "滘口"))
    file = renderer.render(loaded, "pdf")
    assert names in "".join(printed_text(file.content).split())
    assert file.remarks == (
        "版式的字体里没有的字，“喆”“塱”“滘”“漖”“𠅤”“㎡”用“后备宋体”印，“☑”用“后备符号”印；内容不受影响",
    )
    assert renderer.render(loaded, "docx").remarks == ()
    assert renderer.render(load(PROJECTS), "pdf").remarks == ()


def test_a_remark_names_a_few_characters(renderer: Renderer) -> None:
    rare = "".join(map(chr, range(0x3400, 0x3410)))
    loaded = load(altered(PROJECTS, ("聘请编外人员。", rare)))
    (remark,) = renderer.render(loaded, "pdf").remarks
    assert "“㐉”等16个字用" in remark


def test_what_cannot_be_printed_is_found_by_field(renderer: Renderer) -> None:
    findings = renderer.findings(load(RARE))
    assert [(each.code, each.path.label, each.message) for each in findings] == [
        ("PRINT-001", "资金使用单位[1].项目[1].绩效目标[1]", f"PDF 印不出{SMILE}"),
        ("PRINT-001", "资金使用单位[1].项目[2].绩效指标[1].名称", f"PDF 印不出{SMILE}"),
        ("PRINT-001", "资金使用单位[1].项目[2].绩效指标[1].名称", "PDF 印不出“\ue000”（U+E000）"),
    ]
    assert renderer.findings(load(PROJECTS)) == []


@pytest.mark.parametrize(
    ("text", "place", "number"),
    [
        (
            altered(PROJECTS, ("聘请编外人员。", f"共{'1234567890' * 20}人")),
            ("资金使用单位[1].项目[1].绩效目标[1]",),
            "数字“12345678901234567890123456…901234567890人”太长",
        ),
    ],
)
def test_a_number_without_room_is_told_by_its_field(
    renderer: Renderer, text: str, place: tuple[str, ...], number: str
) -> None:
    with pytest.raises(InputError) as caught:
        renderer.render(load(text), "pdf")
    assert tuple(each.path.label for each in caught.value.mistakes) == place
    assert number in caught.value.mistakes[0].message


def test_an_amount_without_room_is_told_by_its_field(tmp_path: Path) -> None:
    form_id = "guangzhou-district-department-targets"
    narrow = altered(pdf_template(form_id), ("53.85pt 110.55pt", "33.85pt 130.55pt"))
    registry = FormRegistry([with_file(tmp_path, f"pdf/{form_id}.xml", narrow)])
    text = altered(DEPARTMENT, ("拟投入的资金: 69.00", "拟投入的资金: 999999999999.99"))
    with pytest.raises(InputError) as caught:
        Renderer(registry, system_fonts=False).render(load(text, registry), "pdf")
    [mistake] = caught.value.mistakes
    assert mistake.path.label == "年度重点工作任务[1].拟投入的资金"
    assert "数字“999,999,999,999.99”太长" in mistake.message


def test_a_number_of_the_form_without_room_is_no_mistake_of_the_input(tmp_path: Path) -> None:
    number = altered(pdf_template(DISTRICT), (">合计<", f">{'1' * 300}<"))
    registry = FormRegistry([with_file(tmp_path, f"pdf/{DISTRICT}.xml", number)])
    renderer = Renderer(registry, system_fonts=False)
    with pytest.raises(TemplateError, match=f"^PDF 模板 {DISTRICT}.xml：.*放不下数字“1111"):
        renderer.render(load(PROJECTS, registry), "pdf")


def test_word_takes_any_character(renderer: Renderer) -> None:
    assert renderer.render(load(RARE), "docx").content


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
    printed = printed_text(renderer.render(load(text), "pdf").content)
    assert "".join(wild.split()) in "".join(printed.split())
