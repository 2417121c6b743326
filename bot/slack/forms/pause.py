"""The stop button: nothing is handed over any more for a client, a channel or a playbook."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor
from bot.domain.rules import Rule, Staff
from bot.domain.vocabulary import Channel
from bot.slack.blocks.parts import section
from bot.slack.blocks.plain import CHANNEL
from bot.slack.forms.form import Asked, Form, Modal, Stop, Submitted, Wrong
from bot.slack.forms.inputs import modal, radio_field, select_field, text_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Stop button"
ON, OFF = "stop", "go"
RESUME = "resume"  # the word of the command that asks for the other way round
CHOICES = (("Stop", ON), ("Let it go on", OFF))
CUSTOMERS = (Channel.EMAIL, Channel.SMS, Channel.CHAT)
EFFECT = (
    "Stopped means: nothing is handed over any more, not even what waits to go out. Nothing is lost; it goes out later."
)


def _scopes(view: CaseView) -> list[tuple[str, str]]:
    channels = [(f"Every {CHANNEL[one]}, of all clients", f"channel:{one.value}") for one in CUSTOMERS]
    client = (f"Everything of {view.brand}", f"client:{view.case.client}")
    playbook = (f"The playbook '{view.playbook}', of all clients", f"playbook:{view.playbook}")
    return [client, playbook, *channels]


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    now = [section(f"Now: {held.sentence}") for held in view.held if held.rule == Rule.PAUSED]
    blocks = [
        *now,
        section(EFFECT),
        radio_field("on", "What should happen?", CHOICES, OFF if carried.deed == RESUME else ON),
        select_field("scope", "What is it about?", _scopes(view), f"client:{view.case.client}"),
        text_field("reason", "Why? It is kept in the log."),
    ]
    return modal(Deed.PAUSE, TITLE, "Do it", blocks, Carried(view.case.ref))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    chosen = reader.choice("scope")
    if chosen and chosen not in {value for _, value in _scopes(view)}:
        reader.fail("scope", "Please choose one from the list.")
    scope, _, value = chosen.partition(":")
    reason = reader.text("reason", "Please say why.")
    return reader.asked(Stop(scope, value, reason, on=reader.choice("on") == ON))


FORM = Form(Deed.PAUSE, TITLE, _open, _read)
