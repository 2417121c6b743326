"""The forms: one module a deed, each with its modal and what is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.slack.forms import (
    approve,
    assign,
    carry_out,
    close,
    correct_contact,
    correct_reading,
    escalate,
    evidence,
    hold,
    log_call,
    pause,
    payment,
    propose,
    record_answer,
    reject,
    release,
    reopen,
    reply,
    retype,
    snooze,
    step,
    undo_payment,
    withdraw,
)
from bot.slack.forms.form import Form
from bot.slack.forms.reply import previewed
from bot.slack.names import Deed

__all__ = ["FORMS", "previewed"]

_MODULES: Final = (
    approve,
    assign,
    carry_out,
    close,
    correct_contact,
    correct_reading,
    escalate,
    evidence,
    hold,
    log_call,
    pause,
    payment,
    propose,
    record_answer,
    reject,
    release,
    reopen,
    reply,
    retype,
    snooze,
    step,
    undo_payment,
    withdraw,
)
_FORMS: Final[tuple[Form, ...]] = (*(module.FORM for module in _MODULES), correct_reading.MISREAD)
FORMS: Final[Mapping[Deed, Form]] = {form.deed: form for form in _FORMS}
