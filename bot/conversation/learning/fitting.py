"""Fitting the weights: TF-IDF rows and one linear support vector machine a column. scikit-learn is used here only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.conversation.classifier.features import CONCEPT

LEAST_LINES = 2  # lines that a feature must stand in
STRENGTH = 1.0  # C of the machines
CONCEPT_WEIGHT = 2.0  # of a concept beside an n-gram: measured on writers who were not learnt from
ITERATIONS = 400

Features = NDArray[np.uint32]


class CannotTrainError(RuntimeError):
    """Training needs scikit-learn: pip install 'followup[train]'."""


@dataclass(frozen=True, slots=True)
class Fitted:
    ids: NDArray[np.uint32]  # (n,)
    idf: NDArray[np.float64]  # (n,)
    weights: NDArray[np.float64]  # (n, k), to be used on rows of length 1
    bias: NDArray[np.float64]  # (k,)


def fit(rows: Sequence[Features], targets: NDArray[np.bool_], counted: NDArray[np.bool_] | None = None) -> Fitted:
    """Return the weights of each column of the targets (rows, k). Raises CannotTrainError without scikit-learn.

    `counted` (rows, k) says which rows a column learns from; None = from all.
    """
    ids, counts = np.unique(np.concatenate(list(rows)), return_counts=True)
    kept = counts >= LEAST_LINES
    ids, counts = ids[kept], counts[kept]
    idf = (np.log((1 + len(rows)) / (1 + counts)) + 1.0) * np.where(ids & CONCEPT, CONCEPT_WEIGHT, 1.0)
    matrix = matrix_of(rows, ids, idf)
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        fitted = list(threads.map(lambda column: _column(matrix, targets, counted, column), range(targets.shape[1])))
    weights = np.stack([weight for weight, _ in fitted], axis=1)
    return Fitted(ids, idf, weights, np.array([bias for _, bias in fitted]))


def raw_scores(fitted: Fitted, rows: Sequence[Features]) -> NDArray[np.float64]:
    """Return the score of each row and column: (rows, 50)."""
    return np.asarray(matrix_of(rows, fitted.ids, fitted.idf) @ fitted.weights + fitted.bias)


def matrix_of(rows: Sequence[Features], ids: NDArray[np.uint32], idf: NDArray[np.float64]) -> Any:
    """Return the rows as a sparse matrix, each of length 1."""
    try:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - only training needs it
    except ImportError as error:
        raise CannotTrainError(str(CannotTrainError.__doc__)) from error
    indices, values, ends = [], [], [0]
    for row in rows:
        places = np.searchsorted(ids, row)
        places[places == len(ids)] = 0
        places = places[ids[places] == row]
        shares = idf[places]
        norm = np.sqrt((shares * shares).sum())
        indices.append(places)
        values.append(shares / norm if norm else shares)
        ends.append(ends[-1] + len(places))
    shape = (len(rows), len(ids))
    return csr_matrix((np.concatenate(values), np.concatenate(indices), np.array(ends)), shape=shape)


def _column(
    matrix: Any, targets: NDArray[np.bool_], counted: NDArray[np.bool_] | None, column: int
) -> tuple[NDArray[np.float64], float]:
    if counted is None or counted[:, column].all():
        return _machine(matrix, targets[:, column])
    rows = counted[:, column]
    return _machine(matrix[rows], targets[rows, column])


def _machine(matrix: Any, target: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Return the weights and the bias of one column; a label without lines scores low everywhere."""
    try:
        from sklearn.svm import LinearSVC  # noqa: PLC0415 - only training needs it
    except ImportError as error:
        raise CannotTrainError(str(CannotTrainError.__doc__)) from error
    if target.all() or not target.any():
        return np.zeros(matrix.shape[1]), 1.0 if target.all() else -1.0
    machine = LinearSVC(C=STRENGTH, max_iter=ITERATIONS, dual=True, random_state=0)
    machine.fit(matrix, target)
    return machine.coef_[0], float(machine.intercept_[0])
