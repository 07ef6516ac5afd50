"""Which fields of its view a template prints: those that an expression put out is made of.

Followed through loops, ``set``, macros, blocks and includes. What stands in a condition alone is
asked and not printed. Where it cannot be told the field counts as printed: whether it is there
in a document, the proof of a form sees. What no sample would show is told here: a field is printed
for sure unless something is compared or counted before, or a part of a list is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import nodes

from perfreport.basics.addresses import ViewPath
from perfreport.forms.templating import Environment, view_fields
from perfreport.forms.templating.values import (
    DOUBT,
    NOTHING,
    Field,
    Macro,
    Scope,
    Value,
    bind,
    fields_of,
    inside,
    is_sure,
    item_of,
    unsure,
)
from perfreport.forms.templating.walking import Named, Walk, ancestry, blocks_of

DRAWN = "chart_drawn"
"""To this name what a chart draws is assigned, in templates that are looked at and never run."""


class Drawn(NamedTuple):
    """What a chart draws.

    Attributes:
        said: the names in its tag.
        rows: the list.
        name: of a row.
        figures: of a row.
    """

    said: str
    rows: Value
    name: Value
    figures: tuple[Value, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Uses:
    """What a template does with its view; equal only to itself.

    Attributes:
        printed: the paths of the fields that it prints, positions as ``*``.
        sure: those among them that it prints whatever they say.
        loops: what its loops call an item of the lists at some paths.
        by_paragraph: the loops of a Word template that repeat paragraphs, as ``task in tasks``.
        charts: what its charts draw, which counts as printed nowhere.
    """

    printed: frozenset[ViewPath]
    sure: frozenset[ViewPath]
    loops: Mapping[ViewPath, str]
    by_paragraph: frozenset[str] = frozenset()
    charts: tuple[Drawn, ...] = ()

    @classmethod
    def of(cls, uses: Iterable[Uses]) -> Uses:
        """What several templates, or parts of one, do together."""
        every = list(uses)
        loops = {path: name for each in reversed(every) for path, name in each.loops.items()}
        printed = frozenset().union(*(each.printed for each in every))
        sure = frozenset().union(*(each.sure for each in every))
        by_paragraph = frozenset().union(*(each.by_paragraph for each in every))
        charts = tuple(chart for each in every for chart in each.charts)
        return cls(printed, sure, loops, by_paragraph, charts)


def uses_of(tree: nodes.Template, view: Any, environment: Environment, name: str = "") -> Uses:
    """What the template ``tree`` does with views of the class ``view``.

    Every name in it has to be known, as ``unknown_names`` tells.
    """
    templates = ancestry(Named(name, tree), Walk(environment))
    follower = _Follower(Walk(environment), blocks_of(templates))
    scope: Scope = {
        field: frozenset([Field(ViewPath(field), kind)])
        for field, kind in view_fields(view).items()
    }
    root = templates[-1].node
    for template, each in templates:
        body = [node for node in each.body if each is root or not isinstance(node, nodes.Block)]
        follower.statements(body, scope, template)
        if each is not root:  # which extends another, and gives it nothing but blocks and names
            follower.printed.clear()
    paths = frozenset(each.path for each in follower.printed)
    sure = frozenset(each.path for each in follower.printed if each.is_sure)
    return Uses(paths, sure, follower.loops, charts=tuple(follower.charts))


class _Follower:
    """Carries statements out with fields in the place of texts."""

    def __init__(self, walk: Walk, blocks: Mapping[str, Sequence[Named]]) -> None:
        self.printed: set[Field] = set()
        self.loops: dict[ViewPath, str] = {}
        self.charts: list[Drawn] = []
        self._walk = walk
        self._blocks = blocks
        self._around: list[tuple[str, int]] = []  # blocks with their positions, and templates
        self._calls: dict[object, Value] = {}

    def statements(self, body: Sequence[nodes.Node], scope: Scope, template: str) -> None:
        for node in body:
            self._walk.step(template, node.lineno)
            self._statement(node, scope, template)

    def _statement(self, node: nodes.Node, scope: Scope, template: str) -> None:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    self._print(self._value(each, scope))
            case nodes.For():
                self._for(node, scope, template)
            case nodes.If():
                self._if(node, scope, template)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    bind(target, self._value(value, scope), inner)
                self.statements(node.body, inner, template)
            case nodes.CallBlock():
                caller = Macro(template, node, scope)
                self._print(self._value(node.call, {**scope, "caller": caller}, caller))
            case nodes.Block():
                self._block(node.name, 0, scope)
            case nodes.FilterBlock():
                self.statements(node.body, dict(scope), template)
            case _:
                self._definition(node, scope, template)

    def _definition(self, node: nodes.Node, scope: Scope, template: str) -> None:
        """Carry out what gives something a name, or takes in another template."""
        match node:
            case nodes.Assign(
                target=nodes.Name(name=name),
                node=nodes.Tuple(items=[nodes.Const(value=str() as said), *parts]),
            ) if name == DRAWN:
                rows, row, *figures = (self._value(each, scope) for each in parts)
                self.charts.append(Drawn(said, rows, row, tuple(figures)))
            case nodes.Assign():
                bind(node.target, self._value(node.node, scope), scope)
            case nodes.AssignBlock():
                bind(node.target, self._put_out_by(node.body, scope, template), scope)
            case nodes.Macro():
                scope[node.name] = Macro(template, node, scope)
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self._run((name, 0), self._walk.tree(name).body, dict(scope), name)
            case nodes.Import(template=nodes.Const(value=str() as name)):
                scope[node.target] = self._imported(name, scope)
            case nodes.FromImport(template=nodes.Const(value=str() as name)):
                there = self._imported(name, scope)
                for each in node.names:
                    old, new = (each, each) if isinstance(each, str) else each
                    scope[new] = there.get(old, NOTHING)

    def _for(self, node: nodes.For, scope: Scope, template: str) -> None:
        """Carry out a loop; of one that compares its items some may be passed over."""
        inner = {**scope, **self._items(node, scope)}
        if is_sure(self._value(node.test, inner)):
            self.statements(node.body, inner, template)
        else:
            self._one_of([node.body], inner, template)
        self.statements(node.else_, inner, template)

    def _if(self, node: nodes.If, scope: Scope, template: str) -> None:
        """Carry out all branches; where something is compared only one of them is printed."""
        tests = [self._value(each.test, scope) for each in (node, *node.elif_)]
        if all(map(is_sure, tests)):
            self.statements([*node.body, *node.elif_, *node.else_], scope, template)
        else:
            bodies = [each.body for each in (node, *node.elif_)]
            self._one_of([*bodies, node.else_], scope, template)

    def _one_of(self, bodies: Iterable[Sequence[nodes.Node]], scope: Scope, template: str) -> None:
        """Carry out ``bodies`` of which one is printed: what all print is printed for sure.

        Where there is but one it may as well be none.
        """
        before, found = self.printed, []
        for body in bodies:
            self.printed = set()
            self.statements(body, scope, template)
            found.append(self.printed)
        self.printed = before
        sure = [{each.path for each in part if each.is_sure} for part in found]
        always = set.intersection(*sure) if len(sure) > 1 else set()
        every = set().union(*found)
        self.printed |= {each._replace(is_sure=each.path in always) for each in every}

    def _items(self, node: nodes.For, scope: Scope) -> Scope:
        """What the loop ``node`` calls its items."""
        listed = self._value(node.iter, scope)
        inner: Scope = {}
        bind(node.target, frozenset(map(item_of, listed)), inner)
        if isinstance(node.target, nodes.Name):
            for field in listed:
                self.loops.setdefault(field.path, node.target.name)
        return inner

    def _put_out_by(self, body: Sequence[nodes.Node], scope: Scope, template: str) -> Value:
        """The fields that ``body`` would print, which is kept for later."""
        before, self.printed = self.printed, set()
        self.statements(body, dict(scope), template)
        found, self.printed = self.printed, before
        return frozenset(each._replace(kind=str) for each in found)

    def _imported(self, name: str, scope: Scope) -> Scope:
        inner = dict(scope)
        self._run((name, 0), self._walk.tree(name).body, inner, name)
        return {key: value for key, value in inner.items() if value is not scope.get(key)}

    def _block(self, name: str, position: int, scope: Scope) -> None:
        """Run a block, or with a higher ``position`` the one that it stands in the place of."""
        templates = self._blocks.get(name, ())
        if position < len(templates):
            template, block = templates[position]
            self._run((f"block {name}", position), block.body, dict(scope), template)

    def _run(
        self, around: tuple[str, int], body: Sequence[nodes.Node], scope: Scope, template: str
    ) -> None:
        """Run what would not end if it were run within itself."""
        if around not in self._around:
            self._around.append(around)
            self.statements(body, scope, template)
            self._around.pop()

    def _print(self, value: Value) -> None:
        self.printed |= value - DOUBT

    def _value(self, node: nodes.Node | None, scope: Scope, caller: Macro | None = None) -> Value:
        """The fields that the value of an expression is made of; what is called is run."""
        match node:
            case nodes.Name():
                found = scope.get(node.name, NOTHING)
                return found if isinstance(found, frozenset) else NOTHING
            case nodes.Getattr():
                return fields_of(self._value(node.node, scope), node.attr)
            case nodes.Getitem():
                return inside(self._value(node.node, scope), node.arg)
            case nodes.Filter(name="first" | "last"):
                return unsure(map(item_of, self._value(node.node, scope)))
            case nodes.Call():
                return self._called(node, scope, caller)
            case nodes.CondExpr():
                either = self._of_all((node.expr1, node.expr2), scope)
                return either if is_sure(self._value(node.test, scope)) else unsure(either)
            case None:
                return NOTHING
        return self._worked_out(node, scope)

    def _worked_out(self, node: nodes.Node, scope: Scope) -> Value:
        """The fields that the value of an operator is made of."""
        match node:
            case nodes.Filter(name="length") | nodes.Compare():
                return DOUBT
            case nodes.Test() | nodes.Not():
                return NOTHING if is_sure(self._value(node.node, scope)) else DOUBT
            case nodes.Add() | nodes.Sub():
                return self._of_all((node.left, node.right), scope) | DOUBT
        return self._of_all(node.iter_child_nodes(), scope)

    def _of_all(self, parts: Iterable[nodes.Node | None], scope: Scope) -> Value:
        return frozenset().union(*(self._value(each, scope) for each in parts))

    def _called(self, node: nodes.Call, scope: Scope, caller: Macro | None) -> Value:
        given = [self._value(each, scope) for each in node.args]
        named = {each.key: self._value(each.value, scope) for each in node.kwargs}
        match node.node:
            case nodes.Name(name="super") if self._around:
                name, position = self._around[-1]
                self._block(name.removeprefix("block "), position + 1, scope)
                return NOTHING
            case nodes.Getattr(node=nodes.Name(name="self"), attr=str() as name):
                self._block(name, 0, scope)
                return NOTHING
        macro = _macro(node.node, scope)
        if macro is None:
            return frozenset().union(*given, *named.values())
        # A macro that calls itself, or is called often, is run once for what it is given.
        call = macro.node, caller and caller.node, tuple(given), tuple(named.items())
        if call not in self._calls:
            self._calls[call] = NOTHING
            inner = _with_arguments(macro, given, named)
            if caller:
                inner["caller"] = caller
            self._calls[call] = self._put_out_by(macro.node.body, inner, macro.template)
        return self._calls[call]


def _with_arguments(macro: Macro, given: Sequence[Value], named: Mapping[str, Value]) -> Scope:
    """What the names in ``macro`` mean when it is called; defaults are texts of the template."""
    names = [each.name for each in macro.node.args]
    inner: Scope = {**macro.scope, **dict.fromkeys(names, NOTHING)}
    inner.update(zip(names, given, strict=False))
    inner.update(named)
    rest = [*given[len(names) :], *(named[key] for key in named.keys() - set(names))]
    inner["varargs"] = inner["kwargs"] = frozenset().union(*rest)
    return inner


def _macro(node: nodes.Node, scope: Scope) -> Macro | None:
    """The macro that ``node`` names, in this template or in one that it imports."""
    found: object = None
    match node:
        case nodes.Name():
            found = scope.get(node.name)
        case nodes.Getattr(node=nodes.Name(name=str() as name)):
            module = scope.get(name)
            found = module.get(node.attr) if isinstance(module, dict) else None
    return found if isinstance(found, Macro) else None
