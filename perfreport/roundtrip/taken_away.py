"""What is taken off a page before anything else is read, for the data have no place for it.

Rows that somebody emptied and left standing: they are gone, and the others follow (空行). Unless
they are taken out first, every row below would stand at another place on the page than in the
document. And what people type under the last section, which is no part of it (落款、附件).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.patterns import regex
from perfreport.blocks.form import Form
from perfreport.blocks.printed import Rows, fields_with_groups
from perfreport.blocks.sentences import TITLE
from perfreport.blocks.spare import LEVELS, SpareRows, says_nothing, typed_in
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.roundtrip.codes import BLANK, code
from perfreport.roundtrip.layout import Layout, ParagraphLayout, last_heading
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts, all_texts, names_in
from perfreport.roundtrip.reading import Unplaced
from perfreport.roundtrip.rows import lists_of, renumber, rows_around

_SPARE_ROW = "绩效指标的备填行"
_NO_LEVEL = "不是这个版式的一级、二级指标，这一行也没有填指标，没有收"
_REASON = "像是落款、日期、联系方式或附件，这个版式没有它的位置"
_STOPS = ("。", "！", "？", "；", "”", "…", ".", "!", "?", ";", "：", ":")
_MOST_LETTERS = 40
_LEAST_NAME = 4
_NUMERALS = "0-9０-９〇○零一二三四五六七八九十"
_DATE = regex(
    rf"[{_NUMERALS}]{{2,4}}年[{_NUMERALS}]{{1,3}}月(?:[{_NUMERALS}]{{1,3}}[日号])?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_LEAD = regex(
    rf"(?:附件|附表|附)[{_NUMERALS}]*[：:.．、]"
    r"|(?:联系人|联系电话|电话|手机|传真|邮箱|地址|填报人|填表人|经办人|审核人|负责人|单位负责人|部门负责人"
    r"|填报单位|编制单位|报送单位|单位|单位名称|部门名称|日期|填报日期|填报时间|报送日期|签字|签章|盖章|公章|抄送)"
    r"(?:[（(][^（()）]*[)）])?[：:]"
)
_SEAL = regex(r"[（(](?:盖章|公章|签章|签字|印章|章)[)）]")


def take_blank_rows_away(shown: PageTexts, form: Form, codes: PrintedTexts) -> None:
    """Take the rows that say nothing out of what is ``shown``; the rows behind them move up.

    Args:
        shown: what a page says.
        form: of the page.
        codes: of the texts as they were printed, as far as they are known; a list that had blank
            rows when it was printed is left alone.
    """
    lists = lists_of(form.view)
    if form.levels and form.spare_rows:
        _take_spare_rows_away(shown, form, form.levels, form.spare_rows, codes)
    inmost = {
        each
        for each in lists
        if not any(other != each and other.starts_with(each) for other in lists)
    }
    says: dict[ViewPath, bool] = {}
    said: ViewPath | None = None
    for path, text in shown.texts.items():
        # Whoever speaks for a row speaks for those around it.
        if said and path.starts_with(said):
            continue
        for row in rows_around(path, lists):
            if says.get(row):
                continue
            # Somebody who empties a row leaves what is computed: it does not speak for the row.
            says[row] = bool(
                text.strip() and names_in(path[len(row) :]) not in lists[names_in(row)]
            )
            said = row if says[row] and names_in(row) in inmost else said
    blank = {row for row, is_said in says.items() if not is_said}
    blank = {row for row in blank if not _had_blank_rows(codes, names_in(row))}
    if blank:
        renumber(shown, _places(says.keys() - blank), lists)


def _take_spare_rows_away(
    shown: PageTexts, form: Form, levels: Taxonomy, spare: SpareRows, codes: PrintedTexts
) -> None:
    """Take out the rows that the form prints to be filled in, and that nobody has.

    A row that says what one of the data said when it was printed is that one, though the page has
    no column of its values any more.
    """
    lists, with_spare = lists_of(form.view), _lists_with_spare(form.view)
    texts: dict[ViewPath, dict[str, str]] = {}
    with_lines: set[ViewPath] = set()
    for path, text in shown.texts.items():
        for row in rows_around(path, lists):
            names = texts.setdefault(row, {})
            if names_in(row) in with_spare and len(path) == len(row) + 1:
                names[str(path[-1])] = text
            elif text.strip():
                with_lines.add(row)
    blank: dict[ViewPath, None] = {}  # in their order, which what is told of them has
    for row, fields in texts.items():
        if row_class := with_spare.get(names_in(row)):
            typed = typed_in(fields, row_class, spare)
            shown.texts.update({row / name: text for name, text in typed.items()})
            is_said = row in with_lines or _was_printed(typed, names_in(row), codes)
            if says_nothing(typed, levels) and not is_said:
                blank[row] = None
    if blank:
        known = {*levels.names, *levels.printed_words, spare.more_levels or "", ""}
        known |= {
            text for row, fields in texts.items() if row not in blank for text in fields.values()
        }
        typed_over = (text for row in blank for text in _labels(texts[row]) if text not in known)
        shown.unplaced += (
            Unplaced(words, "", _SPARE_ROW, _NO_LEVEL) for words in dict.fromkeys(typed_over)
        )
        renumber(shown, _places(texts.keys() - blank.keys()), lists)


def _labels(row: Mapping[str, str]) -> list[str]:
    """The labels of levels in a ``row``, by the fields of its view."""
    return [text.strip() for name, text in row.items() if name.endswith(LEVELS)]


@cache
def _lists_with_spare(view_class: Any, around: ViewPath = ViewPath()) -> Mapping[ViewPath, Any]:
    """The classes of the rows of which a form may print some to be filled in, by their lists."""
    found: dict[ViewPath, Any] = {}
    for each in fields_with_groups(view_class):
        if isinstance(each.field.block, Rows) and each.field.row:
            names = around / each.names
            found |= {names: each.field.row} if each.field.block.has_spare else {}
            found |= _lists_with_spare(each.field.row, names)
    return found


def _had_blank_rows(codes: PrintedTexts, names: ViewPath) -> bool:
    """Whether a row of the lists called ``names`` was blank when it was printed."""
    return any(set(all_texts(row)) <= {BLANK} for row in _called(names, codes))


def _was_printed(fields: Mapping[str, str], names: ViewPath, codes: PrintedTexts) -> bool:
    """Whether a row of the lists called ``names`` was printed with all of ``fields``."""
    said = {name: code(text) for name, text in fields.items()}
    rows = (row for row in _called(names, codes) if isinstance(row, dict))
    return any(all(row.get(name, BLANK) == said[name] for name in said) for row in rows)


def _called(names: ViewPath, codes: PrintedText) -> Iterator[PrintedText]:
    if isinstance(codes, list):
        for row in codes:
            yield from _called(names, row)
    elif not names:
        yield codes
    elif isinstance(codes, dict) and (name := str(names[0])) in codes:
        yield from _called(names[1:], codes[name])


def _places(rows: Set[ViewPath]) -> dict[ViewPath, int]:
    """The positions of ``rows`` that follow each other without gaps."""
    places: dict[ViewPath, int] = {}
    before: Counter[ViewPath] = Counter()
    for row in sorted(rows):
        places[row] = before[row.parent]
        before[row.parent] += 1
    return places


def take_closing_away(shown: PageTexts, layout: Layout, codes: PrintedTexts) -> None:
    """Take what stands under the last section out of what is ``shown`` in it, and name it.

    Args:
        shown: what a page says.
        layout: of its template.
        codes: of the texts as they were printed, as far as they are known.
    """
    last = layout.leaves[-1] if layout.leaves else None
    if not isinstance(last, ParagraphLayout) or not last.loops or not last.pattern.is_free:
        return
    [name, *rest] = last.pattern.slots[0].path or [""]
    if rest != [EACH]:
        return
    paths = [path for path in shown.texts if path[0] == name]
    lines = [line for path in paths for line in shown.texts[path].split("\n") if line.strip()]
    title = "".join(text for path, text in shown.texts.items() if path[0] == TITLE)
    count = _count(lines, title, str(codes.get(str(name))))
    if count:
        for path in paths:
            del shown.texts[path]
        kept = lines[: len(lines) - count]
        shown.texts.update({ViewPath(name, place): line for place, line in enumerate(kept)})
        heading = last_heading(layout.leaves)
        where = f"“{heading}”之后" if heading else "文末"
        for line in lines[len(kept) :]:
            shown.unplaced.append(Unplaced(line.strip(), heading, where, _REASON))


def _count(lines: Sequence[str], title: str, printed: str) -> int:
    """How many of the last ``lines`` are no part of the section.

    What was printed is part of it. Of the rest, what is known for a closing is none, with all that
    stands under it; neither is a short line that does not end as a sentence, if the first one does.
    """
    start = next((n for n in range(len(lines), 0, -1) if code("\n".join(lines[:n])) == printed), 0)
    has_stops = bool(lines) and lines[0].endswith(_STOPS)
    count = 0
    for number, line in enumerate(reversed(lines[start:]), start=1):
        is_short = len(line) < _MOST_LETTERS
        is_doubtful = is_short and has_stops and not line.strip().endswith(_STOPS)
        if _is_closing(line, title) or is_doubtful:
            count = number
        elif not is_short:
            break
    return count


def _is_closing(line: str, title: str) -> bool:
    """Whether ``line`` is a date, the name of the department, a seal, a contact, an attachment."""
    text = "".join(line.split())
    name = bare(text)
    is_named = len(name) >= _LEAST_NAME and name in bare(title)
    is_dated = _DATE.fullmatch(text) is not None
    return is_named or is_dated or bool(_LEAD.match(text)) or bool(_SEAL.search(text[-6:]))
