"""Puts the words of a language into a parsed template: nothing is looked up when a message is written.

`gettext("Hello %(name)s", name=name)` becomes the translation, cut at its variables; `ngettext` becomes a
choice by the language's own plural rule. What is left is text and names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from bot.channels.words.catalogue import Catalogue

PLURAL: Final = "plural_form"  # the one function that a compiled template calls

_PIECES: Final = re.compile(r"%\((\w+)\)s|(%%)")


class Translator(NodeTransformer):
    """Replaces the calls of translation in a tree by the words of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - jinja2 finds visitors by class name
        called = node.node
        assert isinstance(called, nodes.Name)
        texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        context = texts.pop(0) if called.name in {"pgettext", "npgettext"} else None
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        forms = self._catalogue.forms(texts, context)
        if called.name in {"gettext", "pgettext"}:
            return _sentence(forms[0], values)
        return _plural([_sentence(form, values) for form in forms], node.args[-1])


def _sentence(text: str, values: Mapping[str, nodes.Expr]) -> nodes.Expr:
    parts: list[nodes.Expr] = []
    end = 0
    for piece in _PIECES.finditer(text):
        parts.append(nodes.Const(text[end : piece.start()]))
        parts.append(values[piece[1]] if piece[1] else nodes.Const("%"))
        end = piece.end()
    parts.append(nodes.Const(text[end:]))
    return nodes.Concat([part for part in parts if not (isinstance(part, nodes.Const) and part.value == "")])


def _plural(sentences: Sequence[nodes.Expr], number: nodes.Expr) -> nodes.Expr:
    chosen = sentences[-1]
    for index in range(len(sentences) - 2, -1, -1):
        form = nodes.Call(nodes.Name(PLURAL, "load"), [number], [], None, None)
        is_this = nodes.Compare(form, [nodes.Operand("eq", nodes.Const(index))])
        chosen = nodes.CondExpr(is_this, sentences[index], chosen)
    return chosen
