"""The customer's page: a link is not identity, a GET changes nothing, nothing is said twice."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import httpx
import pytest

from bot.app.acting import advance
from bot.domain.vocabulary import CaseState
from bot.web.confirming import unlock
from bot.web.guard import POLICY
from bot.web.seals import SESSION
from bot.web.sessions import COOKIE, HINT
from tests.flow.web.world import Bill, World, nonce_of

BILL = Bill()
SPANISH = Bill(30552, 2, "es", "86.40")


async def ready(world: World, *bills: Bill) -> None:
    world.bills(*(bills or (BILL,)))
    await world.work()


async def posted(browser: httpx.AsyncClient, page: str, **fields: str) -> httpx.Response:
    return await browser.post(f"{page}/say", data={"nonce": nonce_of(await browser.get(page)), **fields})


def inbox(world: World) -> int:
    return world.rows("SELECT count(*) FROM inbox")[0][0]


# --- before a fact was named -------------------------------------------------------------------------------------


async def test_a_link_alone_shows_brand_and_masked_reference_only(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await browser.get(world.page(BILL))
    assert page.status_code == 200
    assert "Acme Utilities" in page.text
    assert "0481" in page.text
    for secret in ("INV-20481", "$", "Ada", "MP-", "March", "example.org"):
        assert secret not in page.text, secret


@pytest.mark.parametrize("language", ["", "en", "es", "xx"])
async def test_a_get_changes_nothing(world: World, language: str):
    await ready(world, BILL, SPANISH)
    async with world.client() as browser:
        await world.confirmed(browser, BILL)
        before = world.everything()
        for path in (
            world.page(BILL),
            world.page(SPANISH),
            world.page(BILL) + "x",
            "/c/nobody",
            "/robots.txt",
            "/metrics",
        ):
            await browser.get(path, params={"lang": language} if language else {})
            await browser.head(path)
        assert world.everything() == before


async def test_a_fact_from_the_bill_opens_the_conversation(world: World):
    await ready(world)
    async with world.client() as browser:
        shown = await browser.get(await world.confirmed(browser, BILL))
    assert "$120.00" in shown.text
    assert "INV-20481" in shown.text
    assert "We sent you an e-mail" in shown.text


async def test_the_session_is_a_strict_cookie_for_this_page_that_ends(world: World):
    await ready(world)
    async with world.client() as browser:
        page = world.page(BILL)
        nonce = nonce_of(await browser.get(page))
        answer = await browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": "120.00"})
        cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(COOKIE))
        for part in ("HttpOnly", "SameSite=strict", "Secure", f"Path={page}"):
            assert part in cookie
        world.now += SESSION
        assert "$120.00" not in (await browser.get(page)).text


async def test_the_session_of_one_link_opens_no_other(world: World):
    await ready(world, BILL, SPANISH)
    async with world.client() as browser:
        await world.confirmed(browser, BILL)
        value = browser.cookies[COOKIE]
        page = await browser.get(world.page(SPANISH), headers={"cookie": f"{COOKIE}={value}"})
        assert "86.40" not in page.text  # not "86": the form's nonce is random
        await world.confirmed(browser, SPANISH)
        assert "86.40" in (await browser.get(world.page(SPANISH))).text


async def test_five_wrong_tries_lock_the_link_for_everybody_until_a_person_opens_it(world: World, open_again):
    await ready(world)
    page = world.page(BILL)
    async with world.client() as browser:
        for number in range(5):
            nonce = nonce_of(await browser.get(page))
            answer = await browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": f"wrong {number}"})
            assert answer.status_code == (423 if number == 4 else 422)
        assert "locked" in answer.text
    after = World(open_again(), world.folder)  # another process, another day
    after.turn(days=3)
    async with after.client() as browser:
        locked = await browser.get(page)
        assert 'name="fact"' not in locked.text
        nonce = nonce_of(locked)
        answer = await browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": BILL.invoice})
        assert answer.status_code == 423
        assert COOKIE not in browser.cookies
        unlock(after.app, after.contact(BILL))
        await after.confirmed(browser, BILL)


async def test_tries_at_the_same_time_are_counted_one_by_one(world: World):
    await ready(world)
    page = world.page(BILL)
    async with world.client() as browser:
        nonce = nonce_of(await browser.get(page))
        facts = [f"wrong {number}" for number in range(12)]
        answers = await asyncio.gather(
            *(browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": fact}) for fact in facts)
        )
    assert sorted(answer.status_code for answer in answers) == [422] * 4 + [423] * 8
    assert world.rows("SELECT wrong FROM link_tries") == [(5,)]


async def test_a_right_answer_forgets_the_wrong_ones(world: World):
    await ready(world)
    page = world.page(BILL)
    async with world.client() as browser:
        for _ in range(4):
            nonce = nonce_of(await browser.get(page))
            answer = await browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": "0481"})
        assert "one try left" in answer.text
        await world.confirmed(browser, BILL)
    assert world.rows("SELECT wrong FROM link_tries") == [(0,)]


async def test_forged_unknown_and_erased_links_look_the_same(world: World):
    await ready(world)
    page = world.page(BILL)
    gone = world.app.links.chat("0" * 24).removeprefix(world.app.settings.public_url)
    forged = page[:-1] + ("a" if page[-1] != "a" else "b")
    async with world.client() as browser:
        answers = [
            await browser.get(path) for path in (gone, forged, "/c/x", "/u/x", "/nothing", "/c/%00", "/c/" + "p" * 9999)
        ]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}


async def test_a_stranger_may_say_so_and_ask_for_a_person_but_nothing_else(world: World):
    await ready(world)
    page = world.page(BILL)
    async with world.client() as browser:
        refused = await posted(browser, page, text="Hello, how much is it?")
        assert refused.status_code == 403
        assert "$" not in refused.text
        assert inbox(world) == 0
        taken = await posted(browser, page, answer="stranger")
        assert taken.status_code == 303
        thanks = await browser.get(taken.headers["location"])
        assert "stop writing to you" in thanks.text
    await world.work()
    assert [row[0] for row in world.rows("SELECT verified FROM contacts")] in ([0], [False])
    assert world.rows("SELECT state, hold_kind FROM cases") == [(CaseState.HELD.value, "wrong_person")]


async def test_a_stranger_who_knows_a_reference_is_not_told_the_invoice_number(world: World):
    await ready(world, BILL, Bill(20999))
    ref = world.rows("SELECT ref FROM cases WHERE invoice = ?", BILL.invoice)[0][0]
    async with world.client() as browser:
        page = world.page(BILL)
        form = {"nonce": nonce_of(await browser.get(page)), "answer": "person", "about": ref}
        told = await browser.post(f"{page}/say", data=form, headers={"accept": "application/json"})
        assert told.status_code == 200
        assert BILL.invoice not in told.text
        page = await world.confirmed(browser, BILL)
        form |= {"nonce": nonce_of(await browser.get(page))}
        told = await browser.post(f"{page}/say", data=form, headers={"accept": "application/json"})
        assert BILL.invoice in told.text


async def test_the_session_comes_back_after_a_link_in_a_web_mailer(world: World):
    """A strict cookie is kept back then; the page asks once more by itself instead of asking the customer."""
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        elsewhere = {"sec-fetch-site": "cross-site", "cookie": f"{HINT}=1"}
        first = await browser.get(page, headers=elsewhere)
        again = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', first.text)
        assert again
        assert "$120.00" not in first.text
        second = await browser.get(again[1].replace("&amp;", "&"), headers={"sec-fetch-site": "same-origin"})
        assert "$120.00" in second.text
        last = await browser.get(again[1].replace("&amp;", "&"), headers=elsewhere)
        assert "refresh" not in last.text


# --- saying something --------------------------------------------------------------------------------------------


async def test_what_the_customer_says_is_answered_on_the_page(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        world.turn(minutes=1)
        answer = await posted(browser, page, answer="will_pay", day="2026-03-12", about="")
        assert answer.status_code == 303
        await world.work()
        shown = await browser.get(page)
    assert "I will pay on March 12, 2026." in shown.text
    assert "automated" in shown.text
    assert "Automated assistant of Acme Utilities" in shown.text
    assert "<dd>March 12, 2026</dd>" in shown.text


async def test_a_reply_freezes_what_is_queued(world: World):
    """Nothing that asks for money goes out after the customer wrote."""
    world.bills(BILL)
    advance(world.app.context)
    assert world.rows("SELECT state, frozen_by IS NULL FROM outbox") in ([("queued", 1)], [("queued", True)])
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        await posted(browser, page, answer="paid")
    assert world.rows("SELECT state FROM outbox WHERE frozen_by IS NOT NULL") == [("queued",)]
    await world.pipeline.drain()
    assert world.mail.taken == []


async def test_a_double_click_is_one_message(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        nonce = nonce_of(await browser.get(page))
        form = {"nonce": nonce, "text": "Where is my invoice?"}
        answers = await asyncio.gather(*(browser.post(f"{page}/say", data=form) for _ in range(5)))
        assert {answer.status_code for answer in answers} == {303}
        assert inbox(world) == 1
        await browser.post(f"{page}/say", data={**form, "text": "And my receipt?"})
    assert inbox(world) == 2


@pytest.mark.parametrize("nonce", ["", "x", "p69a6c4c0-aaaaaaaaaaaaaaaa"])
async def test_only_our_own_forms_are_taken(world: World, nonce: str):
    await ready(world, BILL, SPANISH)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        foreign = nonce_of(await browser.get(world.page(SPANISH)))
        own = nonce_of(await browser.get(page))
        for form, headers in (
            ({"nonce": nonce, "text": "x"}, {}),
            ({"nonce": foreign, "text": "x"}, {}),
            ({"nonce": own, "text": "x"}, {"sec-fetch-site": "cross-site"}),
            ({"nonce": own, "text": "x"}, {"sec-fetch-site": "same-site"}),
        ):
            answer = await browser.post(f"{page}/say", data=form, headers=headers)
            assert answer.status_code == 403
            answer = await browser.post(f"{page}/confirm", data={**form, "fact": "1"}, headers=headers)
            assert answer.status_code == 403
    assert inbox(world) == 0
    assert world.rows("SELECT sum(wrong) FROM link_tries") in ([(None,)], [(0,)])


async def test_so_many_messages_a_minute_and_no_more(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        answers = [await posted(browser, page, text=f"message {number}") for number in range(12)]
        assert [answer.status_code for answer in answers] == [303] * 10 + [429] * 2
        assert "message 11" in answers[-1].text  # the words are not lost
        world.turn(minutes=1)
        assert (await posted(browser, page, text="later")).status_code == 303
    assert inbox(world) == 11


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "   "}, "write something"),
        ({"text": "x" * 2001}, "too long"),
        ({"answer": "will_pay"}, "choose a day"),
        ({"answer": "will_pay", "day": "2026-03-02"}, "choose a day"),
        ({"answer": "will_pay", "day": "9999-12-31"}, "choose a day"),
        ({"answer": "will_pay", "day": "tomorrow"}, "choose a day"),
        ({"answer": "no-such-answer"}, "write something"),
    ],
)
async def test_what_says_nothing_is_refused_with_a_sentence(world: World, fields: dict[str, str], sentence: str):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        answer = await posted(browser, page, **fields)
        assert answer.status_code == 422
        assert sentence in answer.text
        told = await browser.post(
            f"{page}/say",
            data={"nonce": nonce_of(await browser.get(page)), **fields},
            headers={"accept": "application/json"},
        )
        assert told.status_code == 422
        assert sentence in told.json()["sentence"]
    assert inbox(world) == 0


async def test_card_numbers_are_neither_stored_nor_shown(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        nonce = nonce_of(await browser.get(page))
        told = await browser.post(
            f"{page}/say",
            data={"nonce": nonce, "text": "My card is 4111 1111 1111 1111"},
            headers={"accept": "application/json"},
        )
        assert told.status_code == 200
        assert "4111 1111" not in told.text
        assert "card ending 1111" in told.json()["lines"]
        assert "4111 1111" not in (await browser.get(page)).text


async def test_what_customers_write_stays_text(world: World):
    await ready(world)
    nasty = '<script>alert(1)</script> "><img src=x onerror=y> {{ 7*7 }} %(x)s'
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        await posted(browser, page, text=nasty)
        shown = (await browser.get(page)).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "{{ 7*7 }} %(x)s" in shown


async def test_several_invoices_have_answers_of_their_own(world: World):
    one, two = Bill(40001, 3, "es", "250.00"), Bill(40002, 3, "es", "99.95")
    await ready(world, one, two)
    async with world.client() as browser:
        page = await world.confirmed(browser, two)
        shown = (await browser.get(page)).text
        assert "Sobre la factura INV-40001" in shown
        ref = world.rows("SELECT ref FROM cases WHERE invoice = 'INV-40002'")[0][0]
        await posted(browser, page, answer="contest", about=ref)
        await world.work()
    held = dict(world.rows("SELECT invoice, hold_kind FROM cases"))
    assert held["INV-40002"] is not None
    assert held["INV-40001"] is None


async def test_leaving_locks_the_page(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        left = await browser.post(f"{page}/leave", data={"nonce": nonce_of(await browser.get(page))})
        assert left.status_code == 303
        assert "$120.00" not in (await browser.get(left.headers["location"])).text


# --- languages, and what is not there any more -------------------------------------------------------------------


async def test_the_page_speaks_the_customers_language(world: World):
    await ready(world, SPANISH)
    async with world.client() as browser:
        page = await browser.get(world.page(SPANISH))
        assert 'lang="es"' in page.text
        assert "Tenemos un mensaje para usted" in page.text
        english = await browser.get(world.page(SPANISH), params={"lang": "en"})
        assert "We have a message for you" in english.text
        shown = await browser.get(await world.confirmed(browser, SPANISH))
        assert "Ya he pagado" in shown.text


async def test_a_closed_case_says_so_and_still_lets_the_customer_write(world: World):
    await ready(world)
    world.turn(hours=1)
    world.bills(replace(BILL, paid="120.00"))
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        shown = (await browser.get(page)).text
        assert "Settled" in shown
        assert "still open" not in shown
        assert (await posted(browser, page, answer="person")).status_code == 303


async def test_an_erased_customer_has_no_page(world: World):
    await ready(world)
    page = world.page(BILL)
    world.turn(hours=1)
    world.bills(replace(BILL, paid="120.00"))
    with world.store.begin() as unit:
        unit.erase_customer(unit.contact_owner(world.contact(BILL)), world.now)
    async with world.client() as browser:
        assert (await browser.get(page)).status_code == 404


# --- headers -----------------------------------------------------------------------------------------------------


async def test_every_answer_is_locked_down(world: World):
    await ready(world)
    async with world.client() as browser:
        page = await world.confirmed(browser, BILL)
        for path in (page, world.page(BILL), "/c/x", "/healthz", "/nothing", f"{page}/say"):
            answer = await browser.get(path)
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cache-control"] == "no-store"
            assert "noindex" in answer.headers["x-robots-tag"]


async def test_pages_ask_nothing_from_outside_and_assets_are_kept_for_ever(world: World):
    await ready(world)
    async with world.client() as browser:
        shown = await browser.get(await world.confirmed(browser, BILL))
        found = re.findall(r'(?:src|href|action)="([^"]+)"', shown.text)
        portal = world.app.texts.configuration.profiles["acme"].payment_portal
        assert [url for url in found if not url.startswith(("/", "#", "?"))] == [portal]
        for url in {url for url in found if url.startswith("/assets/")}:
            asset = await browser.get(url)
            assert asset.status_code == 200
            assert "immutable" in asset.headers["cache-control"]


@pytest.mark.parametrize("action", ["confirm", "say", "leave"])
async def test_other_methods_and_huge_or_foreign_bodies_are_refused(world: World, action: str):
    await ready(world)
    async with world.client() as browser:
        path = f"{world.page(BILL)}/{action}"
        assert (await browser.get(path)).status_code == 405
        assert (await browser.put(path)).status_code == 405
        huge = await browser.post(path, data={"text": "x" * 70_000})
        assert huge.status_code == 413
        binary = await browser.post(path, content=bytes(range(256)), headers={"content-type": "image/png"})
        assert binary.status_code == 415
        form = {"content-type": "application/x-www-form-urlencoded"}
        garbage = await browser.post(path, content=bytes(range(256)) * 10, headers=form)
        assert garbage.status_code in {303, 403}
        many = await browser.post(path, content=b"&".join(b"a=%d" % n for n in range(500)), headers=form)
        assert many.status_code == 400
    assert inbox(world) == 0


async def test_a_store_that_fails_is_a_clear_page_with_a_reference(world: World):
    await ready(world)
    page = world.page(BILL)
    async with world.client() as browser:
        with world.without("link_tries"):
            answer = await browser.get(page)
    assert answer.status_code in {500, 503}
    assert "Something is wrong on our side" in answer.text
    assert "gone" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
