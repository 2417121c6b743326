"""The strict check of Block Kit: what is good passes, and each mistake is named where it is."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.sandbox.slack.blocks import check_message, check_view

Json = dict[str, Any]


def plain(text: str = "Text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Text*") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", **more: Any) -> Json:
    return {"text": plain(value.upper()), "value": value, **more}


OPTIONS = [option("a"), option("b")]
CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("It *ends* the case."), "confirm": plain("Yes"), "deny": plain("No")}
BUTTON = {"type": "button", "text": plain("Approve"), "action_id": "case:approve", "value": "{}"}
SELECT = {"type": "static_select", "action_id": "case:more", "placeholder": plain("More"), "options": OPTIONS}
TYPED = {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 500}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Paid ", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "border": 0,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "tada"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "INV-1"}], "language": "json"},
        {
            "type": "rich_text_quote",
            "elements": [
                {"type": "user", "user_id": "U1", "style": {"bold": True}},
                {"type": "channel", "channel_id": "C1"},
                {"type": "usergroup", "usergroup_id": "S1"},
                {"type": "broadcast", "range": "here"},
                {"type": "link", "url": "https://example.com", "text": "here", "unsafe": False},
                {"type": "color", "value": "#F405B3"},
                {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "fallback": "then"},
            ],
        },
    ],
}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "b", "label": plain("Label"), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    shown = list(blocks) or [{"type": "divider"}]
    return {"type": "modal", "title": plain("Case"), "submit": plain("Save"), "blocks": shown, **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [{"type": "divider"}], **more}


GROUPS = [{"label": plain("First"), "options": [option("a")]}, {"label": plain("Second"), "options": [option("b")]}]

GOOD_MESSAGES: dict[str, list[Json]] = {
    "nothing": [],
    "every plain block": [
        {"type": "header", "text": plain("Case FU-1")},
        {"type": "divider", "block_id": "line"},
        section(),
        section(fields=[mrkdwn("*Due*"), plain("12 March")]),
        {"type": "section", "fields": [mrkdwn()] * 10},
        section(expand=True),
        {"type": "context", "elements": [mrkdwn(), plain(), IMAGE]},
        {**IMAGE, "title": plain("A chart")},
        RICH,
        {"type": "markdown", "text": "# Title"},
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "a"}, RICH]],
            "column_settings": [None, {"align": "right"}],
        },
    ],
    "fields without text": [{"type": "section", "fields": [plain()]}],
    "texts at their limits": [
        section(text=mrkdwn("a" * 3000)),
        {"type": "header", "text": plain("a" * 150)},
        actions({**BUTTON, "text": plain("a" * 75), "value": "v" * 2000, "accessibility_label": "a" * 75}),
    ],
    "as many as allowed": [actions(*({**BUTTON, "action_id": f"a{n}"} for n in range(25)))]
    + [{"type": "divider"}] * 49,
    "the same action in two blocks": [actions(BUTTON), actions(BUTTON)],
    "a button with everything": [
        actions(
            {
                **BUTTON,
                "style": "danger",
                "confirm": {**CONFIRM, "style": "primary"},
                "url": "https://example.com/a?b=c#d",
            }
        )
    ],
    "elements without ids": [actions({"type": "button", "text": plain()})],
    "a menu with groups": [
        section(accessory={"type": "static_select", "option_groups": GROUPS, "initial_option": option("b")})
    ],
    "overflow with a link": [
        section(accessory={"type": "overflow", "options": [option("a", url="https://example.com")]})
    ],
    "choices in mrkdwn": [
        actions(
            {"type": "checkboxes", "options": [{"text": mrkdwn(), "value": "x", "description": mrkdwn()}]},
            {"type": "radio_buttons", "action_id": "r", "options": OPTIONS, "initial_option": option("a")},
        )
    ],
    "pickers": [
        actions(
            {"type": "datepicker", "initial_date": "2026-02-28"},
            {"type": "timepicker", "initial_time": "23:59", "timezone": "Europe/Dublin"},
            {"type": "datetimepicker", "initial_date_time": 1628633820},
        )
    ],
    "menus of people and channels": [
        actions(
            {"type": "users_select", "initial_user": "U1", "confirm": CONFIRM},
            {
                "type": "conversations_select",
                "default_to_current_conversation": True,
                "filter": {"include": ["public"]},
            },
            {"type": "channels_select"},
            {"type": "external_select", "min_query_length": 3},
        )
    ],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain("Good"), "value": "1"},
                    "negative_button": {"text": plain("Bad"), "value": "0"},
                },
                {"type": "icon_button", "icon": "trash", "text": plain("Delete")},
            ],
        }
    ],
}

GOOD_MODALS: dict[str, Json] = {
    "a line": modal(),
    "without inputs and without submit": {"type": "modal", "title": plain(), "blocks": [section()]},
    "limits": modal(title=plain("a" * 24), close=plain("a" * 24), private_metadata="m" * 3000, callback_id="c" * 255),
    "hundred blocks": modal(*[{"type": "divider"}] * 100),
    "flags": modal(clear_on_close=True, notify_on_close=True, external_id="x", submit_disabled=False),
    "text": modal(
        field(
            {**TYPED, "min_length": 1, "initial_value": "a", "placeholder": plain("Say")}, hint=plain(), optional=True
        )
    ),
    "number": modal(
        field(
            {
                "type": "number_input",
                "is_decimal_allowed": True,
                "min_value": "-1.5",
                "max_value": "10",
                "initial_value": "3",
            }
        )
    ),
    "typed": modal(field({"type": "email_text_input"}), field({"type": "url_text_input"}, block_id="c")),
    "rich": modal(field({"type": "rich_text_input", "action_id": "a", "initial_value": RICH})),
    "files": modal(field({"type": "file_input", "filetypes": ["pdf"], "max_files": 10})),
    "dispatching": modal(
        field({**TYPED, "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}, dispatch_action=True)
    ),
    "several": modal(
        field(
            {
                "type": "multi_static_select",
                "options": OPTIONS,
                "initial_options": [option("b")],
                "max_selected_items": 1,
            }
        )
    ),
    "response url": modal(field({"type": "conversations_select", "response_url_enabled": True})),
    "one focus": modal(field({**TYPED, "focus_on_load": True})),
}

GOOD_HOMES: dict[str, Json] = {
    "lists": home({"type": "header", "text": plain("Mine")}, section(accessory=BUTTON), actions(SELECT)),
    "a field": home(field(TYPED)),
    "metadata": home(private_metadata="{}", callback_id="home", external_id="h"),
}

# what is wrong -> blocks, and the sentence that says so
BAD_MESSAGES: dict[str, tuple[Any, str]] = {
    "no list": ({"type": "divider"}, "must be an array [json-pointer:/blocks]"),
    "no object": (["divider"], "must be an object [json-pointer:/blocks/0]"),
    "no type": ([{"text": plain()}], "missing required field: type [json-pointer:/blocks/0]"),
    "an unknown block": ([{"type": "banner"}], "unsupported type: banner [json-pointer:/blocks/0/type]"),
    "a type that is no text": ([{"type": 7}], "unsupported type: 7 [json-pointer:/blocks/0/type]"),
    "51 blocks": ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "an unknown key": ([section(colour="red")], "additional property: colour [json-pointer:/blocks/0]"),
    "a key of another block": (
        [{"type": "divider", "text": plain()}],
        "additional property: text [json-pointer:/blocks/0]",
    ),
    "block ids twice": (
        [{"type": "divider", "block_id": "x"}, section(block_id="x")],
        "block_id already exists: x [json-pointer:/blocks/1/block_id]",
    ),
    "a block id too long": (
        [{"type": "divider", "block_id": "x" * 256}],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    "an empty block id": (
        [{"type": "divider", "block_id": ""}],
        "must be more than 0 characters [json-pointer:/blocks/0/block_id]",
    ),
    "a block id that is a number": (
        [{"type": "divider", "block_id": 4}],
        "must be a string [json-pointer:/blocks/0/block_id]",
    ),
    # section
    "a section with nothing": (
        [{"type": "section"}],
        "missing required field: text or fields [json-pointer:/blocks/0]",
    ),
    "a section text too long": (
        [section(text=mrkdwn("a" * 3001))],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "an empty text": ([section(text=mrkdwn(""))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "a bare string for a text": ([section(text="hello")], "must be an object [json-pointer:/blocks/0/text]"),
    "a text of no kind": (
        [section(text={"type": "markdown", "text": "a"})],
        "unsupported type: markdown [json-pointer:/blocks/0/text/type]",
    ),
    "a text without text": (
        [section(text={"type": "mrkdwn"})],
        "missing required field: text [json-pointer:/blocks/0/text]",
    ),
    "a text that is null": (
        [section(text={"type": "mrkdwn", "text": None})],
        "must be a string [json-pointer:/blocks/0/text/text]",
    ),
    "emoji in mrkdwn": (
        [section(text={**mrkdwn(), "emoji": True})],
        "additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "verbatim in plain text": (
        [section(text={**plain(), "verbatim": True})],
        "additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    "emoji that is a word": (
        [section(text={**plain(), "emoji": "yes"})],
        "must be a boolean [json-pointer:/blocks/0/text/emoji]",
    ),
    "11 fields": ([section(fields=[plain()] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    "no fields": ([section(fields=[])], "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]"),
    "a field too long": (
        [section(fields=[plain("a" * 2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "an input as accessory": (
        [section(accessory=TYPED)],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ),
    "a datetime picker as accessory": (
        [section(accessory={"type": "datetimepicker"})],
        "unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
    ),
    "a list of accessories": ([section(accessory=[BUTTON])], "must be an object [json-pointer:/blocks/0/accessory]"),
    # header, context, image, divider
    "a header in mrkdwn": (
        [{"type": "header", "text": mrkdwn()}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "a header too long": (
        [{"type": "header", "text": plain("a" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a header without text": ([{"type": "header"}], "missing required field: text [json-pointer:/blocks/0]"),
    "a context with 11": (
        [{"type": "context", "elements": [plain()] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "an empty context": (
        [{"type": "context", "elements": []}],
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [BUTTON]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "an image without alt text": (
        [{"type": "image", "image_url": "https://a.example/b"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "an image without address": (
        [{"type": "image", "alt_text": "a"}],
        "missing required field: image_url or slack_file [json-pointer:/blocks/0]",
    ),
    "an image by mail": (
        [{**IMAGE, "image_url": "mailto:a@example.com"}],
        "invalid url [json-pointer:/blocks/0/image_url]",
    ),
    "an image with two sources": (
        [{**IMAGE, "slack_file": {"id": "F1"}}],
        "only one of image_url, slack_file is allowed [json-pointer:/blocks/0]",
    ),
    # actions and buttons
    "no elements": ([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "26 elements": (
        [actions(*[{"type": "button", "text": plain()}] * 26)],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "an image among actions": ([actions(IMAGE)], "unsupported type: image [json-pointer:/blocks/0/elements/0/type]"),
    "an input among actions": (
        [actions(TYPED)],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "an element of no kind": (
        [actions({"type": "switch"})],
        "unsupported type: switch [json-pointer:/blocks/0/elements/0/type]",
    ),
    "the same action twice": (
        [actions(BUTTON, BUTTON)],
        "action_id already exists: case:approve [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    "an action id too long": (
        [actions({**BUTTON, "action_id": "a" * 256})],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "a button without text": (
        [actions({"type": "button"})],
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
    ),
    "a button in mrkdwn": (
        [actions({**BUTTON, "text": mrkdwn()})],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "a button too long": (
        [actions({**BUTTON, "text": plain("a" * 76)})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "a button with too much value": (
        [actions({**BUTTON, "value": "a" * 2001})],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "a button with an object as value": (
        [actions({**BUTTON, "value": {}})],
        "must be a string [json-pointer:/blocks/0/elements/0/value]",
    ),
    "a default style": (
        [actions({**BUTTON, "style": "default"})],
        "must be one of danger, primary [json-pointer:/blocks/0/elements/0/style]",
    ),
    "a style that is null": (
        [actions({**BUTTON, "style": None})],
        "must be a string [json-pointer:/blocks/0/elements/0/style]",
    ),
    "an address without scheme": (
        [actions({**BUTTON, "url": "example.com"})],
        "invalid url [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a script as address": (
        [actions({**BUTTON, "url": "javascript:alert(1)"})],
        "invalid url [json-pointer:/blocks/0/elements/0/url]",
    ),
    "an address with a space": (
        [actions({**BUTTON, "url": "https://example.com/a b"})],
        "invalid url [json-pointer:/blocks/0/elements/0/url]",
    ),
    "an address too long": (
        [actions({**BUTTON, "url": "https://a.example/" + "a" * 3000})],
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a focus on a button": (
        [actions({**BUTTON, "focus_on_load": True})],
        "additional property: focus_on_load [json-pointer:/blocks/0/elements/0]",
    ),
    # confirm
    "a confirm without deny": (
        [actions({**BUTTON, "confirm": {key: CONFIRM[key] for key in ("title", "text", "confirm")}})],
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    "a confirm title too long": (
        [actions({**BUTTON, "confirm": {**CONFIRM, "title": plain("a" * 101)}})],
        "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ),
    "a confirm text too long": (
        [actions({**BUTTON, "confirm": {**CONFIRM, "text": plain("a" * 301)}})],
        "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]",
    ),
    "a confirm button too long": (
        [actions({**BUTTON, "confirm": {**CONFIRM, "confirm": plain("a" * 31)}})],
        "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]",
    ),
    "a confirm title in mrkdwn": (
        [actions({**BUTTON, "confirm": {**CONFIRM, "title": mrkdwn()}})],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/confirm/title/type]",
    ),
    "a confirm style": (
        [actions({**BUTTON, "confirm": {**CONFIRM, "style": "warning"}})],
        "must be one of danger, primary [json-pointer:/blocks/0/elements/0/confirm/style]",
    ),
    # menus
    "a menu without options": (
        [actions({"type": "static_select"})],
        "missing required field: options or option_groups [json-pointer:/blocks/0/elements/0]",
    ),
    "options and groups": (
        [actions({**SELECT, "option_groups": GROUPS})],
        "only one of options, option_groups is allowed [json-pointer:/blocks/0/elements/0]",
    ),
    "no options": (
        [actions({**SELECT, "options": []})],
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "101 options": (
        [actions({**SELECT, "options": [option(f"v{n}") for n in range(101)]})],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "an option without value": (
        [actions({**SELECT, "options": [{"text": plain()}]})],
        "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "an option too long": (
        [actions({**SELECT, "options": [{"text": plain("a" * 76), "value": "a"}]})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "an option value too long": (
        [actions({**SELECT, "options": [{"text": plain(), "value": "a" * 151}]})],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "an option in mrkdwn": (
        [actions({**SELECT, "options": [{"text": mrkdwn(), "value": "a"}]})],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/options/0/text/type]",
    ),
    "an option with a link": (
        [actions({**SELECT, "options": [option(url="https://a.example")]})],
        "additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "an option description too long": (
        [actions({**SELECT, "options": [option(description=plain("a" * 76))]})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/description/text]",
    ),
    "options with the same value": (
        [actions({**SELECT, "options": [option(), option()]})],
        "duplicate option value: a [json-pointer:/blocks/0/elements/0]",
    ),
    "a first option that is not there": (
        [actions({**SELECT, "initial_option": option("z")})],
        "initial_option must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "a first option with another text": (
        [actions({**SELECT, "initial_option": {"text": plain("Other"), "value": "a"}})],
        "initial_option must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "a placeholder too long": (
        [actions({**SELECT, "placeholder": plain("a" * 151)})],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    "a group label too long": (
        [actions({"type": "static_select", "option_groups": [{"label": plain("a" * 76), "options": OPTIONS}]})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/option_groups/0/label/text]",
    ),
    "a group without options": (
        [actions({"type": "static_select", "option_groups": [{"label": plain()}]})],
        "missing required field: options [json-pointer:/blocks/0/elements/0/option_groups/0]",
    ),
    "six in an overflow": (
        [section(accessory={"type": "overflow", "options": [option(f"v{n}") for n in range(6)]})],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    "an overflow with a placeholder": (
        [section(accessory={"type": "overflow", "options": OPTIONS, "placeholder": plain()})],
        "additional property: placeholder [json-pointer:/blocks/0/accessory]",
    ),
    "11 checkboxes": (
        [actions({"type": "checkboxes", "options": [option(f"v{n}") for n in range(11)]})],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "11 radio buttons": (
        [actions({"type": "radio_buttons", "options": [option(f"v{n}") for n in range(11)]})],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "first checks that are not there": (
        [actions({"type": "checkboxes", "options": OPTIONS, "initial_options": [option("z")]})],
        "initial_options must be one of the options [json-pointer:/blocks/0/elements/0/initial_options]",
    ),
    "none to select": (
        [actions({"type": "multi_users_select", "max_selected_items": 0})],
        "must be between 1 and 100 [json-pointer:/blocks/0/elements/0/max_selected_items]",
    ),
    "more at first than allowed": (
        [actions({"type": "multi_users_select", "max_selected_items": 1, "initial_users": ["U1", "U2"]})],
        "initial_users must not be more than max_selected_items [json-pointer:/blocks/0/elements/0]",
    ),
    "a filter with nothing": (
        [actions({"type": "conversations_select", "filter": {}})],
        "must have at least one field [json-pointer:/blocks/0/elements/0/filter]",
    ),
    "a filter for a wrong kind": (
        [actions({"type": "conversations_select", "filter": {"include": ["secret"]}})],
        "must be one of im, mpim, private, public [json-pointer:/blocks/0/elements/0/filter/include/0]",
    ),
    "a response url on a message": (
        [actions({"type": "channels_select", "response_url_enabled": True})],
        "response_url_enabled works in input blocks of modals only [json-pointer:/blocks/0/elements/0]",
    ),
    # pickers
    "a date the other way round": (
        [actions({"type": "datepicker", "initial_date": "28-02-2026"})],
        "must be a date as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a day that is not there": (
        [actions({"type": "datepicker", "initial_date": "2026-02-30"})],
        "must be a date as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a date without dashes": (
        [actions({"type": "datepicker", "initial_date": "20260228"})],
        "must be a date as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a time with seconds": (
        [actions({"type": "timepicker", "initial_time": "09:30:00"})],
        "must be a time as HH:mm [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "25 o'clock": (
        [actions({"type": "timepicker", "initial_time": "25:00"})],
        "must be a time as HH:mm [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "a zone that is not there": (
        [actions({"type": "timepicker", "timezone": "Europe/Atlantis"})],
        "must be a time zone of the IANA database [json-pointer:/blocks/0/elements/0/timezone]",
    ),
    "milliseconds": (
        [actions({"type": "datetimepicker", "initial_date_time": 1628633820000})],
        "must be between 1000000000 and 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]",
    ),
    "a moment as text": (
        [actions({"type": "datetimepicker", "initial_date_time": "1628633820"})],
        "must be an integer [json-pointer:/blocks/0/elements/0/initial_date_time]",
    ),
    "a placeholder where none is": (
        [actions({"type": "datetimepicker", "placeholder": plain()})],
        "additional property: placeholder [json-pointer:/blocks/0/elements/0]",
    ),
    "a person by name": (
        [actions({"type": "users_select", "initial_user": "olivia"})],
        "must be an id of Slack's [json-pointer:/blocks/0/elements/0/initial_user]",
    ),
    # rich text, markdown, tables, feedback
    "a mention by name": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "@olivia"}]}],
            }
        ],
        "must be an id of Slack's [json-pointer:/blocks/0/elements/0/elements/0/user_id]",
    ),
    "a file with two names": (
        [{"type": "image", "alt_text": "a", "slack_file": {"id": "F1", "url": "https://a.example/b"}}],
        "only one of url, id is allowed [json-pointer:/blocks/0/slack_file]",
    ),
    "rich text without elements": (
        [{"type": "rich_text"}],
        "missing required field: elements [json-pointer:/blocks/0]",
    ),
    "rich text with bare leaves": (
        [{"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}],
        "unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
    ),
    "a list of no style": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": []}]}],
            }
        ],
        "missing required field: style [json-pointer:/blocks/0/elements/0]",
    ),
    "a list of leaves": (
        [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text", "text": "a"}]}
                ],
            }
        ],
        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "an indent of nine": (
        [
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_list",
                        "style": "bullet",
                        "indent": 9,
                        "elements": [{"type": "rich_text_section", "elements": []}],
                    }
                ],
            }
        ],
        "must be between 0 and 8 [json-pointer:/blocks/0/elements/0/indent]",
    ),
    "a user in code": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}],
            }
        ],
        "unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "a style that is a word": (
        [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": "bold"}]}
                ],
            }
        ],
        "must be an object [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "an unknown style": (
        [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"huge": True}}]}
                ],
            }
        ],
        "additional property: huge [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "a broadcast to nobody": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "all"}]}],
            }
        ],
        "must be one of channel, everyone, here [json-pointer:/blocks/0/elements/0/elements/0/range]",
    ),
    "a colour without hash": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "color", "value": "F405B3"}]}],
            }
        ],
        "must be a colour such as #F405B3 [json-pointer:/blocks/0/elements/0/elements/0/value]",
    ),
    "too much markdown": (
        [{"type": "markdown", "text": "a" * 6001}] * 2,
        "all markdown blocks together must be less than 12001 characters [json-pointer:/blocks]",
    ),
    "two tables": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2,
        "no more than 1 table allowed [json-pointer:/blocks]",
    ),
    "101 rows": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * 101}],
        "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "21 cells": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]}],
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    "a cell of mrkdwn": (
        [{"type": "table", "rows": [[mrkdwn()]]}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    "a table too big": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a" * 10_001}]]}],
        "a table must be less than 10001 characters [json-pointer:/blocks]",
    ),
    "a column somewhere": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]], "column_settings": [{"align": "middle"}]}],
        "must be one of center, left, right [json-pointer:/blocks/0/column_settings/0/align]",
    ),
    "a button among feedback": (
        [{"type": "context_actions", "elements": [BUTTON]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "an icon that is not there": (
        [{"type": "context_actions", "elements": [{"type": "icon_button", "icon": "bin", "text": plain()}]}],
        "must be one of trash [json-pointer:/blocks/0/elements/0/icon]",
    ),
    # surfaces
    "an input on a message": (
        [field(TYPED)],
        "unsupported type: input (not on a message) [json-pointer:/blocks/0/type]",
    ),
}

BAD_MODALS: dict[str, tuple[Any, str]] = {
    "no object": ([], "must be an object [json-pointer:/view]"),
    "a home for a modal": (home(), "unsupported type: home [json-pointer:/view/type]"),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title [json-pointer:/view]"),
    "no blocks": ({"type": "modal", "title": plain()}, "missing required field: blocks [json-pointer:/view]"),
    "a title too long": (
        modal(title=plain("a" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "a title in mrkdwn": (modal(title=mrkdwn()), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
    "a submit too long": (
        modal(submit=plain("a" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "a close too long": (
        modal(close=plain("a" * 25)),
        "must be less than 25 characters [json-pointer:/view/close/text]",
    ),
    "inputs without submit": (
        {"type": "modal", "title": plain(), "blocks": [field(TYPED)]},
        "missing required field: submit (the view has inputs) [json-pointer:/view]",
    ),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    "too much metadata": (
        modal(private_metadata="m" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "metadata as an object": (modal(private_metadata={}), "must be a string [json-pointer:/view/private_metadata]"),
    "a callback id too long": (
        modal(callback_id="c" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    "an unknown key": (modal(footer=plain()), "additional property: footer [json-pointer:/view]"),
    "a flag that is a word": (modal(clear_on_close="yes"), "must be a boolean [json-pointer:/view/clear_on_close]"),
    "block ids twice": (
        modal(field(TYPED), field(TYPED)),
        "block_id already exists: b [json-pointer:/view/blocks/1/block_id]",
    ),
    "markdown in a modal": (
        modal({"type": "markdown", "text": "a"}),
        "unsupported type: markdown (not on a modal) [json-pointer:/view/blocks/0/type]",
    ),
    "a table in a modal": (
        modal({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}),
        "unsupported type: table (not on a modal) [json-pointer:/view/blocks/0/type]",
    ),
    "an input without label": (
        modal({"type": "input", "element": TYPED}),
        "missing required field: label [json-pointer:/view/blocks/0]",
    ),
    "an input without element": (
        modal({"type": "input", "label": plain()}),
        "missing required field: element [json-pointer:/view/blocks/0]",
    ),
    "a label in mrkdwn": (
        modal(field(TYPED, label=mrkdwn())),
        "unsupported type: mrkdwn [json-pointer:/view/blocks/0/label/type]",
    ),
    "a label too long": (
        modal(field(TYPED, label=plain("a" * 2001))),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
    ),
    "a hint too long": (
        modal(field(TYPED, hint=plain("a" * 2001))),
        "must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]",
    ),
    "a button as input": (modal(field(BUTTON)), "unsupported type: button [json-pointer:/view/blocks/0/element/type]"),
    "an overflow as input": (
        modal(field({"type": "overflow", "options": OPTIONS})),
        "unsupported type: overflow [json-pointer:/view/blocks/0/element/type]",
    ),
    "dispatch that is a word": (
        modal(field(TYPED, dispatch_action="true")),
        "must be a boolean [json-pointer:/view/blocks/0/dispatch_action]",
    ),
    "dispatch of files": (
        modal(field({"type": "file_input"}, dispatch_action=True)),
        "unsupported type: file_input [json-pointer:/view/blocks/0/element/type]",
    ),
    "dispatch on blur": (
        modal(field({**TYPED, "dispatch_action_config": {"trigger_actions_on": ["on_blur"]}})),
        "must be one of on_character_entered, on_enter_pressed [json-pointer:/view/blocks/0/element/dispatch_action_config/trigger_actions_on/0]",
    ),
    "a longest text too long": (
        modal(field({**TYPED, "max_length": 3001})),
        "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
    ),
    "shortest above longest": (
        modal(field({**TYPED, "min_length": 501})),
        "min_length must not exceed max_length [json-pointer:/view/blocks/0/element]",
    ),
    "a first text above the longest": (
        modal(field({**TYPED, "initial_value": "a" * 501})),
        "initial_value must be less than 501 characters [json-pointer:/view/blocks/0/element]",
    ),
    "options in a text field": (
        modal(field({**TYPED, "options": OPTIONS})),
        "additional property: options [json-pointer:/view/blocks/0/element]",
    ),
    "a number without decimals said": (
        modal(field({"type": "number_input"})),
        "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
    ),
    "bounds that are numbers": (
        modal(field({"type": "number_input", "is_decimal_allowed": True, "min_value": 1})),
        "must be a number as a string [json-pointer:/view/blocks/0/element/min_value]",
    ),
    "bounds with an exponent": (
        modal(field({"type": "number_input", "is_decimal_allowed": True, "max_value": "1e3"})),
        "must be a number as a string [json-pointer:/view/blocks/0/element/max_value]",
    ),
    "dispatch on nothing": (
        modal(field({**TYPED, "dispatch_action_config": {}})),
        "missing required field: trigger_actions_on [json-pointer:/view/blocks/0/element/dispatch_action_config]",
    ),
    "rich text without a name": (
        modal(field({"type": "rich_text_input"})),
        "missing required field: action_id [json-pointer:/view/blocks/0/element]",
    ),
    "bounds the wrong way round": (
        modal(field({"type": "number_input", "is_decimal_allowed": True, "min_value": "10", "max_value": "9"})),
        "min_value must not exceed max_value [json-pointer:/view/blocks/0/element]",
    ),
    "a first number out of bounds": (
        modal(field({"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "initial_value": "0"})),
        "initial_value must lie between min_value and max_value [json-pointer:/view/blocks/0/element]",
    ),
    "a first number with decimals": (
        modal(field({"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"})),
        "initial_value must be a whole number [json-pointer:/view/blocks/0/element]",
    ),
    "eleven files": (
        modal(field({"type": "file_input", "max_files": 11})),
        "must be between 1 and 10 [json-pointer:/view/blocks/0/element/max_files]",
    ),
    "two with the focus": (
        modal(field({**TYPED, "focus_on_load": True}), field({**TYPED, "focus_on_load": True}, block_id="c")),
        "only one element can have focus_on_load [json-pointer:/view/blocks]",
    ),
    "more at first than allowed": (
        modal(
            field(
                {"type": "multi_static_select", "options": OPTIONS, "initial_options": OPTIONS, "max_selected_items": 1}
            )
        ),
        "initial_options must not be more than max_selected_items [json-pointer:/view/blocks/0/element]",
    ),
}

BAD_HOMES: dict[str, tuple[Any, str]] = {
    "a modal for a home": (modal(), "unsupported type: modal [json-pointer:/view/type]"),
    "a title": (home(title=plain()), "additional property: title [json-pointer:/view]"),
    "a moment picker": (
        home(actions({"type": "datetimepicker"})),
        "unsupported type: datetimepicker (not on a home) [json-pointer:/view/blocks/0/elements/0/type]",
    ),
    "a number": (
        home(field({"type": "number_input", "is_decimal_allowed": False})),
        "unsupported type: number_input (not on a home) [json-pointer:/view/blocks/0/element/type]",
    ),
    "an e-mail address": (
        home(field({"type": "email_text_input"})),
        "unsupported type: email_text_input (not on a home) [json-pointer:/view/blocks/0/element/type]",
    ),
    "feedback": (
        home({"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}]}),
        "unsupported type: context_actions (not on a home) [json-pointer:/view/blocks/0/type]",
    ),
}


@pytest.mark.parametrize("blocks", GOOD_MESSAGES.values(), ids=GOOD_MESSAGES)
def test_good_messages_pass(blocks):
    assert check_message(blocks) == []


@pytest.mark.parametrize("view", GOOD_MODALS.values(), ids=GOOD_MODALS)
def test_good_modals_pass(view):
    assert check_view(view) == []


@pytest.mark.parametrize("view", GOOD_HOMES.values(), ids=GOOD_HOMES)
def test_good_home_views_pass(view):
    assert check_view(view, "home") == []


@pytest.mark.parametrize(("blocks", "sentence"), BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_bad_messages_are_refused_for_one_reason(blocks, sentence):
    assert check_message(blocks) == [sentence]


@pytest.mark.parametrize(("view", "sentence"), BAD_MODALS.values(), ids=BAD_MODALS)
def test_bad_modals_are_refused_for_one_reason(view, sentence):
    assert check_view(view) == [sentence]


@pytest.mark.parametrize(("view", "sentence"), BAD_HOMES.values(), ids=BAD_HOMES)
def test_bad_home_views_are_refused_for_one_reason(view, sentence):
    assert check_view(view, "home") == [sentence]


def test_every_mistake_is_told_at_once():
    assert len(check_message([actions({"type": "button"}), {"type": "banner"}, section(text=plain(""))])) == 3


def test_the_check_changes_nothing():
    blocks = [section(accessory=SELECT), actions(BUTTON)]
    before = copy.deepcopy(blocks)
    check_message(blocks)
    assert blocks == before


@pytest.mark.parametrize("blocks", GOOD_MESSAGES.values(), ids=GOOD_MESSAGES)
def test_the_models_of_slacks_sdk_take_every_good_message(blocks):
    for block in blocks:
        taken = Block.parse(copy.deepcopy(block))
        taken.validate_json()
        assert taken.type == block["type"]


@pytest.mark.parametrize("view", [*GOOD_MODALS.values(), *GOOD_HOMES.values()], ids=[*GOOD_MODALS, *GOOD_HOMES])
def test_the_models_of_slacks_sdk_take_every_good_view(view):
    taken = {key: value for key, value in copy.deepcopy(view).items() if key != "submit_disabled"}  # it does not know
    model = View(**taken)
    model.validate_json()
    assert len(model.blocks) == len(view["blocks"])
