"""What a kind is (文种): a typed document, what it prints, its forms, its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from perfreport.blocks.explanation import Explainer, Explanation
from perfreport.blocks.form import Form
from perfreport.blocks.model import Declaration, Document
from perfreport.blocks.walk import keys_of_lists
from perfreport.checks.declared_sums import sum_rules
from perfreport.checks.engine.rule import Rule
from perfreport.checks.rules import GENERAL_RULES, in_order
from perfreport.data.writing import Begun

Draft = Callable[[Sequence[Any], Any], Begun]
"""The text of a data file begun from what earlier documents say, for a form."""


class Carried(NamedTuple):
    """What a document takes over from those before it.

    Attributes:
        known: by keys of data files: values, parts by their keys, lists of parts; money by the
            names of its rows.
        left_out: what the form has no place for, in words.
    """

    known: Mapping[str, Any]
    left_out: tuple[str, ...] = ()


Carries = Callable[[Sequence[Any], Any], Carried]
"""What earlier documents say already of one on a form."""


class Mark(NamedTuple):
    """What a document or one of its projects scores (得分).

    Attributes:
        name: of the project; empty for the document as a whole.
        score: as printed.
        grade: 等级; empty where the scheme has none.
    """

    name: str
    score: str
    grade: str


Marks = Callable[[Any, Any], Iterator[Mark]]
"""What a document scores on its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the typed documents (文种).

    Attributes:
        form: the class of its forms, which knows the document and what it prints.
        called: what officers call it for short.
        about: whose year its documents tell, 项目 or 部门; empty where they are none of the chain.
        compares_with: the classes of the documents that it can be compared with.
        compares_on: whether a form has something to compare; None where each has.
        rules: about it alone, which need not say so; the sums that it declares have theirs.
        explains: its computed figures beside the sums that it declares, in the order of print.
        marks: what its documents score.
        begun_from: the classes of the documents that its data file can be begun from; where nothing
            else is said, a declaration from last year's of the kind.
        draft: begins its data file, in words of its own.
        carries: what is known of it, where the form asks for the rest.
        is_open: whether its forms name the kind of their documents (文种) themselves.
    """

    form: type[Form]
    called: str = ""
    about: str = ""
    compares_with: tuple[type[Document], ...] = ()
    compares_on: Callable[[Form], bool] | None = None
    rules: tuple[Rule, ...] = ()
    explains: Callable[[Any, Explainer], Iterator[Explanation]] | None = None
    marks: Marks | None = None
    begun_from: tuple[type[Document], ...] = ()
    draft: Draft | None = None
    carries: Carries | None = None
    is_open: bool = False

    def compared_on(self, form: Form) -> tuple[type[Document], ...]:
        """The classes of the documents with which one on ``form`` can be compared."""
        is_compared = self.compares_on is None or self.compares_on(form)
        return self.compares_with if is_compared else ()

    @property
    def is_declaration(self) -> bool:
        """Whether it declares targets, from which others are drafted."""
        return issubclass(self.model, Declaration)

    @property
    def can_be_drafted(self) -> bool:
        """Whether a data file of it can be begun from earlier documents."""
        return bool(self.draft or self.carries) or self.is_declaration

    @property
    def id(self) -> str:
        """Its short name, as commands take it."""
        return self.form.kind_id

    @property
    def model(self) -> type[Document]:
        """The class of its documents."""
        return self.form.base_model

    @property
    def name(self) -> str:
        """Its name, as data files have it."""
        return str(self.model.model_fields["kind"].default)

    @property
    def own_rules(self) -> Iterator[Rule]:
        """Its rules, those of its sums first, for its documents and no others."""
        yield from sum_rules(self.model)
        # A rule asks for the document by its class, which raises for any other.
        yield from (replace(rule, kinds=(self.model,)) for rule in self.rules)


class Kinds:
    """The kinds that are known, as they are listed."""

    def __init__(self, *kinds: Kind, shared_rules: tuple[Rule, ...] = ()) -> None:
        """Know just these ``kinds``, and the rules that several of them share."""
        self.all = kinds
        self._shared_rules = shared_rules

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules about single documents: general, shared, of sums, and of each kind alone."""
        own = (rule for kind in self.all for rule in kind.own_rules)
        return in_order(*GENERAL_RULES, *self._shared_rules, *own)

    @cached_property
    def by_name(self) -> Mapping[str, Kind]:
        """The kinds by their names in data files."""
        return {kind.name: kind for kind in self.all}

    @cached_property
    def by_id(self) -> Mapping[str, Kind]:
        """The kinds by their short names."""
        return {kind.id: kind for kind in self.all}

    @cached_property
    def models(self) -> Mapping[str, type[Document]]:
        """The classes of their documents by the kinds' names."""
        return {kind.name: kind.model for kind in self.all}

    @cached_property
    def keys_of_lists(self) -> frozenset[str]:
        """The keys of data files under which stand lists of groups of keys."""
        return frozenset().union(*(keys_of_lists(kind.model) for kind in self.all))

    def called(self, name: str) -> Kind:
        """The kind called ``name``, in data files or in commands."""
        return self.by_id.get(name) or self.by_name[name]

    def of(self, document: Document) -> Kind:
        """The kind of ``document``."""
        return next(kind for kind in self.all if isinstance(document, kind.model))

    @property
    def open(self) -> Kind | None:
        """The kind whose forms name the kind of their documents; None where there is none."""
        return next((kind for kind in self.all if kind.is_open), None)
