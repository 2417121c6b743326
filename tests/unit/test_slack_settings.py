"""The settings of the Slack desk: what belongs together is said together."""

from __future__ import annotations

import pytest

from bot.domain.errors import Rejected
from bot.settings import read_settings

BOT, SECRET, APP = "xoxb-sandbox", "a secret of the tests", "xapp-sandbox"


def test_without_a_token_there_is_no_desk():
    assert not read_settings({}).slack


def test_a_token_and_a_secret_make_a_desk_that_slack_calls():
    settings = read_settings({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET})
    assert settings.slack
    assert (settings.slack_signing_secret, settings.slack_app_token, settings.slack_api_base) == (SECRET, "", "")


def test_secrets_come_from_files_and_are_never_shown(tmp_path):
    path = tmp_path / "token"
    path.write_text(f"{BOT}\n", "utf-8")
    settings = read_settings({"SLACK_BOT_TOKEN_FILE": str(path), "SLACK_APP_TOKEN": APP})
    assert (settings.slack_bot_token, settings.slack_app_token) == (BOT, APP)
    assert BOT not in repr(settings)
    assert APP not in repr(settings)


@pytest.mark.parametrize("base", ["http://127.0.0.1:4000/api", "http://127.0.0.1:4000/api/"])
def test_the_base_ends_in_one_slash(base):
    found = read_settings({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_API_BASE": base})
    assert found.slack_api_base == "http://127.0.0.1:4000/api/"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": BOT}, "neither SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_API_BASE": "slack"}, "SLACK_API_BASE is 'slack'"),
    ],
)
def test_half_a_desk_is_a_clear_problem(environment, sentence):
    with pytest.raises(Rejected, match=sentence):
        read_settings(environment)
