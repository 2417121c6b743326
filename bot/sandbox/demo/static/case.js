// The case: how it stands, what comes next, what holds it back, what happened.

import { draw, h, icon } from "./dom.js";
import { change, state } from "./state.js";
import { STATES, TYPES, channel, plain, stepName, who } from "./words.js";

const SOON = 4; // steps that are shown at once
const pane = document.getElementById("pane-case");
const parts = { head: h("div", { class: "pane-head case-head" }), body: h("div", { class: "case-body", tabindex: "0", role: "region", "aria-label": "The case in detail" }) };
pane.append(parts.head, parts.body);

export function drawCase(page, desk) {
  const staff = new Map((desk?.staff || []).map((one) => [one.id, one.name]));
  const shown = page.cases.find((one) => one.ref === state.ref) || page.cases[0];
  draw(parts.head, [page.cases.map((one) => [one.ref, one.invoice]), shown?.ref, page.customer.name], () => head(page, shown));
  draw(parts.body, [shown, page.customer.name], () => (shown ? body(shown, staff, page) : h("p", { class: "nothing" }, "No case yet.")));
}

function head(page, shown) {
  const title = h("h2", {}, "The case", h("small", {}, `of ${page.customer.name}`));
  if (page.cases.length < 2) return title;
  return [title, h("div", { class: "segments", role: "tablist", "aria-label": "Cases" }, page.cases.map((one) => h("button", {
    type: "button", role: "tab", "data-key": one.ref, "aria-selected": String(one.ref === shown.ref), onclick: () => change({ ref: one.ref }),
  }, one.invoice)))];
}

function body(one, staff, page) {
  return [
    h("div", { class: "money" },
      h("p", { class: "amount" }, one.amount),
      h("p", { class: `badge state-${one.state}` }, STATES[one.state] || one.state),
      h("p", { class: "money-about" }, `${TYPES[one.type] || plain(one.type)} · invoice ${one.invoice} · `, h("code", {}, one.ref)),
      one.outcome ? h("p", { class: "outcome" }, icon("check"), plain(one.outcome)) : null),
    section("Next", one.next.slice(0, SOON).map(step),
      one.state === "closed" ? "Nothing: it is over." : "Nothing by itself: a person is asked to act.", `times of ${page.customer.name}`,
      one.next.length > SOON ? h("details", { class: "later" }, h("summary", { "data-key": "later" }, `${one.next.length - SOON} more, if nothing changes`), h("ol", {}, one.next.slice(SOON).map(step))) : null),
    section("Why not now", one.held.map((held) => h("li", { class: "why" },
      icon("pause"),
      h("p", {}, held.sentence, h("small", {}, h("code", {}, held.rule), ` lifts: ${held.time || held.lifts_when}`)))),
      one.state === "closed" ? "" : "Nothing holds it back."),
    section("What happened", [...one.happened].reverse().map((event) => h("li", { class: `event by-${kind(event.by)}` },
      h("p", {}, event.sentence, h("small", {}, `${event.time} · ${who(event.by, staff)}`)))), "", "the latest first"),
  ];
}

function kind(by) {
  if (by.startsWith("import")) return "import";
  return ["clock", "customer", "provider", "bot"].includes(by) ? by : "staff";
}

function step(one) {
  return h("li", { class: "step" }, icon(one.channel || "person"),
    h("p", {}, h("b", {}, stepName(one.step, one.channel)), one.channel ? ` by ${channel(one.channel)}` : "", h("small", {}, one.time)));
}

function section(title, rows, empty, note = "", more = null) {
  if (!rows.length && !empty) return null;
  return h("section", { class: "part", "aria-label": title },
    h("h3", {}, title, note && rows.length ? h("small", {}, note) : null),
    rows.length ? h("ol", {}, rows) : h("p", { class: "nothing" }, empty), more);
}
