"""Labels that went away with the row they stood in, brought back (合并的标签格).

LibreOffice deletes the words of a merged cell together with its first row. What they were is found
among the words that can stand there, by the code that is remembered of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfreport.blocks.form import Form
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.pattern import SlotPath
from perfreport.roundtrip.printed_texts import PrintedTexts, ViewPath, all_texts, text_at


def lost_labels(
    shown: PrintedTexts,
    codes: PrintedTexts,
    changes: Changes,
    names: Iterable[SlotPath],
    words: Iterable[str],
) -> dict[ViewPath, str]:
    """The labels that are blank and were not, by their places in the view.

    Args:
        shown: what the page says.
        codes: of what it said.
        changes: between the two.
        names: of the labels in the view, positions as ``*``.
        words: that may stand in a label.
    """
    by_code = {code(word): word for word in words}
    labels = {(name[0], name[-1]) for name in names}
    found: dict[ViewPath, str] = {}
    for before, after in changes.rows.items():
        for listed, name in labels:
            old = text_at(codes, (*before, name))
            if after[0] == listed and old in by_code and text_at(shown, (*after, name)) == "":
                found[(*after, name)] = by_code[old]
    return found


def words_of(form: Form, shown: PrintedTexts) -> Iterator[str]:
    """The words that may stand in a label of ``form``: those laid down, and those on the page."""
    yield from form.label_words
    yield from all_texts(shown)
