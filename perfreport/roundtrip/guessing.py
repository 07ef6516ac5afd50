"""Which form a page is printed on: the one that its file names, or the one it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from perfreport.basics.addresses import ViewPath
from perfreport.basics.messages import choices
from perfreport.blocks.form import Form
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import refusal
from perfreport.page.blocks import Page
from perfreport.roundtrip.layout import paragraphs_in
from perfreport.roundtrip.pattern import Pattern, Slot, bare
from perfreport.roundtrip.template_reading import layout_of

_NOT_OURS = (
    "这个 {} 文件不是 perfreport 生成的，或改动太大，认不出用的是哪个版式；"
    "知道版式的请指明（form），用自己的版式生成的请指明版式文件夹（templates）"
)
_UNKNOWN_FORM = "这个 {} 文件用的是版式 {}，这里没有；请指明放这个版式的文件夹（templates）"
_OTHER_FORM = (
    "这个 {} 文件记着它用的是版式 {}，不是 {}；请不要另指版式（form），或核对是不是这份文件"
)
_SEVERAL_FORMS = (
    "这个 {} 文件里没有 perfreport 嵌入的数据，从版面分不清是哪个版式：{}；请指明（form）"
)
_LEAST_SHARE = 0.5
# Forms of one region share most of their labels; a wrong guess would lose what others have.
_LEAST_MARGIN = 0.05
# No label or title is as long, and matching a pattern takes time.
_MOST_LETTERS = 2_000
_TITLE = "标题"


def form_of(page: Page, named: str, wanted: str | None, registry: FormRegistry) -> Form:
    """The form that ``page`` is printed on.

    Args:
        page: of the file.
        named: id of the form that the file names; empty where it names none.
        wanted: id of the form that the user names.
        registry: of the forms.

    Raises:
        InputError: when the form is not there, is not the one that the user names, or cannot be
            told from others; the message says what to do.
        TemplateError: when the manifest or the template of a form is wrong.
    """
    if named and wanted not in (None, named):
        raise refusal(_OTHER_FORM.format(page.program, named, wanted))
    if named and named not in registry.ids:
        raise refusal(_UNKNOWN_FORM.format(page.program, named))
    form_id = named or wanted
    return registry.get(form_id) if form_id else _likest(page, registry)


def _likest(page: Page, registry: FormRegistry) -> Form:
    """The form whose labels and title the page has, if no other one is nearly as like it."""
    marks = {form_id: _marks(registry.get(form_id), registry) for form_id in registry.ids}
    texts = list(dict.fromkeys(page.texts))  # A table says many things again and again.
    # Against all that was found: else a form of few labels, all there, would be as like as any.
    found = {mark for known in marks.values() for mark in _found(known, texts)}
    shares = {
        form_id: len(found & known.keys()) / len(found | _sure(known, form_id, registry))
        for form_id, known in marks.items()
        if known
    }
    best = max(shares.values(), default=0.0)
    if best < _LEAST_SHARE:
        raise refusal(_NOT_OURS.format(page.program))
    near = [form_id for form_id, share in shares.items() if share > best - _LEAST_MARGIN]
    if len(near) > 1:
        raise refusal(_SEVERAL_FORMS.format(page.program, choices(near)))
    return registry.get(near[0])


_Marks = dict[str, Pattern]
"""What a form is known by: its labels and its title, by their letters."""


def _marks(form: Form, registry: FormRegistry) -> _Marks:
    lines = paragraphs_in(layout_of(registry.docx_template(form.id), form.view).leaves)
    labels = {each.pattern.letters: each.pattern for each in lines if len(each.pattern.letters) > 1}
    return {**labels, f"{_TITLE}：{form.title.text}": _title(form)}


def _sure(marks: _Marks, form_id: str, registry: FormRegistry) -> set[str]:
    """Those of the ``marks`` that every page has, whatever its data leave out."""
    leaves = layout_of(registry.docx_template(form_id), registry.get(form_id).view).leaves
    there = {line.pattern.letters for line in paragraphs_in(e for e in leaves if not e.is_optional)}
    return {mark for mark in marks if mark in there or mark.startswith(_TITLE)}


def _title(form: Form) -> Pattern:
    """The form's title with slots for year and department."""
    pieces: list[str | Slot] = []
    for words, name, _, _ in Formatter().parse(form.title.text):
        pieces += filter(None, [words, Slot(ViewPath(name)) if name else None])
    return Pattern(tuple(pieces))


def _found(marks: _Marks, texts: list[str]) -> Iterator[str]:
    """The marks that one of ``texts`` has."""
    short = [text for text in texts if len(text) < _MOST_LETTERS]
    letters = {bare(text) for text in short}
    for mark, pattern in marks.items():
        if any(map(pattern.match, short)) if pattern.slots else pattern.letters in letters:
            yield mark
