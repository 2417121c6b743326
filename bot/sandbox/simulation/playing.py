"""Plays a scenario: decisions, gate, merging and words of the running system, with a turned clock and no network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.app.foresight.prospect import Going, Happened, Prospect
from bot.app.inquiries import desk
from bot.app.inquiries.answering import person_of
from bot.app.inquiries.wording import words_of
from bot.app.letters import write_letter
from bot.app.messages import Rendered
from bot.app.records import Bundle, StoredReply
from bot.app.replying import hear
from bot.app.words import InquiryWords
from bot.app.work import CustomerWork
from bot.authored import shown
from bot.bootstrap import Application, build, inquiry_desk
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.case import Case, Inquiry
from bot.domain.commands import AnswerInquiry, OpenCase, SeePayment
from bot.domain.errors import Rejected
from bot.domain.facts import ContactFacts, CustomerFacts, PersonHistory, Spent
from bot.domain.playbook import ContactRole, Playbook
from bot.domain.reading import Reading
from bot.domain.reasons import parse_reason
from bot.domain.rules import Liveness
from bot.domain.vocabulary import CaseState, Channel
from bot.sandbox.clock import TurnedClock
from bot.sandbox.simulation.scenario import Act, Cue, Scenario
from bot.settings import Settings

CASE: Final = "simulated"
CUSTOMER: Final = "simulated-customer"
CONTACT: Final = "simulated-contact"
REFERENCE: Final = "SIM-1"
INVOICE: Final = "INV-2026-0117"
RUNNING: Final = (CaseState.OPEN, CaseState.WAITING)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that would go out, with its words."""

    at: datetime
    channel: Channel
    touch_class: str
    steps: tuple[str, ...]
    templates: tuple[str, ...]
    words: Rendered


@dataclass(frozen=True, slots=True)
class Heard:
    """What the customer wrote, and how it was read."""

    at: datetime
    channel: Channel
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Paid:
    at: datetime
    minor_units: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to somebody beside the customer, with its words."""

    at: datetime
    inquiry: Inquiry
    words: InquiryWords


Entry = Sent | Heard | Paid | Asked | Happened


@dataclass(frozen=True, slots=True)
class Simulation:
    """The timeline, oldest first; `rests` = only a person or the customer moves the case on from there."""

    scenario: Scenario
    playbook: Playbook
    entries: tuple[Entry, ...]
    case: Case
    rests: bool


def rehearse(config: Path, clock: TurnedClock) -> Application:
    """The application on a throw-away store in memory, every client live, whatever the environment says."""
    application = build(Settings(database_url="sqlite://"), config, clock=clock)
    live = {name: replace(rules, liveness=Liveness.LIVE) for name, rules in application.context.rules.items()}
    return replace(application, context=replace(application.context, rules=live, staff_posts=None))


def simulate(application: Application, clock: TurnedClock, scenario: Scenario, days: int) -> Simulation:
    """Play a scenario for so many days, or until it comes to rest. Raises Rejected for what cannot be played."""
    return _Play(application, clock, scenario).play(days)


class _Play:
    def __init__(self, application: Application, clock: TurnedClock, scenario: Scenario) -> None:
        self._application = application
        self._clock = clock
        self._scenario = scenario
        self._entries: list[Entry] = []
        self._inquiries = inquiry_desk(application)
        self._told = 0  # of the prospect's events
        self._gone = 0  # of its messages
        self._last_on = Channel.EMAIL

    def play(self, days: int) -> Simulation:
        scenario, context = self._scenario, self._application.context
        playbook = self._application.texts.playbooks.named(scenario.playbook, scenario.client)
        end = scenario.start + timedelta(days=days)
        with self._application.store.begin() as unit:
            self._prospect = Prospect(context, unit, _stranger(scenario), scenario.start)
            self._clock.turn_to(scenario.start)
            self._prospect.open(_opening(scenario, playbook), scenario.start, "simulation")
            self._prospect.run(scenario.start)
            self._note()
            for cue in scenario.cues:
                moment = scenario.moment(cue)
                if moment >= end:
                    raise Rejected(f"Day {cue.day} is not played: the simulation ends after {days} days.")
                self._until(moment)
                self._do(cue, moment)
            self._until(end, to_a_person=True)
            rests = self._prospect.next_moment(end) is None
        (case,) = self._prospect.bundle.cases
        return Simulation(scenario, playbook, tuple(self._entries), case, rests)

    def _until(self, moment: datetime, *, to_a_person: bool = False) -> None:
        """Let happen what is due before then; with nobody left to say anything only until a person has the case."""
        now = self._clock()
        while (due := self._prospect.next_moment(now)) is not None and due < moment:
            if to_a_person and self._prospect.bundle.cases[0].state not in RUNNING:
                return
            now = due
            self._clock.turn_to(now)
            self._prospect.run(now)
            self._note()

    def _do(self, cue: Cue, moment: datetime) -> None:
        self._clock.turn_to(moment)
        (case,) = self._prospect.bundle.cases
        match cue.act:
            case Act.PAYS:
                self._pay(cue, case, moment)
            case Act.ANSWERS:
                self._answer(cue, case, moment)
            case Act.SAYS:
                self._prospect.customer_wrote(moment, self._last_on, lambda work: self._hear(cue, work, moment))
        self._prospect.run(moment)
        self._note()

    def _pay(self, cue: Cue, case: Case, moment: datetime) -> None:
        if case.state is CaseState.CLOSED:
            raise Rejected(f"The case is closed by day {cue.day}: nothing is owed any more.")
        self._entries.append(Paid(moment, cue.minor_units))
        day = local(moment, self._scenario.zone).date()
        payment = SeePayment(f"paid-{len(self._entries)}", cue.minor_units, day, "simulation")
        self._prospect.tell(CASE, payment, moment, "import:simulation")

    def _answer(self, cue: Cue, case: Case, moment: datetime) -> None:
        """Whoever was asked first and has not answered yet."""
        asked = next((one for one in case.inquiries if one.open), None)
        if asked is None:
            raise Rejected(f"Nobody is asked anything by day {cue.day}: an answer needs a question.")
        answer = cue.text.lower().replace(" ", "_")
        if answer not in asked.offers:
            offers = ", ".join(offer.replace("_", " ") for offer in asked.offers)
            raise Rejected(f"{shown(cue.text)} is no answer to “{asked.template}”, which offers: {offers}.")
        by = person_of(asked)
        self._prospect.tell(CASE, AnswerInquiry(asked.id, answer, by), moment, by)

    def _hear(self, cue: Cue, work: CustomerWork, moment: datetime) -> None:
        reply = StoredReply(
            id=f"reply-{cue.day}-{cue.at:%H%M}-{len(self._entries)}",
            provider="simulation",
            channel=self._last_on,
            received_at=moment,
            payload={"text": cue.text},
            candidates=(CUSTOMER,),
            case_ids=(CASE,),
            contact_id=CONTACT,
            text_digest="",
        )
        reading = hear(work, self._application.understand, reply, alone=True)
        self._entries.append(Heard(moment, self._last_on, cue.text, reading))

    def _note(self) -> None:
        """Put what has happened since into the timeline: what was decided, then what went out."""
        prospect = self._prospect
        happened, going = prospect.happened[self._told :], prospect.going[self._gone :]
        self._told, self._gone = len(prospect.happened), len(prospect.going)
        for each in happened:
            self._entries.append(each)
            if isinstance(each.event, e.InquiryMade):
                self._entries.append(self._asked(each.event.inquiry, each.at))
        for one in going:
            self._last_on = one.message.channel
            self._entries.append(self._sent(one))

    def _asked(self, inquiry: Inquiry, at: datetime) -> Asked:
        (case,) = self._prospect.bundle.cases
        looked_at = desk.Asked(self._prospect.work(at), case, inquiry, self._scenario.playbook, at)
        return Asked(at, inquiry, words_of(self._inquiries, looked_at))

    def _sent(self, going: Going) -> Sent:
        message = going.message
        letter = write_letter(
            self._application.desk, going.work, message, going.touches, self._scenario.person.name, going.at
        )
        words = self._application.desk.composer.compose(letter).rendered
        steps = tuple(touch.step for touch in going.touches)
        templates = tuple(touch.template for touch in going.touches)
        return Sent(going.at, message.channel, message.touch_class.value, steps, templates, words)


def _stranger(scenario: Scenario) -> Bundle:
    """The customer before anything was sent to them, of a client whose ledger is up to date."""
    person = scenario.person
    contact = ContactFacts(
        CONTACT, ContactRole.MAIN, person.language, (scenario.zone,), True, person.channels, frozenset()
    )
    facts = CustomerFacts(CUSTOMER, "C-1", person.kind, person.language, person.country, "", scenario.zone, (contact,))
    covered = scenario.start.date()
    return Bundle(
        CUSTOMER,
        scenario.client,
        facts,
        (),
        PersonHistory(),
        Spent(),
        (),
        covered,
        (),
        released=True,
        ramp_used=0,
        imports={},
    )


def _opening(scenario: Scenario, playbook: Playbook) -> OpenCase:
    (case_type, *_) = playbook.case_types or (None,)
    if case_type is None:
        raise Rejected(f"The playbook '{playbook.name}' is for no case type.")
    stage, code = parse_reason(scenario.reason) if scenario.reason else (None, "")
    return OpenCase(
        case_id=CASE,
        ref=REFERENCE,
        client=scenario.client,
        customer_id=CUSTOMER,
        case_type=case_type,
        owes=playbook.owes,
        currency=scenario.currency,
        expected=scenario.expected,
        paid=scenario.paid,
        disputed=scenario.disputed,
        invoice=INVOICE,
        due_on=scenario.due_on,
        respond_by=scenario.respond_by,
        source="simulation",
        reason=code,
        stage=stage,
    )
