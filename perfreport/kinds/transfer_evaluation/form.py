"""The forms of 转移支付绩效自评表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.addresses import DataPath
from perfreport.blocks.fields import NULL, key
from perfreport.blocks.form import Misfit
from perfreport.blocks.walk import keys_of
from perfreport.kinds.evaluation.form import EvaluationForm
from perfreport.kinds.transfer_evaluation.model import EvaluatedTransfer, TransferEvaluation
from perfreport.kinds.transfer_evaluation.printed import TransferEvaluationView

_OF_COUNTIES = ("local_finance", "local_supervisor")
_OF_PROJECTS = ("project", "implementer")
_NOT_AT: Mapping[str, tuple[str, ...]] = {
    "整体": (*_OF_COUNTIES, *_OF_PROJECTS),
    "区域": _OF_PROJECTS,
    "项目": (),
}
"""What is left blank at each level (开展整体绩效自评时，不填此项)."""


class TransferEvaluationForm(EvaluationForm):
    """A form of 转移支付绩效自评表."""

    kind_id: ClassVar = "transfer-evaluation"
    base_model: ClassVar = TransferEvaluation
    base_view: ClassVar = TransferEvaluationView

    kind: Annotated[Literal["转移支付绩效自评表"], key("文种", "文种")]

    def misfits_of(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        """What the level of a transfer leaves blank."""
        yield from super().misfits_of(path, part)
        if isinstance(part, EvaluatedTransfer) and part.level:
            for name in _NOT_AT[part.level]:
                if getattr(part, name):
                    message = f"{part.level}绩效自评不填这一项，请删去，或改“层次”"
                    yield path / keys_of(EvaluatedTransfer, name), message

    def asks_of(self, model: type[BaseModel]) -> Iterator[JsonSchemaValue]:
        """The same in JSON Schema."""
        yield from super().asks_of(model)
        if issubclass(model, EvaluatedTransfer):
            for level, names in _NOT_AT.items():
                blank = {str(keys_of(EvaluatedTransfer, name)[-1]): NULL for name in names}
                asked = {"required": ["层次"], "properties": {"层次": {"const": level}}}
                yield {"if": asked, "then": {"properties": blank}}
