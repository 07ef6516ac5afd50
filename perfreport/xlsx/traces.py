"""What an editor left in a workbook besides cells: notes (批注), text boxes, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from perfreport.office.limits import Limits, refusal
from perfreport.office.others import WORKBOOK
from perfreport.office.package import Parts
from perfreport.office.relationships import (
    OFFICE,
    document_part,
    related_parts,
    relationship_targets,
)
from perfreport.office.unpacking import unpack
from perfreport.office.xml import XmlError, parse
from perfreport.page.blocks import Traces

_NO_AUTHOR = "未署名"
_DRAWN = ("pic", "graphicFrame")


def traces_in(content: bytes, limits: Limits) -> Traces:
    """What stands beside the cells of the .xlsx file ``content``.

    Raises:
        InputError: when it is no such file, damaged, encrypted, or beyond ``limits``.
    """
    parts = unpack(content, WORKBOOK, limits)
    traces = Traces()
    try:
        for sheet, part in _sheets(parts):
            for kind, name in related_parts(parts, part):
                if kind == "comments":
                    traces.comments += _comments(parse(parts[name]), sheet)
                elif kind == "drawing":
                    _look_at(parse(parts[name]), traces)
    except XmlError:
        raise refusal(WORKBOOK.damaged) from None
    return traces


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """The names of the sheets, and the parts that they are."""
    main = document_part(parts)
    if main not in parts:
        raise XmlError("no workbook")
    targets: Mapping[str, str] = relationship_targets(parts, main)
    for sheet in parse(parts[main]).iter("{*}sheet"):
        target = targets.get(sheet.get(f"{{{OFFICE}}}id", ""), "")
        if target in parts:
            yield sheet.get("name", ""), target


def _comments(root: etree._Element, sheet: str) -> Iterator[str]:
    authors = [_words_in(each).strip() for each in root.iter("{*}author")]
    for comment in root.iter("{*}comment"):
        number = comment.get("authorId", "")
        is_known = number.isdecimal() and int(number) < len(authors)
        author = (authors[int(number)] if is_known else "") or _NO_AUTHOR
        words = "".join(map(_words_in, comment.iter("{*}t"))).removeprefix(f"{author}:").strip()
        yield f"{author}（{sheet}!{comment.get('ref', '')}）：{words}"


def _look_at(root: etree._Element, traces: Traces) -> None:
    """Note the text boxes and pictures of a drawing in ``traces``."""
    for shape in root.iter("{*}sp"):
        if words := "".join(map(_words_in, shape.iter("{*}t"))).strip():
            traces.asides.append(words)
    traces.pictures += sum(1 for name in _DRAWN for _ in root.iter(f"{{*}}{name}"))


def _words_in(element: etree._Element) -> str:
    return element.text or ""
