"""The functions of the public interface: what the command does, for programs.

What one of them alone needs is imported when it is called: most programs load and render.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from perfreport.api.given import (
    chosen_settings,
    require_bytes,
    require_document,
    with_its_form,
)
from perfreport.basics.addresses import NOWHERE, DataPath, FieldPath
from perfreport.basics.errors import InputError, Mistake, OutputError
from perfreport.basics.files import Outbox, file_name
from perfreport.basics.messages import choices
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.walk import field_at, keyed, value_at
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import (
    Loaded,
    declared,
    read_document,
    require_gaps_to_print,
    understand,
)
from perfreport.documents.rendering import ALL_FORMATS, FORMATS, Format, Rendered
from perfreport.documents.settings import AnyPath, Settings
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kind

if TYPE_CHECKING:
    from perfreport.blocks.explanation import Explanation
    from perfreport.checks.engine.finding import Finding
    from perfreport.compare import Difference
    from perfreport.documents.taking_over import Update
    from perfreport.roundtrip import Reading

D = TypeVar("D", bound=Document)
Notation = Literal["yaml", "json"]

_DUMPING = Lock()  # of threads that write under one name the first alone does
_LOG = logging.getLogger("perfreport")
_LOG.addHandler(logging.NullHandler())


class FormEntry(NamedTuple):
    """A form there is to print on (版式).

    Attributes:
        id: as data files name it.
        kind: of document that it prints.
        name: of the document, as printed.
        region: where it is used.
        year: or years, as printed in its list.
    """

    id: str
    kind: str
    name: str
    region: str
    year: str


def load(
    path: AnyPath, *, form: str | None = None, draft: bool = False, settings: Settings | None = None
) -> Document:
    """The document in a YAML or JSON file, or in a workbook (.xlsx, .xls, .ods).

    Args:
        path: of the file, a text in UTF-8.
        form: id of the form to use in place of the one that the file names; the document keeps it.
        draft: whether fields may still say 待填; the document has gaps there, which ``check`` lists
            and ``render`` prints in a draft.
        settings: where forms are.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    registry = chosen_settings(settings).registry
    return _taken(read_document(Path(path), registry, form, allow_pending=draft))


def loads(
    text: str | bytes,
    *,
    notation: Notation = "yaml",
    form: str | None = None,
    draft: bool = False,
    settings: Settings | None = None,
) -> Document:
    """The document in ``text``, or in its UTF-8 bytes; see ``load``."""
    return _taken(_understood(_decoded(text), notation, form, draft, chosen_settings(settings)))


def dumps(
    document: Document, *, notation: Notation = "yaml", settings: Settings | None = None
) -> str:
    """``document`` as the text of a data file, from which ``loads`` gives it again.

    Fields that are left out or have their default are not written; one still to be filled in says
    待填.

    Args:
        document: what to write.
        notation: of the text.
        settings: where forms are; what a form declares is written by its keys.

    Raises:
        InputError: when it states what its form does not declare.
        TemplateError: when the form's manifest is wrong.
    """
    from perfreport.data.updating import written

    return written(_as_declared(document, settings), is_json=_is_json(notation))


def dump(
    document: Document,
    path: AnyPath,
    *,
    overwrite: bool = False,
    settings: Settings | None = None,
) -> Path:
    """Write ``document`` as a data file, a workbook or JSON if ``path`` says so; return the path.

    Args:
        document: what to write.
        path: of the file.
        overwrite: whether a file that is there may be replaced, with the comments in it.
        settings: where forms are.

    Raises:
        InputError: when it states what its form does not declare.
        OutputError: when there is such a file, its name ends otherwise, or it cannot be written.
        TemplateError: when the form's manifest is wrong.
    """
    from perfreport.documents.converting import DATA_ENDINGS, data_file

    typed = _as_declared(document, settings)
    target = Path(path)
    if target.suffix.lower() not in DATA_ENDINGS:
        raise OutputError(f"{target}：数据文件的名称请以 {choices(DATA_ENDINGS)} 结尾")
    form = chosen_settings(settings).registry.get(typed.form) if typed.form else None
    content = data_file(typed, target, form)
    with _DUMPING, Outbox() as outbox:
        outbox.add(target, content)
        if not overwrite and os.path.lexists(target):
            raise OutputError(f"{target}：已经有这个文件，没有覆盖；要盖掉它，写 overwrite=True")
    return target


def blank(name: str, *, settings: Settings | None = None) -> str:
    """The text of a data file (YAML) with every field of a form, to be filled in.

    Args:
        name: the id of a form, or the name or short name of a kind.
        settings: where forms are.

    Raises:
        InputError: when there is no such form or kind, or a kind whose forms are of several.
        TemplateError: when the form's manifest is wrong.
    """
    from perfreport.documents.blanks import blank_called, blank_text

    registry = chosen_settings(settings).registry
    return blank_text(blank_called(name, registry), registry)


def blank_xlsx(name: str, *, settings: Settings | None = None) -> bytes:
    """The same as a workbook (.xlsx).

    Raises:
        InputError: as ``blank`` does.
        TemplateError: as ``blank`` does.
        ExtraError: when the packages that write workbooks are not installed.
    """
    from perfreport.documents.blanks import blank_called, blank_workbook

    registry = chosen_settings(settings).registry
    return blank_workbook(blank_called(name, registry), registry)


def check(
    document: Document,
    *,
    against: Document | Sequence[Document] = (),
    form: str | None = None,
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    """What does not hold in ``document``, by the rules of ``docs/rules.md``.

    Args:
        document: what to check.
        against: the earlier documents of the year that it is compared with: for an evaluation
            targets, monitoring, tables; for a department's declaration, those of its projects.
        form: id of the form whose taxonomy and scheme apply; by default the document's own.
        settings: where forms are, and which fonts, to know which characters no PDF can print.

    Raises:
        InputError: when a document does not fit its form, or cannot be compared with the others.
        TemplateError: when a form or its scheme is wrong.
    """
    chosen = chosen_settings(settings)
    sources = [against] if isinstance(against, Document) else against
    declarations = [with_its_form(each, chosen) for each in sources]
    loaded = with_its_form(document, chosen, form)
    found = check_loaded(loaded, chosen.registry, declarations)
    return (*found, *chosen.renderer.findings(loaded))


def explain(
    document: Document,
    place: str | Sequence[str | int] | None = None,
    *,
    form: str | None = None,
    settings: Settings | None = None,
) -> tuple[Explanation, ...]:
    """How the computed figures of ``document`` came about, in the order of print.

    Args:
        document: what to explain.
        place: only the figures at this place and below: ``管理效率.指标[3].得分率``, or a path such
            as findings have. Where nothing is computed, the figures that this one went into.
        form: id of the form that it is printed on; by default the document's own.
        settings: where forms are.

    Raises:
        InputError: when the document does not fit the form, or there is no such ``place``.
        TemplateError: when the form or its scheme is wrong.
    """
    from perfreport.documents.explaining import explain as explained

    loaded = with_its_form(document, chosen_settings(settings), form)
    if place is None:
        return explained(loaded.document, loaded.form)
    path = _path(loaded.document, place)
    found = explained(loaded.document, loaded.form, path)
    if not found and not _is_place(loaded.document, path):
        raise InputError([Mistake(path, "没有这个位置，请核对")])
    return found


def diff(before: D, after: D) -> tuple[Difference, ...]:
    """What differs between two documents of one kind, field by field and row by row.

    Raises:
        InputError: when they are of different kinds.
    """
    from perfreport.compare import compare_documents

    require_document(before)
    require_document(after)
    return tuple(compare_documents(before, after))


def draft(
    kind: str | type[Document],
    sources: Document | Sequence[Document],
    *,
    form: str | None = None,
    settings: Settings | None = None,
) -> str:
    """The text of a data file (YAML) begun from the documents before it.

    What is known is filled in and what is not says 待填, with what was last seen, or last year's
    figures, in comments.

    Args:
        kind: of the document to begin: its class, its name or its short name.
        sources: documents of the year from which it is begun; for a declaration last year's, on
            whatever form, last year's evaluation tables, or both.
        form: id of its form, which may go unsaid where there is but one.
        settings: where forms are.

    Raises:
        InputError: when it cannot be begun from these documents, or a form is missing.
        TemplateError: when a form is wrong.
    """
    from perfreport.documents.drafting import drafted  # late: it knows all kinds

    chosen = chosen_settings(settings)
    begun = _kind(kind)
    documents = [sources] if isinstance(sources, Document) else sources
    loaded = [
        with_its_form(each, chosen, form if _is_for(each, begun) else None) for each in documents
    ]
    return drafted(begun, loaded, chosen.registry, form).begun.text


def _is_for(document: Document, kind: Kind) -> bool:
    """Whether last year's ``document`` is one of the form that next year's is begun on."""
    is_last_years = kind.is_declaration and document.kind == kind.name
    return is_last_years and not (kind.carries and document.form)


def render(
    document: Document,
    format: Format,
    *,
    form: str | None = None,
    draft: bool = False,
    settings: Settings | None = None,
) -> bytes:
    """The finished Word or PDF file of ``document``.

    The same document, templates and fonts give the same bytes. Which characters a font of last
    resort has set in a PDF is told to the logger ``perfreport`` (INFO).

    Args:
        document: what to render.
        format: ``"docx"`` or ``"pdf"``.
        form: id of the form to print on; by default the one the document names.
        draft: whether to make a draft (草稿), to be filled in: it says so on each page, and shows
            what is still 待填 in the document, as ``load`` with ``draft`` reads it.
        settings: where forms and fonts are, and the time that the file states.

    Raises:
        InputError: when the document does not fit the form, no font has a character of it, or
            something in it is still 待填 and it is to be no draft.
        TemplateError: when the form or a template is wrong.
    """
    chosen = chosen_settings(settings)
    loaded = with_its_form(document, chosen, form)
    return _content(chosen.renderer.render(loaded, format, draft=draft))


def render_merged(
    documents: Iterable[Document],
    *,
    title: str,
    form: str | None = None,
    draft: bool = False,
    settings: Settings | None = None,
) -> bytes:
    """One PDF of several documents, in their order: one numbering of pages, one outline.

    Each document begins a page, and has an entry of the outline above its headings. What several
    have in common is in the file once. The same documents, templates and fonts give the same
    bytes.

    Args:
        documents: to render, taken one after the other as they are needed.
        title: of the file, which viewers show.
        form: as ``render`` takes it, of all of them.
        draft: as ``render`` takes it, of all of them.
        settings: as ``render`` takes them.

    Raises:
        InputError: as ``render`` does; when there are no documents.
        TemplateError: as ``render`` does.
    """
    from perfreport.documents.merging import Merging

    chosen = chosen_settings(settings)
    merging = Merging(chosen.renderer, title, draft=draft)
    content = b"".join(merging.parts(with_its_form(each, chosen, form) for each in documents))
    return _content(Rendered(content, merging.remarks))


def write(
    document: Document,
    directory: AnyPath,
    *,
    name: str | None = None,
    formats: Format | Iterable[Format] = FORMATS,
    form: str | None = None,
    draft: bool = False,
    overwrite: bool = False,
    settings: Settings | None = None,
) -> tuple[Path, ...]:
    """Render ``document`` into ``directory`` and return the paths of the files.

    All files are new and whole, or none is touched.

    Args:
        document: what to render.
        directory: where to; made when absent.
        name: of the files without their endings; by default year, department and kind.
        formats: which files to make.
        form: as ``render`` takes it.
        draft: as ``render`` takes it.
        overwrite: whether to write over a Word file that somebody edited, or that is not known to
            be one that perfreport made, or over what is no PDF under the name of one.
        settings: as ``render`` takes them.

    Raises:
        InputError: as ``render`` does.
        TemplateError: as ``render`` does.
        OutputError: when a file cannot be written, or would be overwritten with what it says.
    """
    from perfreport.documents.overwriting import loss

    chosen = chosen_settings(settings)
    loaded = with_its_form(document, chosen, form)
    stem = file_name(name or f"{document.year}年{document.department}{document.kind}")
    wanted = (formats,) if isinstance(formats, str) else tuple(formats)
    if not wanted or not set(wanted) <= set(ALL_FORMATS):
        raise ValueError(f"formats are some of {ALL_FORMATS}, not {formats!r}")
    paths = {format: Path(directory) / f"{stem}.{format}" for format in wanted}
    for path in () if overwrite else paths.values():
        if lost := loss(path, loaded, chosen.registry):
            raise OutputError(f"{lost}；要盖掉它，写 overwrite=True")
    with Outbox() as outbox:
        for format, path in paths.items():
            outbox.add(path, _content(chosen.renderer.render(loaded, format, draft=draft)))
    return tuple(paths.values())


def read_docx(
    content: bytes, *, form: str | None = None, settings: Settings | None = None
) -> Reading:
    """What a generated Word file says after it was edited, as data, and what was edited in it.

    Args:
        content: of the file, in whatever state an editor left it.
        form: id of the form that it is printed on, for a file that does not name one itself.
        settings: where forms are, and how much is read.

    Raises:
        InputError: when it was not made by perfreport, is damaged, encrypted or too large, or its
            form cannot be told.
        TemplateError: when the manifest of its form is wrong.
    """
    from perfreport import roundtrip

    require_bytes(content, "a Word file")
    chosen = chosen_settings(settings)
    return roundtrip.read_docx(content, chosen.registry, chosen.bounds, form_id=form)


def read_xlsx(
    content: bytes, *, form: str | None = None, settings: Settings | None = None
) -> Reading:
    """The same of a generated workbook (.xlsx).

    Raises:
        InputError: as ``read_docx`` does; also for a workbook that data are filled into.
        TemplateError: as ``read_docx`` does.
    """
    from perfreport import roundtrip

    require_bytes(content, "a workbook")
    chosen = chosen_settings(settings)
    return roundtrip.read_xlsx(content, chosen.registry, chosen.bounds, form_id=form)


def update(
    text: str | bytes,
    reading: Reading,
    *,
    notation: Notation = "yaml",
    settings: Settings | None = None,
) -> Update:
    """A data file with what was edited in the Word file that was made from it.

    Only what was edited changes; comments, order and notation stay. What both changed is left, and
    is a conflict.

    Args:
        text: of the data file, or its UTF-8 bytes, or the bytes of a workbook (.xlsx).
        reading: of the file, as ``read_docx`` and ``read_xlsx`` give it.
        notation: of ``text``.
        settings: where forms are.

    Raises:
        InputError: with every mistake in ``text``, or when it is another kind of document.
        TemplateError: when the form is wrong.
    """
    from perfreport.documents.kept_data import KeptText, kept_workbook
    from perfreport.documents.taking_over import updated

    chosen = chosen_settings(settings)
    printed_on = None if reading.document.form else reading.form_id
    if isinstance(text, bytes) and (workbook := kept_workbook(text)):
        loaded = workbook.understood(text, chosen.registry, printed_on)
        return updated(workbook, loaded, reading, chosen.registry)
    before = _decoded(text)
    loaded = _understood(before, notation, printed_on, True, chosen)
    return updated(KeptText(before, _is_json(notation)), loaded, reading, chosen.registry)


def list_forms(*, settings: Settings | None = None) -> tuple[FormEntry, ...]:
    """The forms there are, in the order of their ids.

    Raises:
        TemplateError: when one of them is wrong.
    """
    registry = chosen_settings(settings).registry
    forms = map(registry.get, registry.ids)
    return tuple(FormEntry(each.id, each.kind, each.name, each.region, each.year) for each in forms)


def json_schema(
    kind: str | type[Document] | None = None,
    *,
    form: str | None = None,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the data files of a kind, or of one form.

    Args:
        kind: the class of the documents, their name or short name; goes without saying for a form.
        form: id of the form whose fields and levels alone are allowed.
        settings: where forms are.

    Raises:
        InputError: when there is no such kind or form.
        TemplateError: when the form is wrong.
    """
    from perfreport.data.schema import json_schema as schema_of

    if form is None:
        return schema_of(_kind(kind).model)
    found = chosen_settings(settings).registry.get(form)
    if kind is not None and _kind(kind).name != found.kind:
        raise InputError([Mistake(DataPath("版式"), f"{form} 是“{found.kind}”的版式")])
    return schema_of(found.model, found)


def _as_declared(document: Document, settings: Settings | None) -> Document:
    """``document``, perhaps built before its form was known, with what the form declares typed."""
    require_document(document)
    is_built = type(document) is KINDS.models.get(document.kind)
    return declared(document, chosen_settings(settings).registry) if is_built else document


def _is_json(notation: str) -> bool:
    if notation not in ("yaml", "json"):
        raise ValueError(f"notation is 'yaml' or 'json', not {notation!r}")
    return notation == "json"


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text
    if not isinstance(text, bytes):
        raise TypeError(f"a text or its UTF-8 bytes are wanted, not {type(text).__name__}")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"不是 UTF-8 编码的文字（第 {error.start + 1} 个字节），请换成 UTF-8"
        raise InputError([Mistake(NOWHERE, message)]) from None


def _understood(
    text: str, notation: Notation, form: str | None, allow_pending: bool, chosen: Settings
) -> Loaded:
    lists = KINDS.keys_of_lists
    source = parse_source(text, lists=lists, is_json=_is_json(notation))
    return understand(source, chosen.registry, form, allow_pending=allow_pending)


def _taken(loaded: Loaded) -> Document:
    """The document of ``loaded``, which remembers the form that was asked for."""
    require_gaps_to_print(loaded)
    # Not validated again: where something is still 待填, the document has what no file may say.
    return with_fields(loaded.document, {"form": loaded.form.id})


def _path(document: Document, place: str | Sequence[str | int]) -> DataPath:
    """The path that is meant, by keys, whether it was given by them or by attributes."""
    try:
        path = DataPath.parse(place) if isinstance(place, str) else DataPath(*place)
    except ValueError as error:
        raise InputError([Mistake(NOWHERE, str(error))]) from None
    return keyed(type(document), FieldPath(*path))


def _is_place(document: Document, path: DataPath) -> bool:
    """Whether ``document`` has a field or an item at ``path``."""
    field = field_at(type(document), path)
    is_item = isinstance(path[-1], int)
    return field is not None and (not is_item or value_at(document, path) is not None)


def _kind(kind: str | type[Document] | None) -> Kind:
    """The kind that is meant."""
    for each in KINDS.all:
        if kind in (each.model, each.id, each.name):
            return each
    known = choices((*KINDS.by_id, *KINDS.by_name))
    raise InputError([Mistake(DataPath("文种"), f"没有文种“{kind}”，可写：{known}")])


def _content(file: Rendered) -> bytes:
    """The bytes of ``file``, whose remarks go to the log."""
    for remark in file.remarks:
        _LOG.info(remark)
    return file.content
