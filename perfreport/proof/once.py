"""Forms of a user's own are proved once.

That one is sound is remembered on the machine, what is objected to another by the process alone.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from perfreport.basics.errors import TemplateError
from perfreport.blocks.form import Form
from perfreport.documents.rendering import FORMATS, Format, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.references import pdf_files

_DISTRIBUTION = "yusuan-jixiao"
_sound: set[str] = set()
_objections: dict[tuple[str, tuple[Path, ...]], str] = {}
"""To forms in the state of a digest, found through folders that are named in them."""


def require_sound(
    form: Form, registry: FormRegistry, renderer: Renderer, formats: Sequence[Format]
) -> None:
    """Refuse to print on a form of a user's own that loses something; those built in are sound.

    Raises:
        TemplateError: with all that is objected to.
    """
    own = registry.folders[:-1]
    files = files_of(form, registry, formats)
    if not any(path.is_relative_to(folder) for path in files for folder in own):
        return
    digest = digest_of_form(form, registry, formats)
    if digest in _sound or _is_remembered(digest):
        return
    from perfreport.proof.proving import prove  # late: most forms are built in, or proved before

    here = digest, registry.folders
    if here not in _objections:
        if not (found := prove(form, registry, renderer, formats, strictly=False)):
            _remember(digest)
            return
        _objections[here] = "\n".join(each.line for each in found)
    raise TemplateError(_objections[here])


def remember_sound(form: Form, registry: FormRegistry) -> None:
    """Prove ``form`` no more, to which nothing was objected in any format, until it changes."""
    for formats in (FORMATS, *((format,) for format in FORMATS)):
        _remember(digest_of_form(form, registry, formats))


def files_of(form: Form, registry: FormRegistry, formats: Sequence[Format]) -> Iterator[Path]:
    """The manifest of ``form`` and the templates for ``formats``, wherever they are."""
    yield registry.manifest(form.id)
    if "docx" in formats:
        yield registry.docx_template(form.id)
    if not {"pdf", "xlsx"}.isdisjoint(formats):
        template = registry.pdf_template(form.id)
        folders = [folder / "pdf" for folder in registry.folders]
        yield from pdf_files(template.name, folders) if template.suffix == ".xml" else [template]


def digest_of_form(form: Form, registry: FormRegistry, formats: Sequence[Format]) -> str:
    """What stands for a form as it is now, with its templates, and for this release."""
    version = metadata.version(_DISTRIBUTION)
    # The form itself too: a manifest may go by other files.
    said = (version, *sorted(formats), repr(form), repr(form.scheme))
    digest = hashlib.sha256("\0".join(said).encode())
    for path in files_of(form, registry, formats):
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where it is remembered: ``perfreport/proved`` in the user's folder for such files."""
    usual = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    folder = os.environ.get(usual, "")
    base = Path(folder) if os.path.isabs(folder) else Path.home() / ".cache"
    return base / "perfreport" / "proved"


def _is_remembered(digest: str) -> bool:
    with suppress(OSError, RuntimeError):
        return (cache_folder() / digest).exists()
    return False


def _remember(digest: str) -> None:
    """Put an empty file where others look; where none can be written the form is proved again."""
    _sound.add(digest)
    with suppress(OSError, RuntimeError):
        cache_folder().mkdir(parents=True, exist_ok=True)
        (cache_folder() / digest).touch()
