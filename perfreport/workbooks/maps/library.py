"""Maps found and read: ``workbooks/<id>.yaml`` beside the forms, a user's folder first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from perfreport.basics.errors import InputError, TemplateError
from perfreport.data.examining import validate_whole
from perfreport.forms.files import File, Shelf, source_of
from perfreport.workbooks.maps.model import SheetMap


def maps(folders: Sequence[Path]) -> Shelf:
    """Where the maps lie."""
    return Shelf(folders, "workbooks", "对照表")


def load_map(map_id: str, folders: Sequence[Path]) -> SheetMap:
    """The map called ``map_id``, from the first of the ``folders`` that has it.

    Raises:
        TemplateError: when there is none, or with every mistake in it.
    """
    path = maps(folders).find(map_id)
    if path is None:
        raise TemplateError(maps(folders).missing(map_id))
    return _read(File.at(path))


def all_maps(folders: Sequence[Path]) -> tuple[SheetMap, ...]:
    """All that there are, by their ids.

    Raises:
        TemplateError: when one of them is wrong.
    """
    return tuple(load_map(each, folders) for each in maps(folders).ids)


@lru_cache(maxsize=64)
def _read(file: File) -> SheetMap:
    try:
        found = validate_whole(source_of(file), SheetMap)
    except InputError as error:
        raise TemplateError(f"对照表有误：\n{error}") from None
    if found.id != file.path.stem:
        raise TemplateError(f"{file.path}：“编号”写的是 {found.id}，与文件名不同")
    return found
