"""Whether the templates of a form have a place for all that a document states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from perfreport.basics.addresses import ViewPath
from perfreport.basics.errors import TemplateError
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.phrases import NOT_WORDED
from perfreport.blocks.printed import Sentence, printed_fields
from perfreport.documents.loading import Loaded
from perfreport.forms.charts import mistaken_charts
from perfreport.forms.conformance import no_place
from perfreport.forms.coverage import Lack, lacks, unplaced
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.uses import Uses

if TYPE_CHECKING:
    from perfreport.roundtrip.layout import Layout

WHAT = {"docx": "的 Word 模板", "pdf": "的 PDF 模板"}
"""Of a form its template for a format, in the middle of a sentence."""


def uses_of(form: Form, registry: FormRegistry, format: str) -> Uses:
    """What the template of ``form`` for ``format`` does with its view.

    Raises:
        TemplateError: when there is none, or it is wrong.
    """
    # Each format is loaded when it is asked for, as in ``rendering``.
    if is_word(form, registry, format):
        from perfreport.docx.template import load
        from perfreport.roundtrip.template_reading import layout_of

        path = registry.docx_template(form.id)
        uses = load(path, form.view).uses
        layout = layout_of(path, form.view)  # tags that cannot be read back are told first
        _refuse(form, "docx", form.kept(_Wrong).headings(uses, layout))
        _refuse(form, "docx", form.kept(_Wrong).charts(uses))
    else:
        from perfreport.typeset.markup import template

        folders = tuple(folder / "pdf" for folder in registry.folders)
        uses = template.uses(form.view, registry.pdf_template(form.id).name, folders)
    what = "docx" if is_word(form, registry, format) else "pdf"
    _refuse(form, what, form.kept(_Wrong).words(uses))
    return uses


class _Wrong:
    """What is wrong with the templates of a form, worked out once for all documents."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._headings: dict[Uses, tuple[str, ...]] = {}
        self._words: dict[Uses, tuple[str, ...]] = {}
        self._charts: dict[Uses, tuple[str, ...]] = {}

    def headings(self, uses: Uses, layout: Layout) -> tuple[str, ...]:
        """Of the headings of a Word template that does ``uses`` and has this ``layout``."""
        from perfreport.documents.headings import misplaced_headings

        if uses not in self._headings:
            self._headings[uses] = tuple(misplaced_headings(self._form.headings, layout))
        return self._headings[uses]

    def words(self, uses: Uses) -> tuple[str, ...]:
        """Of the sentences of a template that does ``uses``."""
        if uses not in self._words:
            self._words[uses] = tuple(_without_words(self._form, uses))
        return self._words[uses]

    def charts(self, uses: Uses) -> tuple[str, ...]:
        """Of the charts of a template that does ``uses``."""
        if uses not in self._charts:
            self._charts[uses] = tuple(mistaken_charts(self._form, uses))
        return self._charts[uses]


def _refuse(form: Form, format: str, wrong: Iterable[str]) -> None:
    """Tell all that is ``wrong`` with a template of ``form``, if anything is."""
    if lines := [f"版式 {form.id} {WHAT[format]}：{each}" for each in wrong]:
        raise TemplateError("\n".join(lines))


def _without_words(form: Form, uses: Uses) -> Iterator[str]:
    """The sentences that a template prints and ``form`` does not word, each with what to do."""
    for each in printed_fields(form.view):
        block = each.block
        if not isinstance(block, Sentence) or ViewPath(each.name) not in uses.printed:
            continue
        if form.words(block.phrase) == NOT_WORDED:
            field = type(form.wording).model_fields[block.phrase]
            message = f"印了 {{{{ {each.name} }}}}，清单的“用语”里没有写“{field.alias}”"
            yield f"{message}，请补上，或从模板中删去这个标签"


def is_word(form: Form, registry: FormRegistry, format: str) -> bool:
    """Whether the files of ``format`` are made from the Word template of ``form``."""
    return format == "docx" or registry.pdf_template(form.id).suffix == ".docx"


def lacking(form: Form, registry: FormRegistry, format: str) -> tuple[Lack, ...]:
    """The data for which the template of ``form`` for ``format`` has no place."""
    return lacks(form, uses_of(form, registry, format), in_word=is_word(form, registry, format))


def require_places(loaded: Loaded, registry: FormRegistry, formats: Iterable[str]) -> None:
    """Refuse to print ``loaded`` where something that it states would not be there.

    Raises:
        TemplateError: when a template has no place for what every document states; names the form,
            the template, the fields and their tags.
        InputError: with every place at which this one states what the template does not print.
    """
    for format in formats:
        found = lacking(loaded.form, registry, format)
        what = "docx" if is_word(loaded.form, registry, format) else "pdf"
        if wrong := [each for each in found if each.is_required]:
            lines = (told(each, loaded.form, what) for each in wrong)
            raise TemplateError("\n".join(lines))
        if places := list(_unplaced(loaded, registry, what, found)):
            raise loaded.mistakes(places)


def told(lack: Lack, form: Form, format: str) -> str:
    """What is wrong with the template for ``format``, which has no place for a field."""
    what = WHAT[format].removeprefix("的 ")
    name = f"{form.id}.{'docx' if format == 'docx' else 'xml'}"
    return f"版式 {form.id}：{what} {name}：{lost(lack)}；{cure_of(lack)}"


def template_of(form: Form, registry: FormRegistry, format: str) -> str:
    """The template of ``form`` for ``format``, in its folder."""
    is_made_from_word = is_word(form, registry, format)
    return f"docx/{form.id}.docx" if is_made_from_word else f"pdf/{form.id}.xml"


def lost(lack: Lack) -> str:
    """What a template does with a field that it has no place for."""
    if lack.is_doubtful:
        return f"“{lack.label}”有时不印（比较了大小、次序或内容，或只取了几项），所填的会丢失"
    return f"没有印“{lack.label}”，所填的会丢失"


def cure_of(lack: Lack) -> str:
    """What to do about a field that a template has no place for."""
    if lack.is_doubtful:
        return f"请在比较以外也印 {lack.tag}，条件只问填没填；循环里不加条件，也不写 [:5] 一类"
    other = f"，或{lack.cure}" if lack.cure else ""
    return f"请加上标签 {lack.tag}{other}"


def _unplaced(
    loaded: Loaded, registry: FormRegistry, format: str, found: Iterable[Lack]
) -> Iterator[Misfit]:
    form = loaded.form
    for path, lack in unplaced(loaded.document, found):
        others = registry.with_place_for(lack.label, form)
        yield path, no_place(form, WHAT[format], others)
