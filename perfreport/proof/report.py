"""What forms are objected to, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from perfreport.basics.messages import shown
from perfreport.proof.finding import Objection

Found = Mapping[str, Sequence[Objection]]
"""What is objected to in each form, by their ids."""

_SOUND = "没有发现问题：各项都印得出，Word 和 PDF 一致，读得回来"


def as_text(found: Found) -> str:
    """Objections form by form, each with its place, what is wrong and what to do."""
    return "\n".join(_form(form_id, each) for form_id, each in found.items())


def _form(form_id: str, objections: Sequence[Objection]) -> str:
    told = f"{len(objections)} 处要改" if objections else _SOUND
    return "".join((f"版式 {form_id}：{told}\n", *map(_objection, objections)))


def _objection(objection: Objection) -> str:
    tag = f"标签 {objection.tag}" if objection.tag and objection.place else ""
    where = (objection.template, objection.part, objection.place, tag)
    shown_by = f"（{objection.sample}）" if objection.sample else ""
    return (
        f"  {shown('　'.join(filter(None, where))) or '模板'}\n"
        f"      {shown(objection.message)}{shown_by}\n"
        f"      处理：{shown(objection.cure)}\n"
    )


def as_json(found: Found) -> str:
    """The same as JSON."""
    forms = [
        {"form": form_id, "findings": [_described(each) for each in objections]}
        for form_id, objections in found.items()
    ]
    return json.dumps({"forms": forms}, ensure_ascii=False, indent=2) + "\n"


def _described(objection: Objection) -> dict[str, str]:
    described = objection._asdict()
    del described["form"]
    return described
