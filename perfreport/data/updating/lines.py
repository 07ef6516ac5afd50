"""Parts of a document as new lines of a YAML file, laid out like their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.compare.rows import align_rows
from perfreport.data.extents import Entry, Extent, Style
from perfreport.data.updating.notations import with_commas
from perfreport.data.updating.parts import Splice, UnfitError, column, line_end, newline, tail_end
from perfreport.data.writing import Value, block_item, entry_lines, flow_text, item_lines, write

_BLANK = " \u3000\xa0"
_NOT_IN_BLOCK = regex(r"^\s*#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
# The look behind keeps a run of blanks from being tried from each of them.
_COMMENT = regex(r"(?<![ \t])[ \t]+#.*")


def new_entry(key: str, value: Value, indent: int, *, is_grouped: bool) -> list[str]:
    """The lines of ``key`` with its ``value``, figures with commas where it ``is_grouped``."""
    return list(entry_lines(f"{key}:", with_commas(value) if is_grouped else value, " " * indent))


def new_row(
    value: Value, dash: str, neighbours: Sequence[Extent], *, is_grouped: bool
) -> list[str]:
    """The lines of an item of a list, in brackets or not as all its neighbours are.

    ``dash`` is what stands on the first line before the content of an item.
    """
    blanks = dash[: dash.index("-")]
    styles = {extent.style for extent in neighbours}
    if not isinstance(value, Mapping) or not value:
        return list(entry_lines("-", value, blanks))
    if styles == {Style.FLOW}:
        return [f"{dash}{flow_text(value, inside=True)}"]
    if styles == {Style.BLOCK}:
        usual = {key: with_commas(part) for key, part in value.items()} if is_grouped else value
        return list(block_item(usual, dash))
    return list(item_lines(value, blanks))


def are_spaced(rows: Sequence[Value]) -> bool:
    """Whether a blank line sets such ``rows`` apart where there is no other to learn it from."""
    return "\n\n" in write({"": {"": rows}})


def changed_value(text: str, entry: Entry, lines: Sequence[str]) -> Splice:
    """``lines`` behind the key or dash of ``entry``, whose comment on the same line stays.

    Comments below it move to the left, out of what may be a block of text now.
    """
    last = entry.value.end
    changed = [lines[0] + _comment_beside(text, entry), *lines[1:]]
    if len(lines) > 1:
        indent, below = column(text, entry.start), line_end(text, last)
        end = tail_end(text, below, indent)
        remarks = text[below:end].splitlines()
        changed += [f"{' ' * indent}{remark.strip()}".rstrip() for remark in remarks]
        last = max(last, end - 1)
    return Splice(entry.head_end, _end_of_line(text, last), newline(text).join(changed))


def _comment_beside(text: str, entry: Entry) -> str:
    """The comment on the line of a key or dash, or behind a value that begins there."""
    extent, end = entry.value, _end_of_line(text, entry.head_end)
    if extent.start > end:
        return text[entry.head_end : end].rstrip()
    if extent.style in (Style.LITERAL, Style.FOLDED):
        found = _COMMENT.search(text, extent.start, end)
        return found.group() if found else ""
    return text[extent.end : _end_of_line(text, extent.end)].rstrip()


def changed_literal(text: str, extent: Extent, paragraphs: Sequence[str]) -> Splice:
    """The block of text at ``extent`` (``|``) with ``paragraphs``; lines that say the same stay.

    Raises:
        UnfitError: when a block cannot hold them.
    """
    start = line_end(text, extent.start)
    rows = list(_rows_of_block(text[start : extent.end].splitlines()))
    if not rows or any(map(_NOT_IN_BLOCK.search, paragraphs)):
        raise UnfitError
    old = [row.text for row in rows]
    origins = align_rows(old, paragraphs).origins
    indent = rows[0].line[: len(rows[0].line) - len(rows[0].line.lstrip(" "))]
    lines: list[str] = []
    for position, paragraph in enumerate(paragraphs):
        row = rows[origins[position]] if position in origins else None
        lines += row.blank_lines if row and lines else []
        stays = row is not None and row.text == paragraph and bool(lines)
        lines.append(row.line if row and stays else f"{indent}{paragraph}")
    return Splice(start, extent.end, newline(text).join(lines))


class _Row(NamedTuple):
    """A line of a block that says something, with the blank lines before it."""

    blank_lines: list[str]
    line: str
    text: str


def _rows_of_block(lines: Sequence[str]) -> Iterator[_Row]:
    blank_lines: list[str] = []
    for line in lines:
        if said := line.strip(_BLANK):
            yield _Row(blank_lines, line, said)
            blank_lines = []
        else:
            blank_lines.append(line)


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    return end - 1 if text[position:end].endswith("\r") else end
