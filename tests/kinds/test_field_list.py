"""``docs/fields.md`` lists the fields of all kinds: English names beside the keys of data files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import perfreport
from perfreport.blocks.walk import bare, models_in, models_inside
from perfreport.kinds import KINDS

LIST = Path(__file__).parents[2] / "docs" / "fields.md"
INTRODUCTION = """\
# 字段

数据文件用中文键，Python 用英文名，一一对应。各个类都从 `perfreport` 取。
“必填”是各个版式都要填的（数据文件还要写明文种，Python 的类已经说明）；
一个版式另外要填的，见 `perfreport schema --form 版式`。
"""


def field_list() -> str:
    """The fields of every class that documents are built with, each class once."""
    models = dict.fromkeys(model for kind in KINDS.all for model in models_inside(kind.model))
    return INTRODUCTION + "".join(map(table_of, models))


def table_of(model: type[BaseModel]) -> str:
    heading = f"\n## {model.__name__}　{model.model_config['title']}\n\n"
    rows = "".join(row_of(name, field) for name, field in model.model_fields.items())
    return f"{heading}| Python | 数据文件 | 必填 | 内容 | 说明 |\n|---|---|---|---|---|\n{rows}"


def row_of(name: str, field: FieldInfo) -> str:
    needed = "必填" if field.is_required() else ""
    told = "" if field.description == field.alias else field.description or ""
    return f"| `{name}` | {field.alias} | {needed} | {' '.join(content_of(field))} | {told} |\n"


def content_of(field: FieldInfo) -> Iterator[str]:
    """The class that stands in a field, if it is one of ours, and whether there are several."""
    inner = next(models_in(field.annotation), None)
    if inner:
        yield f"`{inner.__name__}`"
    if getattr(bare(field.annotation), "__origin__", None) is tuple:
        yield "几条" if inner else "几条或几段文字"


def test_the_list_is_made_from_the_models() -> None:
    if os.environ.get("PERFREPORT_RENEW"):
        LIST.write_text(field_list(), "utf-8")
    assert LIST.read_text("utf-8") == field_list()


def test_it_names_public_classes_and_every_key_of_the_examples() -> None:
    listed = field_list()
    for line in listed.splitlines():
        if line.startswith("## "):
            assert hasattr(perfreport, line.split()[1].split("　")[0])
    assert "| `appropriation` | 财政拨款 |" in listed
