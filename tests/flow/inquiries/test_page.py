"""The page of an inquiry: looking changes nothing, the first answer counts, whoever comes later is told plainly."""

from __future__ import annotations

import asyncio
import re

from bot.app.acting import act, advance
from bot.domain.commands import Actor, CloseCase
from bot.domain.vocabulary import CaseState, InquiryState, Outcome, Role, RootCause
from tests.flow.inquiries.asking import AskingWorld
from tests.flow.web.world import nonce_of

OPERATOR = Actor("olivia", Role.OPERATOR)


async def test_looking_changes_nothing_and_shows_who_asks_what_and_the_figures(world: AskingWorld):
    case = world.case()
    path, before = world.path(), world.everything()
    async with world.client() as browser:
        seen = await browser.get(path)
        assert (await browser.head(path)).status_code == 200
    assert seen.status_code == 200
    for words in ("Acme Utilities", "INV-20481", case.ref, "$120.00", "Ada Example", "Test: what do your books say?"):
        assert words in seen.text
    assert re.findall(r'name="answer" value="(\w+)"', seen.text) == ["we_have_it", "not_paid"]
    assert "ada1@example.org" not in seen.text
    assert world.everything() == before


async def test_the_bank_sees_no_customer(world: AskingWorld):
    world.case()
    async with world.client() as browser:
        seen = await browser.get(world.path("bank"))
    assert "Ada" not in seen.text
    assert "INV-20481" in seen.text


async def test_an_answer_is_recorded_with_its_comment_and_the_case_follows(world: AskingWorld):
    world.case()
    async with world.client() as browser:
        page = await browser.get(world.path())
        form = {"nonce": nonce_of(page), "answer": "we_have_it", "comment": "Card 4111 1111 1111 1111, paid on Monday"}
        answered = await browser.post(world.path(), data=form)
        assert answered.status_code == 303
        thanks = await browser.get(answered.headers["location"])
    assert "Thank you, your answer is recorded." in thanks.text
    inquiry = world.inquiry()
    assert (inquiry.state, inquiry.answer, inquiry.answered_by) == (InquiryState.ANSWERED, "we_have_it", "billing")
    [(author, words)] = world.notes()
    assert author == "the client's people (billing)"
    assert "4111 1111" not in words
    assert "paid on Monday" in words
    assert world.case().state is CaseState.HELD


async def test_what_cannot_be_seen_hides_no_card_number_and_turns_no_text_round(world: AskingWorld):
    world.case()
    hidden = "4111\u200b1111\u00ad1111\u202e1111 \u2066and\u0007 <b>paid</b>\x00"
    async with world.client() as browser:
        form = {"nonce": nonce_of(await browser.get(world.path())), "answer": "we_have_it", "comment": hidden}
        assert (await browser.post(world.path(), data=form)).status_code == 303
    [(_, words)] = world.notes()
    assert words == "[card ending 1111] and <b>paid</b>"


async def test_a_second_answer_is_told_that_there_is_one(world: AskingWorld):
    world.case()
    async with world.client() as browser:
        nonce = nonce_of(await browser.get(world.path()))
        forms = [{"nonce": nonce, "answer": name} for name in ("not_paid", "we_have_it", "not_paid")]
        got = [await browser.post(world.path(), data=form) for form in forms]
        assert [one.status_code for one in got] == [303, 303, 303]
        assert "said=" not in got[1].headers["location"]
        later = await browser.get(got[1].headers["location"])
    assert "This question is answered already." in later.text
    assert "Test: nothing came" in later.text
    assert world.inquiry().answer == "not_paid"


async def test_at_the_same_moment_one_answer_counts(world: AskingWorld):
    world.case()
    async with world.client() as browser:
        nonce = nonce_of(await browser.get(world.path()))
        forms = [{"nonce": nonce, "answer": name} for name in ("not_paid", "we_have_it")]
        got = await asyncio.gather(*(browser.post(world.path(), data=form) for form in forms))
    assert sorted("said=" in one.headers["location"] for one in got) == [False, True]


async def test_late_and_settled_are_said_plainly(world: AskingWorld):
    case = world.case()
    world.turn(days=3)
    advance(world.app.context)
    async with world.client() as browser:
        late = await browser.get(world.path())
        assert "Your answer still counts." in late.text
        nonce = nonce_of(late)
        act(world.app.context, case.ref, CloseCase(OPERATOR, Outcome.APPLIED, RootCause.HUMAN_ERROR), "olivia")
        settled = await browser.get(world.path())
        posted = await browser.post(world.path(), data={"nonce": nonce, "answer": "not_paid"})
        assert posted.status_code == 303
    assert "This is settled" in settled.text
    assert 'name="answer"' not in settled.text
    assert world.inquiry().state is InquiryState.WITHDRAWN


async def test_nobody_is_told_to_write_to_a_case_on_which_nobody_works(world: AskingWorld):
    case = world.case()
    async with world.client() as browser:
        nonce = nonce_of(await browser.get(world.path()))
        await browser.post(world.path(), data={"nonce": nonce, "answer": "we_have_it"})
        assert "reply to our e-mail" in (await browser.get(world.path())).text
        act(world.app.context, case.ref, CloseCase(OPERATOR, Outcome.APPLIED, RootCause.HUMAN_ERROR), "olivia")
        later = await browser.get(world.path())
    assert "This question is answered already." in later.text
    assert "reply to our e-mail" not in later.text


async def test_what_is_not_ours_is_refused_and_nothing_is_written(world: AskingWorld):
    world.case()
    path, before = world.path(), world.everything()
    forged = path[:-1] + ("a" if path[-1] != "a" else "b")
    address = world.address().partition("@")[0].partition("+")[2]
    async with world.client() as browser:
        nonce, other = nonce_of(await browser.get(path)), nonce_of(await browser.get(world.path("bank")))
        for wrong in (forged, f"/q/{address}", "/q/x"):
            assert (await browser.get(wrong)).status_code == 404
            assert (await browser.post(wrong, data={"nonce": nonce, "answer": "not_paid"})).status_code == 404
        for form, status in (
            ({"answer": "not_paid"}, 403),
            ({"nonce": other, "answer": "not_paid"}, 403),
            ({"nonce": nonce, "answer": "returned"}, 422),
            ({"nonce": nonce}, 422),
            ({"nonce": nonce, "answer": "not_paid", "comment": "x" * 2001}, 422),
        ):
            assert (await browser.post(path, data=form)).status_code == status, form
        foreign = await browser.post(
            path, data={"nonce": nonce, "answer": "not_paid"}, headers={"sec-fetch-site": "cross-site"}
        )
        assert foreign.status_code == 403
    assert world.everything() == before


async def test_too_many_tries_wait(world: AskingWorld):
    world.case()
    async with world.client() as browser:
        nonce = nonce_of(await browser.get(world.path()))
        got = [await browser.post(world.path(), data={"nonce": nonce, "answer": "not_paid"}) for _ in range(11)]
    assert [one.status_code for one in got] == [303] * 10 + [429]


async def test_after_an_erasure_the_link_leads_nowhere(world: AskingWorld):
    case = world.case()
    path = world.path()
    act(world.app.context, case.ref, CloseCase(OPERATOR, Outcome.APPLIED, RootCause.HUMAN_ERROR), "olivia")
    with world.store.begin() as unit:
        unit.erase_customer(case.customer_id, world.now)
    async with world.client() as browser:
        assert (await browser.get(path)).status_code == 404
    await world.send()
    assert world.mails() == {}
