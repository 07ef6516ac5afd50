"""Word templates made of a page of text are derived like any other, without a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.derivation.derived import derive
from tools.word_template.__main__ import main

EXAMPLES = sorted(Path("tools/word_template/examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_described_form_is_derived_as_it_is(path: Path, tmp_path: Path) -> None:
    word = tmp_path / "form.docx"
    main([str(path), "-o", str(word)])
    derived = derive(word)
    assert derived.notes == ()
    assert derived.text.count("<table") == derived.text.count("</table>")
    assert ("<table" in derived.text) == ("\n|" in path.read_text("utf-8"))
