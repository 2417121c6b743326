"""The canonical form keeps everything, and its digest depends on nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import playbook as model
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook, Reaction, Timing
from bot.domain.vocabulary import CaseType, Intent, Owes
from bot.playbook.plain import canonical, digest_of, from_plain, parse, to_plain, with_digest

PARTS = (
    *(model.Condition, model.Send, model.Task, model.HandOver, model.EscalateTo, model.Propose, model.Step),
    *(model.Answer, model.Tell, model.HoldFor, model.WaitFor, model.NotePromise, model.NoteDispute),
    *(model.Resume, model.CloseWith, model.Ask, model.Guard, Playbook),
)
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@pytest.fixture(autouse=True, scope="module")
def _every_field_is_drawn():
    """Hypothesis leaves fields with a default at it unless told to draw them."""
    st.register_type_strategy(time, MINUTES)
    st.register_type_strategy(Decimal, AMOUNTS)
    for part in PARTS:
        drawn = {field.name: ... for field in fields(part)}
        st.register_type_strategy(part, st.builds(part, **drawn))
    following = reactions(st.from_type(model.Tell) | st.from_type(model.Propose) | st.from_type(model.HoldFor))
    st.register_type_strategy(model.Inquire, inquiries(following))
    st.register_type_strategy(Reaction, reactions(st.deferred(lambda: st.from_type(model.ReactionAction))))


def reactions(actions):
    few = st.lists(st.from_type(model.Guard), max_size=1).map(tuple)
    return st.builds(Reaction, st.lists(actions, max_size=2).map(tuple), few)


def inquiries(following):
    name = st.text(max_size=9)
    return st.builds(
        model.Inquire,
        *(st.from_type(model.Party), name, st.from_type(model.Duration)),
        *(st.dictionaries(name, following, max_size=2), following, name, st.booleans()),
        buttons=st.lists(name, max_size=3).map(tuple),
    )


def example():
    return with_digest(
        Playbook(
            name="p",
            case_types=(CaseType.MISSING_PAYMENT,),
            owes=Owes.THEY,
            steps=(),
            reactions={Intent.OTHER: Reaction(())},
            resolutions=frozenset(),
            digest="",
        )
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_playbook_survives_its_canonical_form(data):
    playbook = with_digest(data.draw(st.from_type(Playbook)))
    through_json = json.loads(json.dumps(to_plain(playbook)))
    assert from_plain(through_json) == playbook
    assert parse(canonical(playbook)) == playbook
    assert playbook.digest == hashlib.sha256(canonical(playbook).encode()).hexdigest()


def test_the_canonical_form_holds_no_digest_and_the_digest_ignores_one():
    plain = to_plain(example())
    assert "digest" not in plain
    assert digest_of({**plain, "digest": "x"}) == digest_of(plain) == example().digest


def test_the_order_of_keys_does_not_change_the_digest():
    plain = to_plain(example())
    assert digest_of(dict(reversed(plain.items()))) == digest_of(plain)


def test_a_form_stored_before_the_model_grew_keeps_its_digest_and_gets_the_defaults():
    plain = to_plain(example())
    del plain["carry_out_within"]
    old = from_plain(plain)
    assert old.digest == digest_of(plain)
    assert replace(old, digest=example().digest) == example()


@pytest.mark.parametrize(
    "change",
    [
        {"owes": "nobody"},
        {"at": "noon"},
        {"steps": [{"id": "x"}]},
        {"nonsense": 1},
        {"reactions": {"x": {"actions": []}}},
    ],
)
def test_a_form_that_is_none_is_refused(change):
    with pytest.raises(Rejected, match="This is not the canonical form of a playbook"):
        from_plain({**to_plain(example()), **change})


def test_a_text_that_is_no_json_is_refused():
    with pytest.raises(Rejected, match="This is not the canonical form of a playbook"):
        parse("{")


def test_a_timing_names_its_time_of_day():
    timing = Timing(model.Anchor.DUE, model.Duration(0, model.Unit.DAYS), time(9, 5))
    step = model.Step("s", timing, model.HandOver(model.Role.OPERATOR, model.Duration(1, model.Unit.DAYS)))
    plain = to_plain(replace(example(), steps=(step,)))
    assert plain["steps"][0]["when"]["at"] == "09:05"
    assert plain["steps"][0]["action"]["does"] == "HandOver"
