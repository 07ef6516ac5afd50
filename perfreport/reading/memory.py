"""What a generated Word document remembers of its data, beyond what is printed on it.

Two things: how the data differ from what can be read off the page, and a short code of every
printed text, by which an edited one is known. The texts themselves are on the page.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from string import Formatter
from typing import Any, NamedTuple

from lxml import etree

from perfreport.docx.wordml import parse
from perfreport.forms.manifest import Form, SelfEvaluationForm
from perfreport.models import KIND_IDS, AnyDocument
from perfreport.quantities import Amount, Percent, Score
from perfreport.reading.codes import codes_of, read_codes, written
from perfreport.reading.inverse import Found, find, sentences
from perfreport.reading.layout import Layout
from perfreport.reading.pattern import SlotPath
from perfreport.reading.sheet import Sheet, masked, sheet_of
from perfreport.reading.trees import Correction, assembled, correction, tree_of
from perfreport.views import VIEW_CLASSES, View

VERSION = "1"
NAMESPACE = "urn:perfreport"

_ROOT = f"{{{NAMESPACE}}}document"
_KIND_ID = {kind: kind_id for kind_id, kind in KIND_IDS.items()}


class Memory(NamedTuple):
    """What a document remembers.

    Attributes:
        version: of the way it is written.
        form_id: of the form it was printed on.
        kind: of the document, as in data files.
        edition: the year of that form.
        correction: what makes the data of what is read off the page.
        codes: of the printed texts, as they were written.
    """

    version: str
    form_id: str
    kind: str
    edition: str
    correction: Correction
    codes: str


def remember(document: AnyDocument, form: Form, view: View, layout: Layout) -> bytes:
    """What the Word document of ``view`` is to carry, as the bytes of an XML part."""
    names = layout.names
    found = [
        each
        for each in find(masked(view, names), form)
        if isinstance(each, Found)
    ]
    stated = {each.path: each.value for each in found if each.may_be_stated}
    read = assembled(each for each in found if not each.may_be_stated)
    changes = correction(tree_of(document), {"form": form.id, **read}, stated)
    codes = written(codes_of(sheet_of(view, names, sentences(form))), names)
    return _part(form, _KIND_ID[document.kind], changes, codes)


def _part(form: Form, kind_id: str, changes: Correction | None, codes: str) -> bytes:
    root = etree.Element(_ROOT, nsmap={None: NAMESPACE})
    attributes = {"version": VERSION, "kind": kind_id, "form": form.id, "edition": form.year}
    for name, value in attributes.items():
        root.set(name, value)
    if changes is not None:
        text = json.dumps(changes, ensure_ascii=False, separators=(",", ":"), default=_as_text)
        etree.SubElement(root, f"{{{NAMESPACE}}}data").text = text
    etree.SubElement(root, f"{{{NAMESPACE}}}codes").text = codes
    return etree.tostring(root, encoding="unicode").encode()


def _as_text(value: object) -> str:
    if isinstance(value, Amount | Percent | Score):
        return str(value)
    raise TypeError(f"cannot embed {type(value).__name__}")


def recall(part: bytes) -> Memory | None:
    """What an XML part of a document remembers; None when it is somebody else's or damaged."""
    try:
        root = parse(part)
        if root.tag != _ROOT:
            return None
        data = root.findtext(f"{{{NAMESPACE}}}data")
        changes: Any = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return None
    return Memory(
        version=root.get("version", ""),
        form_id=root.get("form", ""),
        kind=KIND_IDS.get(root.get("kind", ""), ""),
        edition=root.get("edition", ""),
        correction=changes if isinstance(changes, dict) else {},
        codes=root.findtext(f"{{{NAMESPACE}}}codes") or "",
    )


def remembered_codes(memory: Memory, form: Form, names: Collection[SlotPath]) -> Sheet | None:
    """The codes of the texts as they were printed; None when they do not fit the form any more."""
    try:
        return read_codes(memory.codes, VIEW_CLASSES[form.kind], names, slots_by_field(form))
    except ValueError:
        return None


def slots_by_field(form: Form) -> dict[str, list[str]]:
    """The slots of the form's composed sentences, in their order, by the names of their fields."""
    if not isinstance(form, SelfEvaluationForm):
        return {}
    wording = form.wording
    phrases = {
        "revenue": wording.revenue,
        "final_account": wording.final_account,
        "scale": wording.scale,
        "conclusion": wording.conclusion,
        "effectiveness": wording.section_score,
        "efficiency": wording.section_score,
    }
    return {name: _slots(phrase.text) for name, phrase in phrases.items()}


def _slots(phrase: str) -> list[str]:
    names = (name for _, name, _, _ in Formatter().parse(phrase) if name)
    return list(dict.fromkeys(names))
