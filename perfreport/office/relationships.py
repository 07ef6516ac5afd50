"""How the parts of a Word document refer to one another and to the world."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from perfreport.office.package import CONTENT_TYPES, Parts
from perfreport.office.xml import parse, serialize

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Of the types of relationships, and of the ids by which a document names them."""

_NO_RELATIONSHIPS = f'<Relationships xmlns="{_NAMESPACE}"/>'.encode()


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
        for element in parse(parts[rels]).iter(f"{{{_NAMESPACE}}}Relationship")
    ]


def document_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the document's text; empty when the file names none."""
    roots = relationships_of(parts)
    return next((each.target for each in roots if each.type == "officeDocument"), "")


def related_parts(parts: Mapping[str, bytes], source: str) -> list[tuple[str, str]]:
    """The type of the reference and the name, for each of ``parts`` that ``source`` refers to."""
    related = relationships_of(parts, source)
    return [
        (each.type, each.target) for each in related if not each.external and each.target in parts
    ]


def relationship_targets(parts: Mapping[str, bytes], source: str) -> dict[str, str]:
    """The names of the parts that ``source`` refers to, by the ids of the references."""
    rels = part_of_relationships(source)
    if rels not in parts:
        return {}
    folder = posixpath.dirname(source)
    return {
        each.get("Id", ""): _relationship(each, folder).target
        for each in parse(parts[rels]).iter(f"{{{_NAMESPACE}}}Relationship")
    }


def relate(parts: Parts, source: str, key: str, kind: str, target: str) -> Parts:
    """``parts`` with one more reference from the part ``source``, of the whole type ``kind``."""
    attributes = {"Id": key, "Type": kind, "Target": target}
    rels = part_of_relationships(source)
    parts = {rels: _NO_RELATIONSHIPS, **parts}
    return _with_child(parts, rels, f"{{{_NAMESPACE}}}Relationship", attributes)


def declare(parts: Parts, part: str, content_type: str) -> Parts:
    """``parts`` with the content type of ``part``."""
    attributes = {"PartName": f"/{part}", "ContentType": content_type}
    return _with_child(parts, CONTENT_TYPES, f"{{{_TYPES}}}Override", attributes)


def _with_child(parts: Parts, name: str, tag: str, attributes: dict[str, str]) -> Parts:
    root = parse(parts[name])
    etree.SubElement(root, tag, attributes)
    return {**parts, name: serialize(root).encode()}


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
