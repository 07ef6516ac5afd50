"""Manifests read: with what they take from the form that they extend (依照), and what they share.

A manifest says what differs from another one; taxonomies, wordings and schemes may be files of
their own that it names by their ids. All are put together into one tree, in which everything knows
its file and line, so that whatever is wrong is told where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake, TemplateError
from perfreport.basics.messages import nearest, quoted
from perfreport.blocks.form import Form
from perfreport.blocks.shared import SharedTaxonomy, WordingHead
from perfreport.blocks.walk import attributes, models_in
from perfreport.data.examining import validate_whole
from perfreport.data.naming import with_meant_keys
from perfreport.data.source import Key, Node, Source
from perfreport.data.validation import in_order
from perfreport.forms.files import File, Shelf, over, source_of, told_of, without
from perfreport.forms.schemes import going_by, schemes
from perfreport.kinds.kind import Kind, Kinds

EXTENDS, KIND, OUTLINE, ID = "依照", "文种", "提纲", "版式"
_TAXONOMY, _WORDING, _SCHEME, _MONITORING = "指标体系", "用语", "评分办法", "监控办法"
_SHARED: Mapping[str, type[Any]] = {_TAXONOMY: SharedTaxonomy, _WORDING: WordingHead}
"""What a file says of itself, of a part that may also stand in the manifest without that."""
OWN = (ID, "名称", "地区", "年度", "依据", EXTENDS)
"""The keys that no form takes from the one that it extends."""


def read_manifest(path: Path, folders: tuple[Path, ...], kinds: Kinds) -> Form:
    """The form whose manifest is at ``path``; read anew when one of its files has changed.

    Args:
        path: of the manifest.
        folders: where forms and what they share are looked for, in their order.
        kinds: that the form may be of.

    Raises:
        TemplateError: with every mistake, its file and its line.
    """
    try:
        return _form(tuple(_files(path, folders)), folders, kinds)
    except InputError as error:
        raise TemplateError(f"版式清单有误：\n{error}") from None


def _files(path: Path, folders: Sequence[Path]) -> list[File]:
    """All files that the manifest at ``path`` is made of, itself first.

    Raises:
        InputError: when one cannot be read, or they go round in a circle.
    """
    found: list[File] = []
    manifests = Shelf(folders, "forms", "版式")
    following: Path | None = path
    while following is not None:
        found.append(File.at(following))
        children = source_of(found[-1]).root.children
        for key, shelf in _shelves(folders).items():
            if key in children and isinstance(name := children[key].value, str):
                shared = shelf.find(name)
                found += [File.at(shared)] if shared else []
        named = children.get(EXTENDS)
        following = manifests.find(named.value) if named and isinstance(named.value, str) else None
        if named and following in [each.path for each in found]:
            message = f"{quoted(named.value)}绕成了圈：它又依照了前面的版式，请改成另一个"
            raise InputError([Mistake(DataPath(EXTENDS), message, named.line)], str(found[-1].path))
    return found


def _shelves(folders: Sequence[Path]) -> Mapping[str, Shelf]:
    """Where the parts of manifests lie that may be named by an id, by their keys."""
    return {
        _TAXONOMY: Shelf(folders, "taxonomies", "指标体系"),
        _WORDING: Shelf(folders, "wordings", "用语"),
        _SCHEME: schemes(folders),
        _MONITORING: Shelf(folders, "monitoring", "监控办法"),
    }


@lru_cache(maxsize=256)
def _form(files: tuple[File, ...], folders: tuple[Path, ...], kinds: Kinds) -> Form:
    gathering = _Gathering(files, folders, kinds)
    source = gathering.source
    form: Form = validate_whole(source, gathering.kind.form, gathering.wrong)
    if not form.named_scheme:
        return form
    return going_by(form, form.named_scheme, folders)


class _Gathering:
    """A manifest with all that it takes from others, as one source.

    Attributes:
        kind: of the documents of its form.
        wrong: places about which all is said.
        source: with what is wrong so far.
    """

    def __init__(self, files: Sequence[File], folders: Sequence[Path], kinds: Kinds) -> None:
        self._files = {each.path: each for each in files}
        self._manifests = Shelf(folders, "forms", "版式")
        self._shelves = _shelves(folders)
        self._mistakes: list[Mistake] = []
        self._typed: dict[DataPath, Key] = {}
        self.wrong: list[DataPath] = []
        own = source_of(files[0])
        chain = self._chain(own)
        self.kind = self._kind(chain, kinds)
        root = self._put_together(chain)
        self._of_own_name(own)
        self.source = Source(own.name, root, in_order(self._mistakes), self._typed)

    def _chain(self, own: Source) -> list[Source]:
        """The manifest, the one that it extends, the one that this extends, and so on."""
        chain = [own]
        while (named := chain[-1].root.children.get(EXTENDS)) and named.value is not None:
            name = named.value
            path = self._manifests.find(name) if isinstance(name, str) else None
            if path is None:
                self._mistake(EXTENDS, named, self._manifests.missing(name))
                # What it would have taken from there is not missed.
                self.wrong += [DataPath(key) for key in attributes(Form) if key not in OWN]
                self.wrong += map(DataPath, (*self._shelves, OUTLINE, "必备一级", "指标列"))
                break
            chain.append(told_of(source_of(self._files[path])))
        return chain

    def _kind(self, chain: Sequence[Source], kinds: Kinds) -> Kind:
        """The kind of the form's documents; that of what it extends where it does not say.

        Raises:
            InputError: when it is not told, or not known.
        """
        own = chain[0]
        roots = [each.root.children for each in chain]
        node = next((each[KIND] for each in roots if KIND in each), None)
        has_outline = any(OUTLINE in each for each in roots)
        typed = str(node.value) if node and node.value else ""
        kind = kinds.open if has_outline else kinds.by_name.get(typed)
        if kind is None and (node is not None or not self._mistakes):
            near = nearest(typed, kinds.by_name)
            hint = f"是不是“{near}”？" if near and near != typed else ""
            message = f"{hint}“文种”应是：{'、'.join(kinds.by_name)}"
            line, file = (node.line, node.file) if node else (own.root.line, None)
            place = DataPath(KIND) if node else NOWHERE
            self._mistakes.append(Mistake(place, message, line, file))
        if kind is None:
            raise InputError(in_order((*own.mistakes, *self._mistakes)), own.name)
        return kind

    def _put_together(self, chain: Sequence[Source]) -> Node:
        root: Node | None = None
        for source in reversed(chain):
            named = with_meant_keys(source, self.kind.form)
            self._mistakes += named.mistakes
            self._typed |= named.typed_keys
            own, whole = self._with_shared(named.root)
            root = own if root is None else over(own, without(root, OWN), whole)
        assert root is not None
        return root

    def _with_shared(self, root: Node) -> tuple[Node, Sequence[str]]:
        """``root`` with what it names by ids, and the keys whose content replaces another's."""
        children, whole = dict(root.children), [_TAXONOMY, _MONITORING]
        for key, shelf in self._shelves.items():
            node = children.get(key)
            if node is None or node.value is None or key not in attributes(self.kind.form):
                continue
            path = shelf.find(node.value) if isinstance(node.value, str) else None
            if path is None:
                self._mistake(key, node, shelf.missing(node.value))
                self.wrong.append(DataPath(key))
            elif key != _SCHEME and (content := self._shared(key, path)):
                children[key] = content
                whole.append(key)
            elif key != _SCHEME:
                del children[key]
        return replace(root, children=children), whole

    def _shared(self, key: str, path: Path) -> Node | None:
        """What the file at ``path`` says for the ``key``; None where all is said about it."""
        source = told_of(source_of(self._files[path]))
        field = self.kind.form.model_fields[attributes(self.kind.form)[key]]
        model: type[Any] = _SHARED.get(key) or next(models_in(field.annotation))
        content = source.root
        if key == _WORDING:
            content = source.root.children.get(key, Node(source.root.line, is_mapping=True))
            content = replace(content, file=source.name)
            source = replace(source, root=without(source.root, (key,)))
        try:
            found = validate_whole(source, model)
        except InputError as error:
            self._mistakes += (replace(each, file=source.name) for each in error.mistakes)
            if key == _WORDING:
                return content
            self.wrong.append(DataPath(key))
            return None
        if found.id != path.stem:
            line, message = source.line(DataPath("编号")), f"写的是 {found.id}，与文件名不同"
            self._mistakes.append(Mistake(DataPath("编号"), message, line, source.name))
        return content

    def _of_own_name(self, own: Source) -> None:
        node, stem = own.root.children.get(ID), Path(str(own.name)).stem
        if node is not None and isinstance(node.value, str) and node.value.strip() != stem:
            message = f"“版式”写的是 {node.value}，应与文件名 {stem} 相同"
            self._mistake(ID, node, message)

    def _mistake(self, key: str, node: Node, message: str) -> None:
        self._mistakes.append(Mistake(DataPath(key), message, node.line, node.file))
