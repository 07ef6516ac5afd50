"""The forms of 项目申报书."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import key
from perfreport.blocks.form import Form
from perfreport.blocks.model import Model
from tests.kinds.sheets.model import ProjectSheets
from tests.kinds.sheets.printed import ProjectSheetsView


class ProjectSheetsWording(Model):
    """Wording of 项目申报书: none."""


class ProjectSheetsForm(Form):
    """A form of 项目申报书."""

    kind_id: ClassVar = "project-sheets"
    base_model: ClassVar = ProjectSheets
    base_view: ClassVar = ProjectSheetsView

    kind: Annotated[Literal["项目申报书"], key("文种", "文种")]
    wording: Annotated[ProjectSheetsWording, key("用语", "用语")] = ProjectSheetsWording()
