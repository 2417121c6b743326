"""Makes a function of each part of a parsed template, in the words of one language.

`gettext("Hello %(name)s", name=name)` becomes the translation, filled in one step; `ngettext` becomes a choice by the
language's own plural rule. Nothing is looked up when a message is written. Jinja's compiler, which writes Python that
Python compiles again, is left out: for two thousand templates that is most of what it costs to try them all.
What `sandbox` does not allow cannot come here.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes
from markupsafe import escape

from bot.channels.words.catalogue import Catalogue

Values = Mapping[str, Any]
Say = Callable[[Values], str]
Give = Callable[[Values], Any]
Piece = str | Say  # a text with %(variables)s, or what has to be asked

_PIECES: Final = re.compile(r"%\((\w+)\)s|(%%)")
_SPACE: Final = re.compile(r"\s+")
_COMPARES: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda one, several: one in several,
    "notin": lambda one, several: one not in several,
}


class Translator:
    """Reads syntax trees in the words of one catalogue. `html`: everything but the template's own text is escaped."""

    def __init__(self, catalogue: Catalogue, *, html: bool = False) -> None:
        self._catalogue = catalogue
        self._html = html

    def parts(self, tree: nodes.Template) -> dict[str, Say]:
        """Name of a block -> what it says. A value that is missing raises KeyError when it is said."""
        return {block.name: self.whole(block.body) for block in tree.find_all(nodes.Block)}

    def whole(self, body: Sequence[nodes.Node]) -> Say:
        """What some nodes say, one after the other."""
        return _joined([piece for node in body for piece in self._pieces(node)])

    def _pieces(self, node: nodes.Node) -> Iterator[Piece]:
        match node:
            case nodes.Output():
                for one in node.nodes:
                    yield from self._shown(one)
            case nodes.If():
                other = self.whole(node.else_)
                for branch in (*reversed(node.elif_), node):
                    other = _choice(self._given(branch.test), self.whole(branch.body), other)
                yield other
            case nodes.For():
                yield self._loop(node)
            case nodes.Block():
                yield self.whole(node.body)
            case _:
                raise TypeError(f"'{type(node).__name__}' is not allowed in a template.")

    def _shown(self, node: nodes.Expr) -> Iterator[Piece]:
        if isinstance(node, nodes.TemplateData):  # line breaks are the author's; a part of a message is one paragraph
            yield _literal(node.data if self._html else _SPACE.sub(" ", node.data))
        elif self._html:
            given = self._given(node)
            yield lambda values: escape(given(values))
        else:
            yield from self._said(node)

    def _said(self, node: nodes.Expr) -> Iterator[Piece]:
        match node:
            case nodes.Const():
                yield _literal(str(node.value))
            case nodes.Name():
                yield f"%({node.name})s"
            case nodes.Call():
                yield from self._translated(node)
            case nodes.CondExpr():
                other = _joined(list(self._said(node.expr2)) if node.expr2 else [])
                yield _choice(self._given(node.test), _joined(list(self._said(node.expr1))), other)
            case _:
                given = self._given(node)
                yield lambda values: str(given(values))

    def _translated(self, call: nodes.Call) -> Iterator[Piece]:
        assert isinstance(call.node, nodes.Name)
        name = call.node.name
        texts = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
        context = texts.pop(0) if name in {"pgettext", "npgettext"} else None
        given = {keyword.key: keyword.value for keyword in call.kwargs}
        forms = self._catalogue.forms(texts, context)
        if name in {"gettext", "pgettext"}:
            yield from self._sentence(forms[0], given)
        else:
            given.setdefault("num", call.args[-1])  # Jinja leaves it out where the number has this name
            says = [_joined(list(self._sentence(form, given))) for form in forms]
            yield _by_number(says, self._given(call.args[-1]), self._catalogue.plural)

    def _sentence(self, text: str, given: Mapping[str, nodes.Expr]) -> Iterator[Piece]:
        end = 0
        for piece in _PIECES.finditer(text):
            yield _literal(text[end : piece.start()])
            if piece[1]:
                yield from self._said(given[piece[1]])
            else:
                yield "%%"
            end = piece.end()
        yield _literal(text[end:])

    def _loop(self, node: nodes.For) -> Say:
        several, target = self._given(node.iter), node.target
        wanted = self._given(node.test) if node.test else _always(given=True)
        body, nothing = self.whole(node.body), self.whole(node.else_)

        def say(values: Values) -> str:
            each = [{**values, **_bound(target, one)} for one in several(values)]
            said = [body(one) for one in each if wanted(one)]
            return "".join(said) if said else nothing(values)

        return say

    def _given(self, node: nodes.Node) -> Give:
        give: Give
        match node:
            case nodes.Const():
                give = _always(node.value)
            case nodes.Name():
                give = operator.itemgetter(node.name)
            case nodes.Call():
                give = _joined(list(self._translated(node)))
            case nodes.Compare():
                give = self._compared(node)
            case nodes.CondExpr():
                other = self._given(node.expr2) if node.expr2 else _always("")
                give = _choice(self._given(node.test), self._given(node.expr1), other)
            case nodes.And() | nodes.Or():
                give = _both(node, self._given(node.left), self._given(node.right))
            case nodes.Not():
                give = _negated(self._given(node.node))
            case _:
                raise TypeError(f"'{type(node).__name__}' is not allowed in a template.")
        return give

    def _compared(self, node: nodes.Compare) -> Give:
        left = self._given(node.expr)
        (holds, right), *others = [(_COMPARES[one.op], self._given(one.expr)) for one in node.ops]
        if not others:
            return lambda values: holds(left(values), right(values))

        def chained(values: Values) -> Any:
            result, before = True, left(values)
            for compare, operand in ((holds, right), *others):
                after = operand(values)
                if not (result := compare(before, after)):
                    return result
                before = after
            return result

        return chained


def _bound(target: nodes.Node, value: Any) -> dict[str, Any]:
    """The names of a loop with their values in one round."""
    if isinstance(target, nodes.Name):
        return {target.name: value}
    assert isinstance(target, nodes.Tuple)
    pairs = zip(target.items, value, strict=True)
    return {name: part for inner, one in pairs for name, part in _bound(inner, one).items()}


def _literal(text: str) -> str:
    return text.replace("%", "%%")


def _joined(pieces: Sequence[Piece]) -> Say:
    says: list[Say] = []
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
        else:
            says += [_filled(text), piece] if text else [piece]
            text = ""
    if text or not says:
        says.append(_filled(text))
    if len(says) == 1:
        return says[0]
    return lambda values: "".join([say(values) for say in says])


def _filled(text: str) -> Say:
    if any(found[1] for found in _PIECES.finditer(text)):
        return text.__mod__  # the step of C that fills %(names)s from the values
    return _always(text.replace("%%", "%"))


def _always(given: Any) -> Callable[[Values], Any]:
    return lambda _: given


def _negated(given: Give) -> Give:
    return lambda values: not given(values)


def _choice(test: Give, then: Callable[[Values], Any], other: Callable[[Values], Any]) -> Callable[[Values], Any]:
    return lambda values: then(values) if test(values) else other(values)


def _both(node: nodes.And | nodes.Or, left: Give, right: Give) -> Give:
    if isinstance(node, nodes.And):
        return lambda values: left(values) and right(values)
    return lambda values: left(values) or right(values)


def _by_number(says: Sequence[Say], number: Give, plural: Callable[[int], int]) -> Say:
    last = len(says) - 1
    return lambda values: says[min(plural(number(values)), last)](values)
