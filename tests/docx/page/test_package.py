"""The parts of a Word file from anywhere: taken out within limits, or refused."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from perfreport.basics.errors import InputError
from perfreport.docx.page.package import main_part, read_package
from perfreport.office.limits import LABELS, Limits
from tests.office.compounds import compound

TYPES = ("[Content_Types].xml", b"<Types/>")
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def references(target: str, kind: str = "officeDocument") -> tuple[str, bytes]:
    """The file's own references: one to ``target``."""
    source = f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Type="urn:x/{kind}" '
    return "_rels/.rels", f'{source}Target="{target}"/></Relationships>'.encode()


def zipped(*entries: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", packing) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as error:
        read_package(content, limits or Limits())
    return str(error.value)


DOCUMENT = (TYPES, references("word/document.xml"), ("word/document.xml", b"<a/>"))


def test_xml_is_read_and_pictures_are_left() -> None:
    parts = read_package(zipped(*DOCUMENT, ("word/media/1.PNG", b"x"), ("a.XML", b"b")), Limits())
    assert set(parts) == {name for name, _ in DOCUMENT} | {"a.XML"}
    assert parts["word/document.xml"] == b"<a/>"


@pytest.mark.parametrize("entries", [(), (TYPES,), (references("a.xml"),), (("a.xml", b""),)])
def test_a_zip_of_something_else_is_no_word_file(entries: tuple[tuple[str, bytes], ...]) -> None:
    assert "不是 Word 文件" in refusal(zipped(*entries))


def test_a_password_is_told_apart_from_damage() -> None:
    file = bytearray(zipped(*DOCUMENT))
    place = file.rindex(b"PK\x01\x02")
    file[place + 8] |= 1
    assert "加了密码" in refusal(bytes(file))
    assert "加了密码" in refusal(compound("EncryptedPackage"))
    assert "损坏的旧式 Office 文件" in refusal(compound("EncryptedPackage")[:8])


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_unusual_packing_is_refused(packing: int) -> None:
    assert "已损坏" in refusal(zipped(*DOCUMENT, packing=packing))


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "a\\b.xml", "word/document.xml"])
def test_names_that_lead_out_of_the_file_or_repeat_are_refused(name: str) -> None:
    assert "重复或指向文件之外" in refusal(zipped(*DOCUMENT, (name, b"")))


def without_last_name(file: bytes) -> bytes:
    """The zip ``file`` with no name for its last entry, which has a name of one letter."""
    directory, end = file.rindex(b"PK\x01\x02"), file.rindex(b"PK\x05\x06")
    size = int.from_bytes(file[end + 12 : end + 16], "little") - 1
    entry = file[directory : directory + 28] + b"\0\0" + file[directory + 30 : directory + 46]
    closing = file[end : end + 12] + size.to_bytes(4, "little") + file[end + 16 :]
    return file[:directory] + entry + file[directory + 47 : end] + closing


def test_an_entry_without_a_name_is_no_reason_to_stumble() -> None:
    file = without_last_name(zipped(*DOCUMENT, ("a", b"")))
    assert set(read_package(file, Limits())) == {name for name, _ in DOCUMENT}


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(file_bytes=10), "file_bytes"),
        (Limits(parts=2), "parts"),
        (Limits(unpacked_bytes=20), "unpacked_bytes"),
        (Limits(elements=3), "elements"),
    ],
)
def test_beyond_a_limit_it_is_refused_by_name(limits: Limits, name: str) -> None:
    assert f"{LABELS[name]}=" in refusal(zipped(*DOCUMENT), limits)


def test_what_an_entry_says_of_its_size_is_not_believed() -> None:
    """Only its first bytes are unpacked, not what they would grow to."""
    file = bytearray(zipped(*DOCUMENT, ("word/big.xml", b" " * 2**22)))
    directory = file.rindex(b"PK\x01\x02")
    file[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(InputError):
        read_package(bytes(file), Limits(unpacked_bytes=10_000))


def test_elements_of_all_parts_are_counted_together_before_any_is_parsed() -> None:
    file = zipped(*DOCUMENT, *((f"{n}.xml", b"<a><b/></a>") for n in range(10)))
    read_package(file, Limits(elements=30))
    assert "元素和属性=" in refusal(file, Limits(elements=20))


def test_a_workbook_is_called_one_though_it_is_packed_as_word_packs() -> None:
    book = (TYPES, references("xl/workbook.xml"), ("xl/workbook.xml", b"<a/>"))
    with pytest.raises(InputError, match="Excel"):
        main_part(read_package(zipped(*book), Limits()))


def test_the_main_part_is_the_one_that_the_file_refers_to() -> None:
    parts = read_package(zipped(*DOCUMENT), Limits())
    assert main_part(parts) == "word/document.xml"


@pytest.mark.parametrize(
    "own",
    [
        references("word/missing.xml"),
        references("word/document.xml", "image"),
        references("[Content_Types].txt"),
        ("_rels/.rels", b"<Relationships/>"),
    ],
)
def test_without_a_main_part_it_is_a_damaged_one(own: tuple[str, bytes]) -> None:
    parts = read_package(zipped(TYPES, own, DOCUMENT[2]), Limits())
    with pytest.raises(InputError, match="这个 Word 文件已损坏"):
        main_part(parts)


def test_broken_references_are_damage() -> None:
    parts = read_package(zipped(TYPES, ("_rels/.rels", b"<"), DOCUMENT[2]), Limits())
    with pytest.raises(InputError, match="已损坏"):
        main_part(parts)
