// The client's ledger: what was imported, and paying an invoice.

import { attempt, post, toast } from "./api.js";
import { h, icon } from "./dom.js";
import { state } from "./state.js";

const pay = document.getElementById("pay");
const ledger = document.getElementById("ledger");

for (const sheet of [pay, ledger]) {
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
}

function amountOf(text) {
  return Number(text).toLocaleString("en-US", { minimumFractionDigits: 2 });
}

function head(sheet, id, title) {
  return h("header", { class: "sheet-head" }, h("h2", { id }, title),
    h("button", { type: "button", class: "icon-only", "aria-label": "Close", onclick: () => sheet.close() }, icon("close")));
}

export function openPay(page) {
  const open = page.invoices.filter((one) => Number(one.missing) > 0);
  const mine = open.find((one) => one.customer === state.who) || open[0];
  const choice = h("select", { id: "pay-invoice" }, open.map((one) => h(
    "option", { value: one.number, selected: one.number === mine?.number },
    `${one.number} · ${one.name} · ${one.currency} ${amountOf(one.missing)}`,
  )));
  const amount = h("input", { id: "pay-amount", inputmode: "decimal", placeholder: mine ? mine.missing : "", autocomplete: "off", pattern: "[0-9]+([.][0-9]{1,2})?" });
  choice.addEventListener("change", () => { amount.placeholder = open.find((one) => one.number === choice.value).missing; amount.value = ""; });
  const form = h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); paid(choice.value, amount.value.trim()); } },
    h("p", {}, "A line of the bank statement comes in through the real import, and everything that is planned about it is called off in the same transaction."),
    h("label", { for: "pay-invoice" }, "Which invoice?"), choice,
    h("label", { for: "pay-amount" }, "How much?"), amount,
    h("p", { class: "hint" }, "Nothing written = all that is open. Write less for a part payment."),
    h("div", { class: "sheet-buttons" }, h("button", { type: "button", onclick: () => pay.close() }, "Not now"), h("button", { type: "submit", class: "strong" }, "Pay")));
  pay.replaceChildren(head(pay, "pay-title", "Pay an invoice"), open.length ? form : h("p", { class: "nothing" }, "Everything is paid."));
  pay.showModal();
}

async function paid(invoice, amount) {
  const done = await attempt(() => post("pay", { invoice, amount }));
  if (done === undefined) return;
  pay.close();
  toast(`${invoice}: the payment is booked.`);
}

export function openLedger(page) {
  const told = page.import;
  ledger.replaceChildren(
    head(ledger, "ledger-title", "The clients' ledgers"),
    h("p", {}, "Every case here was opened by importing this file, as every night: ", h("code", {}, "followup import ledger.csv"), ". Nothing else was set up."),
    told ? h("p", { class: "hint" }, `The last import: ${told.rows} rows, ${told.opened} opened, ${told.updated} updated, ${told.unchanged} unchanged, ${Object.values(told.skipped).reduce((sum, one) => sum + one, 0)} skipped, ${told.rejected} rejected.`) : null,
    h("div", { class: "table", tabindex: "0", role: "region", "aria-label": "The ledger" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Client", "Invoice", "Customer", "Expected", "Paid", "Contested", ""].map((title, place) => h("th", { scope: "col", class: place > 2 && place < 6 ? "number" : "" }, title)))),
      h("tbody", {}, page.invoices.map((one) => h("tr", {},
        h("td", {}, one.client), h("td", {}, h("code", {}, one.number)), h("td", {}, one.name),
        h("td", { class: "number" }, amountOf(one.expected)), h("td", { class: "number" }, amountOf(one.paid)), h("td", { class: "number" }, Number(one.disputed) ? amountOf(one.disputed) : ""), h("td", {}, one.currency)))))),
    h("div", { class: "sheet-buttons" }, h("a", { class: "button", href: "/demo/ledger.csv", download: "ledger.csv" }, "Download the file")),
  );
  ledger.showModal();
}
