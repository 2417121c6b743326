"""From a post and the case as it stands to what Slack, or a telephone, is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.app.staff.post_ports import Shown
from bot.app.staff.posts import GUIDE_PREFIX, Post, PostBy, PostKind, StaffPosts, guide_id
from bot.app.staff.views import CaseView
from bot.domain.chains import Escalation
from bot.domain.escalation import pinged_people
from bot.domain.rules import Rules
from bot.slack.blocks.card import FOOTER, case_card_blocks, case_card_text
from bot.slack.blocks.guide import guide_blocks, guide_text
from bot.slack.blocks.parts import section
from bot.slack.blocks.pings import ping_blocks, ping_sms, ping_text
from bot.slack.blocks.thread import line_blocks, line_text, reply_blocks, reply_text

_ERASED_TEXT: Final = "The data of this customer was erased. The case is closed; nothing more is shown of it."
ERASED: Final = Shown(_ERASED_TEXT, (section(_ERASED_TEXT),))
# What the watchdog says of a case, by the name of its alarm.
ALARMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "escalation.ping_overdue": "somebody should have been told of it by now, and was not. Please look at it.",
        "escalation.nobody_answers": "everybody was told, and nobody has taken it. Please take it now.",
        "hold.overdue": "it waits for a person, and its deadline has passed. Please look at it.",
    }
)
_UNSAID: Final = frozenset({FOOTER})


class Rendering:
    """Implements `bot.app.posting.Render`."""

    def __init__(self, staff_posts: StaffPosts, rules: Mapping[str, Rules]) -> None:
        self._staff_posts = staff_posts
        self._rules = rules

    def render(self, post: Post, view: CaseView, escalation: Escalation | None) -> Shown | None:
        """None = there is nothing to show."""
        match post.kind:
            case PostKind.CARD:
                return Shown(case_card_text(view), tuple(case_card_blocks(view)), _UNSAID)
            case PostKind.LINE | PostKind.GUIDE:
                return _line(post, view)
            case PostKind.ALARM:
                said = ALARMS.get(post.about, "Something is overdue.")
                text = f"⚠️ {view.case.ref}: {said}"
                return Shown(text, (section(text),))
            case PostKind.PING | PostKind.PING_OVER:
                return None if escalation is None else self._ping(post, view, escalation)
            case PostKind.INQUIRY:
                return None  # goes by e-mail; its words are made elsewhere

    def _ping(self, post: Post, view: CaseView, escalation: Escalation) -> Shown:
        if post.by == PostBy.SMS:
            return Shown(ping_sms(view, escalation, post.code))
        over = post.kind is PostKind.PING_OVER
        called = () if over or post.target else self._mentioned(view, escalation)
        text = ping_text(view, escalation, over=over, mentions=called)
        return Shown(text, tuple(ping_blocks(view, escalation, over=over, mentions=called)))

    def _mentioned(self, view: CaseView, escalation: Escalation) -> tuple[str, ...]:
        """Slack user ids of whom the channel's ping is for; a direct message rings by itself."""
        people = pinged_people(view.case, escalation, self._rules[view.case.client])
        users = self._staff_posts.slack_users
        return tuple(users[one.id] for one in people if one.id in users)


def _line(post: Post, view: CaseView) -> Shown | None:
    if post.about.startswith(GUIDE_PREFIX):  # of the type that it had when this was queued
        still = view.guide is not None and post.about == guide_id(view.case.case_type)
        return Shown(guide_text(view), tuple(guide_blocks(view))) if still else None
    undecided = next((reply for reply in view.undecided if reply.id == post.about), None)
    line = next((line for line in view.lines if line.id == post.about), None)
    if line is None:
        return None
    if undecided is not None:
        return Shown(reply_text(view, undecided), tuple(reply_blocks(view, undecided)))
    return Shown(line_text(view, line), tuple(line_blocks(view, line)))
