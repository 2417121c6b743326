"""Whatever is done in whatever order: no undefined state, no forbidden chase, nothing twice, nothing without an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import fold
from bot.domain.calendar import add_business_days, local
from bot.domain.case import PERSON_HAS_IT, StepFate, TouchKey, UndecidedReply, WaitReason
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.errors import Rejected
from bot.domain.facts import Pause, UnappliedReceipt
from bot.domain.playbook import Anchor, Inquire, Playbook, Propose, Reaction, Resume
from bot.domain.proposals import money_digest
from bot.domain.reading import ReadDate
from bot.domain.timing import blocked
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    DateRole,
    FailureClass,
    Flag,
    HoldKind,
    InquiryState,
    Intent,
    Outcome,
    Owes,
    Party,
    ProposalState,
    ReceiptKind,
    ResolutionKind,
    Role,
    RootCause,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.world import World

NAMES = ("C1", "C2", "C3")
CHANNELS = st.sampled_from([Channel.EMAIL, Channel.SMS])
AMOUNTS = st.integers(1, 12_000)
ACTORS = st.sampled_from([kit.ANN, kit.ABE, kit.AMY, kit.SUE, kit.ZOE, kit.AUD, kit.BOB, kit.BOB_CHECKS])
OPENINGS = st.sampled_from([Owes.THEY, Owes.THEY, Owes.THEY, Owes.OPEN, Owes.WE, Owes.EITHER])
FAILING = st.sampled_from([*[None] * 12, *FailureClass])
FLAGS = st.sampled_from([*[()] * 12, *((flag,) for flag in Flag)])
LATE = st.integers(-5, 25)  # days between the due day and opening
LIVE_PROPOSAL = (ProposalState.PROPOSED, ProposalState.APPROVED, ProposalState.CARRIED_OUT)


@st.composite
def readings(draw: Any, today: date) -> Any:
    intents = draw(st.lists(st.sampled_from(list(Intent)), max_size=2, unique=True))
    flags = draw(FLAGS)
    day = today + timedelta(days=draw(st.integers(-3, 20)))
    return kit.reading(
        *intents,
        decided=draw(st.sampled_from([True, True, True, False])),
        flags=flags,
        automatic=draw(st.sampled_from([False, False, False, True])),
        dates=(ReadDate(day, DateRole.WILL_PAY_ON, (0, 1)),) if draw(st.booleans()) else (),
        amounts=(kit.amount(draw(AMOUNTS)),) if draw(st.booleans()) else (),
        references=(kit.reference(),) if draw(st.booleans()) else (),
    )


def asking(playbook: Playbook, *, waits: bool = True) -> Playbook:
    """The same playbook with questions to others: a step of its own, and one more when the customer disputes."""
    ask = Inquire(
        Party.CLIENT,
        "ask/client",
        kit.business_days(2),
        {
            "right": Reaction((Resume(kit.days(1)),)),
            "wrong": Reaction((Propose(ResolutionKind.CREDIT_NOTE),)),
            "nothing": Reaction(()),
        },
        Reaction((kit.hold_for(),)) if waits else Reaction(()),
        waits=waits,
    )
    dispute = playbook.reactions[Intent.DISPUTE].actions
    steps = (kit.step("ask", ask, kit.hours(0), Anchor.OPENED), *playbook.steps)
    return replace(playbook, steps=steps, reactions={**playbook.reactions, Intent.DISPUTE: Reaction((*dispute, ask))})


class Asked:
    """Follows the escalations of one case through its log."""

    def __init__(self) -> None:
        self.seen = 0
        self.closed = False
        self.live: Escalation | None = None
        self.raised: set[str] = set()
        self.once: list[EscalationReason] = []
        self.pings: list[e.EscalationPinged] = []

    def see(self, event: e.Event) -> None:
        self.seen += 1
        match event:
            case e.CaseClosed():
                self.closed = True
            case e.CaseReopened():
                self.closed = False
            case e.EscalationRaised(escalation=raised):
                assert self.live is None, "two are live at a time"
                assert not self.closed
                assert raised.id not in self.raised
                self.raised.add(raised.id)
                self.live, self.pings = raised, []
                if raised.reason in (EscalationReason.HIGH_VALUE, EscalationReason.REPEAT_ISSUE):
                    assert raised.reason not in self.once
                    self.once.append(raised.reason)
            case e.EscalationPinged():
                self._ping(event)
            case e.EscalationAcknowledged():
                assert self._current(event.escalation_id).acknowledged_at is None
                self.live = replace(self.live, acknowledged_by=event.by, acknowledged_at=event.at, next_at=None)
            case e.EscalationEnded():
                self._current(event.escalation_id)
                self.live = None

    def _current(self, escalation_id: str) -> Escalation:
        assert self.live is not None
        assert self.live.id == escalation_id
        return self.live

    def _ping(self, ping: e.EscalationPinged) -> None:
        live = self._current(ping.escalation_id)
        chain = live.chain  # as it was frozen when it began
        assert not self.closed
        assert live.acknowledged_at is None
        assert ping.next_at is None or ping.next_at > ping.at >= live.raised_at
        assert not self.pings or self.pings[-1].at < ping.at
        assert (chain.levels[ping.level].role, chain.levels[ping.level].by) == (ping.role, ping.by)
        self.pings.append(ping)
        assert len(self.pings) <= len(chain.levels) + chain.repeats
        self.live = replace(live, level=ping.level, repeated=ping.repeated, next_at=ping.next_at)


class AnyCommands(RuleBasedStateMachine):
    """One person, two clients, three cases; everything that may happen, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(
            playbooks={Owes.THEY: asking(kit.they_owe()), Owes.OPEN: asking(kit.open_question(), waits=False)},
            rules={
                "acme": kit.rules(escalations=kit.escalations(repeat_cases=2, high_value={"USD": 11_000})),
                "other": kit.rules(client="other", chase_undisputed_rest=True),
            },
            known={"acme": kit.facts(), "other": kit.facts(who={"id": "k2"})},
        )
        self.failing: FailureClass | None = None
        self.world.fails = lambda _: self.failing
        self.checked = 0
        self.asked: dict[str, Asked] = {}
        self.closed_media: set[Channel] = set()
        self.numbers = 0

    # --- helpers ---

    def try_(self, command: c.Command, case_id: str) -> None:
        """Only an expected refusal may be raised; then nothing has happened."""
        before = self.world.cases[case_id]
        refusal = None
        try:
            self.world.do(command, case_id)
        except Rejected as rejected:
            refusal = str(rejected)
        if refusal is not None:
            note(refusal)
            assert refusal.endswith("."), "a refusal is a sentence"
            assert self.world.cases[case_id] == before

    def fresh(self, prefix: str) -> str:
        self.numbers += 1
        return f"{prefix}{self.numbers}"

    @property
    def opened(self) -> list[str]:
        return sorted(self.world.cases)

    # --- what may happen ---

    @initialize(owes=OPENINGS, late=LATE, disputed=st.sampled_from([0, 0, 3_000]))
    def open_first(self, owes: Owes, late: int, disputed: int) -> None:
        self._open("C1", "acme", owes, late, disputed)

    @precondition(lambda self: len(self.world.cases) < len(NAMES))
    @rule(client=st.sampled_from(["acme", "other"]), owes=OPENINGS, late=LATE, disputed=st.sampled_from([0, 3_000]))
    def open_more(self, client: str, owes: Owes, late: int, disputed: int) -> None:
        self._open(NAMES[len(self.world.cases)], client, owes, late, disputed)

    def _open(self, name: str, client: str, owes: Owes, late: int, disputed: int) -> None:
        today = local(self.world.now, kit.NEW_YORK).date()
        paid = 15_000 if owes is Owes.WE else 0
        customer = "k1" if client == "acme" else "k2"
        due = today - timedelta(days=late)
        self.world.open(
            kit.opening(
                name,
                client=client,
                customer_id=customer,
                owes=owes,
                paid=paid,
                disputed=disputed,
                due_on=due,
                respond_by=today + timedelta(days=12),
            )
        )

    @rule(hours=st.sampled_from([1, 7, 24, 72, 200, 700]))
    def time_passes(self, hours: int) -> None:
        self.world.run(timedelta(hours=hours))

    @rule(hours=st.sampled_from([24, 120, 1000]))
    def nothing_runs_for_a_while(self, hours: int) -> None:
        self.world.down = True
        self.world.run(timedelta(hours=hours))
        self.world.down = False

    @rule(data=st.data(), channel=CHANNELS)
    def the_customer_writes(self, data: Any, channel: Channel) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        reading = data.draw(readings(local(self.world.now, kit.NEW_YORK).date()))
        self.world.reply(reading, case_id, channel)
        if not reading.automatic:
            if reading.has(Intent.OPT_OUT):
                self.closed_media.add(channel)
            elif reading.has(Intent.OPT_IN) and reading.decided:
                self.closed_media.discard(channel)

    @rule(data=st.data(), minor=AMOUNTS, all_of_it=st.booleans())
    def a_payment_comes_in(self, data: Any, minor: int, all_of_it: bool) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        gap = self.world.cases[case_id].gap
        self.try_(c.SeePayment(self.fresh("p"), gap if all_of_it and gap > 0 else minor), case_id)

    @rule(data=st.data(), minor=AMOUNTS)
    def a_payment_is_undone(self, data: Any, minor: int) -> None:
        self.try_(c.UndoPayment(self.fresh("u"), minor), data.draw(st.sampled_from(self.opened)))

    @rule(data=st.data(), expected=AMOUNTS, disputed=st.sampled_from([0, 500]))
    def the_ledger_is_corrected(self, data: Any, expected: int, disputed: int) -> None:
        self.try_(c.ReviseAmounts(expected, disputed), data.draw(st.sampled_from(self.opened)))

    @rule(failing=FAILING)
    def the_provider_changes_its_mind(self, failing: FailureClass | None) -> None:
        self.failing = failing

    @precondition(lambda self: self.world.sent)
    @rule(data=st.data(), kind=st.sampled_from(list(ReceiptKind)), failure=st.sampled_from([None, *FailureClass]))
    def a_receipt_comes(self, data: Any, kind: ReceiptKind, failure: FailureClass | None) -> None:
        sent = data.draw(st.sampled_from(self.world.sent))
        self.try_(c.RecordReceipt(sent.touch.key, "m", sent.touch.channel, kind, failure), sent.case_id)

    @precondition(lambda self: self.world.keys)
    @rule(data=st.data(), failed=st.booleans())
    def a_late_word_about_a_touch(self, data: Any, failed: bool) -> None:
        """A call that was under way when its touch was cancelled ends all the same."""
        case_id, key = data.draw(st.sampled_from(sorted(self.world.keys)))
        if any(touch.key == key for touch in self.world.cases[case_id].touches):
            return
        if failed:
            self.try_(c.RecordFailure(key, "m", FailureClass.TEMPORARY), case_id)
        else:
            self.try_(c.RecordHandOver(key, "m"), case_id)

    @rule(on=st.booleans())
    def the_stop_button(self, on: bool) -> None:
        for client in self.world.known:
            self.world.change(client, pauses=(Pause("deployment"),) if on else ())

    @rule(covers=st.booleans())
    def a_receipt_lies_in_suspense(self, covers: bool) -> None:
        self.world.change(unapplied=(UnappliedReceipt("USD", 10_000, "R1"),) if covers else ())

    @rule(data=st.data(), days=st.integers(0, 16))
    def the_customer_promises(self, data: Any, days: int) -> None:
        day = local(self.world.now, kit.NEW_YORK).date() + timedelta(days=days)
        self.world.reply(kit.will_pay(day), data.draw(st.sampled_from(self.opened)))

    @rule(data=st.data())
    def a_supervisor_releases(self, data: Any) -> None:
        self.try_(c.ReleaseHold(kit.SUE), data.draw(st.sampled_from(self.opened)))

    @rule(data=st.data(), minor=st.integers(1, 60_000), days=st.sampled_from([0, 1, 3, 9]))
    def a_resolution_takes_its_way(self, data: Any, minor: int, days: int) -> None:
        """Proposed, approved, carried out, confirmed, with time between."""
        case_id, name = data.draw(st.sampled_from(self.opened)), self.fresh("P")
        kind = data.draw(st.sampled_from(list(ResolutionKind)))
        self.try_(c.ProposeResolution(kit.ANN, name, kind, minor), case_id)
        for approver in (kit.SUE, kit.ABE):
            self.world.run(timedelta(days=days))
            self.try_(c.ApproveProposal(approver, name, money_digest(self.world.cases[case_id])), case_id)
        self.try_(c.CarryOut(kit.BOB, name, "ERP-1"), case_id)
        self.world.run(timedelta(days=days))
        if data.draw(st.booleans()):
            self.try_(c.ConfirmExecution(name, "import"), case_id)

    @rule(data=st.data(), actor=ACTORS, kind=st.sampled_from(list(ResolutionKind)), minor=AMOUNTS, new=st.booleans())
    def staff_proposes(self, data: Any, actor: c.Actor, kind: ResolutionKind, minor: int, new: bool) -> None:
        command = c.ProposeResolution(actor, self.fresh("P"), kind, minor, new)
        self.try_(command, data.draw(st.sampled_from(self.opened)))

    @rule(data=st.data(), actor=ACTORS, stale=st.sampled_from([False, False, True]))
    def staff_approves(self, data: Any, actor: c.Actor, stale: bool) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        case = self.world.cases[case_id]
        if case.proposals:
            proposal = data.draw(st.sampled_from(case.proposals))
            self.try_(c.ApproveProposal(actor, proposal.id, "stale" if stale else money_digest(case)), case_id)

    @rule(data=st.data(), actor=ACTORS, what=st.sampled_from(["reject", "withdraw", "carry_out", "confirm"]))
    def staff_ends_a_proposal(self, data: Any, actor: c.Actor, what: str) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        case = self.world.cases[case_id]
        if not case.proposals:
            return
        proposal = data.draw(st.sampled_from(case.proposals))
        commands: dict[str, c.Command] = {
            "reject": c.RejectProposal(actor, proposal.id),
            "withdraw": c.WithdrawProposal(actor, proposal.id),
            "carry_out": c.CarryOut(actor, proposal.id, "ERP-1"),
            "confirm": c.ConfirmExecution(proposal.id, "import"),
        }
        self.try_(commands[what], case_id)

    @rule(data=st.data(), actor=ACTORS, what=st.integers(0, 9), hours=st.sampled_from([-1, 5, 100]))
    def staff_acts(self, data: Any, actor: c.Actor, what: int, hours: int) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        later = self.world.now + timedelta(hours=hours)
        owes = data.draw(OPENINGS)
        commands: list[c.Command] = [
            c.HoldCase(actor, data.draw(st.sampled_from(list(HoldKind))), later),
            c.ReleaseHold(actor),
            c.SnoozeCase(actor, later),
            c.AssignCase(actor, data.draw(st.sampled_from(["ann", "zoe", "nobody"]))),
            c.EscalateCase(actor, data.draw(st.sampled_from(list(Role))), later),
            c.CloseCase(actor, data.draw(st.sampled_from(list(Outcome))), RootCause.UNKNOWN),
            c.ReopenCase(actor),
            c.RetypeCase(actor, CaseType.INVOICE_MISMATCH, owes, f"digest-{owes.value}"),
            c.LogCall(actor, self.fresh("call"), reached=True),
            c.WithdrawCase("import"),
        ]
        self.try_(commands[what], case_id)

    @rule(data=st.data(), actor=ACTORS)
    def a_person_decides_what_a_reply_means(self, data: Any, actor: c.Actor) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        waiting = [reply.id for reply in self.world.cases[case_id].undecided]
        reply = data.draw(st.sampled_from([*waiting, "another"]))
        channel = data.draw(CHANNELS)
        reading = data.draw(readings(local(self.world.now, kit.NEW_YORK).date()))
        self.try_(c.DecideReply(actor, reply, channel, reading, "c1"), case_id)
        if reading.has(Intent.OPT_OUT):
            self.closed_media.add(channel)

    @rule(data=st.data(), actor=ACTORS, channel=CHANNELS)
    def a_person_says_that_a_reply_was_misread(self, data: Any, actor: c.Actor, channel: Channel) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        readings_of = readings(local(self.world.now, kit.NEW_YORK).date())
        before, reading = data.draw(readings_of), data.draw(readings_of)
        told = tuple(read.intent for read in before.intents)
        queued = (event for event in self.world.log[case_id] if isinstance(event, e.TouchQueued))
        answers = tuple(event.key.cause for event in queued if event.answers == "r1")
        taken = UndecidedReply("r1", channel, self.world.now, told, before.flags, answers)
        self.try_(c.DecideReply(actor, "r1", channel, reading, "c1", taken_for=taken), case_id)

    @rule(data=st.data(), actor=ACTORS, channel=CHANNELS, minutes=st.sampled_from([0, 1, 600]))
    def a_person_writes(self, data: Any, actor: c.Actor, channel: Channel, minutes: int) -> None:
        case_id, name = data.draw(st.sampled_from(self.opened)), self.fresh("s")
        at = self.world.now + timedelta(minutes=minutes)
        contact = data.draw(st.sampled_from(["c1", "c1", "c1", "nobody"]))
        self.try_(c.SayByHand(actor, name, channel, contact, at), case_id)
        if data.draw(st.booleans()):
            self.world.run(timedelta(minutes=data.draw(st.sampled_from([0, 5]))))
            self.try_(c.TakeBackSaying(actor, name), case_id)

    @rule(data=st.data(), actor=ACTORS, channel=CHANNELS, verified=st.booleans())
    def a_person_corrects_a_contact(self, data: Any, actor: c.Actor, channel: Channel, verified: bool) -> None:
        self.try_(c.CorrectContact(actor, "c1", channel, verified), data.draw(st.sampled_from(self.opened)))

    @rule(data=st.data(), actor=ACTORS, minor=st.integers(0, 12_000), back=st.booleans())
    def a_person_records_a_payment(self, data: Any, actor: c.Actor, minor: int, back: bool) -> None:
        case_id, name = data.draw(st.sampled_from(self.opened)), self.fresh("h")
        before = self.world.cases[case_id]
        self.try_(c.RecordPayment(actor, name, minor, None, "BANK-1"), case_id)
        if back:
            self.try_(c.TakeBackPayment(actor, name), case_id)
            self.try_(c.TakeBackPayment(actor, name), case_id)
            assert self.world.cases[case_id].paid == before.paid, "taken back once, whatever else"

    @rule(data=st.data(), actor=ACTORS, hours=st.sampled_from([-5, 0, 3, 100, 2_000]), skip=st.booleans())
    def a_person_moves_or_skips_a_step(self, data: Any, actor: c.Actor, hours: int, skip: bool) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        steps = [step.id for step in self.world.playbooks[self.world.cases[case_id].owes].steps]
        step = data.draw(st.sampled_from([*steps, "no_such_step"]))
        if skip:
            self.try_(c.SkipStep(actor, step), case_id)
        else:
            self.try_(c.ShiftStep(actor, step, self.world.now + timedelta(hours=hours)), case_id)

    @rule(data=st.data(), actor=ACTORS, stale=st.sampled_from([False, False, False, True]))
    def staff_takes_an_escalation(self, data: Any, actor: c.Actor, stale: bool) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        live = self.world.cases[case_id].escalation
        if live is not None:
            self.try_(c.AcknowledgeEscalation(actor, "stale" if stale else live.id), case_id)

    @rule(data=st.data(), actor=st.none() | ACTORS, answer=st.sampled_from(["right", "wrong", "nothing", "else"]))
    def somebody_answers_an_inquiry(self, data: Any, actor: c.Actor | None, answer: str) -> None:
        case_id = data.draw(st.sampled_from(self.opened))
        inquiries = [inquiry.id for inquiry in self.world.cases[case_id].inquiries]
        inquiry = data.draw(st.sampled_from([*inquiries, "another"]))
        self.try_(c.AnswerInquiry(inquiry, answer, "billing", actor), case_id)

    @rule(data=st.data(), actor=ACTORS)
    def a_person_has_the_evidence(self, data: Any, actor: c.Actor) -> None:
        self.try_(c.RecordEvidence(actor), data.draw(st.sampled_from(self.opened)))

    # --- what always holds ---

    @invariant()
    def a_case_waits_for_those_it_asked_and_is_never_forgotten_by_them(self) -> None:
        for case in self.world.cases.values():
            asked = [inquiry for inquiry in case.inquiries if inquiry.state is InquiryState.ASKED]
            assert len({inquiry.id for inquiry in case.inquiries}) == len(case.inquiries)
            if case.state is CaseState.CLOSED:
                assert not any(inquiry.open for inquiry in case.inquiries)
            elif asked:
                at = self.world.next_at(case.id)
                assert at is not None
                assert at <= min(inquiry.due_at for inquiry in asked)
            if case.state is CaseState.OPEN:
                assert not any(inquiry.waits for inquiry in asked)
            if case.wait is not None and case.wait.reason is WaitReason.INQUIRY:
                assert any(inquiry.waits for inquiry in asked)

    @invariant()
    def replaying_the_events_gives_the_stored_case(self) -> None:
        for case_id, events in self.world.log.items():
            assert fold(events) == self.world.cases[case_id]

    @invariant()
    def the_state_is_one_of_the_closed_list_and_fits_the_case(self) -> None:
        for case in self.world.cases.values():
            live = [p.state for p in case.proposals if p.state in LIVE_PROPOSAL]
            assert len(live) <= 1
            expected = {
                CaseState.CLOSED: case.closed_at is not None,
                CaseState.HELD: case.closed_at is None and case.hold is not None,
                CaseState.DECIDING: not (case.closed_at or case.hold) and live == [ProposalState.PROPOSED],
                CaseState.EXECUTING: not (case.closed_at or case.hold)
                and live in ([ProposalState.APPROVED], [ProposalState.CARRIED_OUT]),
                CaseState.WAITING: not (case.closed_at or case.hold or live) and case.wait is not None,
                CaseState.OPEN: not (case.closed_at or case.hold or live or case.wait),
            }
            assert [state for state, holds in expected.items() if holds] == [case.state]

    @invariant()
    def a_closed_case_has_an_outcome_and_nothing_that_asks_for_money(self) -> None:
        for case in self.world.cases.values():
            assert (case.outcome is None) == (case.root_cause is None) == (case.closed_at is None)
            if case.state is CaseState.CLOSED:
                assert (case.hold, case.wait, case.promise, case.planned) == (None, None, None, None)
                assert not [touch for touch in case.touches if touch.touch_class is TouchClass.CHASE]
                assert not [p for p in case.proposals if p.state in LIVE_PROPOSAL[:2]]
                assert case.escalation is None

    @invariant()
    def nobody_is_told_twice_on_one_day_that_a_person_has_it(self) -> None:
        told = [
            (sent.case_id, add_business_days(local(sent.at, kit.NEW_YORK).date(), 0, ()))
            for sent in self.world.sent
            if sent.touch.template == PERSON_HAS_IT
        ]
        assert len(told) == len(set(told))
        for sent in self.world.sent:
            if sent.touch.template == PERSON_HAS_IT:
                assert sent.touch.touch_class is TouchClass.RESPONSE
                assert sent.touch.channel not in sent.facts.customer.contacts[0].suppressed

    @invariant()
    def a_promise_and_its_wait_go_together(self) -> None:
        for case in self.world.cases.values():
            promised = case.wait is not None and case.wait.reason is WaitReason.PROMISE
            assert promised == (case.promise is not None)

    @invariant()
    def every_hold_has_a_deadline_and_time_moves_it(self) -> None:
        for case in self.world.cases.values():
            if case.hold is not None:
                assert case.hold.deadline >= case.hold.since
                assert self.world.next_at(case.id) is not None

    @invariant()
    def nothing_is_forgotten(self) -> None:
        """A case that is not closed has a next time, a touch under way, or waits for what lifts a refusal."""
        for case in self.world.cases.values():
            if case.state is not CaseState.CLOSED:
                held_back = blocked(case, self.world.playbooks[case.owes])
                assert self.world.next_at(case.id) is not None or case.touches or held_back is not None

    @invariant()
    def touches_in_the_case_are_those_in_the_outbox(self) -> None:
        live = {(case.id, touch.key) for case in self.world.cases.values() for touch in case.touches}
        waiting = {(case_id, touch.key) for message in self.world.outbox for case_id, touch in message.touches}
        assert live == waiting
        for case in self.world.cases.values():
            queued = {record.step for record in case.steps if record.fate is StepFate.QUEUED}
            assert queued == {touch.step for touch in case.touches if touch.step}

    @invariant()
    def no_chase_went_out_that_must_not(self) -> None:
        for sent in self.world.sent[self.checked :]:
            if sent.touch.touch_class is TouchClass.CHASE:
                self._check_chase(sent)
        self.checked = len(self.world.sent)

    def _check_chase(self, sent: Any) -> None:
        case, customer = sent.case, sent.facts.customer
        contact = next(k for k in customer.contacts if k.id == sent.touch.contact_id)
        assert case.state is CaseState.OPEN or case.promise is not None
        assert case.owes is not Owes.WE
        assert min(case.gap, case.chaseable_minor) > 0
        assert not case.disputed or self.world.rules[case.client].chase_undisputed_rest
        assert not customer.person_only
        assert sent.touch.channel in contact.reachable
        assert sent.touch.channel not in contact.suppressed
        assert not sent.facts.pauses
        assert case.chaseable_minor not in {receipt.minor_units for receipt in sent.facts.unapplied}

    @invariant()
    def the_caps_hold_over_all_cases_and_clients(self) -> None:
        chases = self.world.history.chases
        per_day: dict[date, int] = {}
        for at in chases:
            day = local(at, kit.NEW_YORK).date()
            per_day[day] = per_day.get(day, 0) + 1
            assert sum(at - timedelta(days=7) < other <= at for other in chases) <= 3
            assert 8 <= local(at, kit.NEW_YORK).hour < 21
        assert all(count == 1 for count in per_day.values())

    @invariant()
    def the_tone_never_falls_within_a_ladder(self) -> None:
        for case_id, events in self.world.log.items():
            tones: dict[TouchKey, int] = {}
            firmest = 0
            for event in events:
                match event:
                    case e.CaseReopened() | e.CaseRetyped():
                        firmest = 0
                        tones.clear()  # a late word about the ladder before does not count
                    case e.TouchQueued(touch_class=TouchClass.CHASE) if event.step:
                        assert event.tone >= firmest, f"{case_id} was chased more softly than before"
                        tones[event.key] = event.tone
                    case e.TouchSent():
                        firmest = max(firmest, tones.get(event.key, 0))

    @invariant()
    def pings_go_only_to_those_who_are_still_asked(self) -> None:
        """Never of a closed case, after somebody took it, twice at one moment, or more often than the chain says."""
        for case_id, events in self.world.log.items():
            asked = self.asked.setdefault(case_id, Asked())
            for event in events[asked.seen :]:
                asked.see(event)
            assert asked.live == self.world.cases[case_id].escalation
            if asked.live is not None and asked.live.next_at is not None:
                assert self.world.next_at(case_id) is not None

    @invariant()
    def work_stays_in_proportion_to_what_happens(self) -> None:
        assert self.world.turns < 20_000

    def teardown(self) -> None:
        """Silence ends with a person or with the end of the case, also while everything is held back."""
        world = self.world
        self.failing = None
        world.run(timedelta(days=250))
        for case in world.cases.values():
            assert case.state not in (CaseState.OPEN, CaseState.WAITING), f"silence without an end: {case}"
            if case.state is CaseState.DECIDING:
                assert case.hold is not None
        self.no_chase_went_out_that_must_not()
        self.the_caps_hold_over_all_cases_and_clients()


TestAnyCommands = AnyCommands.TestCase
TestAnyCommands.settings = settings(kit.QUICK, max_examples=150, stateful_step_count=40)
