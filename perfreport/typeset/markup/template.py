"""PDF templates: Jinja text in the block markup, filled with a view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from weakref import WeakSet

from jinja2 import Template

from perfreport.basics.errors import TemplateError
from perfreport.blocks.printed import View
from perfreport.forms.templating import Environment, template_errors
from perfreport.forms.templating.names import MOST_TOLD, unknown_names

_PIECES_PER_CHUNK = 2000  # pieces are a few characters each, and a chunk passes many hands

_checked: WeakSet[Template] = WeakSet()


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
        # Jinja keeps compiled templates, so one is checked once for all documents.
        if template not in _checked:
            _check(template, name, type(view), environment)
        pieces = template.generate(environment.context(view))
        while chunk := "".join(islice(pieces, _PIECES_PER_CHUNK)):
            yield chunk


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> Environment:
    return Environment(folders, trim_blocks=True, lstrip_blocks=True)


def _check(template: Template, name: str, view: type[View], environment: Environment) -> None:
    found = unknown_names(environment.parsed(name), view, environment, name)
    unknown = list(islice(found, MOST_TOLD))
    if unknown:
        raise TemplateError(
            "\n".join(f"PDF 模板 {file} 第 {line} 行：{message}" for file, line, message in unknown)
        )
    _checked.add(template)
