"""Answers to a person: where they clicked, seen by nobody else. An answer that cannot be given changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.blocks.notices import done_view, ephemeral_text, error_view
from bot.slack.blocks.parts import Block
from bot.slack.blocks.spoken import spoken
from bot.slack.forms.inputs import NOTE
from bot.slack.listeners.outcomes import Corrections, Done, Outcome, Refused, Shown, Silent
from bot.slack.listeners.payloads import Place
from bot.slack.listeners.workspace import Workspace
from bot.slack.names import Carried, Deed, action_of, pack
from bot.slack.proxies import straight

log = structlog.get_logger(__name__)


TAKE_BACK: Final = "Take back"
LOOK_AGAIN: Final = "Look again"
_LOST: Final = (SlackClientError, aiohttp.ClientError, TimeoutError)
_INPUT: Final = "input"
_MONEY: Final = ("ceiling", "above", "amount")  # words of refusals that are about the amount


def answer_blocks(outcome: Done | Refused) -> list[Block]:
    """The sentence, and the one button that belongs to it."""
    blocks: list[Block] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": ephemeral_text(outcome.sentence), "verbatim": True}}
    ]
    button = _button(outcome)
    return [*blocks, {"type": "actions", "elements": [button]}] if button else blocks


def _button(outcome: Done | Refused) -> Block | None:
    if isinstance(outcome, Done):
        return _one_button(TAKE_BACK, Deed.UNDO_REPLY, outcome.undo) if outcome.undo else None
    return _one_button(LOOK_AGAIN, *outcome.again) if outcome.again else None


def _one_button(label: str, deed: Deed, carried: Carried) -> Block:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_of(deed), "text": text, "value": pack(carried)}


def answer_view(outcome: Done | Refused) -> Block:
    """The same as a modal."""
    view = done_view(outcome.sentence) if isinstance(outcome, Done) else error_view(outcome.sentence)
    button = _button(outcome)
    more = [{"type": "actions", "elements": [button]}] if button else []
    return {**view, "blocks": [*view["blocks"], *more]}


# --- to a click ------------------------------------------------------------------------------------------------


async def tell(ws: Workspace, user: str, place: Place, trigger: str, outcome: Outcome) -> None:
    """Say how a click or a command ended, to whoever did it."""
    if not isinstance(outcome, Done | Refused):
        return
    try:
        await _tell(ws, user, place, trigger, outcome)
    except _LOST as error:
        log.warning("slack.answer_lost", error=_named(error))


def _named(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


async def _tell(ws: Workspace, user: str, place: Place, trigger: str, outcome: Done | Refused) -> None:
    if place.passing and place.response_url:
        await respond(place, outcome.sentence, answer_blocks(outcome), replace_it=True)
    elif place.in_modal:
        await ws.client.views_update(view_id=place.view_id, view=answer_view(outcome))
    elif place.channel:
        await whisper(ws, user, place, outcome.sentence, answer_blocks(outcome))
    else:
        await ws.client.views_open(trigger_id=trigger, view=answer_view(outcome))


async def whisper(ws: Workspace, user: str, place: Place, sentence: str, blocks: Sequence[Block]) -> None:
    """A message in the channel that only this person sees."""
    try:
        await ws.client.chat_postEphemeral(
            channel=place.channel,
            user=user,
            text=ephemeral_text(sentence),
            blocks=list(blocks),
            thread_ts=place.thread or None,
        )
    except SlackApiError:
        if not place.response_url:
            raise
        await respond(place, sentence, blocks)  # where we are no member, Slack lets us answer the click itself


async def respond(place: Place, sentence: str, blocks: Sequence[Block], *, replace_it: bool = False) -> None:
    """By the address that Slack gave with the click or command: works wherever it was made."""
    answer = await straight(AsyncWebhookClient(place.response_url), place.response_url).send(
        text=ephemeral_text(sentence),
        blocks=list(blocks),
        response_type="ephemeral",
        replace_original=replace_it,
    )
    if answer.status_code != 200:  # noqa: PLR2004 - HTTP
        log.warning("slack.answer_lost", status=answer.status_code)


# --- to a form -------------------------------------------------------------------------------------------------


def acknowledgement(outcome: Outcome, view: Mapping[str, Any], *, told_elsewhere: bool = False) -> dict[str, Any]:
    """What is answered to a form that was sent. What was done and is told in the channel closes all that is open."""
    match outcome:
        case Corrections(errors):
            return {"response_action": "errors", "errors": _plainly(errors)}
        case Shown(following):
            return {"response_action": "update", "view": following}
        case Refused(sentence, None) if inputs := _inputs(view):
            return {"response_action": "errors", "errors": _plainly({_fitting(inputs, sentence): sentence})}
        case Done() if told_elsewhere:
            return {"response_action": "clear"}
        case Refused() | Done():
            return {"response_action": "update", "view": answer_view(outcome)}
        case Silent():
            return {}


def _plainly(errors: Mapping[str, str]) -> dict[str, str]:
    return {block: spoken(sentence) for block, sentence in errors.items()}


def late_view(outcome: Outcome) -> Block | None:
    """What a form that still says "one moment" shows in the end."""
    match outcome:
        case Shown(following):
            return following
        case Corrections(errors):
            return answer_view(Refused(" ".join(errors.values())))
        case Done() | Refused():
            return answer_view(outcome)
        case Silent():
            return None


def _inputs(view: Mapping[str, Any]) -> list[str]:
    """The inputs that somebody had to fill in: a refusal is about one of them, if it is about an input at all."""
    blocks = [block for block in view.get("blocks", ()) if block.get("type") == _INPUT]
    names = [str(block["block_id"]) for block in blocks if not block.get("optional")]
    return [name for name in names if name != NOTE]


def _fitting(inputs: Sequence[str], sentence: str) -> str:
    """The input that a refusal is about: the amount where it speaks of one, else the first."""
    if any(word in sentence for word in _MONEY) and "amount" in inputs:
        return "amount"
    return inputs[0]
