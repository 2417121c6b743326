"""Words for staff: what a case type needs of them, what to say on the telephone, what others were asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.app.inquiries.desk import Asked, InquiryDesk, latest_payment
from bot.app.inquiries.wording import letter_item, words_of
from bot.app.letters import spoken_name
from bot.app.ports import Unit
from bot.app.staff.views import AskedWords
from bot.app.words import CallFacts, CallScript, DeskTexts, Scripts
from bot.app.work import CustomerWork
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseState, Owes


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said on the telephone, and in which language."""

    script: CallScript
    language: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """`languages` are those in which staff work, by client."""

    scripts: Scripts
    inquiries: InquiryDesk
    languages: Mapping[str, str]

    def language(self, client: str) -> str:
        """In which the staff of a client read."""
        return self.languages.get(client, "en")

    def guide(self, case: Case) -> DeskTexts | None:
        """What staff have to know of a case of this type; None where nobody wrote it down."""
        return self.scripts.desk_texts(case.case_type, self.language(case.client))

    def script(self, work: CustomerWork, case: Case, name: str) -> Spoken | None:
        """What to say to this customer; None where there is nothing to call about, or no script.

        Nobody is called with a script whom only a person may treat, nor for a part that is contested.
        """
        facts = work.bundle.facts
        nothing_to_ask = case.owes is Owes.THEY and not case.chaseable_minor
        if facts.person_only or case.state is CaseState.CLOSED or nothing_to_ask:
            return None
        language = facts.language or (facts.contacts[0].language if facts.contacts else "") or work.rules.languages[0]
        face = self.inquiries.faces[case.client]
        asked_for = case.chaseable_minor if case.owes is Owes.THEY else case.open_minor
        called = CallFacts(
            item=replace(letter_item(case, work.rules, work.now), open_minor=asked_for),
            country=facts.country or work.rules.country,
            brand=face.brand,
            customer_name=spoken_name(name, facts),
            customer_kind=facts.kind,
            check_where=face.check_where_in(language),
        )
        try:
            return Spoken(self.scripts.call_script(called, language), language)
        except Rejected:
            return None

    def asked(self, unit: Unit, work: CustomerWork, case: Case, playbook: str) -> dict[str, AskedWords]:
        """What others were asked about a case, by inquiry; those whose words were taken away are left out."""
        found: dict[str, AskedWords] = {}
        payment = latest_payment(unit, case) if case.inquiries else None
        for inquiry in case.inquiries:
            asked = Asked(work, case, inquiry, playbook, work.now, payment)
            try:
                words = words_of(self.inquiries, asked, self.language(case.client))
            except Rejected:
                continue
            found[inquiry.id] = AskedWords(words.subject, words.answers)
        return found
