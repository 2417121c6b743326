"""Training: lines with labels in, a model out. Deterministic: the same lines give the same bytes.

Two heads of linear support vector machines over TF-IDF features: which intent is the primary one, and which labels are
present at all. Scores become probabilities on lines by writers whom the weights never saw: each writer's lines are
scored by a model trained on the others. Lines of staff (`STAFF`) are learnt from and set no threshold: they are what
was hard, not what comes in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.model import FORMAT, INTENTS, LABELS, Model
from bot.conversation.learning.calibrating import Calibration, calibrate
from bot.conversation.learning.evidence import Reader, Shown
from bot.conversation.learning.fitting import Fitted, fit, raw_scores
from bot.conversation.learning.lines import Line

STAFF = "staff"  # the writer of what people corrected
FOLDS = 4  # where a language has one writer only, lines are told apart by their text

Features = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines as the trainer uses them: rows of features and of labels."""

    shown: list[Shown]
    primary: NDArray[np.intp]  # (n,) places in INTENTS
    present: NDArray[np.bool_]  # (n, 29) in the order of LABELS
    targets: NDArray[np.bool_]  # (n, 50) both, as columns of the model
    counted: NDArray[np.bool_]  # (n, 50) which columns learn from a line
    folds: NDArray[np.intp]  # (n,) the group whose scores must come from the others


def examples_of(lines: Sequence[Line], reader: Reader) -> Examples:
    """Return the lines as numbers."""
    said = [{*line.intents, *line.flags} for line in lines]
    primary = np.array([INTENTS.index(line.intents[0]) for line in lines], dtype=np.intp)
    present = np.array([[label in labels for label in LABELS] for labels in said], dtype=np.bool_)
    chosen = primary[:, None] == np.arange(len(INTENTS))
    return Examples(
        shown=[reader.read(line) for line in lines],
        primary=primary,
        present=present,
        targets=np.concatenate([chosen, present], axis=1),
        # What is said in second place is no example of what it is not.
        counted=np.concatenate([chosen | ~present[:, : len(INTENTS)], np.ones_like(present)], axis=1),
        folds=_folds(lines),
    )


def _folds(lines: Sequence[Line]) -> NDArray[np.intp]:
    """One fold a writer; lines of a lone writer are spread by their text. -1 = in every training, never scored."""
    writers = sorted({line.writer for line in lines} - {STAFF})

    def fold(line: Line) -> int:
        if line.writer == STAFF:
            return -1
        return writers.index(line.writer) if len(writers) > 1 else zlib.crc32(line.text.encode()) % FOLDS

    return np.array([fold(line) for line in lines], dtype=np.intp)


def train(lines: Sequence[Line], reader: Reader | None = None) -> Model:
    """Return a model of the lines. Raises ValueError when an intent or flag has no line at all."""
    missing = _missing(lines)
    if missing:
        raise ValueError(f"no line says {', '.join(missing)}")
    examples = examples_of(lines, reader or Reader())
    scored = examples.folds >= 0
    shown = [one for one, wanted in zip(examples.shown, scored, strict=True) if wanted]
    calibration = calibrate(_by_others(examples)[scored], examples.primary[scored], examples.present[scored], shown)
    return model_of(fit(_features(examples), examples.targets, examples.counted), calibration, lines)


def _missing(lines: Iterable[Line]) -> list[str]:
    said = {label for line in lines for label in (*line.intents, *line.flags)}
    primary = {line.intents[0] for line in lines}
    return [label.value for label in LABELS if label not in said or (label in INTENTS and label not in primary)]


def _by_others(examples: Examples) -> NDArray[np.float64]:
    """Return the scores of each line by weights that never saw its writer: (n, 50)."""
    rows, scores = _features(examples), np.zeros((len(examples.shown), len(INTENTS) + len(LABELS)))
    for fold in np.unique(examples.folds[examples.folds >= 0]):
        inside, outside = examples.folds == fold, examples.folds != fold
        fitted = fit(_chosen(rows, outside), examples.targets[outside], examples.counted[outside])
        scores[inside] = raw_scores(fitted, _chosen(rows, inside))
    return scores


def _features(examples: Examples) -> list[Features]:
    return [one.features for one in examples.shown]


def _chosen(features: Sequence[Features], mask: NDArray[np.bool_]) -> list[Features]:
    return [row for row, wanted in zip(features, mask, strict=True) if wanted]


def model_of(fitted: Fitted, calibration: Calibration, lines: Sequence[Line]) -> Model:
    """Return the weights as they are shipped: eight bits each."""
    largest = np.abs(fitted.weights).max(axis=0)
    scales = np.where(largest > 0, largest / 127.0, 1.0).astype(np.float32)
    weights = np.rint(fitted.weights / scales).astype(np.int8)
    kept = np.abs(weights).max(axis=1) > 0
    return Model.from_bytes(
        Model(
            ids=fitted.ids[kept],
            idf=fitted.idf[kept].astype(np.float32),
            weights=weights[kept],
            scales=scales,
            bias=fitted.bias.astype(np.float32),
            slopes=calibration.slopes.astype(np.float32),
            offsets=calibration.offsets.astype(np.float32),
            settings=_settings(calibration, lines),
        ).as_bytes()
    )


def _settings(calibration: Calibration, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "labels": [label.value for label in LABELS],
        "lines": len(lines),
        "thresholds": calibration.thresholds,
        "confidence": calibration.confidence,
    }
