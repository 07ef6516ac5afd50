"""The files that a PDF template is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from perfreport.basics.patterns import regex
from perfreport.forms.templating.folders import first_file, read_text

_OTHERS = regex(r"\{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


def pdf_files(name: str, folders: Sequence[Path]) -> Iterator[Path]:
    """The file of the template called ``name``, and all that it extends, includes or imports."""
    waiting, seen = [name], {name}
    while waiting:
        if path := first_file(folders, waiting.pop(0)):
            yield path
            others = [each for each in _OTHERS.findall(read_text(path)) if each not in seen]
            seen.update(others)
            waiting += others
