"""Templates that bring along what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.docx.template import WordTemplate
from perfreport.office.package import write_package
from tests.docx.word_files import (
    SmallView,
    paragraph,
    parts_of,
    rendered,
    saved,
    with_parts,
    word_template,
)
from tools.word_template.elements import R, field, run, w

MAIN_RELATIONSHIPS = "word/_rels/document.xml.rels"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
OFFICE = R.strip("{}")


def with_relationship(kind: str, target: str, *, external: bool) -> bytes:
    """A Word file whose main part refers to ``target``."""
    template = word_template("{{ title }}")
    mode = ' TargetMode="External"' if external else ""
    added = f'<Relationship Id="x" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    rels = parts_of(template)[MAIN_RELATIONSHIPS].replace(b"</Relationships>", added.encode())
    return with_parts(template, {MAIN_RELATIONSHIPS: rels})


def refusal(template: bytes, folder: Path) -> str:
    """Why ``template`` is refused."""
    with pytest.raises(TemplateError) as error:
        WordTemplate(saved(template, folder), SmallView)
    return str(error.value)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (f"{OFFICE}/image", "https://example.org/标志.png"),
        (f"{OFFICE}/image", "file:///etc/passwd"),
        (f"{OFFICE}/settings", "http://example.org/settings.xml"),
    ],
)
def test_nothing_outside_the_file_may_be_fetched(kind: str, target: str, tmp_path: Path) -> None:
    assert f"文件之外的“{target}”" in refusal(
        with_relationship(kind, target, external=True), tmp_path
    )


def test_a_hyperlink_may_lead_outside(tmp_path: Path) -> None:
    template = with_relationship(f"{OFFICE}/hyperlink", "https://example.org", external=True)

    assert rendered(template, SmallView("甲"), tmp_path)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (f"{MICROSOFT}/vbaProject", "宏"),
        (f"{OFFICE}/oleObject", "嵌入的对象"),
        (f"{OFFICE}/package", "嵌入的文件"),
        (f"{OFFICE}/control", "ActiveX"),
        (f"{OFFICE}/aFChunk", "外部文档"),
        (f"{OFFICE}/attachedTemplate", "文档模板"),
    ],
)
def test_programs_and_documents_within_are_refused(kind: str, what: str, tmp_path: Path) -> None:
    assert what in refusal(with_relationship(kind, "x.bin", external=False), tmp_path)


def test_a_document_for_macros_is_refused(tmp_path: Path) -> None:
    template = word_template("{{ title }}")
    types = parts_of(template)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )

    assert "另存为 .docx" in refusal(with_parts(template, {"[Content_Types].xml": types}), tmp_path)


def test_a_zip_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    parts = dict.fromkeys(("word/_rels/document.xml.rels", "_rels/.rels"), b"<Relationships/>")

    assert "不是普通的 Word 文档" in refusal(with_parts(word_template("甲"), parts), tmp_path)


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
        "INCLUDETEXT /etc/passwd",
        "includepicture http://example.org/a.png",
        "LINK Excel.Sheet.8",
        "MACROBUTTON Run",
        "{{ title }}",
    ],
)
@pytest.mark.parametrize("is_simple", [True, False])
def test_fields_that_run_or_fetch_something_are_refused(
    instruction: str, is_simple: bool, tmp_path: Path
) -> None:
    simple = [w("fldSimple", run("1"), instr=instruction)]
    runs = simple if is_simple else field(instruction, "1")

    assert "不能用域" in refusal(word_template(paragraph(*runs)), tmp_path)


def test_a_field_split_over_runs_is_seen_through(tmp_path: Path) -> None:
    begin, _, *rest = field("", "1")
    pieces = [run(w("instrText", piece)) for piece in (" DD", "EAU", "TO c:\\calc ")]

    assert "域“DDEAUTO”" in refusal(word_template(paragraph(begin, *pieces, *rest)), tmp_path)


def test_a_field_without_an_end_is_seen_through(tmp_path: Path) -> None:
    begin, instruction, *_ = field("DDE c:\\calc", "1")

    assert "域“DDE”" in refusal(word_template(paragraph(begin, instruction)), tmp_path)


def test_a_field_within_a_field_is_seen_through(tmp_path: Path) -> None:
    begin, instruction, *rest = field("IF 1 = 1", "1")
    inner = field("DDE c:\\calc", "1")

    assert "域“DDE”" in refusal(
        word_template(paragraph(begin, instruction, *inner, *rest)), tmp_path
    )


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
        b"<a><b></a>",
        b"<a>" * 1000 + b"</a>" * 1000,
        "<a>甲</a>".encode("gbk"),
        b"<a/>",
    ],
    ids=["external entity", "entities", "not closed", "deep", "not UTF-8", "another format"],
)
def test_xml_that_is_not_what_word_writes_is_refused(document: bytes, tmp_path: Path) -> None:
    template = with_parts(word_template("甲"), {"word/document.xml": document})

    assert "Word 模板" in refusal(template, tmp_path)


def test_parts_that_nothing_refers_to_are_left_out(tmp_path: Path) -> None:
    template = word_template("{{ title }}")
    macros = b'<Override PartName="/word/vbaProject.bin" ContentType="image/png"/></Types>'
    types = parts_of(template)["[Content_Types].xml"].replace(b"</Types>", macros)
    added = {"[Content_Types].xml": types, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    finished = parts_of(rendered(with_parts(template, added), SmallView("甲"), tmp_path))

    assert finished == parts_of(rendered(template, SmallView("甲"), tmp_path))


@pytest.mark.parametrize("element", ["entryMacro", "exitMacro", "object", "altChunk", "mailMerge"])
def test_macros_and_objects_hidden_in_any_part_are_refused(element: str, tmp_path: Path) -> None:
    template = word_template("{{ title }}")
    settings = parts_of(template)["word/settings.xml"]
    hidden = settings.replace(b"</w:settings>", f"<w:{element}/></w:settings>".encode())

    assert "模板里不能有" in refusal(with_parts(template, {"word/settings.xml": hidden}), tmp_path)


def test_a_macro_hidden_in_a_part_that_is_xml_by_its_type_is_refused(tmp_path: Path) -> None:
    parts = parts_of(word_template("{{ title }}"))
    settings = parts.pop("word/settings.xml")
    parts["word/settings.bin"] = settings.replace(b"</w:settings>", b"<w:object/></w:settings>")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"settings.xml", b"settings.bin")

    assert "模板里不能有" in refusal(write_package(parts), tmp_path)


def test_a_template_of_too_many_elements_is_refused(tmp_path: Path) -> None:
    template = with_parts(word_template("甲"), {"word/styles.xml": b"<a>" + b"<b/>" * 300_000})

    assert "元素和属性" in refusal(template, tmp_path)
