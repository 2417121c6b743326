"""Wires everything: settings and files in, a running application's parts out."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from bot import clients
from bot.app.calendars import HolidayCalendar
from bot.app.context import Clock, Context, Shelf
from bot.app.inquiries.desk import InquiryDesk
from bot.app.inquiries.door import InquiryDoor
from bot.app.inquiries.going_out import GoingOut
from bot.app.messages import Inbound, Transport
from bot.app.posting import PostDesk
from bot.app.receiving import Reception
from bot.app.records import StoredReply
from bot.app.sending import Desk
from bot.app.staff.guidance import Guidance
from bot.app.staff.post_ports import Door
from bot.app.staff.posts import PostBy, StaffPosts
from bot.app.staff.sms import SmsDoor
from bot.app.staff.viewing import view_case_by_id
from bot.app.surroundings import Surroundings
from bot.channels.chat import Chat
from bot.channels.links import SignedLinks
from bot.channels.tokens import TokenSigner
from bot.channels.words.composer import TemplateComposer
from bot.conversation.anonymous import anonymous
from bot.conversation.automatic import classify_mail
from bot.conversation.classifier.model import Model, ModelError
from bot.conversation.redact import redact
from bot.conversation.reply import ReplyIn
from bot.conversation.reply_words import TableWords
from bot.conversation.understand import Understander
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.money import Money
from bot.domain.playbook import Playbook
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel, Question
from bot.face import ClientFace
from bot.playbook.library import PlaybookLibrary
from bot.playbook.plain import from_plain, to_plain
from bot.settings import KEY_BYTES, Settings
from bot.shipped import own_or_shipped, shipped
from bot.slips import Slips
from bot.store.engine import open_store
from bot.store.store import SqlStore

if TYPE_CHECKING:  # Bolt is slow to load, and most commands need none of it
    from bot.slack.app import SlackInbox
    from bot.slack.poster import Poster


def utc_now() -> datetime:
    """The system's clock. The only place that reads it for the application."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Texts:
    """What people wrote: clients, playbooks, templates. Checked as a whole."""

    configuration: clients.Configuration
    playbooks: PlaybookLibrary
    composer: TemplateComposer


@dataclass(frozen=True, slots=True)
class Application:
    settings: Settings
    texts: Texts
    store: SqlStore
    context: Context
    desk: Desk
    reception: Reception
    links: SignedLinks
    understander: Understander

    def understand(self, reply: StoredReply, around: Surroundings) -> Reading:
        """Read a stored reply with what is known around it."""
        return self.understander.read(reply_in(reply, around))


def config_folder(chosen: str | None) -> Path:
    """`--config DIR`, else ./config, else the shipped one. Raises Rejected when the chosen one is not there."""
    if chosen:
        folder = Path(chosen)
        if not folder.is_dir():
            raise Rejected(f"The config folder {folder} does not exist.")
        return folder
    local = Path("config")
    return local if (local / "clients").is_dir() else shipped("config")


OWN_MODEL = "model.npz"  # in a config folder: what `followup train` writes


def model_file(settings: Settings, folder: Path) -> Path | None:
    """The model that reads replies in place of the shipped one; None = that one."""
    own = settings.model or folder / OWN_MODEL
    return own if settings.model or own.exists() else None


def model_in_force(settings: Settings, folder: Path) -> Model | None:
    """The deployment's own model; None = the shipped one. Raises Rejected for a file that cannot be used."""
    path = model_file(settings, folder)
    try:
        return Model.load(path) if path is not None else None
    except ModelError as error:
        raise Rejected(f"{path}: {error} Train one with `followup train`, or take the file away.") from error


@dataclass(frozen=True, slots=True)
class Shelves:
    """Folders of playbooks and templates that take the place of those beside the config: a back-test of others."""

    playbooks: Path | None = None
    templates: Path | None = None


def read_texts(folder: Path, shelves: Shelves | None = None) -> Texts:
    """Read clients, templates and playbooks. Raises a Rejected that names every problem with file and line."""
    shelves = shelves or Shelves()
    configuration = clients.load(folder)
    composer = TemplateComposer.load(shelves.templates or own_or_shipped(folder, "templates"))
    rungs = shelves.playbooks or own_or_shipped(folder, "playbooks")
    playbooks = PlaybookLibrary.load(rungs, configuration.overrides, composer.has, composer.answers_of)
    return Texts(configuration, playbooks, composer)


def build(
    settings: Settings,
    folder: Path,
    *,
    clock: Clock = utc_now,
    store: SqlStore | None = None,
    shelves: Shelves | None = None,
) -> Application:
    """Wire an application. `store` is given by tests, demo and replay; else it is opened from the settings."""
    texts = read_texts(folder, shelves)
    keys = master_keys(settings)
    store = store or open_store(settings.database_url, keys)
    links = SignedLinks(TokenSigner([_token_key(key) for key in keys]), settings.public_url)
    shelf = _shelf(texts.playbooks)
    shelf.keep(store, texts.playbooks.all(), clock())
    posts = staff_posts(settings, texts.configuration)
    understander = Understander(model=model_in_force(settings, folder))
    context = Context(
        store,
        texts.configuration.rules,
        shelf,
        _holidays(),
        clock,
        posts,
        redact,
        anonymous,
        words=TableWords(),
        reader=understander.digest,
    )
    faces = {name: ClientFace(profile) for name, profile in texts.configuration.profiles.items()}
    return Application(
        settings=settings,
        texts=texts,
        store=store,
        context=context,
        desk=Desk(texts.composer, faces, links, redact, Slips(understander)),
        reception=Reception(redact, is_automatic, links.message_of_reply),
        links=links,
        understander=understander,
    )


def transports(application: Application, clock: Clock = utc_now) -> Mapping[Channel, Transport]:
    """The doors to the outside that are configured. Chat needs nothing."""
    # Imported here: the SDK is slow to load, and most commands send nothing.
    from bot.channels.smtp_email import SmtpEmail  # noqa: PLC0415
    from bot.channels.twilio_sms import TwilioSms  # noqa: PLC0415

    settings = application.settings
    doors: dict[Channel, Transport] = {Channel.CHAT: Chat(StoredChat())}
    if settings.twilio_account_sid:
        doors[Channel.SMS] = TwilioSms(
            settings.twilio_account_sid,
            settings.twilio_auth_tokens[0],
            api_base=settings.twilio_api_base,
            now=clock,
        )
    if settings.smtp_url:
        doors[Channel.EMAIL] = SmtpEmail(settings.smtp_url, now=clock)
    return doors


def staff_posts(settings: Settings, configuration: clients.Configuration) -> StaffPosts | None:
    """Where staff are told of cases; None where nothing is configured for it."""
    profiles = configuration.profiles
    channels = {name: one.slack_channel for name, one in profiles.items() if one.slack_channel and settings.slack}
    by_text = [name for name, one in profiles.items() if one.senders.get(Channel.SMS) and settings.twilio_account_sid]
    if not channels and not by_text:
        return None
    return StaffPosts(
        channels=channels,
        cards={name: profiles[name].slack_cards for name in channels},
        slack_users={staff: user for user, staff in configuration.slack_users.items()},
        sms_clients=frozenset(by_text),
    )


def poster(
    application: Application, doors: Mapping[Channel, Transport], *, call_seconds: float | None = None
) -> Poster | None:
    """What posts to staff, and inquiries; None where nothing is configured for it.

    `doors` are those for messages to customers.
    """
    context, settings = application.context, application.settings
    if context.staff_posts is None and Channel.EMAIL not in doors:
        return None
    staff = context.staff_posts or StaffPosts()
    # Imported here: Slack's SDK is slow to load, and most commands post nothing.
    from bot.slack.poster import Poster  # noqa: PLC0415
    from bot.slack.rendering import ERASED, Rendering  # noqa: PLC0415

    brands = {name: profile.brand for name, profile in application.texts.configuration.profiles.items()}
    asking, words = inquiry_desk(application), guidance(application)
    view = partial(view_case_by_id, context, application.understand, brands, guidance=words)
    desk = PostDesk(
        application.store, context.clock, view, Rendering(staff, context.rules).render, ERASED, GoingOut(asking)
    )
    found: dict[PostBy, Door] = {}
    if settings.slack:
        from bot.slack.door import TOTAL_SECONDS, SlackDoor  # noqa: PLC0415

        found[PostBy.SLACK] = SlackDoor(
            settings.slack_bot_token,
            staff,
            api_base=settings.slack_api_base,
            total_seconds=call_seconds or TOTAL_SECONDS,
        )
    if Channel.SMS in doors:
        found[PostBy.SMS] = SmsDoor(context, application.desk.faces, doors[Channel.SMS])
    if Channel.EMAIL in doors:
        found[PostBy.EMAIL] = InquiryDoor(asking, doors[Channel.EMAIL])
    return Poster(desk, found, secrets.token_hex(16))


def inquiry_desk(application: Application) -> InquiryDesk:
    """What questions to the clients' people, banks and gateways are made of."""
    texts = application.texts
    return InquiryDesk(
        context=application.context,
        composer=texts.composer,
        correspondents={name: one.correspondents for name, one in texts.configuration.profiles.items()},
        faces=application.desk.faces,
        links=application.links,
        screen=redact,
    )


def guidance(application: Application) -> Guidance:
    """The words that staff work with, in the language of each client's desk."""
    profiles = application.texts.configuration.profiles
    languages = {name: profile.desk_language for name, profile in profiles.items()}
    return Guidance(application.texts.composer, inquiry_desk(application), languages)


def slack_inbox(application: Application) -> SlackInbox | None:
    """What takes clicks, forms, commands and events of Slack; None where Slack is not configured."""
    settings, configuration = application.settings, application.texts.configuration
    if not settings.slack:
        return None
    from bot.slack.app import make_inbox, web_client  # noqa: PLC0415
    from bot.slack.listeners.workspace import Workspace  # noqa: PLC0415

    profiles = configuration.profiles
    workspace = Workspace(
        context=application.context,
        desk=application.desk,
        understand=application.understand,
        brands={name: profile.brand for name, profile in profiles.items()},
        people={user: configuration.staff[name] for user, name in configuration.slack_users.items()},
        channels={name: profile.slack_channel for name, profile in profiles.items() if profile.slack_channel},
        client=web_client(settings.slack_bot_token, settings.slack_api_base),
        guidance=guidance(application),
    )
    return make_inbox(workspace, settings.slack_signing_secret)


class StoredChat:
    """A chat message is on the page as soon as the outbox says that it was sent: there is nothing to publish."""

    async def publish(self, message: object) -> None:
        """Nothing to do: the page shows what the outbox holds."""

    async def exists(self, message_id: str) -> bool:
        """A message that was being sent has its words in the outbox: it is there."""
        return bool(message_id)


def is_automatic(inbound: Inbound) -> bool:
    """Whether a mail says of itself that a machine sent it."""
    if inbound.channel is not Channel.EMAIL:
        return False
    return classify_mail(inbound.headers, inbound.subject, inbound.sender) is not None


def reply_in(reply: StoredReply, around: Surroundings) -> ReplyIn:
    """What the understander is told: the reply and what is known around it."""
    payload, customer = reply.payload, around.customer
    case = around.cases[0] if len(around.cases) == 1 else None
    language = around.language
    country = customer.country if customer else ""
    headers = payload.get("headers")
    plain = str(payload.get("plain", ""))  # a button was pressed: its meaning does not depend on the language
    return ReplyIn(
        text=plain or str(payload.get("text", "")),
        html=str(payload.get("html", "")),
        subject=str(payload.get("subject", "")),
        headers=headers if isinstance(headers, dict) else {},
        locale="en-US" if plain else f"{language}-{country}" if language and country else language,
        languages=("en",) if plain else around.rules.languages if around.rules else (),
        received_at=reply.received_at,
        timezone=around.zone,
        country="US" if plain else country or (around.rules.country if around.rules else ""),
        channel=reply.channel,
        last_question=_last_question(around.cases),
        case_type=case.case_type if case else None,
        open_amount=Money(case.open_minor, case.currency) if case else None,
        invoices=around.invoices or tuple(c.invoice for c in around.cases if c.invoice),
    )


def _last_question(cases: Sequence[Case]) -> Question | None:
    """What the customer was asked last; of several cases, what was asked of all of them, or of the only one."""
    asked = [asked for case in cases if (asked := case.listens_for) is not None]
    if Question.WHICH_CASE in asked:
        return Question.WHICH_CASE
    return asked[0] if len(set(asked)) == 1 else None


def _shelf(library: PlaybookLibrary) -> Shelf:
    def canonical(playbook: Playbook) -> str:
        return orjson.dumps(to_plain(playbook), option=orjson.OPT_SORT_KEYS).decode()

    def parse(text: str) -> Playbook:
        return from_plain(orjson.loads(text))

    return Shelf(library.for_case, canonical, parse)


def _holidays() -> Callable[[str, str, int], frozenset[date]]:
    calendar = HolidayCalendar()
    return lambda country, region, year: calendar.days(country, region, year - 1, year + 1)


# --- keys ------------------------------------------------------------------------------------------------------


def master_keys(settings: Settings) -> tuple[bytes, ...]:
    """The keys of the settings. The embedded store without one keeps its own in a file beside the database."""
    if settings.master_keys:
        return settings.master_keys
    path = _key_file(settings.database_url)
    if path is None:
        return (secrets.token_bytes(KEY_BYTES),)  # a store in memory is gone with the process
    if path.exists():
        return (base64.b64decode(path.read_text(encoding="ascii")),)
    key = secrets.token_bytes(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.b64encode(key).decode())
    return (key,)


def _key_file(url: str) -> Path | None:
    _, _, name = url.partition(":///")
    return Path(f"{name}.key") if name and name != ":memory:" else None


def _token_key(master: bytes) -> str:
    """Links are signed with a key of their own, derived from the master key: a leak of one is no leak of the other."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - only where keys are made
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"followup links").derive(master)
    return base64.b64encode(derived).decode()
