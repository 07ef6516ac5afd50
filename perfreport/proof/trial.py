"""One sample document on a form: printed in both formats, compared, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from perfreport.basics.addresses import EACH, NOWHERE, DataPath, ViewPath
from perfreport.basics.errors import PerfreportError
from perfreport.basics.messages import shown
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.places import place_of
from perfreport.blocks.printing import build_view
from perfreport.compare import compare_documents
from perfreport.documents.coverage import is_word, template_of
from perfreport.documents.loading import Loaded
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.coverage import keys_of, places_of
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.uses import Uses
from perfreport.proof.finding import AS_TOLD, Objection
from perfreport.proof.pages import (
    Difference,
    Piece,
    differences,
    pdf_pieces,
    says,
    squeezed,
    word_pieces,
    xlsx_pieces,
)
from perfreport.proof.samples import without_positions
from perfreport.proof.tags_in_templates import tag_in_pdf, tag_in_word, template_pieces
from perfreport.proof.texts import Text, texts_in
from perfreport.roundtrip import Reading, read_docx, read_xlsx

_MOST = 5
"""Objections of one sort that are told of one sample; more would help nobody."""
_MOST_UNLIKE = 2
_MOST_QUOTED = 40

_NAMES: Mapping[Format, str] = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
_LOST = "请核对它外面的条件（if）和循环（for），使填了就印"
_UNLIKE = "请把两个模板改成一样的内容和次序"
_UNREADABLE = (
    "请让这里的标签前后有固定文字，或各占一段，见 docs/word-templates.md“印出去还要读得回来”"
)


class Trial(NamedTuple):
    """What samples are tried on.

    Attributes:
        form: that is proved.
        registry: that has its templates.
        renderer: that prints on it.
        uses: what its templates do with their view, by the formats that are proved.
    """

    form: Form
    registry: FormRegistry
    renderer: Renderer
    uses: Mapping[Format, Uses]

    def of(self, document: Document, name: str, *, is_whole: bool) -> list[Objection]:
        """What is wrong with the form as ``document``, a sample called ``name``, shows it.

        Where it ``is_whole`` the PDF is set as well, to see whether all of it fits.
        """
        loaded = Loaded(document, self.form)
        texts = list(texts_in(build_view(document, self.form)))
        pieces: dict[Format, Sequence[Piece]] = {}
        found: list[Objection] = []
        for format in self.uses:
            try:
                content = b""
                if format != "pdf" or is_whole:
                    content = self.renderer.render(loaded, format).content
                pieces[format] = self._pieces(loaded, format, content)
                news = list(self._lost(texts, pieces[format], format))
                # What is not there is not read back either, nor is it in both.
                if format != "pdf" and not news:
                    news += self._read_back(document, content, format)
                found += news
            except PerfreportError as error:
                template = template_of(self.form, self.registry, format)
                lines = str(error).split("\n")[:_MOST]
                found += [Objection(self.form.id, template, line, AS_TOLD) for line in lines]
        word = pieces.pop("docx", None)
        for format, others in pieces.items() if word is not None and not found else ():
            unlike = islice(differences(word or (), others), _MOST_UNLIKE)
            found += (self._unlike(each, format) for each in unlike)
        return [each._replace(sample=name) for each in found]

    def _pieces(self, loaded: Loaded, format: Format, content: bytes) -> tuple[Piece, ...]:
        if format != "pdf":
            return word_pieces(content) if format == "docx" else xlsx_pieces(content)
        return pdf_pieces(*self.renderer.pdf_blocks(loaded))

    def _lost(
        self, texts: Iterable[Text], pieces: Sequence[Piece], format: Format
    ) -> Iterator[Objection]:
        """What the template names, and what is not on the page all the same."""
        told: set[ViewPath] = set()
        for names, text in texts:
            if names in told or not self._is_named(names, format) or says(pieces, text):
                continue
            told.add(names)
            place, tag = self._place(names, format)
            label = place_of(ViewPath(*(step for step in names if step != EACH)), self.form)
            message = f"“{label}”没有印出来，如“{shown(text, _MOST_QUOTED)}”"
            template = template_of(self.form, self.registry, format)
            yield Objection(self.form.id, template, message, _LOST, "正文", place, tag)

    def _is_named(self, names: ViewPath, format: Format) -> bool:
        printed = self.uses[format].printed
        return not printed.isdisjoint((names, names / EACH, names / "text"))

    def _place(self, names: ViewPath, format: Format) -> tuple[str, str]:
        """Where the template for ``format`` has the field called ``names``, and its tag."""
        uses = self.uses[format]
        if is_word(self.form, self.registry, format):
            return tag_in_word(self.registry.docx_template(self.form.id), names, uses)
        name = self.registry.pdf_template(self.form.id).name
        folders = [folder / "pdf" for folder in self.registry.folders]
        return tag_in_pdf(name, folders, names, uses)

    def _unlike(self, difference: Difference, format: Format) -> Objection:
        word, piece = difference
        one, other = (_quoted(piece) for piece in difference)
        message = f"Word 印的是{one}，{_NAMES[format]} 印的是{other}"
        formats: tuple[Format, ...] = ("docx", format)
        names = (template_of(self.form, self.registry, format) for format in formats)
        template = "、".join(dict.fromkeys(names))
        place = self._fixed_place(word) or f"印出的{(word or piece or Piece('', '')).place}"
        return Objection(self.form.id, template, message, _UNLIKE, "正文", place)

    def _fixed_place(self, piece: Piece | None) -> str:
        """Where the Word template has the words of ``piece``, if they are its own."""
        pieces = template_pieces(self.registry.docx_template(self.form.id)) if piece else ()
        fixed = (each.place for each in pieces if piece and squeezed(each.text) == piece.text)
        return next(fixed, "")

    def _read_back(self, document: Document, content: bytes, format: Format) -> Iterator[Objection]:
        """What comes back otherwise from a Word file or a workbook that nobody edited."""
        read = read_docx if format == "docx" else read_xlsx
        reading = read(content, self.registry, form_id=self.form.id)
        template = template_of(self.form, self.registry, "docx")
        for path, label, what in islice(_misread(document, reading), _MOST):
            told = f"{label}{shown(what, 2 * _MOST_QUOTED)}"
            message = f"没有改过的 {_NAMES[format]} 文件读回来不一样：{told}"
            place, tag = self._place_of_data(path)
            yield Objection(self.form.id, template, message, _UNREADABLE, "正文", place, tag)

    def _place_of_data(self, path: DataPath) -> tuple[str, str]:
        """Where the Word template prints what stands at ``path`` of the data, and its tag."""
        wanted = without_positions(path)
        for place in places_of(self.form):
            if place.is_own and wanted and keys_of(place.at, self.form)[: len(wanted)] == wanted:
                found = self._place(place.names, "docx")
                if any(found):
                    return found
        return "", ""


def _quoted(piece: Piece | None) -> str:
    return f"“{shown(piece.text, _MOST_QUOTED)}”" if piece else "空白"


def _misread(document: Document, reading: Reading) -> Iterator[tuple[DataPath, str, str]]:
    """The places at which ``reading`` says otherwise than ``document``, and what it says."""
    for edit in reading.edits:
        yield edit.path, edit.path.label, f"“{edit.shown}”成了改动"
    for conflict in reading.conflicts:
        told = f"“{conflict.shown}”与算得的“{conflict.computed}”不符"
        yield NOWHERE, conflict.place, told
    for unplaced in reading.unplaced:
        yield NOWHERE, unplaced.place, f"“{unplaced.words}”找不到位置（{unplaced.reason}）"
    for path in reading.pending:
        yield path, path.label, "读不出来"
    if reading.document != document:
        for each in compare_documents(document, reading.document):
            yield each.before or each.after or NOWHERE, each.label, "读成了别的"
