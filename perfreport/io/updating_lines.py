"""Parts of a document as new lines of a YAML file, laid out like their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfreport.io.extents import Extent, Style
from perfreport.io.updating_notations import grouped
from perfreport.io.writing import Figure, Value, _entry, _flow, _item

_STEP = 2


def entry_lines(key: str, value: Value, indent: int, *, is_grouped: bool) -> list[str]:
    """The lines of ``key`` with its ``value``, figures with commas where it ``is_grouped``."""
    blanks = " " * indent
    if isinstance(value, Mapping) and value:
        return [f"{blanks}{key}:", *_mapping_lines(value, indent + _STEP, is_grouped=is_grouped)]
    if isinstance(value, Figure) and is_grouped:
        return [f"{blanks}{key}: {grouped(value)}"]
    return list(_entry(f"{key}:", value, blanks))


def row_lines(
    value: Value, indent: int, neighbours: Sequence[Extent], *, is_grouped: bool
) -> list[str]:
    """The lines of an item of a list, in brackets or not as all its neighbours are."""
    blanks = " " * indent
    styles = {extent.style for extent in neighbours}
    if not isinstance(value, Mapping) or not value:
        return list(_entry("-", value, blanks))
    if styles == {Style.FLOW}:
        return [f"{blanks}- {_flow(value, inside=True)}"]
    if styles == {Style.BLOCK}:
        first, *rest = _mapping_lines(value, indent + _STEP, is_grouped=is_grouped)
        return [f"{blanks}- {first.lstrip(' ')}", *rest]
    return list(_item(value, blanks))


def _mapping_lines(value: Mapping[str, Value], indent: int, *, is_grouped: bool) -> Iterator[str]:
    for key, part in value.items():
        yield from entry_lines(key, part, indent, is_grouped=is_grouped)


def changed_value(text: str, entry: Entry, lines: Sequence[str]) -> Splice:
    """``lines`` behind the key or dash of ``entry``, whose comment on the same line stays."""
    extent, first_end = entry.value, _end_of_line(text, entry.head_end)
    last_end = _end_of_line(text, extent.end)
    if extent.start > first_end:
        comment = text[entry.head_end : first_end].rstrip()
    elif extent.style in (Style.LITERAL, Style.FOLDED):
        found = _COMMENT.search(text, extent.start, first_end)
        comment = found.group() if found else ""
    else:
        comment = text[extent.end : last_end].rstrip()
    if len(lines) > 1:
        indent = updating_blocks.column(text, entry.start)
        ...
    newline = "\r\n" if "\r\n" in text else "\n"
    return Splice(entry.head_end, last_end, newline.join([lines[0] + comment, *lines[1:]]))


def changed_literal(text: str, extent: Extent, paragraphs: Sequence[str]) -> Splice:
    """The block of text at ``extent`` (``|``) with ``paragraphs``; lines that say the same stay.

    Raises:
        UnfitError: when a block cannot hold them.
    """
