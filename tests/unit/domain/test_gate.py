"""Each rule of the gate: its id, a sentence, what lifts it; and that planning only ever moves a touch later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decide import decide
from bot.domain.facts import Facts, Pause, PersonHistory, SiblingFacts, UnappliedReceipt
from bot.domain.gate import OPT_OUT_CONFIRMATION, TouchAtGate, evaluate, plan
from bot.domain.rules import Caps, Liveness, Rule, Rules
from bot.domain.vocabulary import CaseState, Channel, Owes, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.kit import MONDAY, moment

CHASE = TouchAtGate(TouchClass.CHASE, Channel.EMAIL, "c1", "chase/friendly", "they")
NOTICE = replace(CHASE, touch_class=TouchClass.NOTICE)
ANSWER = replace(CHASE, touch_class=TouchClass.RESPONSE, answers="r1")
STAFF = replace(CHASE, touch_class=TouchClass.STAFF)


def case(**more: Any):
    opened = decide(None, kit.opening(), kit.they_owe(), kit.rules(), kit.facts(), MONDAY)
    return replace(kit.fold(opened), **more)


def weigh(
    touch: TouchAtGate = CHASE,
    *,
    known: Facts | None = None,
    rules: Rules | None = None,
    now: datetime = MONDAY,
    **changes: Any,
):
    return evaluate(touch, case(**changes), known or kit.facts(), rules or kit.rules(), now)


def the_rule(refusals) -> Rule:
    assert len(refusals) == 1, refusals
    assert refusals[0].sentence.endswith(".")
    assert refusals[0].lifts_when
    return refusals[0].rule


def test_nothing_speaks_against_a_chase_in_office_hours():
    assert weigh() == ()


# --- PAUSED, LIVE-LIST -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pause",
    [
        Pause("deployment"),
        Pause("client", "acme"),
        Pause("playbook", "they"),
        Pause("template", "chase/friendly"),
        Pause("channel", "email"),
        Pause("import", "i7"),
    ],
)
@pytest.mark.parametrize("touch", [CHASE, NOTICE, ANSWER, STAFF])
def test_the_stop_button_stops_everything_in_its_scope(pause, touch):
    refusals = weigh(touch, known=kit.facts(pauses=(pause,), source_import="i7"))
    assert the_rule(refusals) is Rule.PAUSED
    assert refusals[0].lifts_at is None


@pytest.mark.parametrize("pause", [Pause("client", "other"), Pause("channel", "sms"), Pause("playbook", "we")])
def test_the_stop_button_stops_nothing_else(pause):
    assert weigh(known=kit.facts(pauses=(pause,))) == ()


def test_a_client_that_is_not_live_waits_for_a_person():
    rules = kit.rules(liveness=Liveness.HELD)
    assert the_rule(weigh(rules=rules)) is Rule.LIVE_LIST
    assert weigh(rules=rules, known=kit.facts(released=True)) == ()


def test_the_allow_list_lets_its_customers_pass():
    rules = kit.rules(liveness=Liveness.LISTED, allow_list=frozenset({"X1"}))
    assert weigh(rules=rules) == ()
    assert the_rule(weigh(rules=rules, known=kit.facts(who={"external_id": "X2"}))) is Rule.LIVE_LIST


def test_the_daily_ramp_moves_first_contacts_to_the_next_day_and_not_further():
    rules = kit.rules(liveness=Liveness.RAMP, daily_ramp=5)
    assert weigh(rules=rules, known=kit.facts(ramp_used=4)) == ()
    full = kit.facts(ramp_used=5)
    assert the_rule(weigh(rules=rules, known=full)) is Rule.LIVE_LIST
    assert plan(CHASE, case(), full, rules, MONDAY).at == moment("2026-03-03 13:00")
    assert weigh(rules=rules, known=kit.facts(ramp_used=5, who={"contacted_before": True})) == ()


# --- the case and the person -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [s for s in CaseState if s is not CaseState.OPEN])
def test_only_an_open_case_is_chased_but_anybody_may_be_answered(state):
    assert the_rule(weigh(state=state)) is Rule.CASE_STATE
    assert weigh(NOTICE, state=state) == weigh(ANSWER, state=state) == ()


def test_the_reminder_of_a_promise_goes_out_while_the_case_waits_for_it():
    assert weigh(replace(CHASE, for_promise=True), state=CaseState.WAITING) == ()
    assert the_rule(weigh(replace(CHASE, for_promise=True), state=CaseState.HELD)) is Rule.CASE_STATE


def test_nothing_is_asked_for_when_nothing_is_owed():
    assert Rule.CASE_STATE in [refusal.rule for refusal in weigh(paid=10_000)]


def test_an_unread_reply_stops_chases_only():
    known = kit.facts(who={"unread_replies": 1})
    assert the_rule(weigh(known=known)) is Rule.REPLY_FIRST
    assert weigh(NOTICE, known=known) == ()


def test_without_a_usable_address_nothing_goes_out():
    known = kit.facts(kit.contact(reachable=frozenset({Channel.SMS})))
    assert the_rule(weigh(known=known)) is Rule.NO_ADDRESS
    assert the_rule(weigh(replace(CHASE, contact_id="nobody"))) is Rule.NO_ADDRESS
    assert the_rule(weigh(rules=kit.rules(channels=frozenset({Channel.SMS})))) is Rule.NO_ADDRESS


def test_whoever_has_just_written_may_be_answered_there():
    assert weigh(ANSWER, known=kit.facts(kit.contact(reachable=frozenset({Channel.SMS})))) == ()


@pytest.mark.parametrize("touch", [CHASE, NOTICE, ANSWER])
def test_an_opt_out_closes_the_medium_for_every_class(touch):
    known = kit.facts(kit.contact(suppressed=frozenset({Channel.EMAIL})))
    assert the_rule(weigh(touch, known=known)) is Rule.OPTOUT_SCOPE
    assert weigh(replace(touch, channel=Channel.SMS), known=known) == ()


def test_the_confirmation_of_an_opt_out_is_the_one_message_that_still_passes():
    known = kit.facts(kit.contact(suppressed=frozenset({Channel.SMS})))
    confirmation = replace(ANSWER, channel=Channel.SMS, template=OPT_OUT_CONFIRMATION)
    assert weigh(confirmation, known=known) == ()


def test_person_only_stops_chases():
    known = kit.facts(who={"person_only": True})
    assert the_rule(weigh(known=known)) is Rule.PERSON_ONLY
    assert weigh(ANSWER, known=known) == ()


# --- money -----------------------------------------------------------------------------------------------------


def test_the_contested_part_is_not_chased_and_the_rest_only_if_the_client_says_so():
    rest = kit.rules(chase_undisputed_rest=True)
    assert the_rule(weigh(disputed=4_000)) is Rule.DISPUTE_HOLD
    assert weigh(disputed=4_000, rules=rest) == ()
    assert the_rule(weigh(disputed=10_000, rules=rest)) is Rule.DISPUTE_HOLD


def test_an_uncontested_rest_below_the_floor_is_not_chased():
    assert the_rule(weigh(disputed=9_800, rules=kit.rules(chase_undisputed_rest=True))) is Rule.FLOOR


@pytest.mark.parametrize(
    ("covered", "now", "fresh"),
    [
        (date(2026, 2, 27), "2026-03-02 15:00", True),  # on Monday Friday is the last completed bank day
        (date(2026, 2, 26), "2026-03-02 15:00", False),
        (None, "2026-03-02 15:00", False),
        (date(2026, 2, 27), "2026-03-03 15:00", False),
        (date(2026, 3, 2), "2026-03-03 15:00", True),
    ],
)
def test_no_chase_on_stale_data(covered, now, fresh):
    known = kit.facts(covered_until=covered)
    refusals = weigh(rules=kit.rules(declared_feed=True), known=known, now=moment(now))
    assert (refusals == ()) is fresh
    if not fresh:
        assert the_rule(refusals) is Rule.FRESHNESS
        assert refusals[0].lifts_at is None
    assert weigh(known=known, now=moment(now)) == ()  # a client without a declared feed
    assert weigh(NOTICE, rules=kit.rules(declared_feed=True), known=known, now=moment(now)) == ()


def test_a_chase_that_the_hours_move_to_tomorrow_does_not_need_tomorrows_import_today():
    night = moment("2026-03-03 03:00")  # Monday 22:00 in New York
    verdict = plan(CHASE, case(), kit.facts(covered_until=date(2026, 2, 27)), kit.rules(declared_feed=True), night)
    assert verdict.at == moment("2026-03-03 13:00")


@pytest.mark.parametrize("unapplied", [("USD", 10_000), ("USD", 6_000)])
def test_no_chase_while_an_unapplied_receipt_fits(unapplied):
    known = kit.facts(unapplied=(UnappliedReceipt(*unapplied),))
    rules = kit.rules(chase_undisputed_rest=True)
    assert the_rule(weigh(known=known, rules=rules, disputed=4_000)) is Rule.SUSPENSE_MATCH


@pytest.mark.parametrize("unapplied", [("EUR", 10_000), ("USD", 9_999)])
def test_a_receipt_that_does_not_fit_stops_nothing(unapplied):
    assert weigh(known=kit.facts(unapplied=(UnappliedReceipt(*unapplied),))) == ()


@pytest.mark.parametrize(
    ("ours", "refused"),
    [
        ([("USD", Owes.WE, 10_000)], True),
        ([("USD", Owes.WE, 9_999)], False),
        ([("USD", Owes.WE, 5_000), ("USD", Owes.WE, 5_000)], True),
        ([("EUR", Owes.WE, 10_000)], False),
        ([("USD", Owes.THEY, 10_000)], False),
    ],
)
def test_nobody_is_chased_while_we_owe_them_as_much(ours, refused):
    siblings = tuple(
        SiblingFacts(f"S{i}", owes, CaseState.OPEN, currency, minor) for i, (currency, owes, minor) in enumerate(ours)
    )
    refusals = weigh(known=kit.facts(siblings=siblings))
    assert [refusal.rule for refusal in refusals] == ([Rule.NET_POSITION] if refused else [])


@pytest.mark.parametrize(
    ("currency", "gap", "floor", "refused"),
    [
        ("USD", 499, {}, True),
        ("USD", 500, {}, False),
        ("JPY", 4, {}, True),  # 5.00 of a currency without decimals is 5
        ("JPY", 5, {}, False),
        ("KWD", 4_999, {}, True),
        ("USD", 2_000, {"USD": 2_500}, True),
        ("USD", 1, {"USD": 0}, False),
    ],
)
def test_below_the_floor_nothing_is_chased(currency, gap, floor, refused):
    refusals = weigh(rules=kit.rules(floor=floor), currency=currency, expected=gap)
    assert [refusal.rule for refusal in refusals] == ([Rule.FLOOR] if refused else [])


def test_where_nothing_is_owed_no_amount_is_said_to_be_too_small():
    refusals = weigh(rules=kit.rules(floor={"USD": 500}), currency="USD", expected=10_000, paid=12_000)
    assert [refusal.rule for refusal in refusals] == [Rule.CASE_STATE]


# --- TOUCH-CAP -------------------------------------------------------------------------------------------------


def capped(*chases: str, inbound: str | None = None, caps: Caps | None = None, now: datetime = MONDAY):
    heard = moment(inbound) if inbound else None
    history = PersonHistory(tuple(moment(text) for text in chases), heard)
    return weigh(known=kit.facts(history=history), rules=kit.rules(caps=caps or Caps()), now=now)


def test_three_days_lie_between_two_chases_without_a_reply():
    refusals = capped("2026-02-28 15:00")
    assert the_rule(refusals) is Rule.TOUCH_CAP
    assert refusals[0].lifts_at == moment("2026-03-03 15:00")
    assert capped("2026-02-27 15:00") == ()


def test_a_reply_lifts_the_gap_but_not_the_day():
    assert capped("2026-02-28 15:00", inbound="2026-03-01 12:00") == ()
    same_day = capped("2026-03-02 14:00", inbound="2026-03-02 14:30")
    assert same_day[0].lifts_at == moment("2026-03-03 13:00")  # tomorrow 08:00 in New York


def test_the_day_is_the_customers_day():
    late_yesterday = "2026-03-02 03:00"  # Sunday 22:00 in New York
    assert capped(late_yesterday, inbound="2026-03-02 04:00") == ()


def test_three_in_seven_days_lift_when_the_first_is_a_week_old():
    chases = ("2026-02-24 15:00", "2026-02-26 15:00", "2026-02-28 15:00")
    refusals = capped(*chases, inbound="2026-03-01 12:00")
    assert refusals[0].lifts_at == moment("2026-03-03 15:00")
    exactly = capped(*chases, inbound="2026-03-01 12:00", now=moment("2026-03-03 15:00"))
    assert exactly == ()


def test_no_other_clients_name_is_shown_as_the_reason():
    assert "acme" not in capped("2026-02-28 15:00")[0].sentence
    assert "weekly contact limit" in capped("2026-02-28 15:00")[0].sentence


def test_caps_concern_chases_only():
    history = PersonHistory((moment("2026-03-02 14:00"),))
    assert weigh(NOTICE, known=kit.facts(history=history)) == weigh(ANSWER, known=kit.facts(history=history)) == ()


@kit.QUICK
@given(st.lists(st.integers(0, 24 * 14), max_size=60, unique=True))
def test_whenever_a_chase_is_asked_for_the_planned_times_keep_the_caps(asked):
    sent: list[datetime] = []
    for hour in sorted(asked):
        now = MONDAY + timedelta(hours=hour)
        recent = tuple(at for at in sent if at > now - timedelta(days=7))
        verdict = plan(CHASE, case(), kit.facts(history=PersonHistory(recent)), kit.rules(), now)
        assert verdict.at is not None
        assert verdict.at >= now
        if verdict.at == now:
            sent.append(now)
    for before, later in pairwise(sent):
        assert later - before >= timedelta(days=3)


# --- hours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "zone", "now", "rule", "lifts"),
    [
        ("US", kit.NEW_YORK, "2026-03-02 12:59", Rule.HOURS_US, "2026-03-02 13:00"),
        ("US", kit.NEW_YORK, "2026-03-03 02:00", Rule.HOURS_US, "2026-03-03 13:00"),
        ("DE", "Europe/Berlin", "2026-03-02 06:59", Rule.HOURS_DEFAULT, "2026-03-02 07:00"),
        ("DE", "Europe/Berlin", "2026-03-02 19:00", Rule.HOURS_DEFAULT, "2026-03-03 07:00"),
        ("DE", "Europe/Berlin", "2026-03-08 10:00", Rule.HOURS_DEFAULT, "2026-03-09 07:00"),
    ],
)
def test_outside_the_hours_nothing_that_is_not_an_answer_goes_out(country, zone, now, rule, lifts):
    known = kit.facts(kit.contact(zones=(zone,)), who={"country": country, "zone": zone})
    for touch in (CHASE, NOTICE):
        refusals = weigh(touch, known=known, now=moment(now))
        assert the_rule(refusals) is rule
        assert refusals[0].lifts_at == moment(lifts)


@pytest.mark.parametrize(("now", "open_"), [("2026-03-02 13:00", True), ("2026-03-03 01:59", True)])
def test_eight_is_inside_the_us_hours_and_so_is_the_last_minute(now, open_):
    assert (weigh(now=moment(now)) == ()) is open_


def test_an_answer_on_the_same_medium_may_go_at_night_once():
    night = moment("2026-03-03 05:00")
    unanswered = kit.facts(history=PersonHistory(unanswered=frozenset({Channel.EMAIL})))
    assert weigh(ANSWER, known=unanswered, now=night) == ()
    assert the_rule(weigh(replace(ANSWER, channel=Channel.SMS), known=unanswered, now=night)) is Rule.HOURS_US
    assert the_rule(weigh(ANSWER, now=night)) is Rule.HOURS_US


def test_every_zone_where_the_person_may_be_counts():
    known = kit.facts(kit.contact(zones=("America/Los_Angeles", "America/Chicago")))
    refusals = weigh(known=known, now=moment("2026-03-02 15:00"))
    assert refusals[0].lifts_at == moment("2026-03-02 16:00")


def test_without_a_common_window_the_clients_zone_decides():
    zones = ("Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata", "Europe/Paris", "America/Los_Angeles")
    known = kit.facts(kit.contact(zones=zones))
    assert weigh(known=known) == ()
    assert weigh(known=known, now=moment("2026-03-02 05:00"))[0].lifts_at == moment("2026-03-02 13:00")


def test_where_nothing_is_known_the_clients_zone_decides():
    known = kit.facts(kit.contact(zones=()), who={"zone": "", "country": ""})
    refusals = weigh(known=known, now=moment("2026-03-02 12:30"))
    assert the_rule(refusals) is Rule.HOURS_DEFAULT
    assert refusals[0].lifts_at == moment("2026-03-02 13:00")


# --- planning --------------------------------------------------------------------------------------------------


@kit.QUICK
@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
    st.lists(st.integers(1, 200), max_size=4),
    st.sampled_from(["US", "DE", ""]),
    st.sampled_from([CHASE, NOTICE, ANSWER]),
)
def test_planning_only_moves_later_and_the_gate_agrees_at_the_planned_time(start, ago, country, touch):
    chases = tuple(sorted(start - timedelta(hours=hours) for hours in ago if hours < 168))
    known = kit.facts(who={"country": country}, history=PersonHistory(chases))
    verdict = plan(touch, case(), known, kit.rules(), start)
    assert verdict.at is not None
    assert verdict.at >= start
    assert (verdict.at == start) == (verdict.why == ())
    assert evaluate(touch, case(), known, kit.rules(), verdict.at) == ()


def test_what_only_an_event_lifts_has_no_time_even_if_the_hours_are_closed_too():
    night = moment("2026-03-03 05:00")
    verdict = plan(CHASE, case(), kit.facts(who={"person_only": True}), kit.rules(), night)
    assert verdict.at is None
    assert [refusal.rule for refusal in verdict.why] == [Rule.PERSON_ONLY]
