"""The forms of 项目支出绩效目标表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import choices, quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import NULL, is_yes, key, stated
from perfreport.blocks.form import Misfit, RequiredLevels
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import Group, Rows
from perfreport.blocks.withheld import Withheld
from perfreport.kinds.project_targets.model import FundsRow, Project, ProjectTargets, SpendingUnit
from perfreport.kinds.project_targets.printed import ProjectTargetsView
from perfreport.kinds.project_targets.wording import ProjectTargetsWording

_INDICATORS = {"required": ["绩效指标"], "properties": {"绩效指标": {"minItems": 1}}}

_NAME_OF_UNIT = "资金使用单位.名称"
_CLASSIFIED = "涉密项目请写“涉密: true”"


class ProjectTargetsForm(IndicatorForm):
    """A form of 项目支出绩效目标表."""

    kind_id: ClassVar = "project-targets"
    base_model: ClassVar = ProjectTargets
    base_view: ClassVar = ProjectTargetsView

    kind: Annotated[Literal["项目支出绩效目标表"], key("文种", "文种")]
    wording: Annotated[ProjectTargetsWording, key("用语", "各句的写法；或共用的编号")] = (
        ProjectTargetsWording()
    )
    required_levels: Annotated[
        RequiredLevels | None, key("必备一级", "每个项目都要有指标的一级指标；不写则不查")
    ] = None

    def complaints(self) -> Iterator[Complaint]:
        """With columns beside a cell that holds the indicators, and levels of statements."""
        yield from super().complaints()
        if self.wording.indicator_cell and self.columns:
            message = (
                "绩效指标已写在一格里（用语.指标栏），不能又分成各列；要分列的，把“指标栏”空着："
                "“指标栏:”后面什么也不写"
            )
            yield Complaint(("指标列",), message, ("用语",))
        for position, statement in enumerate(self.wording.classified):
            level = statement.indicator and statement.indicator.level_one
            if level and self.taxonomy.level_one(level) is None:
                known = choices(each.name for each in self.taxonomy.levels_one)
                message = f"指标体系里没有一级指标{quoted(level)}，可写：{known}"
                place = ("用语", "涉密说明", position, "绩效指标", "一级")
                yield Complaint(place, message, ("指标体系",))

    @property
    def has_one_unit(self) -> bool:
        """Whether a document has one unit, which nothing printed would tell from others."""
        return _NAME_OF_UNIT in self.not_printed

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Money by the form's sources, indicators in rows where no cell is worded for them."""
        shown = dict(super().shows(model))
        if self.has_one_unit and issubclass(model, SpendingUnit):
            shown["name"] = None
        if self.funds and issubclass(model, ProjectTargets | SpendingUnit | Project):
            shown["funds"] = Annotated[self.funds.view, Group("sources", label="资金")]
        if issubclass(model, Project) and self.wording.indicator_cell is None:
            row: Any = self.indicator_row
            rows = Rows(label="绩效指标", has_spare=True)
            shown["indicators"] = Annotated[tuple[row, ...], rows]
        return shown

    def unprinted(self, model: type[BaseModel]) -> frozenset[str]:
        """With the first forms' sources of money where the form names its own."""
        unprinted = super().unprinted(model)
        if self.funds and issubclass(model, Project):
            return unprinted | set(FundsRow._fields) - {"total"} | {"stated_total"}
        if self.funds and issubclass(model, ProjectTargets | SpendingUnit):
            return unprinted | {"stated"}
        return unprinted

    def awaited(self, model: type[BaseModel]) -> frozenset[str]:
        """Of a project also what is to be achieved."""
        awaited = super().awaited(model)
        return awaited | {"goal"} if issubclass(model, Project) else awaited

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """Words for the values of a classified indicator; statements for a classified project."""
        if issubclass(model, Indicator):
            return self.withheld_values(self.wording.classified_value)
        if issubclass(model, Project):
            return tuple(
                Withheld(
                    {"goal": (statement.goal,)},
                    {"indicators": statement.indicators},
                    {"classified_statement": statement.name},
                )
                for statement in self.wording.classified
            )
        return ()

    def misfits_of(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        """A project says what is to be achieved, or is classified and says how."""
        yield from super().misfits_of(path, part)
        if self.has_one_unit and isinstance(part, ProjectTargets):
            yield from _more_units(part)
        if not isinstance(part, Project) or (part.classified and not self.wording.classified):
            return
        if part.classified:
            yield from self._statement(path, part)
            if part.goal is not None:
                yield path / "绩效目标", "涉密项目的绩效目标按统一说明印出，请删去这一项"
            return
        if not part.goal:
            advice = f"；{_CLASSIFIED}" if self.wording.classified else ""
            yield path / "绩效目标", f"缺这一项，请补上{advice}"
        if not part.indicators:
            ways = self.wording.classified
            advice = f"；{_CLASSIFIED}" if ways and ways[0].indicator else ""
            yield path / "绩效指标", f"缺这一项，请补上{advice}"
        if part.classified_statement:
            yield path / "涉密说明", "项目没有写“涉密: true”，请补上或删去这一项"

    def may_misfit(self, model: type[BaseModel]) -> bool:
        """Of indicators, which are tens of thousands, only where the form's columns ask it."""
        return not issubclass(model, Indicator) or self.asks_of_indicators

    def asks_of(self, model: type[BaseModel]) -> Iterator[JsonSchemaValue]:
        """The same in JSON Schema."""
        yield from super().asks_of(model)
        if self.has_one_unit and issubclass(model, ProjectTargets):
            yield {"properties": {"资金使用单位": {"maxItems": 1}}}
        if issubclass(model, Project):
            told = {"allOf": [stated("绩效目标"), _INDICATORS], "properties": {"涉密说明": NULL}}
            ways = list(self._ways_to_withhold())
            withheld = {"properties": {"绩效目标": NULL}, "anyOf": ways} if ways else {}
            yield {"if": is_yes("涉密"), "then": withheld, "else": told}

    def _ways_to_withhold(self) -> Iterator[JsonSchemaValue]:
        """A statement of the form, with indicators where it has none of its own."""
        for position, statement in enumerate(self.wording.classified):
            names = [statement.name, *([] if position else [None])]
            indicators = {} if statement.indicator else _INDICATORS
            yield {"allOf": [{"properties": {"涉密说明": {"enum": names}}}, indicators]}

    def _statement(self, path: DataPath, project: Project) -> Iterator[Misfit]:
        statements = {statement.name: statement for statement in self.wording.classified}
        wanted = project.classified_statement or self.wording.classified[0].name
        if wanted not in statements:
            message = f"这个版式没有“{wanted}”的说明，可写：{'、'.join(statements)}"
            yield path / "涉密说明", message
        elif not project.indicators and statements[wanted].indicator is None:
            yield path / "绩效指标", "这个版式的涉密项目也要写绩效指标，请补上"


def _more_units(document: ProjectTargets) -> Iterator[Misfit]:
    for position in range(1, len(document.units)):
        message = "这个版式不印单位的名称，一份文书只写一个单位；请从这里删去，另写一份数据文件"
        yield DataPath("资金使用单位", position), message
