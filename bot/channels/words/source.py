"""One template file: read, parsed and judged, before any language comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

from bot.channels.words import sandbox
from bot.channels.words.catalogue import Text
from bot.channels.words.kinds import FRAME, Kind, mistakes
from bot.channels.words.problems import Problem

FIXED_PARTS: Final = ("family", "discreet", "kind")  # the same in every message: plain text only


@lru_cache(maxsize=2)
def environment(*, html: bool = False) -> Environment:
    """Jinja as templates see it: translations, strict variables, nothing else."""
    env = Environment(
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=html,  # noqa: S701 - text stays text; layouts, the only HTML, escape everything
        trim_blocks=html,  # the parts of a message are tidied when they are translated
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
    tree: nodes.Template = field(default_factory=lambda: nodes.Template([]), repr=False, compare=False)

    @property
    def is_layout(self) -> bool:
        return self.file.endswith(".html.j2")


Known = Callable[[str, Kind], frozenset[str]]  # the variables that a template of this name and kind may use


def read_sources(folder: Path, known: Known) -> list[Source]:
    """Every template of a folder."""
    return [_read(folder, path, known) for path in sorted(folder.glob("*/*.j2"))]


@dataclass(frozen=True, slots=True)
class _Part:
    block: nodes.Block
    holds: list[nodes.Node]  # everything in it, at any depth


def _read(folder: Path, path: Path, known: Known) -> Source:
    file = path.relative_to(folder).as_posix()
    name, layout = file.removesuffix(".j2"), file.endswith(".html.j2")
    try:
        text = path.read_text("utf-8")
        if len(text) > sandbox.MAX_SOURCE:
            return _broken(name, file, Problem(file, 0, f"Longer than {sandbox.MAX_SOURCE} characters."))
        tree = environment(html=layout).parse(text, name, file)
        every = sandbox.every_node(tree)
    except TemplateSyntaxError as error:
        return _broken(name, file, Problem(file, error.lineno, f"{error.message}"))
    except UnicodeDecodeError:
        return _broken(name, file, Problem(file, 0, "The file is not UTF-8."))
    except OSError as error:
        return _broken(name, file, Problem(file, 0, f"The file cannot be read: {error.strerror}."))
    except RecursionError:
        return _broken(name, file, Problem(file, 0, "Expressions are nested too deeply."))
    parts = [
        _Part(one.node, sandbox.inside(every, at)) for at, one in enumerate(every) if isinstance(one.node, nodes.Block)
    ]
    blocks = {part.block.name: part.block.lineno for part in parts}
    in_frame = file.startswith(f"{FRAME}/")
    kind, sentences = (Kind.MESSAGE, []) if in_frame else _kind(parts)
    problems = sandbox.problems_of(every, file, known(name, kind), layout=layout)
    problems += [] if layout else _outside(tree, file)
    problems += _twice(parts, file)
    if not in_frame:
        problems += [Problem(file, line, sentence) for line, sentence in (*sentences, *mistakes(name, kind, blocks))]
        problems += [*_moving(parts, file), *_untranslated(parts, file)]
    return Source(name, file, text, blocks, tuple(_texts(parts, file)), tuple(problems), kind, tree)


def _broken(name: str, file: str, problem: Problem) -> Source:
    return Source(name, file, "", {}, (), (problem,))


def _kind(parts: Sequence[_Part]) -> tuple[Kind, list[tuple[int, str]]]:
    """What a file says that it is; what cannot be read is a message."""
    for part in parts:
        if part.block.name == "kind":
            word = "".join(node.data for node in part.holds if isinstance(node, nodes.TemplateData)).strip()
            if word in set(Kind):
                return Kind(word), []
            return Kind.MESSAGE, [(part.block.lineno, f"'{word}' is not a kind of template: {', '.join(Kind)}.")]
    return Kind.MESSAGE, []


def _moving(parts: Sequence[_Part], file: str) -> list[Problem]:
    return [
        Problem(file, part.block.lineno, f"The part '{part.block.name}' may hold nothing but a plain word.")
        for part in parts
        if part.block.name in FIXED_PARTS
        for output in part.block.body
        if not isinstance(output, nodes.Output)
        or not all(isinstance(node, nodes.TemplateData) for node in output.nodes)
    ]


def _untranslated(parts: Sequence[_Part], file: str) -> list[Problem]:
    return [
        Problem(file, data.lineno, f"'{data.data.strip()[:40]}' is not marked for translation.")
        for part in parts
        if part.block.name not in FIXED_PARTS
        for data in part.holds
        if isinstance(data, nodes.TemplateData) and not data.data.isspace() and any(map(str.isalpha, data.data))
    ]


def _twice(parts: Sequence[_Part], file: str) -> list[Problem]:
    """Of two blocks with one name only one would speak."""
    seen: set[str] = set()
    problems = []
    for block in (part.block for part in parts):
        if block.name in seen:
            problems.append(Problem(file, block.lineno, f"The part '{block.name}' stands here a second time."))
        seen.add(block.name)
    return problems


def _outside(tree: nodes.Template, file: str) -> list[Problem]:
    """Text that stands in no block would never be sent."""
    problems = []
    for child in tree.body:
        data = child.nodes if isinstance(child, nodes.Output) else []
        blank = all(isinstance(node, nodes.TemplateData) and not node.data.strip() for node in data)
        if not isinstance(child, nodes.Block) and not (data and blank):
            problems.append(Problem(file, child.lineno, "Text outside a block is never sent."))
    return problems


def _texts(parts: Sequence[_Part], file: str) -> Iterator[Text]:
    for part in parts:
        for call in part.holds:
            if not isinstance(call, nodes.Call):
                continue
            name = call.node.name if isinstance(call.node, nodes.Name) else ""
            texts = [str(arg.value) for arg in call.args if isinstance(arg, nodes.Const)]
            context = texts.pop(0) if name in {"pgettext", "npgettext"} and texts else None
            if name in sandbox.TRANSLATION_CALLS and texts:
                yield Text((context, texts[0]), "".join(texts[1:2]), file, call.lineno, part.block.name)
