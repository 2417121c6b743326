"""How well replies are understood as time goes by: what people had to read, by week and language; what they said."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from bot.app.lessons import Understood
from bot.app.staff.lately import FEW
from bot.domain.vocabulary import Intent

ALL: Final = "all"
_CHANCE: Final = 1.96  # standard errors: one time in twenty
_UNKNOWN: Final = "?"  # no language could be named


@dataclass(frozen=True, slots=True)
class Share:
    """Of the replies of one week and language."""

    week: date  # its Monday, UTC
    language: str  # or "all"
    replies: int
    undecided: int  # a person had to say what they mean
    corrected: int  # a person said that they mean something else, asked or not

    @property
    def few(self) -> bool:
        return self.replies < FEW


@dataclass(frozen=True, slots=True)
class Drift:
    """A language in which people have to read more, or less, in the later half: more than chance explains."""

    language: str
    before: float  # share undecided
    after: float


@dataclass(frozen=True, slots=True)
class Understanding:
    shares: tuple[Share, ...]  # by week, "all" first
    drifts: tuple[Drift, ...]
    confirmed: int
    corrected: int  # of those that nobody was sure of
    misread: int  # that had been decided
    meant: tuple[tuple[Intent, Intent, int], ...]  # (read as, meant, how often), the most frequent first


def first_moment(now: datetime, weeks: int) -> datetime:
    """The Monday with which so many weeks begin, this one included."""
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    return datetime.combine(monday - timedelta(weeks=weeks - 1), datetime.min.time(), UTC)


def understanding(replies: Sequence[Understood]) -> Understanding:
    """The report on these replies."""
    said = [one for one in replies if one.said is not None]
    wrong = [one for one in said if one.corrected]
    meant = Counter((_primary(one.read), _primary(one.said or ())) for one in wrong)
    order = sorted(meant.items(), key=lambda pair: (-pair[1], pair[0]))
    return Understanding(
        shares=tuple(_shares(replies)),
        drifts=tuple(_drifts(replies)),
        confirmed=len(said) - len(wrong),
        corrected=sum(not one.misread for one in wrong),
        misread=sum(one.misread for one in wrong),
        meant=tuple((read, other, count) for (read, other), count in order if read is not other),
    )


def _primary(intents: Sequence[Intent]) -> Intent:
    return intents[0] if intents else Intent.OTHER


def _shares(replies: Iterable[Understood]) -> Iterator[Share]:
    groups: dict[tuple[date, bool, str], list[Understood]] = defaultdict(list)
    for one in replies:
        day = one.at.astimezone(UTC).date()
        monday = day - timedelta(days=day.weekday())
        groups[monday, False, ALL].append(one)
        groups[monday, True, _language(one)].append(one)
    for (week, _, language), group in sorted(groups.items()):
        undecided = sum(not one.decided for one in group)
        yield Share(week, language, len(group), undecided, sum(one.corrected for one in group))


def _language(one: Understood) -> str:
    return one.language.partition("-")[0] or _UNKNOWN


def _drifts(replies: Sequence[Understood]) -> Iterator[Drift]:
    """Compare the halves of the time, language by language."""
    if not replies:
        return
    first, last = min(one.at for one in replies), max(one.at for one in replies)
    middle = first + (last - first) / 2
    for language in sorted({_language(one) for one in replies}):
        own = [one for one in replies if _language(one) == language]
        before = [not one.decided for one in own if one.at < middle]
        after = [not one.decided for one in own if one.at >= middle]
        if min(len(before), len(after)) >= FEW and _more_than_chance(before, after):
            yield Drift(language, sum(before) / len(before), sum(after) / len(after))


def _more_than_chance(before: Sequence[bool], after: Sequence[bool]) -> bool:
    """Two shares differ by more than two standard errors of their difference (pooled)."""
    pooled = (sum(before) + sum(after)) / (len(before) + len(after))
    error = math.sqrt(pooled * (1 - pooled) * (1 / len(before) + 1 / len(after)))
    return error > 0 and abs(sum(after) / len(after) - sum(before) / len(before)) > _CHANCE * error


# --- as it is shown --------------------------------------------------------------------------------------------


def told(report: Understanding) -> Iterator[str]:
    """The report in lines."""
    if not report.shares:
        yield "No replies in this time."
        return
    yield f"{'week of':12}{'language':10}{'replies':>8}{'undecided':>11}{'':8}{'corrected':>10}"
    for one in report.shares:
        share = f"{one.undecided / one.replies:.0%}{'*' if one.few else ''}"
        week = f"{one.week.isoformat():12}{one.language:10}{one.replies:>8,}"
        yield f"{week}{one.undecided:>11,}  {share:6}{one.corrected:>10,}"
    if any(one.few for one in report.shares):
        yield f"* fewer than {FEW} replies: the share says little."
    for drift in report.drifts:
        way = "more" if drift.after > drift.before else "less"
        shares = f"{drift.before:.0%} before and {drift.after:.0%} now"
        yield f"{drift.language}: {way} for people, {shares}; hardly by chance."
    said = f"People confirmed {report.confirmed:,}, corrected {report.corrected:,}"
    yield f"{said}, and found {report.misread:,} misunderstood."
    for read, meant, count in report.meant:
        yield f"{count:>6,}  read as {read.value}, meant {meant.value}"


def facts(report: Understanding) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "weeks": [
            {
                "week": one.week.isoformat(),
                "language": one.language,
                "replies": one.replies,
                "undecided": one.undecided,
                "share": round(one.undecided / one.replies, 4),
                "few": one.few,
                "corrected": one.corrected,
            }
            for one in report.shares
        ],
        "drifts": [{"language": one.language, "before": one.before, "after": one.after} for one in report.drifts],
        "confirmed": report.confirmed,
        "corrected": report.corrected,
        "misread": report.misread,
        "meant": [{"read": read.value, "meant": meant.value, "count": count} for read, meant, count in report.meant],
    }
