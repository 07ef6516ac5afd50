"""From a view and a Word template to the bytes of a Word file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason
from perfreport.basics.properties import Properties
from perfreport.docx.template import WordTemplate

if TYPE_CHECKING:
    from perfreport.blocks.printed import View

_MOST_TEMPLATES = 64
_loading = Lock()


def render(view: View, template: Path, properties: Properties, embedded: bytes = b"") -> bytes:
    """The Word file of ``view``.

    A template is read, checked and compiled once per process, and again when its file has changed.

    Args:
        view: what the document says.
        template: the form's Word template.
        properties: what the file says about itself.
        embedded: an XML element that travels inside the file; none when empty.

    Raises:
        TemplateError: when the template is wrong; names the template, the part and the tag.
    """
    return load(template, type(view)).render(view, properties, embedded)


def load(path: Path, view_class: type) -> WordTemplate:
    """The Word template at ``path`` for views of ``view_class``.

    Raises:
        TemplateError: when it is wrong.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise TemplateError(f"{path}：读不了这个 Word 模板（{reason(error)}）") from None
    with _loading:
        return _loaded(path, status.st_mtime_ns, status.st_size, view_class)


@lru_cache(maxsize=_MOST_TEMPLATES)
def _loaded(path: Path, _changed: int, _size: int, view_class: type) -> WordTemplate:
    return WordTemplate(path, view_class)
