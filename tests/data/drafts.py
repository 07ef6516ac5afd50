"""Data files with 待填, read as the library reads them."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.data.pending import pending_places, unfilled, with_stand_ins
from perfreport.data.source import Source
from perfreport.data.validation import validate

M = TypeVar("M", bound=BaseModel)


class Draft(NamedTuple, Generic[M]):
    """A document and the places that are still to be filled in."""

    document: M
    pending: tuple[DataPath, ...]


def read_draft(source: Source, model: type[M]) -> Draft[M]:
    """``source`` as an object of ``model`` and the places that are still to be filled in."""
    pending = pending_places(source)
    return Draft(validate(with_stand_ins(source, model, pending), model), pending)


def require_filled(source: Source, model: type[BaseModel]) -> None:
    """Raise for everything in ``source`` that is still to be filled in."""
    if mistakes := unfilled(source, model, pending_places(source)):
        raise InputError(mistakes, source.name)
