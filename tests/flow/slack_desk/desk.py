"""A whole application with a stand-in Slack beside it: people click and type there, and signed HTTP comes in here."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.acting import advance
from bot.app.replying import process_replies
from bot.bootstrap import poster, slack_inbox, staff_posts
from bot.sandbox.slack import SlackSandbox
from bot.slack.blocks.card import case_card_blocks, case_card_text
from bot.slack.names import Carried, Deed, action_of, deed_of, pack
from bot.store.store import SqlStore
from bot.web.app import web_app
from bot.web.serve import WebServer
from tests.flow.web.world import PUBLIC, Bill, World

OLIVIA, OMAR, LUCIA, ANA, BEN = "U0OLIVIA1", "U0OMAR001", "U0LUCIA01", "U0ANA0001", "U0BEN0001"
SOFIA, SAMUEL, CARLA, IVO = "U0SOFIA01", "U0SAMUEL1", "U0CARLA01", "U0IVO0001"
STRANGER = "U0STRANGE"
STAFF = (OLIVIA, OMAR, LUCIA, ANA, BEN, SOFIA, SAMUEL, CARLA, IVO)
EVENTS = "/slack/events"

OVERPAID = Bill(number=20481, customer=1, expected="120.00", paid="200.00", case_type="overpayment")
VALUE = "value"  # the one action_id of our inputs


class DeskWorld(World):
    """`acme` and `northwind` are the channels' ids."""

    def __init__(self, store: SqlStore, folder: Path, sandbox: SlackSandbox, api_base: str) -> None:
        super().__init__(
            store,
            folder,
            slack_bot_token=sandbox.bot_token,
            slack_signing_secret=sandbox.signing_secret,
            slack_app_token=sandbox.app_token,
            slack_api_base=api_base,
        )
        self.sandbox = sandbox
        posts = staff_posts(self.app.settings, self.app.texts.configuration)
        self.app = replace(self.app, context=replace(self.app.context, staff_posts=posts))
        inbox = slack_inbox(self.app)
        assert inbox is not None
        self.inbox = inbox
        self.web = web_app(self.app, inbox=inbox, heartbeat=0.05, look_every=0.05)
        self.server = WebServer(self.web, "127.0.0.1", 0)
        for user in (*STAFF, STRANGER):
            sandbox.add_user(user, user.removeprefix("U0").title())
        self.acme = sandbox.add_channel("acme-followup", members=[*STAFF, STRANGER])
        self.northwind = sandbox.add_channel("northwind-followup", members=[*STAFF, STRANGER])

        made = poster(self.app, {})
        assert made is not None
        self.poster = made

    async def start(self) -> None:
        await self.server.start()
        self.sandbox.deliver_to(f"http://127.0.0.1:{self.server.port}{EVENTS}")

    async def stop(self) -> None:
        await self.sandbox.settled()
        await self.inbox.settle()
        await self.server.stop()
        await self.poster.close()

    # --- cases -----------------------------------------------------------------------------------------------

    def case(self, bill: Bill = OVERPAID) -> str:
        """Import the bill, and let its case begin; returns its reference."""
        self.bills(bill)
        advance(self.app.context)
        return str(self.rows("SELECT ref FROM cases WHERE invoice = ?", bill.invoice)[0][0])

    async def replied(self, bill: Bill, text: str) -> None:
        """The customer answers on the page, and it is read."""
        async with self.client() as browser:
            page = await self.confirmed(browser, bill)
            answer = await browser.get(page)
            nonce = answer.text.split('name="nonce" value="')[1].split('"')[0]
            said = await browser.post(f"{page}/say", data={"nonce": nonce, "text": text})
            assert said.status_code in {200, 303}, said.text
        await asyncio.to_thread(process_replies, self.app.context, self.app.understand)

    def view(self, ref: str) -> Any:
        ws = self.inbox.ws
        from bot.app.staff.viewing import view_case

        return view_case(ws.context, ws.understand, ws.brands, ref, None)

    def events(self, ref: str) -> list[str]:
        """The types of the events of a case, in order."""
        sql = "SELECT type FROM events WHERE case_id = (SELECT id FROM cases WHERE ref = ?) ORDER BY seq"
        return [row[0] for row in self.rows(sql, ref)]

    # --- in Slack --------------------------------------------------------------------------------------------

    async def card(self, ref: str, channel: str = "") -> str:
        """A card as it stands now; returns its ts."""
        view = await asyncio.to_thread(self.view, ref)
        client = AsyncWebClient(self.sandbox.bot_token, base_url=self.sandbox.url)
        posted = await client.chat_postMessage(
            channel=channel or self.acme, text=case_card_text(view), blocks=case_card_blocks(view)
        )
        return str(posted["ts"])

    async def posted(self, ref: str) -> str:
        """The card that the poster posts for a case; returns its ts."""
        await self.sandbox.as_user(OLIVIA).command("/case", f"open {ref}", self.acme)
        await self.poster.drain()
        return str(self.rows("SELECT ts FROM cards WHERE case_id = (SELECT id FROM cases WHERE ref = ?)", ref)[0][0])

    async def buttons(self, channel: str, carried: Carried, *deeds: Deed) -> str:
        """A message with buttons for these deeds; returns its ts. As a card of another day may have them."""
        elements = [
            {
                "type": "button",
                "action_id": action_of(deed),
                "text": {"type": "plain_text", "text": deed.value},
                "value": pack(carried),
            }
            for deed in deeds
        ]
        client = AsyncWebClient(self.sandbox.bot_token, base_url=self.sandbox.url)
        posted = await client.chat_postMessage(
            channel=channel, text="buttons", blocks=[{"type": "actions", "elements": elements}]
        )
        return str(posted["ts"])

    async def press(self, user: str, ref: str, deed: Deed, carried: Carried | None = None, channel: str = "") -> None:
        """A fresh button for this deed, and a click on it."""
        view = await asyncio.to_thread(self.view, ref)
        live = view.case.live_proposal
        shown = carried or Carried(ref=ref, proposal=live.id if live else "", money=view.money_digest)
        ts = await self.buttons(channel or self.acme, shown, deed)
        await self.sandbox.as_user(user).click(channel or self.acme, ts, action_of(deed))

    async def form(self, user: str, ref: str, deed: Deed, carried: Carried | None = None) -> dict[str, Any]:
        """The form that opens for this deed."""
        await self.press(user, ref, deed, carried)
        return self.top(user)

    async def send(self, user: str, values: Mapping[str, Any] | None = None) -> dict[str, str] | None:
        """Fill in the form on top and send it; the errors that are shown, or None."""
        typed = {block: {VALUE: value} for block, value in (values or {}).items()}
        errors = await self.sandbox.as_user(user).submit(self.top(user)["id"], typed)
        await self.inbox.settle()
        return errors

    def top(self, user: str) -> dict[str, Any]:
        return self.sandbox.views(user)[-1]

    def told(self, user: str, channel: str = "") -> str:
        """What the person was told last, seen by nobody else."""
        heard = self.sandbox.ephemerals(user, channel or self.acme)
        return words(heard[-1]) if heard else ""

    async def proposed(self, ref: str, user: str = OLIVIA, amount: str = "80.00") -> str:
        """A refund is proposed; returns the proposal's id."""
        await self.form(user, ref, Deed.PROPOSE)
        assert await self.send(user, {"kind": "refund", "amount": amount}) is None
        live = self.view(ref).case.live_proposal
        assert live is not None
        return str(live.id)

    # --- raw -------------------------------------------------------------------------------------------------

    async def post(self, body: bytes, kind: str = "application/json", **headers: str) -> int:
        """Post a body with these headers; returns the status."""
        async with self.client() as browser:
            answer = await browser.post(f"{PUBLIC}{EVENTS}", content=body, headers={"Content-Type": kind, **headers})
        await self.inbox.settle()
        return answer.status_code

    def signed(self, body: bytes) -> dict[str, str]:
        return self.sandbox.courier.signed(body)


def words(shown: Mapping[str, Any]) -> str:
    """All text of a message or view."""
    return orjson.dumps({key: shown.get(key) for key in ("text", "blocks", "title")}).decode()


def deeds_of(message: Mapping[str, Any]) -> set[Deed]:
    """What the buttons of a message offer."""
    found = {
        deed_of(str(element.get("action_id", "")))
        for block in message.get("blocks", ())
        for element in (*block.get("elements", ()), block.get("accessory") or {})
    }
    return {deed for deed in found if deed is not None}


def signature(secret: str, stamp: int, body: bytes) -> dict[str, str]:
    made = SignatureVerifier(secret).generate_signature(timestamp=str(stamp), body=body)
    return {"X-Slack-Request-Timestamp": str(stamp), "X-Slack-Signature": made or ""}
