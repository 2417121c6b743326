"""The story of `followup demo --headless`: a fortnight of the sample cases, played through all that the page uses.

Customers act on their devices only, staff in Slack only. Each scene says what must be so when it is over.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.domain import events as e
from bot.domain.chains import EscalationReason
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseState, Intent, Outcome, ProposalState, ResolutionKind, RootCause
from bot.sandbox.demo.counting import StoryReport, count
from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.stage import Stage, StoryError, Told

AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scene:
    title: str
    play: Callable[[Stage], Awaitable[None]]


async def ada_says_that_she_has_paid(on: Stage) -> None:
    await on.text("ada", "I paid this yesterday, ref 8841")
    on.expect(on.understood("AC-10234", Intent.ALREADY_PAID), "Ada is understood: she has paid")
    on.expect(on.case("AC-10234").state is CaseState.WAITING, "nobody asks Ada while the payment is looked for")


async def devon_says_stop(on: Stage) -> None:
    await on.text("devon", "STOP")
    on.expect(on.happened("AC-10229", e.MediumSuppressed) == 1, "Devon gets no more text messages")


async def carmen_promises_on_her_page(on: Stage) -> None:
    await on.chat("carmen", "NW-2291", "Pago el viernes")
    on.expect(on.understood("NW-2291", Intent.PROMISE_TO_PAY), "Carmen's promise in Spanish is understood")
    on.expect(on.happened("NW-2291", e.PromiseMade) == 1, "the promise is kept in mind")


async def helen_gets_her_money_back(on: Stage) -> None:
    await on.propose("ana", "AC-10176", ResolutionKind.REFUND, "Cancelled before it began.")
    await on.may_not_approve("ana", "AC-10176", because="Whoever made")
    await on.may_not_approve("olivia", "AC-10176", because="role")
    await on.approve("ben", "AC-10176")
    await on.carry_out("olivia", "AC-10176", "BANK-7781")
    on.expect(on.happened("AC-10176", e.ResolutionCarriedOut) == 1, "Helen's refund is carried out")


async def grace_wants_hers_too(on: Stage) -> None:
    await on.mail("grace", "Please refund it")
    on.expect(on.happened("AC-10221", e.ProposalMade) == 1, "the playbook proposes Grace's refund by itself")
    await on.approve("ana", "AC-10221")
    await on.carry_out("omar", "AC-10221", "BANK-7782")


async def nuria_keeps_a_credit(on: Stage) -> None:
    await on.mail("nuria", "Déjenlo para la próxima factura")
    on.expect(on.understood("NW-2283", Intent.KEEP_AS_CREDIT), "Núria is understood: she keeps it as a credit")
    await on.approve("ben", "NW-2283")
    await on.carry_out("lucia", "NW-2283", "CN-2283")


async def tomas_contests_a_charge(on: Stage) -> None:
    await on.mail("tomas", "La lectura del contador está mal, no estoy de acuerdo con este cargo")
    on.expect(on.understood("NW-2262", Intent.DISPUTE), "Tomás is understood: he contests the charge")
    await on.propose("lucia", "NW-2262", ResolutionKind.CREDIT_NOTE, "The reading looks wrong.")
    await on.reject("ben", "NW-2262", "Please have the meter read again first.")
    ended = on.happened("NW-2262", e.ProposalEnded, state=ProposalState.REJECTED)
    on.expect(ended == 1, "Ben rejects the credit for Tomás")


async def emily_wants_a_person(on: Stage) -> None:
    await on.mail("emily", "I want to speak to a person")
    on.expect(on.case("NW-2287").state is CaseState.HELD, "Emily's case waits for a person")
    await on.reply("lucia", "NW-2287", "I have looked at your bill: the amount is right. Call me whenever you like.")
    await on.release("lucia", "NW-2287")


async def the_billing_desk_answers(on: Stage) -> None:
    on.expect(on.case("AC-10158").state is CaseState.WAITING, "nobody asks Harbor Street while the client is asked")
    await on.answers("billing", "payment_is_right")
    on.expect(on.happened("AC-10158", e.InquiryAnswered) == 1, "the answer of the client's people is on record")
    await on.approve("ana", "AC-10158")
    await on.carry_out("omar", "AC-10158", "REV-10158")


async def priya_is_refunded_while_it_still_helps(on: Stage) -> None:
    await on.answers("petra", "accept")
    await on.approve("ben", "AC-10163")
    await on.carry_out("olivia", "AC-10163", "BANK-7784")
    on.expect(on.happened("AC-10163", e.ResolutionCarriedOut) == 1, "Priya's refund is carried out at the inquiry")


async def camille_agrees_to_her_plan(on: Stage) -> None:
    await on.mail("camille", "Oui")
    on.expect(on.understood("ME-3295", Intent.AFFIRM), "Camille is understood in French: she agrees")
    await on.approve("ana", "ME-3295")
    await on.carry_out("olivia", "ME-3295", "CN-3295")


async def lena_and_walter_pay_otherwise(on: Stage) -> None:
    await on.mail("lena", "Ich zahle am Freitag")
    on.expect(on.understood("ME-3301", Intent.PROMISE_TO_PAY), "Lena's promise in German is understood")
    for invoice in ("ME-3301", "AC-10215"):
        await on.pay(invoice)
        on.expect(on.case(invoice).outcome is Outcome.PAYMENT_RECEIVED, f"the payment of {invoice} closes its case")


async def giulia_need_not_ask(on: Stage) -> None:
    def proposed() -> bool:
        return on.happened("ME-3288", e.ProposalMade) > 0

    await on.until(proposed, "Giulia's refund is proposed without her asking", at_most=5 * A_DAY, every=A_DAY)
    await on.approve("ben", "ME-3288")
    await on.carry_out("omar", "ME-3288", "BANK-7785")


async def no_client_is_seen_by_another(on: Stage) -> None:
    answer = await on.asks("lucia", "show", "AC-10150", channel_of="northwind")
    on.expect("AC-10150" not in answer, "Lucía, who works for Northwind, sees nothing of Acme's cases")


async def nobody_takes_brightwater(on: Stage) -> None:
    raised = on.happened("AC-10150", e.EscalationRaised)
    on.expect(raised == 1, f"the large amount of Brightwater ({EscalationReason.HIGH_VALUE}) escalates by itself")

    def again() -> bool:
        return on.happened("AC-10150", e.EscalationPinged, repeated=1) > 0

    await on.until(again, "the last level is pinged again while nobody answers", at_most=4 * A_DAY, every=AN_HOUR)
    await on.take("sofia", "AC-10150")
    on.expect(on.happened("AC-10150", e.EscalationAcknowledged, by="sofia") == 1, "Sofia has taken it")


async def a_plan_above_every_ceiling(on: Stage) -> None:
    await on.mail("brightwater", "Could we pay in three instalments?")
    on.expect(on.understood("AC-10150", Intent.PAYMENT_PLAN), "Brightwater is understood: they ask for a plan")
    await on.propose("olivia", "AC-10150", ResolutionKind.PAYMENT_PLAN, "Three instalments.")
    await on.may_not_approve("ana", "AC-10150", because="ceiling")
    await on.reject("sofia", "AC-10150", "Nobody here may grant so much. Please ask the client.")


async def marcus_pays_what_was_missing(on: Stage) -> None:
    await on.mail("marcus", "Sorry! I will send the rest tomorrow")
    on.expect(on.understood("AC-10198", Intent.PROMISE_TO_PAY), "Marcus is understood: he will pay tomorrow")
    await on.pay("AC-10198")
    on.expect(on.case("AC-10198").outcome is Outcome.BALANCE_PAID, "his payment closes the case in the same instant")


async def the_ledger_confirms_what_was_carried_out(on: Stage) -> None:
    await on.later(A_DAY)
    for invoice in ("AC-10158", "AC-10163", "AC-10176", "AC-10221", "ME-3295", "NW-2283"):
        on.expect(on.case(invoice).state is CaseState.CLOSED, f"{invoice} is closed by the ledger of the next night")


async def the_meter_is_read_again(on: Stage) -> None:
    await on.propose("lucia", "NW-2262", ResolutionKind.CREDIT_NOTE, "Read again: the customer is right.")
    await on.approve("ben", "NW-2262")
    await on.carry_out("olivia", "NW-2262", "CN-2262")
    await on.pay("AC-10234")
    on.expect(on.case("AC-10234").outcome is Outcome.PAYMENT_RECEIVED, "Ada's payment was found, her case is closed")


async def rosa_paid_twice(on: Stage) -> None:
    def proposed() -> bool:
        return on.happened("AC-10207", e.ProposalMade) > 0

    await on.until(
        proposed, "the playbook proposes to give Rosa her second payment back", at_most=5 * A_DAY, every=A_DAY
    )
    await on.approve("ana", "AC-10207")
    await on.carry_out("olivia", "AC-10207", "BANK-7783")
    await on.close("olivia", "AC-10229", Outcome.HANDED_OVER, RootCause.UNKNOWN)
    on.expect(on.case("AC-10229").state is CaseState.CLOSED, "Olivia has closed Devon's case by hand")


async def carmen_breaks_her_promise_and_keeps_it(on: Stage) -> None:
    def broken() -> bool:
        return on.happened("NW-2291", e.PromiseBroken) > 0

    await on.until(broken, "Carmen's promise is found broken", at_most=10 * A_DAY, every=A_DAY)
    await on.pay("NW-2291")
    on.expect(on.case("NW-2291").outcome is Outcome.PAYMENT_RECEIVED, "Carmen's payment closes her case")


async def everybody_pays(on: Stage) -> None:
    await on.mail("talleres", "Pagaremos las dos el 25 de septiembre")
    promised = on.understood("NW-2250", Intent.PROMISE_TO_PAY) and on.understood("NW-2274", Intent.PROMISE_TO_PAY)
    on.expect(promised, "one answer of Talleres Marín is understood as a promise for both invoices")
    await on.later(A_DAY)
    for invoice in ("NW-2250", "NW-2274", "NW-2287", "AC-10150"):
        await on.pay(invoice)
        on.expect(on.case(invoice).outcome is Outcome.PAYMENT_RECEIVED, f"the payment of {invoice} closes its case")
    await on.later(A_DAY)
    on.expect(await on.log_is_whole(), "the log verifies")
    on.expect(not on.open_cases(), f"every case is at its end (open: {', '.join(on.open_cases())})")


STORY: Final = (
    Scene("Ada says that she has paid", ada_says_that_she_has_paid),
    Scene("Devon says STOP", devon_says_stop),
    Scene("Carmen promises on her page", carmen_promises_on_her_page),
    Scene("Helen gets her money back, and not by one person alone", helen_gets_her_money_back),
    Scene("Grace wants hers, too", grace_wants_hers_too),
    Scene("Núria keeps a credit", nuria_keeps_a_credit),
    Scene("Tomás contests a charge", tomas_contests_a_charge),
    Scene("Emily wants a person", emily_wants_a_person),
    Scene("The billing desk answers", the_billing_desk_answers),
    Scene("Priya is refunded while it still helps", priya_is_refunded_while_it_still_helps),
    Scene("Camille agrees to her new plan", camille_agrees_to_her_plan),
    Scene("Lena and Walter pay otherwise", lena_and_walter_pay_otherwise),
    Scene("One client's people see nothing of another's", no_client_is_seen_by_another),
    Scene("Nobody takes Brightwater, until somebody does", nobody_takes_brightwater),
    Scene("A plan above every ceiling", a_plan_above_every_ceiling),
    Scene("Marcus pays what was missing", marcus_pays_what_was_missing),
    Scene("The ledger confirms what was carried out", the_ledger_confirms_what_was_carried_out),
    Scene("The meter is read again, and Ada's payment is found", the_meter_is_read_again),
    Scene("Giulia need not ask", giulia_need_not_ask),
    Scene("Rosa paid twice, and Devon's case is handed over", rosa_paid_twice),
    Scene("Carmen breaks her promise, then she pays", carmen_breaks_her_promise_and_keeps_it),
    Scene("Everybody pays", everybody_pays),
)


async def play(
    tell: Callable[[Told], None],
    begin: Callable[[str], None],
    *,
    story: Sequence[Scene] = STORY,
    config: Path | None = None,
) -> StoryReport:
    """Play it on a demo of its own. `begin` gets each scene's title.

    Raises StoryError with the scene, and what was not as it must be.
    """
    started = time.perf_counter()
    begin("The morning")
    async with Demo(0, config=config, running=False) as demo:
        stage = Stage(demo, tell)
        for scene in story:
            begin(scene.title)
            await _scene(scene, stage)
        return await asyncio.to_thread(count, demo, stage.refusals, round(time.perf_counter() - started, 2))


async def _scene(scene: Scene, stage: Stage) -> None:
    try:
        await scene.play(stage)
    except (StoryError, Rejected) as failure:
        raise StoryError(f"{scene.title}: {failure}") from failure
