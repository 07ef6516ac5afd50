"""Digests of all that decides what a finished file looks like, but for its data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import perfreport
from perfreport.basics import resources
from perfreport.batch.papers import Order, digest_of
from perfreport.blocks.form import Form
from perfreport.forms.registry import FormRegistry
from perfreport.proof.once import digest_of_form
from perfreport.typeset.fonts.book import system_folders
from perfreport.typeset.fonts.sfnt import font_files

_MAKERS = (
    *("babel", "docxtpl", "jinja2", "lxml", "pydantic", "python-docx", "reportlab", "uharfbuzz"),
    *("deflate", "xlsxwriter"),
)
"""The distributions that have a hand in the bytes of finished files."""


class Recipes:
    """Tells what a document is made with; every part is looked at once."""

    def __init__(self, order: Order, registry: FormRegistry) -> None:
        """Go by the options of ``order`` and the forms of ``registry``."""
        self._order = order
        self._registry = registry
        self.shared = cache(self._of_all)
        self.on = cache(self._on)

    def _on(self, form_id: str, scheme: str | None) -> str:
        """The digest of a form on its own ``scheme`` (None), or on another.

        Raises:
            InputError: when there is no such form any more.
            TemplateError: when it is wrong.
        """
        form = self._registry.on_scheme(form_id, scheme) if scheme else self._registry.get(form_id)
        return self.of(form)

    def of(self, form: Form) -> str:
        """The digest of ``form``, of its templates and of what all documents are made with."""
        own = digest_of_form(form, self._registry, self._order.formats)
        return digest_of(f"{self.shared()}{own}".encode())

    def _of_all(self) -> str:
        order = self._order
        settings = order.settings
        options = (order.form_id, order.allow_errors, order.is_draft)
        said = (settings.created, settings.accessible)
        faces = fonts(settings.fonts, settings.system_fonts)
        return _digest_of_texts([program(), repr((*options, *said)), *faces])


@cache
def program() -> str:
    """The digest of this program, of what comes with it, and of the packages that it works with."""
    package = Path(perfreport.__file__).parent
    sources = [*_files(package, ".py"), *_files(resources.templates()), *_files(resources.fonts())]
    return _digest_of_texts([*map(_content, sources), *map(_version, _MAKERS)])


def fonts(folders: Iterable[os.PathLike[str] | str], system: bool) -> Iterator[str]:
    """What tells apart the faces that can be used: those given by their content.

    Those of the system, of which there may be gigabytes, go by name, size and time.
    """
    for folder in folders:
        yield from map(_content, sorted(font_files(Path(folder))))
    for folder in system_folders() if system else ():
        for path in sorted(font_files(folder)):
            status = path.stat()
            yield f"{path} {status.st_size} {status.st_mtime_ns}"


def contents(folders: Iterable[Path]) -> Iterator[str]:
    """What tells apart the files in ``folders``, by their names and their content."""
    for folder in folders:
        yield from map(_content, _files(folder))


def _files(folder: Path, suffix: str = "") -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{suffix}") if path.is_file())


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # it belongs to an extra
        return ""


def _digest_of_texts(texts: Iterable[str]) -> str:
    return digest_of("\0".join(texts).encode())
