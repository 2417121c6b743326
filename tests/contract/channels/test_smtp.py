"""What is particular to SMTP."""

from __future__ import annotations

import email
import email.policy

import pytest

from bot.app.messages import HandOver, Rendered
from bot.channels.smtp_pool import PoolLimits
from bot.domain.vocabulary import FailureClass
from bot.sandbox.script import Action, Wrong
from bot.sandbox.smtp import SmtpSandbox


async def test_the_mail_arrives_as_it_was_built(smtp):
    words = Rendered(text="One\n.\n..dots\nGrüße\n", subject="Größe", html="<p>One</p>\n")
    handed = await smtp.transport.send(smtp.message(rendered=words, return_path="bounce+x@m.example"))
    (mail,) = smtp.sandbox.accepted
    message = email.message_from_string(mail["raw"], policy=email.policy.default)
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == words.text
    assert message["Subject"] == "Größe"
    assert message["Message-ID"] == handed.provider_id == "<message-1@brand.example>"
    assert (mail["envelope_from"], mail["rcpt"]) == ("bounce+x@m.example", ["diaz@customer.example"])


async def test_the_way_is_encrypted_when_it_must_be(smtp_tls):
    await smtp_tls.transport.send(smtp_tls.message())
    assert smtp_tls.sandbox.encrypted == 1


async def test_tls_from_the_first_octet(smtp, smtp_for):
    sandbox = SmtpSandbox(implicit_tls=True)
    url = await sandbox.start()
    transport = smtp_for(url, tls_context=sandbox.client_context())
    stranger = await smtp_for(url).send(smtp.message(1))
    handed = await transport.send(smtp.message(2))
    await transport.close()
    await sandbox.stop()
    assert url.startswith("smtps://")
    assert (stranger.failure, stranger.code) == (FailureClass.CONFIGURATION, "tls")
    assert (handed.outcome, sandbox.encrypted) == (HandOver.ACCEPTED, 1)


async def test_without_starttls_nothing_is_sent_where_it_is_required(smtp, smtp_for):
    transport = smtp_for(smtp.sandbox.url + "?starttls=required")
    handed = await transport.send(smtp.message())
    assert (handed.outcome, handed.failure) == (HandOver.REFUSED, FailureClass.CONFIGURATION)
    assert smtp.accepted() == []


async def test_a_certificate_of_a_stranger_is_refused_where_tls_is_required(smtp_tls, smtp_for):
    transport = smtp_for(smtp_tls.sandbox.url + "?starttls=required")
    handed = await transport.send(smtp_tls.message())
    assert (handed.failure, handed.code) == (FailureClass.CONFIGURATION, "tls")


async def test_optional_starttls_takes_any_certificate_and_a_missing_login_is_a_configuration_alarm(smtp_tls, smtp_for):
    transport = smtp_for(smtp_tls.sandbox.url)
    handed = await transport.send(smtp_tls.message())
    await transport.close()
    assert (handed.failure, handed.code) == (FailureClass.CONFIGURATION, "530 5.7.0")


async def test_a_wrong_login_is_a_configuration_alarm(smtp_tls, smtp_for):
    url = smtp_tls.sandbox.url.replace("//", "//user:wrong@")
    handed = await smtp_for(url).send(smtp_tls.message())
    assert (handed.failure, handed.code) == (FailureClass.CONFIGURATION, "535 5.7.8")


@pytest.mark.parametrize("rig", ["smtp", "smtp_tls"], indirect=True)
async def test_a_stale_kept_connection_is_replaced_once(rig):
    await rig.transport.send(rig.message(1))
    rig.sandbox.fail(Wrong(Action.DROP_BEFORE, stage="mail"))
    assert (await rig.transport.send(rig.message(2))).outcome is HandOver.ACCEPTED
    assert rig.accepted() == ["FU-00001", "FU-00002"]
    assert rig.connections() == 2


async def test_a_relay_that_says_goodbye_on_a_kept_connection_is_called_again(smtp):
    await smtp.transport.send(smtp.message(1))
    smtp.sandbox.fail(Wrong(Action.REFUSE, 421, "4.4.2 Idle too long", stage="mail"))
    assert (await smtp.transport.send(smtp.message(2))).outcome is HandOver.ACCEPTED


async def test_a_fresh_connection_that_breaks_is_not_replaced(smtp):
    smtp.sandbox.fail(Wrong(Action.DROP_BEFORE, stage="mail"))
    handed = await smtp.transport.send(smtp.message(1))
    assert (handed.outcome, handed.code) == (HandOver.REFUSED, "connection-lost")
    assert smtp.connections() == 1


async def test_a_goodbye_on_a_fresh_connection_is_a_request_to_slow_down(smtp):
    smtp.sandbox.fail(Wrong(Action.REFUSE, 421, "4.7.0 Too many", stage="mail"))
    assert (await smtp.transport.send(smtp.message())).failure is FailureClass.SLOW_DOWN


async def test_a_connection_is_replaced_when_it_is_worn_or_was_idle_too_long(smtp, smtp_for):
    time = 0.0
    limits = PoolLimits(uses=3, idle=20)
    transport = smtp_for(smtp.sandbox.url, limits=limits, clock=lambda: time)
    for number in range(6):
        await transport.send(smtp.message(number))
    assert smtp.connections() == 2
    await transport.send(smtp.message(6))
    time = 21.0
    await transport.send(smtp.message(7))
    assert smtp.connections() == 4
    await transport.close()


async def test_who_waits_too_long_for_a_connection_has_sent_nothing(smtp, smtp_for):
    transport = smtp_for(smtp.sandbox.url, limits=PoolLimits(connections=1), total_seconds=0.5)
    smtp.goes_wrong("hang")
    first = await transport.send(smtp.message(1))
    smtp.sandbox.fail(Wrong(Action.HANG, stage="mail"))
    second = await transport.send(smtp.message(2))
    assert (first.outcome, second.outcome) == (HandOver.UNKNOWN, HandOver.REFUSED)
    assert (second.failure, second.code) == (FailureClass.TEMPORARY, "timeout")
    await transport.close()


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"to": "nobody at all"}, FailureClass.BAD_ADDRESS),
        ({"to": "nobody@customer.example"}, FailureClass.BAD_ADDRESS),
        ({"rendered": Rendered(text="x", subject="a\r\nBcc: b@x.example")}, FailureClass.CONTENT),
        ({"sender_name": "=?utf-8?q?a=0D=0ABcc:_x?="}, FailureClass.CONTENT),
        ({"return_path": "no address"}, FailureClass.CONFIGURATION),
    ],
)
async def test_what_must_not_go_out_does_not(smtp, changes, failure):
    handed = await smtp.transport.send(smtp.message(**changes))
    assert (handed.outcome, handed.failure) == (HandOver.REFUSED, failure)
    assert smtp.accepted() == []
