"""The LMTP listener says 250 only for what is stored."""

from __future__ import annotations

import asyncio
import stat

import pytest

from bot.channels.lmtp import LmtpServer
from bot.domain.errors import Rejected

MAIL = b"From: ana@x.example\r\nSubject: hi\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n..dot\r\n"


class Inbox:
    def __init__(self):
        self.mails = []
        self.down = False

    async def deliver(self, raw, envelope_from, rcpt):
        if self.down:
            raise OSError("the store went away")
        self.mails.append((raw, envelope_from, rcpt))


class Client:
    """The least that an MTA does."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def say(self, *lines: bytes, replies: int = 1) -> list[str]:
        self.writer.write(b"".join(lines))
        return [await self._reply() for _ in range(replies)]

    async def _reply(self) -> str:
        while True:
            line = (await self.reader.readline()).decode().rstrip("\r\n")
            if line[3:4] != "-":
                return line

    async def mail(self, data: bytes, *rcpt: bytes, sender: bytes = b"ana@x.example") -> list[str]:
        await self.say(b"MAIL FROM:<%b>\r\n" % sender)
        for one in rcpt:
            await self.say(b"RCPT TO:<%b>\r\n" % one)
        assert (await self.say(b"DATA\r\n"))[0].startswith("354")
        return await self.say(data, b".\r\n", replies=len(rcpt))


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
async def server(inbox):
    server = LmtpServer("127.0.0.1:0", inbox.deliver, size_limit=100_000)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def client(server):
    client = Client(*await asyncio.open_connection("127.0.0.1", server.port))
    await client._reply()
    await client.say(b"LHLO mta\r\n")
    yield client
    client.writer.close()
    await client.writer.wait_closed()


async def test_a_mail_is_delivered_once_for_all_its_recipients(inbox, client):
    replies = await client.mail(MAIL, b"reply+a@m.example", b"reply+b@m.example")
    assert [reply[:3] for reply in replies] == ["250", "250"]
    assert inbox.mails == [
        (MAIL.replace(b"..dot", b".dot"), "ana@x.example", ["reply+a@m.example", "reply+b@m.example"])
    ]


async def test_the_null_sender_is_empty(inbox, client):
    await client.mail(MAIL, b"bounce+a@m.example", sender=b"")
    assert inbox.mails[0][1] == ""


async def test_what_was_not_stored_stays_with_the_mail_system(inbox, client, caplog):
    inbox.down = True
    replies = await client.mail(MAIL, b"a@m.example", b"b@m.example")
    assert [reply[:3] for reply in replies] == ["451", "451"]
    assert "lmtp_delivery_failed" in caplog.messages
    inbox.down = False
    assert (await client.mail(MAIL, b"a@m.example"))[0].startswith("250")


async def test_a_mail_that_is_too_big_is_refused_for_each_recipient(inbox, client):
    replies = await client.mail(MAIL + b"x" * 70 + b"\r\n" * 60_000, b"a@m.example", b"b@m.example")
    assert [reply[:3] for reply in replies] == ["552", "552"]
    assert (await client.say(b"MAIL FROM:<a@x.example> SIZE=100001\r\n"))[0].startswith("552")
    assert inbox.mails == []


async def test_long_lines_are_taken(inbox, client):
    assert (await client.mail(b"Subject: x\r\n\r\n" + b"y" * 50_000 + b"\r\n", b"a@m.example"))[0].startswith("250")


async def test_a_unix_socket_will_do_and_a_stale_one_is_replaced(inbox, tmp_path):
    path = tmp_path / "lmtp"
    path.touch()
    server = LmtpServer(f"unix:{path}", inbox.deliver)
    await server.start()
    client = Client(*await asyncio.open_unix_connection(path))
    await client._reply()
    await client.say(b"LHLO mta\r\n")
    assert (await client.mail(MAIL, b"a@m.example"))[0].startswith("250")
    client.writer.close()
    await client.writer.wait_closed()
    await server.stop()
    await server.stop()


async def test_a_mail_system_with_a_user_of_its_own_may_write_to_the_socket(inbox, tmp_path):
    path = tmp_path / "lmtp"
    server = LmtpServer(f"unix:{path}", inbox.deliver)
    await server.start()
    assert stat.S_IMODE(path.stat().st_mode) == 0o666
    await server.stop()


@pytest.mark.parametrize("listen", ["", "nowhere", "host:port", ":x"])
def test_an_address_that_cannot_be_read_is_rejected(inbox, listen):
    with pytest.raises(Rejected):
        LmtpServer(listen, inbox.deliver)
