"""``python -m tools.templates`` writes anew what follows from other templates.

A Word template that is described in ``tools/word_template/examples`` is made of its description;
any other is edited in Word. Every PDF template is derived from its Word template.
"""

from __future__ import annotations

from pathlib import Path

from perfreport.basics import resources
from perfreport.derivation.derived import derive
from perfreport.forms.ready_made import marked
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

WORD, PDF = (resources.templates() / name for name in ("docx", "pdf"))
DESCRIPTIONS = {
    path.stem: path for path in sorted(Path(__file__).parent.glob("word_template/examples/*.txt"))
}
"""What there is of descriptions, by the ids of their forms."""


def described(form_id: str) -> bytes:
    """The Word template of a form that has a description."""
    path = DESCRIPTIONS[form_id]
    return word_file(read(path.read_text("utf-8"), path.name))


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


def main() -> None:
    """Write the templates where the package looks for them."""
    for form_id in DESCRIPTIONS:
        (WORD / f"{form_id}.docx").write_bytes(described(form_id))
    for word in WORD.glob("*.docx"):
        (PDF / f"{word.stem}.xml").write_text(pdf_template(word), "utf-8")


if __name__ == "__main__":
    main()
