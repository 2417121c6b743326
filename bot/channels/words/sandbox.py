"""What a template may do, as an allow-list of syntax. Jinja's own sandbox does not bound work.

`{{ 'a' * 200_000_000 }}` or two nested `range` loops would stop a sender, and folding of constants runs
them already when a template is compiled. So the syntax tree is judged before that: text, blocks, conditions,
names and translations; loops only in layouts; no arithmetic, no attributes, no filters, no other calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from bot.channels.words.problems import Problem

MAX_SOURCE: Final = 20_000  # characters of one file

TRANSLATION_CALLS: Final = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})

_WORDS: Final = frozenset(
    {"Template", "Output", "TemplateData", "Block", "If", "CondExpr", "Name", "Const", "Compare", "Operand"}
    | {"And", "Or", "Not", "Call", "Keyword"}
)
_LAYOUT: Final = _WORDS | {"For", "Tuple"}


def problems_of(tree: nodes.Template, file: str, known: frozenset[str], *, layout: bool = False) -> list[Problem]:
    """Everything in the tree that is not on the allow-list. `known`: the names that a template is given."""
    allowed = _LAYOUT if layout else _WORDS
    bound = known | {name for name, _ in _stored(tree)}
    return [
        Problem(file, line, sentence) for node, line in _walk(tree, 1) for sentence in _sentences(node, allowed, bound)
    ] + [Problem(file, line, "A loop inside a loop is not allowed.") for line in _nested_loops(tree)]


def _walk(node: nodes.Node, line: int) -> Iterator[tuple[nodes.Node, int]]:
    """Every node with its line; what the parser made up has the line of what it stands in."""
    line = node.lineno or line
    yield node, line
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Call) and child is node.node and isinstance(child, nodes.Name):
            continue  # the name of what is called is judged with the call
        yield from _walk(child, line)


def _stored(tree: nodes.Template) -> list[tuple[str, int]]:
    return [(name.name, name.lineno) for name in tree.find_all(nodes.Name) if name.ctx == "store"]


def _sentences(node: nodes.Node, allowed: frozenset[str], bound: frozenset[str]) -> Iterator[str]:
    kind = type(node).__name__
    if kind not in allowed:
        yield f"'{kind}' is not allowed in a template."
    elif isinstance(node, nodes.Call):
        yield from _call(node)
    elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in bound:
        yield f"'{node.name}' is not a variable of a template."
    elif isinstance(node, nodes.For) and not isinstance(node.iter, nodes.Name):
        yield "A loop may only run over a list that the template is given."


def _call(node: nodes.Call) -> Iterator[str]:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if name not in TRANSLATION_CALLS:
        yield f"Calling '{name or '...'}' is not allowed in a template."
    elif node.dyn_args or node.dyn_kwargs or not isinstance(node.args[0], nodes.Const):
        yield "Only plain text can be translated."


def _nested_loops(tree: nodes.Template) -> list[int]:
    return [inner.lineno for outer in tree.find_all(nodes.For) for inner in outer.find_all(nodes.For)]
