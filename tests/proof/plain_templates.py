"""Word and PDF templates that print every tag of a form, made of the list of its tags."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.printed import printed_fields

_LINES = (printed.ProseText, printed.Numbered, printed.PassageText, printed.IndicatorCell)


def with_plain_templates(folder: Path, form: Form) -> None:
    """Put templates for ``form`` into the ``folder`` that has its manifest."""
    document, file = docx.Document(), BytesIO()
    headings = [each.text for each in form.headings if each.is_printed]
    for text in (*headings, *_word(form.view, "", "")):
        document.add_paragraph(text)
    document.save(file)
    markup = "".join((*(f"<p>{each}</p>" for each in headings), *_pdf(form.view, "", "")))
    for name, content in (
        (f"docx/{form.id}.docx", file.getvalue()),
        (f"pdf/{form.id}.xml", f"<document>{markup}</document>".encode()),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def _fields(view: Any) -> Iterator[Any]:
    return (each for each in printed_fields(view) if not isinstance(each.block, printed.Title))


def _word(view: Any, owner: str, called: str) -> Iterator[str]:
    for field in _fields(view):
        name, label = f"{owner}{field.name}", f"{called}{field.name}"
        match field.block:
            case printed.Group():
                yield from _word(field.row, f"{name}.", f"{label} ")
            case printed.Rows():
                item = f"one_{field.name}"
                yield f"{{%p for {item} in {name} %}}"
                yield f"【{label}】开始"
                yield from _word(field.row, f"{item}.", f"{label} ")
                yield "{%p endfor %}"
            case printed.MergedLabel():
                yield f"【{label}】：{{{{ {name}.text }}}}"
            case block if isinstance(block, _LINES):
                yield f"【{label}】"
                yield from (f"{{%p for line in {name} %}}", "{{ line }}", "{%p endfor %}")
            case _:
                yield f"【{label}】：{{{{ {name} }}}}"


def _pdf(view: Any, owner: str, called: str) -> Iterator[str]:
    for field in _fields(view):
        name, label = f"{owner}{field.name}", f"{called}{field.name}"
        match field.block:
            case printed.Group():
                yield from _pdf(field.row, f"{name}.", f"{label} ")
            case printed.Rows():
                item = f"one_{field.name}"
                yield f"{{% for {item} in {name} %}}<p>【{label}】开始</p>"
                yield from _pdf(field.row, f"{item}.", f"{label} ")
                yield "{% endfor %}"
            case printed.MergedLabel():
                yield f"<p>【{label}】：{{{{ {name}.text }}}}</p>"
            case block if isinstance(block, _LINES):
                yield f"<p>【{label}】</p>"
                yield f"{{% for line in {name} %}}<p>{{{{ line }}}}</p>{{% endfor %}}"
            case _:
                yield f"<p>【{label}】：{{{{ {name} }}}}</p>"
