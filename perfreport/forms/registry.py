"""Finding forms: a user's folder first.

Each folder holds ``forms/<id>.yaml``, the templates ``docx/<id>.docx`` and ``pdf/<id>.xml``, and
what forms share: ``schemes``, ``taxonomies``, ``wordings``. They are looked up one by one, so that
a user may replace only the Word template of a form.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from perfreport.basics import resources
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake, TemplateError
from perfreport.basics.invisible import remark_on
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.once import MAKING
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.forms.conformance import has_place
from perfreport.forms.manifests import read_manifest
from perfreport.forms.schemes import going_by
from perfreport.forms.templating import first_file
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kinds

_SUBFOLDERS = ("forms", "docx", "pdf", "schemes", "taxonomies", "wordings", "workbooks")


class FormRegistry:
    """The forms found in some folders; reads each manifest once."""

    def __init__(self, folders: Sequence[Path] = (), kinds: Kinds = KINDS) -> None:
        """Look into ``folders`` in their order, then among the built-in forms.

        Args:
            folders: with forms.
            kinds: that the forms may be of.

        Raises:
            TemplateError: when one of them is no folder of forms.
        """
        for folder in folders:
            if not os.path.isdir(folder):  # which says no where Path raises
                raise TemplateError(f"{folder}：没有这个版式文件夹，请核对路径（templates）")
            if not any(os.path.isdir(folder / name) for name in _SUBFOLDERS):
                raise TemplateError(
                    f"{folder}：这里没有版式；版式文件夹里应有 {choices(_SUBFOLDERS)} 子文件夹"
                )
        self.kinds = kinds
        self.folders = (*folders, resources.templates())
        self._forms: dict[tuple[str, str | None], Form] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all forms, sorted."""
        manifests = (path for folder in self.folders for path in folder.glob("forms/*.yaml"))
        return tuple(sorted({path.stem for path in manifests}))

    def get(self, form_id: str) -> Form:
        """The form called ``form_id``.

        Raises:
            InputError: when there is none; names the nearest.
            TemplateError: when its manifest, or the scheme that it names, is missing or wrong.
        """
        return self._once(form_id, None)

    def going_by(self, form: Form, document: Document) -> Form:
        """``form`` with the scheme that ``document`` names in place of the form's (评分办法).

        Raises:
            TemplateError: when there is none of that name, or it is wrong.
        """
        if document.named_scheme in (None, form.named_scheme):
            return form
        return self.on_scheme(form.id, document.named_scheme)

    def on_scheme(self, form_id: str, scheme_id: str) -> Form:
        """The form called ``form_id`` with another scheme than its own.

        Raises:
            InputError: when there is no such form.
            TemplateError: when there is no such scheme, or one of them is wrong.
        """
        return self._once(form_id, scheme_id)

    def _once(self, form_id: str, scheme_id: str | None) -> Form:
        """The form on that scheme, or on its own (None): the first thread reads it for all."""
        known = form_id, scheme_id
        if known not in self._forms:
            with MAKING:
                if known not in self._forms:
                    self._forms[known] = self._read(*known)
        return self._forms[known]

    def of_kind(self, kind: str) -> tuple[Form, ...]:
        """The forms that print documents of ``kind``."""
        return tuple(form for form in map(self.get, self.ids) if form.kind == kind)

    def with_place_for(self, field: str, form: Form) -> tuple[str, ...]:
        """The ids of the other forms of the kind of ``form`` that have a place for a dotted field.

        Forms that cannot be read are passed over: whoever chooses one is told.
        """
        found = []
        for form_id in self.ids:
            with suppress(InputError, TemplateError):
                other = self.get(form_id)
                is_other = other.kind == form.kind and form_id != form.id
                if is_other and has_place(other, DataPath(*field.split("."))):
                    found.append(form_id)
        return tuple(found)

    def manifest(self, form_id: str) -> Path:
        """The manifest of the form."""
        return self._find(f"forms/{form_id}.yaml", form_id, "版式清单")

    def class_of(self, kind: str) -> type[Document]:
        """The class of the documents of the ``kind``, whatever their form."""
        known = self.kinds.by_name.get(kind) or self.kinds.open
        assert known is not None, kind
        return known.model

    @property
    def kind_names(self) -> tuple[str, ...]:
        """The kinds of documents that there are: those that are known, and what forms declare."""
        declared = (form.kind for form in map(self.get, self.ids))
        return tuple(dict.fromkeys((*self.kinds.names, *declared)))

    def docx_template(self, form_id: str) -> Path:
        """The Word template of the form: its own, else that of the form that it extends."""
        for each in self._lineage(form_id):
            if path := self._found(f"docx/{each}.docx"):
                return path
        raise TemplateError(f"版式 {form_id} 缺Word 模板 docx/{form_id}.docx")

    def pdf_template(self, form_id: str) -> Path:
        """The template that the form's PDF is made from: its own, else its Word template.

        The first folder that has either decides, so that whoever replaces the Word template alone
        gets a PDF that looks like it; where none has, it is that of the form that it extends.
        """
        for each in self._lineage(form_id):
            for folder in self.folders:
                for subfolder, ending in (("pdf", "xml"), ("docx", "docx")):
                    if path := first_file([folder / subfolder], f"{each}.{ending}"):
                        return path
        raise TemplateError(
            f"版式 {form_id} 缺 Word 模板 docx/{form_id}.docx，也没有 PDF 模板 pdf/{form_id}.xml"
        )

    def _lineage(self, form_id: str) -> Iterator[str]:
        """The form, the one that it extends, the one that this extends, and so on."""
        extended: str | None = form_id
        while extended is not None:
            yield extended
            extended = self.get(extended).extends if extended in self.ids else None

    def _found(self, name: str) -> Path | None:
        subfolder, file = name.split("/", 1)
        return first_file([folder / subfolder for folder in self.folders], file)

    def _find(self, name: str, form_id: str, what: str) -> Path:
        if path := self._found(name):
            return path
        raise TemplateError(f"版式 {form_id} 缺{what} {name}")

    def _read(self, form_id: str, scheme_id: str | None) -> Form:
        if scheme_id is not None:
            return going_by(self.get(form_id), scheme_id, self.folders)
        if form_id not in self.ids:
            raise InputError([Mistake(DataPath("版式"), self.advice(form_id))])
        return read_manifest(self.manifest(form_id), self.folders, self.kinds)

    def advice(self, form_id: str, kind: str | None = None) -> str:
        """What to write instead of ``form_id``, which is no form."""
        if remark := remark_on(form_id):
            return f"{quoted(form_id)}的{remark}"
        begun = [each for each in self._usable(kind) if form_id and each.startswith(form_id)]
        if len(begun) > 1:
            return f"没有版式{quoted(form_id)}，是不是 {choices(begun)}？"
        near = begun[0] if begun else nearest(form_id, self._usable(kind))
        hint = f"是不是 {near}？" if near else f"可写：{self.choices(kind)}"
        return f"没有版式{quoted(form_id)}，{hint}"

    def choices(self, kind: str | None = None) -> str:
        """The ids of the forms that can be chosen, for a message."""
        return choices(self._usable(kind)) or "（没有这个文种的版式）"

    def _usable(self, kind: str | None) -> tuple[str, ...]:
        return tuple(form.id for form in self.of_kind(kind)) if kind else self.ids
