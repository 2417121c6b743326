"""What listeners work with: the use cases' ports, the people, the channels, and the door to Slack's Web API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.context import Context
from bot.app.sending import Desk
from bot.app.staff.guidance import Guidance
from bot.app.staff.people import may_read
from bot.app.staff.viewing import view_case
from bot.app.staff.views import CaseView
from bot.app.surroundings import Understand
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.slack.listeners.patience import Patience
from bot.slack.listeners.payloads import Place

STRANGER: Final = (
    "I do not know you as a member of staff, so I can neither show nor change anything here."
    " Ask whoever looks after followup to add your Slack user to staff.yaml."
)
OTHER_CHANNEL: Final = "This channel belongs to another client. Ask me in our direct messages instead."
_NAMELESS: Final = frozenset({"", "privategroup"})  # what Slack calls private channels in clicks and commands


@dataclass(frozen=True, slots=True)
class Workspace:
    """`people` by Slack's user id; `channels`: client -> name or id of its channel as configured."""

    context: Context
    desk: Desk
    understand: Understand
    brands: Mapping[str, str]
    people: Mapping[str, Staff]
    channels: Mapping[str, str]
    client: AsyncWebClient
    guidance: Guidance | None = None  # words for staff
    patience: Patience = field(default_factory=Patience)
    _names: dict[str, str] = field(default_factory=dict)  # of private channels, asked once

    def staff(self, user: str) -> Staff:
        """Whoever this Slack user is. Raises Rejected for a stranger."""
        found = self.people.get(user)
        if found is None:
            raise Rejected(STRANGER)
        return found

    def case(self, reference: str, staff: Staff) -> CaseView:
        """The case as this person sees it. Raises Rejected when it is unknown or not theirs."""
        return view_case(self.context, self.understand, self.brands, reference, staff, self.guidance)

    async def clients_shown(self, place: Place, staff: Staff) -> frozenset[str]:
        """SLACK-MIN: whose cases this person may be shown here. A client's channel is for that client alone."""
        owners = await self._owners(place)
        return frozenset(
            client for client in self.context.rules if may_read(staff, client) and (not owners or client in owners)
        )

    async def _owners(self, place: Place) -> frozenset[str]:
        if not place.channel:
            return frozenset()
        names = {place.channel, await self._name(place)}
        return frozenset(client for client, channel in self.channels.items() if channel in names)

    async def _name(self, place: Place) -> str:
        if place.channel_name not in _NAMELESS or place.channel.startswith("D"):
            return place.channel_name
        if place.channel not in self._names:
            self._names[place.channel] = await self._asked(place.channel)
        return self._names[place.channel]

    async def _asked(self, channel: str) -> str:
        try:
            answer = await self.client.conversations_info(channel=channel)
        except SlackApiError as error:
            if error.response.get("error") != "channel_not_found":
                raise
            return ""  # we are no member, so it is no client's channel: cards could not be posted there
        return str(answer["channel"].get("name", ""))
