"""The functions of the public interface."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perfreport.basics.errors import OutputError
from perfreport.basics.files import Outbox, file_name
from perfreport.blocks.model import Document
from perfreport.checks.engine.finding import Finding
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import (
    fitted,
    read_document,
    require_gaps_to_print,
    understand,
)
from perfreport.documents.rendering import FORMATS, Format, Rendered, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets

if TYPE_CHECKING:
    from perfreport.roundtrip import Reading

_LOG = logging.getLogger("perfreport")

AnyPath = str | PathLike[str]


def load(
    path: AnyPath,
    *,
    form: str | None = None,
    templates: Sequence[AnyPath] = (),
    draft: bool = False,
) -> Document:
    """The document in a YAML or JSON file.

    Args:
        path: of the file, UTF-8.
        form: id of the form that it must fit; by default the one it names.
        templates: folders with forms of your own, looked into before the built-in ones.
        draft: whether fields may still say 待填; the document has gaps there, which ``check`` lists
            and ``render`` prints in a draft.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    loaded = read_document(Path(path), _registry(templates), form, allow_pending=draft)
    require_gaps_to_print(loaded)
    return loaded.document


def loads(
    text: str,
    *,
    notation: Literal["yaml", "json"] = "yaml",
    form: str | None = None,
    templates: Sequence[AnyPath] = (),
    draft: bool = False,
) -> Document:
    """The document in ``text``; see ``load``."""
    registry = _registry(templates)
    lists = registry.kinds.keys_of_lists
    source = parse_source(text, lists=lists, is_json=notation == "json")
    loaded = understand(source, registry, form, allow_pending=draft)
    require_gaps_to_print(loaded)
    return loaded.document


def check(
    document: Document,
    *,
    against: Sequence[DepartmentTargets | ProjectTargets] = (),
    form: str | None = None,
    templates: Sequence[AnyPath] = (),
    fonts: Sequence[AnyPath] = (),
    system_fonts: bool = True,
) -> tuple[Finding, ...]:
    """What does not hold in ``document``, by the rules of ``docs/rules.md``.

    Args:
        document: what to check.
        against: the declarations that an evaluation is compared with; for a department's
            declaration, those of its projects.
        form: id of the form whose taxonomy and scheme apply; by default the document's own.
        templates: folders with forms of your own, looked into before the built-in ones.
        fonts: as ``render`` takes them, to know which characters the PDF cannot print.
        system_fonts: as ``render`` takes it.

    Raises:
        InputError: when a document does not fit its form, or cannot be compared with the others.
        TemplateError: when a form or its scheme is wrong.
    """
    registry = _registry(templates)
    declarations = [fitted(each, registry) for each in against]
    loaded = fitted(document, registry, form)
    printing = _renderer(registry, fonts, system_fonts).findings(loaded)
    return (*check_loaded(loaded, registry, declarations), *printing)


def render(
    document: Document,
    format: Format,
    *,
    form: str | None = None,
    templates: Sequence[AnyPath] = (),
    fonts: Sequence[AnyPath] = (),
    system_fonts: bool = True,
    created: datetime | None = None,
    draft: bool = False,
) -> bytes:
    """The finished Word or PDF file of ``document``.

    The same document, templates and fonts give the same bytes. Fonts installed on the machine are
    an input too: with ``system_fonts=False`` only ``fonts`` and the bundled ones are used. Which
    characters a font of last resort has set in a PDF is told to the logger ``perfreport`` (INFO).

    Args:
        document: what to render.
        format: ``"docx"`` or ``"pdf"``.
        form: id of the form to print on; by default the one the document names.
        templates: folders with forms of your own, looked into before the built-in ones.
        fonts: folders with fonts that are preferred to all others in the PDF.
        system_fonts: whether official faces installed on this machine are used in the PDF.
        created: time of creation stated in the file's properties; none is stated by default.
        draft: whether to make a draft (草稿), to be filled in: it says so on each page, and shows
            what is still 待填 in the document, as ``load`` with ``draft`` reads it.

    Raises:
        InputError: when the document does not fit the form, no font has a character of it, or
            something in it is still 待填 and it is to be no draft.
        TemplateError: when the form or a template is wrong.
    """
    registry = _registry(templates)
    renderer = _renderer(registry, fonts, system_fonts, created)
    return _content(renderer.render(fitted(document, registry, form), format, draft=draft))


def write(
    document: Document,
    directory: AnyPath,
    *,
    name: str | None = None,
    formats: Iterable[Format] = FORMATS,
    form: str | None = None,
    templates: Sequence[AnyPath] = (),
    fonts: Sequence[AnyPath] = (),
    system_fonts: bool = True,
    created: datetime | None = None,
    draft: bool = False,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Render ``document`` into ``directory`` and return the paths of the files.

    All files are new and whole, or none is touched.

    Args:
        document: what to render.
        directory: where to; made when absent.
        name: of the files without their endings; by default year, department and kind.
        formats: which files to make.
        form: as ``render`` takes it.
        templates: as ``render`` takes them.
        fonts: as ``render`` takes them.
        system_fonts: as ``render`` takes it.
        created: as ``render`` takes it.
        draft: as ``render`` takes it.
        overwrite: whether to write over a Word file that somebody edited, or that is not known to
            be one that perfreport made, or over what is no PDF under the name of one.

    Raises:
        InputError: as ``render`` does.
        TemplateError: as ``render`` does.
        OutputError: when a file cannot be written, or would be overwritten with what it says.
    """
    from perfreport.documents.overwriting import loss  # reads Word files: 90 ms to load

    registry = _registry(templates)
    renderer = _renderer(registry, fonts, system_fonts, created)
    loaded = fitted(document, registry, form)
    stem = file_name(name or f"{document.year}年{document.department}{document.kind}")
    paths = {format: Path(directory) / f"{stem}.{format}" for format in formats}
    for path in () if overwrite else paths.values():
        if lost := loss(path, loaded, registry):
            raise OutputError(f"{lost}；要盖掉它，写 overwrite=True")
    with Outbox() as outbox:
        for format, path in paths.items():
            outbox.add(path, _content(renderer.render(loaded, format, draft=draft)))
    return tuple(paths.values())


def read_docx(
    content: bytes, *, form: str | None = None, templates: Sequence[AnyPath] = ()
) -> Reading:
    """What a generated Word file says after it was edited, as data, and what was edited in it.

    Args:
        content: of the file, in whatever state an editor left it.
        form: id of the form that it is printed on, for a file that does not name one itself.
        templates: folders with forms of your own, looked into before the built-in ones.

    Raises:
        InputError: when it was not made by perfreport, is damaged, encrypted or too large, or its
            form cannot be told.
        TemplateError: when the manifest of its form is wrong.
    """
    from perfreport import roundtrip as reading

    return reading.read_docx(content, _registry(templates), form_id=form)


def _content(file: Rendered) -> bytes:
    """The bytes of ``file``, whose remarks go to the log."""
    for remark in file.remarks:
        _LOG.info(remark)
    return file.content


def _registry(templates: Sequence[AnyPath]) -> FormRegistry:
    return FormRegistry([Path(folder) for folder in templates])


def _renderer(
    registry: FormRegistry,
    fonts: Sequence[AnyPath],
    system_fonts: bool,
    created: datetime | None = None,
) -> Renderer:
    folders = [Path(folder) for folder in fonts]
    return Renderer(registry, folders, system_fonts=system_fonts, created=created)
