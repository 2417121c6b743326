"""One template file: read, parsed and judged, before any language comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

from bot.channels.words import sandbox
from bot.channels.words.catalogue import Text
from bot.channels.words.kinds import FRAME, Kind, mistakes
from bot.channels.words.problems import Problem

FIXED_PARTS: Final = ("family", "discreet", "kind")  # the same in every message: plain text only

_SPACE: Final = re.compile(r"\s+")


def environment(*, html: bool = False) -> Environment:
    """Jinja as templates see it: translations, strict variables, nothing else."""
    env = Environment(
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=html,  # noqa: S701 - text stays text; layouts, the only HTML, escape everything
        trim_blocks=html,  # the parts of a message are tidied when they are compiled
        lstrip_blocks=html,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined] # an attribute that the i18n extension adds
    env.globals.clear()  # no range, no lipsum, no cycler
    return env


@dataclass(frozen=True, slots=True)
class Source:
    """A template file and its parts. `name` is the path without its ending: `missing_payment/first`."""

    name: str
    file: str  # relative to the templates folder
    text: str
    blocks: dict[str, int]  # name of a block -> its line
    texts: tuple[Text, ...]  # what has to be translated
    problems: tuple[Problem, ...]
    kind: Kind = Kind.MESSAGE

    @property
    def is_layout(self) -> bool:
        return self.file.endswith(".html.j2")

    def tree(self) -> nodes.Template:
        """A fresh syntax tree (compiling changes a tree)."""
        return environment(html=self.is_layout).parse(self.text, self.name, self.file)


Known = Callable[[str, Kind], frozenset[str]]  # the variables that a template of this name and kind may use


def read_sources(folder: Path, known: Known) -> list[Source]:
    """Every template of a folder."""
    return [_read(folder, path, known) for path in sorted(folder.glob("*/*.j2"))]


def _read(folder: Path, path: Path, known: Known) -> Source:
    file = path.relative_to(folder).as_posix()
    name, layout = file.removesuffix(".j2"), file.endswith(".html.j2")
    try:
        text = path.read_text("utf-8")
        if len(text) > sandbox.MAX_SOURCE:
            return _broken(name, file, Problem(file, 0, f"Longer than {sandbox.MAX_SOURCE} characters."))
        tree = environment(html=layout).parse(text, name, file)
    except TemplateSyntaxError as error:
        return _broken(name, file, Problem(file, error.lineno, f"{error.message}"))
    except UnicodeDecodeError:
        return _broken(name, file, Problem(file, 0, "The file is not UTF-8."))
    except RecursionError:
        return _broken(name, file, Problem(file, 0, "Expressions are nested too deeply."))
    blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    in_frame = file.startswith(f"{FRAME}/")
    kind, sentences = (Kind.MESSAGE, []) if in_frame else _kind(tree)
    problems = sandbox.problems_of(tree, file, known(name, kind), layout=layout)
    problems += [] if layout else _outside(tree, file)
    if not in_frame:
        problems += [Problem(file, line, sentence) for line, sentence in (*sentences, *mistakes(name, kind, blocks))]
        problems += [*_moving(tree, file), *_untranslated(tree, file)]
    return Source(name, file, text, blocks, tuple(_texts(tree, file)), tuple(problems), kind)


def _broken(name: str, file: str, problem: Problem) -> Source:
    return Source(name, file, "", {}, (), (problem,))


def _kind(tree: nodes.Template) -> tuple[Kind, list[tuple[int, str]]]:
    """What a file says that it is; what cannot be read is a message."""
    for block in tree.find_all(nodes.Block):
        if block.name == "kind":
            word = "".join(data.data for data in block.find_all(nodes.TemplateData)).strip()
            if word in set(Kind):
                return Kind(word), []
            return Kind.MESSAGE, [(block.lineno, f"'{word}' is not a kind of template: {', '.join(Kind)}.")]
    return Kind.MESSAGE, []


def _moving(tree: nodes.Template, file: str) -> list[Problem]:
    return [
        Problem(file, block.lineno, f"The part '{block.name}' may hold nothing but a plain word.")
        for block in tree.find_all(nodes.Block)
        if block.name in FIXED_PARTS
        for output in block.body
        if not isinstance(output, nodes.Output)
        or not all(isinstance(node, nodes.TemplateData) for node in output.nodes)
    ]


def _untranslated(tree: nodes.Template, file: str) -> list[Problem]:
    return [
        Problem(file, data.lineno, f"'{data.data.strip()[:40]}' is not marked for translation.")
        for block in tree.find_all(nodes.Block)
        if block.name not in FIXED_PARTS
        for data in block.find_all(nodes.TemplateData)
        if any(char.isalpha() for char in data.data)
    ]


def _outside(tree: nodes.Template, file: str) -> list[Problem]:
    """Text that stands in no block would never be sent."""
    problems = []
    for child in tree.body:
        data = child.nodes if isinstance(child, nodes.Output) else []
        blank = all(isinstance(node, nodes.TemplateData) and not node.data.strip() for node in data)
        if not isinstance(child, nodes.Block) and not (data and blank):
            problems.append(Problem(file, child.lineno, "Text outside a block is never sent."))
    return problems


def _texts(tree: nodes.Template, file: str) -> Iterator[Text]:
    for block in tree.find_all(nodes.Block):
        for call in block.find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else ""
            texts = [str(arg.value) for arg in call.args if isinstance(arg, nodes.Const)]
            context = texts.pop(0) if name in {"pgettext", "npgettext"} and texts else None
            if name in sandbox.TRANSLATION_CALLS and texts:
                yield Text((context, texts[0]), "".join(texts[1:2]), file, call.lineno, block.name)


def tidy(tree: nodes.Template) -> nodes.Template:
    """Line breaks in a template are the author's; a part of a message is one paragraph."""
    for data in tree.find_all(nodes.TemplateData):
        data.data = _SPACE.sub(" ", data.data)
    return tree
