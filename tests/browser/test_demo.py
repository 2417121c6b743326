"""The demo as a newcomer has it: in a browser, at a desk and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bot.domain import events as e
from bot.sandbox.demo import Demo
from bot.sandbox.demo.hands import Hands
from bot.sandbox.demo.view import log_of
from tests.browser.conftest import OpenPage, Visit
from tests.browser.looking import nameless, pale

DESK, PHONE = 1440, 390
expect.set_options(timeout=30_000)  # milliseconds; cards come one a second, and a crowded machine is slow
HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> *bold* <https://elsewhere.test|x>'


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with Demo(0) as played:
        yield played


async def ready(visit: Visit) -> Page:
    """The page with its customer, its desk and its case."""
    await expect(visit.page.locator(".customer .chooser")).to_contain_text("Ada Hartley")
    await expect(visit.page.locator(".desk .message").first).to_be_attached()
    await expect(visit.page.locator(".case .amount")).to_be_attached()
    return visit.page


async def assert_good_for_everybody(visit: Visit) -> None:
    assert await visit.overflow() <= 0
    assert await nameless(visit.page) == []
    assert await pale(visit.page) == []


def expected(visit: Visit, words: str) -> None:
    """An error that the console tells of and that the test wanted, e.g. a refused form."""
    visit.errors = [error for error in visit.errors if words not in error]


async def choose(page: Page, name: str) -> None:
    await page.locator(".chooser").click()
    await page.locator(".people .row", has_text=name).click()
    await expect(page.locator(".case-head")).to_contain_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_stands_side_by_side_at_a_desk(demo: Demo, open_page: OpenPage, scheme: str) -> None:
    visit = await open_page(demo.url, width=DESK, color_scheme=scheme)
    page = await ready(visit)
    for pane in ("customer", "desk", "case"):
        await expect(page.locator(f"#pane-{pane}")).to_be_in_viewport(ratio=0.99)
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    await assert_good_for_everybody(visit)
    await visit.photo(f"demo-{scheme}", whole=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_the_panes_are_tabs(demo: Demo, open_page: OpenPage, scheme: str) -> None:
    visit = await open_page(demo.url, width=PHONE, color_scheme=scheme)
    page = await ready(visit)
    for pane in ("desk", "case", "tour", "customer"):
        await page.locator(f".tabs [data-pane={pane}]").click()
        assert await visit.overflow() <= 0
        assert await nameless(page) == []
        assert await pale(page) == []
        await visit.photo(f"demo-{pane}-{scheme}", whole=False)
    await expect(page.locator("#pane-customer")).to_be_visible()
    await expect(page.locator("#pane-desk")).to_be_hidden()


async def test_an_answer_on_the_phone_is_understood_and_ticked_off(demo: Demo, open_page: OpenPage) -> None:
    page = await ready(await open_page(demo.url, width=DESK))
    await page.get_by_role("button", name="I paid this yesterday, ref 8841").click()
    await page.locator(".handset textarea").press("Enter")
    await expect(page.locator(".bubbles .mine")).to_have_count(1)
    await expect(page.locator(".bubbles .theirs")).to_have_count(2)
    await expect(page.locator('[data-key="stop-answer"]')).to_have_class("done")
    await expect(page.locator(".badge")).not_to_have_text("Running")
    await expect(page.locator(".handset textarea")).to_have_value("")


async def test_a_mail_is_read_and_answered(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await choose(page, "Grace Whitcombe")
    await expect(page.frame_locator(".letter-frame").locator("h1, h2").first).to_contain_text("AC-10221")
    await page.locator(".letter textarea").fill("Please refund it")
    await page.get_by_role("button", name="Send the answer").click()
    await expect(page.locator(".letters button.mine")).to_have_count(1)
    await expect(page.locator(".letters button")).to_have_count(3)
    await visit.photo("demo-mail", whole=False)


async def test_the_customers_own_page_works_in_its_frame(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.get_by_role("tab", name="Own page").click()
    frame = page.frame_locator(".page-frame")
    await frame.locator("#fact").fill("AC-10234")
    await frame.locator("form button.main").first.click()
    await expect(frame.locator("#thread")).to_be_visible()
    await frame.locator("#text").fill("I would like to speak to a person")
    await frame.locator("#write button.main").click()
    await expect(frame.locator(".line.mine")).to_have_count(1)
    await expect(page.locator(".event.by-customer").first).to_be_visible()
    await visit.photo("demo-own-page", whole=False)


async def test_a_proposal_is_refused_to_its_maker_and_approved_by_another(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.locator('[data-key="stop-refund"]').click()
    card = page.locator(".message.mine-case").first
    await card.get_by_role("button", name="Propose").click()
    await page.locator("#in-kind").select_option("refund")
    await visit.photo("demo-form", whole=False)
    await page.locator("#form").get_by_role("button", name="Propose").click()
    await card.get_by_role("button", name="Approve").click()
    await expect(page.locator("#form")).to_contain_text("Whoever made a proposal cannot approve it")
    await visit.photo("demo-refused", whole=False)
    await page.locator("#form").get_by_role("button", name="Close").last.click()
    await expect(page.locator("#form")).to_be_hidden()
    await page.locator('[data-key="me-ben"]').click()
    await expect(page.locator('[data-key="me-ben"]')).to_have_attribute("aria-pressed", "true")
    await card.get_by_role("button", name="Approve").click()
    await page.locator("#form").get_by_role("button", name="Approve").click()
    await expect(page.locator(".badge")).to_have_text("To be carried out")
    await Hands(demo).carry_out("olivia", "AC-10176", "BANK-7781")
    await expect(page.locator('[data-key="stop-refund"]')).to_have_class("done")


async def test_a_wrong_form_says_what_is_wrong_beside_its_field(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.locator('[data-key="stop-refund"]').click()
    await page.locator(".message.mine-case").first.get_by_role("button", name="Propose").click()
    await page.locator("#in-amount").fill("many")
    await page.locator("#in-kind").select_option("refund")
    await page.locator("#form input[type=checkbox]").check()
    await page.locator("#form button[type=submit]").click()
    await expect(page.locator("#in-amount-error")).to_be_visible()
    await expect(page.locator("#form input[type=checkbox]")).to_be_checked()  # to whom money goes is not forgotten
    await expect(page.locator("#in-amount")).to_have_value("many")
    await expect(page.locator("#in-kind")).to_have_value("refund")
    assert await pale(page) == []
    await visit.photo("demo-form-wrong", whole=False)
    expected(visit, "422")


async def test_the_clock_is_turned_and_what_was_planned_happens(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.get_by_role("button", name="+1 week").click()
    await expect(page.locator("#time-0")).to_contain_text("Tue 22 Sep", timeout=120_000)  # every moment is played
    await expect(page.locator(".bubbles .theirs")).to_have_count(3)
    await expect(page.get_by_role("button", name="+1 week")).to_be_enabled()
    await visit.photo("demo-a-week-later", whole=False)


async def test_an_invoice_is_paid_and_the_case_falls_silent(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.get_by_role("button", name="Pay an invoice").click()
    await visit.photo("demo-pay", whole=False)
    await page.locator("#pay").get_by_role("button", name="Pay", exact=True).click()
    await expect(page.locator(".badge")).to_have_text("Closed")
    await expect(page.locator('[data-key="stop-pay"]')).to_have_class("done")
    await page.get_by_role("button", name="The ledger").click()
    await expect(page.locator("#ledger tbody tr").first).to_contain_text("184.20184.20")
    await visit.photo("demo-ledger", whole=False)


async def test_what_customers_write_is_only_ever_text(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await demo.as_customer("ada").text(HOSTILE)
    await expect(page.locator(".bubbles .mine p")).to_have_text(HOSTILE, use_inner_text=True)
    await demo.as_customer("helen").mail(HOSTILE)
    await choose(page, "Helen Novak")
    await page.locator(".letters button.mine").first.click()
    await expect(page.locator(".letter-text")).to_have_text(HOSTILE, use_inner_text=True)
    await page.locator(".message.mine-case .replies").first.click()
    await expect(page.locator(".feed")).to_contain_text("document.title=2")
    assert await page.title() == "followup demo"
    assert await page.locator(".feed img, .bubbles img, .letter-text img").count() == 0


async def test_an_escalation_rings_on_the_supervisors_phone_and_is_taken_there(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.locator('[data-key="stop-escalate"]').click()
    await expect(page.locator(".chooser")).to_contain_text("Sofia Lindqvist")
    await page.get_by_role("button", name="+1 hour").click()
    ping = page.locator(".bubbles .theirs", has_text=demo_ref(demo)).first
    await expect(ping).to_be_visible()
    await visit.photo("demo-ping", whole=False)
    code = (await ping.inner_text()).partition("Reply OK ")[2].partition(" ")[0]
    await page.locator(".handset textarea").fill(f"OK {code}")
    await page.locator(".handset textarea").press("Enter")
    await expect(page.locator('[data-key="stop-escalate"]')).to_have_class("done")


def demo_ref(demo: Demo) -> str:
    opened = [event for event in log_of(demo, "AC-10150") if isinstance(event, e.CaseOpened)]
    return opened[0].ref


async def test_it_is_usable_by_keyboard(demo: Demo, open_page: OpenPage) -> None:
    page = await ready(await open_page(demo.url, width=DESK))
    await page.locator(".chooser").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".case-head")).to_contain_text("Devon Price")
    await page.locator(".chooser").press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.locator(".people")).to_have_count(0)
    await page.locator("#open-pay").press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.locator("#pay")).to_be_hidden()


async def test_what_is_typed_survives_news(demo: Demo, open_page: OpenPage) -> None:
    page = await ready(await open_page(demo.url, width=DESK))
    field = page.locator(".handset textarea")
    await field.fill("half a sent")
    await demo.as_customer("ada").text("from elsewhere")
    await expect(page.locator(".bubbles .mine")).to_have_count(1)
    await expect(field).to_have_value("half a sent")
    await expect(field).to_be_focused()
    await page.locator(".desk-type textarea").focus()
    await demo.as_customer("ada").text("once more")
    await expect(page.locator(".bubbles .mine")).to_have_count(2)
    await expect(field).to_have_value("half a sent")
    await field.press("Enter")
    await expect(page.locator(".bubbles .mine")).to_have_count(3)
    await expect(field).to_have_value("")
    await expect(field).to_be_focused()


async def test_a_command_is_answered_to_whoever_typed_it(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await page.locator(".desk-type textarea").fill("/case help")
    await page.locator(".desk-type textarea").press("Enter")
    await expect(page.locator(".message.only-you")).to_be_visible()
    await visit.photo("demo-help", whole=False)
    await page.locator(".desk-type textarea").fill("/case held")
    await page.locator(".desk-type textarea").press("Enter")
    await expect(page.locator(".message.only-you")).not_to_contain_text("What you can type")
    await expect(page.locator(".message.only-you")).to_have_count(1)  # the latest; earlier ones are put away
    await page.locator('[data-key="me-ana"]').click()
    await expect(page.locator(".message.only-you")).to_have_count(0)


async def test_the_home_says_what_waits(demo: Demo, open_page: OpenPage) -> None:
    visit = await open_page(demo.url, width=DESK)
    page = await ready(visit)
    await Hands(demo).propose("olivia", "AC-10176", "refund", "")
    await page.locator('[data-key="me-ana"]').click()
    await page.locator('[data-key="place-home"]').click()
    await expect(page.locator(".home")).to_contain_text("AC-10176")
    await visit.photo("demo-home", whole=False)


EVERYTHING = """async () => {
  const { blocksOf } = await import("/demo/static/blocks.js");
  const option = (value) => ({ text: { type: "plain_text", text: value }, value });
  const input = (element, more = {}) => ({ type: "input", block_id: element.type, label: { type: "plain_text", text: element.type }, element: { action_id: "a", ...element }, ...more });
  const blocks = [
    { type: "header", text: { type: "plain_text", text: "A header" } },
    { type: "section", block_id: "s", text: { type: "mrkdwn", text: "*bold* _italic_ ~strike~ `code` <https://example.test|link> <@U1> <#C1> :bell:\\n&gt; quoted &lt;b&gt;\\n```pre```" }, fields: [{ type: "mrkdwn", text: "*F*\\n1" }, { type: "plain_text", text: "<i>" }], accessory: { type: "overflow", action_id: "o", options: [option("one"), option("two")] } },
    { type: "context", elements: [{ type: "mrkdwn", text: "small" }] },
    { type: "divider" },
    { type: "actions", block_id: "x", elements: [{ type: "button", action_id: "b", style: "danger", value: "v", text: { type: "plain_text", text: "Danger" } }, { type: "static_select", action_id: "m", placeholder: { type: "plain_text", text: "Pick" }, options: [option("one")] }] },
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "rich", style: { bold: true } }, { type: "link", url: "javascript:alert(1)", text: "bad" }] }, { type: "rich_text_list", style: "bullet", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "point" }] }] }, { type: "rich_text_quote", elements: [{ type: "text", text: "said" }] }, { type: "rich_text_preformatted", elements: [{ type: "text", text: "pre" }] }] },
    input({ type: "plain_text_input", multiline: true, initial_value: "text" }), input({ type: "number_input", is_decimal_allowed: true, initial_value: "1.5" }),
    input({ type: "datepicker", initial_date: "2026-09-18" }), input({ type: "timepicker", initial_time: "09:30" }), input({ type: "datetimepicker", initial_date_time: 1789482000 }),
    input({ type: "static_select", options: [option("one"), option("two")], initial_option: option("two") }), input({ type: "multi_static_select", options: [option("one"), option("two")], initial_options: [option("one")] }),
    input({ type: "checkboxes", options: [option("one"), option("two")], initial_options: [option("two")] }), input({ type: "radio_buttons", options: [option("one"), option("two")], initial_option: option("one") }),
    input({ type: "users_select", initial_user: "U1" }), input({ type: "email_text_input", initial_value: "a@example.test" }, { optional: true, hint: { type: "plain_text", text: "hint" } }),
  ];
  const fields = new Map();
  const pressed = [];
  const desk = { names: { users: { U1: "Una" }, channels: { C1: "one" } }, fields, errors: { datepicker: "wrong day" }, act: async (one, block, chosen) => { pressed.push([one.action_id, chosen ?? one.value]); }, confirm: async () => true };
  const box = document.createElement("div");
  box.className = "blocks";
  box.append(...blocksOf(blocks, desk));
  document.getElementById("pane-case").replaceChildren(box);
  box.querySelector(".b-actions button").click();
  box.querySelector(".menu button:last-child").click();
  await new Promise((done) => setTimeout(done, 50));
  return { values: Object.fromEntries([...fields.values()].map((one) => [one.block, one.read()])), pressed, html: box.innerHTML, text: box.innerText };
}"""


async def test_every_block_and_element_that_forms_use_is_shown_and_read(demo: Demo, open_page: OpenPage) -> None:
    page = await ready(await open_page(demo.url, width=DESK))
    found = await page.evaluate(EVERYTHING)
    assert found["pressed"] == [["b", "v"], ["o", "two"]]
    values = found["values"]
    assert values["plain_text_input"] == "text"
    assert values["number_input"] == "1.5"
    assert (values["datepicker"], values["timepicker"], values["datetimepicker"]) == ("2026-09-18", "09:30", 1789482000)
    assert (values["static_select"], values["multi_static_select"]) == ("two", ["one"])
    assert (values["checkboxes"], values["radio_buttons"]) == (["two"], "one")
    assert (values["users_select"], values["email_text_input"]) == ("U1", "a@example.test")
    for piece in (
        "<b>bold</b>",
        "<i>italic</i>",
        "<s>strike</s>",
        "<code>code</code>",
        "<pre>pre</pre>",
        "<blockquote>",
    ):
        assert piece in found["html"]
    assert "@Una" in found["text"]
    assert "#one" in found["text"]
    assert "wrong day" in found["text"]
    assert "javascript:" not in found["html"]
