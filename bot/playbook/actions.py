"""What a step or a reaction does: exactly one verb, its details, and the conditions of an action."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from bot.authored import Fields, Listing, Node, Place, Problems, Table, Text, one_of, shown, suggest
from bot.domain.errors import Rejected
from bot.domain.playbook import UNGUARDED, Guard, Inquire, Reaction, ReactionAction, StepAction
from bot.domain.vocabulary import Party
from bot.playbook import verbs as v
from bot.playbook.conditions import GUARD_KEYS, read_guard
from bot.playbook.phrases import duration

Note = Callable[[int, Place], None]  # tells where the action with this number stands
DEFAULT_PEOPLE = "default"
MOST_ANSWERS = 6  # each is a button of one mail
NO_ANSWER = "no_answer"  # what follows upon silence is called so in the log


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb is read: its details, the function that makes the action (None when it cannot), what it needs."""

    details: tuple[str, ...]
    read: Callable[[Fields, v.Channels], object | None]
    needs: tuple[str, ...] = ()


def _inquire(fields: Fields, by: v.Channels) -> Inquire | None:
    party = fields.need("inquire", one_of(Party, "somebody to ask"))
    name = fields.need("with", v.template, "It names the words of the question, such as 'invoice_mismatch/ask_client'.")
    within = fields.need("within", duration, "Somebody is asked again, or a person takes over, when it has passed.")
    answers = dict(_answers(fields, by))
    silence = _no_answer(fields, by)
    waits = fields.get("meanwhile", _meanwhile, True)
    to = fields.get("to", v.plain_id, DEFAULT_PEOPLE)
    if party is None or name is None or within is None or not answers or silence is None:
        return None
    return Inquire(party, name, within, answers, silence, to, waits, tuple(answers))


def _meanwhile(text: str) -> bool:
    if text not in {"wait", "go on"}:
        raise Rejected(f"{shown(text)} is not what the ladder can do meanwhile: write 'wait' or 'go on'.")
    return text == "wait"


def _answers(fields: Fields, by: v.Channels) -> Iterator[tuple[str, Reaction]]:
    """The answers to choose from, each with what follows."""
    if "answers" not in fields:
        sentence = "'answers' is missing: each answer is a button, with what follows under it."
        fields.problems.add(fields.table.place, sentence, "missing-key")
        return
    table = fields.inner("answers")
    entries = table.entries if table else {}
    if table is not None and not 1 <= len(entries) <= MOST_ANSWERS:
        sentence = f"A question has one to {MOST_ANSWERS} answers; here are {len(entries)}."
        fields.problems.add(fields.place("answers"), sentence, "wrong-value")
    for key, node in entries.items():
        place = table.keys[key] if table else node.place
        try:
            name = v.plain_id(key)
        except Rejected as error:
            fields.problems.add(place, str(error), "wrong-value")
            continue
        if name == NO_ANSWER:
            fields.problems.add(place, "'no answer' stands beside 'answers', not among them.", "wrong-value")
        yield name, following(key, node, by, fields.problems, FOLLOWING_VERBS, lambda _number, _place: None)


def _no_answer(fields: Fields, by: v.Channels) -> Reaction | None:
    node = fields.table.entries.get("no answer")
    if node is None:
        sentence = "'no answer' is missing: say what follows when nobody answers in time."
        fields.problems.add(fields.table.place, sentence, "missing-key")
        return None
    return following("no answer", node, by, fields.problems, FOLLOWING_VERBS, lambda _number, _place: None)


BOTH: Mapping[str, Verb] = {
    "propose": Verb(("amount",), v.read_propose),
    "task": Verb(("owner", "within", "kind"), v.read_task, ("owner", "within")),
    "escalate to": Verb(("within",), v.read_escalate, ("within",)),
}
ASKING: Mapping[str, Verb] = {
    "inquire": Verb(
        ("with", "to", "within", "meanwhile", "answers", "no answer"),
        _inquire,
        ("with", "within", "answers", "no answer"),
    ),
}
STEP_VERBS: Mapping[str, Verb] = {
    "send": Verb(("by", "as", "tone", "ask", "to", "from", "alone"), v.read_send, ("as", "tone")),
    "hand over to": Verb(("within", "because"), v.read_hand_over, ("within",)),
    **BOTH,
    **ASKING,
}
STEP_DETAILS = frozenset(detail for verb in STEP_VERBS.values() for detail in verb.details)
# What may follow upon the answer of somebody else, or upon none: no customer has written, so nothing answers one.
FOLLOWING_VERBS: Mapping[str, Verb] = {
    "tell": Verb(("by", "for resolution"), v.read_tell),
    "hold": Verb(("owner", "within"), v.read_hold, ("owner", "within")),
    "wait": Verb(("then",), v.read_wait, ("then",)),
    "resume after": Verb((), v.read_resume),
    **BOTH,
}
REACTION_VERBS: Mapping[str, Verb] = {
    "answer": Verb(("ask", "if already said", "by", "once"), v.read_answer),
    **{name: FOLLOWING_VERBS[name] for name in ("tell", "hold", "wait", "resume after")},
    "note promise": Verb((), v.read_note_promise),
    "note dispute": Verb((), v.read_note_dispute),
    "clarify": Verb(("ask", "owner", "within"), v.read_clarify, ("ask", "owner", "within")),
    "close as": Verb(("cause",), v.read_close, ("cause",)),
    **BOTH,
    **ASKING,
}
NOT_AFTER_INQUIRY = {
    "answer": ("Nobody of the customer's wrote anything here: write 'tell' instead of an answer.", v.NO_MESSAGE),
    "clarify": ("Nobody of the customer's wrote anything here: there is nothing to clarify.", v.NO_MESSAGE),
    "note promise": ("Only a customer promises: there is no message of theirs here.", v.NO_MESSAGE),
    "note dispute": ("Only a customer disputes: there is no message of theirs here.", v.NO_MESSAGE),
    "inquire": ("An answer does not lead to another question: make that a step of its own.", "inquiry-in-inquiry"),
    "close as": ("No playbook closes a case by itself: propose something, or hand it to a person.", "closes-by-itself"),
}


def step_action(table: Table, by: v.Channels, problems: Problems, frame: tuple[str, ...]) -> StepAction | None:
    """Read what a step does; `frame` are the step's keys that belong to no verb."""
    found = _acted(table, by, problems, "a step", STEP_VERBS, frame)
    return cast("StepAction | None", found)  # the verbs of STEP_VERBS make nothing else


def reaction(key: str, node: Node, by: v.Channels, problems: Problems, note: Note) -> Reaction:
    """Read what follows upon a trigger: a list of actions, or the word 'nothing'."""
    return following(key, node, by, problems, REACTION_VERBS, note)


def following(
    key: str, node: Node, by: v.Channels, problems: Problems, verbs: Mapping[str, Verb], note: Note
) -> Reaction:
    """Read a list of actions of these verbs; one that cannot be read is noted and left out."""
    if isinstance(node, Text) and node.value == "nothing":
        return Reaction(())
    if not isinstance(node, Listing) or not node.items:
        sentence = f"{shown(key)} must be a list, each item after a dash, or the word 'nothing'."
        problems.add(node.place, sentence, "wrong-type")
        return Reaction(())
    actions: list[ReactionAction] = []
    guards: list[Guard] = []
    for item in node.items:
        action = _reaction_action(item, by, problems, verbs)
        if action is not None:
            note(len(actions), item.place)
            actions.append(action)
            guards.append(_guard(item, problems))
    return Reaction(tuple(actions), tuple(guards) if any(guard != UNGUARDED for guard in guards) else ())


def _guard(node: Node, problems: Problems) -> Guard:
    if not isinstance(node, Table):
        return UNGUARDED
    return read_guard(Fields(node, "a reaction", problems, node.entries))  # the verb has judged the keys


def _reaction_action(
    node: Node, by: v.Channels, problems: Problems, verbs: Mapping[str, Verb]
) -> ReactionAction | None:
    if not isinstance(node, Table):
        problems.add(node.place, "Each reaction is a verb with its value, such as 'answer: common/thanks'.", "verb")
        return None
    for key, (sentence, rule) in NOT_AFTER_INQUIRY.items():
        if key in node.entries and key not in verbs:
            problems.add(node.keys[key], sentence, rule)
            return None
    found = _acted(node, by, problems, "a reaction", verbs, GUARD_KEYS)
    return cast("ReactionAction | None", found)  # the verbs of REACTION_VERBS make nothing else


def _acted(
    table: Table,
    by: v.Channels,
    problems: Problems,
    what: str,
    verbs: Mapping[str, Verb],
    frame: tuple[str, ...],
) -> object | None:
    said = [key for key in table.entries if key in verbs]
    if len(said) == 1:
        verb = verbs[said[0]]
        fields = Fields(table, f"{what} with {shown(said[0])}", problems, (*frame, said[0], *verb.details))
        return verb.read(fields, by)
    if said:
        sentence = f"{what.capitalize()} does one thing; here are {' and '.join(map(shown, said))}."
        problems.add(table.keys[said[1]], sentence, "verb")
        return None
    unknown = [key for key in table.entries if key not in frame]
    hint = suggest(unknown[0], verbs) if unknown else ""
    place = table.keys[unknown[0]] if unknown else table.place
    problems.add(place, f"Nothing says what {what} does.{hint or ' Known are: ' + ', '.join(verbs) + '.'}", "verb")
    return None
