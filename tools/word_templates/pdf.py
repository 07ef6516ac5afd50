"""The PDF templates of the built-in forms, derived from their Word templates."""

from __future__ import annotations

from pathlib import Path

from perfreport.derivation.derived import derive

_HEAD = "{{# 由 Word 模板 docx/{} 推出（make templates）：请改 Word 模板，不要改这里。 #}}\n"


def pdf_template(word: Path) -> str:
    """The PDF template that the Word template at ``word`` is good for, marked as derived.

    Raises:
        TemplateError: when the PDF has nothing like what stands in it.
        ValueError: when the PDF would look otherwise than Word.
    """
    derived = derive(word)
    if derived.notes:
        raise ValueError("\n".join(derived.notes))
    return _HEAD.format(word.name) + derived.text
