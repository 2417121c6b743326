"""A command that does not exist is answered with those that it may be."""

from __future__ import annotations

from click.testing import CliRunner

from bot.cli import group


def test_a_misspelt_command_is_answered_with_what_it_may_be():
    said = CliRunner().invoke(group, ["pase"])
    assert said.exit_code == 2
    assert "Did you mean pause" in said.output


def test_what_resembles_nothing_is_refused_without_a_guess():
    said = CliRunner().invoke(group, ["xyzzy"])
    assert said.exit_code == 2
    assert "No such command 'xyzzy'" in said.output
    assert "mean" not in said.output
