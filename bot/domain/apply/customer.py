"""Facts of the customer and of the log: the case itself stays, or is only looked at again."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of, planned_if_timed
from bot.domain.case import Case


@changes_of.register(e.ReceiptRecorded)
@changes_of.register(e.MediumSuppressed)
@changes_of.register(e.PersonOnlySet)
@changes_of.register(e.ContactUnverified)
@changes_of.register(e.ContactLanguageSet)
@changes_of.register(e.TaskRaised)
@changes_of.register(e.EvidenceReceived)
def _(event: object, case: Case) -> dict[str, Any]:
    return {}  # facts of the customer or of the log; the case itself stays


@changes_of.register(e.MediumAllowed)
@changes_of.register(e.PersonOnlyLifted)
def _(event: object, case: Case) -> dict[str, Any]:
    return {"planned": planned_if_timed(case)}


@changes_of.register
def _(event: e.ContactCorrected, case: Case) -> dict[str, Any]:
    return {"planned": planned_if_timed(case)}
