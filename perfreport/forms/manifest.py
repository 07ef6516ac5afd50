"""A form's manifest (版式清单): what one region and year prints for one kind."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from perfreport.forms.phrases import Phrase, Slots
from perfreport.forms.schemes import Scheme
from perfreport.forms.taxonomy import Taxonomy
from perfreport.forms.wording import (
    DepartmentTargetsWording,
    ProjectTargetsWording,
    SelfEvaluationWording,
)
from perfreport.models import KINDS
from perfreport.models.common import Count, Document, Model, TextLine
from perfreport.models.walk import field_at
from perfreport.quantities import Percent, Rounding, Unit


class Figures(Model):
    """How the form prints figures (数字)."""

    unit: Literal["元", "万元", "亿元"] = Field(
        "万元", alias="金额单位", description="表中金额的单位"
    )
    amount_places: Count = Field(2, alias="金额小数", le=6, description="金额的小数位数")
    rate_places: Count = Field(2, alias="比率小数", le=6, description="百分比的小数位数")
    full_rate: Literal["100%", "100.00%"] = Field(
        "100%", alias="满分比率", description="恰为百分之百时的写法"
    )

    @property
    def rounding(self) -> Rounding:
        """The same as the rounding policy that prints."""
        return Rounding(
            Unit.named(self.unit), self.amount_places, self.rate_places, self.full_rate == "100%"
        )


class RequiredLevels(Model):
    """First levels that every list of indicators must have (必备一级指标)."""

    names: tuple[TextLine, ...] = Field(
        alias="名称", min_length=1, description="一级指标的名称，如 [产出指标, 效益指标]"
    )
    source: TextLine = Field(alias="依据", description="这一要求出自哪里")


class Deviation(Model):
    """When an achieved value lies far beyond its target (完成值偏离目标), and what explains it."""

    most: Percent = Field(alias="超出", description="实际完成值超出预期实现值多少才提示，如 30%")
    explained_by: tuple[TextLine, ...] = Field(
        (), alias="说明用词", description="报告中出现其中一词，即视为对偏离已有说明"
    )
    source: TextLine = Field(alias="依据", description="这一界限出自哪里")


class _Form(Model):
    """What the forms of all kinds have."""

    kind: str = Field(alias="文种", description="文种")
    id: TextLine = Field(alias="版式", description="版式编号，与文件名相同")
    name: TextLine = Field(alias="名称", description="供人辨认的名称")
    region: TextLine = Field(alias="地区", description="适用地区")
    year: TextLine = Field(alias="年度", description="适用年度")
    source: TextLine = Field(alias="依据", description="版式出自哪里")
    title: Annotated[Phrase, Slots("department", "year")] = Field(
        alias="标题", description="文书标题；要分行的写成几行"
    )
    required: tuple[TextLine, ...] = Field(
        (), alias="必填", description="本版式必须填写的可选项，如“绩效指标.年度指标值”"
    )
    not_printed: tuple[TextLine, ...] = Field(
        (), alias="不印", description="本版式没有位置的可选项；数据里写了就提示"
    )
    figures: Figures = Field(Figures(), alias="数字", description="金额、百分比的印法")

    @property
    def scheme(self) -> Scheme | None:
        """The evaluation scheme that the form goes by; None where it has none."""
        return None

    def title_lines(self, document: Document) -> tuple[str, ...]:
        """The document's title, a line for each line of the manifest's."""
        title = self.title(department=document.department, year=str(document.year))
        return tuple(title.strip().split("\n"))

    @model_validator(mode="after")
    def _fields_exist(self) -> Self:
        for field in (*self.required, *self.not_printed):
            if field_at(KINDS[self.kind], tuple(field.split("."))) is None:
                raise PydanticCustomError(
                    "unknown_field",
                    "“必填”“不印”中的“{field}”不是这个文种的项目，请核对；各层用半角点隔开",
                    {"field": field},
                )
        return self


class DepartmentTargetsForm(_Form):
    """A form of 部门整体预算绩效目标申报表."""

    kind: Literal["部门整体预算绩效目标申报表"] = Field(alias="文种", description="文种")
    taxonomy: Taxonomy = Field(alias="指标体系", description="一级、二级指标")
    wording: DepartmentTargetsWording = Field(alias="用语", description="用语")
    required_levels: RequiredLevels | None = Field(
        None, alias="必备一级", description="每份申报表都要有指标的一级指标；不写则不查"
    )


class ProjectTargetsForm(_Form):
    """A form of 项目支出绩效目标表."""

    kind: Literal["项目支出绩效目标表"] = Field(alias="文种", description="文种")
    taxonomy: Taxonomy = Field(alias="指标体系", description="一级、二级指标")
    wording: ProjectTargetsWording = Field(alias="用语", description="用语")
    required_levels: RequiredLevels | None = Field(
        None, alias="必备一级", description="每个项目都要有指标的一级指标；不写则不查"
    )


class SelfEvaluationForm(_Form):
    """A form of 部门整体支出绩效自评报告."""

    kind: Literal["部门整体支出绩效自评报告"] = Field(alias="文种", description="文种")
    wording: SelfEvaluationWording = Field(alias="用语", description="用语")
    scheme_id: TextLine | None = Field(
        None, alias="评价方案", description="评价方案的编号；不写则不按方案核对分值"
    )
    deviation: Deviation | None = Field(
        None, alias="完成值偏离", description="实际完成值远超预期实现值的界限；不写则不查"
    )
    _scheme: Scheme | None = PrivateAttr(None)

    @property
    def scheme(self) -> Scheme | None:
        """As ``going_by`` was given it."""
        return self._scheme

    def going_by(self, scheme: Scheme | None) -> Self:
        """The same form with the ``scheme`` that it names, or without one."""
        form = self.model_copy()
        form._scheme = scheme
        return form


Form = DepartmentTargetsForm | ProjectTargetsForm | SelfEvaluationForm

FORM_CLASSES: dict[str, type[Form]] = {
    get_args(form_class.model_fields["kind"].annotation)[0]: form_class
    for form_class in get_args(Form)
}
"""The manifest classes by kind."""
