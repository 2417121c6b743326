"""`python -m tests.benchmarks.understanding`: figures of the shipped model on lines that training never saw."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bot.conversation.learning.customers import as_customers
from bot.conversation.learning.lines import Line, read_corpus
from bot.conversation.learning.scoring import Scores, interval, score
from bot.conversation.learning.training import train
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Flag, Intent
from tests.benchmarks.understanding import named, pictures, public
from tests.benchmarks.understanding.replies import JUDGING, judging_lines

CRITICAL = (Intent.OPT_OUT, Intent.LEGAL_NOTICE, Intent.WRONG_PERSON, Intent.HUMAN_REQUEST)
SHARES = (0.125, 0.25, 0.5, 1.0)  # of the lines of each writer, for the learning curve


def main(arguments: Sequence[str] | None = None) -> None:
    chosen = _parser().parse_args(arguments)
    understander, lines = Understander(), judging_lines(chosen.judging)
    scores = score(as_customers(understander), lines)
    sys.stdout.write(table(scores))
    sys.stdout.write(_times(understander, lines))
    sys.stdout.write(_named(understander, wrong=chosen.wrong))
    if chosen.pictures:
        (chosen.pictures / "confusion.svg").write_text(pictures.confusion(scores.confusion), encoding="utf-8")
    if chosen.curve:
        _curve(lines, chosen.curve)
    if chosen.public:
        _public(chosen.public, understander)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.understanding", description=__doc__)
    parser.add_argument("--judging", type=Path, default=JUDGING, metavar="DIR", help="labelled lines to judge with")
    parser.add_argument("--wrong", action="store_true", help="also print what was named and read otherwise")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="write the confusion matrix there")
    parser.add_argument("--curve", type=Path, metavar="FILE", help="train on more and more lines; minutes")
    parser.add_argument("--public", type=Path, metavar="DIR", help="BANKING77 and CLINC150, see public.py")
    return parser


def table(scores: Scores) -> str:
    """The figures as Markdown."""
    rows = [
        "| language | lines | accuracy (95 %) | macro-F1 | coverage at .95 | decided | right among them |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [_row(code, part) for code, part in {**scores.by_language, "all": scores}.items()]
    rows += [
        "",
        "| intent | lines | precision | recall (95 %) | F1 | said in any place: precision | recall (95 %) |",
        "|---|---|---|---|---|---|---|",
    ]
    for intent, measure in scores.primary.items():
        anywhere = scores.present[intent]
        rows.append(
            f"| `{intent}` | {measure.support} | {measure.precision:.2f} | {_share(measure.recall, measure.recall_interval)} "
            f"| {measure.f1:.2f} | {anywhere.precision:.2f} | {_share(anywhere.recall, anywhere.recall_interval)} |"
        )
    rows += ["", "| flag | lines | precision | recall (95 %) |", "|---|---|---|---|"]
    for flag in Flag:
        measure = scores.present[flag]
        rows.append(
            f"| `{flag}` | {measure.support} | {measure.precision:.2f} | {_share(measure.recall, measure.recall_interval)} |"
        )
    alarms = [(intent, scores.present[intent]) for intent in CRITICAL]
    rows += [
        "",
        *(
            f"False alarms of `{intent}`: {m.called - m.right} of {scores.lines - m.support} lines."
            for intent, m in alarms
        ),
        "",
    ]
    return "\n".join(rows)


def _row(code: str, scores: Scores) -> str:
    return (
        f"| {code} | {scores.lines} | {_share(scores.accuracy, scores.accuracy_interval)} | {scores.macro_f1:.3f} "
        f"| {scores.coverage:.3f} | {scores.decided:.3f} | {scores.decided_precision:.3f} |"
    )


def _share(value: float, between: tuple[float, float]) -> str:
    return f"{value:.3f} ({between[0]:.2f}-{between[1]:.2f})"


def _times(understander: Understander, lines: Sequence[Line]) -> str:
    read, times = as_customers(understander), []
    for line in lines:
        begun = perf_counter()
        read(line)
        times.append((perf_counter() - begun) * 1e3)
    times.sort()
    return f"Median {times[len(times) // 2]:.2f} ms, 99 of 100 below {times[int(len(times) * 0.99)]:.2f} ms a line.\n"


def _named(understander: Understander, *, wrong: bool) -> str:
    rows = [
        "",
        "| language | " + " | ".join(f"{kind}: F1 (of)" for kind in named.KINDS) + " |",
        "|---|" + "---|" * len(named.KINDS),
    ]
    lists: list[str] = []
    for language, tallies in named.measure(understander).items():
        cells = [f"{tallies[kind].f1:.3f} ({tallies[kind].expected})" for kind in named.KINDS]
        rows.append(f"| {language} | " + " | ".join(cells) + " |")
        lists += [f"{language} {kind} {line}" for kind in named.KINDS for line in tallies[kind].wrong]
    return "\n".join([*rows, "", *(lists if wrong else []), ""])


def _curve(judging: Sequence[Line], file: Path) -> None:
    lines = read_corpus()
    points: dict[str, list[tuple[float, float]]] = {"macro-F1": [], "coverage": []}
    for share in SHARES:
        part = [line for number, line in enumerate(lines) if (number * 7919) % 1000 < share * 1000]
        scores = score(as_customers(Understander(model=train(part))), judging)
        points["macro-F1"].append((len(part), scores.macro_f1))
        points["coverage"].append((len(part), scores.coverage))
        sys.stdout.write(f"{len(part):>7,} lines: macro-F1 {scores.macro_f1:.3f}, coverage {scores.coverage:.3f}\n")
    file.write_text(pictures.curve("What more lines bring", "lines to learn from", points), encoding="utf-8")


def _public(folder: Path, understander: Understander) -> None:
    accuracy, covered = public.banking(folder)
    sys.stdout.write(f"BANKING77: accuracy {accuracy:.3f}, coverage at 95 % precision {covered:.3f}\n")
    for intent, (hits, of, some) in public.alarms(folder, understander).items():
        low, high = interval(hits, of)
        sys.stdout.write(f"{intent}: {hits} false alarms of {of} ({low:.4f}-{high:.4f})\n")
        sys.stdout.writelines(f"    {text}\n" for text in some)


if __name__ == "__main__":
    main()
