"""Mermaid flowcharts, as GitHub, GitLab and most wikis draw them (https://mermaid.js.org/syntax/flowchart.html)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.domain.playbook import Playbook
from bot.playbook.drawing.chart import MONEY, PERSON, Box, Chart, Rule, chart

# Class definitions: fill, border and ink pass 4.5 to 1.
_CLASSES: Final = """\
  classDef inform fill:#eef4f8,stroke:#5b7f99,color:#1c2530
  classDef friendly fill:#e6f2ec,stroke:#3f7d5e,color:#1c2530
  classDef direct fill:#fdf3dc,stroke:#9a7414,color:#1c2530
  classDef firm fill:#fbe6d6,stroke:#a4551c,color:#1c2530
  classDef formal fill:#f6dcdc,stroke:#97393c,color:#1c2530
  classDef plain fill:#ffffff,stroke:#8a949e,color:#1c2530
  classDef person fill:#e9e6f5,stroke:#5b4d99,color:#1c2530
  classDef money fill:#e2efe0,stroke:#44733c,color:#1c2530"""
_ESCAPED: Final = {'"': "#quot;", "<": "#lt;", ">": "#gt;", "[": "#91;", "]": "#93;", "{": "#123;", "}": "#125;"}


def mermaid(playbook: Playbook, client: str = "") -> str:
    """The playbook as a Mermaid flowchart: the ladder from top to bottom, the reactions beside it."""
    return "\n".join(_lines(chart(playbook, client))) + "\n"


def _lines(drawn: Chart) -> Iterator[str]:
    yield f"%% {drawn.name}, digest {drawn.digest[:12]}"
    yield "flowchart TD"
    yield f'  opened(["{_text("Case opened: " + drawn.name)}"])'
    yield "  subgraph ladder [The ladder]"
    before = "opened"
    edges = []
    for number, box in enumerate(drawn.boxes):
        node = f"s{number}"
        yield f"    {_node(node, box)}:::{box.look}"
        edges += [f"  {before} --> {node}", *_branch_edges(node, box)]
        before = node
    yield "  end"
    yield from edges
    for place, (title, rules) in enumerate(drawn.groups):
        yield f"  subgraph g{place} [{_text(title)}]"
        for number, rule in enumerate(rules):
            yield f"    {_rule_node(f'g{place}r{number}', rule)}:::plain"
        yield "  end"
        yield f"  ladder ~~~ g{place}"
    yield _CLASSES


def _node(node: str, box: Box) -> str:
    text = "<br/>".join([f"<b>{_text(box.title)}</b>", f"<i>{_text(box.when)}</i>", *map(_text, box.lines)])
    opening, closing = {PERSON: ('(["', '"])'), MONEY: ('[["', '"]]')}.get(box.look, ('["', '"]'))
    return f"{node}{opening}{text}{closing}"


def _branch_edges(node: str, box: Box) -> Iterator[str]:
    for number, (answer, follows) in enumerate(box.branches):
        yield f'  {node} -->|"{_text(answer)}"| {node}a{number}["{_text(follows)}"]:::plain'


def _rule_node(node: str, rule: Rule) -> str:
    actions = (f"– {line.strip()}" if line.startswith(" ") else line for line in rule.actions)
    return f'{node}["<b>{_text(", ".join(rule.triggers))}</b><br/>{"<br/>".join(map(_text, actions))}"]'


def _text(words: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in words)
