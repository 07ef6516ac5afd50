"""Evaluation schemes (评价方案) read: ``schemes/<id>.yaml`` beside the forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from perfreport.basics import resources
from perfreport.basics.errors import InputError, TemplateError
from perfreport.blocks.scheme import Scheme
from perfreport.data.data_files import read_source
from perfreport.data.examining import validate_whole
from perfreport.forms.files import Shelf, is_id

S = TypeVar("S", bound=Scheme)


def schemes(folders: Sequence[Path]) -> Shelf:
    """Where the schemes lie."""
    return Shelf(folders, "schemes", "评价方案")


def load_scheme(model: type[S], scheme_id: str, folders: Sequence[Path] = ()) -> S:
    """The scheme called ``scheme_id``, from the first of ``folders`` that has it or built in.

    Args:
        model: the class of the kind's schemes.
        scheme_id: of the scheme.
        folders: that are looked into.

    Raises:
        TemplateError: when there is none, or it is wrong.
    """
    shelf = schemes((*folders, resources.templates()))
    path = shelf.find(scheme_id)
    if path is None and not is_id(scheme_id):
        raise TemplateError(f"评价方案的编号“{scheme_id}”写法不对，只用字母、数字、汉字和 - _ .")
    if path is None:
        raise TemplateError(
            f"没有评价方案“{scheme_id}”，请核对版式清单中的“评价方案”，"
            f"或补上 schemes/{scheme_id}.yaml"
        )
    try:
        scheme = validate_whole(read_source(path), model)
    except InputError as error:
        raise TemplateError(f"评价方案有误：\n{error}") from None
    if scheme.id != scheme_id:
        raise TemplateError(f"{path}：“方案”写的是 {scheme.id}，与文件名不同")
    return scheme
