"""Forms made as a user makes them: a manifest, and a blank form typed as a page of text."""

from __future__ import annotations

from pathlib import Path

from tests.forms.own_templates import with_file
from tools.word_template.__main__ import main


def with_described_form(folder: Path, form_id: str, manifest: str, page: str) -> Path:
    """``folder`` with the form ``form_id`` of this manifest and this page of text."""
    with_file(folder, f"forms/{form_id}.yaml", f"版式: {form_id}\n{manifest}")
    with_file(folder, f"{form_id}.txt", page)
    (folder / "docx").mkdir(exist_ok=True)
    main([str(folder / f"{form_id}.txt"), "-o", str(folder / "docx" / f"{form_id}.docx")])
    return folder
