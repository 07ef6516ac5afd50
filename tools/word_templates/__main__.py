"""``python -m tools.word_templates`` writes every built-in template anew, Word and PDF."""

from __future__ import annotations

from perfreport.basics import resources
from tools.word_templates.forms import word_templates
from tools.word_templates.pdf import pdf_template


def main() -> None:
    """Write the templates where the package looks for them."""
    words, pdfs = (resources.templates() / name for name in ("docx", "pdf"))
    words.mkdir(parents=True, exist_ok=True)
    pdfs.mkdir(exist_ok=True)
    for form_id, template in word_templates().items():
        word = words / f"{form_id}.docx"
        word.write_bytes(template)
        (pdfs / f"{form_id}.xml").write_text(pdf_template(word), "utf-8")


if __name__ == "__main__":
    main()
