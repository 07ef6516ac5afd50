"""Reports by an outline as a user would make them: a manifest, a page of text, data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from perfreport.blocks.model import Document
from perfreport.blocks.printed import View
from perfreport.blocks.printing import build_view
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.report.form import ReportForm
from perfreport.roundtrip import Reading, read_docx
from tests.forms.own_templates import with_file
from tests.roundtrip.word_editor import WordEditor
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

FORM = "some-report"
KIND = "某某工作报告"
Tree = dict[str, Any]

_MANIFEST = {
    "版式": FORM, "文种": KIND, "名称": "试样", "地区": "某市", "年度": "2024", "依据": "试样",
    "标题": "{department}{year}年工作报告",
}  # fmt: skip
_HEAD = """\
样式集: 公文
标题: {% for line in title_lines %}{{ line }}{% if not loop.last %}<br>{% endif %}{% endfor %}
"""


def manifest(outline: list[Tree], more: Mapping[str, Any] | None = None) -> Tree:
    """A manifest with this ``outline``; ``more`` keys of its own."""
    return {**_MANIFEST, **(more or {}), "提纲": outline}


def form(outline: list[Tree], more: Mapping[str, Any] | None = None) -> ReportForm:
    """The form with this ``outline``."""
    return ReportForm.model_validate(manifest(outline, more))


def data(sections: Tree, more: Mapping[str, Any] | None = None) -> Tree:
    """The data of a report with these ``sections``."""
    common = {"文种": KIND, "版式": FORM, "年度": 2024, "部门名称": "某某局"}
    return {**common, **(more or {}), "章节": sections}


class Reports(NamedTuple):
    """The forms of one folder."""

    registry: FormRegistry

    @classmethod
    def of(
        cls,
        folder: Path,
        outline: list[Tree],
        template: str = "",
        more: Mapping[str, Any] | None = None,
    ) -> Reports:
        """A form with the ``outline`` and the Word template typed as ``template``."""
        text = yaml.safe_dump(manifest(outline, more), allow_unicode=True, sort_keys=False)
        with_file(folder, f"forms/{FORM}.yaml", text)
        path = folder / "docx" / f"{FORM}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(word_file(read(_HEAD + template, "form.txt")))
        return cls(FormRegistry([folder]))

    def loaded(self, tree: Tree) -> Loaded:
        """The document of the data ``tree``."""
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        return understand(parse_source(text), self.registry, None)

    def view(self, tree: Tree) -> View:
        """What the template sees of the data ``tree``."""
        loaded = self.loaded(tree)
        return build_view(loaded.document, loaded.form)

    def word(self, tree: Tree) -> bytes:
        """The Word file of the data ``tree``."""
        return Renderer(self.registry).render(self.loaded(tree), "docx").content

    def read(self, content: bytes) -> Reading:
        """What a Word file says."""
        return read_docx(content, self.registry)

    def edited(self, tree: Tree, *edits: Callable[[WordEditor], object]) -> Reading:
        """What the Word file of the data ``tree`` says after ``edits``."""
        editor = WordEditor(self.word(tree))
        for edit in edits:
            edit(editor)
        return self.read(editor.save())

    def document(self, tree: Tree) -> Document:
        """The typed document of the data ``tree``."""
        return self.loaded(tree).document
