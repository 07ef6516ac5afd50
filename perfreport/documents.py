"""From a data file to a document that fits its form."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from perfreport.errors import InputError, Mistake
from perfreport.forms.conformance import misfits
from perfreport.forms.manifest import Form
from perfreport.forms.registry import FormRegistry
from perfreport.io.source import Source, labelled, read_source
from perfreport.io.validation import validate
from perfreport.models import KINDS, AnyDocument


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with the form it is for and, when it came from a file, the places of its fields.

    Attributes:
        document: the typed document.
        form: what it will be printed on.
        source: the data file; None for a document built in Python.
    """

    document: AnyDocument
    form: Form
    source: Source | None = None

    def mistakes(self, places: list[tuple[tuple[str | int, ...], str]]) -> InputError:
        """The error for what is wrong at ``places``, with lines where they are known."""
        return InputError(
            [
                Mistake(labelled(path), message, self.source.line(path) if self.source else None)
                for path, message in places
            ],
            self.source.name if self.source else None,
        )


def read_document(path: Path, registry: FormRegistry, form_id: str | None = None) -> Loaded:
    """Read the data file at ``path`` for the form it names, or for ``form_id``.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    return understand(read_source(path), registry, form_id)


def understand(source: Source, registry: FormRegistry, form_id: str | None = None) -> Loaded:
    """The document in ``source``; see ``read_document``."""
    kind = _kind(source)
    document = validate(source, KINDS[kind])
    return fitted(document, registry, form_id, source)


def fitted(
    document: AnyDocument,
    registry: FormRegistry,
    form_id: str | None = None,
    source: Source | None = None,
) -> Loaded:
    """``document`` with its form, or with ``form_id``'s.

    Raises:
        InputError: when there is no such form, it is for another kind, or the document has what
            the form cannot print.
    """
    form = _form(document, registry, form_id or document.form, source)
    loaded = Loaded(document, form, source)
    if found := list(misfits(document, form)):
        raise loaded.mistakes(found)
    return loaded


def _kind(source: Source) -> str:
    if not source.root.is_mapping:
        raise _refusal(source, "", "数据文件应是一组“键: 值”，从“文种: …”写起")
    node = source.root.children.get("文种")
    kinds = "、".join(KINDS)
    if node is None or not isinstance(node.value, str):
        raise _refusal(source, "文种", f"缺这一项，请在文件开头写明，可写：{kinds}")
    if node.value not in KINDS:
        nearest = difflib.get_close_matches(node.value, KINDS, n=1)
        hint = f"是不是“{nearest[0]}”？" if nearest else ""
        raise _refusal(source, "文种", f"没有“{node.value}”这个文种，{hint}可写：{kinds}")
    return node.value


def _form(
    document: AnyDocument, registry: FormRegistry, form_id: str | None, source: Source | None
) -> Form:
    kind = document.kind
    usable = "、".join(form.id for form in registry.of_kind(kind))
    if form_id is None:
        raise _refusal(source, "版式", f"缺这一项，请写明用哪个版式，可写：{usable}")
    if form_id not in registry.ids:
        raise _refusal(source, "版式", registry.advice(form_id, kind))
    form = registry.get(form_id)
    if form.kind != kind:
        message = f"版式 {form_id} 是“{form.kind}”的，不是“{kind}”的；可写：{usable}"
        raise _refusal(source, "版式", message)
    return form


def _refusal(source: Source | None, key: str, message: str) -> InputError:
    line = source.line((key,)) if source else None
    return InputError([Mistake(key, message, line)], source.name if source else None)
