"""What every transport must do, whoever the provider is."""

from __future__ import annotations

import asyncio

import pytest

from bot.app.messages import HandOver, LookUp
from bot.domain.errors import Fault
from bot.domain.vocabulary import FailureClass

ALL = ["twilio", "smtp", "smtp_tls", "chat"]
NETWORKED = ["twilio", "smtp", "smtp_tls"]
ASKABLE = ["twilio", "chat"]

all_rigs = pytest.mark.parametrize("rig", ALL, indirect=True)
networked_rigs = pytest.mark.parametrize("rig", NETWORKED, indirect=True)
askable_rigs = pytest.mark.parametrize("rig", ASKABLE, indirect=True)


@all_rigs
async def test_an_accepted_message_has_the_providers_id(rig):
    handed = await rig.transport.send(rig.message())
    assert handed.outcome is HandOver.ACCEPTED
    assert handed.provider_id
    assert handed.failure is None
    assert rig.accepted() == ["FU-00001"]


@all_rigs
async def test_it_says_which_channel_it_serves(rig):
    assert rig.transport.channel is rig.channel


@all_rigs
async def test_a_hundred_at_once_all_arrive_once(rig):
    handed = await asyncio.gather(*(rig.transport.send(rig.message(number)) for number in range(100)))
    assert {one.outcome for one in handed} == {HandOver.ACCEPTED}
    assert len({one.provider_id for one in handed}) == 100
    assert sorted(rig.accepted()) == [f"FU-{number:05d}" for number in range(100)]


@networked_rigs
async def test_connections_are_kept(rig):
    for number in range(10):
        await rig.transport.send(rig.message(number))
    assert rig.connections() == 1


@pytest.mark.parametrize(
    ("rig", "scenario", "failure"),
    [
        ("twilio", "bad address", FailureClass.BAD_ADDRESS),
        ("twilio", "configuration", FailureClass.CONFIGURATION),
        ("twilio", "slow down", FailureClass.SLOW_DOWN),
        ("smtp", "bad address", FailureClass.BAD_ADDRESS),
        ("smtp", "configuration", FailureClass.CONFIGURATION),
        ("smtp", "slow down", FailureClass.SLOW_DOWN),
        ("smtp", "temporary", FailureClass.TEMPORARY),
        ("smtp", "filtered", FailureClass.FILTERED),
        ("smtp", "cut before anything", FailureClass.TEMPORARY),
        ("smtp_tls", "bad address", FailureClass.BAD_ADDRESS),
        ("smtp_tls", "cut before anything", FailureClass.TEMPORARY),
    ],
    indirect=["rig"],
)
async def test_a_refusal_has_its_class_and_leaves_the_transport_usable(rig, scenario, failure):
    rig.goes_wrong(scenario)
    handed = await rig.transport.send(rig.message(1))
    assert (handed.outcome, handed.failure) == (HandOver.REFUSED, failure)
    assert handed.code
    assert rig.accepted() == []
    assert (await rig.transport.send(rig.message(2))).outcome is HandOver.ACCEPTED


@pytest.mark.parametrize("scenario", ["hang", "cut after accepting", "cut while unsure"])
@networked_rigs
async def test_without_an_answer_the_truth_is_unknown(rig, scenario):
    rig.goes_wrong(scenario)
    handed = await rig.impatient.send(rig.message(1))
    assert (handed.outcome, handed.failure) == (HandOver.UNKNOWN, FailureClass.UNKNOWN)
    assert (await rig.impatient.send(rig.message(2))).outcome is HandOver.ACCEPTED


@networked_rigs
async def test_where_nobody_listens_nothing_was_sent(rig):
    await rig.sandbox.stop()
    handed = await rig.transport.send(rig.message())
    assert (handed.outcome, handed.failure) == (HandOver.REFUSED, FailureClass.TEMPORARY)


@pytest.mark.parametrize("rig", ["twilio"], indirect=True)
@pytest.mark.parametrize("scenario", ["hang", "cut after accepting"])
async def test_a_message_that_was_accepted_without_an_answer_is_found(rig, scenario):
    rig.goes_wrong(scenario)
    await rig.impatient.send(rig.message(1))
    found = await rig.transport.look_up(rig.message(1))
    assert found.answer is LookUp.FOUND
    assert found.provider_id
    assert found.status is not None


@askable_rigs
async def test_a_look_up_finds_what_was_sent_and_nothing_else(rig):
    sent = await rig.transport.send(rig.message(1))
    found = await rig.transport.look_up(rig.message(1))
    assert (found.answer, found.provider_id) == (LookUp.FOUND, sent.provider_id)
    assert (await rig.transport.look_up(rig.message(2))).answer is LookUp.NOT_FOUND


async def test_a_look_up_without_an_answer_is_a_fault_by_sms(twilio):
    await twilio.sandbox.stop()
    with pytest.raises(Fault):
        await twilio.transport.look_up(twilio.message())


async def test_a_look_up_without_an_answer_is_a_fault_by_chat(chat):
    chat.goes_wrong("store down")
    assert (await chat.transport.send(chat.message())).outcome is HandOver.UNKNOWN
    with pytest.raises(Fault):
        await chat.transport.look_up(chat.message())


@pytest.mark.parametrize("rig", ["smtp", "smtp_tls"], indirect=True)
async def test_nobody_can_be_asked_about_a_mail(rig):
    await rig.transport.send(rig.message())
    assert (await rig.transport.look_up(rig.message())).answer is LookUp.CANNOT_ASK


@all_rigs
async def test_it_may_be_closed_twice_and_without_use(rig):
    for _ in range(2):
        await rig.transport.close()
    assert rig.accepted() == []


@all_rigs
async def test_what_was_sent_before_it_is_closed_stays_sent_once(rig):
    await rig.transport.send(rig.message(1))
    for _ in range(2):
        await rig.transport.close()
    assert rig.accepted() == ["FU-00001"]
