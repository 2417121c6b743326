"""`followup train`: the model of replies anew, from the corpus and from what staff said that replies mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.app.lessons import Lesson
from bot.bootstrap import OWN_MODEL, config_folder, model_in_force
from bot.cli.shared import FOUND, application, chosen_config, config_option, json_option, print_json, settings
from bot.conversation.learning.comparing import Comparison
from bot.conversation.learning.fitting import CannotTrainError
from bot.conversation.learning.lessons import Chosen, choose
from bot.conversation.learning.lines import BadLineError, Line, read_corpus, read_judging
from bot.conversation.learning.retraining import Retrained, retrain, retrain_against, split
from bot.conversation.understand import Understander
from bot.domain.errors import Rejected
from bot.shipped import shipped

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_WIDTH = 34  # of what is compared


@dataclass(frozen=True, slots=True)
class _Material:
    """What is learnt from, and what is judged with; `judging` empty = a part of the corpus."""

    corpus: Sequence[Line]
    reference: Sequence[Line]  # what the model of before learns from; empty = the corpus
    judging: Sequence[Line]

    @property
    def kept_for_judging(self) -> list[Line]:
        """The lines whose words nothing may learn from."""
        return list(self.judging) or [*split(self.corpus)[1], *split(self.reference)[1]]


@click.command()
@click.option("--with-corrections", is_flag=True, help="Learn from what staff said that replies mean, too.")
@click.option("--corpus", type=_FOLDER, help="Labelled lines in place of the shipped ones: <language>/<writer>.txt.")
@click.option("--judge", type=_FOLDER, help="Labelled lines to judge with, never trained on: <language>.txt.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the model goes.")
@config_option
@json_option
def train(
    corpus: Path | None,
    judge: Path | None,
    out: Path | None,
    config_dir: str | None,
    *,
    with_corrections: bool,
    as_json: bool,
) -> None:
    """Train the model that reads replies, show before and after on the same lines, refuse one that got worse.

    Without --out it is written to model.npz in the config folder, from where `run`, `web` and `worker` take it at
    their next start.
    """
    target = out or _own_model(config_dir)
    material = _material(corpus, judge)
    chosen = _corrections(material, config_dir) if with_corrections else Chosen((), {}, ())
    made = _trained(material, chosen, config_dir)
    if made.model is not None:
        _write(made, target)
    if as_json:
        print_json(_facts(material, chosen, made, target))
    else:
        _tell(material, chosen, made, target)
    if made.model is None:
        worse = ", ".join(label.value for label in made.worse)
        click.echo(f"Refused: the new model is worse at {worse}. Nothing was written.", err=True)
        raise click.exceptions.Exit(FOUND)


# --- what it learns from ---------------------------------------------------------------------------------------


def _own_model(config_dir: str | None) -> Path:
    folder = config_folder(chosen_config(config_dir))
    if folder == shipped("config"):
        raise click.UsageError("There is no config folder here to write the model to: give --config DIR or --out FILE.")
    return folder / OWN_MODEL


def _material(corpus: Path | None, judge: Path | None) -> _Material:
    try:
        lines = read_corpus(corpus) if corpus else read_corpus()
        return _Material(lines, read_corpus() if corpus else (), read_judging(judge) if judge else ())
    except (BadLineError, OSError, UnicodeDecodeError) as error:
        raise Rejected(f"The lines cannot be read: {error}.") from error


def _corrections(material: _Material, config_dir: str | None) -> Chosen:
    """What is learnt from the lessons of all clients that do not keep theirs out."""
    with application(config_dir) as app, app.store.read() as unit:
        out = {name for name, rules in app.context.rules.items() if not rules.learn_from_replies}
        lessons = [one for one in unit.lessons(out) if one.client in app.context.rules]
    return choose(lessons, material.corpus, material.kept_for_judging)


def _trained(material: _Material, chosen: Chosen, config_dir: str | None) -> Retrained:
    def tell(sentence: str) -> None:
        click.echo(sentence, err=True)

    try:
        if material.judging:
            in_force = Understander(model=model_in_force(settings(), config_folder(chosen_config(config_dir))))
            return retrain_against(in_force, material.corpus, chosen.lines, material.judging, tell)
        return retrain(material.corpus, chosen.lines, tell, material.reference)
    except CannotTrainError as error:
        raise Rejected(str(error)) from error
    except ValueError as error:
        raise Rejected(f"This corpus is not enough to train with: {error}.") from error


def _write(made: Retrained, target: Path) -> None:
    assert made.model is not None
    try:
        made.model.save(target)
    except OSError as error:
        raise Rejected(f"{target} cannot be written: {error.strerror}.") from error


# --- what is said ----------------------------------------------------------------------------------------------


def _tell(material: _Material, chosen: Chosen, made: Retrained, target: Path) -> None:
    click.echo(f"{len(material.corpus):,} lines of the corpus, {len(chosen.lines):,} of staff.")
    for reason, count in chosen.left_out.items():
        click.echo(f"  left out: {count:,}, {reason.value}")
    for group in chosen.contradicting:
        click.echo(f"  contradicting: {'; '.join(_labelled(one) for one in group)}")
    comparison = made.comparison
    click.echo(f"{f'on {comparison.after.lines:,} lines that neither has seen':{_WIDTH}}  before   after")
    for what, before, after in comparison.lines():
        click.echo(f"{what:{_WIDTH}}  {before:6.3f}  {after:6.3f}{_mark(before, after)}")
    if made.model is not None:
        use = "It is used from the next start on" if target.name == OWN_MODEL else f"FOLLOWUP_MODEL={target} uses it"
        click.echo(f"Written to {target} ({made.model.digest}). {use}.")


def _mark(before: float, after: float) -> str:
    return f"  {after - before:+.3f}" if f"{before:.3f}" != f"{after:.3f}" else ""


def _labelled(lesson: Lesson) -> str:
    """Which lesson, by whom, as what: never its words."""
    labels = "+".join([*lesson.intents, *(f"!{flag}" for flag in lesson.flags)])
    return f"{lesson.by} says {labels} (reply {lesson.reply_id}, {lesson.at:%Y-%m-%d})"


def _facts(material: _Material, chosen: Chosen, made: Retrained, target: Path) -> dict[str, Any]:
    return {
        "corpus": len(material.corpus),
        "corrections": len(chosen.lines),
        "left_out": {reason.name.lower(): count for reason, count in chosen.left_out.items()},
        "contradicting": [[_labelled(one) for one in group] for group in chosen.contradicting],
        "judged_with": made.comparison.after.lines,
        "compared": _compared(made.comparison),
        "worse": [label.value for label in made.worse],
        "written": str(target) if made.model is not None else None,
        "digest": made.model.digest if made.model is not None else None,
    }


def _compared(comparison: Comparison) -> dict[str, Mapping[str, float]]:
    return {what: {"before": round(before, 4), "after": round(after, 4)} for what, before, after in comparison.lines()}
