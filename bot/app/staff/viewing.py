"""What a member of staff is shown of a case, put together from one state of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.app.by_reference import find_case, unknown_case
from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.records import Address, Recorded, StoredReply
from bot.app.replying import surroundings
from bot.app.staff import conversation
from bot.app.staff.discretion import is_urgent, personal_replies, shown_case, shown_reading, shown_sentence
from bot.app.staff.guidance import Guidance
from bot.app.staff.inquiry_lines import inquiry_lines
from bot.app.staff.masks import masked_email, masked_name, masked_phone
from bot.app.staff.misread import done_because, last_decided, read_then
from bot.app.staff.people import may_read, works_for
from bot.app.staff.steps import step_view
from bot.app.staff.task_lines import call_lines
from bot.app.staff.undecided import read_again, reading_digest
from bot.app.staff.views import (
    AskedWords,
    CaseView,
    ContactView,
    Happened,
    LineView,
    PaymentView,
    ReplyView,
    SayingView,
    UnderstoodView,
)
from bot.app.surroundings import Understand, read
from bot.app.work import CustomerWork
from bot.domain.by_hand import SAY_CAUSE
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.deciders import deciders
from bot.domain.explain import held_back, next_steps
from bot.domain.facts import ContactFacts, Facts
from bot.domain.gate import customer_zone
from bot.domain.linked import linked_to, other_owner
from bot.domain.playbook import Playbook
from bot.domain.proposals import money_digest
from bot.domain.reading import Reading
from bot.domain.rules import Rules, Staff
from bot.domain.sentences import is_told
from bot.domain.timing import unfinished
from bot.domain.vocabulary import CaseState, CaseType, ResolutionKind

LINES: Final = 60  # of a conversation that are shown, the last ones
LOCAL_TIME: Final = "%a %d %b %H:%M %Z"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything read of a case that a view is made of."""

    work: CustomerWork
    case: Case
    brand: str
    facts: Facts
    playbook: Playbook
    log: tuple[Recorded, ...]
    name: str
    addresses: Mapping[str, Address]  # by contact
    types: tuple[CaseType, ...]  # that have a playbook
    now: datetime

    @property
    def zone(self) -> str:
        return customer_zone(self.facts, self.work.rules)

    @property
    def staff_names(self) -> Mapping[str, str]:
        """The names of staff, by their ids."""
        return {one.id: one.name for one in self.work.rules.staff.values()}

    @property
    def known_addresses(self) -> tuple[str, ...]:
        return tuple(text for one in self.addresses.values() for text in (one.email, one.phone) if text)


def view_case(
    context: Context,
    reading: Understand,
    brands: Mapping[str, str],
    reference: str,
    staff: Staff | None,
    guidance: Guidance | None = None,
) -> CaseView:
    """A case as this member of staff sees it; `staff` None = as it may stand in the client's channel.

    Raises Rejected when it is unknown or not theirs, with the same sentence.
    """
    with context.store.read() as unit:
        case_id, customer_id = find_case(unit, reference)
        scene = _scene(context, unit, brands, case_id, customer_id)
        if staff is not None and not may_read(staff, scene.case.client):
            raise unknown_case(reference)
        view = _view(unit, reading, scene, guidance, in_channel=staff is None)
        if staff is not None and view.last_decided:
            view = replace(view, understood=_understood(unit, reading, scene, view.last_decided))
        return view if staff is None or guidance is None else _with_script(view, guidance, scene)


def view_case_by_id(
    context: Context,
    reading: Understand,
    brands: Mapping[str, str],
    case_id: str,
    guidance: Guidance | None = None,
) -> CaseView:
    """The same for the client's channel. Raises Rejected for a case that is not there."""
    with context.store.read() as unit:
        customer_id = unit.customer_of_case(case_id)
        if customer_id is None:
            raise unknown_case(case_id)
        scene = _scene(context, unit, brands, case_id, customer_id)
        return _view(unit, reading, scene, guidance, in_channel=True)


def _with_script(view: CaseView, guidance: Guidance, scene: Scene) -> CaseView:
    """With what to say on the telephone, which has the customer's name: for one person's eyes."""
    spoken = guidance.script(scene.work, scene.case, scene.name)
    return replace(view, script=spoken.script, script_language=spoken.language) if spoken else view


def _scene(context: Context, unit: Unit, brands: Mapping[str, str], case_id: str, customer_id: str) -> Scene:
    now = context.clock()
    bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
    work = CustomerWork(context, unit, bundle, now)
    case = work.cases[case_id]
    return Scene(
        work=work,
        case=case,
        brand=brands.get(case.client, case.client),
        facts=work.facts(case_id),
        playbook=context.shelf.for_case(unit, case.playbook),
        log=tuple(unit.case_events(case_id)),
        name=unit.customer_names([customer_id]).get(customer_id, ""),
        addresses=unit.addresses([contact.id for contact in bundle.facts.contacts]),
        types=tuple(kind for kind in CaseType if context.shelf.has(case.client, kind)),
        now=now,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, as whoever looks may see it."""

    undecided: tuple[ReplyView, ...]
    lines: tuple[LineView, ...]
    asked: Mapping[str, AskedWords]


def _said(unit: Unit, reading: Understand, scene: Scene, guidance: Guidance | None, *, in_channel: bool) -> _Said:
    said = conversation.Conversation(scene.name, scene.known_addresses, scene.staff_names, in_channel=in_channel)
    unsure = _read_again(unit, reading, scene)
    stripped = {name: meant.stripped_text for name, (_, meant) in unsure.items()}
    asked = guidance.asked(unit, scene.work, scene.case, scene.playbook.name) if guidance else {}
    undecided = tuple(_undecided(reply, meant, scene, said) for reply, meant in unsure.values())
    return _Said(undecided, _lines(unit, reading, scene, said, stripped, asked), asked)


def _view(unit: Unit, reading: Understand, scene: Scene, guidance: Guidance | None, *, in_channel: bool) -> CaseView:
    case, rules, now = scene.case, scene.work.rules, scene.now
    known = (case, scene.playbook, scene.facts, rules)
    customer = scene.work.bundle.facts
    said = _said(unit, reading, scene, guidance, in_channel=in_channel)
    return CaseView(
        case=shown_case(case),
        brand=scene.brand,
        zone=rules.zone,
        playbook=scene.playbook.name,
        customer=masked_name(scene.name),
        customer_kind=customer.kind,
        customer_language=customer.language,
        customer_local_time=local(now, scene.zone).strftime(LOCAL_TIME),
        person_only=customer.person_only,
        contacts=tuple(_contact(contact, scene.addresses.get(contact.id)) for contact in customer.contacts),
        money_digest=money_digest(case),
        resolutions=tuple(kind for kind in ResolutionKind if kind in scene.playbook.resolutions),
        next=next_steps(*known, now),
        held=held_back(*known, now),
        steps=tuple(step_view(step, *known, scene.zone) for step in unfinished(case, scene.playbook)),
        undecided=said.undecided,
        lines=said.lines,
        happened=_happened(scene),
        payments=_payments(case),
        sayings=_sayings(scene),
        other_cases=_other_cases(scene),
        linked=tuple(one.ref for one in linked_to(case, scene.facts)),
        owner=owner.ref if (owner := other_owner(case, scene.facts)) is not None else "",
        staff=tuple(one for one in rules.staff.values() if works_for(one, case.client)),
        now=now,
        types=scene.types,
        urgent=is_urgent(case),
        deciders=_deciders(case, rules),
        desk_language=guidance.language(case.client) if guidance else "en",
        guide=guidance.guide(case) if guidance else None,
        asked=said.asked,
        last_decided=last_decided(case, scene.log),
    )


def _happened(scene: Scene) -> tuple[Happened, ...]:
    """The log in sentences, with the people's names."""
    currency, personal, names = scene.case.currency, personal_replies(scene.log), scene.staff_names
    return tuple(
        Happened(one.at, one.actor, shown_sentence(one, currency, personal, names))
        for one in scene.log
        if is_told(one.event)
    )


def _payments(case: Case) -> tuple[PaymentView, ...]:
    """Recorded by hand, and not taken back."""
    standing = (one for one in case.hand_payments if not one.taken_back)
    return tuple(PaymentView(one.id, one.minor_units, one.by, one.at) for one in standing)


def _other_cases(scene: Scene) -> tuple[str, ...]:
    """The references of the customer's other cases that are not closed."""
    others = (one for one in scene.work.cases.values() if one.id != scene.case.id)
    return tuple(one.ref for one in others if one.state is not CaseState.CLOSED)


def _deciders(case: Case, rules: Rules) -> tuple[str, ...] | None:
    able = deciders(case, rules)
    return None if able is None else tuple(person.name for person in able)


def _contact(contact: ContactFacts, address: Address | None) -> ContactView:
    return ContactView(
        id=contact.id,
        role=contact.role.value,
        language=contact.language,
        verified=contact.verified and not contact.shared,
        email=masked_email(address.email) if address else "",
        phone=masked_phone(address.phone) if address else "",
        reachable=tuple(sorted(contact.reachable)),
        suppressed=tuple(sorted(contact.suppressed)),
    )


def _read_again(unit: Unit, reading: Understand, scene: Scene) -> dict[str, tuple[StoredReply, Reading]]:
    """What waits for a person to decide, with what we believe that it means; by id, oldest first."""
    waiting = [reply.id for reply in scene.case.undecided]
    stored = unit.replies(waiting) if waiting else {}
    replies = [stored[name] for name in waiting if name in stored]
    return {reply.id: (reply, read_again(reading, reply, scene.work, reply.case_ids)) for reply in replies}


def _undecided(reply: StoredReply, meant: Reading, scene: Scene, said: conversation.Conversation) -> ReplyView:
    text = said.customers_words(meant.stripped_text or str(reply.payload.get("text", "")), reply.id, scene.log)
    digest, shown = reading_digest(reply.id, meant), shown_reading(meant)
    return ReplyView(reply.id, reply.received_at, reply.channel, reply.contact_id, text, shown, digest)


def _understood(unit: Unit, reading: Understand, scene: Scene, reply_id: str) -> UnderstoodView | None:
    """The last reply as it was understood; None where its words are not kept any more."""
    reply = unit.replies([reply_id]).get(reply_id)
    if reply is None or not reply.payload:
        return None
    said = conversation.Conversation(scene.name, scene.known_addresses, scene.staff_names, in_channel=False)
    meant = read_then(reading, reply, scene.work, scene.case, scene.log)
    return UnderstoodView(_undecided(reply, meant, scene, said), done_because(scene.case, scene.log, reply_id))


def _lines(
    unit: Unit,
    reading: Understand,
    scene: Scene,
    said: conversation.Conversation,
    stripped: dict[str, str],
    asked: Mapping[str, AskedWords],
) -> tuple[LineView, ...]:
    """The conversation of this case and the notes about it, oldest first. `stripped` are mails read already."""
    around = surroundings(scene.work, [scene.case.id])
    lines = unit.case_lines(scene.case.id, conversation.replies_of(scene.log), LINES)
    mails = [line.id for line in lines if conversation.may_quote(line) and line.id not in stripped]
    stored = unit.replies(mails) if mails else {}
    stripped = stripped | {name: read(reading, reply, around).stripped_text for name, reply in stored.items()}
    views = [said.line(line, stripped.get(line.id, ""), scene.case.id, scene.log) for line in lines]
    views += [said.note(note) for note in unit.notes_of_case(scene.case.id)]
    views += inquiry_lines(scene.case, scene.log, said.staff, asked)
    views += call_lines(scene.log, scene.work.rules.zone)
    return tuple(sorted(views, key=lambda view: (view.at, view.id))[-LINES:])


def _sayings(scene: Scene) -> tuple[SayingView, ...]:
    """What is queued and was written by a person: whoever sees it may still take it back."""
    queued = conversation.sayings_of(scene.log)
    live = {touch.key.cause for touch in scene.case.touches if touch.key.cause.startswith(SAY_CAUSE)}
    return tuple(
        SayingView(cause.removeprefix(SAY_CAUSE), by, at) for cause, (by, at) in queued.items() if cause in live
    )
