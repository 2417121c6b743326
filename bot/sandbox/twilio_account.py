"""The stand-in's account itself: that it is there and active, and which numbers are its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


class Account:
    """https://www.twilio.com/docs/iam/api/account and .../phone-numbers/api/incomingphonenumber-resource."""

    def __init__(self, sid: str) -> None:
        self.sid = sid
        self.status = "active"  # or suspended, closed
        self.numbers: Collection[str] | None = None  # its own; None = whichever is asked for

    def resource(self, path: str, number: str) -> dict[str, Any] | None:
        """What stands at a path of the API; None for a path that is not the account's own."""
        root = f"/2010-04-01/Accounts/{self.sid}"
        if path == f"{root}.json":
            return {"sid": self.sid, "status": self.status, "friendly_name": "followup sandbox", "type": "Full"}
        if path == f"{root}/IncomingPhoneNumbers.json":
            own = number and (self.numbers is None or number in self.numbers)
            found = (
                [{"phone_number": number, "capabilities": {"sms": True, "mms": False, "voice": True}}] if own else []
            )
            return {"incoming_phone_numbers": found, "page": 0, "page_size": 50, "next_page_uri": None}
        return None
