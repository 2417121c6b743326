// The customer's side: who it is, their phone, their mailbox, their page.

import { attempt, get, post, toast } from "./api.js";
import { avatar, draw, h, icon } from "./dom.js";
import { change, hear, state } from "./state.js";
import { LANGUAGES, STATES, TYPES } from "./words.js";

const pane = document.getElementById("pane-customer");
const parts = {
  head: h("div", { class: "pane-head" }),
  tabs: h("div", { class: "segments", role: "tablist", "aria-label": "How the customer is reached" }),
  body: h("div", { class: "customer-body" }),
};
pane.append(parts.head, parts.tabs, parts.body);
let frameFor = "";
let choosing = false;

export function drawCustomer(page, desk) {
  const { customer } = page;
  draw(parts.head, [page.people, customer.id, choosing, desk?.staff, state.phone], () => head(page, desk));
  if (state.phone) {
    drawStaffPhone(page, desk);
    return;
  }
  const tab = tabOf(customer);
  draw(parts.tabs, [customer.id, tab, customer.sms.length, customer.mails.length], () => tabs(page, desk, tab));
  parts.tabs.hidden = false;
  if (tab === "page") showPage(customer);
  else drawBody(tab, customer);
}

function redraw(page, desk) {
  drawCustomer(page, desk);
}

// --- who ---

function head(page, desk) {
  const person = page.people.find((one) => one.id === page.customer.id);
  const staff = desk?.staff.find((one) => one.id === state.phone);
  const name = staff ? staff.name : person.name;
  const about = staff ? `${staff.roles.join(", ")}, own phone` : `${person.brand} · ${LANGUAGES[person.language] || person.language}${person.business ? " · business" : ""}`;
  const button = h(
    "button",
    {
      type: "button", class: "chooser", "data-key": "chooser", "aria-haspopup": "listbox", "aria-expanded": String(choosing),
      onclick: () => { choosing = !choosing; redraw(page, desk); if (choosing) parts.head.querySelector('[aria-selected="true"]')?.focus(); },
    },
    avatar(name),
    h("span", { class: "who" }, h("small", {}, staff ? "You hold the phone of" : person.asked ? "You work for the client" : "You are the customer"), h("b", {}, name), h("span", {}, about)),
    icon("down"),
  );
  return [button, choosing ? people(page, desk) : null, staff || choosing ? null : h("p", { class: "about" }, person.about)];
}

function people(page, desk) {
  const rows = page.people.map((person) => {
    const chosen = person.id === page.customer.id && !state.phone;
    return option(chosen, () => pick(person.id, "", page, desk), person.name, [
      h("span", { class: "row-name" }, h("b", {}, person.name), h("small", {}, person.brand)),
      h("span", { class: "row-cases" }, person.cases.map((one) => h(
        "span", { class: `chip state-${one.state}` }, `${TYPES[one.type] || one.type} · ${STATES[one.state]}`,
      ))),
    ]);
  });
  const phones = (desk?.staff || []).filter((one) => one.phone).map((one) => option(
    state.phone === one.id, () => pick(state.who, one.id, page, desk), one.name,
    [h("span", { class: "row-name" }, h("b", {}, one.name), h("small", {}, `${one.roles.join(", ")} · own phone`))],
  ));
  const box = h("div", { class: "people", role: "listbox", "aria-label": "Whose phone do you hold?", onkeydown: arrows }, rows);
  if (phones.length) box.append(h("p", { class: "people-title" }, "Phones of staff"), ...phones);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choosing = false; redraw(page, desk); parts.head.querySelector(".chooser").focus(); }
  });
  return box;
}

function option(chosen, onclick, name, kids) {
  return h("button", { type: "button", role: "option", class: "row", "aria-selected": String(chosen), onclick }, avatar(name), h("span", { class: "row-text" }, kids));
}

function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length].focus();
}

function pick(who, phone, page, desk) {
  choosing = false;
  if (who !== state.who) change({ who, phone, tab: "", mail: "", ref: "" });
  else change({ phone });
  redraw(page, desk);
}

// A customer that the page turns to is the one whose phone is held.
hear((what) => {
  if ("who" in what && !("phone" in what) && state.phone) change({ phone: "" });
});

addEventListener("click", (event) => {
  if (choosing && !event.composedPath().includes(parts.head)) {
    choosing = false;
    change({ tab: state.tab });
  }
});

// --- tabs ---

function tabOf(customer) {
  const able = { phone: Boolean(customer.number), mail: Boolean(customer.address), page: Boolean(customer.page) };
  if (able[state.tab]) return state.tab;
  return able.phone && (customer.sms.length || !able.mail) ? "phone" : "mail";
}

function tabs(page, desk, chosen) {
  const { customer } = page;
  const all = [
    ["phone", "Phone", customer.sms.length, customer.number],
    ["mail", "Mail", customer.mails.length, customer.address],
    ["page", "Own page", 0, customer.page],
  ];
  return all.filter(([, , , able]) => able).map(([id, label, count]) => h(
    "button",
    {
      type: "button", role: "tab", "data-key": `tab-${id}`, "aria-selected": String(id === chosen),
      onclick: () => { change({ tab: id }); redraw(page, desk); },
    },
    label, count ? h("span", { class: "count" }, String(count)) : null,
  ));
}

function drawBody(tab, customer) {
  frameFor = "";
  const data = tab === "phone" ? [tab, customer.id, customer.sms, customer.tries] : [tab, customer.id, customer.mails, state.mail];
  const bubbles = () => parts.body.querySelector(".bubbles");
  const before = bubbles();
  const near = !before || before.scrollHeight - before.scrollTop - before.clientHeight < 60;
  if (!draw(parts.body, data, () => (tab === "phone" ? phone(customer) : mailbox(customer)))) return;
  const box = bubbles();
  if (box && near) box.scrollTop = box.scrollHeight;
}

// --- the phone ---

function phone(customer) {
  return handset({
    title: customer.brand, number: customer.number, time: customer.time, sms: customer.sms, tries: customer.tries,
    empty: "No messages yet. Turn the clock, or write first.",
    send: (text) => post("text", { who: customer.id, text }),
    key: `sms-${customer.id}`,
  });
}

function handset({ title, number, time, sms, tries, empty, send, key }) {
  const field = h("textarea", { rows: "1", "aria-label": `Text message to ${title}`, placeholder: "Text message", "data-key": key, maxlength: "1600" });
  const form = h("form", { class: "type", onsubmit: (event) => { event.preventDefault(); say(field, send); } }, field,
    h("button", { type: "submit", class: "round", "aria-label": "Send" }, icon("send")));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  return h("div", { class: "handset" },
    h("div", { class: "handset-top" }, h("b", {}, title), h("small", {}, number)),
    h("ol", { class: "bubbles", role: "log", "aria-label": "Text messages", tabindex: "0" },
      sms.length ? sms.map((one) => bubble(one)) : h("li", { class: "nothing" }, empty)),
    tries?.length ? h("div", { class: "tries", "aria-label": "Things to say" }, tries.map((text) => h(
      "button", { type: "button", class: "try", onclick: () => { field.value = text; field.focus(); } }, text,
    ))) : null,
    form);
}

function bubble(one) {
  const stamp = one.mine ? one.time : `${one.time}${one.state === "delivered" ? " · delivered" : ""}`;
  return h("li", { class: one.mine ? "mine" : "theirs" }, h("p", { dir: "auto" }, one.text), h("small", {}, stamp));
}

async function say(field, send) {
  const text = field.value.trim();
  if (!text) return;
  field.disabled = true;
  const done = await attempt(async () => { await send(text); return true; });
  field.disabled = false;
  if (done) field.value = "";
  const drawnAnew = parts.body.querySelector(`[data-key="${CSS.escape(field.dataset.key)}"]`);
  (field.isConnected ? field : drawnAnew)?.focus();
}

async function drawStaffPhone(page, desk) {
  parts.tabs.hidden = true;
  frameFor = "";
  const asked = state.phone;
  const found = await attempt(() => get(`/demo/phone/${encodeURIComponent(asked)}`));
  if (!found || asked !== state.phone) return;
  draw(parts.body, ["staff", found], () => handset({
    title: "followup", number: `${found.name} · ${found.number}`, time: "", sms: found.sms, tries: null,
    empty: "Quiet. An escalation that nobody takes rings here.",
    send: (text) => post("staff_text", { staff: found.id, text }),
    key: `staff-${found.id}`,
  }));
  const box = parts.body.querySelector(".bubbles");
  if (box) box.scrollTop = box.scrollHeight;
}

// --- the mailbox ---

function mailbox(customer) {
  const letters = [...customer.mails].reverse();
  if (!letters.length) return h("p", { class: "nothing" }, "No mail yet. Turn the clock to the next event.");
  const open = letters.find((one) => one.id === state.mail) || letters.find((one) => !one.mine) || letters[0];
  return [
    h("ol", { class: "letters", "aria-label": "Mailbox" }, letters.map((one) => h("li", {}, h(
      "button", { type: "button", "data-key": `mail-${one.id}`, "aria-current": one.id === open.id ? "true" : null, class: one.mine ? "mine" : "", onclick: () => change({ mail: one.id }) },
      h("span", { class: "letter-top" }, h("b", {}, one.mine ? "You" : sender(one.other)), h("small", {}, one.time)),
      h("span", { class: "letter-subject" }, one.subject),
    )))),
    letter(open, customer),
  ];
}

function sender(from) {
  return from.replace(/\s*<[^>]*>\s*$/, "").replaceAll('"', "") || from;
}

function letter(mail, customer) {
  const body = mail.mine
    ? h("p", { class: "letter-text", dir: "auto" }, mail.text)
    : h("iframe", { class: "letter-frame", title: `Mail: ${mail.subject}`, sandbox: "allow-popups allow-popups-to-escape-sandbox", src: `/demo/mail/${encodeURIComponent(mail.id)}` });
  const field = h("textarea", { rows: "2", "aria-label": "Answer this mail", placeholder: "Answer in your own words", "data-key": `reply-${mail.id}`, maxlength: "5000" });
  const tries = h("div", { class: "tries", "aria-label": "Things to say" }, customer.tries.map((text) => h(
    "button", { type: "button", class: "try", onclick: () => { field.value = text; field.focus(); } }, text)));
  const form = h("form", {
    class: "type", onsubmit: (event) => {
      event.preventDefault();
      say(field, (text) => post("mail", { who: customer.id, text, answering: mail.mine ? "" : mail.id }));
    },
  }, field, h("button", { type: "submit", class: "round", "aria-label": "Send the answer" }, icon("send")));
  return h("article", { class: "letter", "aria-label": mail.subject },
    mail.mine ? h("header", {}, h("h3", {}, mail.subject), h("p", {}, `to ${mail.other}`)) : null, body, tries, form);
}

// --- the page ---

function showPage(customer) {
  if (frameFor === customer.id) return;
  frameFor = customer.id;
  const frame = h("iframe", { class: "page-frame", title: `${customer.name}'s own page`, src: customer.page });
  frame.addEventListener("load", () => frame.contentDocument?.addEventListener("click", staysHere));
  const facts = customer.invoices.map((number) => h("button", {
    type: "button", class: "try", onclick: () => navigator.clipboard?.writeText(number),
  }, number));
  draw(parts.body, ["page", customer.id], () => [
    h("p", { class: "page-hint" }, icon("chat"), h("span", {}, "A link is not identity: it asks for something from the bill. On this bill stands "), ...facts),
    frame,
  ]);
}

// The client's payment page is elsewhere, and the demo asks nothing of the outside.
function staysHere(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin === location.origin) return;
  event.preventDefault();
  toast("The client's own payment page would open here. In the demo, press “Pay an invoice”.");
}

export function refreshPageFrame() {
  const frame = parts.body.querySelector(".page-frame");
  if (frame) frame.src = frame.src;
}
