"""What the program itself says on pages, in English; the catalogues of the pages translate it."""

from __future__ import annotations

from enum import StrEnum


class Sentence(StrEnum):
    # notices
    SENT = "Thank you, we have your message."
    SENT_PERSON = "Thank you. One of us will read this and answer you."
    SENT_STRANGER = "Thank you. We will stop writing to you about this until one of us has looked."
    LEFT = "This page is locked again."
    # what went wrong, and what to do
    WRONG_FACT = "That does not match. Please look at the bill again."
    ONE_TRY_LEFT = "That does not match. You have one try left."
    NOTHING_SAID = "Please write something first."
    TOO_LONG = "That is too long for one message. Please shorten it."
    TOO_OFTEN = "That was a lot at once. Please wait a minute and try again."
    OLD_FORM = "This page was open for too long. Please try again."
    NO_ANSWER = "Please choose one of the answers."
    NO_DAY = "Please choose a day in the calendar."
    CONFIRM_AGAIN = "Please confirm again what stands on your bill."
    # small pages
    NOT_FOUND_TITLE = "There is nothing here"
    NOT_FOUND = "The link is not complete, or not valid any more. Please use the one in our latest message."
    REFUSED_TITLE = "That is not possible"
    REFUSED = "We could not take this request."
    TOO_LARGE = "That is too large for us."
    BROKEN_TITLE = "Something is wrong on our side"
    BROKEN = "It is not your fault. Please try again in a few minutes."
