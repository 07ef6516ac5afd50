"""What a Word template from a stranger may not bring along.

Refused are macros, embedded programs and documents, fields that run or fetch something, and
everything that refers out of the file; hyperlinks may stay, for nothing follows them by itself.
Whether the harmless parts are sound is not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from perfreport.docx.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS
from perfreport.docx.relationships import relationships_of
from perfreport.docx.wordml import W, parse
from perfreport.errors import TemplateError

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""Content type of a Word document without macros."""

_REFUSED_RELATIONSHIPS = {
    "aFChunk": "插入的外部文档",
    "attachedTemplate": "所附的文档模板",
    "control": "ActiveX 控件",
    "frame": "框架页",
    "mailMergeSource": "邮件合并的数据源",
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "subDocument": "子文档",
    "vbaProject": "宏",
}

_HARMLESS_FIELDS = frozenset((
    "=", "AUTHOR", "DOCPROPERTY", "EQ", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK",
    "IF", "LISTNUM", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "QUOTE", "REF", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TITLE", "TOC",
))  # fmt: skip


def check_package(parts: Mapping[str, bytes], where: str) -> str:
    """The name of the main part of the document.

    Raises:
        TemplateError: when it is no Word document, or brings along what it may not.
    """
    if missing := {CONTENT_TYPES, PACKAGE_RELATIONSHIPS} - parts.keys():
        raise TemplateError(f"{where}：不是 Word 文件（缺 {'、'.join(sorted(missing))}）")
    _check_relationships(parts, where)
    roots = relationships_of(parts)
    main = next((each.target for each in roots if each.type == "officeDocument"), "")
    if main not in parts or _content_type(parts, main) != DOCUMENT_TYPE:
        raise TemplateError(f"{where}：不是普通的 Word 文档（.docx），请用 Word 另存为 .docx")
    return main


def _content_type(parts: Mapping[str, bytes], part: str) -> str:
    """The content type of ``part``, empty when it is the one of its extension."""
    types = {
        each.get("PartName"): each.get("ContentType", "") for each in parse(parts[CONTENT_TYPES])
    }
    return types.get(f"/{part}", "")


def _check_relationships(parts: Mapping[str, bytes], where: str) -> None:
    for source in _sources(parts):
        for relationship in relationships_of(parts, source):
            if refused := _REFUSED_RELATIONSHIPS.get(relationship.type):
                raise TemplateError(f"{where}：模板里不能有{refused}，请在 Word 中删去")
            if relationship.external and relationship.type != "hyperlink":
                raise TemplateError(
                    f"{where}：模板引用了文件之外的“{relationship.target}”，请改为嵌入或删去"
                )


def _sources(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that have references; the empty name stands for the file itself."""
    for name in parts:
        folder, file = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and file.endswith(".rels"):
            yield posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def check_fields(root: etree._Element, where: str) -> None:
    """Refuse fields that run or fetch something when Word updates them.

    Raises:
        TemplateError: names the field.
    """
    for instruction in _instructions(root):
        words = instruction.split()
        name = words[0].upper() if words else "="
        if name not in _HARMLESS_FIELDS:
            raise TemplateError(f"{where}：模板里不能用域“{name}”，请在 Word 中删去")


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instruction of every field, without those of the fields nested in it."""
    open_fields: list[list[str]] = []
    for element in root.iter(W + "fldSimple", W + "fldChar", W + "instrText"):
        if element.tag == W + "fldSimple":
            yield element.get(W + "instr", "")
        elif element.tag == W + "instrText":
            if open_fields:
                open_fields[-1].append(element.text or "")
        elif element.get(W + "fldCharType") == "begin":
            open_fields.append([])
        elif element.get(W + "fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop())
    yield from ("".join(instruction) for instruction in open_fields)
