"""Through Slack: the card says who was asked, an operator records the answer, the thread tells it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.bootstrap import read_texts
from bot.domain.vocabulary import CaseType, InquiryState
from bot.slack.names import Deed
from tests.flow.inquiries.asking import asking_files
from tests.flow.slack.posting import OLIVIA
from tests.flow.slack_desk.desk import DeskWorld


def asks(desk: DeskWorld, folder: Path) -> None:
    """Missing payments are asked about."""
    playbook = read_texts(asking_files(folder)).playbooks.for_case("acme", CaseType.MISSING_PAYMENT)
    context = desk.app.context
    shelf = replace(context.shelf, current=lambda _client, _case_type: playbook)
    shelf.keep(desk.store, [playbook], desk.now)
    desk.app = replace(desk.app, context=replace(context, shelf=shelf))


async def test_an_answer_by_telephone_is_recorded_in_slack(sqlite_desk: DeskWorld, tmp_path: Path):
    (tmp_path / "asks").mkdir()
    asks(sqlite_desk, tmp_path / "asks")
    ref = sqlite_desk.case()
    view = await sqlite_desk.form(OLIVIA, ref, Deed.RECORD_ANSWER)
    assert view["callback_id"] == "case:record_answer"
    sent = {"answer": "ask_billing.1|not_paid", "note": "Petra said so on the telephone"}
    assert await sqlite_desk.send(OLIVIA, sent) is None
    assert f"{ref} goes on with this answer." in sqlite_desk.told(OLIVIA)
    inquiry = next(one for one in sqlite_desk.view(ref).case.inquiries if one.to == "billing")
    assert (inquiry.state, inquiry.answer) == (InquiryState.ANSWERED, "not_paid")
    lines = [line.text for line in sqlite_desk.view(ref).lines]
    assert "Petra said so on the telephone" in lines
    assert "Answer of the client's people (billing): not paid. Olivia Marsh recorded it." in lines
