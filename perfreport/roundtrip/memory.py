"""What a generated Word document remembers of its data, beyond what is printed on it.

Two things: how the data differ from what can be read off the page, and a short code of every
printed text, by which an edited one is known. The texts themselves are on the page.

The embedded part may have been cut short, forged, or written by a newer version. A correction has
to be built as the document is that it corrects, else the memory is void and the page alone is read.
A value that its field cannot have is left out and told; codes that do not fit the form are none.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks.complaints import message_of
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.found import Tree
from perfreport.blocks.model import Document
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences, slots_by_field
from perfreport.blocks.walk import bare, keyed
from perfreport.docx.embedding import data_element
from perfreport.roundtrip.codes import DamagedError, code, read_codes, written
from perfreport.roundtrip.layout import Layout
from perfreport.roundtrip.plain import renumbered, without_plain_rows
from perfreport.roundtrip.printed_texts import PrintedTexts, masked, printed_texts
from perfreport.roundtrip.restored import classified_in_cells
from perfreport.roundtrip.trees import STATED, Correction, as_tree, assembled, correction, tree_of
from perfreport.roundtrip.unprinted import require_rows

VERSION = "1"
_adapter = cache(TypeAdapter)
# Documents are five deep at most; a forged file may be thousands.
_MOST_DEPTH = 20
_MOST_DIGITS = 9
"""Of a position; Python refuses to read numbers of thousands of digits."""


class Memory(NamedTuple):
    """What a document remembers.

    Attributes:
        version: of the way it is written.
        form_id: of the form it was printed on.
        edition: the year of that form.
        correction: what makes the data of what is read off the page.
        codes: of the texts as they were printed; None when they do not fit the form any more.
        classified: the codes of the names of classified indicators in cells, by their projects.
        left_out: what the correction would put in place that cannot stand there, and why not.
    """

    version: str
    form_id: str
    edition: str
    correction: Correction
    codes: PrintedTexts | None
    classified: Mapping[str, Sequence[str]]
    left_out: tuple[Misfit, ...]


def recall(carried: Mapping[str, str], form: Form, names: Collection[ViewPath]) -> Memory | None:
    """What a document printed on ``form`` remembers; None when it is too damaged to be of use.

    Args:
        carried: the attributes and texts of its embedded part.
        form: that it is printed on.
        names: the paths that the form's template prints.
    """
    check = _CorrectionCheck(form.model)
    codes: PrintedTexts | None = None
    with suppress(DamagedError):
        slots = slots_by_field(form)
        codes = read_codes(carried.get("codes", ""), form.view, names, slots)
    try:
        correction = check.checked(_mapping(carried.get("data")))
    except DamagedError:
        return None
    return Memory(
        version=carried.get("version", ""),
        form_id=carried.get("form", ""),
        edition=carried.get("edition", ""),
        correction=correction,
        codes=codes,
        classified={
            key: [name for name in codes if isinstance(name, str)]
            for key, codes in _mapping(carried.get("classified")).items()
            if isinstance(codes, list)
        },
        left_out=tuple(check.left_out),
    )


def _mapping(text: str | None) -> dict[str, Any]:
    try:
        content: object = json.loads(text or "{}")
    except (ValueError, RecursionError):  # The second where lists stand in lists by thousands.
        return {}
    return content if isinstance(content, dict) else {}


class _CorrectionCheck:
    """The parts of a correction of a document, each held to the field that it would change."""

    def __init__(self, kind: type[BaseModel]) -> None:
        self._kind = kind
        self.left_out: list[Misfit] = []

    def checked(self, changes: Mapping[str, object]) -> Correction:
        """The correction ``changes``, without what cannot stand in its place.

        Raises:
            DamagedError: when it is none for a document of this kind.
        """
        return self._inside(changes, self._kind, FieldPath())

    def _inside(self, changes: Mapping[str, object], hint: object, path: FieldPath) -> Correction:
        parts: dict[str, Correction] = {}
        for step, change in changes.items():
            place = _step(step)
            part = self._part(change, _hint_inside(hint, place), path / place)
            if part is not None:
                parts[step] = part
        return parts

    def _part(self, change: object, hint: object, path: FieldPath) -> Correction | None:
        match change:
            case dict() if len(path) < _MOST_DEPTH:
                return self._inside(change, hint, path)
            case [] | [None]:
                return []
            case [content]:
                return self._content(content, hint, path)
            # In Python ``true`` equals 1, but nothing that was written says it.
            case int() if change is not True and change == STATED:
                return STATED
        raise DamagedError(f"no change of a field: {type(change).__name__}")

    def _content(self, content: object, hint: object, path: FieldPath) -> Correction | None:
        """``content`` as the field at ``path`` may hold it; None where it is ``left_out``."""
        try:
            adapter: TypeAdapter[Any] = _adapter(hint)
            valid = adapter.validate_python(content, by_alias=False, by_name=True)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            detail["loc"] = (*path, *detail["loc"])
            misfit = (keyed(self._kind, FieldPath(*detail["loc"])), message_of(detail))
            self.left_out.append(misfit)
            return None
        return [as_tree(valid)]


def _step(typed: str) -> str | int:
    """A position in a list, or the name of a field."""
    if not typed.isdecimal():
        return typed
    if len(typed) > _MOST_DIGITS:
        raise DamagedError("no position in a list")
    return int(typed)


def _hint_inside(hint: object, step: str | int) -> object:
    """The type of what stands at ``step`` inside something of the type ``hint``.

    A name that no field has may be one of a newer version; the document's own validation tells
    of it, whatever it holds.

    Raises:
        DamagedError: when nothing can stand there.
    """
    plain = bare(hint)
    if plain is object:
        return object
    if isinstance(step, int) and get_origin(plain) is tuple:
        return get_args(plain)[0]
    if isinstance(step, str) and isinstance(plain, type) and issubclass(plain, BaseModel):
        field = plain.model_fields.get(step)
        if field is None:
            return object
        hint = field.annotation
        # pydantic keeps apart what values have to be besides, as the least of a number.
        return Annotated[(hint, *field.metadata)] if field.metadata else hint
    raise DamagedError(f"nothing can stand at {step!r}")


def remember(document: Document, form: Form, view: object, layout: Layout) -> bytes:
    """What the Word document of ``view`` is to carry, as the bytes of an XML part.

    Raises:
        InputError: when its template prints rows in places that it does not have.
    """
    require_rows(view, form, layout)
    names = layout.names
    changes = _changes(document, form, masked(view, names))
    composed = sentences(form)
    codes = written(printed_texts(view, names, composed, cache(code)), composed)
    attributes = {
        "version": VERSION,
        "kind": form.kind_id,
        "form": form.id,
        "edition": form.year,  # A sentence that another edition words otherwise is no edit.
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
    # The reader itself is run on the page: what it would not give back is all that is carried.
    text = find(view, form)
    read: Tree = {"form": form.id, **assembled(text)}
    return correction(tree_of(document), read, text.stated)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, Amount | Number | Percent | Score):
        return str(value)
    raise TypeError(f"cannot embed {type(value).__name__}")
