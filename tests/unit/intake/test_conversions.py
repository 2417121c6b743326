"""Foreign dates and numbers become ours, or are refused: never something else in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Rejected
from bot.intake.conversions import STYLES, date_format, decimal_style


@pytest.mark.parametrize(
    ("form", "text", "iso"),
    [
        ("M/D/YYYY", "1/2/2013", "2013-01-02"),
        ("M/D/YYYY", "12/31/2013", "2013-12-31"),
        ("M/D/YYYY", "4/6/2013 0:00", "2013-04-06"),
        ("D.M.YYYY", "1.2.2013", "2013-02-01"),
        ("DD/MM/YYYY", "01/02/2013", "2013-02-01"),
        ("YYYY-MM-DD", "2013-01-02", "2013-01-02"),
        ("YYYY-MM-DD", "2013-01-02T23:59:59Z", "2013-01-02"),
        ("YYYYMMDD", "20130102", "2013-01-02"),
        ("DD-MMM-YY", "03-Jan-24", "2024-01-03"),
        ("MMM D, YYYY", "March 5, 2024", "2024-03-05"),
    ],
)
def test_a_date_in_its_form_is_read(form, text, iso):
    assert date_format(form)(text) == iso


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("M/D/YYYY", "13/1/2013"),
        ("M/D/YYYY", "2/30/2013"),
        ("M/D/YYYY", "2013-01-02"),
        ("DD/MM/YYYY", "1/2/2013"),
        ("M/D/YYYY", "1/2/13"),
        ("M/D/YYYY", "١/٢/٢٠١٣"),
        ("D-MMM-YYYY", "3-Foo-2024"),
        ("M/D/YYYY", "1/2/0000"),
    ],
)
def test_a_date_in_another_form_is_refused(form, text):
    with pytest.raises(Rejected):
        date_format(form)(text)


@pytest.mark.parametrize("form", ["", "M/D", "YYYY", "M/D/YYYY/D", "month/day/year", "m/d/yyyy", "%m/%d/%Y"])
def test_a_form_that_names_no_day_month_and_year_is_refused(form):
    with pytest.raises(Rejected, match="form of dates"):
        date_format(form)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_every_form(day):
    for form, text in (
        ("M/D/YYYY", f"{day.month}/{day.day}/{day.year}"),
        ("DD.MM.YY", day.strftime("%d.%m.%y")),
        ("D-MMM-YYYY", f"{day.day}-{day:%b}-{day.year}"),
        ("YYYYMMDD", day.strftime("%Y%m%d")),
    ):
        assert date_format(form)(text) == day.isoformat()


@pytest.mark.parametrize(
    ("style", "text", "plain"),
    [
        ("1,234.56", "1,234.56", "1234.56"),
        ("1,234.56", "$1,234,567.00", "1234567.00"),
        ("1,234.56", "55.94", "55.94"),
        ("1.234,56", "1.234,56", "1234.56"),
        ("1.234,56", "1234,5 €", "1234.5"),
        ("1 234,56", "1\u202f234,56", "1234.56"),
        ("1'234.56", "1’234.56", "1234.56"),
        ("1234.56", "1234.56", "1234.56"),
        ("1,234.56", "(12.00)", "-12.00"),
        ("1,234.56", "12.00-", "-12.00"),
        ("1,234.56", "\u221212.00", "-12.00"),
        ("1,234.56", "+12", "12"),
    ],
)
def test_a_number_in_its_style_is_read(style, text, plain):
    assert decimal_style(style)(text) == plain


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("1,234.56", "1,5"),
        ("1,234.56", "1.234,56"),
        ("1,234.56", "12,34.56"),
        ("1.234,56", "1,234.56"),
        ("1.234,56", "1.5"),
        ("1234.56", "1,234.56"),
        ("1234.56", "1e5"),
        ("1234.56", "1_000"),
        ("1234.56", "NaN"),
        ("1234.56", "١٢"),
        ("1234.56", "--5"),
        ("1234.56", "USD 5"),
        ("1234.56", ""),
    ],
)
def test_a_number_in_another_style_is_refused(style, text):
    with pytest.raises(Rejected, match="style"):
        decimal_style(style)(text)


@given(st.decimals(Decimal(0), Decimal(10) ** 9, places=2), st.sampled_from(sorted(STYLES)))
def test_no_style_changes_an_amount(amount, style):
    group, point = STYLES[style]
    written = f"{amount:,.2f}".replace(",", "\0").replace(".", point).replace("\0", group)
    assert Decimal(decimal_style(style)(written)) == amount


def test_an_unknown_style_names_a_similar_one():
    with pytest.raises(Rejected, match=r"Did you mean '1,234.56'\?"):
        decimal_style("1,234.5")
