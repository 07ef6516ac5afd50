"""What a Word template from a stranger may not bring along.

Refused are macros, embedded programs and documents, fields that run or fetch something, and
everything that refers out of the file; hyperlinks may stay, for nothing follows them by itself.
Parts that no other refers to are left out. Whether the harmless parts are sound is not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.docx.wordml import W
from perfreport.office.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, Parts
from perfreport.office.relationships import document_part, part_of_relationships, relationships_of
from perfreport.office.xml import parse, serialize

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""Content type of a Word document without macros."""

# By the last word, which is the same in both editions of the standard (ECMA-376).
_REFUSED_RELATIONSHIPS = {
    "activexcontrolbinary": "ActiveX 控件",
    "afchunk": "插入的外部文档",
    "attachedtemplate": "所附的文档模板",
    "attachedtoolbars": "自定义的工具栏",
    "control": "ActiveX 控件",
    "extensibility": "自定义的功能区",
    "frame": "框架页",
    "keymapcustomizations": "自定义的快捷键",
    "mailmergesource": "邮件合并的数据源",
    "oleobject": "嵌入的对象",
    "package": "嵌入的文件",
    "recipientdata": "邮件合并的数据源",
    "subdocument": "子文档",
    "vbaproject": "宏",
    "webextension": "加载项",
    "webextensiontaskpanes": "加载项",
    "wordvbadata": "宏",
}
"""What may not be referred to, by the last word of the reference's type."""

_REFUSED_TYPES = {
    "activex": "ActiveX 控件",
    "macroenabled": "宏",
    "oleobject": "嵌入的对象",
    "vbaproject": "宏",
    "vbadata": "宏",
}
"""What no part may be, by a word of its content type."""

_REFUSED_ELEMENTS = {
    W + "altChunk": "插入的外部文档",
    W + "control": "ActiveX 控件",
    W + "entryMacro": "宏",
    W + "exitMacro": "宏",
    W + "mailMerge": "邮件合并的数据源",
    W + "object": "嵌入的对象",
    W + "subDoc": "子文档",
}

_FIELDS = (W + "fldSimple", W + "fldChar", W + "instrText")
LOOKED_AT = frozenset(name.removeprefix(W) for name in (*_REFUSED_ELEMENTS, *_FIELDS))
"""The names, without prefixes, of the elements that ``check_content`` looks at."""

# What is harmless is listed, not what is harmful: Word has more fields than anybody knows.
_HARMLESS_FIELDS = frozenset((
    "=", "AUTHOR", "DOCPROPERTY", "EQ", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK",
    "IF", "LISTNUM", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "QUOTE", "REF", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TITLE", "TOC",
))  # fmt: skip


def check_package(parts: Mapping[str, bytes], where: str) -> str:
    """The name of the main part of the document.

    Raises:
        TemplateError: when it is no plain Word document, or brings along what it may not.
    """
    _check_relationships(parts, where)
    types = _content_types(parts)
    for kind in types.values():
        for word, refused in _REFUSED_TYPES.items():
            if word in kind.lower():
                raise _refusal(where, refused)
    for name in parts:
        # By type as well as by name: a macro may lie in a part of any name.
        if name.endswith(".xml") or types.get(name, "").endswith("xml"):
            check_content(parse(parts[name]), where)
    main = document_part(parts)
    if main not in parts or types.get(main) != DOCUMENT_TYPE:
        raise TemplateError(f"{where}：不是普通的 Word 文档（.docx），请用 Word 另存为 .docx")
    return main


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content types of parts by their names, and of others by their extensions (``.png``)."""
    root = parse(parts[CONTENT_TYPES])
    return {_typed(each): each.get("ContentType", "") for each in root}


def _typed(each: etree._Element) -> str:
    """The name of the part, or the extension, that an entry of the content types is about."""
    return each.get("PartName", "").removeprefix("/") or f".{each.get('Extension', '').lower()}"


def _refusal(where: str, what: str) -> TemplateError:
    return TemplateError(f"{where}：模板里不能有{what}，请在 Word 中删去，另存为 .docx")


def _check_relationships(parts: Mapping[str, bytes], where: str) -> None:
    for source in ("", *parts):
        for relationship in relationships_of(parts, source):
            if refused := _REFUSED_RELATIONSHIPS.get(relationship.type.lower()):
                raise _refusal(where, refused)
            if relationship.external and relationship.type != "hyperlink":
                raise TemplateError(
                    f"{where}：模板引用了文件之外的“{relationship.target}”，请改为嵌入或删去"
                )


def check_content(root: etree._Element, where: str) -> None:
    """Refuse macros, embedded objects and fields that run or fetch something.

    Raises:
        TemplateError: names it.
    """
    for element in root.iter(*_REFUSED_ELEMENTS):
        raise _refusal(where, _REFUSED_ELEMENTS[str(element.tag)])
    for instruction in _instructions(root):
        words = instruction.split()
        name = words[0].upper() if words else "="
        if name not in _HARMLESS_FIELDS:
            raise TemplateError(f"{where}：模板里不能用域“{name}”，请在 Word 中删去")


def used_parts(parts: Parts, where: str) -> Parts:
    """The parts that can be reached from the file itself by references, and what describes them.

    Raises:
        TemplateError: when it is no Word document.
    """
    if missing := {CONTENT_TYPES, PACKAGE_RELATIONSHIPS} - parts.keys():
        raise TemplateError(f"{where}：不是 Word 文件（缺 {'、'.join(sorted(missing))}）")
    # References lead to names whatever their case (ECMA-376, part 2).
    names = {name.lower(): name for name in parts}
    used = {CONTENT_TYPES}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        used.add(part_of_relationships(source))
        targets = (each.target.lower() for each in relationships_of(parts, source))
        found = {names[target] for target in targets if target in names} - used
        waiting.extend(found)
        used |= found
    kept = {name: part for name, part in parts.items() if name in used}
    return kept if len(kept) == len(parts) else {**kept, CONTENT_TYPES: _types_of(kept)}


def _types_of(parts: Parts) -> bytes:
    """The content types of ``parts``, without those of others."""
    root = parse(parts[CONTENT_TYPES])
    used = {*parts, *(posixpath.splitext(name)[1].lower() for name in parts)}
    for each in list(root):
        if _typed(each) not in used:
            root.remove(each)
    return serialize(root).encode()


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instruction of every field, without those of the fields nested in it."""
    open_fields: list[list[str]] = []
    for element in root.iter(*_FIELDS):
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
