"""Figures that follow from others, and that data may state: sums (合计、总计) and shares (执行率).

A model declares them once. From the declaration follow the figure itself, the rule that a stated
one holds, its explanation, and that a draft for another year leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import EACH, DataPath
from perfreport.basics.quantities import Amount, Percent
from perfreport.blocks.walk import keys_of, model_at, models_inside, part_at, values_at

_Value = Callable[[Any], Any]
_Values = Callable[[Any], "list[Amount | None]"]


# A published total that does not follow from its parts is data: it is printed as given, and the
# checks compare it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The sums that a model may state, which belong together: one figure or the columns of a row.

    Attributes:
        of: by the dotted attributes of each figure, those of the figures that are added; ``*``
            stands for every row of a list. A figure that is a sum itself counts as it is printed.
            What leads to a part that a form lays down stands for all its figures.
        label: what a figure is called; ``{name}`` is the model's own, ``{key}`` the figure's.
        basis: what the figures follow from, in words.
        code: of the rule that stated figures hold.
        title: of that rule.
        checks: what that rule looks at, a sentence without its end.
    """

    of: Mapping[str, tuple[str, ...]]
    label: str
    basis: str
    code: str
    title: str
    checks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The percentages that a model may state, each of which an amount is of another.

    Attributes:
        of: by the dotted attributes of each percentage, those of the part and of the whole.
        label: what the percentage is called.
        basis: what it follows from, in words.
        code: of the rule that stated ones hold.
        title: of that rule.
        checks: what that rule looks at, a sentence without its end.
    """

    of: Mapping[str, tuple[str, str]]
    label: str
    basis: str
    code: str
    title: str
    checks: str


class Term(NamedTuple):
    """A figure that goes into a sum: what it is called, itself, and its place below the sum's."""

    label: str
    amount: Amount
    path: DataPath


def columns(names: Iterable[str], stated: str, *parts: str) -> dict[str, tuple[str, ...]]:
    """The sums of a row, column by column: ``parts`` are the rows that are added."""
    return {f"{stated}.{name}": tuple(f"{part}.{name}" for part in parts) for name in names}


@cache
def sums_of(model: type[BaseModel]) -> Sums | None:
    """What ``model`` declares; None where nothing in it is a sum."""
    declared: Sums | None = getattr(model, "sums", None)
    if declared is None:
        return None
    of = (each for at, parts in declared.of.items() for each in _spelt_out(model, at, parts))
    return replace(declared, of=dict(of))


def _spelt_out(
    model: type[BaseModel], at: str, parts: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sum ``at`` dotted attributes; where these lead to a part, those of all its figures."""
    inner = model_at(model, at)
    if inner is None:
        yield at, parts
        return
    for name in inner.model_fields:
        below = tuple(f"{part}.{name}" for part in parts)
        yield from _spelt_out(model, f"{at}.{name}", below)


def shares_of(model: type[BaseModel]) -> Shares | None:
    """The percentages that ``model`` declares; None where there are none."""
    return getattr(model, "shares", None)


def figure(part: BaseModel, at: str) -> Any:
    """The figure ``at`` dotted attributes of ``part``: as stated, else what it follows from."""
    return value_getter(type(part), at)(part)


def share(part: BaseModel, at: str) -> Percent | None:
    """The percentage ``at`` dotted attributes of ``part``, whatever the data state there."""
    shares = shares_of(type(part))
    assert shares is not None
    return _share(*(figure(part, each) for each in shares.of[at]))


def _share(part: Amount | None, whole: Amount | None) -> Percent | None:
    return None if part is None or whole is None else part.share_of(whole)


def summed(part: BaseModel, at: str) -> Amount | None:
    """The sum ``at`` dotted attributes of ``part``, whatever the data state there."""
    return Amount.total(each.amount for each in terms(part, at))


def terms(part: BaseModel, at: str) -> Iterator[Term]:
    """The figures that go into the sum ``at`` dotted attributes of ``part``; not absent ones."""
    sums = sums_of(type(part))
    for path in sums.of[at] if sums else ():
        yield from _terms(part, path)


def _terms(part: BaseModel, path: str) -> Iterator[Term]:
    listed, star, inside = path.partition(f".{EACH}.")
    if not star:
        amount, keys = figure(part, path), keys_of(type(part), path)
        if amount is not None:
            yield Term(str(keys[0]), amount, keys)
        return
    place = keys_of(type(part), listed)
    for position, row in enumerate(values_at(listed)(part)):
        name = "" if EACH in inside else name_of(row)
        for label, amount, keys in _terms(row, inside):
            yield Term(name or label, amount, place / position / keys)


def name_of(part: BaseModel) -> str:
    """What ``part`` is called in its data: its name, else its first text; empty without one."""
    attribute = next(iter(type(part).model_fields))
    named = getattr(part, "name", "" if attribute == "kind" else getattr(part, attribute))
    return named if isinstance(named, str) else ""


@cache
def stated_by(model: type[BaseModel]) -> tuple[tuple[str, _Value], ...]:
    """The dotted attributes of the sums that a ``model`` may state, and what gives each.

    Of a form's own class, those of the form.
    """
    sums = sums_of(model)
    return tuple((at, values_at(at)) for at in sums.of) if sums else ()


def label_of(part: BaseModel, at: str, *, named: bool = False) -> str:
    """What the sum ``at`` dotted attributes of ``part`` is called, with the name of ``part``."""
    sums = sums_of(type(part))
    assert sums is not None
    keys = keys_of(type(part), at)
    # A total of totals is called by its column alone.
    key = "的".join(str(each) for each in keys[1:] if each != "合计") or keys[-1]
    return sums.label.format(name=name_of(part) if named else "", key=key).removeprefix("的")


# A document has thousands of rows of few classes: what is added is looked up once a class.
@cache
def value_getter(model: type[BaseModel], at: str) -> _Value:
    """Gives the figure ``at`` dotted attributes of a ``model``: as stated, else its sum."""
    sums = sums_of(model)
    if sums and at in sums.of:
        # An amount of zero is true, so that a stated zero is printed and nothing computed.
        stated, values = values_at(at), _values_getter(model, sums.of[at])
        return lambda part: stated(part) or Amount.total(values(part))
    shares = shares_of(model)
    if shares and at in shares.of:
        rate, (of_part, of_whole) = values_at(at), [value_getter(model, e) for e in shares.of[at]]
        return lambda part: rate(part) or _share(of_part(part), of_whole(part))
    first, _, rest = at.partition(".")
    inner = model_at(model, first) if rest else None
    if inner is None or not declares_figures(inner):
        return values_at(at)
    of_part, of_rest = values_at(first), value_getter(inner, rest)
    return lambda part: None if (inside := of_part(part)) is None else of_rest(inside)


def _values_getter(model: type[BaseModel], paths: tuple[str, ...]) -> _Values:
    """Gives the figures that are added."""
    own = [value_getter(model, path) for path in paths if EACH not in path]
    listed = [path.split(f".{EACH}.", 1) for path in paths if EACH in path]
    of_lists = [_of_rows(model, *each) for each in listed]
    if not of_lists:
        return lambda part: [get(part) for get in own]
    return lambda part: [
        *(get(part) for get in own),
        *chain.from_iterable(of_rows(part) for of_rows in of_lists),
    ]


def _of_rows(model: type[BaseModel], listed: str, inside: str) -> _Values:
    rows, row_model = attrgetter(listed), part_at(model, listed)
    if EACH in inside:
        of_rows = _of_rows(row_model, *inside.split(f".{EACH}.", 1))
        return lambda part: [value for row in rows(part) for value in of_rows(row)]
    of_row = value_getter(row_model, inside)
    return lambda part: [of_row(row) for row in rows(part)]


@cache
def declaration_at(model: type[BaseModel], at: str) -> Sums | Shares | None:
    """What declares the figure ``at`` dotted attributes of ``model``; None where nothing does."""
    for declared in declared_by(model):
        if at in declared.of:
            return declared
    first, _, rest = at.partition(".")
    inner = model_at(model, first) if rest else None
    return declaration_at(inner, rest) if inner else None


def declared_by(model: type[BaseModel]) -> Iterator[Sums | Shares]:
    """The sums and the shares that ``model`` declares."""
    yield from filter(None, (sums_of(model), shares_of(model)))


@cache
def follows_from(model: type[BaseModel], at: str) -> tuple[str, ...] | None:
    """The figures from which that ``at`` dotted attributes follows; None where it is data alone."""
    declared = declaration_at(model, at)
    ends = (at.split(".", n)[-1] for n in range(at.count(".") + 1))
    return (
        next((declared.of[end] for end in ends if end in declared.of), None) if declared else None
    )


@cache
def is_stated(model: type[BaseModel], name: str) -> bool:
    """Whether the field ``name`` of ``model`` holds nothing but figures that follow from others."""
    return any(at.split(".")[0] == name for each in declared_by(model) for at in each.of)


@cache
def declares_figures(model: type[BaseModel]) -> bool:
    """Whether ``model`` or anything in it declares figures that follow from others."""
    return any(next(declared_by(each), None) for each in models_inside(model))
