"""Small Word templates for the tests, and what is in a finished file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.blocks.printed import Label, View
from perfreport.blocks.printing import build_view
from perfreport.documents.loading import read_document
from perfreport.docx.template import WordTemplate, load
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.package import write_package
from perfreport.office.xml import serialize
from tools.word_template.description import Table
from tools.word_template.elements import Content, Element, run, w
from tools.word_template.reading import read
from tools.word_template.table_parts import table_of
from tools.word_template.word_file import word_file

PROPERTIES = Properties(title="标题")


class Row(NamedTuple):
    """A row of the view that the small templates are for."""

    label: Label
    name: str
    texts: tuple[str, ...] = ()


class SmallView(NamedTuple):
    """What the small templates see."""

    title: str
    rows: tuple[Row, ...] = ()
    total: int = 0


class Example(NamedTuple):
    """A published document as its templates see it."""

    name: str
    form_id: str
    view: View


def examples() -> list[Example]:
    """The example documents."""
    registry = FormRegistry()
    found = []
    for path in sorted(resources.examples().glob("*.yaml")):
        loaded = read_document(path, registry)
        view = build_view(loaded.document, loaded.form)
        found.append(Example(path.stem, loaded.form.id, view))
    return found


def word_template(*body: Element | str) -> bytes:
    """A Word file of these paragraphs and tables."""
    blank = word_file(read("", "空白.txt"))
    document = body_of(blank)
    document[0][:0] = [paragraph(each) if isinstance(each, str) else each for each in body]
    return with_parts(blank, {"word/document.xml": serialize(document).encode()})


def paragraph(*content: Content) -> Element:
    """A paragraph of runs, fields and texts; a text becomes a run of its own."""
    runs = [run(each) if isinstance(each, str) else each for each in content]
    return w("p", w("pPr", w("pStyle", val="TableText")), *runs)


def table(*rows: str) -> Element:
    """A table of two columns, its rows as a description types them."""
    described = read("\n".join(("表格 表: 40 60", *rows)), "表.txt")
    [found] = described.blocks
    assert isinstance(found, Table)
    return table_of(found, described.styles)


def parts_of(file: bytes) -> dict[str, bytes]:
    """The parts of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(file: bytes, parts: Mapping[str, bytes]) -> bytes:
    """``file`` with these parts added or replaced."""
    return write_package({**parts_of(file), **parts})


def saved(file: bytes, folder: Path, name: str = "模板.docx") -> Path:
    """Where ``file`` was put."""
    path = folder / name
    path.write_bytes(file)
    return path


def rendered(file: bytes, view: SmallView, folder: Path) -> bytes:
    """What the template ``file`` makes of ``view``."""
    return WordTemplate(saved(file, folder), SmallView).render(view, PROPERTIES)


def render(view: View, template: Path, properties: Properties) -> bytes:
    """What the template at this path, read once, makes of ``view``; its charts show nothing."""
    read = load(template, type(view))
    return read.render(view, properties, charts=[()] * read.charts)


def body_of(file: bytes) -> etree._Element:
    """The main part of a Word file."""
    return etree.fromstring(parts_of(file)["word/document.xml"])


def paragraphs_of(file: bytes) -> list[str]:
    """The text of each paragraph of the main part, letter by letter."""
    return [
        "".join(text.text or "" for text in each.iter(W + "t"))
        for each in body_of(file).iter(W + "p")
    ]
