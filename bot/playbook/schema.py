"""The JSON Schema of playbooks, for editors: they complete keys, show what each means, and underline slips.

It is made from the same tables as the reader, so that it cannot fall behind. What only the whole of the files shows
(inheritance, templates, order of the ladder) is for `followup playbook check`. Draft 7, which editors know best.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any, Final

from bot.domain.playbook import AmountOf, Balance, ContactRole, Sender, Tone
from bot.domain.reasons import ReasonGroup
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    CustomerKind,
    HoldKind,
    Outcome,
    Owes,
    Party,
    Question,
    ResolutionKind,
    Role,
    RootCause,
    Stage,
    TaskKind,
    TouchClass,
)
from bot.playbook.actions import FOLLOWING_VERBS, REACTION_VERBS, STEP_VERBS, Verb
from bot.playbook.conditions import CONDITION_KEYS, GUARD_KEYS
from bot.playbook.phrases import ANCHORS, PHRASES, UNITS
from bot.playbook.reader import OVERRIDE_KEYS, PLAYBOOK_KEYS, STEP_FRAME, TRIGGERS

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
TITLE: Final = "A playbook of followup"
_ONE_UNIT: Final = "|".join(UNITS)
_LENGTH: Final = rf"^[0-9]{{1,6}} +({_ONE_UNIT})$"
_TIME: Final = rf"^({'|'.join(PHRASES)}|[0-9]{{1,6}} +({_ONE_UNIT}) +(before|after) +({'|'.join(ANCHORS)}))$"
_TEMPLATE: Final = "^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$"
_ID: Final = "^[a-z][a-z0-9_]{0,47}$"

# What each key means, as an editor shows it beside the cursor.
MEANS: Final[Mapping[str, str]] = {
    "playbook": "Its name, like the file's.",
    "extends": "The playbook whose words hold where this one says nothing.",
    "for": "The case types that it runs; each type has one playbook.",
    "owes": "Who owes: they (the customer), we, open (not known yet), either.",
    "time of day": 'Local time of the customer at which days begin to count, such as "10:00".',
    "by": "Channels, best first; the first that reaches the customer is used. An answer: only if they wrote by one.",
    "closes as": "The outcome when the money is there.",
    "proposal expires": "How long an approver may take.",
    "carry out within": "How long carrying out what was approved may take.",
    "resolutions": "What may be proposed.",
    "notes": "Remarks that `playbook show` repeats, by a key of your choice.",
    "steps": "The ladder, in its order.",
    "reactions": "What follows upon each intent, flag and happening.",
    "id": "What a running case remembers: keep it when you change the rest.",
    "when": "Such as 'at opening', '3 days after due', '2 business days before deadline'.",
    "at": 'Another local time of day for this step, such as "09:30".',
    "only if": "All parts must hold, else the step is skipped.",
    "unless": "If all parts hold the step is skipped.",
    "repeat": "How often at most, such as '3 times'.",
    "every": "How much time lies between two repeats.",
    "after": "The id of the step behind which a new one stands.",
    "remove": "yes takes an inherited step out.",
    "send": "Contact the customer with this template.",
    "as": "chase asks somebody who owes; notice informs.",
    "tone": "How hard it presses; along a ladder of chases it never falls.",
    "ask": "What the customer is asked: short answers are read in its light.",
    "to": "The main or the escalation contact; of an inquiry, which of the party's people.",
    "from": "The normal or a named senior sender.",
    "alone": "yes = never in one message with other cases.",
    "task": "What a person does meanwhile; the ladder goes on.",
    "owner": "The role that has it.",
    "within": "By when. Nothing waits for a person without a deadline.",
    "kind": "Of a task: what belongs to it, such as the call script. Of a customer: consumer or business.",
    "escalate to": "A person higher up is told; the ladder goes on.",
    "propose": "A resolution that waits for an approver.",
    "amount": "Which amount is proposed.",
    "hand over to": "The ladder ends with a person.",
    "because": "Why it is held then.",
    "inquire": "Ask the client's own people, the bank or the gateway, by an e-mail with one button for each answer.",
    "with": "The template of the question.",
    "meanwhile": "wait: the clock of the ladder stops. go on: it does not.",
    "answers": "What follows upon each answer.",
    "no answer": "What follows when nobody answers in time.",
    "answer": "Answer the customer at once, on the medium that they used.",
    "if already said": "The words where the reply already gives what is asked.",
    "once": "yes = not where it is the last that was said to them.",
    "tell": "A notice that nobody asked for.",
    "for resolution": "Other words by the kind of resolution.",
    "hold": "Nothing automatic until a person has looked.",
    "wait": "Silence for so long.",
    "then": "Who goes on: a person, or the ladder.",
    "resume after": "The ladder goes on, not before.",
    "note promise": "Silence until the promised day.",
    "note dispute": "The amount in the reply, else all of it, is contested.",
    "clarify": "A question back; at most two in a case, never the same twice, then the person.",
    "close as": "Only upon `confirmed`.",
    "cause": "The root cause.",
    "above": 'The open amount is above this, in quotes: "1000.00".',
    "below": 'The open amount is below this, in quotes: "5.00".',
    "older than": "Days since opening, such as '30 days'.",
    "language": "Of the customer, such as es or pt-BR.",
    "client": "Ids of clients.",
    "promises broken": "At least so many.",
    "answered": "Whether the customer has written in this case.",
    "earlier cases": "At least so many other cases of the customer lately.",
    "balance": "What is expected against what was paid: owed, held, even.",
    "reason": "Groups or codes of the bank or the card scheme.",
    "stage": "How far a chargeback has gone.",
    "country": "Of the customer, such as US.",
    "contested": "Whether a part is contested.",
    "deadline": "Whether there is an outside deadline.",
}


def playbook_schema() -> Schema:
    """The schema of one file in `playbooks/`."""
    properties = {key: _top(key) for key in PLAYBOOK_KEYS}
    return {
        "$schema": DRAFT,
        "title": TITLE,
        "type": "object",
        "required": ["playbook"],
        "additionalProperties": False,
        "properties": properties,
        "definitions": _definitions(),
    }


def override_schema() -> Schema:
    """The schema of what a client's file may say under `playbooks:` for one playbook."""
    return {
        "$schema": DRAFT,
        "title": f"{TITLE}: what a client wants otherwise",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _top(key) for key in OVERRIDE_KEYS},
        "definitions": _definitions(),
    }


def _definitions() -> Schema:
    return {
        "step": _acting(STEP_VERBS, STEP_FRAME, {"required": ["id"]}),
        "action": _acting(REACTION_VERBS, GUARD_KEYS, {"minProperties": 1}),
        "following": _acting(FOLLOWING_VERBS, GUARD_KEYS, {"minProperties": 1}),
        "condition": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": False,
            "properties": {key: _detail(key) | _means(key) for key in CONDITION_KEYS},
        },
    }


def _acting(verbs: Mapping[str, Verb], frame: Collection[str], more: Schema) -> Schema:
    """A step or an action: exactly one verb, with the details of that verb.

    A step that changes an inherited one may leave out what stays, even the verb; an action stands for itself.
    """
    whole = "id" not in frame
    details = [detail for verb in verbs.values() for detail in verb.details]
    keys = dict.fromkeys((*frame, *verbs, *details))
    rules = [
        {
            "if": {"required": [name]},
            "then": {"propertyNames": {"enum": [*frame, name, *verb.details]}}
            | ({"required": list(verb.needs)} if whole and verb.needs else {}),
        }
        for name, verb in verbs.items()
    ]
    one_verb: Schema = {"oneOf": [{"required": [name]} for name in verbs]} if whole else {}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _detail(key, verbs) | _means(key) for key in keys},
        "allOf": rules,
        **one_verb,
        **more,
    }


def _means(key: str) -> Schema:
    return {"description": MEANS[key]} if key in MEANS else {}


# --- values ----------------------------------------------------------------------------------------------------


def _top(key: str) -> Schema:
    values: Mapping[str, Schema] = {
        "playbook": _text(_ID),
        "extends": _text(_ID),
        "for": _some(CaseType),
        "owes": _one(Owes),
        "time of day": _CLOCK,
        "by": _some(Channel),
        "closes as": _one(Outcome),
        "proposal expires": _text(_LENGTH),
        "carry out within": _text(_LENGTH),
        "resolutions": _some(ResolutionKind),
        "notes": {"type": "object", "additionalProperties": {"type": "string"}},
        "steps": {"type": "array", "items": {"$ref": "#/definitions/step"}},
        "reactions": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: _follows("action") for name in TRIGGERS},
        },
    }
    return values[key] | _means(key)


def _detail(key: str, verbs: Mapping[str, Verb] | None = None) -> Schema:
    """The value of a key of a step, an action or a condition."""
    if key == "kind" and verbs is None:
        return _some(CustomerKind)
    if key == "answer" and verbs is not None:
        return _text(_TEMPLATE)
    return _VALUES[key]


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _words(words: Iterable[object]) -> list[str]:
    return [str(word.value if isinstance(word, Enum) else word) for word in words]


def _one(kind: type[Enum]) -> Schema:
    return {"enum": _words(kind)}


def _some(kind: type[Enum]) -> Schema:
    """One of a closed list, or several."""
    one = _one(kind)
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}


def _texts(pattern: str) -> Schema:
    one = _text(pattern)
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}


def _follows(definition: str) -> Schema:
    each = {"$ref": f"#/definitions/{definition}"}
    return {"anyOf": [{"const": "nothing"}, {"type": "array", "items": each, "minItems": 1}]}


def _number(pattern: str) -> Schema:
    return {"type": ["string", "integer"], "pattern": pattern}


_CLOCK: Final[Schema] = _text("^([01][0-9]|2[0-3]):[0-5][0-9]$")
_YES: Final[Schema] = {"enum": ["yes", "no", "true", "false", True, False]}
_AMOUNT: Final[Schema] = _number(r"^[0-9]+(\.[0-9]+)?$")
_TONES: Final[Schema] = {"enum": [tone.name.lower() for tone in Tone]}
_PROMISE: Final[Schema] = {
    "type": "object",
    "required": ["ask for day", "noted", "at most", "without day", "grace"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("ask for day", "confirm day", "noted", "remind"), _text(_TEMPLATE)),
        **dict.fromkeys(("at most", "without day", "grace"), _text(_LENGTH)),
    },
}
_DISPUTE: Final[Schema] = {
    "type": "object",
    "required": ["answer within"],
    "additionalProperties": False,
    "properties": {"answer within": _text(_LENGTH), "owner": _one(Role)},
}
_VALUES: Final[Mapping[str, Schema]] = {
    **dict.fromkeys(("id", "after"), _text(_ID)),
    **dict.fromkeys(("send", "with", "answer", "if already said", "tell", "clarify"), _text(_TEMPLATE)),
    **dict.fromkeys(("every", "within", "wait", "resume after"), _text(_LENGTH)),
    **dict.fromkeys(("owner", "escalate to", "hand over to"), _one(Role)),
    **{key: {"$ref": "#/definitions/condition"} for key in ("only if", "unless")},
    **dict.fromkeys(("remove", "alone", "once", "answered", "contested", "deadline"), _YES),
    **dict.fromkeys(("above", "below"), _AMOUNT),
    **dict.fromkeys(("promises broken", "earlier cases"), _number("^[0-9]{1,2}$")),
    **dict.fromkeys(("because", "hold"), _one(HoldKind)),
    "when": _text(_TIME),
    "at": _CLOCK,
    "repeat": _number("^[0-9]{1,4}( times)?$"),
    "as": {"enum": [TouchClass.CHASE.value, TouchClass.NOTICE.value]},
    "tone": _TONES,
    "ask": _one(Question),
    "to": {"anyOf": [_one(ContactRole), _text(_ID)]},
    "from": _one(Sender),
    "by": _some(Channel),
    "task": {"type": "string", "maxLength": 80},
    "kind": _one(TaskKind),
    "propose": _one(ResolutionKind),
    "amount": _one(AmountOf),
    "inquire": _one(Party),
    "meanwhile": {"enum": ["wait", "go on"]},
    "answers": {"type": "object", "minProperties": 1, "additionalProperties": _follows("following")},
    "no answer": _follows("following"),
    "for resolution": {
        "type": "object",
        "additionalProperties": False,
        "properties": {kind.value: _text(_TEMPLATE) for kind in ResolutionKind},
    },
    "then": {"enum": ["a person", "the ladder"]},
    "note promise": _PROMISE,
    "note dispute": _DISPUTE,
    "close as": _one(Outcome),
    "cause": _one(RootCause),
    "older than": _text(r"^[0-9]{1,6} +days?$"),
    "language": _texts("^[a-z]{2,3}([-_][A-Z]{2})?$"),
    "client": _texts(_ID),
    "balance": _some(Balance),
    "reason": {
        "anyOf": [
            {"anyOf": [_one(ReasonGroup), _text("^[0-9A-Z][0-9A-Za-z.-]*$")]},
            {"type": "array", "minItems": 1, "items": {"anyOf": [_one(ReasonGroup), {"type": ["string", "number"]}]}},
        ]
    },
    "stage": _some(Stage),
    "country": _texts("^[A-Z]{2}$"),
}
