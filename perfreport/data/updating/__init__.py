"""Edits made to a data file in place: whatever was not edited stays as it was typed.

Comments, blank lines, the order of keys, quotes and brackets stay; what is changed is written in
the manner of what it replaces, what is added in that of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.fields import MOST_DEPTH, needed
from perfreport.blocks.model import Document
from perfreport.data.data_files import BYTE_ORDER_MARK, parse_source
from perfreport.data.extents import read_extents
from perfreport.data.gaps import Awaited, with_gaps
from perfreport.data.pending import pending_places, with_stand_ins
from perfreport.data.updating.editor import Editor
from perfreport.data.updating.notations import Json
from perfreport.data.updating.parts import UnfitError, spliced
from perfreport.data.validation import validate
from perfreport.data.writing import dump, written_fields

D = TypeVar("D", bound=Document)

# All levels at first; where that fails, ever larger parts are written anew.
_DEPTHS = (MOST_DEPTH, 8, 6, 4, 2, 1)


def rewrite(text: str, old: D, new: D, awaited: Awaited = needed, *, is_json: bool = False) -> str:
    """``text``, which says ``old``, changed as little as possible so that it says ``new``.

    A part that says 待填 as a whole says it of all that is ``awaited`` in it.

    Raises:
        InputError: when ``new`` breaks a rule of its kind.
    """
    if old == new:
        return text
    if text.startswith(BYTE_ORDER_MARK):
        # Places are counted in the text that is parsed, which is without the mark.
        rest = text.removeprefix(BYTE_ORDER_MARK)
        return BYTE_ORDER_MARK + rewrite(rest, old, new, awaited, is_json=is_json)
    root = read_extents(text, is_json=is_json)
    for deepest in _DEPTHS:
        editor = Editor(text, is_json=is_json, deepest=deepest)
        try:
            changed = spliced(text, 0, len(text), editor.mapping(root, old, new))
            # Read again: whatever was overlooked, a file that says something else is not written.
            if _read(changed, new, awaited, is_json=is_json) == new:
                return changed
        except (UnfitError, InputError):
            continue
    anew = written(new, is_json=is_json)
    _read(anew, new, awaited, is_json=is_json)
    return anew


def written(document: Document, pending: Iterable[DataPath] = (), *, is_json: bool = False) -> str:
    """``document`` as a new data file that says 待填 at ``pending``, in YAML or in JSON."""
    if is_json:
        return Json().inline(written_fields(document, pending), "") + "\n"
    return dump(document, pending)


def _read(text: str, document: D, awaited: Awaited, *, is_json: bool) -> D:
    source = parse_source(text, is_json=is_json)
    pending = pending_places(source)
    filled = validate(with_stand_ins(source, type(document), pending), type(document))
    return with_gaps(filled, pending, awaited)
