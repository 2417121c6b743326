"""What Slack posts, parsed once: typed, with only what we use. Nothing in it is trusted beyond who sent it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import NoneType
from typing import Any, Final

from bot.slack.listeners.once import Delivery, delivery_of
from bot.slack.names import Carried, Deed, deed_of, unpack

MODAL: Final = "modal"

Payload = Mapping[str, Any]
# What Slack sends as an object, or leaves out; Bolt itself trusts that it is so.
_OBJECTS: Final = ("user", "team", "enterprise", "view", "event", "channel", "container", "message")
_CHANNEL: Final = (str, dict, NoneType)  # of an event: its id, or all about it
ODD: Final = (KeyError, IndexError, TypeError, AttributeError)


class Malformed(Exception):  # noqa: N818 - says what came
    """Signed, but not what Slack sends. Nothing is done, and nobody is there to be told."""


def fits(body: Payload) -> bool:
    """Whether the parts of a body are of the kind that Slack's are."""
    actions, event, view = body.get("actions", []), body.get("event"), body.get("view")
    if not all(isinstance(body[name], dict | NoneType) for name in _OBJECTS if name in body):
        return False
    if event is not None and not (isinstance(event.get("type"), str) and isinstance(event.get("channel"), _CHANNEL)):
        return False
    if view is not None and not isinstance(view.get("callback_id"), str | NoneType):
        return False
    return isinstance(actions, list) and all(
        isinstance(one, dict) and isinstance(one.get("action_id"), str) for one in actions
    )


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except ODD:
        raise Malformed from None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: the channel and thread of what they clicked. "" = none (home tab, a form)."""

    channel: str = ""
    channel_name: str = ""
    thread: str = ""
    response_url: str = ""
    passing: bool = False  # the message is seen by this person only: it may be replaced
    in_modal: bool = False
    view_id: str = ""
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Click:
    user: str
    deed: Deed
    carried: Carried
    trigger: str
    place: Place
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent. `view` is Slack's own, with what was filled in."""

    user: str
    deed: Deed
    view: Payload
    view_id: str
    carried: Carried
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Order:
    """A slash command."""

    user: str
    text: str
    trigger: str
    place: Place
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote in a thread."""

    user: str
    channel: str
    thread: str
    ts: str
    text: str
    delivery: Delivery


@_reading()
def read_click(body: Payload) -> Click | None:
    """A click on something of ours, or None. Raises Rejected for a button of an older version, Malformed."""
    action = body["actions"][0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    deed = deed_of(str(action.get("action_id", "")))
    if deed is None or not value:
        return None
    carried = unpack(value)
    if deed is Deed.MORE:
        deed = Deed(carried.deed) if carried.deed in set(Deed) else None
    if deed is None or deed is Deed.MORE:
        return None
    trigger, view = str(body.get("trigger_id", "")), body.get("view") or {}
    key = ("action", str(view.get("id", "")), trigger, str(action["action_id"]), str(action.get("action_ts", "")))
    return Click(str(body["user"]["id"]), deed, carried, trigger, _place(body), delivery_of(key))


@_reading()
def read_submission(body: Payload) -> Submission | None:
    """A form of ours, or None. Each view acts once, however often it is sent. Raises Malformed."""
    view = body["view"]
    deed = deed_of(str(view.get("callback_id", "")))
    if deed is None:
        return None
    view_id = str(view["id"])
    delivery = delivery_of(("submit", view_id, str(body.get("trigger_id", ""))), ("view", view_id))
    return Submission(str(body["user"]["id"]), deed, view, view_id, unpack(view.get("private_metadata", "")), delivery)


@_reading()
def read_order(body: Payload) -> Order:
    """A slash command. Raises Malformed."""
    place = Place(
        channel=str(body.get("channel_id", "")),
        channel_name=str(body.get("channel_name", "")),
        response_url=str(body.get("response_url", "")),
    )
    trigger = str(body.get("trigger_id", ""))
    text = str(body.get("text", "")).strip()
    return Order(str(body["user_id"]), text, trigger, place, delivery_of(("command", trigger)))


@_reading()
def read_written(body: Payload) -> Written | None:
    """Words of a person in a thread, or None: edited, deleted, of a bot, or not in a thread. Raises Malformed."""
    event = dict(body["event"])
    thread, ts = str(event.get("thread_ts", "")), str(event.get("ts", ""))
    by_a_person = event.get("user") and not event.get("bot_id") and not event.get("app_id")
    if event.get("subtype") not in {None, "thread_broadcast"} or not by_a_person or thread in {"", ts}:
        return None
    text = str(event.get("text", "")).strip()
    if not text:
        return None
    delivery = delivery_of(("event", str(body.get("event_id", ""))), ("note", str(event["channel"]), ts))
    return Written(str(event["user"]), str(event["channel"]), thread, ts, text, delivery)


def _place(body: Payload) -> Place:
    container, channel = body.get("container") or {}, body.get("channel") or {}
    message, view = body.get("message") or {}, body.get("view") or {}
    modal = view.get("type") == MODAL
    return Place(
        channel=str(channel.get("id") or container.get("channel_id") or ""),
        channel_name=str(channel.get("name", "")),
        thread=_thread_of(message, container),
        response_url=str(body.get("response_url") or ""),
        passing=bool(container.get("is_ephemeral")),
        in_modal=modal,
        view_id=str(view.get("id", "")) if modal else "",
        at_home=view.get("type") == "home",
    )


def _thread_of(message: Payload, container: Payload) -> str:
    """The thread that the message stands in. "" for one that only has a thread: it stands in the channel itself."""
    thread = str(message.get("thread_ts") or container.get("thread_ts") or "")
    own = str(message.get("ts") or container.get("message_ts") or "")
    return "" if thread == own else thread
