"""The tags in a Word template: found across runs, checked in their places, made ready for Jinja.

The tags are those of docxtpl: ``{{ … }}`` and ``{% … %}`` anywhere in text, and ``{%p … %}``,
``{%tr … %}``, ``{%tc … %}`` for the whole paragraph, row or cell in which the tag stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.docx.wordml import W, put_text
from perfreport.office.xml import PRESERVE

_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PART_OF_TAG = regex(r"\{\{|\{%|\{#|%\}|\}\}|#\}")
_MISTYPED = regex(
    r"[{｛] ?[{｛][^{}｛｝]*[}｝] ?[}｝]|[{｛] ?[%％][^{}｛｝]*[%％] ?[}｝]|\{ ?\w+(?:\.\w+)+ ?\}"
)
"""What would be printed as it stands, though somebody meant a tag."""
_WHOLE = regex(r"\{([{%])(p|tr|tc|r) ")
_LOOP_OVER_PARAGRAPHS = regex(r"\{%p\s+for\s+(\w+\s+in\s+[\w.]+)\s*%\}")
_WHOLE_NAMES = {"p": "段", "tr": "行", "tc": "格"}
_OF_A_CELL = regex(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
# docxtpl looks for the tags of cells in a time that grows with the cube of their length: half a
# second for one of 1,000 blanks, 30 seconds for one of 4,000.
_MOST_CHARACTERS = 1_000
_MOST_IN_PARAGRAPH = 100_000
_MOST_TAGS = 10_000
_EDITING_ATTRIBUTES = regex(r"\}(?:rsid\w*|paraId|textId)$")
_SEQUENCE = regex(r'\s*SEQ\s+"?([^\s"\\]+)"?(?:\s+\\\*\s*(?:ARABIC|MERGEFORMAT))*\s*', re.I)
_EDITING_ELEMENTS = (W + "proofErr", W + "lastRenderedPageBreak")


TEXT_BEGINNING = '<w:t xml:space="preserve">'
"""What every text of a part begins with where it is rendered: so ``keep_spaces`` leaves them."""


def tag_places(text: str) -> Iterator[tuple[int, int]]:
    """Where each tag in ``text`` begins and ends.

    A kind of tag that is not closed any more is not looked for again: to search for the end of
    every one would take a time that grows with the square of the text.
    """
    closings = dict(_CLOSINGS)
    place = 0
    while opening := re.compile("|".join(closings) or "(?!)").search(text, place):
        end = text.find(closings[opening[0]], opening.end())
        if end < 0:
            del closings[opening[0]]
            place = opening.start()
        else:
            place = end + 2
            yield opening.start(), place


def tags_in(text: str) -> list[str]:
    """The tags in ``text``, in their order."""
    return [text[start:end] for start, end in tag_places(text)]


def loops_over_paragraphs(root: etree._Element) -> frozenset[str]:
    """The loops that repeat paragraphs, as ``task in tasks``."""
    texts = (text_of(paragraph).strip() for paragraph in root.iter(W + "p"))
    loops = (_LOOP_OVER_PARAGRAPHS.fullmatch(text) for text in texts if text.startswith("{%p "))
    return frozenset(" ".join(loop[1].split()) for loop in loops if loop)


def _with_tags(text: str, change: Callable[[str], str]) -> str:
    """``text`` with each tag as ``change`` makes it."""
    pieces: list[str] = []
    place = 0
    for start, end in tag_places(text):
        pieces += text[place:start], change(text[start:end])
        place = end
    return "".join((*pieces, text[place:]))


def text_of(element: etree._Element) -> str:
    """The text in all runs of ``element``."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


def strip_editing_marks(root: etree._Element) -> None:
    """Remove what Word notes while somebody edits; a loop would repeat it."""
    etree.strip_elements(root, *_EDITING_ELEMENTS)
    for element in root.iter():
        for name in [name for name in element.attrib if _EDITING_ATTRIBUTES.search(str(name))]:
            del element.attrib[name]


def keep_spaces(root: etree._Element) -> None:
    """Have Word print the blanks at either end of every text."""
    for text in root.iter(W + "t"):
        text.set(PRESERVE, "preserve")


def number_sequences(root: etree._Element) -> None:
    """Have every field ``SEQ NAME`` show the next number of the series ``NAME`` (题注编号).

    Word shows the number that a field had when the file was saved until somebody has it update
    its fields; programs other than Word may never do so.
    """
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


def check_tags(root: etree._Element, where: str) -> None:
    """Check that every tag is complete and stands where it can work.

    Raises:
        TemplateError: names the first tag that is not, or does not.
    """
    count = 0
    for paragraph in root.iter(W + "p"):
        text = "".join(each.text or "" for each in _own_texts(paragraph))
        in_cell = next(paragraph.iterancestors(W + "tc"), None) is not None
        for tag in _checked_tags(text, where, in_cell=in_cell):
            _check_place(tag, paragraph, where)
            count += 1
    if count > _MOST_TAGS:
        raise TemplateError(f"{where}：标签 {count:,} 个，超过上限 {_MOST_TAGS:,} 个，请减少")
    for element in root.iter():
        for text in _other_texts(element):
            list(_checked_tags(text, where, in_cell=False))


def _checked_tags(text: str, where: str, *, in_cell: bool) -> Iterator[str]:
    """The tags in ``text``; refuse parts of tags, and what cannot be searched quickly."""
    fixed = _with_tags(text, lambda _: "")
    if mistyped := _MISTYPED.search(fixed):
        told = f"{where}：“{_shortened(mistyped.group())}”像标签，不会填上内容"
        raise TemplateError(f"{told}；标签用半角的括号和百分号，写成 {{{{ … }}}} 或 {{% … %}}")
    if broken := _PART_OF_TAG.search(fixed):
        raise TemplateError(f"{where}：“{_shortened(text)}”中有不完整的标签 {broken.group()}")
    tags = tags_in(text)
    if len(text) > _MOST_IN_PARAGRAPH and tags:
        raise TemplateError(
            f"{where}：“{_shortened(text)}”一段有标签，又有 {len(text):,} 字，"
            f"超过上限 {_MOST_IN_PARAGRAPH:,} 字，请分成几段"
        )
    for tag in tags:
        if len(tag) > _MOST_CHARACTERS:
            raise TemplateError(f"{where}：标签过长：{_shortened(tag)}")
        if _OF_A_CELL.match(tag) and not in_cell:
            raise TemplateError(f"{where}：标签 {tag} 要写在表格的一格里")
        yield tag


def _other_texts(element: etree._Element) -> Iterator[str]:
    """The attributes of ``element`` and what stands beside it, where tags are seldom written."""
    others = (element.tail, None if element.tag == W + "t" else element.text)
    for text in (*element.attrib.values(), *others):
        if text and "{" in text:
            yield str(text)


def _own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of ``paragraph``, without those of text boxes anchored in it."""
    for text in paragraph.iter(W + "t"):
        if next(text.iterancestors(W + "p")) is paragraph:
            yield text


def _check_place(tag: str, paragraph: etree._Element, where: str) -> None:
    """Refuse a tag for a whole paragraph, row or cell that does not stand alone in it."""
    if not (whole := _WHOLE.match(tag)):
        return
    opening, name = whole.groups()
    # docxtpl knows these for rich text and documents put in; a view holds plain text alone.
    if opening == "{" or name == "r":
        raise TemplateError(f"{where}：标签 {tag} 里的“{name}”用不了，请去掉")
    holder = paragraph if name == "p" else next(paragraph.iterancestors(W + name), None)
    if holder is None or text_of(holder).strip() != tag:
        raise TemplateError(f"{where}：标签 {tag} 要独占一{_WHOLE_NAMES[name]}，旁边不能有别的文字")


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def jinja_source(root: etree._Element) -> str:
    """``root`` as a Jinja template in which the n-th tag stands on line n + 1."""
    # Of docxtpl only this: its own way to a document is wider than templates from strangers may be.
    from docxtpl import DocxTemplate

    # Only tags break lines then, and a line in a message of Jinja's names its tag.
    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    source: str = DocxTemplate("").patch_xml(xml)
    return _with_tags(source, _with_line_break)


def _with_line_break(tag: str) -> str:
    """The tag with a line break that is part of it and not of the text."""
    # The hyphen is part of the opening: a break before it would make it a minus.
    opening = 3 if tag.startswith(("{%-", "{{-", "{#-")) else 2
    return f"{tag[:opening]}\n{tag[opening:]}"


def tag_on_line(source: str, line: int) -> str:
    """The tag on ``line`` of a source made by ``jinja_source``; empty before the first."""
    tags = tags_in(source)
    return " ".join(tags[line - 2].split()) if 2 <= line < len(tags) + 2 else ""
