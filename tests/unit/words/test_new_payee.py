"""Whose refund goes to another account is not told that it goes back the way they paid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.words.composer import TemplateComposer
from bot.channels.words.samples import LETTER
from bot.domain.vocabulary import Channel
from bot.shipped import shipped

BACK = ("way you paid", "way it came", "misma vía", "por donde vino", "por la misma")


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.CHAT])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("template", ["common/carried_out", "common/resolution_refund"])
def test_where_the_money_goes_is_true(template, language, channel):
    composer = TemplateComposer.load(shipped("templates"))
    (item,) = LETTER.items

    def said(*, new_payee: bool) -> str:
        one = replace(item, template=template, new_payee=new_payee)
        letter = replace(LETTER, items=(one,), language=language, channel=channel)
        return composer.compose(letter).rendered.text

    assert any(words in said(new_payee=False) for words in BACK)
    assert not any(words in said(new_payee=True) for words in BACK)
