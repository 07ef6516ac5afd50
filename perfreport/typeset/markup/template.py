"""PDF templates: Jinja text in the block markup, filled with a view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from jinja2 import Template

from perfreport.basics.errors import TemplateError
from perfreport.blocks.printed import View
from perfreport.forms.templating import Environment, template_errors
from perfreport.forms.templating.names import MOST_TOLD, unknown_names
from perfreport.forms.templating.uses import Uses, uses_of

_PIECES_PER_CHUNK = 2000  # pieces are a few characters each, and a chunk passes many hands

_checked: WeakKeyDictionary[Template, dict[type, Uses]] = WeakKeyDictionary()


class PdfTemplate(NamedTuple):
    """A PDF template of a form's own.

    Attributes:
        name: of its file.
        folders: where it and what it includes are looked for, in this order.
        notes: none, for it is what its author made it.
    """

    name: str
    folders: tuple[Path, ...]
    notes: tuple[str, ...] = ()

    def markup(self, view: View) -> Iterator[str]:
        """The template filled with ``view``, piece by piece.

        Raises:
            TemplateError: when the template is not well written or asks for what ``view`` lacks.
        """
        return markup(view, self.name, self.folders)

    def placed(self, error: TemplateError, _: View) -> TemplateError:
        """``error`` with the name of the template."""
        if self.name in str(error):
            return error
        return TemplateError(f"PDF 模板 {self.name}：{error}")


def markup(view: View, name: str, folders: tuple[Path, ...]) -> Iterator[str]:
    """The template called ``name`` filled with ``view``, piece by piece.

    Args:
        view: what the template sees.
        name: of the template's file.
        folders: where it and what it includes are looked for, in this order.

    Raises:
        TemplateError: when the template is not well written or asks for what ``view`` lacks.
    """
    environment = _environment(folders)
    where = f"PDF 模板 {name}"
    with template_errors(where):
        template = environment.get_template(name)
        _uses(template, name, type(view), environment)
        pieces = template.generate(environment.context(view))
        while chunk := "".join(islice(pieces, _PIECES_PER_CHUNK)):
            yield chunk


def uses(view: type[View], name: str, folders: tuple[Path, ...]) -> Uses:
    """What the template called ``name`` does with views of the class ``view``.

    Args:
        view: the class.
        name: of the template's file.
        folders: as ``markup`` takes them.

    Raises:
        TemplateError: when the template is not well written or asks for what ``view`` lacks.
    """
    environment = _environment(folders)
    with template_errors(f"PDF 模板 {name}"):
        return _uses(environment.get_template(name), name, view, environment)


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> Environment:
    return Environment(folders, trim_blocks=True, lstrip_blocks=True)


def _uses(template: Template, name: str, view: type[View], environment: Environment) -> Uses:
    """What the template does with the view, whose names it is checked for.

    Jinja keeps compiled templates, so one is checked once for all documents.
    """
    known = _checked.setdefault(template, {})
    if view not in known:
        tree = environment.parsed(name)
        unknown = list(islice(unknown_names(tree, view, environment, name), MOST_TOLD))
        if unknown:
            raise TemplateError(
                "\n".join(f"PDF 模板 {file} 第 {line} 行：{told}" for file, line, told in unknown)
            )
        known[view] = uses_of(tree, view, environment, name)
    return known[view]
