"""The declaration of what a kind prints: its view, each field annotated with the block it is.

A view is a ``NamedTuple`` of texts, groups and rows. Its annotations say from where in the
document each text comes::

    class TaskRow(NamedTuple):
        name: Annotated[str, Line()]
        amount: Annotated[str, Figure("amount")]

From them follow the view itself (``printing``), what stands in a view that was read
(``reading_back``), which lists have rows, and what a place is called (``places``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.notations import DateNotation, Notation
from perfreport.blocks.walk import attribute_steps, joined

# A NamedTuple with annotations and no class with descriptors: templates, type checkers and
# ``get_type_hints`` read it without a word of ours.
View: TypeAlias = Any
"""A view: a ``NamedTuple`` whose fields are declared, of whatever kind."""

Derived: TypeAlias = Callable[[Any, Any], str]
"""Gives a text that the data do not have, of the row's part and the form."""

Follows: TypeAlias = Callable[[Any, Any], Any]
"""Gives a figure that the data do not have, of the row's part and the form; None for none."""

SAME = "="
"""The attribute that is called like the field of the view."""


class Label(NamedTuple):
    """A label that stands once beside several rows (合并的标签格).

    Attributes:
        text: as printed; on a row that the label above covers it is the same text.
        rows: how many rows it covers from this one on; 0 on a row covered from above.
    """

    text: str
    rows: int

    @property
    def merge(self) -> str:
        """What Word calls it: ``restart`` where the label begins, ``continue`` below."""
        return "restart" if self.rows else "continue"


_DATES = DateNotation()


# A block holds no texts of a form; it names the wording.
@dataclass(frozen=True, slots=True)
class _Block:
    """What all blocks have.

    Attributes:
        at: the dotted attributes, from the part that is printed, of what the block prints.
        label: what the place is called where it is not called like the data there.
        basis: what the text follows from, in words; empty where it is data.
        hint: what a slot of a sentence is called in a pattern, where that is not its label.
    """

    at: str = SAME
    label: str = ""
    basis: str = ""
    hint: str = ""

    def path(self, name: str, prefix: str = "") -> str:
        """The dotted attributes of what it prints as the field or slot ``name``."""
        return joined(prefix, name if self.at == SAME else self.at)


@dataclass(frozen=True, slots=True)
class Line(_Block):
    """A text of one paragraph; blank where there is none.

    Attributes:
        given: the dotted attributes of what must be there for it to be printed; empty for nothing.
        derived: gives the text where the data have none.
    """

    given: str = ""
    derived: Derived | None = None


@dataclass(frozen=True, slots=True)
class Figure(_Block):
    """An amount, points, a percentage or a whole number; blank where there is none.

    A figure that its model declares as a sum is printed as stated, or else computed.

    Attributes:
        is_copy: whether it is data of another place, and is not read back from this one.
        follows: gives the figure where the data do not state it.
        shown: prints it, of the form and the figure; None where the form prints it as any other.
        adds: the dotted attributes of the figures that it is the sum of, where nothing is taken off
            it; as a model declares its sums.
    """

    is_copy: bool = False
    follows: Follows | None = None
    shown: Callable[[Any, Any], str] | None = None
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseText(_Block):
    """The paragraphs of a text.

    Attributes:
        otherwise: the wording that is printed where there is none; empty for a blank.
    """

    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Numbered(_Block):
    """A list of lines with numbers in front, of which a single one has none.

    Attributes:
        numbering: the wording that says how; empty where the template numbers them.
    """

    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Noted(_Block):
    """A text of a closed notation: a date, one of several; blank boxes where there is none.

    Attributes:
        notation: that it is written in; never left out, it has a default because ``at`` has one.
    """

    notation: Notation = _DATES


class PassageText(_Block):
    """ProseText that may be classified (涉密), and then stands for itself as the form words it."""


class LabelWords(NamedTuple):
    """How labels are printed otherwise than the data have them.

    Attributes:
        shown: gives what is printed, of the row's part.
        named: gives what the data have for what is printed.
    """

    shown: Callable[[Any], str]
    named: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class MergedLabel(_Block):
    """A label over equal neighbours (合并的标签格).

    Attributes:
        otherwise: the wording that is printed where the data have none, and means none.
        derived: gives the label where the data have none.
        words: gives how a form prints labels otherwise than the data have them; None if it does
            not.
        given: as of a line.
    """

    otherwise: str = ""
    derived: Derived | None = None
    words: Callable[[Any], LabelWords | None] | None = None
    given: str = ""

    def words_of(self, form: Any) -> LabelWords | None:
        """How ``form`` prints them otherwise; None if it does not."""
        return self.words(form) if self.words else None


@dataclass(frozen=True, slots=True)
class IndicatorCell(_Block):
    """Indicators that share one cell, as the form words them (绩效指标一栏).

    Attributes:
        wording: the wording that says how.
    """

    wording: str = "indicator_cell"


class Group(_Block):
    """Fields that stand together, declared by their own class; its paths begin ``at``."""


class OneOf(Group):
    """Cells to tick, of which one is: each stands for another value at one place of the data."""


@dataclass(frozen=True, slots=True)
class Rows(_Block):
    """A row for each part of a list, declared by the class of the rows.

    Attributes:
        has_spare: whether a form may print rows of it that the data do not have (备填的行).
        named_by: the field of the rows that tells them apart; a form that does not print it has
            one row alone. Empty where the rows need no name.
    """

    has_spare: bool = False
    named_by: str = ""


class Title(_Block):
    """The title's lines, which name year and department as the form words it."""


@dataclass(frozen=True, slots=True)
class Computed(_Block):
    """A text that follows from the data or the form, and is never read back.

    Attributes:
        text: gives it, of the part, the form, and the row's position from 1.
        is_rate: whether it is a percentage.
        adds: as of a figure; without them it is no sum.
    """

    # Never left out: it has a default because ``at`` has one.
    text: Callable[[Any, Any, int], str] = lambda _part, _form, _position: ""
    is_rate: bool = False
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing(_Block):
    """Within a sentence: parts of a list one after the other, each as a phrase words it.

    Attributes:
        phrase: the wording of one.
        slots: what stands in it.
    """

    phrase: str = ""
    slots: Mapping[str, Line | Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clauses(_Block):
    """Within a sentence: what a kind words and reads in a way of its own, of the part ``at``.

    Attributes:
        words: gives the text, of the part and the form.
        reads: makes the reader of such texts, of the form; what it finds counts as read from here.
        states: the dotted attributes that such a text states.
    """

    words: Callable[[Any, Any], str] = lambda _part, _form: ""
    reads: Callable[[Any], Any] = lambda _form: None
    states: tuple[str, ...] = ()


Slot: TypeAlias = Line | Figure | Computed | Listing | Clauses


@dataclass(frozen=True, slots=True)
class Sentence(_Block):
    """A composed sentence.

    Attributes:
        given: the dotted attributes of what must be there for it to be printed; empty for nothing.
        phrase: the wording that says how.
        slots: what stands in it, from the part ``at`` which the sentence is about.
    """

    given: str = ""
    phrase: str = ""
    slots: Mapping[str, Slot] = field(default_factory=dict)


Texts: TypeAlias = Line | ProseText | Numbered | Noted | PassageText | MergedLabel | IndicatorCell
"""The blocks that print a text as it stands at one place of the data."""

Content: TypeAlias = Figure | Texts
"""The blocks that print what stands at one place of the data."""

Block: TypeAlias = Content | Group | Rows | Title | Computed | Sentence
"""What a declaration may use."""

TitleText: TypeAlias = Annotated[
    str, Computed(label="标题", text=lambda document, form, _: "".join(form.title_lines(document)))
]
TitleLines: TypeAlias = Annotated[
    tuple[str, ...], Title(label="标题", basis="由年度、部门名称按版式写成")
]
UnitText: TypeAlias = Annotated[
    str,
    Computed(label="金额单位", basis="由版式规定", text=lambda _, form, __: form.figures.unit),
]
"""With the title, what every view begins with."""

RunningNumber: TypeAlias = Annotated[
    str,
    Computed(label="序号", basis="按顺序自动编号", text=lambda _, __, position: str(position)),
]
"""The number of a row, from 1."""


class Printed(NamedTuple):
    """A declared field of a view, or a slot of a sentence in one.

    Attributes:
        name: of the field.
        block: what it is.
        at: the steps of attributes to what it prints, from the part that the view is of.
        row: the class of its rows or of its group; None for texts.
    """

    name: str
    block: Block | Slot
    at: tuple[str, ...]
    row: type | None

    @classmethod
    def of(cls, name: str, block: Block | Slot, row: type | None = None) -> Printed:
        """The ``block`` as the field or slot ``name``."""
        return cls(name, block, attribute_steps(block.path(name)), row)

    @property
    def is_single(self) -> bool:
        """Whether it is a list of one row alone, for nothing printed would tell others from it."""
        name = getattr(self.block, "named_by", "")
        return bool(name) and name not in self.row._fields  # type: ignore[union-attr]

    def below(self, prefix: str) -> str:
        """The dotted attributes of what it prints, ``prefix`` those of its group."""
        return joined(prefix, *self.at)


def view_class(name: str, fields: Mapping[str, Any]) -> Any:
    """A class of views, rows or groups that a form makes: its ``fields`` with their annotations."""
    return NamedTuple(name, list(fields.items()))


def printed_fields(view_class: Any) -> tuple[Printed, ...]:
    """What ``view_class`` declares, in its order.

    Raises:
        TypeError: when a field says nothing of itself.
    """
    return _declared(view_class)  # mypy takes the classes that callers have for no keys of a cache


@cache
def _declared(view_class: Any) -> tuple[Printed, ...]:
    return tuple(_printed(view_class, name, hint) for name, hint in declared_in(view_class).items())


def declared_in(view_class: Any) -> Mapping[str, Any]:
    """The fields of ``view_class`` with their annotations."""
    # Of itself it would run what annotations hold where names of the module are not known.
    names = vars(sys.modules[view_class.__module__])
    return get_type_hints(view_class, names, names, include_extras=True)


def _printed(view_class: type, name: str, hint: object) -> Printed:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{view_class.__name__}.{name} declares no block")
    plain, block = get_args(hint)
    row: type | None = None
    if isinstance(block, Group):
        row = plain
    elif isinstance(block, Rows):
        row = get_args(plain)[0]
    return Printed.of(name, block, row)


def says_something(view: View) -> bool:
    """Whether anything stands in a group: what templates ask to leave out its heading as well."""
    for name, block, _, _ in printed_fields(type(view)):
        text = getattr(view, name)
        if isinstance(block, Noted):
            is_said = not block.notation.says_nothing(
                text
            )  # boxes may be there, none of them ticked
        else:
            is_said = says_something(text) if isinstance(block, Group) else bool(text)
        if is_said:
            return True
    return False


@cache
def fields_by_attribute(view_class: Any) -> Mapping[str, Printed]:
    """The fields of a row by the attributes of the part that they print, one step long."""
    return {each.at[0]: each for each in printed_fields(view_class) if len(each.at) == 1}


class Placed(NamedTuple):
    """A field of a view with the names and the attributes on the way to it."""

    names: ViewPath
    at: tuple[str, ...]
    field: Printed


@cache
def fields_with_groups(view_class: Any) -> tuple[Placed, ...]:
    """The fields of a view or row and those of its groups, but for the groups themselves."""
    return tuple(_placed(view_class, ViewPath(), ()))


def _placed(view_class: Any, names: ViewPath, at: tuple[str, ...]) -> Iterator[Placed]:
    for each in printed_fields(view_class):
        placed = Placed(names / each.name, (*at, *each.at), each)
        if isinstance(each.block, Group):
            yield from _placed(each.row, placed.names, placed.at)
        else:
            yield placed
