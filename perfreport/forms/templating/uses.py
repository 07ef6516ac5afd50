"""Which fields of its view a template prints: those that an expression put out is made of.

Followed through loops, ``set``, macros, blocks and includes. What stands in a condition alone is
asked and not printed. Where it cannot be told the field counts as printed: whether it is there
in a document, the proof of a form sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin

from jinja2 import nodes

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.forms.templating import Environment, view_fields
from perfreport.forms.templating.walking import Named, Walk, ancestry, blocks_of


class _Field(NamedTuple):
    """A field of the view that a value comes from, and its type."""

    path: ViewPath
    kind: object


class _Macro(NamedTuple):
    """What a call runs, and where it was written."""

    template: str
    node: nodes.Macro | nodes.CallBlock
    scope: _Scope


_Value: TypeAlias = frozenset[_Field]
_Scope: TypeAlias = dict[str, "_Value | _Macro | _Scope"]
_NOTHING: _Value = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Uses:
    """What a template does with its view; equal only to itself.

    Attributes:
        printed: the paths of the fields that it prints, positions as ``*``.
        loops: what its loops call an item of the lists at some paths.
        by_paragraph: the loops of a Word template that repeat paragraphs, as ``task in tasks``.
    """

    printed: frozenset[ViewPath]
    loops: Mapping[ViewPath, str]
    by_paragraph: frozenset[str] = frozenset()

    @classmethod
    def of(cls, uses: Iterable[Uses]) -> Uses:
        """What several templates, or parts of one, do together."""
        every = list(uses)
        loops = {path: name for each in reversed(every) for path, name in each.loops.items()}
        by_paragraph = frozenset().union(*(each.by_paragraph for each in every))
        return cls(frozenset().union(*(each.printed for each in every)), loops, by_paragraph)


def uses_of(tree: nodes.Template, view: Any, environment: Environment, name: str = "") -> Uses:
    """What the template ``tree`` does with views of the class ``view``.

    Every name in it has to be known, as ``unknown_names`` tells.
    """
    templates = ancestry(Named(name, tree), Walk(environment))
    follower = _Follower(Walk(environment), blocks_of(templates))
    scope: _Scope = {
        field: frozenset([_Field(ViewPath(field), kind)])
        for field, kind in view_fields(view).items()
    }
    root = templates[-1].node
    for template, each in templates:
        body = [node for node in each.body if each is root or not isinstance(node, nodes.Block)]
        follower.statements(body, scope, template)
        if each is not root:  # which extends another, and gives it nothing but blocks and names
            follower.printed.clear()
    return Uses(frozenset(follower.printed), follower.loops)


class _Follower:
    """Carries statements out with fields in the place of texts."""

    def __init__(self, walk: Walk, blocks: Mapping[str, Sequence[Named]]) -> None:
        self.printed: set[ViewPath] = set()
        self.loops: dict[ViewPath, str] = {}
        self._walk = walk
        self._blocks = blocks
        self._around: list[tuple[str, int]] = []  # blocks with their positions, and templates
        self._calls: dict[object, _Value] = {}

    def statements(self, body: Sequence[nodes.Node], scope: _Scope, template: str) -> None:
        for node in body:
            self._walk.step(template, node.lineno)
            self._statement(node, scope, template)

    def _statement(self, node: nodes.Node, scope: _Scope, template: str) -> None:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    self._print(self._value(each, scope))
            case nodes.For():
                inner = {**scope, **self._items(node, scope)}
                self.statements([*node.body, *node.else_], inner, template)
            case nodes.If():
                self.statements([*node.body, *node.elif_, *node.else_], scope, template)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    _bind(target, self._value(value, scope), inner)
                self.statements(node.body, inner, template)
            case nodes.CallBlock():
                caller = _Macro(template, node, scope)
                self._print(self._value(node.call, {**scope, "caller": caller}, caller))
            case nodes.Block():
                self._block(node.name, 0, scope)
            case nodes.FilterBlock():
                self.statements(node.body, dict(scope), template)
            case _:
                self._definition(node, scope, template)

    def _definition(self, node: nodes.Node, scope: _Scope, template: str) -> None:
        """Carry out what gives something a name, or takes in another template."""
        match node:
            case nodes.Assign():
                _bind(node.target, self._value(node.node, scope), scope)
            case nodes.AssignBlock():
                _bind(node.target, self._put_out_by(node.body, scope, template), scope)
            case nodes.Macro():
                scope[node.name] = _Macro(template, node, scope)
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self._run((name, 0), self._walk.tree(name).body, dict(scope), name)
            case nodes.Import(template=nodes.Const(value=str() as name)):
                scope[node.target] = self._imported(name, scope)
            case nodes.FromImport(template=nodes.Const(value=str() as name)):
                there = self._imported(name, scope)
                for each in node.names:
                    old, new = (each, each) if isinstance(each, str) else each
                    scope[new] = there.get(old, _NOTHING)

    def _items(self, node: nodes.For, scope: _Scope) -> _Scope:
        """What the loop ``node`` calls its items."""
        listed = self._value(node.iter, scope)
        inner: _Scope = {}
        _bind(node.target, frozenset(map(_item, listed)), inner)
        if isinstance(node.target, nodes.Name):
            for field in listed:
                self.loops.setdefault(field.path, node.target.name)
        return inner

    def _put_out_by(self, body: Sequence[nodes.Node], scope: _Scope, template: str) -> _Value:
        """The fields that ``body`` would print, which is kept for later."""
        before, self.printed = self.printed, set()
        self.statements(body, dict(scope), template)
        found, self.printed = self.printed, before
        return frozenset(_Field(path, str) for path in found)

    def _imported(self, name: str, scope: _Scope) -> _Scope:
        inner = dict(scope)
        self._run((name, 0), self._walk.tree(name).body, inner, name)
        return {key: value for key, value in inner.items() if value is not scope.get(key)}

    def _block(self, name: str, position: int, scope: _Scope) -> None:
        """Run a block, or with a higher ``position`` the one that it stands in the place of."""
        templates = self._blocks.get(name, ())
        if position < len(templates):
            template, block = templates[position]
            self._run((f"block {name}", position), block.body, dict(scope), template)

    def _run(
        self, around: tuple[str, int], body: Sequence[nodes.Node], scope: _Scope, template: str
    ) -> None:
        """Run what would not end if it were run within itself."""
        if around not in self._around:
            self._around.append(around)
            self.statements(body, scope, template)
            self._around.pop()

    def _print(self, value: _Value) -> None:
        self.printed.update(field.path for field in value)

    def _value(
        self, node: nodes.Node | None, scope: _Scope, caller: _Macro | None = None
    ) -> _Value:
        """The fields that the value of an expression is made of; what is called is run."""
        match node:
            case nodes.Name():
                found = scope.get(node.name, _NOTHING)
                return found if isinstance(found, frozenset) else _NOTHING
            case nodes.Getattr():
                return _fields(self._value(node.node, scope), node.attr)
            case nodes.Getitem():
                return _inside(self._value(node.node, scope), node.arg)
            case nodes.Filter(name="first" | "last"):
                return frozenset(map(_item, self._value(node.node, scope)))
            case nodes.Call():
                return self._called(node, scope, caller)
            case nodes.CondExpr():
                parts: Iterable[nodes.Node | None] = (node.expr1, node.expr2)
            case nodes.Filter(name="length") | nodes.Compare() | nodes.Test() | nodes.Not() | None:
                parts = ()
            case _:
                parts = node.iter_child_nodes()
        return frozenset().union(*(self._value(each, scope) for each in parts))

    def _called(self, node: nodes.Call, scope: _Scope, caller: _Macro | None) -> _Value:
        given = [self._value(each, scope) for each in node.args]
        named = {each.key: self._value(each.value, scope) for each in node.kwargs}
        match node.node:
            case nodes.Name(name="super") if self._around:
                name, position = self._around[-1]
                self._block(name.removeprefix("block "), position + 1, scope)
                return _NOTHING
            case nodes.Getattr(node=nodes.Name(name="self"), attr=str() as name):
                self._block(name, 0, scope)
                return _NOTHING
        macro = _macro(node.node, scope)
        if macro is None:
            return frozenset().union(*given, *named.values())
        # A macro that calls itself, or is called often, is run once for what it is given.
        call = macro.node, caller and caller.node, tuple(given), tuple(named.items())
        if call not in self._calls:
            self._calls[call] = _NOTHING
            inner = _with_arguments(macro, given, named)
            if caller:
                inner["caller"] = caller
            self._calls[call] = self._put_out_by(macro.node.body, inner, macro.template)
        return self._calls[call]


def _with_arguments(macro: _Macro, given: Sequence[_Value], named: Mapping[str, _Value]) -> _Scope:
    """What the names in ``macro`` mean when it is called; defaults are texts of the template."""
    names = [each.name for each in macro.node.args]
    inner: _Scope = {**macro.scope, **dict.fromkeys(names, _NOTHING)}
    inner.update(zip(names, given, strict=False))
    inner.update(named)
    rest = [*given[len(names) :], *(named[key] for key in named.keys() - set(names))]
    inner["varargs"] = inner["kwargs"] = frozenset().union(*rest)
    return inner


def _macro(node: nodes.Node, scope: _Scope) -> _Macro | None:
    """The macro that ``node`` names, in this template or in one that it imports."""
    found: object = None
    match node:
        case nodes.Name():
            found = scope.get(node.name)
        case nodes.Getattr(node=nodes.Name(name=str() as name)):
            module = scope.get(name)
            found = module.get(node.attr) if isinstance(module, dict) else None
    return found if isinstance(found, _Macro) else None


def _fields(value: _Value, name: str) -> _Value:
    found = ((each, view_fields(each.kind).get(name)) for each in value)
    return frozenset(_Field(each.path / name, kind) for each, kind in found if kind is not None)


def _inside(value: _Value, step: nodes.Node) -> _Value:
    """What ``step`` in square brackets takes of ``value``: a field, a part of a list, an item."""
    match step:
        case nodes.Const(value=str() as name):
            return _fields(value, name)
        case nodes.Slice():
            return value
    return frozenset(map(_item, value))


def _item(field: _Field) -> _Field:
    """What stands for every item of a list; of what is no list, that itself."""
    is_list = get_origin(field.kind) is tuple
    return _Field(field.path / EACH, get_args(field.kind)[0]) if is_list else field


def _bind(target: nodes.Node, value: _Value, scope: _Scope) -> None:
    """Have ``target`` mean ``value``, besides what it meant before: a condition may decide."""
    for name in _names(target):
        before = scope.get(name)
        is_again = isinstance(before, frozenset) and not _is_field(name, before)
        scope[name] = value | before if is_again and isinstance(before, frozenset) else value


def _names(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name)]


def _is_field(name: str, value: _Value) -> bool:
    """Whether ``name`` still is the field of the view that is called so."""
    return {each.path for each in value} == {ViewPath(name)}
