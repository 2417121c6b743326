"""Public sets beside our own: BANKING77 through our trainer, and unrelated requests on which nothing may be alarmed.

BANKING77: Casanueva et al. 2020, CC BY 4.0 (PolyAI-LDN/task-specific-datasets, `banking_data`). CLINC150: Larson et al.
2019, CC BY 3.0 (clinc/oos-eval, `data/data_full.json`). Neither is in this repository: `--public` names a folder with
`bank_train.csv`, `bank_test.csv`, `clinc.json`.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from bot.conversation.classifier.features import Features
from bot.conversation.learning.calibrating import softmax, temperature
from bot.conversation.learning.fitting import fit, raw_scores
from bot.conversation.learning.scoring import coverage
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Intent

# Of these public requests some do speak of it: they are no false alarms.
SPEAKS_OF_IT = {Intent.OPT_OUT: frozenset({"terminate_account", "cancel", "stop"}), Intent.LEGAL_NOTICE: frozenset()}


def banking(folder: Path) -> tuple[float, float]:
    """Accuracy and coverage at 95 % precision on BANKING77's test lines."""
    train, test = (_csv(folder / f"bank_{part}.csv") for part in ("train", "test"))
    names = sorted({category for _, category in train})
    features = Features()
    fitted = fit(
        [features.of(text, "en") for text, _ in train],
        np.array([[category == name for name in names] for _, category in train]),
    )
    truth = np.array([names.index(category) for _, category in test])
    scores = raw_scores(fitted, [features.of(text, "en") for text, _ in test])
    shares = softmax(scores * temperature(scores, truth))
    right = shares.argmax(axis=1) == truth
    return float(right.mean()), coverage(zip(shares.max(axis=1).tolist(), right.tolist(), strict=True))


def alarms(folder: Path, understander: Understander) -> dict[Intent, tuple[int, int, list[str]]]:
    """By critical intent: how many of how many unrelated lines, and a few of them."""
    found: dict[Intent, tuple[int, int, list[str]]] = {}
    lines = [*_csv(folder / "bank_train.csv"), *_csv(folder / "bank_test.csv"), *_clinc(folder / "clinc.json")]
    readings = [
        (text, name, understander.read(ReplyIn(text, locale="en-US", languages=("en", "es")))) for text, name in lines
    ]
    for intent, spoken in SPEAKS_OF_IT.items():
        innocent = [(text, reading) for text, name, reading in readings if name not in spoken]
        hits = [text for text, reading in innocent if reading.has(intent)]
        found[intent] = (len(hits), len(innocent), hits[:20])
    return found


def _csv(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def _clinc(path: Path) -> list[tuple[str, str]]:
    parts = json.loads(path.read_text(encoding="utf-8"))
    return [(text, name) for lines in parts.values() for text, name in lines]
