"""A simulation says what the running system then does, to the minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.bootstrap import Application
from bot.domain.calendar import at_local
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType, Channel
from bot.sandbox.clock import TurnedClock
from bot.sandbox.simulation import scenario as scenes
from bot.sandbox.simulation.page import as_page
from bot.sandbox.simulation.playing import Sent, Simulation, rehearse, simulate
from bot.sandbox.simulation.scenario import Act, Person, Scenario
from bot.sandbox.simulation.telling import as_json, as_text
from bot.store.store import SqlStore
from tests.flow.foresight.running import Row, Running, Went

CONFIG = Path(__file__).parents[3] / "config"
DAY = date(2026, 3, 3)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
ONLY_MAIL = Person(channels=frozenset({Channel.EMAIL}))


@pytest.fixture(scope="module")
def application() -> Iterator[tuple[Application, TurnedClock]]:
    clock = TurnedClock(EPOCH)
    wired = rehearse(CONFIG, clock)
    yield wired, clock
    wired.store.close()


def played(rehearsal: tuple[Application, TurnedClock], scenario: Scenario, days: int = 60) -> Simulation:
    wired, _ = rehearsal
    clock = TurnedClock(EPOCH)
    return simulate(wired, clock, scenario, days)


def scene(
    playbook: str,
    zone: str,
    *cues: str,
    expected: int = 12_000,
    paid: int = 0,
    day: date = DAY,
    at: time = time(9, 7),
    answers: tuple[str, ...] = (),
) -> Scenario:
    said = [scenes.cue(text, Act.SAYS, "USD") for text in cues]
    return Scenario(
        playbook=playbook,
        client="acme",
        person=ONLY_MAIL,
        zone=zone,
        start=at_local(day, at, zone),
        currency="USD",
        expected=expected,
        paid=paid,
        due_on=day,
        cues=scenes.in_order([*said, *(scenes.cue(text, Act.ANSWERS, "USD") for text in answers)]),
    )


def messages(simulation: Simulation) -> list[Went]:
    return [Went(one.at, one.channel, one.templates) for one in simulation.entries if isinstance(one, Sent)]


ZONES = ("America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Berlin")
STORIES: dict[str, tuple[str, ...]] = {
    "nobody answers": (),
    "paid already": ("day 3 15:30: I already paid",),
    "a promise that is broken": ("day 1: I will pay on March 11",),
    "contested": ("day 4 08:01: I never agreed to this fee, it is wrong",),
    "wants it out": ("day 2: please unsubscribe me",),
    "thanks": ("day 0 23:59: ok thanks", "day 9: ok thank you"),
}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("story", STORIES)
async def test_planned_instants_are_those_of_the_running_system(
    application: tuple[Application, TurnedClock], sqlite_store: SqlStore, tmp_path: Path, zone: str, story: str
) -> None:
    scenario = scene("missing_payment", zone, *STORIES[story])
    foreseen = messages(played(application, scenario))
    assert foreseen
    assert await _really(sqlite_store, tmp_path, scenario, "missing_payment", 60) == foreseen


# (zone, day, time of the opening, what the customer writes): where calendars are awkward.
AWKWARD: dict[str, tuple[str, date, time, tuple[str, ...]]] = {
    "opened in the hour that the clocks skip": ("America/New_York", date(2026, 3, 8), time(2, 30), ()),
    "opened in the hour that comes twice": ("Europe/Berlin", date(2026, 10, 25), time(2, 30), ()),
    "half an hour of daylight saving": ("Australia/Lord_Howe", date(2026, 4, 3), time(23, 59), ("day 2 01:45: ok",)),
    "a reply in the hour that is not there": ("Europe/Berlin", date(2026, 3, 26), time(8), ("day 3 02:15: thanks",)),
    "a reply at the very minute of a step": ("America/New_York", DAY, time(9, 7), ("day 3 10:00: I already paid",)),
    "a reply at the opening": ("America/New_York", DAY, time(10), ("day 0 10:00: I will pay on March 11",)),
    "a leap day": ("Asia/Kathmandu", date(2028, 2, 28), time(23, 30), ("day 1: I will pay on March 1",)),
    "the last hour of a year": ("Asia/Kathmandu", date(2026, 12, 31), time(23, 1), ()),
    "holidays and week-ends": ("America/New_York", date(2026, 12, 24), time(17, 45), ("day 1: who is this?",)),
    "a day that is another one here": ("Pacific/Kiritimati", date(2026, 7, 3), time(0, 5), ("day 9: ok thank you",)),
    "far behind": ("Pacific/Pago_Pago", date(2026, 7, 3), time(22, 30), ("day 5 21:59: I already paid",)),
}


@pytest.mark.parametrize("name", AWKWARD)
async def test_awkward_calendars_change_nothing(
    application: tuple[Application, TurnedClock], sqlite_store: SqlStore, tmp_path: Path, name: str
) -> None:
    zone, day, at, cues = AWKWARD[name]
    scenario = scene("missing_payment", zone, *cues, day=day, at=at)
    foreseen = messages(played(application, scenario, 45))
    assert foreseen
    assert await _really(sqlite_store, tmp_path, scenario, "missing_payment", 45) == foreseen


async def test_the_ladder_follows_an_answer_as_in_the_running_system(
    application: tuple[Application, TurnedClock], sqlite_store: SqlStore, tmp_path: Path
) -> None:
    scenario = scene("missing_payment", "Asia/Kathmandu", answers=("day 11 23:58: send it",))
    simulation = played(application, scenario)
    foreseen = messages(simulation)
    assert any("missing_payment/formal" in one.templates for one in foreseen)
    assert await _really(sqlite_store, tmp_path, scenario, "missing_payment", 60) == foreseen
    lines = "\n".join(as_text(simulation, words=False))
    assert "-> E-mail to the client's people (release): " in lines
    assert ": send it, wait a week, do not send." in lines
    assert "The answer to our question came from the client: send it." in lines
    page = as_page(simulation)
    assert page.count("<iframe sandbox") == len(foreseen) + 1
    (question,) = [one for one in as_json(simulation)["timeline"] if one["what"] == "question"]
    assert question["answers"] == ["send_it", "wait_a_week", "do_not_send"]


@pytest.mark.parametrize(
    ("answer", "said"), [("day 2: send it", "Nobody is asked anything"), ("day 11: perhaps", "which offers: send it")]
)
def test_an_answer_needs_its_question(application: tuple[Application, TurnedClock], answer: str, said: str) -> None:
    with pytest.raises(Rejected, match=said):
        played(application, scene("missing_payment", "America/New_York", answers=(answer,)))


@pytest.mark.parametrize("case_type", list(CaseType))
async def test_every_type_of_case_goes_as_simulated(
    application: tuple[Application, TurnedClock], sqlite_store: SqlStore, tmp_path: Path, case_type: CaseType
) -> None:
    wired, _ = application
    if not wired.context.shelf.has("acme", case_type):
        pytest.skip("no playbook")
    playbook = wired.texts.playbooks.for_case("acme", case_type)
    expected, paid = scenes.amounts(playbook.owes, "USD")
    scenario = scene(playbook.name, "America/New_York", "day 2: who is this?", expected=expected, paid=paid)
    foreseen = messages(played(application, scenario, 40))
    assert await _really(sqlite_store, tmp_path, scenario, case_type.value, 40) == foreseen


async def _really(store: SqlStore, folder: Path, scenario: Scenario, case_type: str, days: int) -> list[Went]:
    row = Row(
        1,
        case_type,
        scenario.zone,
        str(scenario.due_on),
        f"{scenario.expected / 100:.2f}",
        f"{scenario.paid / 100:.2f}",
    )
    running = Running(store, folder, scenario.start)
    running.bring_in(row)
    for cue in scenario.cues:
        await running.until(scenario.moment(cue))
        if cue.act is Act.ANSWERS:
            running.answer(row, cue.text.replace(" ", "_"))
        else:
            running.write(row, cue.text)
    case = running.case(row)
    await running.until(scenario.start + timedelta(days=days))
    assert case.opened_at == scenario.start
    # A simulation ends where a person has the case; the running system may only remind its own staff after that.
    return running.went()


def test_a_payment_silences_and_closes(application: tuple[Application, TurnedClock]) -> None:
    scenario = scene("missing_payment", "America/New_York")
    paid = scenes.cue("day 5: 120.00", Act.PAYS, "USD")
    simulation = played(application, Scenario(**{**_parts(scenario), "cues": (paid,)}))
    assert as_json(simulation)["ends"]["outcome"] == "payment_received"
    assert all(
        message.at < scenario.moment(paid) for message in messages(simulation) if "paid" not in message.templates[0]
    )


def test_a_proposal_ends_with_the_approver(application: tuple[Application, TurnedClock]) -> None:
    scenario = scene("invoice_mismatch", "America/New_York", answers=("day 1: payment is right",))
    assert as_json(played(application, scenario))["ends"] == {
        "state": "deciding",
        "outcome": None,
        "says": "The case waits for an approver to decide on the proposal.",
    }


def test_the_timeline_is_in_the_customers_local_time(application: tuple[Application, TurnedClock]) -> None:
    simulation = played(application, scene("missing_payment", "Asia/Kolkata", "day 3: I already paid"))
    lines = list(as_text(simulation, words=True))
    assert lines[0] == "Tuesday 03 March 2026"
    assert any(line.startswith("  10:00  -> E-mail (first)") for line in lines)
    assert any("| " in line and "Kind regards" in line for line in lines)
    assert not any("UTC" in line for line in lines)
    page = as_page(simulation)
    assert "<iframe sandbox" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorrow: hello", "does not say when"),
        ("day 3:", "does not say when"),
        ("day 3 25:00: hello", "not a time of day"),
    ],
)
def test_a_cue_that_says_nothing_is_a_clear_sentence(text: str, said: str) -> None:
    with pytest.raises(Rejected, match=said):
        scenes.cue(text, Act.SAYS, "USD")


def test_an_amount_has_the_decimals_of_its_currency() -> None:
    assert scenes.cue("day 1: 40", Act.PAYS, "JPY").minor_units == 40
    assert scenes.cue("day 1: 40.5", Act.PAYS, "USD").minor_units == 4_050
    with pytest.raises(Rejected, match="amount of JPY"):
        scenes.cue("day 1: 40.50", Act.PAYS, "JPY")


def _parts(scenario: Scenario) -> dict[str, object]:
    return {name: getattr(scenario, name) for name in Scenario.__dataclass_fields__}
