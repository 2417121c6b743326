"""JSON lines: one answer for each line, in order, whatever the lines are."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.lines import understand_lines
from bot.conversation.understand import Understander


def answers(understander: Understander, *lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in understand_lines(understander, lines)]


def test_the_contract(understander: Understander) -> None:
    line = {
        "id": "r1",
        "text": "Pago el 27 de noviembre $482.50",
        "locale": "es-MX",
        "languages": ["en", "es"],
        "received_at": "2026-11-18T15:00:00-06:00",
        "timezone": "America/Mexico_City",
        "country": "MX",
        "channel": "sms",
        "last_question": "which_day",
        "case_type": "missing_payment",
        "open_amount": {"minor_units": 48250, "currency": "MXN"},
        "invoices": ["INV-1"],
        "unknown": 1,
    }
    (answer,) = answers(understander, json.dumps(line))
    assert answer["id"] == "r1"
    assert answer["language"] == "es"
    assert answer["automatic"] is False
    assert answer["intents"][0]["intent"] == "promise_to_pay"
    assert answer["decided"] is True
    assert answer["dates"] == [{"date": "2026-11-27", "role": "will_pay_on", "span": [8, 23]}]
    assert answer["amounts"] == [{"minor_units": 48250, "currency": "MXN", "span": [24, 31]}]
    assert answer["stripped_text"] == "Pago el 27 de noviembre $482.50"
    assert set(answer) == {
        *("id", "language", "language_confidence", "automatic", "intents", "flags", "decided", "dates", "amounts"),
        *("references", "emails", "phones", "stripped_text", "because"),
    }


def test_bad_lines_are_answered_in_their_place(understander: Understander) -> None:
    found = answers(
        understander,
        '{"id": 1, "text": "stop"}',
        "not json",
        "",
        "[1]",
        '{"id": 2}',
        '{"id": 3, "text": 7}',
        '{"id": 4, "text": "x", "channel": "fax"}',
        '{"id": 5, "text": "x", "open_amount": {"minor_units": 1, "currency": "dollars"}}',
        '{"id": 6, "text": "x", "received_at": "yesterday"}',
        '{"id": 7, "text": "ok", "channel": null, "headers": {"a": ["b", 1]}, "invoices": [12]}',
    )
    assert [answer["id"] for answer in found] == [1, None, None, None, 2, 3, 4, 5, 6, 7]
    assert ["error" in answer for answer in found] == [False, *[True] * 8, False]


def test_an_error_does_not_repeat_the_customers_words(understander: Understander) -> None:
    (answer,) = answers(understander, '{"id": 1, "text": ["my secret"]}')
    assert "secret" not in answer["error"]


def test_half_characters_do_no_harm(understander: Understander) -> None:
    (answer,) = answers(understander, '{"id": "\\ud800", "text": "stop \\ud83d\\ude00 \\udc00"}')
    assert answer["intents"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
                lambda inner: st.dictionaries(
                    st.sampled_from(["id", "text", "html", "headers", "channel", "invoices", "received_at", "x"]),
                    inner,
                    max_size=5,
                ),
                max_leaves=8,
            ).map(json.dumps),
        ),
        max_size=5,
    )
)
def test_every_line_gets_exactly_one_answer(understander: Understander, lines: list[str]) -> None:
    found = list(understand_lines(understander, lines))
    assert len(found) == len(lines)
    assert all("\n" not in line and json.loads(line) is not None for line in found)
