"""How the parts of a Word document refer to one another and to the world."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from perfreport.docx.wordml import parse

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


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
