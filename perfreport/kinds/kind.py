"""What a kind is (文种): a typed document, what it prints, its forms, its rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

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


class Links(NamedTuple):
    """What a kind has to do with others, all of which it takes to say so.

    Attributes:
        compares_with: the classes of the documents that it can be compared with.
        compares_on: whether a form has something to compare; None where each has.
        begun_from: the classes of the documents that its data file can be begun from; where nothing
            else is said, a declaration from last year's of the kind.
        draft: begins its data file, in words of its own.
        carries: what is known of it, where the form asks for the rest.
    """

    compares_with: tuple[type[Document], ...] = ()
    compares_on: Callable[[Form], bool] | None = None
    begun_from: tuple[type[Document], ...] = ()
    draft: Draft | None = None
    carries: Carries | None = None


def _none() -> tuple[Rule, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the typed documents (文种).

    Attributes:
        form: the class of its forms, which knows the document and what it prints.
        called: what officers call it for short.
        about: whose year its documents tell, 项目 or 部门; empty where they are none of the chain.
        rules: about it alone or about several that name them, which need not say so, imported
            when something is checked; the sums that it declares have theirs.
        explains: its computed figures beside the sums that it declares, in the order of print.
        marks: what its documents score.
        links: what it has to do with others, imported when that is asked for.
        is_open: whether its forms name the kind of their documents (文种) themselves.
    """

    form: type[Form]
    called: str = ""
    about: str = ""
    rules: Callable[[], tuple[Rule, ...]] = _none
    explains: Callable[[Any, Explainer], Iterator[Explanation]] | None = None
    marks: Marks | None = None
    links: Callable[[], Links] = Links
    is_open: bool = False

    def compared_on(self, form: Form) -> tuple[type[Document], ...]:
        """The classes of the documents with which one on ``form`` can be compared."""
        links = self.links()
        is_compared = links.compares_on is None or links.compares_on(form)
        return links.compares_with if is_compared else ()

    @property
    def compares_with(self) -> tuple[type[Document], ...]:
        """The classes of the documents that it can be compared with."""
        return self.links().compares_with

    @property
    def begun_from(self) -> tuple[type[Document], ...]:
        """The classes of the documents that its data file can be begun from."""
        return self.links().begun_from

    @property
    def draft(self) -> Draft | None:
        """Begins its data file, in words of its own."""
        return self.links().draft

    @property
    def carries(self) -> Carries | None:
        """What is known of it, where the form asks for the rest."""
        return self.links().carries

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
        yield from (replace(rule, kinds=(self.model,)) for rule in self.rules())


class Listed(NamedTuple):
    """A kind that is imported when it is asked for.

    Attributes:
        id: its short name.
        name: its name.
        load: imports it.
        is_open: as it says itself.
    """

    id: str
    name: str
    load: Callable[[], Kind]
    is_open: bool = False


T = TypeVar("T")


class _Late(Mapping[str, T]):
    """What there is of each kind by names of theirs: of those alone that are asked for."""

    def __init__(self, named: Mapping[str, Kind | Listed], of: Callable[[Kind], T]) -> None:
        self._named, self._of = named, of

    def __getitem__(self, name: str) -> T:
        return self._of(_loaded(self._named[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


def _loaded(kind: Kind | Listed) -> Kind:
    return kind.load() if isinstance(kind, Listed) else kind


class _KeysOfLists(Container[str]):
    """The keys under which lists stand in documents of some kinds; asked for by mistakes alone."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset().union(*(keys_of_lists(kind.model) for kind in self._kinds.all))


class Kinds:
    """The kinds that are known, as they are listed."""

    def __init__(self, *kinds: Kind | Listed, shared_rules: tuple[Rule, ...] = ()) -> None:
        """Know just these ``kinds``, and the rules that go by what several of them have."""
        self._listed = kinds
        self._shared_rules = shared_rules
        self._rules_about: dict[str, tuple[Rule, ...]] = {}

    @cached_property
    def all(self) -> tuple[Kind, ...]:
        """The kinds."""
        return tuple(map(_loaded, self._listed))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules about single documents: general, shared, of sums, and of some kinds alone."""
        own: dict[tuple[str, object], Rule] = {}
        for rule in (rule for kind in self.all for rule in kind.own_rules):
            known = own.get((rule.code, rule.check))
            kinds = (*(known.kinds if known else ()), *rule.kinds)
            own[rule.code, rule.check] = replace(rule, kinds=kinds)
        return in_order(*GENERAL_RULES, *self._shared_rules, *own.values())

    def rules_about(self, document: Document) -> tuple[Rule, ...]:
        """Those of all ``rules`` that may find something in ``document``, and more."""
        kind = self.of(document)
        if kind.id not in self._rules_about:
            own = in_order(*GENERAL_RULES, *self._shared_rules, *kind.own_rules)
            self._rules_about[kind.id] = own
        return self._rules_about[kind.id]

    @cached_property
    def by_name(self) -> Mapping[str, Kind]:
        """The kinds by their names in data files."""
        return self._by_name(lambda kind: kind)

    @cached_property
    def by_id(self) -> Mapping[str, Kind]:
        """The kinds by their short names."""
        return _Late({each.id: each for each in self._listed}, lambda kind: kind)

    @cached_property
    def models(self) -> Mapping[str, type[Document]]:
        """The classes of their documents by the kinds' names."""
        return self._by_name(lambda kind: kind.model)

    def _by_name(self, of: Callable[[Kind], T]) -> Mapping[str, T]:
        return _Late({each.name: each for each in self._listed}, of)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, but for that of the kind whose forms name the kind of their documents."""
        return tuple(each.name for each in self._listed if not each.is_open)

    @cached_property
    def keys_of_lists(self) -> Container[str]:
        """The keys of data files under which stand lists of groups of keys."""
        return _KeysOfLists(self)

    def called(self, name: str) -> Kind:
        """The kind called ``name``, in data files or in commands."""
        return (self.by_id if name in self.by_id else self.by_name)[name]

    def of(self, document: Document) -> Kind:
        """The kind of ``document``."""
        found = self._of(document)
        assert found is not None, type(document)
        return found

    def know(self, document: object) -> bool:
        """Whether this is a document of one of them."""
        return isinstance(document, Document) and self._of(document) is not None

    def _of(self, document: Document) -> Kind | None:
        known = self.by_name.get(document.kind)
        if known is None or not isinstance(document, known.model):
            known = self.open  # whose forms may give a report the name of another kind
        return known if known and isinstance(document, known.model) else None

    @property
    def open(self) -> Kind | None:
        """The kind whose forms name the kind of their documents; None where there is none."""
        return next((_loaded(each) for each in self._listed if each.is_open), None)
