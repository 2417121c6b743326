"""Numbers for Prometheus: what the store holds, and what came in here. Never a name, an address or a reference."""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.bootstrap import Application
from bot.domain.vocabulary import CaseState
from bot.store.pages import Pages

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
MOST_COUNTED: Final = 1_000
SCAN_SECONDS: Final = 60.0  # what reads a whole table is read so often at most


class Metrics:
    """One registry an application: several may live in one process."""

    def __init__(self, application: Application) -> None:
        self._registry = CollectorRegistry()
        self.webhooks = Counter(
            "followup_webhooks",
            "Webhook calls and what became of them",
            ["webhook", "outcome"],
            registry=self._registry,
        )
        self.page = Counter(
            "followup_page_actions", "What visitors of the customer's page did", ["action", "outcome"],
            registry=self._registry,
        )  # fmt: skip
        self._registry.register(StoreCollector(application))

    def text(self) -> bytes:
        """The exposition. Reads the store: call it in a thread."""
        return generate_latest(self._registry)


class StoreCollector:
    """Reads the store at every scrape; what needs a scan, at most once a minute."""

    def __init__(self, application: Application, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._application = application
        self._elapsed = elapsed
        self._scanned_at: float | None = None
        self._sent: dict[tuple[str, str], int] = {}
        self._unassigned = 0

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering must not read the store."""
        return []

    def collect(self) -> Iterator[Metric]:
        now = self._application.context.clock()
        with self._application.store.read() as unit:
            counts, posts = unit.counts(), unit.post_counts()
            overdue, unheard = len(unit.overdue_pings(now, MOST_COUNTED)), len(unit.unheard(MOST_COUNTED))
            self._scan(Pages.of(unit))
        cases = Tally({state.value: 0 for state in CaseState})
        for (_, state), number in counts.cases.items():
            cases[state] += number
        yield _by("followup_cases", "Cases by state", "state", cases)
        yield _by("followup_outbox_messages", "Messages that are not at their end", "state", counts.outbox)
        yield _one("followup_possible_duplicates", "Messages handed over twice, perhaps", counts.possible_duplicates)
        yield _one("followup_unread_replies", "Replies that nothing has understood yet", counts.unread_replies)
        yield _one("followup_unassigned_replies", "Replies that wait for a person to find their case", self._unassigned)
        yield _age("followup_oldest_due_seconds", "How long the most overdue customer waits", counts.oldest_due, now)
        yield _age("followup_oldest_queued_seconds", "How long the oldest message waits", counts.oldest_queued, now)
        yield _by(
            "followup_posts", "Posts to staff that are not at their end, or were refused", "state", posts.by_state
        )
        yield _age("followup_oldest_post_seconds", "How long the oldest post to staff waits", posts.oldest_queued, now)
        yield _one(
            "followup_posts_held", "Channels that are set up wrongly: nothing is posted there", posts.held_queues
        )
        yield _one("followup_pings_overdue", "Escalations whose next ping is overdue", overdue)
        yield _one("followup_escalations_unheard", "Escalations that nobody took, with nobody left to ping", unheard)
        sent = GaugeMetricFamily("followup_messages", "Messages by channel and state", labels=["channel", "state"])
        for (channel, state), number in sorted(self._sent.items()):
            sent.add_metric([channel, state], number)
        yield sent

    def _scan(self, pages: Pages) -> None:
        at = self._elapsed()
        if self._scanned_at is None or at - self._scanned_at >= SCAN_SECONDS:
            self._scanned_at, self._sent, self._unassigned = at, pages.sent_by_state(), pages.unassigned_replies()


def _one(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)


def _by(name: str, meaning: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def _age(name: str, meaning: str, since: datetime | None, now: datetime) -> Metric:
    return _one(name, meaning, max((now - since).total_seconds(), 0.0) if since else 0.0)
