"""The first page of each built-in form beside what is known of the official one.

``python -m tools.form_looks`` draws the pictures in ``docs/forms`` anew and writes its page, of
what ``form_looks.yaml`` says and of what the Word templates say of paper and margins.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from lxml import etree
from PIL.Image import Image

import perfreport
from perfreport.basics import resources
from perfreport.blocks.form import Form
from perfreport.forms.registry import FormRegistry
from tools.pictures import first_page

FOLDER = Path(__file__).parents[1] / "docs" / "forms"
PAGE = FOLDER / "README.md"
ALIKE = "同"
_LOOKS = Path(__file__).with_name("form_looks.yaml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS_IN_MM = 1440 / 25.4
_SIDES = ("top", "right", "bottom", "left")
_STANDARD = (37, 26, 35, 28)
"""The margins of GB/T 9704 in millimetres: top, right, bottom, left."""

_HEAD = """# 自带版式的样子

每个版式的第一页（照 `data_examples` 里的例子印的 PDF，只用自带字体），和官方表样中查得到的样子。
官方表样大多只有转存的文字，线、列宽、字体、字号都不知道：这些由本库定，不与官方表样比较；
比的是文字、次序、行列。手头有原件的，请照原件核对；与原件不同的地方，在 Word 模板里改
（见[从一张空白表到能用的版式](../forms.md)）。

*The first page of each built-in form, as printed from its example, beside what is known of the
official one: mostly its text, not its rules, widths and faces. Made by `make pictures` of
`tools/form_looks.yaml`; tests hold it true.*

"""


class Look(NamedTuple):
    """What is known of an official form, and row by row how it compares with ours."""

    known: str
    rows: tuple[tuple[str, str, str], ...]


def main() -> None:
    """Draw every picture and write the page anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form_id in forms():
        picture_of(form_id).save(FOLDER / f"{form_id}.png", optimize=True)
    PAGE.write_text(page(), "utf-8")


def forms() -> dict[str, Form]:
    """The built-in forms by their ids."""
    registry = FormRegistry()
    return {form_id: registry.get(form_id) for form_id in registry.ids}


def picture_of(form_id: str) -> Image:
    """The first page of the form's example."""
    return first_page(perfreport.load(example_of(form_id)))


def example_of(form_id: str) -> Path:
    """The file of the example that shows the form: the one called like it, or the first."""
    files = sorted(resources.examples().glob("*.yaml"))
    showing = [path for path in files if f"\n版式: {form_id}\n" in path.read_text("utf-8")]
    return next((path for path in showing if path.stem == form_id), showing[0])


def looks() -> dict[str, Look]:
    """What is known of the official forms, by the ids of ours."""
    listed = yaml.load(_LOOKS.read_text("utf-8"), yaml.BaseLoader)
    return {
        form_id: Look(look["所知"], tuple((*row,) for row in look["异同"]))
        for form_id, look in listed.items()
    }


def page() -> str:
    """The page with all forms."""
    known = looks()
    sections = ("\n".join(_section(form, known[form_id])) for form_id, form in forms().items())
    return _HEAD + "\n".join(sections)


def _section(form: Form, look: Look) -> Iterator[str]:
    yield f"## {form.name}\n"
    yield f"`{form.id}`。依据：{form.source}。官方表样的样子：{look.known}。\n"
    yield f"![{form.name}]({form.id}.png)\n"
    yield "| 项目 | 官方表样 | 本版式 |\n|---|---|---|"
    yield f"| 纸张 | 不知道 | {paper_of(form.id)} |"
    for row in look.rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def paper_of(form_id: str) -> str:
    """Paper, and margins in whole millimetres, as the form's Word template has them."""
    section = _section_of(FormRegistry().docx_template(form_id))
    width, height = (_millimetres(section["pgSz"], name) for name in "wh")
    margins = tuple(_millimetres(section["pgMar"], name) for name in _SIDES)
    turned = "横向" if width > height else "纵向"
    told = "，".join(f"{side} {value}" for side, value in zip("上右下左", margins, strict=True))
    standard = "，GB/T 9704 的版心" if margins == _STANDARD else ""
    paper = "A4" if {width, height} == {210, 297} else f"{width}×{height} 毫米"
    return f"{paper} {turned}；页边距（毫米）{told}{standard}"


def _section_of(template: Path) -> Mapping[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    *_, section = root.iter(_W + "sectPr")
    return {etree.QName(child).localname: child for child in section}


def _millimetres(element: etree._Element, name: str) -> int:
    return round(int(str(element.get(_W + name))) / _TWIPS_IN_MM)


if __name__ == "__main__":
    main()
