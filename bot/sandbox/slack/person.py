"""A person in the workspace. They can do what Slack's client would let them do, and no more."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.sandbox.slack import opening, payloads
from bot.sandbox.slack.delivery import Delivery, Kind
from bot.sandbox.slack.errors import ApiError, NotAnswered, Refused
from bot.sandbox.slack.inputs import chosen, fields, missing, options_of, stateful, usable
from bot.sandbox.slack.methods.reactions import react
from bot.sandbox.slack.modals import Modal, Values
from bot.sandbox.slack.posting import changed, deleted, user_message
from bot.sandbox.slack.response_urls import Reply
from bot.sandbox.slack.workspace import Channel, Message

if TYPE_CHECKING:
    from bot.sandbox.slack.sandbox import SlackSandbox

Element = dict[str, Any]


class Person:
    """What one user does. Raises Refused for what the client does not offer, NotAnswered when the app fails."""

    def __init__(self, sandbox: SlackSandbox, user: str) -> None:
        self._sandbox, self._workspace, self.id = sandbox, sandbox.workspace, user

    async def click(
        self,
        channel_id: str,
        ts: str,
        action_id: str,
        value: str | None = None,
        block_id: str | None = None,
        selected: Any = None,
    ) -> None:
        """Use a button, menu or picker of a message that the person can see."""
        channel = self._seen(channel_id)
        message, ephemeral = self._message(channel, ts)
        block, element = _find(message.get("blocks", []), action_id, value, block_id)
        entered = self._sandbox.entered.setdefault((self.id, ts), {})
        act = self._act(block, element, selected, entered)
        payload = payloads.clicked_message(
            self._workspace, self.id, channel, message, act, entered, ephemeral=ephemeral
        )
        reply = Reply(self.id, channel.id, self._workspace.monotonic(), ts, ephemeral, message.get("thread_ts", ""))
        await self._interact(payload, reply)

    async def click_in_view(
        self,
        view_id: str,
        action_id: str,
        value: str | None = None,
        block_id: str | None = None,
        selected: Any = None,
    ) -> None:
        """The same in the open modal or on the home tab. An input without dispatch_action is only filled in."""
        view, entered = self._view(view_id)
        block, element = _find(view["blocks"], action_id, value, block_id)
        act = self._act(block, element, selected, entered)
        self._workspace.touch()
        if block["type"] == "input" and not block.get("dispatch_action"):
            return
        payload = payloads.clicked_view(self._workspace, self.id, view, act, entered)
        payload["trigger_id"] = self._workspace.triggers.issue(self.id, view_id if view["type"] == "modal" else "")
        await self._sandbox.courier.deliver(Kind.INTERACTION, payload)

    async def fill(self, view_id: str, typed: Mapping[str, Mapping[str, Any]]) -> None:
        """Type into the top view without sending it."""
        modal = self._top(view_id)
        _fill(modal.payload["blocks"], modal.entered, typed)
        self._workspace.touch()

    async def submit(self, view_id: str, typed: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, str] | None:
        """Fill in and submit the top view. Returns the errors that the app shows, None when it took the view."""
        modal = self._top(view_id)
        if not modal.payload["submit"]:
            raise Refused("This view has no button to submit it.")
        _fill(modal.payload["blocks"], modal.entered, typed or {})
        wrong = missing(modal.payload["blocks"], modal.entered)
        if wrong:
            raise Refused("Something that is required is missing.", wrong)
        payload = payloads.submitted(self._workspace, modal)
        payload["trigger_id"] = self._workspace.triggers.issue(self.id, view_id)
        delivery = await self._sandbox.courier.deliver(Kind.INTERACTION, payload)
        return self._after(modal, delivery)

    async def dismiss(self, view_id: str) -> None:
        """Close the top view; with clear_on_close all of them."""
        modal = self._top(view_id)
        if modal.payload["clear_on_close"]:
            gone = self._workspace.modals.clear(self.id)
        else:
            self._workspace.modals.close(modal)
            gone = [modal]
        self._workspace.touch()
        for one in gone:
            if one.payload["notify_on_close"]:
                told = payloads.closed(self._workspace, one, cleared=modal.payload["clear_on_close"])
                await self._sandbox.courier.deliver(Kind.INTERACTION, told)

    async def command(self, name: str, text: str, channel_id: str, thread_ts: str | None = None) -> Message | None:
        """A slash command. Returns the message that the acknowledgement made, if it made one."""
        if thread_ts:
            raise Refused(f"{name} is not supported in threads. Sorry!")  # as Slack's client says
        if name not in self._sandbox.commands:
            raise Refused(f"{name} is not a valid command.")
        channel = self._seen(channel_id)
        payload = payloads.command(self._workspace, self.id, name, text, channel)
        reply = Reply(self.id, channel.id, self._workspace.monotonic())
        payload["response_url"] = self._sandbox.response_urls.issue(reply)
        payload["trigger_id"] = self._workspace.triggers.issue(self.id)
        delivery = await self._sandbox.courier.deliver(Kind.COMMAND, payload)
        return self._said(reply, delivery)

    async def write(self, channel_id: str, text: str, thread_ts: str | None = None) -> str:
        """Write a message; returns its ts once the app was told and answered (retries go on in the background)."""
        channel = self._member(channel_id)
        if not text.strip():
            raise Refused("There is nothing to send.")
        message = user_message(self._workspace, self.id, text)
        if thread_ts:
            if thread_ts not in channel.messages:
                raise Refused("There is no such thread.")
            message["thread_ts"] = channel.messages[thread_ts].get("thread_ts", thread_ts)
        self._workspace.append(channel, message)
        await self._sandbox.tell(channel, message)
        return str(message["ts"])

    async def edit(self, channel_id: str, ts: str, text: str) -> None:
        channel = self._member(channel_id)
        changed(self._workspace, channel, self._own(channel, ts), {"text": text}, self.id)

    async def delete(self, channel_id: str, ts: str) -> None:
        channel = self._member(channel_id)
        deleted(self._workspace, channel, self._own(channel, ts)["ts"])

    async def react(self, channel_id: str, ts: str, name: str) -> None:
        channel = self._member(channel_id)
        if ts not in channel.messages:
            raise Refused("There is no such message.")
        try:
            react(self._workspace, channel.messages[ts], self.id, name)
        except ApiError as error:
            raise Refused(f"Slack does not take this reaction: {error.code}.") from None

    async def open_home(self) -> dict[str, Any] | None:
        """Open the app's home tab; the app is told, and what it has published is returned."""
        channel = self._workspace.dm(self.id)
        home = self._workspace.homes.get(self.id)
        shown = {"view": payloads.with_state(home, {})} if home else {}
        ts = self._workspace.ts()
        what = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": "home", "event_ts": ts}
        await self._sandbox.courier.announce(payloads.event(self._workspace, {**what, **shown}))
        return self._sandbox.home(self.id)

    def _act(self, block: dict[str, Any], element: Element, selected: Any, entered: Values) -> dict[str, Any]:
        """The action of a payload; what was chosen is remembered in `entered`. Raises Refused."""
        if stateful(element):
            state = chosen(element, selected)
            entered.setdefault(block["block_id"], {})[element["action_id"]] = state
        elif element["type"] == "overflow":
            state = {"selected_option": _option(element, selected)}
        else:
            state = {key: element[key] for key in ("value",) if key in element}
        return payloads.action(self._workspace, block["block_id"], element, state)

    async def _interact(self, payload: dict[str, Any], reply: Reply) -> None:
        payload["response_url"] = self._sandbox.response_urls.issue(reply)
        payload["trigger_id"] = self._workspace.triggers.issue(self.id)
        await self._sandbox.courier.deliver(Kind.INTERACTION, payload)

    def _after(self, modal: Modal, delivery: Delivery) -> dict[str, str] | None:
        """Do what the acknowledgement of a submission says. Raises NotAnswered for an answer that Slack cannot use."""
        said = delivery.answer if isinstance(delivery.answer, dict) else {}
        workspace, action = self._workspace, said.get("response_action")
        try:
            match action:
                case "errors":
                    return self._errors(modal, said)
                case "clear":
                    workspace.modals.clear(self.id)
                case "update":
                    opening.update(workspace, modal, opening.checked(said.get("view"), "modal"))
                case "push":
                    fresh = opening.made(workspace, opening.checked(said.get("view"), "modal"), self.id)
                    opening.show(workspace, fresh, on_top=True)
                case None:
                    if modal in workspace.modals.stack(self.id):
                        workspace.modals.close(modal)
                case _:
                    raise NotAnswered([f"response_action {action!r} does not exist"])
        except ApiError as error:
            raise NotAnswered([error.code, *error.messages]) from None
        workspace.touch()
        return None

    def _errors(self, modal: Modal, said: Mapping[str, Any]) -> dict[str, str]:
        """Errors name input blocks of the view. https://docs.slack.dev/surfaces/modals#displaying_errors."""
        errors = said.get("errors")
        inputs = {block["block_id"] for block in modal.payload["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise NotAnswered([f"errors for blocks that are no inputs: {errors!r}"])
        return {str(block): str(sentence) for block, sentence in errors.items()}

    def _said(self, reply: Reply, delivery: Delivery) -> Message | None:
        if not delivery.answer:
            return None
        said = delivery.answer if isinstance(delivery.answer, dict) else {"text": str(delivery.answer)}
        try:
            return self._sandbox.response_urls.say(reply, said)
        except ApiError as error:
            raise NotAnswered([error.code, *error.messages]) from None

    def _seen(self, channel_id: str) -> Channel:
        channel = self._workspace.channels.get(channel_id)
        if channel is None or self.id not in channel.members:
            raise Refused("The person is not in this channel.")
        return channel

    def _member(self, channel_id: str) -> Channel:
        channel = self._seen(channel_id)
        if channel.archived:
            raise Refused("This channel is archived.")
        return channel

    def _message(self, channel: Channel, ts: str) -> tuple[Message, bool]:
        for message in self._workspace.ephemerals[self.id, channel.id]:
            if message["ts"] == ts:
                return message, True
        if ts not in channel.messages:
            raise Refused("There is no such message.")
        return channel.messages[ts], False

    def _own(self, channel: Channel, ts: str) -> Message:
        message = channel.messages.get(ts)
        if message is None or message["user"] != self.id:
            raise Refused("Only one's own messages can be changed.")
        return message

    def _view(self, view_id: str) -> tuple[dict[str, Any], Values]:
        home = self._workspace.homes.get(self.id)
        if home is not None and home["id"] == view_id:
            return home, self._sandbox.entered.setdefault((self.id, view_id), {})
        modal = self._top(view_id)
        return modal.payload, modal.entered

    def _top(self, view_id: str) -> Modal:
        modal = self._workspace.modals.top(self.id)
        if modal is None or modal.id != view_id:
            raise Refused("This view is not on top of the person's screen.")
        return modal


def _find(
    blocks: list[dict[str, Any]], action_id: str, value: str | None, block_id: str | None
) -> tuple[dict[str, Any], Element]:
    """The one element that is meant. Raises Refused when there is none, or more than one."""
    found = [
        (block, element)
        for block in blocks
        if block_id in {None, block.get("block_id")}
        for element in usable(block)
        if element.get("action_id") == action_id and value in {None, element.get("value")}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"{action_id!r} is there {len(found)} times: say which, by block_id or value.")
    there = [element.get("action_id") for block in blocks for element in usable(block)]
    raise Refused(f"There is no element {action_id!r} (value {value!r}) here, only {there}.")


def _option(element: Element, selected: Any) -> dict[str, Any]:
    for option in options_of(element):
        if option.get("value") == selected:
            return copy.deepcopy(option)
    raise Refused(f"There is no option {selected!r} in this menu.")


def _fill(blocks: list[dict[str, Any]], entered: Values, typed: Mapping[str, Mapping[str, Any]]) -> None:
    """Type every value, or none. Raises Refused with `errors`."""
    there = {(block["block_id"], element["action_id"]): element for block, element in fields(blocks)}
    states: dict[tuple[str, str], dict[str, Any]] = {}
    wrong: dict[str, str] = {}
    for block_id, actions in typed.items():
        for action_id, value in actions.items():
            element = there.get((block_id, action_id))
            if element is None:
                raise Refused(f"The view has no field {block_id!r}/{action_id!r}, only {sorted(there)}.")
            try:
                states[block_id, action_id] = chosen(element, value)
            except Refused as refusal:
                wrong[block_id] = str(refusal)
    if wrong:
        raise Refused("Something in the view is not as it must be.", wrong)
    for (block_id, action_id), state in states.items():
        entered.setdefault(block_id, {})[action_id] = state
