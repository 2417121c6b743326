"""The words of a playbook, each filled in with a plain example, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.app.messages import Rendered
from bot.app.words import CallFacts, CallScript, DeskTexts, InquiryFacts, InquiryWords, Letter, LetterItem
from bot.channels.words.composer import TemplateComposer
from bot.channels.words.samples import ITEM, LETTER, SAMPLES
from bot.domain.errors import Rejected
from bot.domain.playbook import Answer, Ask, Inquire, NotePromise, Playbook, Reaction, Send, StepAction, Tell
from bot.domain.vocabulary import CaseType, Channel, CustomerKind
from bot.playbook.phrases import say_offset

LANGUAGES: Final = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt_BR": "Português (Brasil)",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
}
SPOKEN: Final = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.CHAT)
_AMOUNT: Final = 12_000


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a playbook: where it comes from, and how it reads on each channel."""

    name: str  # of the template
    why: str  # "step second, 3 days after due", "upon a dispute"
    by_channel: dict[str, Rendered]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to others."""

    name: str
    party: str
    words: InquiryWords


@dataclass(frozen=True, slots=True)
class Specimens:
    said: tuple[Said, ...]
    asked: tuple[Asked, ...]
    call: CallScript | None
    desk: DeskTexts | None


def specimens(composer: TemplateComposer, playbook: Playbook, language: str, *, business: bool) -> Specimens:
    """Every message that the playbook names of its own case types, and what staff and others read."""
    case_type = playbook.case_types[0]
    own = [(name, why) for name, why in _named(playbook) if name.partition("/")[0] == case_type.value]
    said = [_said(composer, name, why, case_type, language, business=business) for name, why in own]
    asked = [_asked(composer, one, case_type, language) for one in _inquiries(playbook)]
    return Specimens(
        said=tuple(one for one in said if one.by_channel),
        asked=tuple(one for one in asked if one is not None),
        call=_call(composer, case_type, language, business=business),
        desk=composer.desk_texts(case_type, language),
    )


def letter(template: str, case_type: CaseType, language: str, channel: Channel, *, business: bool) -> Letter:
    """An example of one message."""
    sample = SAMPLES.get(language.partition("_")[0], SAMPLES["en"])
    kind = CustomerKind.BUSINESS if business else CustomerKind.CONSUMER
    return replace(
        LETTER,
        channel=channel,
        language=language,
        country=sample.country,
        items=(_item(template, case_type, language),),
        brand="Northwind Energy",
        customer_name="Atelier 27" if business else sample.name.partition(" ")[0],
        customer_kind=kind,
        show_amount=False,
        check_where=sample.check_where,
        today=sample.day,
    )


def _item(template: str, case_type: CaseType, language: str) -> LetterItem:
    sample = SAMPLES.get(language.partition("_")[0], SAMPLES["en"])
    return replace(
        ITEM,
        template=template,
        case_type=case_type,
        invoice="INV-20481",
        currency=sample.currency,
        open_minor=_AMOUNT,
        expected_minor=_AMOUNT,
        paid_minor=2 * _AMOUNT,
        disputed_minor=0,
        due_on=sample.day,
        promise_day=sample.day,
        earlier_day=None,
        asked_day=sample.day,
        answer_day=sample.day,
        resolution_minor=_AMOUNT,
    )


def _said(
    composer: TemplateComposer, name: str, why: str, case_type: CaseType, language: str, *, business: bool
) -> Said:
    found: dict[str, Rendered] = {}
    for channel in SPOKEN:
        try:
            composed = composer.compose(letter(name, case_type, language, channel, business=business))
        except Rejected:
            continue
        found[channel.value] = composed.rendered
    return Said(name, why, found)


def _asked(composer: TemplateComposer, inquire: Inquire, case_type: CaseType, language: str) -> Asked | None:
    facts = InquiryFacts(
        item=_item(inquire.template, case_type, language),
        country=SAMPLES.get(language.partition("_")[0], SAMPLES["en"]).country,
        brand="Northwind Energy",
        party=inquire.party.value,
        recipient="",
        answers=tuple((answer, "https://pay.northwind.example/q/k7q2m9xw4t") for answer in inquire.answers),
        reference="NW-104711",
        check_code="NW-YQTS3JMB0V",
    )
    try:
        return Asked(inquire.template, inquire.party.value, composer.inquiry(facts, language))
    except Rejected:
        return None


def _call(composer: TemplateComposer, case_type: CaseType, language: str, *, business: bool) -> CallScript | None:
    if not composer.has_call(case_type):
        return None
    sample = letter("", case_type, language, Channel.VOICE, business=business)
    (item,) = sample.items
    facts = CallFacts(
        item, sample.country, sample.brand, sample.customer_name, sample.customer_kind, sample.check_where
    )
    return composer.call_script(facts, language)


# --- what a playbook names -------------------------------------------------------------------------------------


def _named(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """(template, why), each template once, in the order of the ladder and then of the reactions."""
    seen: set[str] = set()
    for name, why in (*_of_steps(playbook), *_of_reactions(playbook)):
        if name and name not in seen:
            seen.add(name)
            yield name, why


def _of_steps(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for step in playbook.steps:
        when = say_offset(step.when.anchor, step.when.offset)
        for name in _templates(step.action):
            yield name, f"{step.id.replace('_', ' ')}, {when}"


def _of_reactions(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for trigger, reaction in playbook.reactions.items():
        for action in reaction.actions:
            for name in _templates(action):
                yield name, f"upon: {trigger.value.replace('_', ' ')}"


def _templates(action: object) -> tuple[str, ...]:  # noqa: PLR0911 - one line for each verb
    match action:
        case Send():
            return (action.template,)
        case Answer():
            return action.template, action.if_given
        case Ask():
            return (action.template,)
        case Tell():
            return action.template, *action.for_resolution.values()
        case NotePromise():
            return action.ask, action.confirm, action.noted, action.remind
        case Inquire():
            follow = (*action.answers.values(), action.no_answer)
            return tuple(name for reaction in follow for one in reaction.actions for name in _templates(one))
        case _:
            return ()


def _inquiries(playbook: Playbook) -> Iterator[Inquire]:
    actions: list[StepAction | object] = [step.action for step in playbook.steps]
    reactions: list[Reaction] = list(playbook.reactions.values())
    actions += [action for reaction in reactions for action in reaction.actions]
    seen: set[str] = set()
    for action in actions:
        if isinstance(action, Inquire) and action.template not in seen:
            seen.add(action.template)
            yield action
