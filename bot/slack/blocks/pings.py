"""Pings: somebody is needed. In the channel, as a direct message, and as a text message that tells nothing.

A ping is posted once: its times are absolute, and how the case stands is left to the card.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.app.staff.views import CaseView
from bot.domain.case import Case
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.vocabulary import CaseState
from bot.slack.blocks.buttons import LABEL, STYLE, deed_button
from bot.slack.blocks.discreet import asked_for, reason_of
from bot.slack.blocks.figures import clock, money_alone
from bot.slack.blocks.parts import Block, actions, button, escaped, line_of, mention, rich, rows, section, words
from bot.slack.blocks.people import name_of
from bot.slack.blocks.plain import ROLE, TYPE
from bot.slack.limits import SECTION, fit, plain, shorten
from bot.slack.names import Carried, Deed, action_of, pack

SMS = 160  # GSM-7 characters of one text message
CODE = 12  # characters
URGENT = frozenset({EscalationReason.CRISIS})
# Of the GSM-7 alphabet those that count one and need no thought; references and codes hold nothing else.
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


def ping_blocks(
    view: CaseView, escalation: Escalation, *, over: bool = False, mentions: Sequence[str] = ()
) -> list[Block]:
    """Why somebody is needed, for which case, until when; `over`: who took it and when, and nothing to press.

    `mentions` are Slack user ids: whose telephone rings.
    """
    if over:
        return [section(f"✅ {view.case.ref}: {_settled(view, escalation)}")]
    call = [piece for user in mentions for piece in (mention(user), words(" "))]
    title = line_of(*call, words(_title(view, escalation), bold=True))
    return [
        rich(title),
        rows(_facts(view, escalation)),
        actions([_take(view, escalation), deed_button(view, Deed.SHOW), deed_button(view, Deed.WHY)], "ping"),
    ]


def ping_text(view: CaseView, escalation: Escalation, *, over: bool = False, mentions: Sequence[str] = ()) -> str:
    """The ping as a notification tells it. Escaped but for the mentions."""
    if over:
        return escaped(f"{view.case.ref}: {_settled(view, escalation)}")
    call = "".join(f"<@{user}> " for user in mentions)
    said = f"{_title(view, escalation)} {money_alone(view)}"
    return call + escaped(shorten(plain(said), SECTION))


def ping_sms(view: CaseView, escalation: Escalation, code: str) -> str:
    """At most 160 GSM-7 characters, without name and amount: a text message is read by whoever holds the telephone."""
    ref = "".join(char for char in view.case.ref if char in _SAFE)[:40]
    short = "".join(char for char in code if char in _SAFE)[:CODE]
    urgent = "URGENT: " if reason_of(view, escalation) in URGENT else ""
    return f"{urgent}Case {ref} needs you: please look in Slack. Reply OK {short} to take it."


def _title(view: CaseView, escalation: Escalation) -> str:
    why = reason_of(view, escalation)
    urgent = "🚨 URGENT - " if why in URGENT else "🔔 "
    return f"{urgent}{view.case.ref} needs you: {asked_for(view, escalation)}."


def _facts(view: CaseView, escalation: Escalation) -> list[tuple[str, str]]:
    level = escalation.chain.levels[escalation.level]
    facts = [
        ("", money_alone(view)),
        ("Case", f"{TYPE[view.case.case_type]}, {view.brand}, {fit(view.customer, 100) or 'no name'}"),
        ("Asked", f"the {ROLE[level.role]}{_again(escalation)}, since {clock(view, escalation.raised_at)}"),
    ]
    if escalation.next_at is not None:
        facts.append(("Please take it before", clock(view, escalation.next_at)))
    facts.append(("Times are those of", f"{view.brand}, {fit(view.zone, 60)}"))  # whoever is asked may sit elsewhere
    return facts


def _again(escalation: Escalation) -> str:
    return f" (reminder {escalation.repeated})" if escalation.repeated else ""


def _take(view: CaseView, escalation: Escalation) -> Block:
    value = pack(Carried(view.case.ref, escalation=escalation.id))
    return button(LABEL[Deed.ACKNOWLEDGE], action_of(Deed.ACKNOWLEDGE), value, style=STYLE[Deed.ACKNOWLEDGE])


def _settled(view: CaseView, escalation: Escalation) -> str:
    """Who took it; else why nobody needs to any more."""
    current = _current(view.case, escalation)
    if current.acknowledged_by:
        at = f", {clock(view, current.acknowledged_at)}" if current.acknowledged_at else ""
        return f"{name_of(view, current.acknowledged_by)} has taken it{at}."
    if view.case.state is CaseState.CLOSED:
        return "the case is closed; nobody needs to act any more."
    return "nobody needs to act on this ping any more."


def _current(case: Case, escalation: Escalation) -> Escalation:
    """The escalation as it stands now, where the case still has it."""
    live = case.escalation
    return live if live is not None and live.id == escalation.id else escalation
