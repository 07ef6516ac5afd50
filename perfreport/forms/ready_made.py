"""PDF templates that were derived from Word templates, and stand ready beside them."""

from __future__ import annotations

_HEAD = "{# 由 Word 模板 docx/"
_TOLD = "推出（make templates）：请改 Word 模板，不要改这里。 #}\n"


def marked(markup: str, word_template: str) -> str:
    """The ``markup`` with a first line that says which Word template it was derived from."""
    return f"{_HEAD}{word_template} {_TOLD}{markup}"


def is_marked(template: str) -> bool:
    """Whether the text of a PDF template says that it was derived."""
    return template.startswith(_HEAD)
