"""Forms that are sent."""

from __future__ import annotations

import asyncio

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.errors import Rejected
from bot.slack.blocks.notices import loading_view
from bot.slack.forms import FORMS
from bot.slack.listeners import deeds
from bot.slack.listeners.answering import acknowledgement, late_view, tell
from bot.slack.listeners.outcomes import Done, Outcome, Refused, outcome_of
from bot.slack.listeners.payloads import Payload, Place, Submission, read_submission
from bot.slack.listeners.workspace import Workspace


async def on_submission(ws: Workspace, ack: AsyncAck, body: Payload) -> None:
    """Parse, act, answer within Slack's time; what takes longer is answered when it is done."""
    try:
        submission = read_submission(body)
    except Rejected as refusal:
        await ack(acknowledgement(Refused(str(refusal)), body["view"]))
        return
    if submission is None:
        await ack()
        return
    task = await ws.patience.start(_sent(ws, submission))
    if task.done():
        await _answer(ws, ack, submission, task.result())
        return
    await ack({"response_action": "update", "view": loading_view(FORMS[submission.deed].title)})
    ws.patience.keep(_answer_late(ws, submission, task))


async def _sent(ws: Workspace, submission: Submission) -> Outcome:
    try:
        staff = ws.staff(submission.user)
    except Rejected as refusal:
        return Refused(str(refusal))
    return await asyncio.to_thread(
        outcome_of, ws.context, submission.delivery, lambda: deeds.sent(ws, submission, staff)
    )


async def _answer(ws: Workspace, ack: AsyncAck, submission: Submission, outcome: Outcome) -> None:
    carried = submission.carried
    await ack(acknowledgement(outcome, submission.view, told_elsewhere=bool(carried.channel)))
    if isinstance(outcome, Done) and carried.channel:
        place = Place(channel=carried.channel, thread=carried.thread)
        ws.patience.keep(tell(ws, submission.user, place, "", outcome))


async def _answer_late(ws: Workspace, submission: Submission, task: asyncio.Task[Outcome]) -> None:
    view = late_view(await ws.patience.afterwards(task))
    if view is not None:
        await ws.client.views_update(view_id=submission.view_id, view=view)
