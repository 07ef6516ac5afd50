"""What ``docs/forms.md`` shows: its files, its commands, and what is done by hand in between."""

from __future__ import annotations

import copy
import re
import shlex
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from tools.word_template.reading import read
from tools.word_template.word_file import word_file

PAGE = (Path(__file__).parents[1] / "docs" / "forms.md").read_text("utf-8")
_BLOCK = re.compile(r'^```(\w+)(?: title="(.*?)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
_CELL = re.compile(r"^\| 第 (\d+) 行第 (\d+) 格.*?\| (.*) \|$", re.MULTILINE)
_TAG_LINE = re.compile(r"^\{%.*%\}\n", re.MULTILINE)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\]")


class Step(NamedTuple):
    """Something that the guide has done: a file written, a command typed, an output shown."""

    kind: str
    name: str
    text: str


def steps() -> Iterator[Step]:
    """What is done, in the order of the guide."""
    for language, title, text in _BLOCK.findall(PAGE):
        if title:
            yield Step("file", title, text)
        elif language == "sh":
            yield from (Step("command", "", line) for line in text.splitlines())
        else:
            yield Step("shown", "", text)


def files() -> dict[str, str]:
    """The files that the guide shows, by their names."""
    return {step.name: step.text for step in steps() if step.kind == "file"}


def words_of(command: str) -> list[str]:
    """What a shell would hand over."""
    return shlex.split(command)


def blank_form() -> Document:
    """The form as a bureau hands it out: the page of the guide without a tag."""
    page = _TAG.sub("", _TAG_LINE.sub("", files()["空白表.txt"])).replace("（）", "（元）")
    return docx.Document(BytesIO(word_file(read(page, "空白表.txt"))))


def with_tags(form: Document) -> Document:
    """``form`` after somebody has typed what the guide says, as they would in Word."""
    table = form.tables[0]
    rows = list(table._tbl.tr_lst)
    for row, cell, written in _CELL.findall(PAGE):
        texts = re.findall("`(.*?)`", written)
        _type(rows[int(row) - 1].tc_lst[int(cell) - 1], texts)
    indicators = rows[-1]
    for text, add in (
        ("{%tr for indicator in project.indicators %}", indicators.addprevious),
        ("{%tr endfor %}", indicators.addnext),
    ):
        assert f"`{text}`" in PAGE
        row = copy.deepcopy(indicators)
        for each in row.tc_lst:
            _type(each, [""])
        _type(row.tc_lst[0], [text])
        add(row)
    title, subtitle = [each for each in form.paragraphs if each.text.strip()][:2]
    subtitle.runs[0].text = "（{{ year }}年度）"
    for text in ("{%p for spender in units %}", "{%p for project in spender.projects %}"):
        assert f"`{text}`" in PAGE
        title.insert_paragraph_before(text)
    end = copy.deepcopy(title._p)
    table._tbl.addnext(end)
    Paragraph(end, title._parent).text = "{%p endfor %}"
    end.addnext(copy.deepcopy(end))
    return form


def _type(cell: Any, texts: list[str]) -> None:
    first, *_ = cell.p_lst
    for _ in texts[1:]:
        first.addnext(copy.deepcopy(first))
    for paragraph, text in zip(cell.p_lst, texts, strict=True):
        Paragraph(paragraph, cell).text = text
