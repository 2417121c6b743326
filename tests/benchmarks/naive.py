"""The naive flow, written honestly: what one writes in an afternoon with the same libraries.

A persistent APScheduler job for each case; in it a session of SQLAlchemy's ORM, rules checked in Python, a template
compiled from its source, Twilio's synchronous SDK, an event and the next job. It keeps no promise of ours (nothing
twice, nothing lost, a log that can be verified), but it does send each message and remember it.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from jinja2 import Template
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tests.benchmarks.machine import Stopwatch, Took
from tests.benchmarks.provider import ACCOUNT, TOKEN

WORKERS = 10  # threads, as APScheduler's default executor has
_TEXT = (
    "{{ brand }} (automated): we cannot see your payment of invoice {{ invoice }} yet. Paid already? If not, which day?"
    "{% if first %} To check it is us: call the number on your bill, code {{ code }}. Reply PERSON for a person, STOP to"
    " opt out.{% else %} Ref {{ code }}{% endif %}"
)


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "naive_customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str]
    zone: Mapped[str]
    opted_out: Mapped[bool] = mapped_column(default=False)


class Case(Base):
    __tablename__ = "naive_cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("naive_customers.id"), index=True)
    invoice: Mapped[str]
    open_minor: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")
    step: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=None)
    customer: Mapped[Customer] = relationship()


class Message(Base):
    __tablename__ = "naive_messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("naive_cases.id"), index=True)
    body: Mapped[str]
    sid: Mapped[str]
    at: Mapped[datetime]


class Event(Base):
    __tablename__ = "naive_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("naive_cases.id"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime]


class _HttpClient(TwilioHttpClient):
    """The SDK's synchronous client, pointed at another host."""

    def __init__(self, port: int):
        super().__init__(timeout=20)
        self._port = port

    def request(self, method: str, url: str, *args: Any, **kwargs: Any):
        path = url.split("api.twilio.com", 1)[1]
        return super().request(method, f"http://127.0.0.1:{self._port}{path}", *args, **kwargs)


class Bot:
    """What the jobs share. One at a time: a persistent job can only name a module's function."""

    current: Bot

    def __init__(self, url: str, port: int):
        self.engine = sa.create_engine(_driver(url), connect_args=_arguments(url))
        self.sessions = sessionmaker(self.engine)
        self.client = Client(ACCOUNT, TOKEN, http_client=_HttpClient(port))
        self.scheduler = BackgroundScheduler(
            timezone="UTC",
            jobstores={"default": SQLAlchemyJobStore(engine=self.engine)},
            executors={"default": ThreadPoolExecutor(WORKERS)},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self.left = 0
        self.lock = threading.Lock()
        self.done = threading.Event()

    def schedule(self, case_id: int, at: datetime, step: int) -> None:
        self.scheduler.add_job(send, "date", run_date=at, args=[case_id], id=f"{case_id}-{step}")


def send(case_id: int) -> None:
    """The job of one case."""
    bot = Bot.current
    with bot.sessions() as session:
        _send(bot, session, case_id)
    with bot.lock:
        bot.left -= 1
        if not bot.left:
            bot.done.set()


def _send(bot: Bot, session: Session, case_id: int) -> None:
    case = session.get_one(Case, case_id)
    customer, now = case.customer, datetime.now(UTC)
    sent = session.scalars(sa.select(Message).where(Message.case_id == case_id)).all()
    here = now.astimezone(ZoneInfo(customer.zone))
    if case.state != "open" or customer.opted_out or here.year < 2000:
        return
    body = Template(_TEXT).render(brand="Bench Utilities", invoice=case.invoice, first=not sent, code="7F3K2QX9AB")
    created = bot.client.messages.create(body=body, to=customer.phone, from_="+12025550199")
    session.add(Message(case_id=case.id, body=body, sid=created.sid, at=now))
    session.add(Event(case_id=case.id, kind="sent", at=now))
    case.step += 1
    case.next_at = now + timedelta(days=3)
    session.commit()
    bot.schedule(case.id, case.next_at, case.step)


def naive_flow(url: str, port: int, count: int) -> Took:
    """From the moment the scheduler may run until the last due case has been sent and scheduled again."""
    bot = Bot.current = Bot(url, port)
    Base.metadata.create_all(bot.engine)
    with bot.sessions() as session:
        for number in range(1, count + 1):
            session.add(Customer(id=number, name="Pat Sample", phone=f"+1202{number:07d}", zone="America/New_York"))
        session.flush()
        for number in range(1, count + 1):
            session.add(Case(id=number, customer_id=number, invoice=f"INV-{number}", open_minor=12_000))
        session.commit()
    bot.left = count
    bot.scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    for number in range(1, count + 1):
        bot.schedule(number, due, 0)
    watch = Stopwatch()
    bot.scheduler.resume()
    if not bot.done.wait(120):
        raise AssertionError(f"{bot.left} naive jobs did not end")
    took = watch.took()
    bot.scheduler.shutdown()
    bot.engine.dispose()
    return took


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _arguments(url: str) -> dict[str, Any]:
    return {"timeout": 60} if url.startswith("sqlite") else {}
