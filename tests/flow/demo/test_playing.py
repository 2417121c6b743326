"""The demo without its page: the real system, played by customers and a turned clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from bot.app.views import CaseFilter
from bot.domain import events as e
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseState, CaseType, Intent, Outcome, ResolutionKind
from bot.sandbox.demo import Demo
from bot.sandbox.demo.demo import free_port, refuse_elsewhere
from bot.sandbox.demo.hands import Hands
from bot.sandbox.demo.story import BEGINNING
from bot.sandbox.demo.view import Look, log_of


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with Demo(0) as played:
        yield played


def happened(demo: Demo, invoice: str, kind: type[e.Event]) -> list[e.Event]:
    return [event for event in log_of(demo, invoice) if isinstance(event, kind)]


async def test_the_story_begins_with_cases_of_many_types_in_many_languages(demo: Demo) -> None:
    with demo.application.store.read() as unit:
        rows = unit.list_cases(CaseFilter())
    assert {row.case_type for row in rows} >= {
        CaseType.MISSING_PAYMENT,
        CaseType.UNDERPAYMENT,
        CaseType.OVERPAYMENT,
        CaseType.DUPLICATE_PAYMENT,
        CaseType.DISPUTED_CHARGE,
        CaseType.REFUND_REQUEST,
        CaseType.FAILED_PAYMENT,
        CaseType.BANK_REVERSAL,
        CaseType.CHARGEBACK,
        CaseType.MERCHANT_ERROR,
        CaseType.INVOICE_MISMATCH,
        CaseType.PLAN_CHANGE,
    }
    assert {row.client for row in rows} == {"acme", "northwind", "meridian"}
    assert {person.language for person in demo.people} == {"de", "en", "es", "fr", "it"}
    assert demo.clock() >= BEGINNING


async def test_the_morning_has_brought_a_text_message_and_mails(demo: Demo) -> None:
    assert ["AC-10234" in sms.text for sms in demo.as_customer("ada").phone()] == [True]
    assert [mail.mine for mail in demo.as_customer("talleres").mailbox()] == [False]
    assert "<html" in demo.as_customer("talleres").mailbox()[0].html


async def test_an_answer_by_text_message_is_understood_and_answered(demo: Demo) -> None:
    await demo.as_customer("ada").text("I paid this yesterday, ref 8841")
    await demo.player.react()
    replies = happened(demo, "AC-10234", e.ReplyReceived)
    assert [Intent.ALREADY_PAID in reply.intents for reply in replies] == [True]
    assert [sms.mine for sms in demo.as_customer("ada").phone()] == [False, True, False]


async def test_an_answer_by_mail_finds_its_case(demo: Demo) -> None:
    await demo.as_customer("grace").mail("Please refund it")
    await demo.player.react()
    assert [Intent.REFUND_REQUEST in reply.intents for reply in happened(demo, "AC-10221", e.ReplyReceived)] == [True]
    assert [mail.mine for mail in demo.as_customer("grace").mailbox()][:2] == [False, True]


async def test_one_of_the_clients_people_is_asked_by_mail_and_answers_by_its_link(demo: Demo) -> None:
    billing = demo.as_customer("billing")
    assert ["AC-10158" in mail.subject for mail in billing.mailbox()] == [True]
    assert demo.as_customer("harbor").mailbox() == []  # nobody asks the customer meanwhile
    await billing.answer("payment_is_right")
    assert [event.answer for event in happened(demo, "AC-10158", e.InquiryAnswered)] == ["payment_is_right"]
    told = [one["sentence"] for one in Look(demo).page("billing")["cases"][0]["happened"]]
    assert "The playbook proposed an invoice revision of 44.00 USD." in told


async def test_an_answer_that_nobody_asked_for_is_refused(demo: Demo) -> None:
    with pytest.raises(Rejected):
        await demo.as_customer("billing").answer("money_will_come")
    with pytest.raises(Rejected):
        await demo.as_customer("ada").answer("payment_is_right")


async def test_the_page_of_the_clients_people_shows_the_case_and_has_no_customers_page(demo: Demo) -> None:
    page = Look(demo).page("billing")
    assert page["customer"]["page"] == ""
    assert [case["invoice"] for case in page["cases"]] == ["AC-10158"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("lena", "gespeicherten Karte"),
        ("giulia", "ce ne scusiamo"),
        ("camille", "Bonjour Camille Moreau"),
        ("walter", "the bank sent it back"),
        ("priya", "Your card company"),
    ],
)
async def test_the_newer_types_are_written_about_in_the_customers_language(demo: Demo, who: str, words: str) -> None:
    letters = demo.as_customer(who).mailbox()
    assert len(letters) == 1
    assert words in f"{letters[0].subject}\n{letters[0].text}"


async def test_an_answer_on_the_own_page_is_taken_after_a_fact_from_the_bill(demo: Demo) -> None:
    await demo.as_customer("carmen").chat("Quiero hablar con una persona", "NW-2291")
    await demo.player.react()
    assert len(happened(demo, "NW-2291", e.ReplyReceived)) == 1


async def test_turning_by_a_week_plays_each_moment_at_its_own_time(demo: Demo) -> None:
    before = demo.clock()
    await demo.turn(timedelta(days=7))
    assert demo.clock() >= before + timedelta(days=7)
    chases = happened(demo, "AC-10234", e.TouchSent)
    gaps = [after.at - earlier.at for earlier, after in pairwise(chases)]
    assert len(chases) >= 2
    assert min(gaps) >= timedelta(days=2)


async def test_the_feed_stays_fresh_while_the_clock_is_turned(demo: Demo) -> None:
    await demo.turn(timedelta(days=7))
    assert not [event for event in happened(demo, "AC-10234", e.TouchPlanned) if event.rule == "FRESHNESS"]


async def test_a_payment_silences_and_closes(demo: Demo) -> None:
    report = await demo.pay("AC-10198")
    assert report.updated == 1
    assert [event.outcome for event in happened(demo, "AC-10198", e.CaseClosed)] == [Outcome.BALANCE_PAID]
    mails = len(demo.as_customer("marcus").mailbox())
    await demo.turn(timedelta(days=14))
    told = demo.as_customer("marcus").mailbox()[mails:]
    assert not [mail for mail in told if "missing" in mail.subject]


async def test_a_part_payment_leaves_the_rest(demo: Demo) -> None:
    await demo.pay("AC-10234", Decimal("100.00"))
    with demo.application.store.read() as unit:
        row = next(row for row in unit.list_cases(CaseFilter(search="AC-10234")))
    assert (row.state is CaseState.CLOSED, row.open_minor) == (False, 8420)


async def test_the_page_shows_what_case_why_says(demo: Demo) -> None:
    page = Look(demo).page("ada")
    case = page["cases"][0]
    assert case["invoice"] == "AC-10234"
    assert case["next"][0]["step"] == "second"
    assert case["happened"]


async def test_the_page_tells_times_by_the_customers_clock_and_staff_by_their_names(demo: Demo) -> None:
    await Hands(demo).propose("olivia", "AC-10176", ResolutionKind.REFUND, "Cancelled.")
    case = Look(demo).page("helen")["cases"][0]
    told = [one["sentence"] for one in (*case["happened"], *case["held"])]
    assert not [sentence for sentence in told if "UTC" in sentence or "olivia" in sentence]
    assert "Olivia Marsh proposed a refund of 140.00 USD." in told
    assert any("without an answer by Wed 16 Sep, 09:00" in sentence for sentence in told)


async def test_a_supervisor_who_takes_a_case_by_text_is_thanked_by_text(demo: Demo) -> None:
    await demo.turn(timedelta(hours=3))
    ping = next(sms for sms in demo.staff_phone("sofia") if not sms.mine)
    await demo.staff_text("sofia", f"OK {ping.text.partition('Reply OK ')[2].partition(' ')[0]}")
    await demo.staff_text("sofia", "OK 999999")
    said = [sms.text for sms in demo.staff_phone("sofia") if not sms.mine][-2:]
    assert said[0].startswith("Thank you.")
    assert said[1].startswith("To take a case, answer with OK")


async def test_whoever_is_not_in_the_story_is_refused(demo: Demo) -> None:
    with pytest.raises(Rejected):
        demo.as_customer("nobody")
    with pytest.raises(Rejected):
        await demo.turn(timedelta(days=-1))
    with pytest.raises(Rejected):
        await demo.pay("NO-1")


async def test_settings_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_BASE", "https://api.example.test")
    monkeypatch.setenv("FOLLOWUP_DATABASE_URL", "postgresql://nowhere.example.test/x")
    async with Demo(0) as played:
        settings = played.application.settings
        assert settings.twilio_api_base.startswith("http://127.0.0.1:")
        assert settings.database_url.startswith("sqlite:///")


async def test_what_is_thrown_away_is_gone() -> None:
    async with Demo(0) as played:
        folder = played.folder
        assert (folder / "demo.db").exists()
    assert not folder.exists()


def test_hosts_elsewhere_are_refused() -> None:
    refuse_elsewhere("smtp://127.0.0.1:25")
    with pytest.raises(Rejected):
        refuse_elsewhere("https://api.example.test")


async def test_another_port_is_taken_when_the_wanted_one_is_in_use() -> None:
    async with Demo(0) as first:
        taken = int(first.url.rpartition(":")[2])
        assert free_port(taken) != taken


async def test_a_start_that_fails_leaves_nothing_open(tmp_path: Path) -> None:
    demo = Demo(0, config=tmp_path / "not-there")
    with pytest.raises(Rejected):
        await demo.start()
    assert not demo.folder.exists()
    for server in (demo.phones.url, demo.slack.url):
        async with httpx.AsyncClient(trust_env=False) as client:
            with pytest.raises(httpx.ConnectError):
                await client.get(server)
