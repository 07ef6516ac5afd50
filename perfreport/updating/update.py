"""Edits made to a data file in place: whatever was not edited stays as it was typed.

Comments, blank lines, the order of keys, quotes and brackets stay; what is changed is written in
the manner of what it replaces, what is added in that of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from perfreport.differences.merging import Conflict, merge
from perfreport.differences.wording import text_of
from perfreport.errors import InputError, Mistake
from perfreport.io.extents import read_extents
from perfreport.io.source import Source, labelled, parse_source
from perfreport.io.validation import validate
from perfreport.io.writing import dump, written_fields
from perfreport.messages import quoted
from perfreport.models import AnyDocument
from perfreport.models.walk import Path
from perfreport.updating.editor import Editor
from perfreport.updating.notations import Json
from perfreport.updating.slots import UnfitError, spliced

D = TypeVar("D", bound=AnyDocument)

_DEPTHS = (40, 1)


def update(text: str, before: D, after: D, *, is_json: bool = False) -> str:
    """The data file ``text`` with the edits that lead from ``before`` to ``after``.

    Where ``text`` says ``before``, the result says ``after``. Where it has changed since, or says
    more, the edits are made to what it says now.

    Args:
        text: of a YAML file, or of JSON where it ``is_json``.
        before: what was edited.
        after: what became of it.
        is_json: the notation of ``text``.

    Raises:
        InputError: when ``text`` is no data file of this kind, or when it has itself changed what
            was edited; then with every such place.
    """
    source = parse_source(text, is_json=is_json)
    current = validate(source, type(after))
    merged = merge(before, after, current)
    if merged.conflicts:
        raise InputError([_mistake(conflict, source) for conflict in merged.conflicts])
    return rewrite(text, current, merged.document, is_json=is_json)


def rewrite(text: str, old: D, new: D, *, is_json: bool = False) -> str:
    """``text``, which says ``old``, changed as little as possible so that it says ``new``.

    Raises:
        InputError: when ``new`` breaks a rule of its kind.
    """
    if old == new:
        return text
    root = read_extents(text, is_json=is_json)
    for deepest in _DEPTHS:
        editor = Editor(text, is_json=is_json, deepest=deepest)
        try:
            changed = spliced(text, 0, len(text), editor.mapping(root, old, new))
            if _read(changed, new, is_json=is_json) == new:
                return changed
        except (UnfitError, InputError):
            continue  # what cannot be spliced is written anew, in larger and larger parts
    anew = written(new, is_json=is_json)
    _read(anew, new, is_json=is_json)
    return anew


def written(document: AnyDocument, pending: Iterable[Path] = (), *, is_json: bool = False) -> str:
    """``document`` as a new data file that says 待填 at ``pending``, in YAML or in JSON."""
    if is_json:
        return Json().inline(written_fields(document, pending), "") + "\n"
    return dump(document, pending)


def _read(text: str, document: D, *, is_json: bool) -> D:
    return validate(parse_source(text, is_json=is_json), type(document))


def _mistake(conflict: Conflict, source: Source) -> Mistake:
    edited, current = (
        "已删去" if part is None else quoted(text_of(part))
        for part in (conflict.edited, conflict.current)
    )
    message = f"数据文件与编辑后的文书都改了这一处：数据文件为{current}，文书为{edited}；请定下其一"
    return Mistake(labelled(conflict.path), message, source.line(conflict.path))
