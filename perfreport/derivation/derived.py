"""PDF templates derived from Word templates, remembered by what the Word files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Template, TemplateSyntaxError

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason
from perfreport.basics.patterns import regex
from perfreport.derivation.faces import is_designed, stand_ins
from perfreport.derivation.template import Markup, derive_markup
from perfreport.docx.package import read_package
from perfreport.forms.templating import FAILURES, Environment, in_chinese
from perfreport.forms.templating.failures import template_line

_MOST_TEMPLATES = 64
_PIECES_PER_CHUNK = 2000
_LINE = regex(r"版面标记第 ([0-9]+) 行(?: <[a-z-]+>)?")
_MARK = regex(r"<!--([0-9]+)-->")
_ADVICE_OF_MARKUP = "，或把列宽写成 fit(24mm) 这样，由内容决定"
_reading = Lock()


class Derived:
    """The PDF template that a Word template is good for; may be shared by threads.

    Attributes:
        where: the Word template, as messages name it.
        notes: what the PDF shows otherwise than Word.
        plans: of tables whose columns may be balanced, by their numbers in the Word template.
    """

    def __init__(self, markup: Markup, faces: Mapping[str, str], name: str) -> None:
        """Take the ``markup`` of the Word template called ``name``, with ``faces`` for its own."""
        self.where = f"Word 模板 {name}"
        self.plans = markup.plans
        self._lines = markup.lines(faces)
        replaced = (f"字体“{face}”没有，PDF 用“{other}”" for face, other in faces.items())
        self.notes = (*markup.notes, *replaced)
        self._environment = Environment(trim_blocks=True, lstrip_blocks=True)

    @property
    def text(self) -> str:
        """The template in the block markup."""
        return _text(line.text for line in self._lines)

    @cached_property
    def _template(self) -> Template:
        return self._compiled(self.text)

    @cached_property
    def _marked(self) -> Template:
        """The same template with the number of its line at the end of every line."""
        marked = (_marked(line.text, number) for number, line in enumerate(self._lines))
        return self._compiled(_text(marked))

    def _compiled(self, source: str) -> Template:
        try:
            return self._environment.from_string(source)
        except TemplateSyntaxError as error:
            told = in_chinese(error)
            raise TemplateError(f"{self._at(error.lineno)}：标签写错：{told}") from None

    def _at(self, line: int | None) -> str:
        """The place in Word that ``line`` of the markup was made of."""
        return f"{self.where} {self._lines[min(line or 1, len(self._lines)) - 1].place}"

    def markup(self, view: Any) -> Iterator[str]:
        """The template filled with ``view``, piece by piece.

        Raises:
            TemplateError: when a tag cannot be carried out; names its place in Word.
        """
        pieces = self._template.generate(self._environment.context(view))
        try:
            while chunk := "".join(islice(pieces, _PIECES_PER_CHUNK)):
                yield chunk
        except FAILURES as error:
            found = template_line(error)
            place = self._at(found.lineno) if found else self.where
            raise TemplateError(f"{place}：{in_chinese(error)}") from None

    def placed(self, error: TemplateError, view: Any) -> TemplateError:
        """What the engine says of the markup of ``view``, with places of the Word template."""
        told = str(error).replace(_ADVICE_OF_MARKUP, "")
        if self.where in told:
            return error
        found = _LINE.search(told)
        if not found:
            return TemplateError(f"{self.where}：{told}")
        place = self._place_of(int(found[1]), view)
        return TemplateError(_LINE.sub(lambda _: place, told, count=1))

    def _place_of(self, line: int, view: Any) -> str:
        """The place that ``line`` of the markup filled with ``view`` was made of."""
        # Only for messages, so that the numbers of lines cost nothing where all is well.
        filled = self._marked.render(self._environment.context(view)).split("\n")
        marks = _MARK.findall("\n".join(filled[:line]))
        return self._at(int(marks[-1]) + 1 if marks else 1)


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _marked(line: str, number: int) -> str:
    # A statement alone on its line leaves no line.
    return line if line.lstrip().startswith("{%") else f"{line}<!--{number}-->"


def derive(template: Path, is_there: Callable[[str], bool] = is_designed) -> Derived:
    """The PDF template that the Word template at ``template`` is good for.

    It is derived once per process for what the file holds.

    Args:
        template: a Word template whose tags have been checked.
        is_there: whether a face can be printed; others are replaced.

    Raises:
        TemplateError: when the PDF has nothing like what stands in it; names template and place.
    """
    try:
        digest = sha256(template.read_bytes()).digest()
    except OSError as error:
        raise TemplateError(f"{template}：读不了这个 Word 模板（{reason(error)}）") from None
    with _reading:
        markup = _markup(template, digest)
    faces = stand_ins(markup.styles.faces, is_there)
    return _derived(template.name, digest, tuple(faces.items()), markup)


@lru_cache(maxsize=_MOST_TEMPLATES)
def _markup(template: Path, _digest: bytes) -> Markup:
    try:
        return derive_markup(read_package(template))
    except TemplateError as error:
        if str(template) in str(error):
            raise
        raise TemplateError(f"Word 模板 {template.name} {error}") from None


@lru_cache(maxsize=_MOST_TEMPLATES)
def _derived(
    name: str, _digest: bytes, faces: tuple[tuple[str, str], ...], markup: Markup
) -> Derived:
    return Derived(markup, dict(faces), name)
