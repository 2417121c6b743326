"""The ports of the store. One unit is one transaction; nothing in it calls the network.

Lock order everywhere: customers by id, then outbox rows by id. Batches hold at most 500 rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.app.lessons import Lesson, Understood
from bot.app.records import (
    Address,
    Bundle,
    ClaimedMessage,
    CustomerChange,
    EarlyReceipt,
    Finish,
    MessageOwner,
    NewContact,
    NewCustomer,
    NewReply,
    PaymentRecord,
    Recorded,
    Start,
    StoredReply,
)
from bot.app.views import CaseFilter, CaseRow, Line, Note
from bot.domain.case import Case
from bot.domain.facts import Pause
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind

MAX_BATCH = 500


class Unit(Protocol):
    """One transaction."""

    # customers and cases
    def due_customers(self, now: datetime, limit: int) -> list[str]:
        """Lock the customers whose `next_action_at` has been reached, earliest first, skipping locked ones."""
        ...

    def lock_customers(self, ids: Collection[str]) -> None:
        """Lock these customers in the order of their ids."""
        ...

    def bundles(
        self,
        ids: Collection[str],
        now: datetime,
        *,
        closed: Collection[str] = (),
        recent_days: Mapping[str, int] | None = None,
    ) -> dict[str, Bundle]:
        """Read the customers' bundles; `closed` names closed cases to include.

        `recent_days` (by client) is for whoever opens cases: how many days back `recent_cases` counts.
        """
        ...

    def still(self, bundles: Mapping[str, Bundle]) -> set[str]:
        """The customers (locked) all of whose open cases stand as in these bundles: no event has come since."""
        ...

    def save(self, changes: Sequence[CustomerChange], now: datetime) -> None:
        """Write events, cases, outbox, cancellations and customers. Raises Fault when a case moved underneath."""
        ...

    def next_moment(self) -> datetime | None:
        """When something is due next: a customer, or a message in the outbox. A turned clock jumps there."""
        ...

    def defer_customer(self, customer_id: str, until: datetime) -> None:
        """Look at this customer again then: the decision about it failed."""
        ...

    def put_customers(self, customers: Sequence[NewCustomer], now: datetime) -> dict[tuple[str, str], str]:
        """Insert or update by (client, external id); returns the id of each. Fills contacts and shared flags."""
        ...

    def put_contacts(self, new: Sequence[NewContact]) -> None:
        """Insert or update contacts by id."""
        ...

    def cases_by_identity(self, client: str, identities: Collection[str]) -> dict[str, tuple[str, str]]:
        """(case id, customer id) of each known identity."""
        ...

    def case_ids_by_ref(self, refs: Collection[str]) -> dict[str, tuple[str, str]]:
        """(case id, customer id) of each known reference."""
        ...

    # outbox
    def claim(self, now: datetime, limit: int, lease_until: datetime, token: str) -> list[ClaimedMessage]:
        """Lease queued messages whose time has come and that no reply freezes, earliest first, skipping locked ones."""
        ...

    def begin_sending(self, starts: Sequence[Start], token: str, now: datetime) -> set[str]:
        """`claimed -> sending` where state and lease token still match and nothing freezes; returns the winners."""
        ...

    def finish(self, finishes: Sequence[Finish], now: datetime) -> set[str]:
        """Record how the calls ended. Returns the messages that end so, not those that ended otherwise meanwhile."""
        ...

    def expire_leases(self, now: datetime, sending_before: datetime) -> tuple[int, int]:
        """What dead workers held: (claimed messages queued again, messages in sending now unknown)."""
        ...

    def unknown_messages(self, now: datetime, limit: int, lease_until: datetime, token: str) -> list[ClaimedMessage]:
        """Lease messages whose fate nobody knows, oldest first, to look them up; none before it is available."""
        ...

    def senders(self, message_ids: Collection[str]) -> dict[str, tuple[str, datetime]]:
        """(sender address, when the call began) of messages that were handed over."""
        ...

    def take_quota(self, identity: str, second: int, per_second: int, want: int) -> int:
        """How many of `want` messages a sender may send in this second; atomic over all workers."""
        ...

    def body_digests(self, message_ids: Collection[str]) -> dict[str, str]:
        """SHA-256 of each archived (sealed) body."""
        ...

    def postpone(self, messages: Sequence[tuple[str, datetime]]) -> None:
        """Claimed messages that the gate moved: queued again, not before that time."""
        ...

    def message_owner(self, message_id: str) -> MessageOwner | None: ...

    def message_owner_by_provider(self, provider: str, provider_id: str, reference: str) -> MessageOwner | None: ...

    def contact_owner(self, contact_id: str) -> str | None:
        """The customer of a contact."""
        ...

    def latest_closed_cases(self, customer_ids: Collection[str]) -> set[str]:
        """The case of each customer that was closed last: a reply may be about it."""
        ...

    def park_reply(self, reply_id: str) -> None:
        """Take a reply that keeps failing out of the queue; what it froze stays frozen until a person has read it."""
        ...

    def close_reply(self, reply_id: str, state: str, now: datetime) -> None:
        """Deal with a reply that no case wants: `unassigned` ones wait for a person."""
        ...

    def close_address(self, address: str, channel: Channel, reason: str, now: datetime) -> None:
        """OPTOUT-SCOPE: nothing goes out on this channel to this address, whoever's it turns out to be."""
        ...

    def release(self, token: str) -> int:
        """Give back the leases of a worker that stops."""
        ...

    # replies
    def add_reply(self, reply: NewReply) -> bool:
        """Insert the inbox row and freeze the candidates' queued chases. False = seen before."""
        ...

    def unread_replies(self, limit: int) -> list[StoredReply]: ...

    # look-ups
    def addresses(self, contact_ids: Collection[str]) -> dict[str, Address]: ...

    def customer_names(self, ids: Collection[str]) -> dict[str, str]: ...

    def find_contacts(self, channel: Channel, address: str) -> list[tuple[str, str, str]]:
        """(contact id, customer id, client) of everybody with this address."""
        ...

    def playbook(self, digest: str) -> str | None:
        """The resolved playbook's canonical JSON."""
        ...

    def put_playbook(self, digest: str, name: str, canonical: str, now: datetime) -> None: ...

    # receipts, pauses, imports ... are added by the adapters that need them
    def add_receipt(
        self,
        provider: str,
        provider_id: str,
        kind: ReceiptKind,
        code: str,
        raw: Mapping[str, str],
        now: datetime,
        failure: FailureClass | None = None,
    ) -> str | None:
        """Keep a raw receipt; returns the message id it belongs to, or None when repeated, unknown or lower in rank."""
        ...

    def give_back(self, message_ids: Sequence[str]) -> None:
        """What never reached the person does not count against their caps."""
        ...

    def early_receipts(self, finishes: Sequence[Finish]) -> list[EarlyReceipt]:
        """The highest receipt of each message that came before `finish` told the provider's id; call it after."""
        ...

    def set_pause(self, pause: Pause, by: str, reason: str, now: datetime, *, on: bool) -> None: ...

    def pauses(self) -> list[Pause]:
        """Everything that is stopped now."""
        ...

    def release_customers(self, client: str, customer_id: str, by: str, reason: str, now: datetime) -> None:
        """LIVE-LIST: release one customer, or ("") the whole client."""
        ...

    def wake_blocked(self, client: str, rule: str, now: datetime, limit: int) -> int:
        """Make customers due whose cases wait for this rule to lift ("" = every client); how many."""
        ...

    def case_events(self, case_id: str) -> Iterable[Recorded]: ...

    # what staff see and do
    def case_by_ref(self, ref: str) -> Case | None:
        """A case in any state by its reference."""
        ...

    def list_cases(self, wanted: CaseFilter) -> list[CaseRow]:
        """The last opened first."""
        ...

    def replies(self, ids: Collection[str]) -> dict[str, StoredReply]:
        """Inbound messages by id, whatever became of them."""
        ...

    def customer_of_case(self, case_id: str) -> str | None: ...

    def case_lines(self, case_id: str, reply_ids: Collection[str], limit: int) -> list[Line]:
        """The last lines of a case's conversation in clear, oldest first: its messages, and these replies."""
        ...

    def add_note(self, note: Note, now: datetime) -> None:
        """Keep a staff member's words about a case, sealed like the conversation."""
        ...

    def notes_of_case(self, case_id: str) -> list[Note]: ...

    def first_sight(self, source: str, delivery: str, now: datetime) -> bool:
        """Whether this delivery of an outside system is new; until the end of the unit others wait to know."""
        ...

    def correct_address(
        self, contact_id: str, channel: Channel, address: str, zones: Sequence[str], *, verified: bool
    ) -> None:
        """A person's word on a contact: another address on this medium, or ("") that the one we have is right."""
        ...

    def message_state(self, message_id: str) -> str | None:
        """What became of a message of the outbox, which nobody else moves until the end of the unit; None = no such."""
        ...

    def ledger_paid(self, case_id: str) -> int | None:
        """Minor units that the client's ledger last said were paid on a case; None = it never spoke of it."""
        ...

    def add_payments(self, payments: Sequence[PaymentRecord]) -> None:
        """Keep what is known of payments besides the events: bank references. A known one changes nothing."""
        ...

    def payments_of_case(self, case_id: str) -> list[PaymentRecord]:
        """What is known of a case's payments, the latest day first; one without a day comes last."""
        ...

    def keep_lesson(self, lesson: Lesson) -> None:
        """Keep what a person said that a reply means, in place of what was said before of the same reply and case."""
        ...

    def lessons(self, without: Collection[str] = ()) -> list[Lesson]:
        """All lessons but those of these clients, the oldest first."""
        ...

    def understood(self, since: datetime, clients: Collection[str] = ()) -> list[Understood]:
        """What became of each reply that came in since then, the oldest first; of these clients, or of all."""
        ...

    def lock_staff(self, staff_ids: Collection[str]) -> None:
        """Until the end of the unit nobody else decides anything as these members of staff: cumulative ceilings."""
        ...


class Store(Protocol):
    def begin(self) -> AbstractContextManager[Unit]:
        """Open a unit; commit on success, roll back on an exception."""
        ...

    def read(self) -> AbstractContextManager[Unit]:
        """Open a unit that only reads: one state of the whole database, and it keeps no writer waiting."""
        ...
