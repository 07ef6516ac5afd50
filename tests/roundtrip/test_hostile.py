"""Files that are not ours, damaged or made to do harm: one clear message, and no more."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterable

import pytest
from lxml import etree

from perfreport.basics.errors import InputError
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from perfreport.roundtrip import read_docx
from tests.docx.word_files import parts_of, with_parts, word_template
from tests.examples import EXAMPLES, example, rendered
from tests.office.compounds import compound
from tests.roundtrip.word_editor import WordEditor, retype, text_of

REGISTRY = FormRegistry()
EXAMPLE = "guangzhou-2024-department-targets"
_BODY = "word/document.xml"


def refusal(content: bytes, limits: Limits | None = None) -> str:
    """The message with which ``content`` is refused."""
    with pytest.raises(InputError) as error:
        read_docx(content, REGISTRY, limits)
    assert error.value.exit_code == 2
    assert len(error.value.mistakes) == 1
    return str(error.value)


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def with_body(body: str) -> bytes:
    """The example with another main part."""
    start = f'<w:document xmlns:w="{W.strip("{}")}"><w:body>'
    source = f"{start}{body}</w:body></w:document>"
    return with_parts(rendered(EXAMPLE, "docx"), {_BODY: source.encode()})


@pytest.mark.parametrize("content", [b"", b"hello", "文种: 自评".encode(), b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    assert "不是 Word 文件" in refusal(content)


def test_a_zip_of_something_else_is_refused() -> None:
    assert "不是 Word 文件" in refusal(zipped([("a.txt", b"a")]))


def test_a_word_file_of_somebody_else_is_refused() -> None:
    assert "不是 perfreport 生成的" in refusal(word_template("一封信", "此致敬礼"))


def test_half_a_file_is_refused() -> None:
    file = rendered(EXAMPLE, "docx")
    assert "已损坏" in refusal(file[: len(file) // 2])


def test_a_damaged_part_is_refused() -> None:
    file = bytearray(rendered(EXAMPLE, "docx"))
    middle = len(file) // 2
    file[middle : middle + 40] = b"\0" * 40
    assert "已损坏" in refusal(bytes(file))


def test_an_encrypted_document_is_refused() -> None:
    assert "密码" in refusal(compound("EncryptedPackage"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped([*parts_of(rendered(EXAMPLE, "docx")).items(), ("word/b.xml", bytes(2**27))])
    message = refusal(bomb)
    assert "解压后" in message
    assert "解压后字节=" in message


def test_a_limit_may_be_raised_and_lowered() -> None:
    file = rendered(EXAMPLE, "docx")
    assert "文字=" in refusal(file, Limits(characters=100))
    assert "文件字节=" in refusal(file, Limits(file_bytes=100))
    assert "内部部件=" in refusal(file, Limits(parts=3))
    assert "段落和单元格=" in refusal(file, Limits(blocks=10))
    assert read_docx(file, REGISTRY, Limits(characters=10**9)).document


def test_a_name_that_climbs_is_refused() -> None:
    entries = [*parts_of(rendered(EXAMPLE, "docx")).items(), ("../../outside.xml", b"<a/>")]
    assert "指向文件之外" in refusal(zipped(entries))


def test_an_entity_is_not_resolved() -> None:
    source = (
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W.strip("{}")}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    assert "已损坏" in refusal(with_parts(rendered(EXAMPLE, "docx"), {_BODY: source.encode()}))


def test_thousands_of_nested_tables_are_refused() -> None:
    depth = 5_000
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert "已损坏" in refusal(with_body(body))


def test_tables_nested_too_deeply_are_refused() -> None:
    depth = 20
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert "表格嵌套=" in refusal(with_body(body))


SEPARATORS = ("。", "，", "、", "；", "一、", "（一）", "1.", "；二是", "，其中：", "“”", "1", " ")


MOST = 100
"""More such texts would be beyond the bound of a file."""


@pytest.mark.parametrize("words", SEPARATORS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_text_of_thousands_of_separators_is_read(name: str, words: str) -> None:
    """Such a text could be divided in more ways than anybody could try.

    With 2,000 of them what grows by their third power does not end, and what calls itself for each
    is beyond the depth of calls; more of them would only take longer.
    """
    editor = WordEditor(rendered(name, "docx"))
    for paragraph in list(editor.root.iter(W + "p"))[: 7 * MOST : 7]:
        retype(paragraph, f"{text_of(paragraph)}{words * 2_000}")
    assert read_docx(editor.save(), REGISTRY).document


@pytest.mark.parametrize("tag", ["p", "tr", "tc"])
@pytest.mark.parametrize("place", [0, -1])
def test_thousands_of_copies_are_read(tag: str, place: int) -> None:
    editor = WordEditor(rendered(EXAMPLE, "docx"))
    element = list(editor.root.iter(W + tag))[place]
    for _ in range(2_000):
        element.addnext(copy.deepcopy(element))
    assert read_docx(editor.save(), REGISTRY).document


@pytest.mark.parametrize("code", ["D800", "0001", "FFFE", "x", ""])
def test_a_symbol_that_is_no_character_is_told_as_a_picture(code: str) -> None:
    editor = WordEditor(rendered(EXAMPLE, "docx"))
    run = next(editor.root.iter(W + "r"))
    etree.SubElement(run, W + "sym").set(W + "char", code)
    reading = read_docx(editor.save(), REGISTRY)
    assert [note.message for note in reading.notes] == ["有 1 处图片或对象，没有读入"]
    assert reading.document == example(EXAMPLE)
