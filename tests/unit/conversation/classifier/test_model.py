"""A model file: written, read, refused."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.conversation.classifier.model import FORMAT, INTENTS, LABELS, LARGEST, Model, ModelError
from bot.domain.vocabulary import Flag, Intent

COLUMNS = len(INTENTS) + len(LABELS)


def small(rows: int = 4) -> Model:
    weights = np.zeros((rows, COLUMNS), dtype=np.int8)
    weights[0, INTENTS.index(Intent.OPT_OUT)] = 100
    weights[1, len(INTENTS) + LABELS.index(Flag.MINOR)] = 100
    ones = np.ones(COLUMNS, dtype=np.float32)
    return Model(
        ids=np.arange(10, 10 + rows, dtype=np.uint32),
        idf=np.ones(rows, dtype=np.float32),
        weights=weights,
        scales=ones * np.float32(0.05),
        bias=ones * np.float32(-1.0),
        slopes=ones,
        offsets=ones * 0,
        settings={"format": FORMAT, "labels": [label.value for label in LABELS], "thresholds": {}},
    )


def test_a_feature_raises_its_column_and_no_other() -> None:
    scored = small().score(np.array([10], dtype=np.uint32))
    assert scored.ranked()[0][0] is Intent.OPT_OUT
    assert scored.primary.sum() == pytest.approx(1.0)
    assert scored.chance(Flag.MINOR) < 0.3
    assert small().score(np.array([11], dtype=np.uint32)).chance(Flag.MINOR) > 0.9


def test_features_that_were_never_seen_count_nothing() -> None:
    nothing = small().score(np.array([], dtype=np.uint32))
    unknown = small().score(np.array([1, 99, 4_000_000_000], dtype=np.uint32))
    assert np.array_equal(nothing.primary, unknown.primary)


def test_the_features_that_tell_most_are_named() -> None:
    model = small()
    assert model.telling(np.array([10, 11], dtype=np.uint32), INTENTS.index(Intent.OPT_OUT))[0][0] == 10
    assert model.telling(np.array([11], dtype=np.uint32), INTENTS.index(Intent.OPT_OUT)) == []


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    small().save(file)
    read = Model.load(file)
    features = np.array([10, 12], dtype=np.uint32)
    assert np.array_equal(read.raw(features), small().raw(features))
    assert small().as_bytes() == read.as_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_the_digest_names_the_weights() -> None:
    one, other = small(), replace(small(), bias=np.zeros(COLUMNS, dtype=np.float32))
    assert Model.from_bytes(one.as_bytes()).digest == Model.from_bytes(one.as_bytes()).digest
    assert Model.from_bytes(one.as_bytes()).digest != Model.from_bytes(other.as_bytes()).digest


def _with(name: str, data: bytes) -> bytes:
    """The file with one entry replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small().as_bytes())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, data if entry == name else old.read(entry))
    return out.getvalue()


def _npy(array: np.ndarray, *, pickled: bool = False) -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=pickled)
    return out.getvalue()


def _header(shape: tuple[int, ...]) -> bytes:
    """An array of which there is nothing but the claim."""
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, {"descr": "<f4", "fortran_order": False, "shape": shape})
    return out.getvalue()


def _settings(**changes: object) -> bytes:
    held = json.dumps({**small().settings, **changes}).encode()
    return _npy(np.frombuffer(held, dtype=np.uint8))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04nonsense", "damaged"),
        (pickle.dumps({"weights": 1}), "damaged"),
        (small().as_bytes()[:-200], "damaged"),
        (_with("bias.npy", _npy(np.array([object()] * COLUMNS), pickled=True)), "damaged"),
        (_with("bias.npy", _npy(np.zeros(3, dtype=np.float32))), "other sizes"),
        (_with("bias.npy", _header((10**14,))), "damaged"),
        (_with("settings.npy", _settings(format=0)), "another version"),
        (_with("settings.npy", _settings(labels=["already_paid"])), "other intents"),
        (_with("settings.npy", _npy(np.frombuffer(b"not json", dtype=np.uint8))), "damaged"),
        (b"x" * (LARGEST + 1), "larger"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(ModelError, match=why):
        Model.from_bytes(data)


def test_a_small_file_that_unpacks_to_very_much_is_not_unpacked() -> None:
    """A quarter of a gigabyte of zeros is a file of some 250 kB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("ids.npy", "w") as entry:
        for _ in range(250):
            entry.write(bytes(1_000_000))
    with pytest.raises(ModelError, match="unpacks to more"):
        Model.from_bytes(out.getvalue())


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No such file"):
        Model.load(tmp_path / "none.npz")
