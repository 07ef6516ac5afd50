"""What editors put into a text that data do not hold: blanks of other kinds, automatic numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from perfreport.basics.addresses import ViewPath
from perfreport.basics.patterns import regex
from perfreport.blocks.found import Text, Unclear
from perfreport.page.blocks import UNTOLD
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.trees import common_start

_LINE_END = regex("[\n\x0b\x0c\x85\u2028\u2029]")
_NEVER_DATA = regex("[\t\n\x0b\x0c\x85\u2028\u2029]")
"""Blanks that a text of data cannot have: whoever typed them, they were not printed so."""

_BLANK = regex("[\t\n\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Not for a blank: they divide no words, and nobody sees them.
_NO_WIDTH = regex("[\xad\u200b\u2060\ufeff]")
_ODD = regex(f"{_BLANK.pattern}|{_NO_WIDTH.pattern}|{UNTOLD}")
_UNTOLD_NUMBER = (
    "这里加了认不出的自动编号或项目符号；请在 Word 里去掉它，要编号的直接打字，或改数据文件"
)


class Typed(NamedTuple):
    """What was found of it.

    Attributes:
        texts: those that had it, without it.
        blanks: those in which a blank was taken for an ordinary one.
        lists: those that were printed just so, and have become part of a list.
        untold: those that were edited and have a number that cannot be told, by their fields in
            the view.
    """

    texts: Mapping[ViewPath, str]
    blanks: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    untold: Mapping[ViewPath, str] = {}


def told(texts: Mapping[ViewPath, str]) -> Mapping[ViewPath, str]:
    """``texts`` without the marks of numbers that cannot be told."""
    return {path: text.replace(UNTOLD, "") for path, text in texts.items()}


def odd_texts(texts: Mapping[ViewPath, str]) -> dict[ViewPath, str]:
    """Those of ``texts`` that have something in them that data may not hold."""
    return {path: text for path, text in texts.items() if _ODD.search(text)}


def typed_in(odd: Mapping[ViewPath, str], changes: Changes) -> Typed:
    """What somebody typed into ``odd`` texts; what the document printed so itself stays."""
    texts, blanks, lists = {}, [], []
    untold: defaultdict[ViewPath, list[str]] = defaultdict(list)
    for path, text in odd.items():
        is_edited = _is_edited(path, changes)
        texts[path] = plain = _plain(text, path, is_edited=is_edited)
        if UNTOLD in text and is_edited:
            untold[path.field].append(plain)
        elif UNTOLD in text:
            lists.append(plain)
        if plain != text.replace(UNTOLD, ""):
            blanks.append(plain)
    joined = {path: "\n".join(each) for path, each in untold.items()}
    return Typed(texts, tuple(dict.fromkeys(blanks)), tuple(lists), joined)


def _plain(text: str, path: ViewPath, *, is_edited: bool) -> str:
    """``text`` with ordinary blanks; one line that only was broken is one again.

    In a text of paragraphs a break stays what it is.
    """
    text = text.replace(UNTOLD, "")
    if path.field != path:
        lines = _LINE_END.split(text)
        return "\n".join(_line(line, is_edited=is_edited) for line in lines)
    # What is not edited is the printed text but for the break, so that alone was put in.
    return _line(text if is_edited else text.replace("\n", ""), is_edited=is_edited)


def _line(text: str, *, is_edited: bool) -> str:
    if is_edited:
        return _BLANK.sub(" ", _NO_WIDTH.sub("", text)).strip()
    return _NEVER_DATA.sub(" ", text)


def _is_edited(path: ViewPath, changes: Changes) -> bool:
    """Whether the field, or a slot of it where it is a sentence, is not as it was printed."""
    field = path.field
    return changes.is_edited(field) or any(each.parent == field for each in changes.edited)


def without_untold(text: Text, untold: Mapping[ViewPath, str]) -> Text:
    """``text`` with the fields left out whose numbers cannot be told."""
    if not untold:
        return text
    unclear = list(text.unclear)
    for source, words in untold.items():
        said = [each for each in text.found if each.source == source]
        field = common_start(each.path for each in said)
        is_computed = all(each.may_be_stated for each in said)
        unclear.append(Unclear(source, words, field, _UNTOLD_NUMBER, is_computed))
    found = (each for each in text.found if each.source not in untold)
    return Text(tuple(found), tuple(unclear))
