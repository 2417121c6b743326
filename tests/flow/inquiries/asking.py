"""A whole application whose playbook asks the client's billing desk and its bank, with a real mail relay's stand-in."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.app.identifiers import inquiry_key
from bot.bootstrap import Application, build, poster
from bot.channels.smtp_email import SmtpEmail
from bot.domain.case import Case, Inquiry
from bot.domain.vocabulary import Channel
from bot.sandbox.smtp import SmtpSandbox
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.store import SqlStore
from bot.web.app import web_app
from tests.conftest import MASTER_KEY
from tests.flow.web.world import CONFIG, MAIL_SECRET, PUBLIC, Bill, World

ROOT = CONFIG.parent
STEPS = """\
steps:
  - id: ask_bank
    when: at opening
    inquire: bank
    with: missing_payment/test_bank
    within: 5 business days
    meanwhile: go on
    answers:
      returned:
        - hold: trace
          owner: operator
          within: 1 business day
    no answer:
      - hold: request
        owner: operator
        within: 1 business day
  - id: ask_billing
    when: at opening
    inquire: client
    with: missing_payment/test_client
    to: billing
    within: 2 business days
    answers:
      we_have_it:
        - hold: request
          owner: operator
          within: 1 business day
      not_paid:
        - resume after: 1 day
    no answer:
      - hold: request
        owner: supervisor
        within: 1 business day
"""
TEMPLATE = """\
{{% block kind %}}inquiry{{% endblock %}}
{{% block subject %}}{{% trans %}}Test: did a payment for {{{{ invoice }}}} reach you?{{% endtrans %}}{{% endblock %}}
{{% block item %}}{{% trans %}}Test: invoice {{{{ invoice }}}} over {{{{ expected }}}} shows as open.{{% endtrans %}}{{% endblock %}}
{{% block ask %}}{{% trans %}}Test: what do your books say?{{% endtrans %}}{{% endblock %}}
{{% block next %}}{{% trans %}}Test: we then tell the customer.{{% endtrans %}}{{% endblock %}}
{answers}"""
ANSWER = "{{% block answer_{id} %}}{{% trans %}}Test: {words}{{% endtrans %}}{{% endblock %}}\n"
LINK = re.compile(r"https://[^\s\"]+/q/[^\s\"?]+")


def asking_files(folder: Path, playbook: str = "missing_payment") -> Path:
    """Config, playbooks and templates as they ship, but that this playbook asks; returns the config's folder."""
    for name in ("config", "playbooks", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=_other_languages)
    path = folder / "playbooks" / f"{playbook}.yaml"
    steps = STEPS.replace("missing_payment/", f"{playbook}/")
    path.write_text(path.read_text("utf-8").replace("\nsteps:\n", f"\n{steps}", 1), encoding="utf-8")
    _write_templates(folder / "templates", playbook)
    return folder / "config"


def _other_languages(place: str, names: list[str]) -> list[str]:
    """What a process need not read: the words of the tests are English and Spanish."""
    return [name for name in names if Path(place).name == "locale" and name != "es"]


def _write_templates(folder: Path, playbook: str) -> None:
    for party, answers in {
        "client": {"we_have_it": "it is here", "not_paid": "nothing came"},
        "bank": {"returned": "it went back"},
    }.items():
        parts = "".join(ANSWER.format(id=name, words=words) for name, words in answers.items())
        path = folder / playbook / f"test_{party}.j2"
        path.write_text(TEMPLATE.format(answers=parts), encoding="utf-8")
    catalogue = folder / "locale" / "es" / "LC_MESSAGES" / "messages.po"
    english = (
        *(
            "Test: did a payment for %(invoice)s reach you?",
            "Test: invoice %(invoice)s over %(expected)s shows as open.",
        ),
        *("Test: what do your books say?", "Test: we then tell the customer."),
        *("Test: it is here", "Test: nothing came", "Test: it went back"),
    )
    flag = {text: "#, python-format\n" if "%(" in text else "" for text in english}
    new = "".join(f'\n{flag[text]}msgid "{text}"\nmsgstr "{text.replace("Test", "Prueba")}"\n' for text in english)
    catalogue.write_text(catalogue.read_text("utf-8") + new, encoding="utf-8")


@cache
def _wired(folder: Path) -> Application:
    config = asking_files(folder)
    settings = Settings(master_keys=(MASTER_KEY,), public_url=PUBLIC, email_webhook_secret=MAIL_SECRET)
    return build(settings, config, store=open_store("sqlite://", [MASTER_KEY]))


class AskingWorld(World):
    """Its one bill is asked about: of the billing desk, with a wait, and of the bank, without."""

    def __init__(self, store: SqlStore, folder: Path, wired: Path, relay: SmtpSandbox, **settings: Any) -> None:
        super().__init__(store, folder)
        made = _wired(wired)
        shelf = replace(made.context.shelf, known={})
        shelf.keep(store, made.texts.playbooks.all(), self.now)
        context = replace(made.context, store=store, clock=lambda: self.now, shelf=shelf)
        self.app = replace(made, settings=replace(made.settings, **settings), store=store, context=context)
        self.relay = relay
        self.bill = Bill()
        self.web = web_app(self.app, heartbeat=0.05, look_every=0.05)
        self.poster = self.another()

    def another(self, store: Any = None) -> Any:
        """A poster as a further process has it."""
        app = (
            self.app
            if store is None
            else replace(self.app, store=store, context=replace(self.app.context, store=store))
        )
        made = poster(app, {Channel.EMAIL: SmtpEmail(self.relay.url, now=lambda: self.now)})
        assert made is not None
        return made

    def case(self, bill: Bill | None = None) -> Case:
        """The bill comes in, or the case of a bill as it stands."""
        bill = bill or self.bill
        if not self.rows("SELECT 1 FROM cases WHERE invoice = ?", bill.invoice):
            self.bills(bill)
        [(case_id, customer)] = self.rows("SELECT id, customer_id FROM cases WHERE invoice = ?", bill.invoice)
        with self.store.read() as unit:
            cases = unit.bundles([customer], self.now, closed=[case_id])[customer].cases
        return next(case for case in cases if case.id == case_id)

    def inquiry(self, party: str = "client") -> Inquiry:
        return next(one for one in self.case().inquiries if one.party.value == party)

    def path(self, party: str = "client") -> str:
        """Of the page."""
        return self.app.links.answer(inquiry_key(self.inquiry(party).id)).removeprefix(PUBLIC)

    def address(self, party: str = "client") -> str:
        """Where replies by e-mail go."""
        return self.app.links.inquiry_address(inquiry_key(self.inquiry(party).id), "reply.acme.example.test")

    async def send(self, rounds: int = 8) -> None:
        """Second by second."""
        for _ in range(rounds):
            await self.poster.drain()
            self.turn(seconds=1)

    def mails(self) -> dict[str, list[dict[str, Any]]]:
        """What the relay has, by recipient."""
        found: dict[str, list[dict[str, Any]]] = {}
        for one in self.relay.accepted:
            found.setdefault(one["rcpt"][0], []).append(one)
        return found

    def states(self) -> dict[str, str]:
        """How each inquiry's post stands, by whom it asks."""
        return dict(self.rows("SELECT target, state FROM posts WHERE kind = 'inquiry'"))

    def notes(self) -> list[tuple[str, str]]:
        with self.store.read() as unit:
            return [(note.author, note.text) for note in unit.notes_of_case(self.case().id)]

    def tasks(self) -> list[str]:
        """Names of the tasks that were raised, oldest first."""
        with self.store.read() as unit:
            log = unit.case_events(self.case().id)
        return [one.event.name for one in log if type(one.event).__name__ == "TaskRaised"]
