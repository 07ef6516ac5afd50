"""Folders of forms as a user would make them, from the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from perfreport.basics import resources
from perfreport.forms.copying import copied
from perfreport.forms.registry import FormRegistry


def manifest(form_id: str) -> str:
    """The text of the built-in manifest of ``form_id``."""
    return (resources.templates() / "forms" / f"{form_id}.yaml").read_text("utf-8")


def pdf_template(form_id: str) -> str:
    """The text of the built-in PDF template of ``form_id``."""
    return (resources.templates() / "pdf" / f"{form_id}.xml").read_text("utf-8")


def with_file(folder: Path, name: str, text: str) -> Path:
    """``folder`` after writing ``text`` to the file called ``name`` in it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


def with_form(
    folder: Path, form_id: str, alter: Callable[[str], str], *, new_id: str | None = None
) -> Path:
    """``folder`` with the built-in manifest of ``form_id`` as ``alter`` changes it."""
    new_id = new_id or form_id
    text = alter(manifest(form_id).replace(f"版式: {form_id}", f"版式: {new_id}"))
    return with_file(folder, f"forms/{new_id}.yaml", text)


def with_copy(folder: Path, form_id: str, new_id: str) -> Path:
    """``folder`` with all files of the built-in form ``form_id`` as those of ``new_id``."""
    for name, content in copied(form_id, new_id, FormRegistry()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def with_own_pdf(folder: Path, form_id: str, new_id: str) -> Path:
    """``folder`` with a copy of a built-in form whose PDF is made by two templates of its own.

    The line above its table stands in ``pdf/ID.xml``, all else in ``pdf/_ID-base.xml``.
    """
    with_copy(folder, form_id, new_id)
    text = pdf_template(form_id).split("\n", 1)[1]  # without the line that says it was derived
    heading = next(line for line in text.split("\n") if "单位：{{ unit }}" in line)
    base = text.replace(heading, "{% block heading %}{% endblock %}")
    with_file(folder, f"pdf/_{new_id}-base.xml", base)
    block = f"{{% block heading %}}\n{heading}\n{{% endblock %}}\n"
    return with_file(folder, f"pdf/{new_id}.xml", f'{{% extends "_{new_id}-base.xml" %}}\n{block}')
