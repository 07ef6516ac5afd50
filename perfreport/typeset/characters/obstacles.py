"""What keeps a character from being set by itself, whatever the fonts have.

Text is set one character after the other, each with its one glyph. That is right for Chinese, for
the scripts of Europe, for signs; it is wrong for what joins, reorders, stacks or runs from right to
left, and what came of it would look like another text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import uharfbuzz

_KNOWN = 1 << 14
"""Characters of which the answer is kept."""

_SIMPLE_SCRIPTS = frozenset(
    {
        *("Latn", "Grek", "Cyrl", "Armn", "Geor", "Brai"),
        *("", "Hani", "Hira", "Kana", "Bopo", "Hang", "Yiii", "Lisu"),
    }
)
"""Scripts whose letters have one form each and stand from left to right (ISO 15924); signs are of
none."""

_NAMES_IN_CHINA = {
    "": "从右向左写的文字",
    "Arab": "维吾尔文等用阿拉伯字母的文字",
    "Tale": "德宏傣文",
    "Talu": "西双版纳新傣文",
}

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_JAMO = ("HANGUL CHOSEONG", "HANGUL JUNGSEONG", "HANGUL JONGSEONG")
_EMOJI_PARTS = ("REGIONAL INDICATOR", "EMOJI MODIFIER")
_SELECTORS = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION")

# Shaping would draw by glyphs that no code point stands for, and with it would go all that
# documents share; Word is there for these scripts.
WORD_ALONE = "只生成 Word（docx）"
_UNSEEN = "它看不见，也印不出，请从数据中删去"
_SELECTOR = f"它看不见，只选定前一个字的写法，PDF 印不出所选的写法；请从数据中删去，或{WORD_ALONE}"
_COMBINING = f"它要叠印在前一个字上，PDF 不会叠印；请换成合成好的字（如 é），或{WORD_ALONE}"
_SYLLABLE = f"它要与前后的字母拼成音节，PDF 不会拼；请换成拼好的音节，或{WORD_ALONE}"
_SEQUENCE = f"它要与旁边的符号合成一个图形，PDF 不会合成；请从数据中删去，或{WORD_ALONE}"
_LIGATURE = "它是连成一个的几个字母，从 PDF 里复制出来会变样；请改写成分开的字母"
_SCRIPT = "PDF 只排一字一形、从左到右的文字，排不了{}；请改用汉字，或{}"


@lru_cache(maxsize=_KNOWN)
def obstacle(character: str) -> str:
    """Why ``character`` cannot be set by itself and what to do; empty if it can."""
    # Nearly every character of a document is one of these.
    if "一" <= character <= "鿿" or " " <= character <= "~":
        return ""
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return _UNSEEN
    name = unicodedata.name(character, "")
    parts = {_SELECTORS: _SELECTOR, _JAMO: _SYLLABLE, _EMOJI_PARTS: _SEQUENCE}
    if found := [reason for names, reason in parts.items() if name.startswith(names)]:
        return found[0]
    # Viewers take ﬁ apart into two letters when it is copied.
    if "\ufb00" <= character <= "\ufb17":
        return _LIGATURE
    script = _script(character)
    if script not in _SIMPLE_SCRIPTS or unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
        return _SCRIPT.format(_script_name(script), WORD_ALONE)
    return _COMBINING if category in _MARKS else ""


def _script(character: str) -> str:
    """The script of ``character`` by its code in ISO 15924; empty if it is of none or of many."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


def _script_name(script: str) -> str:
    from babel import Locale  # late: loading a locale takes longer than most messages

    known = _NAMES_IN_CHINA.get(script) or Locale.parse("zh_Hans_CN").scripts.get(script)
    return str(known or "这种文字")
