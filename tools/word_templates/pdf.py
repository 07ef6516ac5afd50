"""The PDF templates of the built-in forms, derived from their Word templates."""

from __future__ import annotations

from pathlib import Path

from perfreport.derivation.derived import derive
from perfreport.forms.ready_made import marked


def pdf_template(word: Path) -> str:
    """The PDF template that the Word template at ``word`` is good for, marked as derived.

    Raises:
        TemplateError: when the PDF has nothing like what stands in it.
        ValueError: when the PDF would look otherwise than Word.
    """
    derived = derive(word)
    if derived.notes:
        raise ValueError("\n".join(derived.notes))
    return marked(derived.text, word.name)
