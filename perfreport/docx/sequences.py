"""The numbers that Word counts in fields (题注编号), counted when a document is made.

Word shows the number that a field had when the file was saved until somebody has it update its
fields; programs other than Word may never do so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from perfreport.docx.wordml import W, put_text

_SEQUENCE = re.compile(r'\s*SEQ\s+"?([^\s"\\]+)"?(?:\s+\\\*\s*(?:ARABIC|MERGEFORMAT))*\s*', re.I)


def number_sequences(root: etree._Element) -> None:
    """Have every field ``SEQ NAME`` show the next number of the series ``NAME``."""
    for instruction, shown in _fields(root):
        if shown and (sequence := _SEQUENCE.fullmatch(instruction)):
            # A plain field with its result: Word may count anew, other programs show what is there.
            put_text(shown, f'{{{{ number("{sequence.group(1)}") }}}}')


def _fields(root: etree._Element) -> Iterator[tuple[str, Sequence[etree._Element]]]:
    """The instruction of every field, and the texts that it shows."""
    for field in root.iter(W + "fldSimple"):
        yield field.get(W + "instr", ""), list(field.iter(W + "t"))
    for paragraph in root.iter(W + "p"):
        yield from _fields_of_runs(paragraph)


def _fields_of_runs(paragraph: etree._Element) -> Iterator[tuple[str, Sequence[etree._Element]]]:
    """The fields of ``paragraph`` that are made of runs and have no other field in them."""
    instruction, shown, has_result = "", list[etree._Element](), False
    for element in paragraph.iter(W + "fldChar", W + "instrText", W + "t"):
        match element.get(W + "fldCharType"):
            case "begin":
                instruction, shown, has_result = "", [], False
            case "separate":
                has_result = True
            case "end":
                yield instruction, shown
                has_result = False
            case _ if element.tag == W + "instrText":
                instruction += element.text or ""
            case _ if has_result:
                shown.append(element)
