"""Differences as text and as a page for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import shown
from perfreport.compare.difference import Change, Difference
from perfreport.compare.segments import Segment, SegmentKind

Json: TypeAlias = "str | int | Sequence[Json] | dict[str, Json] | None"

_LONGEST_EQUAL = 60
_KEPT_OF_EQUAL = 24
_LONGEST_EDIT = 1_000
_LONGEST_LABEL = 200
_NOTHING = "（无）"

_PLAIN_MARKS = {SegmentKind.REMOVED: ("【删：", "】"), SegmentKind.ADDED: ("【增：", "】")}
_RESET = "\x1b[0m"
_COLOURED_MARKS = {
    SegmentKind.REMOVED: ("\x1b[31;9m", _RESET),
    SegmentKind.ADDED: ("\x1b[32;4m", _RESET),
}
_COLOURS = {
    Change.CHANGED: "\x1b[33m",
    Change.ADDED: "\x1b[32m",
    Change.REMOVED: "\x1b[31m",
    Change.MOVED: "\x1b[36m",
}

_STYLE = """
body { font: 16px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em auto;
  max-width: 60em; padding: 0 1em; color: #222; }
h1 { font-size: 1.3em; }
section { border-top: 1px solid #ccc; padding: .6em 0; }
h2 { font-size: 1em; margin: 0 0 .3em; }
h2 span { border-radius: 3px; color: #fff; font-weight: normal; margin-right: .6em;
  padding: .1em .5em; }
.changed span { background: #8a6100; } .added span { background: #1a7f37; }
.removed span { background: #b42318; } .moved span { background: #0b6e99; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
del { background: #fde3e1; color: #8c1d18; } ins { background: #dcf5e3; color: #10572a; }
"""


class Compared(NamedTuple):
    """Two documents that were compared.

    Attributes:
        before: name of the earlier one, a file's as a rule.
        after: name of the later one.
        differences: as ``compare_documents`` gives them.
    """

    before: str
    after: str
    differences: Sequence[Difference]


def as_text(compared: Compared, *, is_coloured: bool = False) -> str:
    """For the terminal: what differs, one block each, edits marked inside the text.

    Long stretches that stayed are shortened, and so is an edit of more than a page. Marks are
    【删：…】 and 【增：…】, or colours.
    """
    # The name of a file may hold what a terminal obeys.
    heads = f"原件：{shown(compared.before)}\n新件：{shown(compared.after)}\n"
    marks = _COLOURED_MARKS if is_coloured else _PLAIN_MARKS
    blocks = (_block(each, marks, is_coloured) for each in compared.differences)
    return "\n".join([f"{heads}{_counts(compared.differences)}\n", *blocks])


def in_one_line(difference: Difference) -> str:
    """What a difference says, with marks for what went and what came."""
    return "".join(_marked(segment, _PLAIN_MARKS) for segment in _content(difference))


def _counts(differences: Sequence[Difference]) -> str:
    counts = Counter(difference.change for difference in differences)
    sorts = "、".join(f"{change.label}{counts[change]}处" for change in Change if counts[change])
    return f"共{len(differences)}处不同：{sorts}" if sorts else "没有不同"


Marks = dict[SegmentKind, tuple[str, str]]


def _block(difference: Difference, marks: Marks, is_coloured: bool) -> str:
    change = difference.change.label
    if is_coloured:
        change = f"{_COLOURS[difference.change]}{change}{_RESET}"
    lines = "".join(_marked(segment, marks) for segment in _content(difference))
    indented = lines.replace("\n", "\n    ")
    return f"  {change}　{shown(difference.label, _LONGEST_LABEL)}\n    {indented}\n"


def _content(difference: Difference) -> Iterator[Segment]:
    """What a difference says below its heading."""
    if difference.change is Change.MOVED:
        yield _equal(_way(_ordinal(difference.before), _ordinal(difference.after)))
    elif difference.segments:
        yield from difference.segments
    elif difference.change is Change.CHANGED:
        yield _equal(f"{difference.old_text} → {difference.new_text}")
    elif difference.change is Change.ADDED:
        yield Segment(SegmentKind.ADDED, difference.new_text or _NOTHING)
    else:
        yield Segment(SegmentKind.REMOVED, difference.old_text or _NOTHING)


def _way(before: str, after: str) -> str:
    """From where to where; rows that came to stand before a row may leave its number as it was."""
    return f"{before} → {after}" if before != after else f"仍是{after}，前后的换了位置"


def _equal(text: str) -> Segment:
    return Segment(SegmentKind.EQUAL, text)


def _ordinal(path: DataPath | None) -> str:
    return f"第 {int(path[-1]) + 1} 项" if path else ""


def _marked(segment: Segment, marks: Marks) -> str:
    if segment.kind is SegmentKind.EQUAL:
        return _shortened(segment.text, _LONGEST_EQUAL, _KEPT_OF_EQUAL)
    before, behind = marks[segment.kind]
    return f"{before}{_shortened(segment.text, _LONGEST_EDIT, _LONGEST_EDIT // 2)}{behind}"


def _shortened(text: str, longest: int, kept: int) -> str:
    """``text``, or its beginning and end, ``kept`` characters of each, where it is longer."""
    return text if len(text) <= longest else f"{text[:kept]}……{text[-kept:]}"


def as_json(compared: Compared) -> str:
    """All of it: places by the keys of the data file, contents as in a data file."""
    described: Json = {
        "before": compared.before,
        "after": compared.after,
        "differences": [_described(difference) for difference in compared.differences],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _described(difference: Difference) -> Json:
    described: dict[str, Json] = {
        "change": difference.change.value,
        "label": difference.label,
        "before": difference.before,
        "after": difference.after,
        "old": _data(difference.old),
        "new": _data(difference.new),
    }
    if difference.segments:
        described["segments"] = [{part.kind.value: part.text} for part in difference.segments]
    return described


def _data(content: object) -> Json:
    if isinstance(content, BaseModel):
        # without warnings: a field that could not be read says 待填, of whatever type it is
        dumped: Json = content.model_dump(
            mode="json", by_alias=True, exclude_defaults=True, warnings=False
        )
        return dumped
    if isinstance(content, tuple):
        return [_data(item) for item in content]
    return content if isinstance(content, int) or content is None else str(content)


def as_html(compared: Compared) -> str:
    """A page that stands for itself: no script, nothing fetched; edits as ``ins`` and ``del``."""
    title = f"{escape(compared.before)} → {escape(compared.after)}"
    sections = "".join(map(_section, compared.differences))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{_counts(compared.differences)}</p>\n{sections}</body>\n</html>\n"
    )


def _section(difference: Difference) -> str:
    content = "".join(map(_tagged, _content(difference)))
    return (
        f'<section class="{difference.change.value}">\n'
        f"<h2><span>{difference.change.label}</span>{escape(difference.label)}</h2>\n"
        f"<p>{content}</p>\n</section>\n"
    )


_TAGS = {SegmentKind.REMOVED: "del", SegmentKind.ADDED: "ins"}


def _tagged(segment: Segment) -> str:
    tag = _TAGS.get(segment.kind)
    text = escape(segment.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
