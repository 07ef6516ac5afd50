"""What a generated Word document remembers of its data, beyond what is printed on it.

Two things: how the data differ from what can be read off the page, and a short code of every
printed text, by which an edited one is known. The texts themselves are on the page.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from perfreport.blocks.found import Tree
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences, slots_by_field
from perfreport.docx.embedding import data_element
from perfreport.forms.manifest import Form
from perfreport.models.common import Document
from perfreport.quantities import Amount, Percent, Score
from perfreport.reading.classified import classified_in_cells
from perfreport.reading.codes import code, read_codes, written
from perfreport.reading.layout import Layout
from perfreport.reading.pattern import SlotPath
from perfreport.reading.plain import renumbered, without_plain_rows
from perfreport.reading.sheet import Sheet, masked, sheet_of
from perfreport.reading.trees import Correction, assembled, correction, tree_of

VERSION = "1"


class Memory(NamedTuple):
    """What a document remembers.

    Attributes:
        version: of the way it is written.
        form_id: of the form it was printed on.
        kind: of the document, as in data files.
        edition: the year of that form.
        correction: what makes the data of what is read off the page.
        codes: of the printed texts, as they were written.
        classified: the codes of the names of classified indicators in cells, by their projects.
    """

    version: str
    form_id: str
    kind: str
    edition: str
    correction: Correction
    codes: str
    classified: Mapping[str, Sequence[str]]


def remember(document: Document, form: Form, view: object, layout: Layout) -> bytes:
    """What the Word document of ``view`` is to carry, as the bytes of an XML part."""
    names = layout.names
    changes = _changes(document, form, masked(view, names))
    codes = written(sheet_of(view, names, sentences(form), cache(code)), names)
    attributes = {
        "version": VERSION,
        "kind": form.kind_id,
        "form": form.id,
        "edition": form.year,
    }
    texts = {"codes": codes}
    if changes is not None:
        texts["data"] = _json(changes)
    if classified := classified_in_cells(document, form):
        texts["classified"] = _json(classified)
    return data_element(attributes, texts)


def _changes(document: Document, form: Form, view: object) -> Correction | None:
    """What makes ``document`` of what is read off the page; plain rows need no close look."""
    rest = without_plain_rows(document, view, form)
    with suppress(ValueError):
        return renumbered(_all_changes(rest.document, form, rest.view), rest)
    return _all_changes(document, form, view)


def _all_changes(document: Document, form: Form, view: object) -> Correction | None:
    text = find(view, form)
    read: Tree = {"form": form.id, **assembled(text.data)}
    return correction(tree_of(document), read, text.stated)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, Amount | Percent | Score):
        return str(value)
    raise TypeError(f"cannot embed {type(value).__name__}")


def recall(carried: Mapping[str, str]) -> Memory:
    """What a document remembers; damaged data are taken for none."""
    return Memory(
        version=carried.get("version", ""),
        form_id=carried.get("form", ""),
        kind=carried.get("kind", ""),
        edition=carried.get("edition", ""),
        correction=_mapping(carried.get("data")),
        codes=carried.get("codes", ""),
        classified={
            key: [name for name in names if isinstance(name, str)]
            for key, names in _mapping(carried.get("classified")).items()
            if isinstance(names, list)
        },
    )


def _mapping(text: str | None) -> dict[str, Any]:
    try:
        content: object = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def remembered_codes(memory: Memory, form: Form, names: Collection[SlotPath]) -> Sheet | None:
    """The codes of the texts as they were printed; None when they do not fit the form any more."""
    try:
        return read_codes(memory.codes, form.view, names, slots_by_field(form))
    except ValueError:
        return None
