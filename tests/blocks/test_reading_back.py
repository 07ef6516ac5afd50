"""What is read back from views."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple

import pytest

from perfreport.blocks.printed import Figure, Group, Line, Sentence, TitleLines
from perfreport.blocks.reading_back import find
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.form import ProjectTargetsForm


class _Part(NamedTuple):
    words: Annotated[str, Sentence("", phrase="words")]


class _View(NamedTuple):
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    part: Annotated[_Part, Group("")]


class _Form(ProjectTargetsForm):
    base_view: ClassVar = _View  # type: ignore[assignment] # of a kind of its own


def test_a_sentence_where_none_is_read_is_refused() -> None:
    form = _Form.model_construct(**dict(FormRegistry().get("guangzhou-project-targets")))
    view = _View(("标题",), "2024", "某局", _Part("某局有钱。"))
    with pytest.raises(TypeError, match="words is a sentence inside of part"):
        find(view, form)
