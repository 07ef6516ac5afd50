"""The figures of a document explained, and explanations as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import alone, described
from perfreport.blocks.explanation import Explainer, Explanation, Operand
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.sums import figure, label_of, name_of, share, shares_of, sums_of, terms
from perfreport.blocks.walk import keys_of, values_at, walk
from perfreport.documents.findings.checked import Lines, no_lines
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kinds


def explain(
    document: Document, form: Form, path: DataPath | None = None, kinds: Kinds = KINDS
) -> tuple[Explanation, ...]:
    """How the computed figures of ``document`` came about as ``form`` prints them.

    Args:
        document: of the form's kind.
        form: what it is printed on.
        path: only the figures at this place and below; where there is none, those that the figure
            at this place went into.
        kinds: that are known.

    Returns:
        the explanations in the order of print; none for a kind that prints no computed figure.
    """
    explainer = Explainer(form)
    found = tuple(_sums(document, explainer))
    if explains := kinds.of(document).explains:
        found = (*found, *explains(document, explainer))
    if path is None:
        return found
    below = tuple(each for each in found if each.path.starts_with(path))
    return below or tuple(
        each for each in found if any(operand.path == path for operand in each.operands)
    )


def _sums(document: Document, explainer: Explainer) -> Iterator[Explanation]:
    """The sums that the models declare, outermost first."""
    for path, part in walk(document):
        sums = sums_of(type(part))
        for at in sums.of if sums else ():
            value = figure(part, at)
            if value is not None:
                parts = terms(part, at)
                operands = [(each.label, each.amount, path / each.path) for each in parts]
                place = path / keys_of(type(part), at)
                label = label_of(part, at, named=True)
                yield explainer.sum_of_amounts(place, label, value, operands)
        yield from _shares(path, part, explainer)


def _shares(path: DataPath, part: BaseModel, explainer: Explainer) -> Iterator[Explanation]:
    shares = shares_of(type(part))
    for at, both in shares.of.items() if shares else ():
        amounts = [figure(part, each) for each in both]
        if shares and None not in amounts:
            places = [path / keys_of(type(part), each) for each in both]
            labels = [str(place[-1]) for place in places]
            part_of, whole = zip(labels, amounts, places, strict=True)
            place = path / keys_of(type(part), at)
            of = name_of(part) if isinstance(place[-2], int) else place[-2]
            label = f"{of}的{shares.label}"
            yield explainer.share(
                place, label, share(part, at), part_of, whole, values_at(at)(part)
            )


def as_text(explanations: Sequence[Explanation], line: Lines = no_lines) -> str:
    """``explanations`` as text for people; ``line`` tells where in the file a figure stands."""
    return "\n".join(_one(each, line) for each in explanations)


def as_json(explanations: Sequence[Explanation], line: Lines = no_lines) -> str:
    """The same as JSON, for programs."""
    figures = [_figure(each, line) for each in explanations]
    return json.dumps({"figures": figures}, ensure_ascii=False, indent=2) + "\n"


def _figure(each: Explanation, line: Lines) -> dict[str, object]:
    return {
        "place": each.path.label,
        "label": each.label,
        "value": each.value,
        "formula": each.formula,
        "operands": [
            {"label": operand.label, "value": operand.value, **_place(operand.path, line)}
            for operand in each.operands
        ],
        "result": each.result,
        "rounding": each.rounding,
        "is_stated": each.is_stated,
        "basis": each.basis,
    }


def _place(path: DataPath, line: Lines) -> dict[str, object]:
    return {"place": path.label, **described(line(path))}


def _one(each: Explanation, line: Lines) -> str:
    lines = [
        f"{each.label}：{each.value or '没有算出'}",
        f"  位置　{_typed(each.path)}",
        f"  算式　{each.formula}",
        *(f"　　　　{_operand(operand, line)}" for operand in each.operands),
        f"  得数　{each.result}",
        f"  取舍　{each.rounding}",
    ]
    if each.is_stated:
        lines.append("  照录　数据中写明了这个数，印所写的数，不印得数")
    lines.append(f"  依据　{each.basis}\n")
    return "\n".join(lines)


def _typed(path: DataPath) -> str:
    """``path`` as it is typed behind a command: shells look for files where they see brackets."""
    place = path.label
    return f'"{place}"' if "[" in place else place


def _operand(operand: Operand, line: Lines) -> str:
    place = "，".join(filter(None, (operand.path.label, alone(line(operand.path)))))
    return f"{operand.label} {operand.value}（{place}）"
