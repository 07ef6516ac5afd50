"""Evaluation schemes (评分办法) read: ``schemes/<id>.yaml`` beside the forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from perfreport.basics import resources
from perfreport.basics.errors import InputError, TemplateError
from perfreport.blocks.form import Form
from perfreport.blocks.scheme import Scheme
from perfreport.data.data_files import read_source
from perfreport.data.examining import validate_whole
from perfreport.forms.files import Shelf

S = TypeVar("S", bound=Scheme)


def schemes(folders: Sequence[Path]) -> Shelf:
    """Where the schemes lie."""
    return Shelf(folders, "schemes", "评分办法")


def going_by(form: Form, scheme_id: str, folders: Sequence[Path] = ()) -> Form:
    """``form`` with the scheme called ``scheme_id``; see ``load_scheme``.

    Raises:
        TemplateError: when there is none, it is wrong, or of no use to the form.
    """
    scheme = load_scheme(form.scheme_class, scheme_id, folders)
    if objection := form.objection_to(scheme):
        raise TemplateError(objection)
    return form.going_by(scheme)


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
    if path is None:
        raise TemplateError(shelf.missing(scheme_id))
    try:
        scheme = validate_whole(read_source(path), model)
    except InputError as error:
        raise TemplateError(f"评分办法有误：\n{error}") from None
    if scheme.id != scheme_id:
        raise TemplateError(f"{path}：“方案”写的是 {scheme.id}，与文件名不同")
    return scheme
