"""Whether every name in a template is a field of its view, checked before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_origin

from jinja2 import TemplateSyntaxError, nodes

from perfreport.basics.messages import nearest
from perfreport.forms.templating import Environment, view_fields
from perfreport.forms.templating.walking import Named, Walk, ancestry, blocks_of

MOST_TOLD = 50
"""Unknown names that are told of one template; more would help nobody."""

_GIVEN = ("number", "loop", "super", "self", "caller", "varargs", "kwargs")

Scope = dict[str, object]


class UnknownName(NamedTuple):
    """A name that the view does not have.

    Attributes:
        template: the file that names it.
        line: of that file.
        message: what is wrong and which name may be meant.
    """

    template: str
    line: int
    message: str


def unknown_names(
    tree: nodes.Template, view: type, environment: Environment, name: str = ""
) -> Iterator[UnknownName]:
    """Every unknown name in ``tree`` and in the templates that it extends or includes."""
    walk = Walk(environment)
    templates = ancestry(Named(name, tree), walk)
    blocks = {block: named[0] for block, named in blocks_of(templates).items()}
    scope: Scope = {**view_fields(view), **dict.fromkeys(_GIVEN, Any)}
    root = templates[-1].node
    for template, each in templates:
        # Blocks are printed where the outermost template has them, and nowhere else.
        body = [node for node in each.body if each is root or not isinstance(node, nodes.Block)]
        yield from _Checker(template, walk, blocks).statements(body, dict(scope))


class _Checker(NamedTuple):
    """Follows the types of the view's fields through the statements of one template.

    Attributes:
        template: the file.
        walk: that it is part of.
        blocks: that count, by their names: of several called alike the one of the innermost
            template.
        around: the templates and blocks that it is looked into from.
    """

    template: str
    walk: Walk
    blocks: Mapping[str, Named]
    around: tuple[str, ...] = ()

    def statements(self, body: Sequence[nodes.Node], scope: Scope) -> Iterator[UnknownName]:
        for node in body:
            self.walk.step(self.template, node.lineno)
            yield from self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> Iterator[UnknownName]:
        """Look into one node; assignments and macros add to ``scope`` for the nodes after it."""
        match node:
            case nodes.For():
                yield from self._statement(node.iter, scope)
                item = _item_type(_type_of(node.iter, scope))
                inner = {**scope, **_bound(node.target, item)}
                tests = [node.test] if node.test else []
                yield from self.statements([*tests, *node.body, *node.else_], inner)
            case nodes.Macro() | nodes.CallBlock():
                arguments = dict.fromkeys((argument.name for argument in node.args), Any)
                inner = {**scope, **_named_by(node, scope), **arguments}
                yield from self.statements(list(node.iter_child_nodes()), inner)
            case nodes.With():
                yield from self.statements(node.values, scope)
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    inner.update(_bound(target, _type_of(value, scope)))
                yield from self.statements(node.body, inner)
            case nodes.Block():
                template, block = self.blocks[node.name]
                if node.name in self.around:
                    told = f"区块“{node.name}”套着自己"
                    raise TemplateSyntaxError(told, node.lineno, filename=self.template)
                inside = self._of(template, node.name)
                yield from inside.statements(block.body, dict(scope))
            case nodes.Include(template=nodes.Const(value=str() as name)):
                if name not in (self.template, *self.around):
                    inside = self._of(name, self.template)
                    yield from inside.statements(self.walk.tree(name).body, dict(scope))
            case _:
                yield from self._expression(node, scope)
        scope.update(_named_by(node, scope))

    def _expression(self, node: nodes.Node, scope: Scope) -> Iterator[UnknownName]:
        match node:
            case nodes.Name(ctx="load") if node.name not in scope:
                yield UnknownName(self.template, node.lineno, _advice(node.name, scope))
            case nodes.Getattr():
                yield from self._statement(node.node, scope)
                owner = _type_of(node.node, scope)
                fields = view_fields(owner) if isinstance(owner, type) else {}
                if owner is not Any and node.attr not in fields:
                    yield UnknownName(self.template, node.lineno, _advice(node.attr, fields))
            case _:
                yield from self.statements(list(node.iter_child_nodes()), scope)

    def _of(self, template: str, around: str) -> _Checker:
        """What looks into ``template``, within one that is called ``around``, or a block."""
        return self._replace(template=template, around=(*self.around, around))


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


def _named_by(node: nodes.Node, scope: Scope) -> Scope:
    """The names that ``node`` gives to what comes after it."""
    match node:
        case nodes.Assign():
            return _bound(node.target, _type_of(node.node, scope))
        case nodes.AssignBlock():
            return _bound(node.target, Any)
        case nodes.Macro():
            return {node.name: Any}
        case nodes.Import():
            return {node.target: Any}
        case nodes.FromImport():
            names = (name if isinstance(name, str) else name[1] for name in node.names)
            return dict.fromkeys(names, Any)
    return {}


def _bound(target: nodes.Node, kind: object) -> Scope:
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    return {name.name: Any for name in target.find_all(nodes.Name)}


def _advice(name: str, known: Mapping[str, object]) -> str:
    names = [each for each in known if each not in _GIVEN]
    if not names:
        return f"“{name}”的前面已是文字或一组内容，没有下一级的名称"
    near = nearest(name, names)
    hint = f"是不是 {near}？" if near else f"可用：{'、'.join(names)}"
    return f"视图里没有“{name}”，{hint}"
