"""The thread below a card: the conversation line by line, and replies that a person must decide on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app.staff.views import CaseView, LineView, ReplyView
from bot.domain.money import exponent
from bot.domain.reading import TWO_DECIMALS, ReadAmount, ReadIntent
from bot.domain.vocabulary import CaseState, DateRole, Intent
from bot.slack.blocks.buttons import deed_button
from bot.slack.blocks.discreet import HIDDEN_WORDS, hides_words, is_sensitive
from bot.slack.blocks.figures import amount, clock, date_alone
from bot.slack.blocks.parts import Block, actions, context, escaped, line_of, quote_of, rich, rows, section, words
from bot.slack.blocks.plain import CHANNEL, INTENT
from bot.slack.limits import SECTION, WORDS, plain, shorten
from bot.slack.names import Deed
from bot.slack.offers import confirmable

CUSTOMER, BOT = "customer", "bot"  # LineView.who
OURS = 700  # units of a message that a template wrote: what it begins with is enough
FAIRLY_SURE = 0.7  # confidence from which the reading is called so
FALLBACK = 300  # units of the words in a notification
DELIVERY = {
    "queued": "🕓 waiting to go out",
    "claimed": "🕓 going out",
    "sending": "🕓 going out",
    "sent": "✓ sent",
    "delivered": "✓✓ delivered",
    "read": "✓✓ read",
    "failed": "❌ NOT delivered",
    "undelivered": "❌ NOT delivered",
    "unknown": "❓ not known whether it arrived; being looked up",
    "cancelled": "✋ taken back before it went out",
    "refused": "✋ not sent: a contact rule forbids it",
    "superseded": "✋ not sent: overtaken by a later message",
}
ROLE_OF_DAY = {
    DateRole.PAID_ON: "paid on",
    DateRole.WILL_PAY_ON: "will pay on",
    DateRole.OTHER: "names",
}


# --- lines -----------------------------------------------------------------------------------------------------
UNKNOWN = "We do not know what the customer means."


def line_blocks(view: CaseView, line: LineView) -> list[Block]:
    """One line: who, how and when; the words as a quotation; what became of it."""
    if hides_words(view, line):
        return [rich(line_of(words(_who(view, line), bold=True))), context(HIDDEN_WORDS)]
    said = rich(line_of(words(_who(view, line), bold=True)), quote_of(line.text, OURS if line.who == BOT else WORDS))
    state = DELIVERY.get(line.state, line.state.replace("_", " ")) if line.who != CUSTOMER else ""
    if line.who == CUSTOMER and line.id == view.last_decided:
        return [said, actions([deed_button(view, Deed.MISREAD)], "misread")]
    return [said, context(state)] if state else [said]


def line_text(view: CaseView, line: LineView) -> str:
    """The line as a notification tells it. Escaped."""
    hidden = hides_words(view, line)
    said = _who(view, line) if hidden else f"{_who(view, line)} {shorten(plain(line.text), FALLBACK)}"
    return escaped(shorten(said, SECTION))


def _who(view: CaseView, line: LineView) -> str:
    how = f" by {CHANNEL[line.channel]}" if line.channel else ""
    match line.who:
        case "customer":
            who = f"The customer wrote{how}"
        case "bot":
            who = f"We wrote{how}"
        case "inquiry":
            who = "Asked elsewhere"
        case "task":
            who = "To do"
        case "ledger":
            who = "The ledger says"
        case name if line.channel is None:
            who = f"Note by {name}, for colleagues only"
        case name:
            who = f"{name} wrote{how}"
    return f"{who}, {clock(view, line.at)}:"


# --- replies to be decided on ----------------------------------------------------------------------------------


def reply_blocks(view: CaseView, reply: ReplyView) -> list[Block]:
    """The customer's words and what we believe that they mean, to be confirmed or corrected."""
    title = words(f"The customer wrote by {CHANNEL[reply.channel]}, {clock(view, reply.at)}:", bold=True)
    if is_sensitive(reply.reading) or view.person_only:
        read_it = "A person must read this message and go on from there."
        return [rich(line_of(title)), section(f"☝️ {read_it} {HIDDEN_WORDS}"), _buttons(view, reply, Deed.SHOW)]
    blocks = [rich(line_of(title), quote_of(reply.text, WORDS)), rows(tuple(_meaning(view, reply)))]
    first = (Deed.CONFIRM_READING,) if confirmable(reply) else ()
    return [*blocks, _buttons(view, reply, *first)]


def reply_text(view: CaseView, reply: ReplyView) -> str:
    """The reply as a notification tells it. Escaped."""
    if is_sensitive(reply.reading) or view.person_only:
        return escaped(f"{view.case.ref}: a person must read a message of the customer.")
    believed = _believed(reply)
    asked = f"is this right? {believed}" if believed else UNKNOWN
    return escaped(shorten(f"{view.case.ref}: {asked}", SECTION))


def _buttons(view: CaseView, reply: ReplyView, *first: Deed) -> Block:
    takes = (Deed.ACKNOWLEDGE,) if _is_escalated(view) else (Deed.TAKE,)
    deeds = (*first, Deed.CORRECT_READING, Deed.REPLY, *takes)
    if view.case.state is CaseState.CLOSED:
        deeds = (*first, Deed.CORRECT_READING, Deed.REOPEN)
    return actions([deed_button(view, deed, reply) for deed in deeds], "reply")


def _is_escalated(view: CaseView) -> bool:
    return view.case.escalation is not None and not view.case.escalation.acknowledged_by


def _meaning(view: CaseView, reply: ReplyView) -> Iterator[tuple[str, str]]:
    reading = reply.reading
    believed = _believed(reply)
    yield ("We believe", believed) if believed else ("", UNKNOWN)
    for day in reading.dates:
        yield "Day", f"{ROLE_OF_DAY[day.role]} {date_alone(view, day.date)}"
    for one in reading.amounts:
        yield "Amount", _amount(one, view.case.currency)
    for reference in reading.references:
        yield "Reference", f"{reference.text} ({reference.kind})"


def _believed(reply: ReplyView) -> str:
    known = [one for one in reply.reading.intents if one.intent is not Intent.OTHER]
    return "the customer " + "; or ".join(_intent(one) for one in known[:3]) if known else ""


def _intent(read: ReadIntent) -> str:
    sure = "fairly sure" if read.confidence >= FAIRLY_SURE else "not sure"
    return f"{INTENT[read.intent]} ({sure})"


def _amount(read: ReadAmount, currency: str) -> str:
    """An amount without a currency has two decimals; it is shown in the case's, and said so."""
    if read.currency is not None:
        return amount(read.minor_units, read.currency)
    whole, rest = divmod(read.minor_units * 10 ** exponent(currency), 10**TWO_DECIMALS)
    if rest:
        return f"{read.minor_units / 10**TWO_DECIMALS:.2f} (no currency named)"
    return f"{amount(whole, currency)} (no currency named)"
