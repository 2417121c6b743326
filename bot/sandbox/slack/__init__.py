"""A stand-in Slack workspace: the Web API, signed deliveries, Socket Mode, and people who click and type."""

from __future__ import annotations

from bot.sandbox.slack.delivery import Delivery, Kind
from bot.sandbox.slack.errors import NotAnswered, Refused
from bot.sandbox.slack.pace import Pace
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.sandbox import SlackSandbox
from bot.sandbox.slack.web_api import DEFAULT_SCOPES, ApiCall

__all__ = ["DEFAULT_SCOPES", "ApiCall", "Delivery", "Kind", "NotAnswered", "Pace", "Person", "Refused", "SlackSandbox"]
