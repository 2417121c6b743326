"""The one gate that every touch passes twice: when it is planned and when it is handed over.

A rule answers with a refusal (its id, a sentence, when it lifts) or with nothing. docs/rules.md has the sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import DAY, at_local, last_business_day_before, local
from bot.domain.case import TELLS_OF_PERSON, Case
from bot.domain.facts import ContactFacts, Facts
from bot.domain.linked import other_owner, owed_to_customer, silenced_by
from bot.domain.money import exponent
from bot.domain.receipts import fitting
from bot.domain.rules import Liveness, Rule, Rules
from bot.domain.vocabulary import CaseState, Channel, TouchClass
from bot.domain.windows import opens_everywhere

WEEK = timedelta(days=7)
# How often a planned time may be moved before the touch is given to a person as unplannable.
MAX_MOVES = 40
OPT_OUT_CONFIRMATION = "common/opt_out_confirmed"
HUNDREDTHS = 2


@dataclass(frozen=True, slots=True)
class TouchAtGate:
    touch_class: TouchClass
    channel: Channel
    contact_id: str
    template: str
    playbook: str  # name
    answers: str = ""  # inbox id
    for_promise: bool = False  # the reminder of a promise, while the case waits for it


@dataclass(frozen=True, slots=True)
class Refusal:
    rule: Rule
    sentence: str
    lifts_at: datetime | None
    lifts_when: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`at` is when the touch may go out; None = only an event lifts it. `why` are the refusals that moved it."""

    at: datetime | None
    why: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _View:
    touch: TouchAtGate
    case: Case
    facts: Facts
    rules: Rules
    contact: ContactFacts | None
    now: datetime  # the moment that is weighed
    known_at: datetime  # the moment of the facts: of what may change by itself until `now`, nothing is known

    @property
    def chase(self) -> bool:
        return self.touch.touch_class is TouchClass.CHASE


def evaluate(
    touch: TouchAtGate, case: Case, facts: Facts, rules: Rules, now: datetime, known_at: datetime | None = None
) -> tuple[Refusal, ...]:
    """All refusals of this touch at this moment; empty = it may go out. The facts are as of `known_at`, else of now."""
    contact = next((c for c in facts.customer.contacts if c.id == touch.contact_id), None)
    view = _View(touch, case, facts, rules, contact, now, known_at or now)
    checks = _STAFF_CHECKS if touch.touch_class is TouchClass.STAFF else _CHECKS
    return tuple(refusal for check in checks if (refusal := check(view)) is not None)


def evaluate_inquiry(
    template: str, playbook: str, case: Case, facts: Facts, rules: Rules, now: datetime
) -> Refusal | None:
    """What holds back an e-mail to the client's people, its bank or its gateway: the stop button and LIVE-LIST.

    The rules of contact are the customer's; nobody of those is one.
    """
    touch = TouchAtGate(TouchClass.STAFF, Channel.EMAIL, "", template, playbook)
    view = _View(touch, case, facts, rules, None, now, now)
    return _paused(view) or _live_list(view)


def plan(touch: TouchAtGate, case: Case, facts: Facts, rules: Rules, start: datetime) -> Verdict:
    """The first moment, not before `start`, at which the gate lets the touch pass. Only ever moves it later."""
    moment = start
    why: tuple[Refusal, ...] = ()
    for _ in range(MAX_MOVES):
        refusals = evaluate(touch, case, facts, rules, moment, start)
        if not refusals:
            return Verdict(moment, why)
        why = why or refusals
        lifts = [refusal.lifts_at for refusal in refusals]
        if None in lifts:
            return Verdict(None, tuple(r for r in refusals if r.lifts_at is None))
        later = max(lift for lift in lifts if lift is not None)
        if later <= moment:
            break
        moment = later
    return Verdict(None, why)


def contact_zones(contact: ContactFacts | None, facts: Facts) -> tuple[str, ...]:
    """Candidate zones: those of the address united with those of the phone number, and the customer's own."""
    own = (facts.customer.zone,) if facts.customer.zone else ()
    return tuple(dict.fromkeys((*own, *(contact.zones if contact else ()))))


def customer_zone(facts: Facts, rules: Rules) -> str:
    """The zone in which the customer's days are counted."""
    if facts.customer.zone:
        return facts.customer.zone
    zones = facts.customer.contacts[0].zones if facts.customer.contacts else ()
    return zones[0] if len(zones) == 1 else rules.zone


# --- the rules -------------------------------------------------------------------------------------------------


def _paused(view: _View) -> Refusal | None:
    touch = view.touch
    names = {
        "deployment": "",
        "client": view.case.client,
        "playbook": touch.playbook,
        "template": touch.template,
        "channel": touch.channel.value,
        "import": view.facts.source_import,
    }
    hit = next((p for p in view.facts.pauses if p.scope in names and p.value == names[p.scope]), None)
    if hit is None:
        return None
    what = hit.scope if hit.scope == "deployment" else f"{hit.scope} {hit.value}"
    return Refusal(Rule.PAUSED, f"The stop button is pressed for the {what}.", None, "somebody resumes it")


def _live_list(view: _View) -> Refusal | None:
    rules, facts = view.rules, view.facts
    if facts.released or rules.liveness is Liveness.LIVE:
        return None
    if rules.liveness is Liveness.LISTED and facts.customer.external_id in rules.allow_list:
        return None
    if rules.liveness is Liveness.RAMP:
        if facts.customer.contacted_before or facts.ramp_used < rules.daily_ramp:
            return None
        today = local(view.known_at, rules.zone).date()
        if local(view.now, rules.zone).date() > today:
            return None  # nobody knows yet how many will be contacted then
        tomorrow = at_local(today + DAY, rules.hours_default.start, rules.zone)
        return Refusal(Rule.LIVE_LIST, "Today's number of first contacts is used up.", tomorrow, "the next day begins")
    return Refusal(Rule.LIVE_LIST, "The client has not gone live.", None, "a person releases it")


def _case_state(view: _View) -> Refusal | None:
    case = view.case
    if not view.chase:
        return None
    running = case.state is CaseState.OPEN or (case.state is CaseState.WAITING and view.touch.for_promise)
    if not running:
        return Refusal(Rule.CASE_STATE, f"The case is {case.state.value}.", None, "the case is open again")
    if case.chaseable_minor <= 0 and case.disputed == 0:
        return Refusal(Rule.CASE_STATE, "Nothing is owed any more.", None, "an amount is open again")
    return None


def _reply_first(view: _View) -> Refusal | None:
    if not view.chase or not view.facts.customer.unread_replies:
        return None
    return Refusal(Rule.REPLY_FIRST, "The customer wrote and nobody has read it yet.", None, "the reply is understood")


def _address(view: _View) -> Refusal | None:
    channel, contact = view.touch.channel, view.contact
    answers = view.touch.touch_class is TouchClass.RESPONSE and bool(view.touch.answers)  # they have just written
    if contact is not None and (answers or channel in contact.reachable) and channel in view.rules.channels:
        return None
    sentence = f"There is no usable {channel.value} address."
    return Refusal(Rule.NO_ADDRESS, sentence, None, "an address is added or corrected")


def _opted_out(view: _View) -> Refusal | None:
    channel, contact = view.touch.channel, view.contact
    if contact is None or channel not in contact.suppressed:
        return None
    if view.touch.template == OPT_OUT_CONFIRMATION:
        return None
    sentence = f"The customer does not want to be contacted by {channel.value}."
    return Refusal(Rule.OPTOUT_SCOPE, sentence, None, "the customer opts in again")


def _person_only(view: _View) -> Refusal | None:
    if not view.chase or not view.facts.customer.person_only:
        return None
    return Refusal(Rule.PERSON_ONLY, "Only a person may contact this customer.", None, "a person lifts it")


def _dispute(view: _View) -> Refusal | None:
    case = view.case
    if not view.chase or not case.disputed:
        return None
    if view.rules.chase_undisputed_rest and case.chaseable_minor > 0:
        return None
    sentence = "The amount is contested; the contested part is not chased."
    return Refusal(Rule.DISPUTE_HOLD, sentence, None, "the dispute is decided")


def _freshness(view: _View) -> Refusal | None:
    if not view.chase or not view.rules.declared_feed:
        return None
    today = local(view.known_at, view.rules.zone).date()  # what will be imported until later is not known
    needed = last_business_day_before(today, view.facts.holidays)
    covered = view.facts.covered_until
    if covered is not None and covered >= needed:
        return None
    sentence = f"The last import does not cover {needed.isoformat()}."
    return Refusal(Rule.FRESHNESS, sentence, None, "an import covers it")


def _suspense(view: _View) -> Refusal | None:
    case = view.case
    if not view.chase or not fitting(case, view.facts):
        return None
    sentence = "A receipt that is not applied yet fits this amount."
    return Refusal(Rule.SUSPENSE_MATCH, sentence, None, "the receipt is applied or returned")


def _net_position(view: _View) -> Refusal | None:
    case = view.case
    if not view.chase:
        return None
    ours = owed_to_customer(view.facts, case.currency, without=case.id)
    if not ours or ours < case.chaseable_minor:
        return None
    return Refusal(Rule.NET_POSITION, "We owe this customer as much ourselves.", None, "our side is settled")


def _linked(view: _View) -> Refusal | None:
    """LINKED: of several cases about one transaction only the one that moves the money asks for any.

    Where one is a chargeback of which the cardholder may hear nothing, the others say nothing either.
    """
    silent = silenced_by(view.case, view.facts)
    if silent is not None and view.touch.template != OPT_OUT_CONFIRMATION:
        sentence = f"{silent.ref} is a chargeback about the same transaction: the cardholder is not written to."
        return Refusal(Rule.LINKED, sentence, None, f"{silent.ref} is closed")
    if not view.chase:
        return None
    owner = other_owner(view.case, view.facts)
    if owner is None:
        return None
    sentence = f"{owner.ref} is about the same transaction and decides about its money."
    return Refusal(Rule.LINKED, sentence, None, f"{owner.ref} is closed")


def _floor(view: _View) -> Refusal | None:
    case, rules = view.case, view.rules
    if not view.chase or (case.disputed and case.chaseable_minor <= 0):
        return None  # what is wholly contested has its own rule
    default = rules.floor_default * 10 ** exponent(case.currency) // 10**HUNDREDTHS
    floor = rules.floor.get(case.currency, default)
    if case.chaseable_minor >= floor or case.gap <= 0:
        return None  # where nothing is owed at all, CASE-STATE says so
    sentence = "The amount is below the floor under which nothing is chased."
    return Refusal(Rule.FLOOR, sentence, None, "the amount grows; it is due for a batch write-off")


def _touch_cap(view: _View) -> Refusal | None:
    chases, caps = view.facts.history.chases, view.rules.caps
    if not view.chase or not chases:
        return None
    zone = customer_zone(view.facts, view.rules)
    today = local(view.now, zone).date()
    lifts: list[datetime] = []
    if sum(local(at, zone).date() == today for at in chases) >= caps.per_day:
        lifts.append(at_local(today + DAY, view.rules.hours_default.start, zone))
    recent = [at for at in chases if at > view.now - WEEK]
    if recent and len(recent) >= caps.per_week:
        lifts.append(recent[-caps.per_week] + WEEK)
    replied = view.facts.history.last_inbound_at
    if replied is None or replied < chases[-1]:
        rest = chases[-1] + timedelta(days=caps.gap_days)
        if rest > view.now:
            lifts.append(rest)
    if not lifts:
        return None
    # The same sentence whichever client used the limit up: another client's name is never shown.
    return Refusal(Rule.TOUCH_CAP, "The weekly contact limit of this person is reached.", max(lifts), "time passes")


def _hours(view: _View) -> Refusal | None:
    if view.touch.touch_class is TouchClass.RESPONSE and _may_answer_at_once(view):
        return None
    american = view.facts.customer.country == "US"
    window = view.rules.hours_us if american else view.rules.hours_default
    zones = contact_zones(view.contact, view.facts) or (view.rules.zone,)
    opens = opens_everywhere(view.now, window, zones, view.facts.holidays)
    if opens is None:  # no common window, as with a toll-free number: the client's zone
        opens = opens_everywhere(view.now, window, (view.rules.zone,), view.facts.holidays)
    if opens == view.now:
        return None
    rule = Rule.HOURS_US if american else Rule.HOURS_DEFAULT
    return Refusal(rule, "It is outside the hours in which this person may be contacted.", opens, "the hours begin")


def _may_answer_at_once(view: _View) -> bool:
    """REPLY-ONCE: one answer on the same medium is allowed at a quiet time. That a person has it is none yet.

    On their own page they wait for a word, and nothing rings.
    """
    if view.touch.template in TELLS_OF_PERSON and view.touch.channel is not Channel.CHAT:
        return False
    return bool(view.touch.answers) and view.touch.channel in view.facts.history.unanswered


_STAFF_CHECKS: tuple[Callable[[_View], Refusal | None], ...] = (_paused,)
_CHECKS: tuple[Callable[[_View], Refusal | None], ...] = (
    _paused,
    _live_list,
    _case_state,
    _reply_first,
    _address,
    _opted_out,
    _person_only,
    _dispute,
    _freshness,
    _suspense,
    _net_position,
    _linked,
    _floor,
    _touch_cap,
    _hours,
)
