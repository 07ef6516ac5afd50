"""What people type under the last section of a page, which is no part of it (落款、附件)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks.sentences import TITLE
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.layout import Layout, ParagraphLayout
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_texts import PrintedTexts
from perfreport.roundtrip.reading import Unplaced

_REASON = "像是落款、日期、联系方式或附件，这个版式没有它的位置"
_STOPS = ("。", "！", "？", "；", "”", "…", ".", "!", "?", ";", "：", ":")
_MOST_LETTERS = 40
_LEAST_NAME = 4
_NUMERALS = "0-9０-９〇○零一二三四五六七八九十"
_DATE = re.compile(
    rf"[{_NUMERALS}]{{2,4}}年[{_NUMERALS}]{{1,3}}月(?:[{_NUMERALS}]{{1,3}}[日号])?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_LEAD = re.compile(
    rf"(?:附件|附表|附)[{_NUMERALS}]*[：:.．、]"
    r"|(?:联系人|联系电话|电话|手机|传真|邮箱|地址|填报人|填表人|经办人|审核人|负责人|单位负责人|部门负责人"
    r"|填报单位|编制单位|报送单位|单位|单位名称|部门名称|日期|填报日期|填报时间|报送日期|签字|签章|盖章|公章|抄送)"
    r"(?:[（(][^（()）]*[)）])?[：:]"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|签章|签字|印章|章)[)）]")


def take_closing_away(shown: PageTexts, layout: Layout, codes: PrintedTexts | None) -> None:
    """Take what stands under the last section out of what is ``shown`` in it, and name it.

    Args:
        shown: what a page says.
        layout: of its template.
        codes: of the texts as they were printed, if they are known.
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
    known = codes.get(str(name)) if codes else None
    count = _count(lines, title, str(known))
    if count:
        for path in paths:
            del shown.texts[path]
        kept = lines[: len(lines) - count]
        shown.texts.update({ViewPath(name, place): line for place, line in enumerate(kept)})
        shown.unplaced.extend(_unplaced(line, layout) for line in lines[len(kept) :])


def _unplaced(line: str, layout: Layout) -> Unplaced:
    headings = [
        leaf for leaf in layout.leaves if isinstance(leaf, ParagraphLayout) and leaf.is_heading
    ]
    heading = headings[-1].pattern.words if headings else ""
    return Unplaced(line.strip(), heading, f"“{heading}”之后" if heading else "文末", _REASON)


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
