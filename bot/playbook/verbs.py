"""The verbs of playbooks: the details of each, read from YAML into the domain's actions."""

from __future__ import annotations

import re

from bot.authored import Fields, one_of, shown, suggest, yes_or_no
from bot.domain.errors import Rejected
from bot.domain.playbook import (
    AmountOf,
    Answer,
    Ask,
    CloseWith,
    ContactRole,
    EscalateTo,
    HandOver,
    HoldFor,
    NoteDispute,
    NotePromise,
    Propose,
    Resume,
    Send,
    Sender,
    Task,
    Tell,
    Tone,
    WaitFor,
)
from bot.domain.vocabulary import (
    Channel,
    HoldKind,
    Outcome,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    TaskKind,
    TouchClass,
)
from bot.playbook.phrases import duration

Channels = tuple[Channel, ...]

a_channel = one_of(Channel, "a channel")
a_role = one_of(Role, "a role")
a_question = one_of(Question, "a question")
a_resolution = one_of(ResolutionKind, "a resolution")
a_hold = one_of(HoldKind, "a kind of hold")
an_amount = one_of(AmountOf, "an amount to propose")
MAX_TASK = 80  # characters: it stands in one line of a card
NO_MESSAGE = "answer-without-message"  # the rule
NEEDS_DEADLINE = "Nothing may wait for a person without a deadline, such as 'within: 1 business day'."


def template(text: str) -> str:
    """Parse: the name of a template, such as common/thanks."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*", text):
        raise Rejected(f"{shown(text)} is not a template's name such as 'common/thanks'.")
    return text


def plain_id(text: str) -> str:
    """Parse: an id of small letters, digits and underscores."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,47}", text):
        raise Rejected(f"{shown(text)} is not an id: use small letters, digits and underscores.")
    return text


def a_tone(text: str) -> Tone:
    """Parse: a tone, from inform to formal."""
    tones = {tone.name.lower(): tone for tone in Tone}
    if text not in tones:
        raise Rejected(f"{shown(text)} is not a tone.{suggest(text, tones)}")
    return tones[text]


def a_task(text: str) -> str:
    """Parse: what a person is asked to do, in a few words."""
    if len(text) > MAX_TASK or "\n" in text:
        raise Rejected(f"{shown(text)} is too long for a task; say it in {MAX_TASK} characters.")
    return text


def read_send(fields: Fields, by: Channels) -> Send | None:
    name = fields.need("send", template)
    touch = fields.need("as", one_of(TouchClass, "a class of touch"))
    tone = fields.need("tone", a_tone)
    channels = fields.many("by", a_channel) or by
    if not channels and "by" not in fields:
        fields.need("by", a_channel)
    if name is None or touch is None or tone is None:
        return None
    return Send(
        template=name,
        channels=channels,
        touch_class=touch,
        tone=tone,
        ask=fields.get("ask", a_question, None),
        to=fields.get("to", one_of(ContactRole, "a contact's role"), ContactRole.MAIN),
        sender=fields.get("from", one_of(Sender, "a sender"), Sender.NORMAL),
        merge=not fields.get("alone", yes_or_no, default=False),
    )


def read_task(fields: Fields, _by: Channels) -> Task | None:
    name = fields.need("task", a_task)
    owner, within = fields.need("owner", a_role), fields.need("within", duration, NEEDS_DEADLINE)
    kind = fields.get("kind", one_of(TaskKind, "a kind of task"), None)
    return None if name is None or owner is None or within is None else Task(name, owner, within, kind)


def read_hand_over(fields: Fields, _by: Channels) -> HandOver | None:
    owner = fields.need("hand over to", a_role)
    within = fields.need("within", duration, NEEDS_DEADLINE)
    kind = fields.get("because", a_hold, HoldKind.END_OF_PLAYBOOK)
    return None if owner is None or within is None else HandOver(owner, within, kind)


def read_escalate(fields: Fields, _by: Channels) -> EscalateTo | None:
    owner = fields.need("escalate to", a_role)
    within = fields.need("within", duration, NEEDS_DEADLINE)
    return None if owner is None or within is None else EscalateTo(owner, within)


def read_propose(fields: Fields, _by: Channels) -> Propose | None:
    kind = fields.need("propose", a_resolution)
    return None if kind is None else Propose(kind, fields.get("amount", an_amount, AmountOf.OPEN))


def read_answer(fields: Fields, _by: Channels) -> Answer | None:
    name = fields.need("answer", template)
    where = fields.many("by", a_channel)
    once = fields.get("once", yes_or_no, default=False)
    ask, if_given = fields.get("ask", a_question, None), fields.get("if already said", template, "")
    if if_given and ask is None:
        fields.problems.add(fields.place("if already said"), "Nothing is asked here: say 'ask' too.", "missing-key")
    return None if name is None else Answer(name, ask, if_given, where, once)


def read_tell(fields: Fields, by: Channels) -> Tell | None:
    name = fields.need("tell", template)
    channels = fields.many("by", a_channel) or by
    if not channels and "by" not in fields:
        fields.need("by", a_channel)
    return None if name is None else Tell(name, channels, _for_resolution(fields))


def _for_resolution(fields: Fields) -> dict[ResolutionKind, str]:
    table = fields.inner("for resolution")
    if table is None:
        return {}
    inner = Fields(table, "'for resolution'", fields.problems, list(ResolutionKind))
    found = {kind: inner.get(kind, template, "") for kind in ResolutionKind}
    return {kind: name for kind, name in found.items() if name}


def read_hold(fields: Fields, _by: Channels) -> HoldFor | None:
    kind = fields.need("hold", a_hold)
    owner, within = fields.need("owner", a_role), fields.need("within", duration, NEEDS_DEADLINE)
    return None if kind is None or owner is None or within is None else HoldFor(kind, owner, within)


def _then(text: str) -> bool:
    if text not in {"a person", "the ladder"}:
        raise Rejected(f"{shown(text)} is not what may follow: write 'a person' or 'the ladder'.")
    return text == "a person"


def read_wait(fields: Fields, _by: Channels) -> WaitFor | None:
    length = fields.need("wait", duration)
    person = fields.need("then", _then, "Say who goes on: 'a person' or 'the ladder'.")
    return None if length is None or person is None else WaitFor(length, person)


def read_resume(fields: Fields, _by: Channels) -> Resume | None:
    after = fields.need("resume after", duration)
    return None if after is None else Resume(after)


def read_note_promise(fields: Fields, _by: Channels) -> NotePromise | None:
    table = fields.inner("note promise")
    if table is None:
        return None
    keys = ("ask for day", "confirm day", "noted", "remind", "at most", "without day", "grace")
    inner = Fields(table, "a promise", fields.problems, keys)
    ask, noted = inner.need("ask for day", template), inner.need("noted", template)
    most, without = inner.need("at most", duration), inner.need("without day", duration)
    grace = inner.need("grace", duration)
    remind, confirm = inner.get("remind", template, ""), inner.get("confirm day", template, "")
    if ask is None or noted is None or most is None or without is None or grace is None:
        return None
    return NotePromise(ask, noted, most, without, grace, remind, confirm)


def read_note_dispute(fields: Fields, _by: Channels) -> NoteDispute | None:
    table = fields.inner("note dispute")
    if table is None:
        return None
    inner = Fields(table, "a dispute", fields.problems, ("answer within", "owner"))
    within = inner.need("answer within", duration, "A dispute is answered within what the client promises.")
    return None if within is None else NoteDispute(within, inner.get("owner", a_role, Role.OPERATOR))


def read_clarify(fields: Fields, _by: Channels) -> Ask | None:
    name, question = fields.need("clarify", template), fields.need("ask", a_question)
    owner, within = fields.need("owner", a_role), fields.need("within", duration, NEEDS_DEADLINE)
    if name is None or question is None or owner is None or within is None:
        return None
    return Ask(name, question, owner, within)


def read_close(fields: Fields, _by: Channels) -> CloseWith | None:
    outcome = fields.need("close as", one_of(Outcome, "an outcome"))
    cause = fields.need("cause", one_of(RootCause, "a root cause"))
    return None if outcome is None or cause is None else CloseWith(outcome, cause)
