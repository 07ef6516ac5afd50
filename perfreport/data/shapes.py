"""What to write where a list, a group or one text is wanted and something else was typed."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import quoted
from perfreport.blocks.model import Passage
from perfreport.blocks.walk import attributes, model_there

HALF_WIDTH_COLON = "键的后面要写半角冒号加一个空格“: ”"
_MOST_OF_AN_ITEM = 20
_MOST_KEYS = 5


def is_stated(field: FieldInfo) -> bool:
    """Whether ``field`` is for what a published form prints: nobody is sent there."""
    return (field.description or "").startswith("原件所印")


def list_advice(typed: object, path: DataPath, model: type[BaseModel]) -> str:
    """How to write a list at ``path`` of ``model``, with what was ``typed`` as its first item."""
    inner = model_there(model, path)
    if inner is None:
        return f"这里要写成列表：一条写一行，每行前面加“- ”，如“- {_first_of(typed) or '…'}”"
    entry = _first_entry(typed, inner)
    return (
        f"这里要写成列表：一项一项写，每项以“- ”打头，如“- {entry}”，"
        f"其余各键（{_others(entry, inner)}）写在它下面"
    )


def _others(entry: str, model: type[BaseModel]) -> str:
    """The keys of a group beside that of its first ``entry``, without what only originals print."""
    others = [
        key
        for key, name in attributes(model).items()
        if not entry.startswith(f"{key}:") and not is_stated(model.model_fields[name])
    ]
    return "、".join(others[:_MOST_KEYS]) + ("等" if len(others) > _MOST_KEYS else "")


def group_advice(typed: object, path: DataPath, model: type[BaseModel]) -> str:
    """How to write the group of keys that is wanted at ``path`` of ``model``."""
    inner = model_there(model, path)
    if inner is None or isinstance(typed, list) or not attributes(inner):
        return "这里应是一组“键: 值”"
    if inner is Passage and typed is None:
        return "这里空着，请填写内容"
    key, colon, _ = str(typed).partition("：")
    if colon and key.strip() in attributes(inner):
        return f"这里应是一组“键: 值”；{HALF_WIDTH_COLON}，一个键写一行"
    return f"这里应是一组“键: 值”，从“{_first_entry(typed, inner)}”写起"


def text_advice(typed: object) -> str:
    """What is wrong with a list or a group in the place of a text, and what to write."""
    wrong = f"这里应写文字，却是{quoted(typed)}"
    if isinstance(typed, list | tuple):
        return f"{wrong}；请写成一段，去掉“- ”或方括号"
    if isinstance(typed, Mapping):
        return f"{wrong}；文字里有“: ”或打头是“{{”的，请给整段加引号"
    return wrong


def _first_of(typed: object) -> str:
    """The first item of a text: of its first line, without its dash and the next one, cut short."""
    lines = str(typed).split("\n") if isinstance(typed, str) else []
    line = next((line.strip() for line in lines if line.strip()), "")
    first = line.removeprefix("-").split(" -")[0].strip()
    return f"{first[:_MOST_OF_AN_ITEM]}…" if len(first) > _MOST_OF_AN_ITEM else first


def _first_entry(typed: object, model: type[BaseModel]) -> str:
    """The first entry of a group: as ``typed``, or with the first text that every one must have."""
    if isinstance(typed, Mapping) and typed:
        key, value = next(iter(typed.items()))
        return f"{key}: {_first_of(value) or '…'}"
    keys = attributes(model)
    required = (key for key, name in keys.items() if model.model_fields[name].is_required())
    return f"{next(required, next(iter(keys)))}: {_first_of(typed) or '…'}"
