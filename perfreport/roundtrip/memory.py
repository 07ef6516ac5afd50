"""What a generated Word document remembers of its data, beyond what is printed on it.

Two things: how the data differ from what can be read off the page, and a short code of every
printed text, by which an edited one is known. The texts themselves are on the page.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache

from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.form import Form
from perfreport.blocks.found import Tree
from perfreport.blocks.model import Document
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences
from perfreport.docx.embedding import data_element
from perfreport.roundtrip.classified import classified_in_cells
from perfreport.roundtrip.codes import code, written
from perfreport.roundtrip.layout import Layout
from perfreport.roundtrip.plain import renumbered, without_plain_rows
from perfreport.roundtrip.printed_texts import masked, printed_texts
from perfreport.roundtrip.trees import Correction, assembled, correction, tree_of

VERSION = "1"


def remember(document: Document, form: Form, view: object, layout: Layout) -> bytes:
    """What the Word document of ``view`` is to carry, as the bytes of an XML part."""
    names = layout.names
    changes = _changes(document, form, masked(view, names))
    codes = written(printed_texts(view, names, sentences(form), cache(code)), names)
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
    changes = _all_changes(rest.document, form, rest.view)
    with suppress(ValueError):  # a whole list is put in place, and may lack plain rows
        return renumbered(changes, rest)
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
