"""Names, limits and offers."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import HandPayment
from bot.domain.errors import Rejected
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.vocabulary import Role
from bot.slack.limits import OPTION_VALUE, fit, plain, shorten, units
from bot.slack.names import Carried, Deed, action_of, deed_of, pack, unpack
from bot.slack.offers import ROLES, barred, offered, roles_for
from tests.unit.domain import kit
from tests.unit.domain.kit import QUICK
from tests.unit.slack.views import view_of, worlds

WORLDS = worlds()
STAFF = kit.staff()


@given(st.builds(Carried, **{field.name: st.text(max_size=20) for field in fields(Carried)}))
@QUICK
def test_what_is_carried_comes_back(carried):
    assert unpack(pack(carried)) == carried


@pytest.mark.parametrize("text", ["", "x", "[]", "1", "null", '{"ref":1}', '{"zzz":"x"}', '{"ref":null}'])
def test_what_is_not_ours_is_refused(text):
    with pytest.raises(Rejected):
        unpack(text)


@pytest.mark.parametrize("deed", Deed)
def test_a_deed_has_one_action_id(deed):
    assert deed_of(action_of(deed)) is deed
    assert len(pack(Carried("MP-7F3K2QX9A", deed=deed.value))) <= OPTION_VALUE


@pytest.mark.parametrize("action", ["", "approve", "case:", "case:destroy", "CASE:approve"])
def test_an_action_that_is_not_ours_names_no_deed(action):
    assert deed_of(action) is None


@QUICK
@given(st.text(), st.integers(60, 400))
def test_what_is_cut_fits_and_says_so(text, most):
    shown = shorten(plain(text), most)
    assert units(shown) <= most
    assert shown == plain(text) or "more characters are not shown" in shown
    assert units(fit(text, most)) <= most


def test_marks_that_reorder_or_hide_text_are_taken_out():
    assert plain("a\u202eb\u0000c\ud800d\r\ne\tf") == "abc�d\ne\tf"


@pytest.mark.parametrize("name", WORLDS)
def test_nobody_is_offered_what_their_roles_do_not_allow(name):
    view = view_of(WORLDS[name])
    for staff in STAFF.values():
        for deed in offered(view, staff):
            assert staff.roles & roles_for(deed, view), (staff.id, deed)


def test_the_roles_are_those_of_the_domain():
    assert ROLES[Deed.APPROVE] == ROLES[Deed.REJECT] == CHECKERS
    assert ROLES[Deed.PROPOSE] == ROLES[Deed.CARRY_OUT] == ROLES[Deed.CLOSE] == MAKERS
    assert Role.AUDITOR not in ROLES[Deed.REPLY]


def test_nobody_is_offered_to_approve_their_own_proposal():
    view = view_of(WORLDS["deciding"])
    maker = replace(STAFF["ann"], roles=frozenset({Role.OPERATOR, Role.APPROVER}))
    assert Deed.APPROVE not in offered(view, maker)
    assert Deed.APPROVE in offered(view, STAFF["abe"])


def test_nobody_is_offered_to_approve_what_becomes_of_a_payment_that_they_recorded():
    view = view_of(WORLDS["deciding"])
    recorded = HandPayment("h1", 100, "abe", view.now)
    paid = replace(view, case=replace(view.case, hand_payments=(recorded,)))
    assert Deed.APPROVE not in offered(paid, STAFF["abe"])
    assert "recorded a payment" in barred(Deed.APPROVE, paid.case, STAFF["abe"])
    taken_back = replace(view, case=replace(view.case, hand_payments=(replace(recorded, taken_back=True),)))
    assert Deed.APPROVE in offered(taken_back, STAFF["abe"])


def test_nobody_is_offered_to_carry_out_what_they_approved():
    view = view_of(WORLDS["executing"])
    assert Deed.CARRY_OUT not in offered(view, STAFF["abe"])
    assert Deed.CARRY_OUT in offered(view, STAFF["ann"])


def test_a_person_only_hold_is_released_by_a_checker():
    view = view_of(WORLDS["person only"])
    assert Deed.RELEASE not in offered(view, STAFF["ann"])
    assert Deed.RELEASE in offered(view, STAFF["sue"])


def test_an_auditor_only_looks():
    assert set(offered(view_of(WORLDS["deciding"]), STAFF["aud"])) == {Deed.SHOW, Deed.WHY, Deed.GUIDE}
