"""``python -m tools.word_templates`` writes every built-in Word template anew."""

from __future__ import annotations

from perfreport.basics import resources
from tools.word_templates.forms import word_templates


def main() -> None:
    """Write the templates where the package looks for them."""
    folder = resources.templates() / "docx"
    folder.mkdir(parents=True, exist_ok=True)
    for form_id, template in word_templates().items():
        (folder / f"{form_id}.docx").write_bytes(template)


if __name__ == "__main__":
    main()
