"""All playbooks of a deployment: read, laid over one another, overridden by clients, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.authored import Fields, Problems, Table, read_file, shown, suggest
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseType, Channel
from bot.playbook.checks import AnswersOf, HasTemplate, check
from bot.playbook.layers import laid_over, title
from bot.playbook.reader import OVERRIDE_KEYS, PLAYBOOK_KEYS, Draft, read_playbook, read_reactions

Overrides = Mapping[str, Table]  # playbook name -> what the client wants otherwise
NOBODY = ""  # the client without overrides


@dataclass(frozen=True, slots=True)
class PlaybookLibrary:
    """Resolved playbooks by client and name."""

    _resolved: Mapping[tuple[str, str], Playbook]
    _by_type: Mapping[CaseType, str]
    _clients: frozenset[str] = field(default=frozenset())

    @classmethod
    def load(
        cls,
        folder: Path,
        clients: Mapping[str, Overrides] | None = None,
        has_template: HasTemplate | None = None,
        answers_of: AnswersOf | None = None,
    ) -> PlaybookLibrary:
        """Read every `*.yaml` of a folder. `clients` are the overrides that `bot.clients` read.

        Raises ProblemsFound with all problems of all files at once.
        """
        problems = Problems()
        library = cls.collect(folder, problems, clients, has_template, answers_of)
        problems.raise_any()
        return library

    @classmethod
    def collect(
        cls,
        folder: Path,
        problems: Problems,
        clients: Mapping[str, Overrides] | None = None,
        has_template: HasTemplate | None = None,
        answers_of: AnswersOf | None = None,
    ) -> PlaybookLibrary:
        """Like `load`, but problems go to the collector; what has none can be used."""
        shelf = Shelf.of(sorted(folder.glob("*.yaml")), problems)
        if not shelf.files:
            raise Rejected(f"There are no playbooks in {folder}.")
        resolved: dict[tuple[str, str], Playbook] = {}
        by_type: dict[CaseType, str] = {}
        own = {client: overrides for client, overrides in (clients or {}).items() if overrides}  # the others run ours
        for client, overrides in {NOBODY: {}, **own}.items():
            shelf.check_overrides(overrides, problems)
            for draft in shelf.drafts(overrides, problems):
                check(draft, problems, has_template, answers_of)
                resolved[client, draft.playbook.name] = draft.playbook
                two_playbooks(by_type, draft, problems)
        return cls(resolved, by_type, frozenset(own))

    def for_case(self, client: str, case_type: CaseType) -> Playbook:
        """The playbook that runs a client's cases of this type. Raises Rejected where there is none."""
        if case_type not in self._by_type:
            raise Rejected(f"There is no playbook for the case type '{case_type}'.")
        return self.named(self._by_type[case_type], client)

    def named(self, name: str, client: str = NOBODY) -> Playbook:
        """A playbook by name, as a client has it. Raises Rejected, with the most similar name, if unknown."""
        key = (client if client in self._clients else NOBODY, name)
        if key not in self._resolved:
            raise Rejected(f"There is no playbook {shown(name)}.{suggest(name, self.names())}")
        return self._resolved[key]

    def names(self) -> tuple[str, ...]:
        """The names of all playbooks, sorted."""
        return tuple(sorted({name for _, name in self._resolved}))

    def all(self) -> tuple[Playbook, ...]:
        """Every different resolved playbook: the shipped ones, and the clients' own where they differ."""
        ordered = sorted(self._resolved.items())
        return tuple({playbook.digest: playbook for _, playbook in ordered}.values())


def two_playbooks(by_type: dict[CaseType, str], draft: Draft, problems: Problems) -> None:
    """Enter a playbook's case types, and note those that have a playbook already."""
    for case_type in draft.playbook.case_types:
        first = by_type.setdefault(case_type, draft.playbook.name)
        if first != draft.playbook.name:
            sentence = f"'{case_type}' already has the playbook '{first}'; a case type has one."
            problems.add(draft.place("for"), sentence, "two-playbooks")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a folder before they are laid over one another."""

    files: Mapping[str, Table]

    @classmethod
    def of(cls, paths: Iterable[Path], problems: Problems) -> Shelf:
        """Read the files; each names its playbook as the file is named."""
        files: dict[str, Table] = {}
        for path in paths:
            table = read_file(path, problems)
            if table is None:
                continue
            said = title(table)
            if said is None or said.value != path.stem:
                place = said.place if said else table.place
                problems.add(place, f"Say 'playbook: {path.stem}', like the file's name.", "wrong-name")
            Fields(table, "a playbook", problems, PLAYBOOK_KEYS)
            read_reactions(_reactions(table), tuple(Channel), problems, {})
            files[path.stem] = table
        return cls(files)

    def check_overrides(self, overrides: Overrides, problems: Problems) -> None:
        """Note overrides of playbooks that do not exist, and keys that a client may not override."""
        for name, table in overrides.items():
            Fields(table, "a client's override", problems, OVERRIDE_KEYS)
            if name not in self.files:
                sentence = f"There is no playbook {shown(name)} to override.{suggest(name, self.files)}"
                problems.add(table.place, sentence, "unknown-playbook")

    def drafts(self, overrides: Overrides, problems: Problems) -> Iterator[Draft]:
        """Read every playbook that is not only there to be extended."""
        extended = {table.text("extends") for table in self.files.values()}
        for name, table in self.files.items():
            if name in extended and "for" not in table.entries:
                continue
            resolved = self._resolve(name, overrides, problems, ())
            draft = read_playbook(name, resolved, problems) if resolved else None
            if draft:
                yield draft

    def _resolve(self, name: str, overrides: Overrides, problems: Problems, above: tuple[str, ...]) -> Table | None:
        """The file, laid over what it extends, under the client's overrides of each of them."""
        table = self.files[name]
        parent = table.text("extends")
        if parent and parent not in self.files:
            hint = suggest(parent, self.files)
            place = table.keys["extends"]
            problems.add(place, f"There is no playbook {shown(parent)} to extend.{hint}", "unknown-playbook")
            return None
        if parent in (*above, name):
            sentence = f"{shown(name)} extends itself in the end."
            problems.add(table.keys["extends"], sentence, "circle")
            return None
        if parent:
            lower = self._resolve(parent, overrides, problems, (*above, name))
            if lower is None:
                return None
            table = laid_over(lower, table, problems)
        else:
            table = laid_over(Table(table.place), table, problems)
        return laid_over(table, overrides[name], problems) if name in overrides else table


def _reactions(table: Table) -> Table | None:
    node = table.entries.get("reactions")
    return node if isinstance(node, Table) else None
