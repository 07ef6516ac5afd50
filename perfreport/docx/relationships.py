"""How the parts of a Word document refer to one another and to the world."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from perfreport.docx.wordml import parse

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Of the types of relationships, and of the ids by which a document names them."""


class Relationship(NamedTuple):
    """A reference from one part to another, or to something outside.

    Attributes:
        type: the last word of its type, such as ``header`` or ``hyperlink``.
        target: name of the part; the address as it stands when ``external``.
        external: whether it leads out of the file.
    """

    type: str
    target: str
    external: bool


def relationships_of(parts: Mapping[str, bytes], source: str = "") -> list[Relationship]:
    """The references from the part ``source``, by default those of the file itself."""
    folder = posixpath.dirname(source)
    rels = part_of_relationships(source)
    if rels not in parts:
        return []
    return [
        _relationship(element, folder)
        for element in parse(parts[rels]).iter(f"{{{NAMESPACE}}}Relationship")
    ]


def document_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the document's text; empty when the file names none."""
    roots = relationships_of(parts)
    return next((each.target for each in roots if each.type == "officeDocument"), "")


def relate(references: etree._Element, key: str, kind: str, target: str) -> None:
    """Add to ``references``, the relationships of a part, one of the type ``kind``."""
    etree.SubElement(
        references, f"{{{NAMESPACE}}}Relationship", {"Id": key, "Type": kind, "Target": target}
    )


def declare(types: etree._Element, part: str, content_type: str) -> None:
    """Add to ``types``, the content types of a file, that of ``part``."""
    etree.SubElement(
        types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type}
    )


def part_of_relationships(source: str) -> str:
    """The name of the part that has the references from the part ``source``."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode", "").lower() == "external"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", "").rsplit("/", 1)[-1], target, external)
