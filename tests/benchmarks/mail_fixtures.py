"""How well the customer's own words are found, and automatic mail is known, on public sets of mails.

    python -m tests.benchmarks.mail_fixtures FOLDER [--show]

FOLDER holds checkouts named `owner+name` (docs/conversation.md lists them). Exact: the same text, spaces aside.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.automatic import classify_mail
from bot.conversation.cleaning import clean
from bot.conversation.markup import to_text
from bot.conversation.quoted import strip_quoted
from tests.benchmarks.mail_sets import HeaderCase, ReplyCase, header_cases, reply_cases

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    cases: int = 0
    exact: int = 0
    words: int = 0  # of the customer
    lost: int = 0  # of them, not in our answer
    left: int = 0  # in our answer, not the customer's
    checks: int = 0  # "keeps" and "lacks"
    failed: int = 0


def ours(case: ReplyCase) -> str:
    return strip_quoted(clean(case.text or to_text(case.html)))


def measure(cases: Iterable[ReplyCase], strip: Callable[[ReplyCase], str], *, show: bool) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        tally, answer = tallies[case.source], strip(case)
        _check(case, answer, tally, show=show)
        if case.expected is None:
            continue
        expected, got = (Counter(_WORD.findall(clean(text))) for text in (case.expected, answer))
        exact = _squeezed(clean(case.expected)) == _squeezed(answer)
        lost, left = (expected - got).total(), (got - expected).total()
        tally.cases, tally.exact, tally.words = tally.cases + 1, tally.exact + exact, tally.words + expected.total()
        tally.lost, tally.left = tally.lost + lost, tally.left + left
        if show and not exact:
            print(f"--- {case.source} {case.name}: lost {lost}, left {left}")
            print(f"EXPECTED {case.expected.strip()!r:.700}\nGOT      {answer!r:.700}")
    return tallies


def _check(case: ReplyCase, answer: str, tally: Tally, *, show: bool) -> None:
    squeezed = _squeezed(answer)
    wrong = [text for text in case.keeps if _squeezed(clean(text)) not in squeezed]
    wrong += [text for text in case.lacks if _squeezed(clean(text)) in squeezed]
    tally.checks += len(case.keeps) + len(case.lacks)
    tally.failed += len(wrong)
    if show and wrong:
        print(f"--- {case.source} {case.name}: fails {wrong!r:.300}\nGOT      {answer!r:.500}")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def measure_headers(cases: Iterable[HeaderCase], *, show: bool) -> Counter[tuple[str, bool, bool]]:
    """Count by (set, whether it is automatic, whether it was taken for that)."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for case in cases:
        found = classify_mail(case.headers) is not None
        counts[case.source, case.automatic, found] += 1
        if show and found != case.automatic:
            print(f"--- {case.source} {case.name}: automatic {case.automatic}, {classify_mail(case.headers)}")
            print(
                {
                    name: value[:80]
                    for name, value in case.headers.items()
                    if name.lower() not in {"received", "dkim-signature"}
                }
            )
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="each case that is not exact")
    arguments = parser.parse_args()
    tallies = measure(reply_cases(arguments.folder), ours, show=arguments.show)
    counts = measure_headers(header_cases(arguments.folder), show=arguments.show)
    print_tallies(tallies)
    for (source, automatic, found), count in sorted(counts.items()):
        kind = "automatic" if automatic else "ordinary"
        print(f"{source:32} {kind:9} {'taken for automatic' if found else 'taken for a person':20} {count:5}")


def print_tallies(tallies: dict[str, Tally]) -> None:
    print(f"{'set':32} cases exact share  words lost left  checks failed")
    total = Tally()
    for source, tally in sorted(tallies.items()):
        _print(source, tally)
        for name in Tally.__slots__:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    _print("all", total)


def _print(source: str, tally: Tally) -> None:
    share = tally.exact / tally.cases if tally.cases else 0.0
    print(
        f"{source:32} {tally.cases:5} {tally.exact:5}  {share:.3f} {tally.words:6} {tally.lost:4} {tally.left:4}"
        f"  {tally.checks:6} {tally.failed:6}"
    )


if __name__ == "__main__":
    main()
