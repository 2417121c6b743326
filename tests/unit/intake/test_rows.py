"""Our own columns: parsed once; what is wrong is listed whole; what is silent takes the client's defaults."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app.import_standing import Skip, case_type_of, standing
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType
from bot.intake.columns import COLUMNS
from tests.unit.intake.ledgers import bad, good, opened, own, read

DAY = date(2024, 3, 16)


@pytest.fixture
def rows(tmp_path):
    def from_lines(*lines, **known):
        path = tmp_path / "own.csv"
        path.write_text(own(*lines, **{k: v for k, v in known.items() if k == "header"}), encoding="utf-8")
        return read(path, **{k: v for k, v in known.items() if k != "header"})

    return from_lines


def json_row(tmp_path, **values):
    import json

    path = tmp_path / "own.jsonl"
    base = {"client": "acme", "external_id": "1", "customer_id": "C", "currency": "EUR", "amount_expected": "10"}
    path.write_text(json.dumps(base | values), encoding="utf-8")
    [row] = read(path)
    return row


def test_a_plain_row(rows):
    [row] = rows("acme,X1,INV-1,C1,ada@Example.ORG,030 123456,DE,2024-03-01,EUR,100.00,40.5")
    assert (row.identity, row.invoice, row.due_on) == ("id:X1", "INV-1", date(2024, 3, 1))
    assert (row.expected, row.paid, row.disputed) == (10000, 4050, 0)
    assert (row.customer.email, row.customer.phone) == ("ada@example.org", "+4930123456")
    assert row.customer.zones == ("Europe/Berlin", "Europe/Busingen")
    assert (standing(row, DAY).skip, case_type_of(row, row.paid)) == (None, CaseType.UNDERPAYMENT)


def test_all_columns_in_json_lines(tmp_path):
    row = json_row(
        tmp_path,
        case_type="chargeback", customer_name="Ada", customer_kind="business", email="a@b.example",
        phone="+14155552671", language="es_MX", country="us", region="US-CA", timezone="America/Los_Angeles",
        consent="sms 2024-01-02", invoice_number="I", invoice_date="2024-01-01", due_date="2024-01-31",
        amount_paid=10.0, amount_disputed="2.50", payment_reference="R", payment_method="card",
        payment_date="2024-02-01", transaction_id="T", card_scheme="visa", reason_code="13.1",
        respond_by="2024-04-01", occurred_at="2024-03-01T10:00:00Z", note="two\nlines",
    )  # fmt: skip
    assert row.case_type is CaseType.CHARGEBACK
    assert (row.customer.language, row.customer.country, row.customer.region) == ("es-MX", "US", "CA")
    assert (row.paid, row.disputed, row.respond_by) == (1000, 250, date(2024, 4, 1))
    assert (row.payment.transaction_id, row.payment.paid_on) == ("T", date(2024, 2, 1))
    assert (row.occurred_on, row.reason_code, row.note) == (date(2024, 3, 1), "13.1", "two lines")


def test_every_bad_value_is_listed(rows):
    [row] = bad(rows("acme,X1,INV-1,C1,a@b,12,Germany,2024-02-30,eur,1e3,-5"))
    assert row.original.line == 2
    assert row.reasons == (
        "country: 'Germany' is not an ISO 3166 country code of two letters such as US.",
        "phone: '12' is not a phone number of DE.",
        "email: 'a@b' is not one e-mail address.",
        "currency: 'eur' is not an ISO 4217 currency code of three capital letters.",
        "due_date: '2024-02-30' is no day of the calendar.",
        "amount_expected: '1e3' is not a number in the style 1234.56.",
        "amount_paid: '-5' is negative.",
    )


def test_what_must_be_there(rows):
    [row] = bad(rows(",,,,,,,,,,0"))
    assert row.reasons == (
        "client is missing.",
        "customer_id is missing.",
        "external_id or invoice_number is missing: the row must be known again.",
        "currency is missing.",
        "amount_expected is missing.",
    )


def test_an_unknown_client_names_a_similar_one(rows):
    [row] = bad(rows("acmee,X1,,C1,,,,,EUR,1,0"))
    assert row.reasons == ("client: 'acmee' is not a client in config. Did you mean 'acme'?",)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"amount_expected": "10.005"}, "more decimals"),
        ({"amount_expected": "99999999999999999"}, "too large"),
        ({"currency": "JPY", "amount_expected": "10.5"}, "more decimals"),
        ({"amount_disputed": "11"}, "more than was expected"),
        ({"due_date": "0213-01-01"}, "far off"),
        ({"due_date": "03/01/2024"}, "form YYYY-MM-DD"),
        ({"email": "a@b.example\r\nBcc: x@y.example"}, "email holds control characters"),
        ({"email": "=?utf-8?q?a?=@b.example"}, "not one e-mail"),
        ({"email": "a@b.example,c@d.example"}, "not one e-mail"),
        ({"customer_name": "Ada\x00"}, "control characters"),
        ({"customer_name": "x" * 300}, "longer than 200"),
        ({"customer_name": "J\ufffdrgen"}, "encoding"),
        ({"phone": "0800 CALL ME"}, "not a phone number"),
        ({"case_type": "missing_paymnet"}, "Did you mean 'missing_payment'"),
        ({"customer_kind": "firm"}, "Known are: consumer, business"),
        ({"timezone": "Berlin"}, "not an IANA time zone"),
        ({"timezone": "../../etc/passwd"}, "not an IANA time zone"),
        ({"language": "Spanish!"}, "language code"),
        ({"region": "California"}, "3166-2"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(tmp_path, values, word):
    row = json_row(tmp_path, **values)
    assert len(row.reasons) == 1
    assert word in row.reasons[0]


def test_a_number_without_a_country_code_needs_a_country(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("client,external_id,customer_id,phone,currency,amount_expected\nledger,1,C,(212) 555-0123,USD,5\n")
    assert read(path)[0].customer.phone == "+12125550123"


def test_composed_and_decomposed_letters_are_one_name(tmp_path):
    assert json_row(tmp_path, customer_name="Mu\u0308ller").customer.name == "Müller"


def test_card_numbers_are_taken_out_of_notes(tmp_path):
    from bot.intake.reader import Reading, open_rows
    from tests.unit.intake.ledgers import CLIENTS

    path = tmp_path / "x.csv"
    path.write_text("client,external_id,customer_id,currency,amount_expected,note\nacme,1,C,EUR,5,card 4111\n")
    with open_rows(path, Reading(CLIENTS, redact=lambda text: text.replace("4111", "****"))) as found:
        assert next(found.rows).note == "card ****"


@pytest.mark.parametrize(
    ("values", "skip", "kind"),
    [
        ({}, None, CaseType.MISSING_PAYMENT),
        ({"amount_paid": "10"}, Skip.SETTLED, None),
        ({"amount_paid": "4"}, None, CaseType.UNDERPAYMENT),
        ({"amount_paid": "14"}, None, CaseType.OVERPAYMENT),
        ({"due_date": "2024-03-16"}, Skip.NOT_DUE, None),
        ({"due_date": "2024-03-15"}, None, CaseType.MISSING_PAYMENT),
        ({"due_date": "2024-03-16", "amount_paid": "14"}, None, CaseType.OVERPAYMENT),
        ({"due_date": "2024-03-16", "amount_disputed": "3"}, None, CaseType.DISPUTED_CHARGE),
        ({"due_date": "2024-12-31", "case_type": "missing_payment"}, None, CaseType.MISSING_PAYMENT),
        ({"case_type": "missing_payment", "amount_paid": "10"}, Skip.SETTLED, None),
        ({"case_type": "refund_request", "amount_paid": "10"}, None, CaseType.REFUND_REQUEST),
        ({"invoice_date": "2024-03-17"}, Skip.NOT_YET_ISSUED, None),
    ],
)
def test_what_a_row_stands_for(tmp_path, values, skip, kind):
    row = json_row(tmp_path, **values)
    stood = standing(row, DAY)
    assert stood.skip is skip
    assert kind is None or case_type_of(row, stood.paid) is kind


def test_a_default_client_fills_in(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("external_id,customer_id,currency,amount_expected\n1,C,EUR,5\n")
    assert read(path, default_client="acme")[0].client == "acme"
    with pytest.raises(Rejected, match="'client' is missing"):
        read(path)


def test_missing_and_misspelt_columns_are_refused_together(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("client,external_id,custmer_id,curency,amount_payed\n")
    with pytest.raises(Rejected) as refused:
        read(path)
    assert str(refused.value) == (
        "The column 'customer_id' is missing. Is 'custmer_id' meant for it?"
        " The column 'currency' is missing. Is 'curency' meant for it?"
        " The column 'amount_expected' is missing."
        " 'custmer_id' is not a column. Did you mean 'customer_id'?"
        " 'curency' is not a column. Did you mean 'currency'?"
        " 'amount_payed' is not a column. Did you mean 'amount_paid'?"
    )


def test_columns_that_mean_nothing_are_passed_over_and_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Client,External ID,customer_id,currency,amount_expected,colour\nacme,1,C,EUR,5,blue\n")
    found, rows = opened(path)
    assert found.passed_over == ("colour",)
    assert len(good(rows)) == 1


def test_our_columns_are_those_of_the_contract():
    assert len(COLUMNS) == len(set(COLUMNS)) == 29
