"""What a customer may write: each intent and flag, sure and unsure, with and without a day, a reference, an amount.

Intents that a playbook answers alike, and that the core treats alike, form one class: of each class the first speaks
for all wherever the explorer does not look at every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.domain import commands as c
from bot.domain.calendar import local
from bot.domain.playbook import Answer, Ask, HoldFor, Playbook, Propose, Reaction, Tell, Trigger
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadIntent, ReadReference
from bot.domain.vocabulary import Channel, DateRole, Flag, Intent
from bot.playbook.proof.canonical import TOLD_APART
from bot.playbook.proof.state import State
from bot.playbook.proof.worlds import CURRENCY

# Intents and flags that the core itself reads. Everything else is what the playbook makes of it.
READ_BY_CORE = frozenset(
    {
        Intent.OPT_OUT,
        Intent.OPT_IN,
        Intent.DISPUTE,
        Intent.WRONG_PERSON,
        Intent.LEGAL_NOTICE,
        Intent.AUTOMATIC_REPLY,
        Intent.PROVIDE_DETAILS,
        Intent.AFFIRM,
        Intent.DENY,
        Flag.SCAM_FEAR,
        Flag.SELF_HARM,
    }
)
# What a property looks at in particular.
WATCHED = frozenset({Intent.ALREADY_PAID, Intent.HUMAN_REQUEST, Intent.COMPLAINT})
# Enough for a case that a person has: what the core still reads then, one harmless and one other intent.
WITH_A_PERSON = frozenset(
    {
        "reply opt_out",
        "reply dispute",
        "reply wrong_person",
        "reply legal_notice",
        "reply vulnerable",
        "reply acknowledgement",
        "reply human_request",
        "reply already_paid",
        "reply unclear",
        "reply automatic",
    }
)
# And where earlier events have left a mark: one word for each kind of thing that may follow.
AFTER_A_MARK = frozenset(
    {
        "reply opt_out",
        "reply dispute",
        "reply wrong_person",
        "reply vulnerable",
        "reply acknowledgement",
        "reply already_paid",
        "reply promise_to_pay 3",
        "reply promise_to_pay",
        "reply other",
        "reply unclear",
    }
)
# Tried where nobody has done anything yet, and nowhere else: each leads where another word does.
ONLY_FIRST = frozenset(
    {"reply acknowledgement sms", "reply promise_to_pay and", "reply document_request promise_to_pay"}
)
# Where a day waits for a yes: what may be said to that.
ABOUT_A_DAY = ("reply affirm", "reply deny", "reply deny day")
RACES = frozenset(
    {"reply acknowledgement", "reply opt_out", "reply dispute", "reply already_paid", "reply wrong_person"}
)
SOON, LATER, FAR = 3, 10, 60  # days off


@dataclass(frozen=True, slots=True)
class Wording:
    """One reply, as it was understood. `day` counts from today, `part` = half of what is open is named."""

    name: str
    says: str
    intents: tuple[Intent, ...] = ()
    flags: tuple[Flag, ...] = ()
    decided: bool = True
    automatic: bool = False
    day: int | None = None
    or_day: int | None = None  # the same words may mean this day, too
    and_day: int | None = None  # another day is named besides
    asks_if_automated: bool = False
    reference: bool = False
    part: bool = False
    channel: Channel = Channel.EMAIL


def wordings() -> tuple[Wording, ...]:
    """The whole alphabet of replies."""
    return (*_plain(), *_with_details(), *_of_flags(), *_unsure(), *_several())


def _plain() -> Iterator[Wording]:
    for intent in Intent:
        yield Wording(f"reply {intent.value}", intent.value, (intent,))


def _with_details() -> Iterator[Wording]:
    promise = (Intent.PROMISE_TO_PAY,)
    for days in (SOON, LATER, FAR, -1):
        when = f"in {days} days" if days > 0 else "a day that is over"
        yield Wording(f"reply promise_to_pay {days}", f"promise_to_pay, {when}", promise, day=days)
    yield Wording("reply promise_to_pay or", "promise_to_pay, a day that may be two", promise, day=LATER, or_day=SOON)
    yield Wording("reply promise_to_pay and", "promise_to_pay, two days", promise, day=SOON, and_day=LATER)
    yield Wording("reply deny day", "deny, and another day", (Intent.DENY,), day=LATER)
    for intent in (Intent.ALREADY_PAID, Intent.PROVIDE_DETAILS):
        yield Wording(f"reply {intent.value} reference", f"{intent.value}, with a reference", (intent,), reference=True)
    for intent in (Intent.DISPUTE, Intent.REFUND_REQUEST, Intent.PAYMENT_PLAN):
        yield Wording(f"reply {intent.value} part", f"{intent.value}, of a part", (intent,), part=True)
    yield Wording("reply opt_out sms", "opt_out, by text message", (Intent.OPT_OUT,), channel=Channel.SMS)
    thanks = (Intent.ACKNOWLEDGEMENT,)
    yield Wording("reply acknowledgement sms", "acknowledgement, by text message", thanks, channel=Channel.SMS)
    asks = "whether a program is writing"
    yield Wording("reply asks_if_automated", asks, (Intent.OTHER,), asks_if_automated=True)


def _of_flags() -> Iterator[Wording]:
    for flag in Flag:
        yield Wording(f"reply {flag.value}", flag.value, (Intent.OTHER,), (flag,))


def _unsure() -> Iterator[Wording]:
    yield Wording("reply unclear", "something that is not clear", decided=False)
    yield Wording("reply unclear opt_out", "perhaps opt_out", (Intent.OPT_OUT,), decided=False)
    yield Wording("reply unclear promise", "perhaps promise_to_pay", (Intent.PROMISE_TO_PAY,), decided=False)
    yield Wording("reply unclear vulnerable", "perhaps vulnerable", flags=(Flag.VULNERABLE,), decided=False)
    yield Wording("reply automatic", "an automatic reply", (Intent.AUTOMATIC_REPLY,), automatic=True)


def _several() -> Iterator[Wording]:
    for first, second in (
        (Intent.PROMISE_TO_PAY, Intent.DISPUTE),
        (Intent.ALREADY_PAID, Intent.OPT_OUT),
        (Intent.ACKNOWLEDGEMENT, Intent.REFUND_REQUEST),
        (Intent.REFUND_REQUEST, Intent.WRONG_PERSON),
    ):
        name = f"{first.value} {second.value}"
        yield Wording(f"reply {name}", f"{first.value} and {second.value}", (first, second))
    beside = (Intent.DOCUMENT_REQUEST, Intent.PROMISE_TO_PAY)
    yield Wording("reply document_request promise_to_pay", "document_request, and promise_to_pay", beside, day=SOON)


def command(state: State, wording: Wording) -> c.UnderstandReply:
    """The command of a wording in a state. The reply is named by the case's events, so that no two are one."""
    reading = reading_of(state, wording)
    return c.UnderstandReply(f"r{state.case.seq}", wording.channel, reading, state.facts.customer.contacts[0].id)


def reading_of(state: State, wording: Wording) -> Reading:
    """What the reply was understood to mean."""
    today = None if wording.day is None else local(state.now, state.facts.customer.zone).date()
    half = max(state.case.open_minor // 2, 1) if wording.part else 0
    return _read(wording, today, half)


@lru_cache(maxsize=4096)
def _read(wording: Wording, today: date | None, half: int) -> Reading:
    span, elsewhere = (0, 1), (2, 3)
    named = ((wording.day, span), (wording.or_day, span), (wording.and_day, elsewhere))
    days = tuple(
        ReadDate(today + timedelta(days=off), DateRole.WILL_PAY_ON, place)
        for off, place in named
        if off is not None and today is not None
    )
    return Reading(
        language="en",
        language_confidence=1.0,
        automatic=wording.automatic,
        intents=tuple(ReadIntent(intent, 1.0) for intent in wording.intents),
        flags=wording.flags,
        decided=wording.decided,
        dates=days,
        asks_if_automated=wording.asks_if_automated,
        amounts=(ReadAmount(half, CURRENCY, span),) if wording.part else (),
        references=(ReadReference("88213", "transaction", span),) if wording.reference else (),
    )


# --- classes ---------------------------------------------------------------------------------------------------


def after_a_mark(playbook: Playbook) -> tuple[str, ...]:
    """The names of what is tried where something lasts: what is not understood only if that is more than a rest."""
    other = playbook.reactions.get(Intent.OTHER, Reaction(()))
    more = any(isinstance(action, Ask | HoldFor | Propose) for action in other.actions)
    return tuple(sorted(AFTER_A_MARK if more else AFTER_A_MARK - {"reply other"}))


def representatives(playbook: Playbook, outcome_words: frozenset[str]) -> frozenset[str]:
    """The names of the first wording of each class."""
    seen: dict[object, str] = {}
    for wording in wordings():
        seen.setdefault(_class(wording, playbook, outcome_words), wording.name)
    return frozenset(seen.values())


def _class(wording: Wording, playbook: Playbook, outcome_words: frozenset[str]) -> object:
    """Two wordings of one class lead to states with one key: the same actions follow, the core reads both alike."""
    triggers: tuple[Trigger, ...] = (*wording.intents, *wording.flags)
    own = tuple(one for one in triggers if one in READ_BY_CORE | WATCHED)
    done = tuple(_shape(playbook.reactions.get(one), outcome_words) for one in triggers)
    named = (wording.day, wording.or_day, wording.and_day)
    details = (wording.decided, wording.automatic, wording.channel, named, bool(wording.flags))
    amounts = wording.part and _reads_amounts(playbook, triggers)
    given = wording.reference and any(one is Intent.ALREADY_PAID or one is Intent.PROVIDE_DETAILS for one in triggers)
    return (own, done, details, amounts, given, _answers(wording, playbook))


def _answers(wording: Wording, playbook: Playbook) -> bool:
    """Whether an answer to it depends on what it says itself."""
    actions = [action for one in wording.intents for action in playbook.reactions.get(one, Reaction(())).actions]
    return any(isinstance(action, Answer) and action.if_given for action in actions)


def _reads_amounts(playbook: Playbook, triggers: tuple[Trigger, ...]) -> bool:
    actions = [action for one in triggers for action in playbook.reactions.get(one, Reaction(())).actions]
    return Intent.DISPUTE in triggers or any(isinstance(action, Propose) for action in actions)


def _shape(reaction: Reaction | None, outcome_words: frozenset[str]) -> object:
    """A reaction without what only names things: words that tell no outcome, who has how long."""
    if reaction is None:
        return None
    return tuple((_plainly(action, outcome_words), guard) for action, guard in reaction.guarded())


def _plainly(action: object, outcome_words: frozenset[str]) -> object:
    match action:
        case Answer():
            return (
                "answer",
                action.template in outcome_words,
                bool(action.if_given),
                action.ask,  # it may not be asked again
            )
        case Tell():
            return ("tell", action.template in outcome_words, action.channels, tuple(sorted(action.for_resolution)))
        case HoldFor():
            return ("hold", action.kind if action.kind in TOLD_APART else None)
        case Ask():
            return ("ask", action.question)
        case _:
            return repr(action)
