"""Copies with some fields changed: as `dataclasses.replace` makes them, and refused where that could not be so."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest

from bot.domain.case import Case
from bot.domain.changing import changer, replace
from tests.unit.domain.world import World


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: tuple[str, ...] = ()


def test_a_copy_is_what_dataclasses_make():
    case = World().open()
    ours = changer(Case)(case, {"seq": 7, "paid": 12})
    assert ours == dataclasses.replace(case, seq=7, paid=12)
    assert (type(ours), hash(ours)) == (Case, hash(dataclasses.replace(case, seq=7, paid=12)))
    assert case.seq != 7


def test_what_is_made_is_frozen():
    made = replace(Pair(1), right=("a",))
    assert made == Pair(1, ("a",))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.left = 2  # type: ignore[misc]


def test_an_unknown_field_is_an_error():
    with pytest.raises(AttributeError):
        replace(Pair(1), middle=2)


@dataclass(frozen=True)
class Open:
    left: int


@dataclass(frozen=True, slots=True)
class Longer(Pair):
    more: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    left: int

    def __post_init__(self) -> None:
        raise AssertionError


@pytest.mark.parametrize("cls", [Open, Longer, Checked])
def test_classes_whose_copies_would_differ_are_refused(cls):
    with pytest.raises(TypeError, match=cls.__name__):
        changer(cls)
