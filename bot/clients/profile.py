"""How a client appears to its customers: brand, domain, senders, and how to check that a message is genuine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.app.correspondents import NOBODY, Correspondents
from bot.app.staff.posts import CardsWanted
from bot.authored import Fields, Problems, Table, one_of, shown, words
from bot.channels.words.catalogue import find_language
from bot.clients.correspondents import CORRESPONDENT_KEYS, read_correspondents
from bot.clients.genuine import genuine_words, own_domain
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel
from bot.playbook.reader import language as language_code

PROFILE_KEYS = (
    "client",
    "brand",
    "domain",
    "reply domain",
    "senders",
    "check where",
    "check code",
    "senior",
    "payment portal",
    "slack channel",
    "slack cards",
    "desk language",
    *CORRESPONDENT_KEYS,
)
WITH_SENDER = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
MOST_PER_SECOND = 1000.0


@dataclass(frozen=True, slots=True)
class SenderIdentity:
    """One address that messages come from, always the same for one customer. `per_second` is its allowed rate."""

    address: str  # mailbox address or E.164 number
    per_second: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class ClientProfile:
    id: str
    brand: str
    domain: str
    reply_domain: str
    languages: tuple[str, ...]  # the first is what a customer of unknown language gets
    senders: Mapping[Channel, tuple[SenderIdentity, ...]]
    check_where: Mapping[str, str]  # language -> how to check without the link
    check_code: str = "{code}"  # how a check code is shown
    senior_name: str = ""
    senior_title: str = ""
    payment_portal: str = ""
    slack_channel: str = ""
    slack_cards: CardsWanted = CardsWanted.NEEDED
    desk_language: str = "en"  # in which staff read what a case type needs of them
    correspondents: Correspondents = NOBODY  # whom the playbooks may ask

    def shown_code(self, code: str) -> str:
        """A check code as customers see it."""
        return self.check_code.replace("{code}", code)

    def check_where_in(self, language: str) -> str:
        """How to check that a message is genuine, in this language or else the client's first."""
        known = find_language(language, self.check_where) or self.languages[0]
        return self.check_where[known]


def read_profile(
    fields: Fields, name: str, languages: tuple[str, ...], channels: frozenset[Channel]
) -> ClientProfile | None:
    """Read a client's profile; None when it lacks what everything else hangs on."""
    brand, domain = fields.need("brand", genuine_words), fields.need("domain", own_domain)
    check_where = _check_where(fields, languages)
    senders = _senders(fields, channels, domain)
    senior_name, senior_title = _senior(fields.inner("senior"), fields.problems)
    reply_domain = fields.get("reply domain", own_domain, domain)
    _within(fields, "reply domain", reply_domain, domain)
    portal = fields.get("payment portal", _portal, "")
    correspondents = read_correspondents(fields, languages)
    _within(fields, "payment portal", urlsplit(portal).hostname, domain)
    if brand is None or domain is None or reply_domain is None:
        return None
    return ClientProfile(
        id=name,
        brand=brand,
        domain=domain,
        reply_domain=reply_domain,
        languages=languages,
        senders=senders,
        check_where=check_where,
        check_code=fields.get("check code", _check_code, "{code}"),
        senior_name=senior_name,
        senior_title=senior_title,
        payment_portal=portal,
        slack_channel=fields.get("slack channel", _slack_channel, ""),
        slack_cards=fields.get("slack cards", one_of(CardsWanted, "a choice of cards"), CardsWanted.NEEDED),
        desk_language=fields.get("desk language", language_code, "en"),
        correspondents=correspondents,
    )


def _within(fields: Fields, key: str, host: str | None, domain: str | None) -> None:
    if host and domain and host != domain and not host.endswith(f".{domain}"):
        sentence = f"{shown(host)} is not within the client's own domain '{domain}' (GENUINE)."
        fields.problems.add(fields.place(key), sentence, "genuine")


def _check_where(fields: Fields, languages: tuple[str, ...]) -> dict[str, str]:
    table = fields.inner("check where")
    if table is None:
        if "check where" not in fields:
            fields.need("check where", words, "Customers must be able to check without the link (GENUINE).")
        return {}
    inner = Fields(table, "'check where'", fields.problems, languages)
    found = {language: inner.need(language, genuine_words) for language in languages}
    return {language: text for language, text in found.items() if text}


def _senders(
    fields: Fields, channels: frozenset[Channel], domain: str | None
) -> dict[Channel, tuple[SenderIdentity, ...]]:
    needed = [channel for channel in WITH_SENDER if channel in channels]
    table = fields.inner("senders")
    if table is None:
        if "senders" not in fields and needed:
            fields.need("senders", words)
        return {}
    inner = Fields(table, "'senders'", fields.problems, WITH_SENDER)
    for channel in needed:
        if channel not in inner:
            sentence = f"There is no sender for '{channel}', but it is among the channels."
            fields.problems.add(table.place, sentence, "no-sender")
    return {channel: tuple(_identities(inner, channel, domain)) for channel in WITH_SENDER if channel in inner}


def _identities(fields: Fields, channel: Channel, domain: str | None) -> list[SenderIdentity]:
    found: list[SenderIdentity] = []
    parse = _mailbox if channel is Channel.EMAIL else telephone
    for node in fields.items(channel):
        if not isinstance(node, Table):
            fields.problems.add(node.place, "A sender is written as `key: value` lines.", "wrong-type")
            continue
        inner = Fields(node, "a sender", fields.problems, ("address", "name", "per second"))
        address, rate = inner.need("address", parse), inner.need("per second", _rate)
        if address and channel is Channel.EMAIL:
            _within(inner, "address", address.partition("@")[2], domain)
        if address and rate:
            found.append(SenderIdentity(address, rate, inner.get("name", genuine_words, "")))
    return found


def _senior(table: Table | None, problems: Problems) -> tuple[str, str]:
    if table is None:
        return "", ""
    fields = Fields(table, "'senior'", problems, ("name", "title"))
    return fields.need("name", genuine_words) or "", fields.get("title", genuine_words, "")


def _mailbox(text: str) -> str:
    local, _, host = text.partition("@")
    if not host or not re.fullmatch(r"[a-z0-9._-]{1,64}", local):
        raise Rejected(f"{shown(text)} is not a mailbox such as 'billing@acme.example.test'.")
    return f"{local}@{own_domain(host)}"


def telephone(text: str) -> str:
    """Parse: a telephone number in E.164, such as +12125550123."""
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", text):
        raise Rejected(f"{shown(text)} is not a number such as '+12125550123' (E.164, in quotes).")
    return text


def _rate(text: str) -> float:
    if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text) and 0 < float(text) <= MOST_PER_SECOND:
        return float(text)
    raise Rejected(f"{shown(text)} is not a rate of messages per second above 0 and up to 1000.")


def _portal(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise Rejected(f"{shown(text)} is not an https address.")
    own_domain(parts.hostname)
    return text


def _check_code(text: str) -> str:
    if text.count("{code}") != 1:
        raise Rejected(f"{shown(text)} must contain {{code}} once, where the code stands.")
    return genuine_words(text)


def _slack_channel(text: str) -> str:
    if not re.fullmatch(r"#?[a-z0-9][a-z0-9_-]{0,79}|[CG][A-Z0-9]{6,20}", text):
        raise Rejected(f"{shown(text)} is not a Slack channel's name or id.")
    return text.removeprefix("#")
