"""What a command is to work on: one document, or several."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.batch.named import is_collection
from perfreport.cli.wording import misused
from perfreport.data.data_files import StandardInput

Source = str | StandardInput
"""A file, a folder or a list, as it was typed; or standard input."""


def single(sources: Sequence[Source]) -> Source | None:
    """The one document that was named; None where there are several, or may be.

    Raises:
        UsageError: when what is on standard input is one of several.
    """
    first, *others = sources
    if not others and not is_collection(first):
        return first
    if any(isinstance(each, StandardInput) for each in sources):
        raise misused("- 要单独写：标准输入里的文书不能和别的文件放在一起")
    return None
