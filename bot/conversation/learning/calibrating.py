"""From scores to probabilities, and to the thresholds above which they may be acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.confidence import row_of
from bot.conversation.classifier.model import INTENTS, LABELS, Scored
from bot.conversation.learning.evidence import Shown
from bot.conversation.learning.scoring import Label
from bot.conversation.meaning import CAREFUL

STEPS = 60  # of Newton's method; it has long converged then
PRECISION = 0.95  # of what is decided without a person
# What must be read with care is reported where so many of those reported are right; the rest as is best for both.
CAREFUL_PRECISION: Final = 0.88
_RIDGE = 1e-3
_TEMPERATURES = np.geomspace(0.3, 12.0, 60)


@dataclass(frozen=True, slots=True)
class Calibration:
    slopes: NDArray[np.float64]  # (50,)
    offsets: NDArray[np.float64]  # (50,)
    thresholds: dict[str, float]  # "decided": least confidence in the primary intent; a label: least to report it
    confidence: list[float]  # (7,) weights of `row_of`


def calibrate(
    scores: NDArray[np.float64], primary: NDArray[np.intp], present: NDArray[np.bool_], shown: Sequence[Shown]
) -> Calibration:
    """Fit on scores (n, 50) that no weight saw.

    One temperature for the primary head, Platt's sigmoid a label, and a logistic regression of how sure the first is.
    """
    head = scores[:, : len(INTENTS)]
    warmth = temperature(head, primary)
    sigmoids = [platt(scores[:, len(INTENTS) + place], present[:, place]) for place in range(len(LABELS))]
    slopes = np.concatenate([np.full(len(INTENTS), warmth), [slope for slope, _ in sigmoids]])
    offsets = np.concatenate([np.zeros(len(INTENTS)), [offset for _, offset in sigmoids]])
    chances = 1.0 / (1.0 + np.exp(-(scores * slopes + offsets)[:, len(INTENTS) :]))
    shares = softmax(head * warmth)
    rows = np.stack(
        [row_of(Scored(*pair), one.rules, one.words) for *pair, one in zip(shares, chances, shown, strict=True)]
    )
    right = shares.argmax(axis=1) == primary
    weights = logistic(rows, right.astype(np.float64))
    thresholds = {label.value: _threshold(label, chances[:, i], present[:, i]) for i, label in enumerate(LABELS)}
    thresholds["decided"] = precise_threshold(1.0 / (1.0 + np.exp(-rows @ weights)), right)
    return Calibration(slopes, offsets, thresholds, [round(float(weight), 5) for weight in weights])


def _threshold(label: Label, chances: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    best = best_threshold(chances, truth)
    return max(best, precise_threshold(chances, truth, CAREFUL_PRECISION)) if label in CAREFUL else best


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each row as shares that sum to 1."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def temperature(scores: NDArray[np.float64], truth: NDArray[np.intp]) -> float:
    """Return the factor that makes the shares of the primary head likeliest (Guo et al. 2017)."""
    rows = np.arange(len(truth))
    losses = [-np.log(softmax(scores * factor)[rows, truth] + 1e-12).mean() for factor in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def platt(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and offset of the sigmoid that fits best (Platt 1999), with his smoothed targets."""
    yes, no = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (yes + 1.0) / (yes + 2.0), 1.0 / (no + 2.0))
    slope, offset = logistic(np.stack([scores, np.ones_like(scores)], axis=1), target)
    return float(slope), float(offset)


def logistic(rows: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, by Newton's method with a small ridge."""
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -40, 40)))
        slope = rows.T @ (chance - target) + _RIDGE * found
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + _RIDGE * np.eye(rows.shape[1])
        found = found - np.clip(np.linalg.solve(curve, slope), -2, 2)
    return found


def best_threshold(chances: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Return the least probability at which reporting a label has the best F1."""
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + max(int(truth.sum()), 1))
    return round(float(np.clip(chances[order][int(np.argmax(f1))], 0.05, 0.95)), 4)


def precise_threshold(chances: NDArray[np.float64], right: NDArray[np.bool_], precision: float = PRECISION) -> float:
    """Return the least probability above which at least this share is right; 1.0 where there is none."""
    order = np.argsort(-chances, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= precision)
    return round(float(chances[order][enough[-1]]), 4) if len(enough) else 1.0
