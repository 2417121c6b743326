"""The slash command `/case`. Its answers are seen by nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.app.staff.finding import find_cases
from bot.app.staff.views import CaseView
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseState
from bot.slack.blocks.help import found_blocks, help_blocks, show_blocks, why_blocks
from bot.slack.blocks.notices import ephemeral_text
from bot.slack.blocks.parts import Block
from bot.slack.listeners.answering import respond
from bot.slack.listeners.clicks import open_view
from bot.slack.listeners.once import once
from bot.slack.listeners.orders import FORMS_OF, Typed, Word, typed
from bot.slack.listeners.outcomes import Done, Refused, broken, outcome_of
from bot.slack.listeners.payloads import Click, Order, Payload, read_order
from bot.slack.listeners.posted import bring_up
from bot.slack.listeners.workspace import OTHER_CHANNEL, Workspace
from bot.slack.names import Carried

WAIT: Final = "One moment …"
NOTHING_ON_IT: Final = {  # a list that is empty is an answer, not a search that failed
    Word.MINE.value: "You have no open cases. Press *Assign to me* or *I take it* on a card.",
    Word.HELD.value: "No case is held.",
    Word.APPROVALS.value: "Nothing waits for an approval.",
    Word.UNREAD.value: "No message of a customer waits to be read.",
}
LONGEST_REFERENCE: Final = 100  # characters; ours have a dozen, what is longer is not repeated to whoever typed it
FIND_FIRST: Final = 200  # cases that are looked through for those that may be shown in this channel


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written back; nothing at all where a form was opened."""

    sentence: str = ""
    blocks: Sequence[Block] = ()


async def on_command(ws: Workspace, ack: AsyncAck, body: Payload) -> None:
    """Parse, look or act, answer within Slack's time; what takes longer is answered when it is done."""
    order = read_order(body)
    task = await ws.patience.start(_answer(ws, order))
    if not task.done():
        await ack(WAIT, response_type="ephemeral")
        ws.patience.keep(_late(ws, order, task))
        return
    answer = task.result()
    if answer.sentence or answer.blocks:
        await ack(text=ephemeral_text(answer.sentence), blocks=answer.blocks, response_type="ephemeral")
    else:
        await ack()


async def _late(ws: Workspace, order: Order, task: asyncio.Task[Answer]) -> None:
    answer = await ws.patience.afterwards(task)
    if answer.sentence or answer.blocks:
        await respond(order.place, answer.sentence, answer.blocks, replace_it=True)


async def _answer(ws: Workspace, order: Order) -> Answer:
    try:
        staff = ws.staff(order.user)
        shown = await ws.clients_shown(order.place, staff)
        asked = typed(order.text)
        if asked.word in FORMS_OF:
            return await _form(ws, order, staff, shown, asked)
        return await asyncio.to_thread(_said, ws, order, staff, shown, asked)
    except Rejected as refusal:  # it may repeat what was typed
        return Answer(ws.desk.screen(str(refusal)))
    except Exception as error:  # noqa: BLE001 - the outermost loop of a command: the person is told, the log knows more
        return Answer(broken(error).sentence)


def _said(ws: Workspace, order: Order, staff: Staff, shown: frozenset[str], asked: Typed) -> Answer:
    match asked.word:
        case Word.HELP:
            return Answer("What I understand", help_blocks())
        case Word.FIND:
            return _found(ws, staff, shown, asked.rest)
        case Word.MINE | Word.HELD | Word.APPROVALS | Word.UNREAD:
            return _found(ws, staff, shown, f"{asked.word} {asked.rest}".strip())
        case Word.SHOW:
            view = _case(ws, staff, shown, asked)
            return Answer(view.case.ref, show_blocks(view))
        case Word.WHY:
            view = _case(ws, staff, shown, asked)
            return Answer(view.case.ref, why_blocks(view))
        case Word.OPEN:
            return _open(ws, order, _case(ws, staff, shown, asked))
        case Word.LOG | Word.PAUSE | Word.RESUME:
            raise AssertionError("these open a form")
        case word:
            assert_never(word)


def _found(ws: Workspace, staff: Staff, shown: frozenset[str], text: str) -> Answer:
    found = [one for one in find_cases(ws.context, staff, text, FIND_FIRST) if one.client in shown]
    if not found and text in NOTHING_ON_IT:
        return Answer(NOTHING_ON_IT[text])
    return Answer(f"{len(found)} cases" if found else "No case fits.", found_blocks(found))


def _case(ws: Workspace, staff: Staff, shown: frozenset[str], asked: Typed) -> CaseView:
    reference = _reference(ws, staff, shown, asked.rest)
    if len(reference) > LONGEST_REFERENCE:
        raise Rejected("There is no case with so long a reference.")
    view = ws.case(reference, staff)
    if view.case.client not in shown:
        raise Rejected(OTHER_CHANNEL)
    return view


def _reference(ws: Workspace, staff: Staff, shown: frozenset[str], text: str) -> str:
    """The case of an invoice, where its number was typed instead; of several the one that is not closed."""
    typed_so = text.casefold()
    found = [one for one in find_cases(ws.context, staff, text, FIND_FIRST) if one.client in shown]
    about = [one for one in found if one.invoice.casefold() == typed_so]
    if not about or any(one.ref.casefold() == typed_so for one in found):
        return text
    live = [one for one in about if one.state is not CaseState.CLOSED] or about
    if len(live) > 1:
        raise Rejected(f"Several cases are about {text}. Please write which: {', '.join(one.ref for one in live)}.")
    return live[0].ref


def _open(ws: Workspace, order: Order, view: CaseView) -> Answer:
    def work() -> Done:
        with once(ws.context, order.delivery) as context:
            bring_up(context, view.case)
        return Done(f"The card of {view.case.ref} comes up in the client's channel.")

    outcome = outcome_of(ws.context, order.delivery, work)
    return Answer(outcome.sentence) if isinstance(outcome, Done | Refused) else Answer()


async def _form(ws: Workspace, order: Order, staff: Staff, shown: frozenset[str], asked: Typed) -> Answer:
    """The same form as a button of the card opens."""
    view = await asyncio.to_thread(_case, ws, staff, shown, asked)
    carried = Carried(ref=view.case.ref, deed=asked.word.value)
    click = Click(order.user, FORMS_OF[asked.word], carried, order.trigger, order.place, order.delivery)
    await open_view(ws, click, staff)
    return Answer()
