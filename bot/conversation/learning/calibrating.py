"""From scores to probabilities, and to the thresholds above which they may be acted on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.model import INTENTS, LABELS

STEPS = 60  # of Newton's method; it has long converged then
PRECISION = 0.95  # of what is decided without a person
_RIDGE = 1e-3
_TEMPERATURES = np.geomspace(0.3, 12.0, 60)


@dataclass(frozen=True, slots=True)
class Calibration:
    slopes: NDArray[np.float64]  # (50,)
    offsets: NDArray[np.float64]  # (50,)
    thresholds: dict[str, float]  # "decided": least probability of the primary intent; a label: least to report it


def calibrate(scores: NDArray[np.float64], primary: NDArray[np.intp], present: NDArray[np.bool_]) -> Calibration:
    """Fit on scores (n, 50) that no weight saw: one temperature for the primary head, Platt's sigmoid a label."""
    head = scores[:, : len(INTENTS)]
    warmth = temperature(head, primary)
    sigmoids = [platt(scores[:, len(INTENTS) + place], present[:, place]) for place in range(len(LABELS))]
    slopes = np.concatenate([np.full(len(INTENTS), warmth), [slope for slope, _ in sigmoids]])
    offsets = np.concatenate([np.zeros(len(INTENTS)), [offset for _, offset in sigmoids]])
    chances = 1.0 / (1.0 + np.exp(-(scores * slopes + offsets)[:, len(INTENTS) :]))
    thresholds = {label.value: best_threshold(chances[:, i], present[:, i]) for i, label in enumerate(LABELS)}
    sure = softmax(head * warmth)
    thresholds["decided"] = precise_threshold(sure.max(axis=1), sure.argmax(axis=1) == primary)
    return Calibration(slopes, offsets, thresholds)


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
    rows = np.stack([scores, np.ones_like(scores)], axis=1)
    found = np.array([1.0, np.log((yes + 1.0) / (no + 1.0))])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -40, 40)))
        slope = rows.T @ (chance - target) + _RIDGE * found
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + _RIDGE * np.eye(2)
        found = found - np.clip(np.linalg.solve(curve, slope), -5, 5)
    return float(found[0]), float(found[1])


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
