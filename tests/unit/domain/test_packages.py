"""Commands and events stand in rooms of their own: none is forgotten at the door."""

from __future__ import annotations

import pkgutil
from dataclasses import is_dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, get_args

import pytest

from bot.domain import commands, events
from bot.domain.decide import HANDLERS

NO_COMMAND = {commands.Actor}  # a part of commands


def written_in(package: ModuleType) -> set[type]:
    """The dataclasses of all modules of a package."""
    modules = [import_module(f"{package.__name__}.{room.name}") for room in pkgutil.iter_modules(package.__path__)]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
    }


@pytest.mark.parametrize(
    ("package", "union", "others"), [(events, events.Event, set()), (commands, commands.Command, NO_COMMAND)]
)
def test_whatever_a_room_defines_is_one_of_the_union_and_has_its_name_at_the_door(
    package: ModuleType, union: Any, others: set[type]
) -> None:
    written = written_in(package)
    assert written == set(get_args(union)) | others
    assert {cls.__name__ for cls in written} <= set(package.__all__)
    assert all(getattr(package, cls.__name__) is cls for cls in written)


def test_staff_commands_name_the_member_of_staff_who_commands() -> None:
    by_staff = set(get_args(commands.StaffCommand))
    assert by_staff < set(get_args(commands.Command))
    assert all(cls.__annotations__["actor"] == "Actor" for cls in by_staff)


def test_every_command_for_a_case_that_is_open_is_carried_out_by_somebody() -> None:
    assert set(HANDLERS) == set(get_args(commands.Command)) - {commands.OpenCase}
