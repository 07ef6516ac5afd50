"""Pictures of finished pages for the README: ``python -m tools.pictures``."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import perfreport
from perfreport import resources

PAGES = {
    "department-targets": ("guangzhou-2024-department-targets", 0),
    "project-targets": ("zengcheng-2024-project-targets", 0),
    "self-evaluation": ("guangzhou-2023-self-evaluation", 0),
}
"""The examples and the pages of theirs that are shown."""

FOLDER = Path(__file__).parents[1] / "docs" / "images"
_SCALE = 0.9


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (example, page) in PAGES.items():
        document = perfreport.load(resources.examples() / f"{example}.yaml")
        pdf = pypdfium2.PdfDocument(perfreport.render(document, "pdf", system_fonts=False))
        picture = pdf[page].render(scale=_SCALE).to_pil()
        picture.convert("L").save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
