"""The lexicon (词表) that comes with perfreport, read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from perfreport.basics import resources
from perfreport.blocks.specialised import scope_of
from perfreport.blocks.walk import attributes
from perfreport.data import yaml_reader

if TYPE_CHECKING:
    from perfreport.blocks.lexicon import Entry, Lexicon, Scope


@cache
def lexicon() -> Lexicon:
    """The labels of the field.

    Raises:
        InputError: when the file is wrong; it is part of the package.
    """
    from perfreport.blocks.lexicon import Lexicon  # late: most data files have no unknown key

    path = resources.templates() / "lexicon.yaml"
    source = yaml_reader.read(path.read_text("utf-8"), str(path))
    return Lexicon.model_validate(source.root.plain())


def other_name(typed: str, keys: Iterable[str], model: type[BaseModel]) -> str | None:
    """The one of the ``keys`` of a ``model`` of which ``typed`` is another name, if there is."""
    from perfreport.blocks.lexicon import scopes_of, words_of  # late as well

    words, scopes = words_of(typed), scopes_of(model)
    same = (
        key
        for key in keys
        if words and (words == words_of(key) or lexicon().mean_the_same(typed, key, scopes))
    )
    return next(same, None)


def entry_of(key: str, model: type[BaseModel]) -> Entry | None:
    """What the lexicon says of a ``key`` of a ``model``; None where it does not know it."""
    from perfreport.blocks.lexicon import scopes_of  # late as well

    keys = attributes(model)
    found = {
        scope: {each for each, name in keys.items() if _is_field(name, each, scope)}
        for scope in scopes_of(model)
    }
    # A part that says of no scope is of the one that knows most of its keys.
    scopes = [scope for scope, known in found.items() if key in known]
    scope = max(scopes, key=lambda each: len(found[each]), default=None)
    return lexicon().recognise(key, scope) if scope else None


def _is_field(name: str, key: str, scope: Scope) -> bool:
    entry = lexicon().recognise(key, scope)
    return entry is not None and name in entry.fields


def is_label(typed: str, model: type[BaseModel]) -> bool:
    """Whether ``typed`` is a label of the field that parts like ``model``, or documents, have."""
    from perfreport.blocks.lexicon import scopes_of  # late as well

    scopes = ("文书", *(each for each in scopes_of(model) if each == scope_of(model)))
    return any(lexicon().recognise(typed, scope) for scope in scopes)
