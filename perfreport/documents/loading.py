"""From a data file to a document that fits its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake, TemplateError, concerning
from perfreport.basics.invisible import remark_on, without
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.positions import Position
from perfreport.basics.quantities import PENDING, Unit
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.model import Document
from perfreport.blocks.specialised import converted
from perfreport.data.data_files import Input, read_source
from perfreport.data.gaps import decides, gap_places, with_gaps
from perfreport.data.items import with_named_items
from perfreport.data.naming import with_meant_keys
from perfreport.data.pending import pending_places, unfilled, with_stand_ins
from perfreport.data.source import EXAMPLES, Source
from perfreport.data.units import in_unit
from perfreport.data.validation import Examination, examine, in_order
from perfreport.documents.workbook_files import workbook_in
from perfreport.forms.conformance import misfits
from perfreport.forms.registry import FormRegistry

if TYPE_CHECKING:
    from perfreport.sheets.workbook import Workbook

_KIND = "文种"
_FORM = DataPath("版式")
_SCHEME = DataPath("评分办法")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with the form it is for and, when it came from a file, the places of its fields.

    Attributes:
        document: the typed document.
        form: what it will be printed on.
        source: the data file; None for a document built in Python.
        pending: the places that are still to be filled in (待填); the document has gaps there.
    """

    document: Document
    form: Form
    source: Source | None = None
    pending: tuple[DataPath, ...] = ()

    @property
    def name(self) -> str | None:
        """The name of the data file; None without one."""
        return self.source.name if self.source else None

    def line(self, path: DataPath) -> Position | None:
        """The line or the cell of the field at ``path`` in the data file; None without one."""
        return self.source.line(path) if self.source else None

    def mistakes(self, places: Iterable[Misfit]) -> InputError:
        """The error for what is wrong at ``places``, with lines where they are known."""
        return InputError(_mistakes(places, self.source), self.name)


def read_document(
    path: Input,
    registry: FormRegistry,
    form_id: str | None = None,
    *,
    allow_pending: bool = False,
) -> Loaded:
    """Read the data file at ``path`` for the form it names, or for ``form_id``.

    Args:
        path: of the file.
        registry: of the forms.
        form_id: of the form to use in place of the one that the file names.
        allow_pending: whether fields may say 待填.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    with concerning(path):
        given = workbook_in(path) or read_source(path, registry.kinds.keys_of_lists)
        return understand(given, registry, form_id, allow_pending=allow_pending)


def understand(
    given: Source | Workbook,
    registry: FormRegistry,
    form_id: str | None = None,
    *,
    allow_pending: bool = False,
) -> Loaded:
    """The document in what was ``given``; see ``read_document``."""
    begun = _begun(given)
    form, model = _form_and_class(begun, registry, form_id)
    source = given if isinstance(given, Source) else _read(given, form, model)
    source = with_named_items(source, model)
    if form is not None:
        source = in_unit(source, model, Unit.named(form.figures.unit))
    if pending := pending_places(source):
        source = with_meant_keys(source, model)
        pending = pending_places(source)
    examination = examine(with_stand_ins(source, model, pending), model)
    if pending and not allow_pending:
        mistakes = (*examination.mistakes, *unfilled(source, model, pending, form))
        examination = replace(examination, mistakes=mistakes)
    # Mistakes are told with the keys that were typed, and looked up by those that were meant.
    if examination.mistakes:
        source = with_meant_keys(source, model)
    return _fitted(examination, registry, form_id, source, pending)


def names_form(given: Source | Workbook) -> bool:
    """Whether what was ``given`` says which form it is for (版式)."""
    begun = _begun(given)
    return str(_FORM[-1]) in begun.root.children


def _begun(given: Source | Workbook) -> Source:
    """What says which kind and form it is: of a workbook its beginning."""
    if isinstance(given, Source):
        return given
    # Late, here and below: most data files are texts.
    from perfreport.workbooks.reading import beginning

    return beginning(given)


def _read(workbook: Workbook, form: Form | None, model: type[Document]) -> Source:
    from perfreport.workbooks.layout import layout_of, layout_of_class
    from perfreport.workbooks.reading import read

    return read(workbook, layout_of(form) if form else layout_of_class(model))


def fitted(document: Document, registry: FormRegistry, form_id: str | None = None) -> Loaded:
    """``document`` with its form, or with ``form_id``'s.

    Raises:
        InputError: when there is no such form, it is for another kind, or the document has what
            the form cannot print.
        TemplateError: when the form's manifest is wrong.
    """
    form = _form(form_id or document.form, document.kind, registry)
    examination = Examination(document if isinstance(form, str) else on_form(document, form))
    return _fitted(examination, registry, form_id, pending=gap_places(document))


def declared(document: Document, registry: FormRegistry) -> Document:
    """``document`` as one of its form's own class; as it is where no form is known for it.

    Raises:
        InputError: when it states what the form does not declare, or otherwise than it does.
        TemplateError: when the form's manifest is wrong.
    """
    form = _form(document.form, document.kind, registry)
    return document if isinstance(form, str) else on_form(document, form)


def on_form(document: Document, form: Form) -> Document:
    """``document``, perhaps built before its form was known, as one of the form's own class.

    Raises:
        InputError: when it states what the form does not declare, or otherwise than it does.
    """
    mistakes: list[Mistake] = []
    found = converted(document, form.model, NOWHERE, mistakes)
    if mistakes:
        raise InputError(mistakes)
    return found


def _fitted(
    examination: Examination[Document],
    registry: FormRegistry,
    form_id: str | None,
    source: Source | None = None,
    pending: tuple[DataPath, ...] = (),
) -> Loaded:
    """The document with its form, unless something is wrong with it or it does not fit."""
    document = examination.content
    form = _form(form_id or document.form, document.kind, registry)
    if isinstance(form, str) and form_id:
        news = [Mistake(NOWHERE, form)]
    else:
        found: Iterable[Misfit] = [(_FORM, form)] if isinstance(form, str) else ()
        if not isinstance(form, str):
            form, wrong = _going_by(form, document, registry)
            found = chain(wrong, _misfits(document, form, registry))
        # A form that is 待填 is still asked for: nothing can be printed without one.
        gaps = (place for place in pending if place != _FORM)
        news = _mistakes(_elsewhere(found, (*examination.wrong, *gaps)), source)
    found_wrong = (*examination.mistakes, *news)
    mistakes = in_order(source.told(found_wrong) if source else found_wrong)
    if mistakes or isinstance(form, str):
        raise _refusal(mistakes, source)
    if source:
        document = with_gaps(document, pending, form.awaited)
    return Loaded(document, form, source, pending)


def _refusal(mistakes: Sequence[Mistake], source: Source | None) -> InputError:
    """The error for ``mistakes``, with the remarks on ``source`` that none of them says."""
    if source is None:
        return InputError(mistakes)
    said = {(each.message, each.position) for each in mistakes}
    remarks = (each for each in source.remarks if (each.message, each.position) not in said)
    return InputError(mistakes, source.name, remarks)


def _going_by(form: Form, document: Document, registry: FormRegistry) -> tuple[Form, list[Misfit]]:
    """``form`` with the scheme that ``document`` names, and what is wrong with that."""
    try:
        return registry.going_by(form, document), []
    except TemplateError as error:
        return form, [(_SCHEME, str(error))]


def _misfits(document: Document, form: Form, registry: FormRegistry) -> Iterator[Misfit]:
    # Of thousands of rows each may have the field.
    others = cache(lambda field: registry.with_place_for(field, form))
    return misfits(document, form, others)


def require_filled(loaded: Loaded) -> None:
    """Refuse what is still 待填 in ``loaded``.

    Raises:
        InputError: with the first place, and how many there are.
    """
    model, form = type(loaded.document), loaded.form
    if found := unfilled(loaded.source, model, loaded.pending, form):
        raise InputError(found, loaded.name)


def require_gaps_to_print(loaded: Loaded) -> None:
    """Refuse what is still 待填 though it decides how ``loaded`` is printed.

    Raises:
        InputError: with every such place.
    """
    found = [path for path in loaded.pending if decides(path)]
    if found:
        message = "这一项决定文书怎样印，印草稿以前也要填好"
        raise loaded.mistakes((path, message) for path in found)


def _elsewhere(found: Iterable[Misfit], wrong: Iterable[DataPath]) -> Iterator[Misfit]:
    """What was found neither at one of the ``wrong`` places, nor inside or around it."""
    places = frozenset(wrong)
    around = {place[:depth] for place in places for depth in range(len(place))}
    for path, message in found:
        if path not in around and places.isdisjoint(path.prefixes()):
            yield path, message


def _mistakes(places: Iterable[Misfit], source: Source | None) -> list[Mistake]:
    return [
        Mistake(source.typed(path), message, source.line(path))
        if source
        else Mistake(path, message)
        for path, message in places
    ]


def kind_of(given: Source | Workbook, registry: FormRegistry) -> str:
    """The name of the kind that ``given`` says it is.

    Raises:
        InputError: when it says none that is known.
    """
    return _kind(_begun(given), registry, None)


def _form_and_class(
    source: Source, registry: FormRegistry, form_id: str | None
) -> tuple[Form | None, type[Document]]:
    """The form that ``source`` names and the class of its documents, or that of its kind."""
    named = source.root.children.get("版式")
    found = form_id or (named.value if named else None)
    form = registry.get(found) if isinstance(found, str) and found in registry.ids else None
    kind = _kind(source, registry, form)
    if form is None or form.kind != kind:
        return None, registry.class_of(kind)
    return form, form.model


def _kind(source: Source, registry: FormRegistry, form: Form | None) -> str:
    """The name of the kind that ``source`` names, of those that are known."""
    typed = next((key for key in source.root.children if without(str(key)) == _KIND), _KIND)
    name = source.root.children.get(typed)
    place = DataPath(typed)
    if name is not None and isinstance(name.value, str):
        # Most documents name their form, and no other manifest need be read.
        if (form and form.kind == name.value) or name.value in registry.kinds.by_name:
            return name.value
        if name.value in registry.kind_names:
            return name.value
    kinds = choices(registry.kind_names)
    if not source.root.is_mapping:
        place = NOWHERE
        message = f"数据文件应是一组“键: 值”，从“文种: …”写起，冒号用半角，后面空一格；{EXAMPLES}"
    elif remark := remark_on(str(typed)):
        message = f"{quoted(typed)}的{remark}"
    elif name is None or not isinstance(name.value, str):
        message = f"这里要写明文种，可写：{kinds}；{EXAMPLES}"
    elif remark := remark_on(name.value):
        message = f"{quoted(name.value)}的{remark}"
    else:
        near = nearest(name.value, registry.kind_names)
        hint = f"是不是“{near}”？" if near else ""
        message = f"没有“{name.value}”这个文种，{hint}可写：{kinds}"
    refusal = Mistake(place, message, source.line(DataPath(typed)))
    raise _refusal(in_order((*source.mistakes, refusal)), source)


def _form(form_id: str | None, kind: str, registry: FormRegistry) -> Form | str:
    """The form to print on, or what is wrong with the choice of it."""
    if form_id in (None, PENDING):
        return f"缺这一项，请写明用哪个版式，可写：{registry.choices(kind)}"
    if form_id not in registry.ids:
        return registry.advice(form_id, kind)
    form = registry.get(form_id)
    if form.kind != kind:
        return f"版式 {form_id} 是“{form.kind}”的，不是“{kind}”的；可写：{registry.choices(kind)}"
    return form
