"""From a document and its form to the bytes of a finished file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import lru_cache, partial
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from perfreport.basics import resources
from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import GlyphError, InputError, Mistake, NumberError, TemplateError
from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.basics.properties import DRAFT, Properties
from perfreport.basics.quantities import Amount
from perfreport.blocks.walk import attributes, characters_in, walk, walk_texts
from perfreport.checks.engine.finding import Finding
from perfreport.checks.printing import unprintable
from perfreport.documents.coverage import require_places
from perfreport.documents.loading import Loaded, require_filled, require_gaps_to_print
from perfreport.documents.pages import page_view, read_view, side_by_side
from perfreport.documents.remarks import remarks_on, undrawn
from perfreport.forms.registry import FormRegistry

if TYPE_CHECKING:
    from perfreport.derivation.derived import Derived
    from perfreport.docx.charts import Picture
    from perfreport.docx.contents import Entry
    from perfreport.docx.template import WordTemplate
    from perfreport.page.balance import Plan
    from perfreport.pdf.writer import PdfWriter
    from perfreport.typeset.fonts.book import FontBook
    from perfreport.typeset.fonts.missing import Refusal
    from perfreport.typeset.markup.blocks import Block, PageSetup
    from perfreport.typeset.markup.template import PdfTemplate

Format = Literal["docx", "pdf", "xlsx"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")
"""What is made where nobody says what."""
ALL_FORMATS: tuple[Format, ...] = (*FORMATS, "xlsx")

_FIGURE = regex("[0-9０-９]+(?:[,.．][0-9０-９]+)*")
_PLAIN = regex(r"[0-9]+(?:\.[0-9]+)?")
_MOST_QUOTED = 40
_MOST_TEMPLATES = 64
_IN_PROSE = "{}是成文的报告，不是表格，印不成 Excel 工作簿；请只生成 Word（docx）或 PDF"
_TOO_LONG = "太长，Excel 一格至多 32,767 字，这一格有 {:,} 字；请改短，或只生成 Word、PDF"
_ADVICE = (
    "太长，PDF 的表格放不下，缩到 {:g}pt 的小字也不行；"
    "请核对、改短，或只生成 Word（docx），也可在版式里加宽这一列"
)


class Rendered(NamedTuple):
    """A finished file.

    Attributes:
        content: its bytes.
        remarks: what whoever made it should know about it, each a sentence without its end.
    """

    content: bytes
    remarks: tuple[str, ...] = ()


class Renderer:
    """Renders documents with one set of templates and fonts; may be shared by threads.

    Attributes:
        created: the time of creation that the files state; None for none.
    """

    def __init__(
        self,
        registry: FormRegistry,
        fonts: Sequence[Path] = (),
        *,
        system_fonts: bool = True,
        created: datetime | None = None,
        accessible: bool = False,
    ) -> None:
        """Use the templates of ``registry`` and the faces found in the folders ``fonts``.

        Args:
            registry: of the forms and their templates.
            fonts: folders whose faces are preferred to all others.
            system_fonts: whether official faces installed on this machine are preferred to the
                bundled ones; without them the bytes are the same on every machine.
            created: the time of creation that the files state; by default they state none.
            accessible: whether PDF files can be read aloud (PDF/UA-1) as well.

        Raises:
            InputError: when one of ``fonts`` is no folder, or has no font in it.
        """
        for folder in fonts:
            if problem := _problem_of(folder):
                raise InputError([Mistake(NOWHERE, problem)], str(folder))
        self._registry = registry
        self._fonts = partial(_font_book, tuple(fonts), system_fonts)
        self.created = created
        self.accessible = accessible

    def render(self, loaded: Loaded, format: Format, *, draft: bool = False) -> Rendered:
        """The finished file; as a ``draft`` it says so on each page, and may have gaps.

        Raises:
            InputError: when no font has a character of the document, or it has gaps (待填) though
                it is no draft, or in what decides how it is printed, or a number has no room.
            TemplateError: when a template of the form is wrong.
        """
        require_gaps_to_print(loaded) if draft else require_filled(loaded)
        self.require_places(loaded, (format,))
        view = page_view(loaded.document, loaded.form)
        properties = self._properties(loaded, view, DRAFT if draft else "")
        match format:
            case "docx":
                return self._render_docx(view, loaded, properties)
            case "xlsx":
                return Rendered(self._render_xlsx(view, loaded, properties))
            case "pdf":
                try:
                    return self._render_pdf(view, loaded, properties)
                except GlyphError as error:
                    raise self._with_places(error, loaded) from None
        raise ValueError(f"format is one of {', '.join(ALL_FORMATS)}, not {format}")

    def require_places(self, loaded: Loaded, formats: Iterable[Format]) -> None:
        """Refuse what the templates for ``formats`` would leave out, and a report as a workbook.

        Raises:
            TemplateError: when one has no place for what every document states.
            InputError: with every field of this document for which one has no place; when it is in
                prose, and ``formats`` has a workbook.
        """
        if "xlsx" in formats and loaded.form.in_prose:
            raise loaded.mistakes([(NOWHERE, _IN_PROSE.format(loaded.document.kind))])
        require_places(loaded, self._registry, formats)

    def require_glyphs(self, loaded: Loaded) -> None:
        """Refuse what no font at hand can set in a PDF, without laying it out.

        Raises:
            InputError: with every field that has such a character.
        """
        if found := self._refused(loaded):
            raise loaded.mistakes((path, str(refusal)) for path, refusal in found)

    def findings(self, loaded: Loaded) -> list[Finding]:
        """What ``require_glyphs`` refuses, as check's results (检查发现).

        While something is still 待填 nothing else is found.
        """
        found = [] if loaded.pending else self._refused(loaded)
        return [unprintable(path, *refusal) for path, refusal in found]

    def _properties(self, loaded: Loaded, view: Any, stamp: str) -> Properties:
        return Properties(
            title=view.title,
            department=view.department,
            subject=loaded.document.kind,
            created=self.created,
            accessible=self.accessible,
            stamp=stamp,
        )

    def _render_docx(self, view: Any, loaded: Loaded, properties: Properties) -> Rendered:
        # Each format is loaded when it is asked for: Word takes 25 ms, PDF 180.
        from perfreport.docx.template import load

        template = self._registry.docx_template(loaded.form.id)
        word = load(template, type(view))  # before anything else is made of it
        carried = self._carried(loaded, view)
        contents = self._contents(word, loaded, view)
        plans = _plans(template, word) if word.has_limits else {}
        charts = self._pictures(loaded, view) if word.charts else ()
        content = word.render(view, properties, carried, contents, plans, charts)
        return Rendered(content, undrawn(charts))

    def _pictures(self, loaded: Loaded, view: Any) -> Sequence[Sequence[Picture]]:
        """The charts of the PDF, as pictures."""
        from perfreport.documents.pictures import pictures_of

        layout = self._layout(self._registry.pdf_template(loaded.form.id), view)
        try:
            return tuple(pictures_of(*self._blocks(layout, view)))
        except TemplateError as error:
            raise layout.placed(error, view) from None

    def _carried(self, loaded: Loaded, view: Any) -> bytes:
        """What travels in a file that is read back: what its page alone would not give."""
        from perfreport.roundtrip.memory import remember
        from perfreport.roundtrip.template_reading import layout_of

        form = loaded.form
        layout = layout_of(self._registry.docx_template(form.id), form.view)
        return remember(loaded.document, form, read_view(loaded.document, form, view), layout)

    def _contents(self, word: WordTemplate, loaded: Loaded, view: Any) -> Sequence[Entry]:
        """What the table of contents of ``word`` shows, if it has one and a PDF can be made."""
        from perfreport.documents.contents import entries

        if word.has_contents:
            with suppress(GlyphError, NumberError, TemplateError):
                layout = self._layout(self._registry.pdf_template(loaded.form.id), view)
                return entries(layout.markup(view), self._fonts())
        return ()

    def _render_pdf(self, view: Any, loaded: Loaded, properties: Properties) -> Rendered:
        from perfreport.pdf.writer import PdfWriter

        file = BytesIO()
        writer = PdfWriter(file, properties)
        notes = self._write_pdf(view, loaded, writer)
        remarks = remarks_on(writer.finish())
        return Rendered(file.getvalue(), (*remarks, *notes))

    def add_pdf(self, loaded: Loaded, writer: PdfWriter, *, draft: bool = False) -> None:
        """Add the pages of ``loaded`` to the file of ``writer``, below an entry of its own.

        Raises:
            InputError: as ``render`` does.
            TemplateError: as ``render`` does.
        """
        require_gaps_to_print(loaded) if draft else require_filled(loaded)
        self.require_places(loaded, ("pdf",))
        view = page_view(loaded.document, loaded.form)
        try:
            self._write_pdf(view, loaded, writer, entry=_entry(view))
        except GlyphError as error:
            raise self._with_places(error, loaded) from None

    def _write_pdf(
        self, view: Any, loaded: Loaded, writer: PdfWriter, *, entry: str = ""
    ) -> tuple[str, ...]:
        """Add a document to the file of ``writer``; gives what its layout has to remark."""
        layout = self._layout(self._registry.pdf_template(loaded.form.id), view)
        try:
            writer.add_document(layout.markup(view), self._fonts(), entry=entry)
        except NumberError as error:
            raise too_wide(error, loaded) or layout.placed(error, view) from None
        except TemplateError as error:
            raise layout.placed(error, view) from None
        return tuple(layout.notes)

    def _render_xlsx(self, view: Any, loaded: Loaded, properties: Properties) -> bytes:
        from perfreport.blocks.tracing import traced_view
        from perfreport.xlsx.writer import LongTextError, Printed, write_workbook

        carried = self._carried(loaded, view)
        traced, origins = traced_view(loaded.document, loaded.form)
        view = side_by_side(traced, loaded.form)
        layout = self._layout(self._registry.pdf_template(loaded.form.id), view)
        rounding = loaded.form.figures.rounding
        try:
            printed = Printed(*self._blocks(layout, view), origins, rounding, carried)
            return write_workbook(printed, properties)
        except LongTextError as error:
            raise _too_long(error.text, loaded) from None
        except TemplateError as error:
            raise layout.placed(error, view) from None

    def _layout(self, path: Path, view: Any) -> PdfTemplate | Derived:
        """The PDF template at ``path``, or the one that the Word template there is good for."""
        from perfreport.typeset.markup.template import PdfTemplate

        if path.suffix == ".xml":
            folders = tuple(folder / "pdf" for folder in self._registry.folders)
            return PdfTemplate(path.name, folders)
        from perfreport.derivation.derived import derive
        from perfreport.docx.template import load

        load(path, type(view))  # which names every tag that is wrong
        return derive(path, self._fonts().has)

    def pdf_blocks(self, loaded: Loaded) -> tuple[PageSetup, Iterator[Block]]:
        """What the PDF file of ``loaded`` consists of, before it is set.

        Raises:
            TemplateError: when the template is wrong; also while blocks are taken.
        """
        view = page_view(loaded.document, loaded.form)
        return self._blocks(self._layout(self._registry.pdf_template(loaded.form.id), view), view)

    def _blocks(
        self, layout: PdfTemplate | Derived, view: Any
    ) -> tuple[PageSetup, Iterator[Block]]:
        from perfreport.typeset.markup.reader import read_document as read_blocks
        from perfreport.typeset.markup.styles import StyleSheet

        return read_blocks(layout.markup(view), StyleSheet(self._fonts()))

    def _with_places(self, error: GlyphError, loaded: Loaded) -> Exception:
        """The fields of the document that have characters without a glyph, or else the form."""
        if found := self._refused(loaded, error.character):
            return loaded.mistakes((path, str(refusal)) for path, refusal in found)
        return TemplateError(f"版式 {loaded.form.id} 自己的文字：{error}")

    def _refused(self, loaded: Loaded, more: str = "") -> list[tuple[DataPath, Refusal]]:
        """The places that have characters of no face, whatever the styles ask for, or ``more``."""
        characters = characters_in(loaded.document)
        characters = {*self._fonts().without_glyph(characters), *more}
        if not characters:
            return []
        from perfreport.typeset.fonts.missing import refusals

        return [
            (path, refusal)
            for path, text in walk_texts(loaded.document)
            for refusal in refusals(filter(characters.__contains__, text))
        ]


@lru_cache(_MOST_TEMPLATES)
def _plans(template: Path, _word: WordTemplate) -> Mapping[int, Plan]:
    """What balances the columns of the Word template at ``template``, of which ``_word`` was made.

    Nothing where no PDF can be made of it.
    """
    from perfreport.derivation.derived import derive

    with suppress(TemplateError):
        return derive(template).plans
    return {}


def _problem_of(folder: Path) -> str:
    """Why no fonts can be had from ``folder``, and what to do; empty when they can."""
    from perfreport.typeset.fonts.sfnt import font_files, read_faces

    if not os.path.exists(folder):  # which says no where Path raises
        return "没有这个字体文件夹，请核对路径（fonts）"
    if not os.path.isdir(folder):
        return "这是一个文件，这里要写放字体的文件夹（fonts）；请写它所在的文件夹"
    if not any(map(read_faces, font_files(folder))):
        return "这个文件夹里没有能用的字体（.ttf、.otf、.ttc、.otc），请核对路径（fonts）"
    return ""


def _entry(view: Any) -> str:
    """What a document is called in the outline of a file of several."""
    title, department = view.title, view.department
    # Behind the title, for viewers cut off what is too long.
    return title if department in title else f"{title}（{department}）"


@lru_cache(maxsize=8)
def _font_book(folders: tuple[Path, ...], system: bool) -> FontBook:
    from perfreport.typeset.fonts.book import FontBook

    return FontBook(folders, bundled=resources.fonts(), system=system)


def too_wide(error: NumberError, loaded: Loaded) -> InputError | None:
    """The fields of ``loaded`` that the number of ``error`` comes from.

    That is the largest amount where the number is none of the data but may be a sum of amounts;
    otherwise the number is the form's own.
    """
    figure = _FIGURE.search(error.number)
    number = figure[0] if figure else error.number
    places = [path for path, text in _printed(loaded) if number in text]
    origin = "" if places else "由它算出的"
    places = places or _largest_of_sum(number, loaded)
    advice = _ADVICE.format(error.size)
    message = f"{origin}数字“{shown(error.number, _MOST_QUOTED)}”{advice}"
    return loaded.mistakes((path, message) for path in places) if places else None


def _too_long(text: str, loaded: Loaded) -> InputError:
    """The fields of ``loaded`` that stand in a cell whose ``text`` is too long, the longest first.

    Without one it is a list of many short ones.
    """
    inside = [(len(each), path) for path, each in walk_texts(loaded.document) if each in text]
    place = max(inside, key=itemgetter(0))[1] if inside else NOWHERE
    return loaded.mistakes([(place, _TOO_LONG.format(len(text)))])


def _printed(loaded: Loaded) -> Iterator[tuple[DataPath, str]]:
    """Every text and amount of the document as it is printed."""
    yield from walk_texts(loaded.document)
    amount = loaded.form.figures.rounding.amount
    yield from ((path, amount(value)) for path, value in _amounts(loaded))


def _largest_of_sum(number: str, loaded: Loaded) -> list[DataPath]:
    """The place of the largest amount, if all of them together are as much as ``number``."""
    unit = loaded.form.figures.rounding.unit
    amounts = [(abs(amount.to(unit)), path) for path, amount in _amounts(loaded)]
    digits = number.replace(",", "")
    if not (_PLAIN.fullmatch(digits) and Decimal(digits) <= sum(size for size, _ in amounts)):
        return []
    return [max(amounts, key=itemgetter(0))[1]]


def _amounts(loaded: Loaded) -> Iterator[tuple[DataPath, Amount]]:
    for place, model in walk(loaded.document):
        for key, name in attributes(type(model)).items():
            value = getattr(model, name)
            if isinstance(value, Amount) and value.is_known:
                yield place / key, value
