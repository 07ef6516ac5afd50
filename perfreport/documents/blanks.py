"""Data files to start from: every field of a form in its order, to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.data.writing import UnquotedNumber, flow_text
from perfreport.forms.asked import Asked, asked_by, asked_of_class
from perfreport.forms.offered import Choices
from perfreport.forms.registry import FormRegistry
from perfreport.workbooks.blank import workbook

_FIGURES = ("金额", "百分比", "数字", "整数")
_FOR_INSTANCE = "如："
_CLASSIFIED = "涉密的写 {涉密: true}"
_WITH_PARTS = ("组", "表")
_INDENT = "  "
_MOST_IN_A_LINE = 50
_HEADING = (
    "“待填”都换成内容，没有的整项删去；一项不够的，照样再加一项。",
    "行首有 # 的可填可不填，要填的删去 # 和它后面的一个空格；“例：”是照着填的样子，不印。",
    "写几段的换成列表，一段写一行，每行前面加“- ”。",
)


class Blank(NamedTuple):
    """What a blank is for.

    Attributes:
        kind: the name of the kind of document.
        form: that it is printed on; None where that is yet to be chosen.
    """

    kind: str
    form: Form | None


def blank_called(word: str, registry: FormRegistry) -> Blank:
    """The blank for a form, or for a kind; of a kind with one form that form is meant.

    Args:
        word: the id of a form, or what a kind is called, in data files or in commands.
        registry: of the forms.

    Raises:
        InputError: when there is none of that name; names the nearest, and all.
        TemplateError: when the form's manifest is wrong.
    """
    if word in registry.ids:
        form = registry.get(word)
        return Blank(form.kind, form)
    forms = _of_kind(word, registry)
    kinds = {form.kind for form in forms}
    if len(kinds) > 1:
        raise _refusal(f"{word}的几个版式各有文种，请写明版式：{choices(e.id for e in forms)}")
    if not forms:
        raise _refusal(_unknown(word, registry))
    return Blank(kinds.pop(), forms[0] if len(forms) == 1 else None)


def _of_kind(word: str, registry: FormRegistry) -> list[Form]:
    """The forms of the kind called ``word``; of one whose forms name theirs, all that it has."""
    kind = registry.kinds.by_id.get(word)
    if kind is None:
        return list(registry.of_kind(word))
    forms = [registry.get(each) for each in registry.ids]
    return [e for e in forms if e.kind == kind.name or (kind.is_open and isinstance(e, kind.form))]


def _unknown(word: str, registry: FormRegistry) -> str:
    known = (*registry.ids, *registry.kind_names, *registry.kinds.by_id)
    begun = [each for each in known if word and each.startswith(word)]
    if len(begun) > 1:
        return f"没有版式或文种{quoted(word)}，是不是：{choices(begun)}？"
    near = begun[0] if begun else nearest(word, known)
    hint = f"是不是“{near}”？" if near else ""
    kinds = choices((*registry.kind_names, *registry.kinds.by_id))
    return f"没有版式或文种{quoted(word)}，{hint}版式可写：{registry.choices()}；文种可写：{kinds}"


def _refusal(message: str) -> InputError:
    return InputError([Mistake(NOWHERE, message)])


def blank_workbook(blank: Blank, registry: FormRegistry) -> bytes:
    """The same as a workbook (.xlsx), in which what may be left out is an empty cell.

    Raises:
        ExtraError: when what writes workbooks is not installed.
    """
    if blank.form:
        return workbook(blank.kind, blank.form.model, blank.form)
    forms = [form.id for form in registry.of_kind(blank.kind)]
    return workbook(blank.kind, registry.class_of(blank.kind), None, forms)


def blank_text(blank: Blank, registry: FormRegistry) -> str:
    """A data file in which all that must be filled in says 待填, and all else is a comment."""
    form = blank.form
    head = form.name if form else blank.kind
    lines = [f"# {line}" for line in (f"{head}：空白的数据文件", *_HEADING, _unit(form))]
    lines.append(f"文种: {flow_text(blank.kind)}")
    lines.append(f"版式: {form.id}" if form else _form_to_choose(blank.kind, registry))
    fields = asked_by(form) if form else asked_of_class(registry.class_of(blank.kind))
    for each in _printed(fields):
        if each.key not in ("文种", "版式"):
            lines += _entry(each, "")
    return "\n".join(lines) + "\n"


def _unit(form: Form | None) -> str:
    unit = form.figures.unit if form else "万元"
    return f"金额以{unit}为单位" + ("。" if unit == "万元" else f"，每个都写明：120{unit}。")


def _form_to_choose(kind: str, registry: FormRegistry) -> str:
    advice = "写好以后，perfreport new 版式编号 列出它的全部栏目"
    return f"版式: {PENDING}  # 选一个：{registry.choices(kind)}；{advice}"


def _printed(fields: Iterable[Asked]) -> Iterator[Asked]:
    """``fields`` that have a place, with the parts that have one; a passage is a text."""
    for each in fields:
        if not each.is_printed:
            continue
        parts = tuple(_printed(each.parts))
        if each.sort in _WITH_PARTS:
            yield replace(each, parts=parts)
        else:
            told = [each.hint, _CLASSIFIED] if parts else [each.hint]
            yield replace(each, parts=(), hint="；".join(filter(None, told)))


def _entry(each: Asked, indent: str) -> list[str]:
    """The lines of a field: to be filled in, or a comment where it may be left out."""
    if each.is_wanted:
        return list(_to_fill_in(each, indent))
    flow = f"{each.key}:{_flow(each)}"
    if not each.parts or len(flow) <= _MOST_IN_A_LINE:
        return [f"{indent}# {flow}{_comment(each)}"]
    lines = [f"{each.key}:{_comment(each)}", *_empty(each, _INDENT)]
    return [f"{indent}# {line}" for line in lines]


def _to_fill_in(each: Asked, indent: str) -> Iterator[str]:
    inner = indent + _INDENT
    if not each.parts and each.sort != "条目":
        yield f"{indent}{each.key}: {PENDING}{_comment(each)}"
        return
    yield f"{indent}{each.key}:{_comment(each)}"
    match each.sort:
        case "条目":
            yield f"{inner}- {PENDING}"
        case "表":
            if example := _example(each.parts):
                yield f"{inner}# 例：{example}"
            first, *others = each.rows or [{}]
            yield from _row(each.parts, inner, first, is_first=True)
            for row in others:
                yield from _row(each.parts, inner, row)
        case _ if each.name_of_items:
            for part in each.parts:
                yield from _named_item(part, each.name_of_items, inner)
        case _:
            for part in each.parts:
                yield from _entry(part, inner)


def _row(
    parts: Sequence[Asked], indent: str, given: Mapping[str, str], *, is_first: bool = False
) -> Iterator[str]:
    """A row of a list, with what is ``given`` by keys; only the first one tells everything."""
    inner = indent + _INDENT
    entries: list[list[str]] = []
    for each in parts:
        if each.key in given:
            entries.append([f"{inner}{each.key}: {flow_text(given[each.key])}"])
        elif is_first or each.is_wanted:
            entries.append(_entry(_in_row(each, given, is_told=is_first), inner))
    yield from _with_dash(entries, indent)


def _in_row(each: Asked, given: Mapping[str, str], *, is_told: bool) -> Asked:
    """A field of a row in which something is ``given``: its second level is one of a few."""
    if each.choices and each.choices.depends_on:
        text = given.get(str(each.choices.depends_on[-1]), "")
        if options := each.choices.by_text.get(text):
            return replace(each, choices=Choices(options=options))
    return each if is_told else replace(each, hint="", choices=None)


def _with_dash(entries: Sequence[Sequence[str]], indent: str) -> Iterator[str]:
    """The lines of ``entries``, one that is no comment first, behind the dash of their row."""
    live = (each for each in entries if not each[0].lstrip().startswith("#"))
    first = next(live, entries[0])
    yield f"{indent}- {first[0].lstrip().removeprefix('# ')}"
    yield from first[1:]
    for each in entries:
        if each is not first:
            yield from each


def _named_item(each: Asked, name_key: str, indent: str) -> Iterator[str]:
    """An item that says under ``name_key`` what it is called."""
    name = f"{name_key}: {flow_text(each.key, inside=True)}"
    if not each.is_wanted:
        yield f"{indent}# - {{{name}, {_flow_of(each.parts)}}}{_comment(each)}"
    elif all(part.is_wanted and not part.parts for part in each.parts):
        amounts = ", ".join(f"{part.key}: {PENDING}" for part in each.parts)
        yield f"{indent}- {{{name}, {amounts}}}{_comment(each)}"
    else:
        yield f"{indent}- {name}{_comment(each)}"
        for part in each.parts:
            yield from _entry(part, indent + _INDENT)


def _empty(each: Asked, indent: str) -> Iterator[str]:
    """The lines inside a group or a list whose fields say nothing yet."""
    if each.name_of_items:
        for part in each.parts:
            yield f"{indent}- {{{each.name_of_items}: {part.key}, {_flow_of(part.parts)}}}"
        return
    lines = [[f"{indent}{part.key}:{_flow(part)}"] for part in each.parts]
    if each.sort != "表":
        yield from (line for entry in lines for line in entry)
        return
    yield from _with_dash([[f"{_INDENT}{line}" for line in entry] for entry in lines], indent)


def _flow(each: Asked) -> str:
    """What stands behind the key of a field that says nothing yet, in one line."""
    if not each.parts:
        return ""
    if each.name_of_items:
        name = each.name_of_items
        items = (f"{{{name}: {part.key}, {_flow_of(part.parts)}}}" for part in each.parts)
        return f" [{', '.join(items)}]"
    inside = f"{{{_flow_of(each.parts)}}}"
    return f" [{inside}]" if each.sort == "表" else f" {inside}"


def _flow_of(parts: Sequence[Asked]) -> str:
    return ", ".join(f"{part.key}:{_flow(part) or ' '}" for part in parts)


def _example(parts: Sequence[Asked]) -> str:
    """A row made up of plausible words, in one line; empty where no field has any."""
    known = [each for each in parts if each.example and each.sort not in _WITH_PARTS]
    shown = [each for each in known if each.is_wanted] or known
    return flow_text({each.key: _shown(each) for each in shown}) if shown else ""


def _shown(each: Asked) -> str:
    """The example of a field, as it is written: a number is not quoted."""
    return UnquotedNumber(each.example) if each.sort in _FIGURES else each.example


def _comment(each: Asked) -> str:
    """What to write in a field, behind it; nothing where its key says it."""
    told = [each.hint]
    if each.choices and not (each.sort == "是否" and each.hint):
        # What the hint names for an instance is among the choices.
        others = "" if each.hint.startswith(_FOR_INSTANCE) else each.hint
        told = [f"可写：{choices(each.choices.options)}", others]
    return f"  # {'；'.join(filter(None, told))}" if any(told) else ""
