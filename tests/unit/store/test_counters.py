"""TOUCH-CAP counters: nothing is lost, nothing older than the caps look back is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.vocabulary import Channel
from bot.store.columns import from_micros, to_micros
from bot.store.counters import CHASES_KEPT, Counter

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
START = to_micros(NOW)
TIMES = st.lists(st.integers(0, 3 * 10**12), max_size=8).map(lambda offsets: [START + n for n in sorted(offsets)])
KEPT = CHASES_KEPT // timedelta(microseconds=1)


@given(TIMES)
def test_every_chase_within_the_window_is_counted(times):
    counter = Counter()
    for at in times:
        counter = counter.with_chase(at)
    within = [at for at in times if at > times[-1] - KEPT] if times else []
    assert len(counter.chases) >= len(within)
    assert list(counter.chases) == sorted(set(counter.chases))


@given(TIMES)
def test_giving_back_undoes_taking(times):
    counter = Counter()
    for at in times:
        counter = counter.with_chase(at)
    later = START + 10 * KEPT
    assert later in counter.with_chase(later).chases
    assert later not in counter.with_chase(later).without_chase(later).chases


def test_an_answer_on_one_medium_leaves_the_other_open():
    counter = Counter().with_inbound(Channel.SMS, NOW).with_inbound(Channel.EMAIL, NOW - timedelta(hours=1))
    assert counter.last_inbound_at == NOW
    assert counter.answered(Channel.SMS).unanswered == {Channel.EMAIL}


@given(st.datetimes(datetime(1, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants bounds without a zone
def test_instants_survive_as_microseconds(at):
    assert from_micros(to_micros(at)) == at
