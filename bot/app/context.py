"""What every use case needs: the store, the rules, the playbooks, holidays and the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.app.lessons import Anonymous
from bot.app.ports import Store, Unit
from bot.app.reply_words import NoWords, ReplyWords
from bot.app.staff.post_ports import PostStore
from bot.app.staff.posts import StaffPosts
from bot.domain.errors import Fault, Rejected
from bot.domain.playbook import Playbook
from bot.domain.rules import Rules
from bot.domain.vocabulary import CaseType

Clock = Callable[[], datetime]  # aware UTC


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Shelf:
    """The playbooks: the current one for a client and type, and those that running cases keep, by digest."""

    current: Callable[[str, CaseType], Playbook]
    canonical: Callable[[Playbook], str]
    parse: Callable[[str], Playbook]
    known: dict[str, Playbook] = field(default_factory=dict)

    def for_case(self, unit: Unit, digest: str) -> Playbook:
        """The resolved playbook that a running case keeps. Raises Fault when the store lost it."""
        found = self.known.get(digest)
        if found is None:
            canonical = unit.playbook(digest)
            if canonical is None:
                raise Fault(f"The playbook {digest[:12]} of a running case is not in the store.")
            found = self.known[digest] = self.parse(canonical)
        return found

    def for_opening(self, client: str, case_type: CaseType) -> Playbook:
        """The playbook with which a new case of this client and type starts. Raises Fault unless `keep` stored it."""
        playbook = self.current(client, case_type)
        if playbook.digest not in self.known:
            raise Fault(f"The playbook {playbook.name} was not stored when the process started.")
        return playbook

    def has(self, client: str, case_type: CaseType) -> bool:
        """Whether a case of this client and type could be opened."""
        try:
            self.current(client, case_type)
        except Rejected:
            return False
        return True

    def keep(self, store: Store, playbooks: Iterable[Playbook], now: datetime) -> None:
        """Store the playbooks that new cases may start with, by digest, before any case needs them.

        In a transaction of its own: one that a failing import rolled back would take the playbook with it.
        """
        with store.begin() as unit:
            for playbook in playbooks:
                if unit.playbook(playbook.digest) is None:
                    unit.put_playbook(playbook.digest, playbook.name, self.canonical(playbook), now)
                self.known[playbook.digest] = playbook


@dataclass(frozen=True, slots=True)
class Context:
    store: PostStore
    rules: Mapping[str, Rules]  # by client
    shelf: Shelf
    holidays: Callable[[str, str, int], frozenset[date]]  # (country, region, year) -> that year's and the next's
    clock: Clock
    staff_posts: StaffPosts | None = None  # None = nobody is told of anything: no Slack, no text messages
    screen: Callable[[str], str] = _as_it_is  # PCI-PAN: gives the text back with card numbers redacted
    anonymous: Anonymous | None = None  # takes out who wrote; None = nothing is learnt from replies
    words: ReplyWords = field(default_factory=NoWords)  # what tells the cases of a reply apart
    reader: str = ""  # digest of the rules, tables and model that read replies

    def rules_of(self, client: str) -> Rules:
        """The rules of a client. Raises Rejected for one that `config/` does not know."""
        rules = self.rules.get(client)
        if rules is None:
            raise Rejected(f"The client '{client}' is not configured.")
        return rules
