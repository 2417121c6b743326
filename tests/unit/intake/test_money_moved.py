"""What the ledger's totals mean for a case that also hears of payments elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.app.import_job import money_moved

AMOUNT = st.integers(0, 10_000)


@given(st.lists(AMOUNT, min_size=1))
def test_alone_the_ledger_is_believed_to_the_cent(totals):
    seen = said = 0
    for total in totals:
        seen += money_moved(seen, said, total)
        said = total
        assert seen == total


@given(st.lists(st.tuples(AMOUNT, st.booleans())))
def test_no_payment_is_counted_twice_and_none_goes_below_zero(steps):
    """Payments come by the webhook first; the ledger shows them later, all or some of them."""
    seen = said = really = 0
    for amount, ledger_speaks in steps:
        if ledger_speaks:
            total = min(amount, really)
            seen += money_moved(seen, said, total)
            said = total
        else:
            really += amount
            seen += amount
        assert 0 <= seen <= really


def test_a_lowering_takes_back_only_what_the_ledger_had_counted():
    assert money_moved(seen=50, said_before=30, says=0) == -30
    assert money_moved(seen=30, said_before=30, says=10) == -20
    assert money_moved(seen=5, said_before=30, says=10) == 0
