"""Any text in any field of any kind is printed as it is, or refused with the field's name."""

from __future__ import annotations

import json
import re
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport import InputError
from perfreport.basics.addresses import DataPath
from perfreport.blocks.fields import PARAGRAPH_MARK
from perfreport.blocks.walk import walk_texts
from perfreport.data.data_files import parse_source
from tests.pdf_pages import read_pages
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

PAGE_NUMBER = re.compile(r"—\d+—")
NOT_PRINTED = {"文种", "版式"}
FIXED = {"一级", "二级"}
PRINTABLE = (
    *("A & B", "<5%", "&amp;", "{{ title }}", "{% raw %}", "{# #}", "#{", "}}", "{%", "<td>"),
    *("]]>", "<!--", "<?x?>", "'", '"', "\\n", "%s", "{0}", "１２", "…", "——", "  ", "\u3000"),
    *("“甲”", "一", "，", "；"),
)
UNPRINTABLE = (
    *("\u200b", "\u00ad", "\u202e", "\x07", "😀", "𠮷", "\ue000", "㊙", "ﬁ", "e\u0301", "\n"),
)
FILES = (PROJECTS, DEPARTMENT, altered(REPORT, (", 指标: [合同备案时效性]", "")))

printable = st.lists(
    st.sampled_from(PRINTABLE) | st.text(st.characters(min_codepoint=33, max_codepoint=126)),
    min_size=1,
    max_size=5,
).map("".join)
wild = st.lists(
    printable | st.sampled_from(UNPRINTABLE) | st.text(max_size=6), min_size=1, max_size=3
).map("".join)


def places(text: str) -> list[DataPath]:
    """The places in a data file of all texts that are printed."""
    found = {in_file(tree_of(text), path) for path, _ in walk_texts(perfreport.loads(text))}
    return sorted((path for path in found if path[-1] not in NOT_PRINTED), key=attrgetter("label"))


def in_file(tree: object, path: DataPath) -> DataPath:
    """As much of ``path`` as leads to a text of ``tree``: its paragraphs are no further places."""
    for depth, key in enumerate(path):
        if isinstance(tree, str):
            return path[:depth]
        assert isinstance(tree, dict | list)
        tree = tree[key]  # type: ignore[index]
    return path


def with_text(tree: Any, path: DataPath, text: str) -> str:
    """The values of a data file as JSON, with ``text`` at ``path``."""
    part = tree
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = text
    return json.dumps(tree)


def printed(pdf: bytes) -> str:
    return "".join(glyph.text for page in read_pages(pdf) for glyph in page.glyphs)


def bare(text: str) -> str:
    """``text`` without blanks, which are not all drawn, and without page numbers inside it."""
    return PAGE_NUMBER.sub("", "".join(text.split()))


def tree_of(text: str) -> Any:
    return parse_source(text).root.plain()


@pytest.mark.parametrize("text", FILES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_text_is_printed_or_refused_by_the_name_of_its_field(
    text: str, data: st.DataObject
) -> None:
    tree = tree_of(text)
    path = data.draw(st.sampled_from(places(text)))
    words = data.draw(printable | wild)
    try:
        document = perfreport.loads(with_text(tree, path, words), notation="json")
        pdf = perfreport.render(document, "pdf", settings=perfreport.Settings(system_fonts=False))
    except InputError as error:
        names = {mistake.path.label for mistake in error.mistakes}
        assert any(path.label in name or name in path.label for name in names)
    else:
        everything = bare(printed(pdf))
        for paragraph in PARAGRAPH_MARK.sub("\n", words).splitlines():
            assert bare(paragraph) in everything


@pytest.mark.parametrize("text", FILES)
def test_every_text_takes_markup_and_braces(text: str) -> None:
    words = "&<5%{{x}}{%raw%}\"'"
    for path in places(text):
        if path[-1] not in FIXED:
            document = perfreport.loads(with_text(tree_of(text), path, words), notation="json")
            pdf = perfreport.render(
                document, "pdf", settings=perfreport.Settings(system_fonts=False)
            )
            assert words in bare(printed(pdf)), path.label
