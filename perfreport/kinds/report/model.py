"""绩效报告: sections under headings, as the outline of the form has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import WithJsonSchema

from perfreport.blocks.fields import key
from perfreport.blocks.model import Evaluation, Model

if TYPE_CHECKING:
    from perfreport.blocks.fields import Typed


class Sections(Model, title="章节", extra="allow"):
    """What stands under the headings (章节), which the form names; as such anything."""


if TYPE_CHECKING:
    SectionsField = Typed[Sections, Sections | Mapping[str, object]]
else:
    SectionsField = Sections


class Report(Evaluation, title="绩效报告"):
    """A report whose kind, title and sections are its form's (版式的提纲)."""

    # Its forms name it: to the schema without one it is any text.
    kind: Annotated[
        Literal["绩效报告"],
        WithJsonSchema({"type": "string", "pattern": r"\S"}),
        key("文种", "文种，由版式规定"),
    ] = "绩效报告"
    sections: Annotated[SectionsField, key("章节", "各节的内容，键是标题，不写编号")]
