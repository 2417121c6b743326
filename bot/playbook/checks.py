"""What a playbook must obey beyond its grammar: the ladder, the reactions, the resolutions, the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from bot.authored import Place, Problems
from bot.domain.playbook import (
    ALWAYS,
    FALLS_BACK_TO,
    UNGUARDED,
    Anchor,
    Answer,
    Ask,
    CloseWith,
    Duration,
    EscalateTo,
    HandOver,
    Happening,
    HoldFor,
    Inquire,
    NoteDispute,
    NotePromise,
    Propose,
    Reaction,
    Send,
    Step,
    Task,
    Tell,
    Tone,
    Trigger,
    Unit,
    WaitFor,
)
from bot.domain.vocabulary import PERSONAL_FLAGS, PERSONAL_INTENTS, Channel, Flag, HoldKind, Intent, Owes, TouchClass
from bot.playbook.reader import TRIGGERS, Draft
from bot.playbook.trade import allowed_for

HasTemplate = Callable[[str, Channel], bool]
AnswersOf = Callable[[str], tuple[str, ...] | None]  # of an inquiry: those with a label; None = there is none
HOURS = {Unit.HOURS: 1.0, Unit.DAYS: 24.0, Unit.BUSINESS_DAYS: 24.0 * 7 / 5}  # five business days to the week
UPON_A_MESSAGE = (Happening.UNDECIDED, Happening.UNCLEAR_ANSWER, Happening.EVIDENCE_RECEIVED, Happening.DISPUTE_OF_PART)
MUST_HOLD: tuple[Trigger, ...] = (
    *(flag for flag in Flag if flag in PERSONAL_FLAGS),
    *(intent for intent in Intent if intent in PERSONAL_INTENTS),
)


def check(
    draft: Draft, problems: Problems, has_template: HasTemplate | None = None, answers_of: AnswersOf | None = None
) -> None:
    """Note every problem of a resolved playbook."""
    for one in (_head, _ladder_end, _tones, _presses, _offsets, _reactions_all, _answers, _holds, _closings, _silences):
        one(draft, problems)
    _promises(draft, problems)
    _resolutions(draft, problems)
    if has_template is not None:
        _templates(draft, problems, has_template)
    if answers_of is not None:
        _inquiries(draft, problems, answers_of)


def hours(length: Duration) -> float:
    """A length of time in hours, good enough to compare two."""
    return length.amount * HOURS[length.unit]


def _head(draft: Draft, problems: Problems) -> None:
    if not draft.playbook.case_types:
        sentence = "The playbook is for no case type; write 'for: [missing_payment]' or the like."
        problems.add(draft.head, sentence, "no-case-type")


def _ladder_end(draft: Draft, problems: Problems) -> None:
    steps = draft.playbook.steps
    for step, following in pairwise(steps):
        if _ends(step):
            sentence = f"The step '{following.id}' is never reached: '{step.id}' before it ends the ladder."
            problems.add(draft.place("steps", following.id), sentence, "unreachable-step")
    if not steps:
        sentence = "The playbook has no steps; the last hands over to a person."
        problems.add(draft.place("steps"), sentence, "ends-without-person")
    elif not _ends(steps[-1]):
        sentence = "The last step must hand over to a person, without a condition: no case ends by itself."
        problems.add(draft.place("steps", steps[-1].id), sentence, "ends-without-person")


def _ends(step: Step) -> bool:
    return isinstance(step.action, HandOver) and step.only_if == ALWAYS and step.unless is None


def _sends(draft: Draft) -> Iterator[tuple[Step, Send]]:
    for step in draft.playbook.steps:
        if isinstance(step.action, Send):
            yield step, step.action


def _tones(draft: Draft, problems: Problems) -> None:
    chases = [(step, send) for step, send in _sends(draft) if send.touch_class is TouchClass.CHASE]
    for (before, lower), (step, send) in pairwise(chases):
        if send.tone < lower.tone:
            tones = f"{send.tone.name.lower()} after {lower.tone.name.lower()} of '{before.id}'"
            sentence = f"The tone falls: {tones}. Along a ladder it never falls."
            problems.add(draft.place("steps", step.id, "tone"), sentence, "tone-falls")


def _presses(draft: Draft, problems: Problems) -> None:
    for step, send in _sends(draft):
        if send.touch_class in {TouchClass.RESPONSE, TouchClass.STAFF}:
            sentence = f"A step cannot send a {send.touch_class}; it sends a chase or a notice."
            problems.add(draft.place("steps", step.id, "as"), sentence, "wrong-class")
        if draft.playbook.owes is not Owes.WE:
            continue
        if send.touch_class is TouchClass.CHASE:
            sentence = "Nobody is chased for money that we owe; send it as a notice."
            problems.add(draft.place("steps", step.id, "as"), sentence, "chase-where-we-owe")
        if send.tone > Tone.FRIENDLY:
            sentence = f"We owe, so we never press: {send.tone.name.lower()} is too hard; friendly is the most."
            problems.add(draft.place("steps", step.id, "tone"), sentence, "chase-where-we-owe")


def _offsets(draft: Draft, problems: Problems) -> None:
    last: dict[Anchor, Step] = {}
    for step in draft.playbook.steps:
        timing, before = step.when, last.get(step.when.anchor)
        place = draft.place("steps", step.id, "when")
        if timing.anchor is Anchor.PREVIOUS and timing.offset.amount < 0:
            problems.add(place, "A step cannot come before the step before it.", "offset-falls")
        elif before and timing.anchor is not Anchor.PREVIOUS and _earlier(timing.offset, before.when.offset):
            sentence = f"The step comes earlier than '{before.id}' before it; put the steps in their order."
            problems.add(place, sentence, "offset-falls")
        last[timing.anchor] = step


def _earlier(offset: Duration, than: Duration) -> bool:
    return hours(offset) < hours(than)


def _reactions_all(draft: Draft, problems: Problems) -> None:
    for name, trigger in TRIGGERS.items():
        if trigger not in draft.playbook.reactions and trigger not in FALLS_BACK_TO:
            sentence = f"Nothing says what follows upon '{name}'; write 'nothing' if that is meant."
            problems.add(draft.place("reactions"), sentence, "no-reaction")


def _answers(draft: Draft, problems: Problems) -> None:
    """An answer needs a message that a person wrote; answering robots makes loops (RFC 3834)."""
    for trigger, place, action in _actions(draft):
        if not isinstance(action, Answer | Ask):
            continue
        if isinstance(trigger, Happening) and trigger not in UPON_A_MESSAGE:
            sentence = f"Nobody wrote anything when '{trigger}' happens: write 'tell' instead of an answer."
            problems.add(place, sentence, "answer-without-message")
        if trigger is Intent.AUTOMATIC_REPLY:
            problems.add(place, "A robot is never answered; two robots would write for ever.", "answers-robot")


def _holds(draft: Draft, problems: Problems) -> None:
    reactions = draft.playbook.reactions
    for trigger in MUST_HOLD:
        if trigger in reactions and not _has(reactions[trigger], HoldFor):
            sentence = f"'{trigger}' goes to a person (PERSON-ONLY); write 'hold: {HoldKind.PERSON_ONLY}'."
            problems.add(draft.place("reactions", trigger), sentence, "no-person")
    for trigger in (Intent.WRONG_PERSON, Intent.HUMAN_REQUEST, Happening.UNDECIDED, Happening.UNREACHABLE):
        if trigger in reactions and not _has(reactions[trigger], HoldFor):
            problems.add(draft.place("reactions", trigger), f"'{trigger}' must end in a hold.", "no-person")
    disputes: tuple[Trigger, ...] = (Intent.DISPUTE, Happening.DISPUTE_OF_PART)
    for trigger in disputes:
        if trigger in reactions and not _has(reactions[trigger], NoteDispute, HoldFor):
            sentence = "A dispute must be noted or held: the contested part is never chased."
            problems.add(draft.place("reactions", trigger), sentence, "chases-dispute")
    paid = reactions.get(Intent.ALREADY_PAID)
    if paid and not _stops_for_a_person(paid):
        sentence = "After 'already_paid' a person must look; the ladder never goes on in silence."
        problems.add(draft.place("reactions", Intent.ALREADY_PAID), sentence, "resumes-after-paid")


def _stops_for_a_person(reaction: Reaction) -> bool:
    """Whether a person looks at the end, whatever the conditions."""
    kept = [
        (action, guard)
        for action, guard in reaction.guarded()
        if isinstance(action, HoldFor) or (isinstance(action, WaitFor) and action.ask_staff_after)
    ]
    return _has(Reaction(tuple(action for action, _ in kept), tuple(guard for _, guard in kept)), HoldFor, WaitFor)


def _silences(draft: Draft, problems: Problems) -> None:
    """Where somebody else does not answer in time, a person looks: the case never goes on in silence."""
    for place, inquire, reaction in _after_inquiries(draft):
        if reaction is inquire.no_answer and not _asks_a_person(reaction):
            sentence = "When nobody answers in time, a person is asked: hold, escalate, hand out a task."
            problems.add(place, sentence, "no-person")


def _asks_a_person(reaction: Reaction) -> bool:
    return _has(reaction, HoldFor, EscalateTo, Task) or _stops_for_a_person(reaction)


def _has(reaction: Reaction, *kinds: type) -> bool:
    """Whether one of these is done in every case: without a condition, or under a condition and its opposite."""
    guards = [guard for action, guard in reaction.guarded() if isinstance(action, kinds)]
    opposites = {guard.unless for guard in guards if guard.only_if == ALWAYS}
    return UNGUARDED in guards or any(guard.unless is None and guard.only_if in opposites for guard in guards)


def _closings(draft: Draft, problems: Problems) -> None:
    for trigger, place, action in _actions(draft):
        if isinstance(action, CloseWith) and trigger is not Happening.CONFIRMED:
            sentence = "No playbook closes a case by itself: only 'confirmed', seen in the ledger, may close it."
            problems.add(place, sentence, "closes-by-itself")


def _promises(draft: Draft, problems: Problems) -> None:
    for _, place, action in _actions(draft):
        if isinstance(action, NotePromise) and hours(action.without_day) > hours(action.at_most):
            sentence = "Waiting without a day may not be longer than the longest promise."
            problems.add(place, sentence, "promise-too-long")


def _resolutions(draft: Draft, problems: Problems) -> None:
    playbook = draft.playbook
    for case_type in playbook.case_types:
        for kind in sorted(playbook.resolutions - allowed_for(case_type)):
            known = ", ".join(sorted(allowed_for(case_type)))
            sentence = f"'{kind}' does not resolve '{case_type}'. Allowed are: {known}."
            problems.add(draft.place("resolutions"), sentence, "resolution-not-allowed")
    proposals: list[tuple[Place, object]] = [(draft.place("steps", step.id), step.action) for step in playbook.steps]
    proposals += [(place, action) for _, place, action in _actions(draft)]
    proposals += [(place, action) for place, _, reaction in _after_inquiries(draft) for action in reaction.actions]
    for place, action in proposals:
        if isinstance(action, Propose) and action.kind not in playbook.resolutions:
            sentence = f"'{action.kind}' is proposed but is not among the playbook's resolutions."
            problems.add(place, sentence, "proposal-not-offered")


def _templates(draft: Draft, problems: Problems, has_template: HasTemplate) -> None:
    sent = [(draft.place("steps", step.id, "send"), send.template, send.channels) for step, send in _sends(draft)]
    every = tuple(dict.fromkeys(channel for _, _, channels in sent for channel in channels))
    followed = [(place, action) for _, place, action in _actions(draft)]
    followed += [(place, action) for place, _, reaction in _after_inquiries(draft) for action in reaction.actions]
    for place, action in followed:
        channels = action.channels if isinstance(action, Tell) else every
        sent.extend((place, name, channels) for name in _named(action) if name)
    for place, name, channels in sent:
        missing = [channel for channel in channels if not has_template(name, channel)]
        if missing:
            sentence = f"The template '{name}' has no words for {', '.join(missing)}."
            problems.add(place, sentence, "no-template")


def _inquiries(draft: Draft, problems: Problems, answers_of: AnswersOf) -> None:
    """Whoever is asked sees a question in words, with a button for each answer that the playbook offers."""
    for parts, inquire in _asked(draft):
        labels = answers_of(inquire.template)
        if labels is None:
            sentence = f"There is no inquiry '{inquire.template}': a template with 'inquiry' in its block 'kind'."
            problems.add(draft.place(*parts, "with"), sentence, "no-template")
            continue
        for answer in inquire.answers:
            if answer not in labels:
                sentence = (
                    f"The inquiry '{inquire.template}' has no label for '{answer}': write a block 'answer_{answer}'."
                )
                problems.add(draft.place(*parts, "answers", answer), sentence, "no-label")


def _named(action: object) -> tuple[str, ...]:
    """The templates that a reaction names; '' where one is left out."""
    match action:
        case Answer():  # goes out on the medium that the customer used
            return action.template, action.if_given
        case Ask():
            return (action.template,)
        case Tell():
            return action.template, *action.for_resolution.values()
        case NotePromise():
            return action.ask, action.noted, action.remind, action.confirm
        case _:
            return ()


def _after_inquiries(draft: Draft) -> Iterator[tuple[Place, Inquire, Reaction]]:
    """What follows upon the answers to questions to others, and upon none."""
    for parts, inquire in _asked(draft):
        for following in inquire.answers.values():
            yield draft.place(*parts, "answers"), inquire, following
        yield draft.place(*parts, "no answer"), inquire, inquire.no_answer


def _asked(draft: Draft) -> Iterator[tuple[tuple[str, ...], Inquire]]:
    """The questions to others, with the parts of their places."""
    done: list[tuple[tuple[str, ...], object]] = [(("steps", step.id), step.action) for step in draft.playbook.steps]
    for trigger, reaction in draft.playbook.reactions.items():
        done += [(("reactions", trigger, str(n)), action) for n, action in enumerate(reaction.actions)]
    for parts, action in done:
        if isinstance(action, Inquire):
            yield parts, action


def _actions(draft: Draft) -> Iterator[tuple[Trigger, Place, object]]:
    for trigger, reaction in draft.playbook.reactions.items():
        for number, action in enumerate(reaction.actions):
            yield trigger, draft.place("reactions", trigger, str(number)), action
