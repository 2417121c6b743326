"""The files of `config/`, playbooks and words: whether each client has what its messages need."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from bot.app.calendars import HolidayCalendar
from bot.channels.words.catalogue import find_language
from bot.channels.words.check import check_words
from bot.clients import ClientProfile
from bot.doctor.asking import unasked
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient, listed
from bot.doctor.reaching import in_a_thread
from bot.domain.rules import Liveness
from bot.domain.vocabulary import Channel

WITH_SENDER: Final = (Channel.EMAIL, Channel.SMS)
# RFC 2606 and RFC 6761: names that nobody can receive mail at.
RESERVED: Final = ("example.com", "example.net", "example.org", ".test", ".example", ".invalid", ".localhost")
MOST_WORDS: Final = 5  # problems of templates that are shown


async def texts_findings(patient: Patient) -> list[Finding]:
    """Playbooks and templates: every message has words, in every language. `followup check` also tries them."""
    texts = patient.texts
    if texts is None:
        return []
    problems = [str(problem) for problem in await in_a_thread(lambda: check_words(texts.composer.library))]
    if problems:
        found = [missing("words", problem, "Correct the template.") for problem in problems[:MOST_WORDS]]
        more = len(problems) - MOST_WORDS
        rest = [missing("words", f"{more} more problems.", "`followup check` lists them.")] if more > 0 else []
        return [*found, *rest]
    languages = texts.composer.languages
    sentence = f"{len(texts.playbooks.names())} playbooks and {len(texts.composer.names)} messages are good"
    found = [ok("words", f"{sentence}, with words in {listed(languages)}.")]
    for profile in patient.profiles:
        lacking = [language for language in profile.languages if not find_language(language, languages)]
        if lacking:
            what = f"{profile.id} names {listed(lacking)}, for which there are no words."
            found.append(missing("words", what, f"Add templates/locale/{lacking[0]}, or take the language out."))
    return found


async def client_findings(patient: Patient) -> list[Finding]:
    """What each client lacks, one line for each."""
    return [finding for profile in patient.profiles for finding in _client(patient, profile)]


def _client(patient: Patient, profile: ClientProfile) -> list[Finding]:
    subject, rules = f"client {profile.id}", patient.rules(profile.id)
    found = [*_payment(subject, profile), *_holidays(subject, rules.country, patient.options.now)]
    found += _live(subject, profile.id, rules.liveness)
    found += unasked(patient, profile)
    found += [
        missing(subject, f"There is no sender for {channel.value}.", f"Add it to config/clients/{profile.id}.yaml.")
        for channel in WITH_SENDER
        if channel in rules.channels and not profile.senders.get(channel)
    ]
    if not rules.ceilings:
        sentence = "There are no ceilings, so nothing can be approved."
        found.append(missing(subject, sentence, "Write `ceilings` into config/rules.yaml."))
    if profile.domain.endswith(RESERVED):
        sentence = f"Its domain {profile.domain} is reserved for examples: no mail gets there."
        found.append(note(subject, sentence, "Put in the client's own domain."))
    if any(finding for finding in found if finding.mark != "ok"):
        return found
    return [ok(subject, "Senders, payment portal, holidays and ceilings are there, and it is live.")]


def _payment(subject: str, profile: ClientProfile) -> list[Finding]:
    if profile.payment_portal:
        return []
    sentence = "It has no payment portal: customers are told to pay by what stands on their bill, and get no link."
    return [missing(subject, sentence, f"Write `payment portal` into config/clients/{profile.id}.yaml.")]


def _holidays(subject: str, country: str, now: datetime) -> list[Finding]:
    calendar, years = HolidayCalendar(), (now.year, now.year + 1)
    if not calendar.knows(country):
        sentence = f"The public holidays of {country or 'its country'} are not known: deadlines would ignore them."
        return [missing(subject, sentence, "See whether `country` is right (ISO 3166, two letters).")]
    without = [str(year) for year in years if not _any(calendar.days(country, "", year, year), year)]
    if without:
        sentence = f"The public holidays of {country} are not known for {listed(without)}."
        return [missing(subject, sentence, "Install a newer version of the package `holidays`.")]
    return []


def _any(days: frozenset[date], year: int) -> bool:
    return any(day.year == year for day in days)


def _live(subject: str, client: str, liveness: Liveness) -> list[Finding]:
    if liveness is Liveness.LIVE:
        return []
    what = {
        Liveness.HELD: "nothing goes out but to whom `followup release` let through",
        Liveness.LISTED: "only customers on its allow list are written to, and who was released",
        Liveness.RAMP: "so many new customers a day are written to as its daily ramp says",
    }[liveness]
    todo = f"When it is ready: `followup release {client} --reason ...`, or `live: live` in its file."
    return [note(subject, f"It is `live: {liveness.value}`: {what}.", todo)]
