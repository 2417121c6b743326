"""The staff's workspace: everybody of `config/staff.yaml`, a channel for each client, seen with one person's eyes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.clients import Configuration
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.sandbox.slack import Person, SlackSandbox

HOME: Final = "home"
_LATEST: Final = 120  # messages of a channel that the page shows


class StaffDesk:
    def __init__(self, sandbox: SlackSandbox, configuration: Configuration, clients: tuple[str, ...]) -> None:
        self.sandbox = sandbox
        self._staff = configuration.staff
        self._slack = {staff: user for user, staff in configuration.slack_users.items()}
        self._zones = {client: configuration.rules[client].zone for client in clients}
        self._channels: dict[str, str] = {}  # client -> channel id
        for staff, user in self._slack.items():
            sandbox.add_user(user, self._staff[staff].name)
        for client in clients:
            name = configuration.profiles[client].slack_channel.removeprefix("#")
            members = [self._slack[one.id] for one in self._staff.values() if self._works(one, client)]
            if name:
                self._channels[client] = sandbox.add_channel(name, members=members)

    def _works(self, staff: Staff, client: str) -> bool:
        return staff.id in self._slack and (not staff.clients or client in staff.clients)

    def person(self, staff_id: str) -> Person:
        """What this member of staff can do in the workspace. Raises Rejected for somebody who is not in it."""
        return self.sandbox.as_user(self.user(staff_id))

    def channel_of(self, client: str) -> str:
        return self._channels[client]

    def user(self, staff_id: str) -> str:
        """The workspace's id of a member of staff."""
        found = self._slack.get(staff_id)
        if found is None:
            raise Rejected(f"{staff_id} is not in this workspace.")
        return found

    # --- what one person sees ---

    def seen_by(self, staff_id: str, place: str, thread: str) -> dict[str, Any]:
        """The workspace as this person sees it: places, messages, a thread, what only they see, open forms."""
        user = self.user(staff_id)
        places = self._places(staff_id)
        known = {one["id"] for one in places}
        here = place if place in known else places[0]["id"]
        return {
            "me": staff_id,
            "staff": [self._listed(one) for one in self._staff.values() if one.id in self._slack],
            "users": self._users(),
            "channels": {channel: client for client, channel in self._channels.items()},
            "clients": self._channels,
            "places": places,
            "place": here,
            "messages": [] if here == HOME else self._messages(here)[-_LATEST:],
            "thread": self._thread(here, thread) if thread and here != HOME else None,
            "only_you": [] if here == HOME else self.sandbox.ephemerals(user, here),
            "home": self.sandbox.home(user) if here == HOME else None,
            "forms": self.sandbox.views(user)[-1:],
            "depth": len(self.sandbox.views(user)),
        }

    def _places(self, staff_id: str) -> list[dict[str, Any]]:
        staff, user = self._staff[staff_id], self.user(staff_id)
        found = [
            {
                "id": channel,
                "kind": "channel",
                "client": client,
                "zone": self._zones[client],
                "count": len(self._messages(channel)),
            }
            for client, channel in self._channels.items()
            if self._works(staff, client)
        ]
        private, zone = self.sandbox.dm_channel(user), next(iter(self._zones.values()))
        bot = {"id": private, "kind": "dm", "client": "", "zone": zone, "count": len(self.sandbox.dms(user))}
        home = {"id": HOME, "kind": "home", "client": "", "zone": zone, "count": 0}
        return [*found, bot, home]

    def _messages(self, place: str) -> list[dict[str, Any]]:
        return self.sandbox.messages(place)

    def _thread(self, place: str, thread: str) -> dict[str, Any] | None:
        parent = next((one for one in self._messages(place) if one["ts"] == thread), None)
        if parent is None:
            return None
        return {"ts": thread, "parent": parent, "replies": self.sandbox.messages(place, thread_ts=thread)}

    def _users(self) -> dict[str, str]:
        names = {user: self._staff[staff].name for staff, user in self._slack.items()}
        return names | {self.sandbox.bot_user_id: "followup"}

    def _listed(self, staff: Staff) -> dict[str, Any]:
        roles = sorted(role.value for role in staff.roles)
        return {
            "id": staff.id,
            "name": staff.name,
            "roles": roles,
            "user": self._slack[staff.id],
            "phone": staff.phone,
            "clients": sorted(staff.clients),
        }

    # --- what one person does ---

    async def do(self, staff_id: str, deed: str, asked: Mapping[str, Any]) -> Any:
        """A click, a form, a command, a message. Raises Rejected for what the workspace does not let them do."""
        found = _DEEDS.get(deed)
        if found is None:
            raise Rejected(f"Nobody can {deed} here.")
        return await found(self.person(staff_id), asked)


def _word(asked: Mapping[str, Any], name: str) -> str:
    return str(asked.get(name) or "")


async def _click(person: Person, asked: Mapping[str, Any]) -> None:
    await person.click(_word(asked, "place"), _word(asked, "ts"), _word(asked, "action"), **_element(asked))


async def _click_in_view(person: Person, asked: Mapping[str, Any]) -> None:
    await person.click_in_view(_word(asked, "view"), _word(asked, "action"), **_element(asked))


async def _submit(person: Person, asked: Mapping[str, Any]) -> dict[str, str] | None:
    return await person.submit(_word(asked, "view"), _values(asked))


async def _dismiss(person: Person, asked: Mapping[str, Any]) -> None:
    await person.dismiss(_word(asked, "view"))


async def _command(person: Person, asked: Mapping[str, Any]) -> object:
    name, _, rest = _word(asked, "text").partition(" ")
    return await person.command(name, rest, _word(asked, "place"), thread_ts=_word(asked, "thread") or None)


async def _write(person: Person, asked: Mapping[str, Any]) -> object:
    thread = _word(asked, "thread") or None
    return await person.write(_word(asked, "place"), _word(asked, "text"), thread_ts=thread)


async def _home(person: Person, asked: Mapping[str, Any]) -> None:
    del asked
    await person.open_home()


_DEEDS: Final[dict[str, Callable[[Person, Mapping[str, Any]], Awaitable[object]]]] = {
    "click": _click,
    "click_in_view": _click_in_view,
    "submit": _submit,
    "dismiss": _dismiss,
    "command": _command,
    "write": _write,
    "home": _home,
}


def _element(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asked.get(name) for name in ("value", "block_id", "selected") if asked.get(name) is not None}


def _values(asked: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    values = asked.get("values")
    if not isinstance(values, dict) or not all(isinstance(one, dict) for one in values.values()):
        raise Rejected("A form holds values by block and action.")
    return values
