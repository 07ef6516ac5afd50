"""The properties of a finished Word file (文档属性)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree

from perfreport.basics.properties import Properties
from perfreport.office.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, Parts
from perfreport.office.relationships import OFFICE, declare, relate
from perfreport.office.xml import parse, serialize

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


_CORE_PART = "docProps/core.xml"
_EXTENDED_PART = "docProps/app.xml"
_PARTS = (
    (
        _CORE_PART,
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    (
        _EXTENDED_PART,
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{OFFICE}/extended-properties",
    ),
)
"""The parts that state properties, their content types and those of the references to them."""


def with_places_for_properties(parts: Parts) -> Parts:
    """``parts`` without the properties of the template, ready for those of a document."""
    kept = dict(parts)
    for name, content_type, kind in _PARTS:
        for override in _taken_out(kept, CONTENT_TYPES, "ContentType", content_type):
            kept.pop(override.get("PartName", "").lstrip("/"), None)
        _taken_out(kept, PACKAGE_RELATIONSHIPS, "Type", kind)
        # The id of a reference is an XML name, which has no slashes.
        kept = relate(declare(kept, name, content_type), "", name.replace("/", "_"), kind, name)
    return kept


def _taken_out(parts: Parts, name: str, attribute: str, value: str) -> list[etree._Element]:
    """The elements with this ``value``, which are no longer in the part called ``name``."""
    root = parse(parts[name])
    found = [child for child in root if child.get(attribute) == value]
    for child in found:
        root.remove(child)
    parts[name] = serialize(root).encode()
    return found


def property_parts(properties: Properties) -> Parts:
    """The parts that state ``properties``; a document without a time of creation states none."""
    return {_CORE_PART: _core(properties), _EXTENDED_PART: _extended(properties)}


def _core(properties: Properties) -> bytes:
    texts = {
        f"{{{_DC}}}title": properties.title,
        f"{{{_DC}}}subject": properties.subject,
        f"{{{_DC}}}creator": properties.department,
        f"{{{_CORE}}}keywords": "，".join(properties.keywords),
        f"{{{_DC}}}language": properties.language,
    }
    namespaces = {"cp": _CORE, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
    root = _element(f"{{{_CORE}}}coreProperties", namespaces, texts)
    if properties.created:
        for name in ("created", "modified"):
            time = etree.SubElement(root, f"{{{_DCTERMS}}}{name}")
            time.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
            time.text = _in_utc(properties.created)
    return serialize(root).encode()


def _extended(properties: Properties) -> bytes:
    texts = {
        f"{{{_EXTENDED}}}Application": "perfreport",
        f"{{{_EXTENDED}}}Company": properties.department,
    }
    namespaces = {"ep": _EXTENDED}
    return serialize(_element(f"{{{_EXTENDED}}}Properties", namespaces, texts)).encode()


def _element(name: str, namespaces: dict[str, str], texts: Mapping[str, str]) -> etree._Element:
    """An element that holds those of ``texts`` that say something, by the names of elements."""
    root = etree.Element(name, nsmap=namespaces)
    for each, text in texts.items():
        if text:
            etree.SubElement(root, each).text = text
    return root


def _in_utc(time: datetime) -> str:
    """``time`` as Word writes it; one without a zone is taken to be in UTC."""
    if time.tzinfo:
        time = time.astimezone(UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
