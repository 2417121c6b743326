"""What a template may do, as an allow-list of syntax. Jinja's own sandbox does not bound work.

`{{ 'a' * 200_000_000 }}` or two nested `range` loops would stop a sender, and folding of constants runs
them already when a template is compiled. So the syntax tree is judged before that: text, blocks, conditions,
names and translations; loops only in layouts; no arithmetic, no attributes, no filters, no other calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from jinja2 import nodes

from bot.channels.words.problems import Problem

MAX_SOURCE: Final = 20_000  # characters of one file
MAX_DEPTH: Final = 60  # nodes inside nodes; the deepest of ours has eleven

TRANSLATION_CALLS: Final = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})

_WORDS: Final = frozenset(
    {"Template", "Output", "TemplateData", "Block", "If", "CondExpr", "Name", "Const", "Compare", "Operand"}
    | {"And", "Or", "Not", "Call", "Keyword"}
)
_LAYOUT: Final = _WORDS | {"For", "Tuple"}


@dataclass(frozen=True, slots=True)
class Found:
    """A node of a tree with its line (what the parser made up has the line of what it stands in) and its depth."""

    node: nodes.Node
    line: int
    depth: int


def every_node(tree: nodes.Template) -> list[Found]:
    """The whole tree, each node before what it holds. Raises RecursionError when it goes deeper than is safe."""
    found: list[Found] = []
    _walk(tree, 1, 0, found)
    return found


def inside(every: Sequence[Found], at: int) -> list[nodes.Node]:
    """What the node at this place holds."""
    depth = every[at].depth
    return [one.node for one in takewhile(lambda one: one.depth > depth, islice(every, at + 1, None))]


def problems_of(every: Sequence[Found], file: str, known: frozenset[str], *, layout: bool = False) -> list[Problem]:
    """Everything in a tree that is not on the allow-list. `known`: the names that a template is given."""
    allowed = _LAYOUT if layout else _WORDS
    bound = known | {one.node.name for one in every if isinstance(one.node, nodes.Name) and one.node.ctx == "store"}
    loops = [inside(every, at) for at, one in enumerate(every) if isinstance(one.node, nodes.For)]
    nested = [node.lineno for loop in loops for node in loop if isinstance(node, nodes.For)]
    called = {id(one.node.node) for one in every if isinstance(one.node, nodes.Call)}  # judged with their calls
    return [
        Problem(file, one.line, sentence)
        for one in every
        if not (isinstance(one.node, nodes.Name) and id(one.node) in called)
        for sentence in _sentences(one.node, allowed, bound)
    ] + [Problem(file, line, "A loop inside a loop is not allowed.") for line in nested]


def _walk(node: nodes.Node, line: int, depth: int, found: list[Found]) -> None:
    if depth > MAX_DEPTH:
        raise RecursionError
    line = node.lineno or line
    found.append(Found(node, line, depth))
    for field in node.fields:
        held = getattr(node, field, None)
        for child in held if isinstance(held, list) else (held,):
            if isinstance(child, nodes.Node):
                _walk(child, line, depth + 1, found)


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
