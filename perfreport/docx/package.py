"""The parts of a Word template, unpacked within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason
from perfreport.office.package import (
    UNREADABLE,
    Parts,
    elements_in,
    is_hidden_reference,
    is_inside,
    usual_entries,
)

MOST_PARTS = 1_000
"""Parts that a template may have."""

MOST_BYTES = 64 * 2**20
"""Bytes that the parts of a template may have, unpacked and together."""

MOST_ELEMENTS = 300_000
"""Elements and attributes that the parts of a template may have together."""


def read_package(path: Path) -> Parts:
    """The parts of the Word file at ``path``.

    Raises:
        TemplateError: when it cannot be read, is no Word file, or is larger than a template may be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = usual_entries(archive)
            _check_entries(entries, path)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except OSError as error:
        raise TemplateError(f"{path}：读不了这个 Word 模板（{reason(error)}）") from None
    except UNREADABLE:
        raise TemplateError(
            f"{path}：不是 Word 文件，或者已损坏、加了密码；请用 Word 打开后另存为 .docx"
        ) from None
    if (count := sum(map(elements_in, parts.values()))) > MOST_ELEMENTS:
        raise TemplateError(
            f"{path}：Word 模板过大（元素和属性 {count:,} 个，至多 {MOST_ELEMENTS:,} 个），请删减"
        )
    return parts


def _check_entries(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or size > MOST_BYTES:
        raise TemplateError(
            f"{path}：Word 模板过大（解压后 {size // 2**20} MB、{len(entries)} 个部分；"
            f"至多 {MOST_BYTES // 2**20} MB、{MOST_PARTS} 个部分），请删去其中的图片等内容"
        )
    names = [entry.filename for entry in entries]
    sound = all(is_inside(name) and not is_hidden_reference(name) for name in names)
    # Names that differ in nothing but case are one part to Word (ECMA-376, part 2).
    if len({name.lower() for name in names}) < len(names) or not sound:
        raise TemplateError(f"{path}：文件内部的名称有误，请用 Word 打开后另存为 .docx")
