"""What a reply means for each case that it is about, and by what the case was found.

In this order: the answer to "which one?", several cases told apart, one case found. What fits several and says what it
wants is asked back once; what cannot be told goes to a person, of all that it may concern. Never beyond one customer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.app.records import StoredReply
from bot.app.reply_words import CaseName, Part, ReplyWords, listed
from bot.app.stretches import read_part, says_of_cases
from bot.app.surroundings import Surroundings, Understand, read
from bot.domain.attribution import Attribution, attribute, is_of_person, requests_of
from bot.domain.case import Case
from bot.domain.handing_over import CRITICAL
from bot.domain.reading import Reading
from bot.domain.vocabulary import CaseState, Channel, Intent
from bot.domain.which_case import MAX_OFFERED, can_be_asked, pending

SEVERAL = 2
LONGEST_LIST = 60  # characters of the invoices that a text message lists
# Beside the name of a case these say nothing more.
ONLY_NAMES = frozenset({Intent.PROVIDE_DETAILS, Intent.AFFIRM, Intent.DENY, Intent.OTHER, Intent.ACKNOWLEDGEMENT})


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a reply is read: one customer with all their cases."""

    around: Surroundings  # its cases are those of the thread, else all that run
    cases: tuple[Case, ...]  # all of the customer's that are at hand
    alone: bool  # it can be no other customer's
    words: ReplyWords
    earlier: Callable[[str], StoredReply | None]  # another message of the same customer, by id


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reply means for one case. `which`: it may as well be another's, and the customer is asked."""

    case: Case
    reading: Reading
    basis: str
    which: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """An earlier reply, of which the customer now said whether it was about this case."""

    case_id: str
    reply_id: str
    meant: bool


@dataclass(frozen=True, slots=True)
class Understood:
    whole: Reading
    meanings: tuple[Meaning, ...]
    settled: tuple[Settled, ...] = ()


def understood(understand: Understand, reply: StoredReply, scene: Scene) -> Understood:
    """Read a reply and find the cases that it is about."""
    whole = read(understand, reply, scene.around)
    if whole.automatic or not scene.alone:
        return _attributed(understand, reply, scene, whole)
    answer = None if _safety(whole) else _answer_to_which(understand, reply, scene, whole)
    return answer or _told_apart(understand, reply, scene, whole) or _attributed(understand, reply, scene, whole)


def _safety(reading: Reading) -> bool:
    return bool(reading.flags) or any(reading.has(intent) for intent in CRITICAL)


# --- one case, or all ------------------------------------------------------------------------------------------


def _attributed(understand: Understand, reply: StoredReply, scene: Scene, whole: Reading) -> Understood:
    found = attribute(whole, scene.cases, reply.case_ids)
    basis, which = found.basis, False
    if whole.automatic:
        return _alike(whole, found.cases, basis)
    if any(pending(case) for case in found.cases):
        return _alike(replace(whole, decided=False), found.cases, "which one was asked, and not answered")
    if not scene.alone:
        return _alike(replace(whole, decided=False), found.cases, "address of several customers")
    if not found.certain:
        if whole.decided and is_of_person(whole):
            basis = "about the person"
        elif scene.words.meant_all(whole):
            basis, found = "all", replace(found, certain=True)
        elif _may_ask(scene, reply, whole, found):
            which = True
        else:
            whole = replace(whole, decided=False)
    if found.certain and not _clear_for(whole, found):
        return _alike(replace(whole, decided=False), found.cases, f"{basis}, not told apart")
    if len(found.cases) == 1 and len(scene.around.cases) != 1:
        whole = read(understand, reply, replace(scene.around, cases=found.cases))
    return _alike(whole, found.cases, basis, which=which)


def _alike(whole: Reading, cases: Sequence[Case], basis: str, *, which: bool = False) -> Understood:
    return Understood(whole, tuple(Meaning(case, whole, basis, which) for case in cases))


def _clear_for(reading: Reading, found: Attribution) -> bool:
    """One request may concern several cases; several requests about several cases are for a person to tell apart."""
    requests = [intent for intent in requests_of(reading) if intent is not Intent.OTHER]
    return len(found.cases) == 1 or len(requests) <= 1 or is_of_person(reading)


def _may_ask(scene: Scene, reply: StoredReply, whole: Reading, found: Attribution) -> bool:
    """Whether the customer may be asked which one they mean: their wish is clear, and so would be the choice."""
    customer, cases = scene.around.customer, found.cases
    if not whole.decided or _safety(whole) or (customer is not None and customer.person_only):
        return False
    if reply.channel is Channel.VOICE or whole.has(Intent.AUTOMATIC_REPLY) or not says_of_cases(whole):
        return False
    invoices = {case.invoice for case in cases if case.invoice}
    if reply.channel is Channel.SMS and len(", ".join(invoices)) > LONGEST_LIST:
        return False  # a text that does not name them all is no question
    return len(invoices) == len(cases) <= MAX_OFFERED and all(can_be_asked(case) for case in cases)


# --- which one was asked ----------------------------------------------------------------------------------------


def _answer_to_which(understand: Understand, reply: StoredReply, scene: Scene, whole: Reading) -> Understood | None:
    """The customer says which case they meant: what they had asked for is done there. None = it is no such answer."""
    waiting = [case for case in scene.cases if case.state is not CaseState.CLOSED and pending(case)]
    if not waiting:
        return None
    asked_of = max(waiting, key=lambda case: case.undecided[-1].at).undecided[-1].id
    asked = [case for case in waiting if pending(case) == asked_of]
    apart = _told_apart(understand, reply, scene, whole)
    if apart is not None:  # it says of each what is wanted: no need to ask for more
        named = {meaning.case.id for meaning in apart.meanings}
        return replace(apart, settled=tuple(Settled(case.id, asked_of, case.id in named) for case in asked))
    choice = scene.words.chosen(whole, listed(asked))
    request = scene.earlier(asked_of)
    if choice is None or request is None:
        return None
    meanings = []
    for case in (case for case in asked if case.id in choice.cases):
        wish = read(understand, request, replace(scene.around, cases=(case,)))
        meanings.append(Meaning(case, _with_more(wish, whole), f"asked which one: {choice.because}"))
    settled = tuple(Settled(case.id, asked_of, case.id in choice.cases) for case in asked)
    return Understood(whole, tuple(meanings), settled)


def _with_more(wish: Reading, answer: Reading) -> Reading:
    """What was asked for before, and what the answer asks for beside the choice."""
    known = {read.intent for read in wish.intents}
    more = tuple(one for one in answer.intents if one.intent not in ONLY_NAMES and one.intent not in known)
    if not answer.decided or not more:
        return wish
    return replace(
        wish, intents=(*wish.intents, *more), dates=answer.dates or wish.dates, amounts=answer.amounts or wish.amounts
    )


# --- several cases told apart -----------------------------------------------------------------------------------


def _told_apart(understand: Understand, reply: StoredReply, scene: Scene, whole: Reading) -> Understood | None:
    """Each case with what is said of it. None = the reply names fewer than two, or cannot be told apart."""
    running = [case for case in scene.cases if case.state is not CaseState.CLOSED]
    if len(running) < SEVERAL:
        return None
    parts = scene.words.parts(whole, [CaseName.of(case) for case in running])
    if not parts:
        return None
    read_parts = [(part, _read(understand, reply, scene, whole, part)) for part in parts]
    for_all = _for_all(whole, [reading for part, reading in read_parts if not part.about])
    if for_all is None:
        return None
    named = {case_id for part, _ in read_parts for case_id in part.about}
    return Understood(
        whole,
        tuple(Meaning(case, _of_case(case, read_parts, for_all), "told apart") for case in running if case.id in named),
    )


def _read(understand: Understand, reply: StoredReply, scene: Scene, whole: Reading, part: Part) -> Reading:
    cases = tuple(case for case in scene.cases if case.id in part.about)
    reading = read_part(understand, reply, whole, part, replace(scene.around, cases=cases or scene.around.cases))
    return (
        reading if _clear_for(reading, Attribution(cases, certain=True, basis="")) else replace(reading, decided=False)
    )


def _for_all(whole: Reading, before: Sequence[Reading]) -> Reading | None:
    """What concerns every case: safety, and what was said of the person before any was named.

    None where something was asked before that must be about some case: nobody knows which.
    """
    if any(says_of_cases(reading) for reading in before):
        return None
    said = {read.intent: read for read in whole.intents if read.intent in CRITICAL}
    said |= {
        one.intent: one for reading in before if reading.decided and is_of_person(reading) for one in reading.intents
    }
    said.pop(Intent.ACKNOWLEDGEMENT, None)
    return replace(whole, intents=tuple(said.values()))


def _of_case(case: Case, parts: Sequence[tuple[Part, Reading]], for_all: Reading) -> Reading:
    own = [reading for part, reading in parts if case.id in part.about]
    intents = {one.intent: one for reading in (*own, for_all) for one in reversed(reading.intents)}
    ranked = sorted(intents.values(), key=lambda one: -one.confidence)
    first = own[0]
    return replace(
        first,
        intents=tuple(ranked),
        flags=for_all.flags,
        decided=all(reading.decided for reading in own),
        dates=tuple(day for reading in own for day in reading.dates),
        amounts=tuple(amount for reading in own for amount in reading.amounts),
        references=tuple(found for reading in own for found in reading.references),
        emails=tuple(found for reading in own for found in reading.emails),
        phones=tuple(found for reading in own for found in reading.phones),
        because=tuple(dict.fromkeys(line for reading in own for line in reading.because)),
    )
