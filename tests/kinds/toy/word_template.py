"""The Word template of the toy kind's form, as somebody would draw it in Word."""

from __future__ import annotations

from io import BytesIO

import docx

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
    """A document of paragraphs and one table."""
    document = docx.Document()
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("编制说明")
    _loop(document, "explanation")
    document.add_paragraph("采购要求")
    _loop(document, "requirements")
    document.add_paragraph("{{ summary }}")
    table = document.add_table(0, len(_COLUMNS), style="Table Grid")
    for texts in (_COLUMNS, *_ROWS):
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=False):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
    _loop(document, "remarks")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _loop(document: docx.document.Document, name: str) -> None:
    for text in (f"{{%p for paragraph in {name} %}}", "{{ paragraph }}", "{%p endfor %}"):
        document.add_paragraph(text)
