"""Weights of the model, and what they say of a text. Read from one `.npz` of plain arrays: nothing in it runs."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.vocabulary import Flag, Intent

SHIPPED: Final = files("bot.conversation.classifier").joinpath("model.npz")
LARGEST = 24_000_000  # bytes of a model file
LARGEST_UNPACKED = 200_000_000  # bytes of its arrays
FORMAT = 1  # raised whenever features or arrays change their meaning
INTENTS: Final = tuple(Intent)
LABELS: Final[tuple[Intent | Flag, ...]] = (*Intent, *Flag)
_DAMAGED = "The model file is damaged, or is none."
_ARRAYS = ("ids", "idf", "weights", "scales", "bias", "slopes", "offsets")


class ModelError(ValueError):
    """A model file cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of one text. Probabilities are calibrated on lines by writers whom training never saw."""

    primary: NDArray[np.float64]  # (21,) in the order of INTENTS, sums to 1
    present: NDArray[np.float64]  # (29,) in the order of LABELS, each by itself

    def ranked(self) -> list[tuple[Intent, float]]:
        """Return the intents, the likeliest primary one first."""
        order = np.argsort(-self.primary, kind="stable")
        return [(INTENTS[place], float(self.primary[place])) for place in order]

    def chance(self, label: Intent | Flag) -> float:
        """Return the probability that the text says this, in whatever place."""
        return float(self.present[LABELS.index(label)])

    def at_most(self, other: Scored, labels: Collection[Intent | Flag]) -> Scored:
        """Return the scores with these labels no likelier than in the other ones; nothing else gets likelier by it."""
        present = np.where([label in labels for label in LABELS], np.minimum(self.present, other.present), self.present)
        capped = np.minimum(self.primary, other.primary)
        primary = np.where([intent in labels for intent in INTENTS], capped, self.primary)
        return Scored(primary, present)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """One row of weights a feature; columns: INTENTS as primary, then LABELS as present.

    Weights are int8, `scales` (per column) turn them into numbers. `slopes`, `offsets` turn a score into a log-odds.
    """

    ids: NDArray[np.uint32]  # (n,) sorted
    idf: NDArray[np.float32]  # (n,)
    weights: NDArray[np.int8]  # (n, 50)
    scales: NDArray[np.float32]  # (50,)
    bias: NDArray[np.float32]  # (50,)
    slopes: NDArray[np.float32]  # (50,)
    offsets: NDArray[np.float32]  # (50,)
    settings: dict[str, Any]  # thresholds and where the model is from: plain JSON
    digest: str = ""

    def score(self, features: NDArray[np.uint32]) -> Scored:
        """Return what the features of a text say. Features that training never saw count nothing."""
        odds = self.raw(features) * self.slopes + self.offsets
        primary, present = odds[: len(INTENTS)], odds[len(INTENTS) :]
        shares = np.exp(primary - primary.max())
        return Scored(shares / shares.sum(), 1.0 / (1.0 + np.exp(-np.clip(present, -40.0, 40.0))))

    def raw(self, features: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the score of each column, before calibration: (50,)."""
        rows, shares = self._rows(features)
        if not len(rows):
            return self.bias.astype(np.float64)
        return (shares @ self.weights[rows].astype(np.float32)).astype(np.float64) * self.scales + self.bias

    def telling(self, features: NDArray[np.uint32], column: int, most: int = 3) -> list[tuple[int, float]]:
        """Return the features that speak most for a column, with their share of the score."""
        rows, shares = self._rows(features)
        parts = shares * self.weights[rows, column] * self.scales[column]
        order = np.argsort(-parts, kind="stable")[:most]
        return [(int(self.ids[rows[place]]), float(parts[place])) for place in order if parts[place] > 0]

    def _rows(self, features: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the rows of the features that are known, and the weight of each in this text (length 1 in all)."""
        places = np.searchsorted(self.ids, features)
        places[places == len(self.ids)] = 0
        rows = places[self.ids[places] == features] if len(self.ids) else places[:0]
        shares = self.idf[rows]
        norm = float(np.sqrt((shares * shares).sum()))
        return rows, shares / np.float32(norm) if norm else shares

    def save(self, path: Path) -> None:
        """Write the model, in one step: whoever reads meanwhile sees the old file or the new one."""
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(self.as_bytes())
        os.replace(partial, path)  # noqa: PTH105 - Path.replace is the same call; this one says that it is atomic

    def as_bytes(self) -> bytes:
        """Return the file's bytes: the same for the same weights."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        arrays["settings"] = np.frombuffer(json.dumps(self.settings, sort_keys=True).encode(), dtype=np.uint8)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, array in arrays.items():
                entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                held = io.BytesIO()
                np.lib.format.write_array(held, array, allow_pickle=False)
                archive.writestr(entry, held.getvalue())
        return out.getvalue()

    @classmethod
    def load(cls, path: Traversable | Path | None = None) -> Model:
        """Read a model; None = the shipped one. Raises ModelError."""
        try:
            data = (path or SHIPPED).read_bytes()
        except OSError as error:
            raise ModelError(f"The model cannot be read: {error.strerror or error}.") from error
        return cls.from_bytes(data)

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """Read a model from the bytes of its file. Raises ModelError."""
        if len(data) > LARGEST:
            raise ModelError(f"The model is larger than {LARGEST:,} bytes.")
        if _unpacked(data) > LARGEST_UNPACKED:
            raise ModelError(f"The model unpacks to more than {LARGEST_UNPACKED:,} bytes.")
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as held:
                arrays = {name: held[name] for name in _ARRAYS}
                settings = json.loads(bytes(held["settings"]))
        except (ValueError, KeyError, OSError, zipfile.BadZipFile, EOFError, MemoryError) as error:
            raise ModelError(_DAMAGED) from error  # MemoryError: a header that claims a size that no machine has
        _check(arrays, settings)
        return cls(**arrays, settings=settings, digest=hashlib.sha256(data).hexdigest()[:16])


def _unpacked(data: bytes) -> int:
    """Return how many bytes the entries say they have: they are never read beyond that. Raises ModelError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise ModelError(_DAMAGED) from error


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Return the shipped model, read once a process. Raises ModelError."""
    return Model.load()


def _check(arrays: dict[str, NDArray[Any]], settings: Any) -> None:
    columns, rows = len(INTENTS) + len(LABELS), len(arrays["ids"])
    shapes = {"ids": (rows,), "idf": (rows,), "weights": (rows, columns)}
    shapes |= dict.fromkeys(("scales", "bias", "slopes", "offsets"), (columns,))
    if any(arrays[name].shape != shape for name, shape in shapes.items()):
        raise ModelError("The model has arrays of other sizes: it belongs to another version.")
    if not isinstance(settings, dict) or settings.get("format") != FORMAT:
        raise ModelError("The model belongs to another version: train it anew.")
    if settings.get("labels") != [label.value for label in LABELS]:
        raise ModelError("The model knows other intents and flags: train it anew.")
