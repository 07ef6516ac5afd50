"""The Word template of the toy kind's form, as somebody would draw it in Word."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx

_PEOPLE = (
    ("经办人", "职责"),
    ("{%tr for person in office.people %}",),
    ("{{ person.name }}", "{{ person.duty }}"),
    ("{%tr endfor %}",),
)
_COLUMNS = ("序号", "类别", "名称", "数量", "金额", "用途")
_ROWS = (
    ("{%tr for batch in batches %}",),
    ("", "", "{{ batch.name }}", "", "{{ batch.total }}", ""),
    ("{%tr for item in batch.items %}",),
    (
        "{{ item.number }}",
        "{% merge item.category %}",
        "{{ item.name }}",
        "{{ item.quantity }}",
        "{{ item.amount }}",
        "{%p for paragraph in item.purpose %}\n{{ paragraph }}\n{%p endfor %}",
    ),
    ("{%tr endfor %}",),
    ("{%tr endfor %}",),
)


def word_template() -> bytes:
    """A document of paragraphs and two tables."""
    document = docx.Document()
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("编制说明")
    _loop(document, "explanation")
    document.add_paragraph("采购要求")
    _loop(document, "requirements")
    document.add_paragraph("{{ summary }}")
    document.add_paragraph("{{ funding }}")
    _table(document, (_COLUMNS, *_ROWS))
    document.add_paragraph("经办处室：{{ office.name }}")
    _table(document, _PEOPLE)
    _loop(document, "remarks")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _table(document: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(0, len(rows[0]), style="Table Grid")
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)


def _loop(document: docx.document.Document, name: str) -> None:
    for text in (f"{{%p for paragraph in {name} %}}", "{{ paragraph }}", "{%p endfor %}"):
        document.add_paragraph(text)
