"""Whether every name in a template is a field of its view, checked before anything is rendered."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_origin

from jinja2 import nodes

from perfreport.templating import Environment, view_fields

_GIVEN = ("number", "loop", "super", "self", "caller")

Scope = dict[str, object]


class UnknownName(NamedTuple):
    """A name that the view does not have, and the line of the template where it stands."""

    line: int
    message: str


def unknown_names(
    tree: nodes.Template, view: type, environment: Environment
) -> Iterator[UnknownName]:
    """Every unknown name in ``tree`` and in the templates that it extends or includes."""
    scope: Scope = {**view_fields(view), **dict.fromkeys(_GIVEN, Any)}
    for template in _with_references(tree, environment):
        yield from _in_statements(template.body, dict(scope))


def _with_references(tree: nodes.Template, environment: Environment) -> Iterator[nodes.Template]:
    waiting, seen = [tree], set[str]()
    while waiting:
        template = waiting.pop()
        yield template
        references = [each.template for each in template.find_all(nodes.Extends)]
        references += [each.template for each in template.find_all(nodes.Include)]
        for name in references:
            if isinstance(name, nodes.Const) and name.value not in seen:
                seen.add(name.value)
                waiting.append(environment.parsed(name.value))


def _in_statements(body: Sequence[nodes.Node], scope: Scope) -> Iterator[UnknownName]:
    for node in body:
        yield from _in_node(node, scope)


def _in_node(node: nodes.Node, scope: Scope) -> Iterator[UnknownName]:
    """Look into one node; assignments and macros add to ``scope`` for the nodes after it."""
    match node:
        case nodes.For():
            yield from _in_node(node.iter, scope)
            item = _item_type(_type_of(node.iter, scope))
            inner = {**scope, **_bound(node.target, item)}
            yield from _in_statements([*node.body, *node.else_], inner)
        case nodes.Macro():
            scope[node.name] = Any
            arguments = dict.fromkeys((argument.name for argument in node.args), Any)
            yield from _in_statements(node.body, {**scope, **arguments})
        case nodes.Assign():
            yield from _in_node(node.node, scope)
            scope.update(_bound(node.target, _type_of(node.node, scope)))
        case nodes.Name(ctx="load") if node.name not in scope:
            yield UnknownName(node.lineno, _advice(node.name, scope))
        case nodes.Getattr():
            yield from _in_node(node.node, scope)
            owner = _type_of(node.node, scope)
            fields = view_fields(owner) if isinstance(owner, type) else {}
            if owner is not Any and node.attr not in fields:
                yield UnknownName(node.lineno, _advice(node.attr, fields))
        case _:
            yield from _in_statements(list(node.iter_child_nodes()), scope)


def _type_of(node: nodes.Node, scope: Scope) -> object:
    """The type of an expression; ``Any`` where it cannot be told."""
    match node:
        case nodes.Name():
            return scope.get(node.name, Any)
        case nodes.Getattr():
            owner = _type_of(node.node, scope)
            return view_fields(owner).get(node.attr, Any) if isinstance(owner, type) else Any
        case nodes.Getitem():
            return _item_type(_type_of(node.node, scope))
        case _:
            return Any


def _item_type(kind: object) -> object:
    return get_args(kind)[0] if get_origin(kind) is tuple else Any


def _bound(target: nodes.Node, kind: object) -> Scope:
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    return {name.name: Any for name in target.find_all(nodes.Name)}


def _advice(name: str, known: Mapping[str, object]) -> str:
    names = [each for each in known if each not in _GIVEN]
    nearest = difflib.get_close_matches(name, names, n=1)
    hint = f"是不是 {nearest[0]}？" if nearest else f"可用：{'、'.join(names)}"
    return f"视图里没有“{name}”，{hint}"
