// The staff's workspace: whose desk it is, channels, messages, threads, the home, and forms.

import { attempt, post, Refusal, toast } from "./api.js";
import { blocksOf, words } from "./blocks.js";
import { avatar, draw, h, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { change, state } from "./state.js";

const pane = document.getElementById("pane-desk");
const parts = {
  head: h("div", { class: "pane-head desk-head" }),
  side: h("nav", { class: "side", "aria-label": "Channels" }),
  top: h("div", { class: "place-head" }),
  feed: h("div", { class: "feed", role: "log", "aria-label": "Messages", tabindex: "0" }),
  write: h("form", { class: "type desk-type" }),
};
pane.append(parts.head, h("div", { class: "desk-body" }, parts.side, h("div", { class: "place" }, parts.top, parts.feed, parts.write)));

const FACES = ["olivia", "ana", "ben", "sofia"]; // the four that the tour needs stand in front
const seen = new Map(); // place -> messages that were there when it was last looked at
const heard = new Map(); // place -> the latest of what "only you" sees
const hidden = new Set(); // what "only you" sees and has put away
let desk = null;
let page = null;

export function drawDesk(newDesk, newPage) {
  desk = newDesk;
  page = newPage || page;
  const here = desk.places.find((one) => one.id === desk.place);
  seen.set(`${desk.me} ${here.id}`, here.count);
  draw(parts.head, [desk.me, desk.staff], faces);
  draw(parts.side, [desk.places, desk.place, desk.me, [...seen]], side);
  draw(parts.top, [here, desk.thread?.ts, desk.channels], () => top(here));
  feed(here);
  tell(here);
  const writing = here.kind !== "home";
  parts.write.hidden = !writing;
  if (writing) draw(parts.write, [here.id, desk.thread?.ts, desk.me], () => writer(here));
}

function names() {
  return { users: desk.users, channels: channelNames() };
}

function channelNames() {
  return Object.fromEntries(Object.entries(desk.channels).map(([id, client]) => [id, `${client}-followup`]));
}

// --- whose desk ---

function faces() {
  const front = FACES.map((id) => desk.staff.find((one) => one.id === id)).filter(Boolean);
  const others = desk.staff.filter((one) => !FACES.includes(one.id));
  const other = others.some((one) => one.id === desk.me);
  return [
    h("span", { class: "i-am", id: "i-am" }, "I am"),
    h("div", { class: "segments faces", role: "group", "aria-labelledby": "i-am" },
      front.map((one) => h("button", {
        type: "button", "data-key": `me-${one.id}`, "aria-pressed": String(one.id === desk.me), onclick: () => sit(one.id),
      }, h("b", {}, one.name.split(" ")[0]), h("small", {}, one.roles.join(", ")))),
      h("select", { "aria-label": "Somebody else", class: other ? "chosen" : "", onchange: (event) => event.target.value && sit(event.target.value) },
        h("option", { value: "", selected: !other }, "Others"),
        others.map((one) => h("option", { value: one.id, selected: one.id === desk.me }, `${one.name.split(" ")[0]} · ${one.roles.join(", ").replace("_", " ")}`)))),
  ];
}

function sit(me) {
  change({ me, thread: "" });
  if (state.place === "home") openHome();
}

function openHome() {
  attempt(() => post("home", { me: state.me }));
}

// --- places ---

function side() {
  return desk.places.map((one) => {
    const news = one.count - (seen.get(`${desk.me} ${one.id}`) ?? 0);
    const label = one.kind === "channel" ? `${one.client}-followup` : one.kind === "dm" ? "followup" : "Home";
    return h("button", {
      type: "button", "data-key": `place-${one.id}`, class: news > 0 && one.id !== desk.place ? "news" : "", "aria-current": one.id === desk.place ? "page" : null,
      onclick: () => go(one),
    }, icon(one.kind === "channel" ? "hash" : one.kind === "dm" ? "chat" : "home"), h("span", {}, label),
    news > 0 && one.id !== desk.place ? h("span", { class: "count" }, String(news)) : null);
  });
}

function go(place) {
  change({ place: place.id, thread: "" });
  if (place.kind === "home") openHome();
}

function top(here) {
  if (desk.thread) {
    return [h("button", { type: "button", class: "icon-only", "aria-label": "Back to the channel", "data-key": "back", onclick: () => change({ thread: "" }) }, icon("back")),
      h("h2", {}, "Thread"), h("small", {}, here.kind === "channel" ? `#${here.client}-followup` : "followup")];
  }
  if (here.kind === "home") return [h("h2", {}, "Home"), h("small", {}, "what waits for you")];
  if (here.kind === "dm") return [h("h2", {}, "followup"), h("small", {}, "direct messages to you")];
  return [h("h2", {}, `# ${here.client}-followup`), h("small", {}, "cases of this client that need somebody")];
}

// --- messages ---

function feed(here) {
  const { thread } = desk;
  const about = thread ? JSON.stringify(thread.parent).match(/ref\\+":\\+"([^"\\]+)/)?.[1] : ""; // what is answered in the channel about this thread's case
  const only = lastOf(desk.only_you.filter((one) => !hidden.has(one.ts) && ((one.thread_ts || "") === (thread?.ts || "") || (about && JSON.stringify(one).includes(about)))));
  const shown = thread ? [thread.parent, ...thread.replies, ...only] : [...desk.messages, ...only].sort((one, two) => Number(one.ts) - Number(two.ts));
  const refs = (page?.cases || []).map((one) => one.ref);
  const near = parts.feed.scrollHeight - parts.feed.scrollTop - parts.feed.clientHeight < 80;
  const spot = [here.id, thread?.ts, desk.me, page?.customer.id].join(" ");
  const moved = parts.feed.dataset.spot !== spot;
  parts.feed.dataset.spot = spot;
  const onlyTs = new Set(only.map((one) => one.ts));
  draw(parts.feed, [here.id, desk.me, thread?.ts, shown, desk.home, refs, desk.users], () => {
    if (here.kind === "home") return desk.home ? h("div", { class: "home" }, blocksOf(desk.home.blocks, actor({ kind: "view", view: desk.home.id }))) : h("p", { class: "nothing" }, "Opening…");
    if (!shown.length) return h("p", { class: "nothing" }, here.kind === "dm" ? "Nothing here yet. Pings and what is for you alone come here." : "No case needs anybody yet. Turn the clock.");
    return shown.map((one, number) => message(one, here, refs, onlyTs.has(one.ts), thread && number === 0));
  });
  if (moved) scrollTo(thread ? parts.feed.firstElementChild : parts.feed.querySelector(".message.mine-case") || parts.feed.querySelector(".message:last-child"));
  else if (near && here.kind !== "home") parts.feed.scrollTop = parts.feed.scrollHeight;
}

// The latest of what one is told stays; earlier ones are put away.
function lastOf(told) {
  const latest = Math.max(...told.map((one) => Number(one.ts)));
  return told.filter((one) => Number(one.ts) === latest);
}

// What one is told after pressing stands at the end: out of sight, it is also said at once.
function tell(here) {
  const key = `${desk.me} ${here.id}`;
  const latest = [...desk.only_you].sort((one, two) => Number(one.ts) - Number(two.ts)).at(-1);
  const before = heard.get(key);
  heard.set(key, Number(latest?.ts || 0));
  if (!latest || before === undefined || Number(latest.ts) <= before) return;
  const node = parts.feed.querySelector(`[data-ts="${CSS.escape(latest.ts)}"]`);
  const seen = node && node.getBoundingClientRect().top < parts.feed.getBoundingClientRect().bottom - 40;
  if (!seen && latest.text) toast(latest.text.replace(/[`*]/g, ""));
}

// The card of the customer's case, else the latest message, from its beginning.
function scrollTo(message) {
  if (message) parts.feed.scrollTop = message.offsetTop - parts.feed.offsetTop - 8;
}

function message(one, here, refs, onlyYou, parent) {
  const name = one.bot_id ? "followup" : desk.users[one.user] || "somebody";
  const said = JSON.stringify(one.blocks || "") + (one.text || "");
  const mine = refs.some((ref) => said.includes(ref));
  const replies = !desk.thread && one.reply_count ? `${one.reply_count} ${one.reply_count === 1 ? "reply" : "replies"}` : "";
  return h("article", { class: `message${mine ? " mine-case" : ""}${onlyYou ? " only-you" : ""}${parent ? " parent" : ""}`, "data-ts": one.ts, "aria-label": `${name}, ${time(one.ts, here.zone)}` },
    one.bot_id ? h("span", { class: "avatar bot", "aria-hidden": "true" }, icon("check")) : avatar(name),
    h("div", { class: "message-body" },
      h("p", { class: "message-top" }, h("b", {}, name), one.bot_id ? h("span", { class: "app" }, "app") : null, h("time", {}, time(one.ts, here.zone)), one.edited ? h("small", {}, "(edited)") : null,
        onlyYou ? h("span", { class: "eyes" }, "only you see this", h("button", { type: "button", class: "linky", onclick: () => { hidden.add(one.ts); drawDesk(desk, page); } }, "put away")) : null),
      one.blocks?.length ? h("div", { class: "blocks" }, blocksOf(one.blocks, actor({ kind: "message", place: here.id, ts: one.ts }))) : h("div", { class: "b-text" }, mrkdwn(one.text, names())),
      (one.reactions || []).length ? h("p", { class: "reactions" }, one.reactions.map((reaction) => h("span", {}, `${words({ type: "plain_text", text: `:${reaction.name}:` }, { names: names() }).join("")} ${reaction.count}`))) : null,
      desk.thread || onlyYou || here.kind === "home" ? null : h("button", { type: "button", class: `linky replies${replies ? "" : " none"}`, "data-key": `thread-${one.ts}`, onclick: () => change({ thread: one.ts }) }, icon("chat"), replies || "Thread")));
}

function time(ts, zone) {
  const at = new Date(Number(ts) * 1000);
  return at.toLocaleString("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).replace("Sept", "Sep");
}

function writer(here) {
  const field = h("textarea", {
    rows: "1", "data-key": `write-${here.id}-${desk.thread?.ts || ""}`, "aria-label": "Message or command", maxlength: "3000",
    placeholder: desk.thread ? "An internal note in this thread" : "/case help",
  });
  const form = parts.write;
  form.onsubmit = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const asked = { me: desk.me, place: here.id, thread: desk.thread?.ts || "", text };
    const done = await attempt(async () => { await post(text.startsWith("/") ? "command" : "write", asked); return true; });
    if (done) field.value = "";
    field.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  return [field, h("button", { type: "submit", class: "round", "aria-label": "Send" }, icon("send"))];
}

// --- what one does there ---

function actor(where) {
  const me = desk.me;
  return {
    names: names(),
    confirm,
    act: (one, block, chosen) => attempt(async () => {
      const asked = { me, action: one.action_id, block_id: block.block_id };
      if (one.value !== undefined) asked.value = one.value;
      if (chosen !== undefined) asked.selected = chosen;
      if (where.kind === "message") await post("click", { ...asked, place: where.place, ts: where.ts });
      else await post("click_in_view", { ...asked, view: where.view });
    }),
  };
}

const sure = document.getElementById("confirm");

function confirm(asked) {
  const plain = { names: names() };
  return new Promise((resolve) => {
    const answer = (yes) => { sure.close(); resolve(yes); };
    sure.replaceChildren(h("header", { class: "sheet-head" }, h("h2", { id: "confirm-title" }, words(asked.title, plain))),
      h("p", {}, words(asked.text, plain)),
      h("div", { class: "sheet-buttons" },
        h("button", { type: "button", onclick: () => answer(false) }, words(asked.deny, plain)),
        h("button", { type: "button", class: asked.style === "danger" ? "danger strong" : "strong", onclick: () => answer(true) }, words(asked.confirm, plain))));
    sure.oncancel = () => resolve(false);
    sure.showModal();
  });
}

// --- forms ---

const sheet = document.getElementById("form");
const away = new Set(); // forms that were put away; the news of it is on its way
let open = null; // the form that is shown: {id, hash, fields, errors}

export function showForm(shown) {
  const view = shown.forms.filter((one) => !away.has(one.id)).at(-1);
  if (!view) {
    open = null;
    if (sheet.open) sheet.close();
    return;
  }
  if (open && open.id === view.id && open.hash === view.hash && open.me === shown.me) return;
  const kept = open && open.id === view.id ? read() : {};
  drawForm(view, {}, kept);
}

function drawForm(view, errors, kept = {}) {
  const fields = new Map();
  open = { id: view.id, hash: view.hash, me: desk.me, fields, view, errors };
  const context = { ...actor({ kind: "view", view: view.id }), fields, errors };
  const plain = { names: names() };
  const loose = Object.entries(errors).filter(([block]) => !(view.blocks || []).some((one) => one.block_id === block)).map(([, sentence]) => sentence);
  sheet.replaceChildren(
    h("form", { class: "form-sheet", novalidate: true, onsubmit: submit },
      h("header", { class: "sheet-head" }, h("h2", {}, words(view.title, plain)),
        h("button", { type: "button", class: "icon-only", "aria-label": "Close", onclick: dismiss }, icon("close"))),
      h("p", { class: "form-as" }, `You are ${desk.users[desk.staff.find((one) => one.id === desk.me)?.user] || desk.me}`),
      h("div", { class: "form-body blocks" }, loose.map((one) => h("p", { class: "error", role: "alert" }, one)), blocksOf(view.blocks, context)),
      h("div", { class: "sheet-buttons" },
        h("button", { type: "button", onclick: dismiss }, view.close ? words(view.close, plain) : "Close"),
        view.submit ? h("button", { type: "submit", class: "strong" }, words(view.submit, plain)) : null)));
  put(kept);
  if (!sheet.open) sheet.showModal();
  (sheet.querySelector("[aria-invalid]") || sheet.querySelector(".form-body input, .form-body textarea, .form-body select"))?.focus();
}

function read() {
  const values = {};
  for (const { block, action, read: value } of open.fields.values()) (values[block] ??= {})[action] = value();
  return values;
}

// What was typed stays where the app only changed the form around it.
function put(kept) {
  for (const [block, actions] of Object.entries(kept)) {
    for (const [action, value] of Object.entries(actions)) {
      for (const box of sheet.querySelectorAll(`input[name="${CSS.escape(`${block}-${action}`)}"]`)) box.checked = [value].flat().includes(box.value);
      const node = sheet.querySelector(`#in-${CSS.escape(block)}`);
      if (node && typeof value === "string" && "value" in node && !(node.tagName === "SELECT" && ![...node.options].some((one) => one.value === value))) node.value = value;
    }
  }
}

async function submit(event) {
  event.preventDefault();
  const { view } = open;
  const values = read();
  const button = sheet.querySelector('button[type="submit"]');
  button.disabled = true;
  button.classList.add("busy");
  try {
    const errors = await post("submit", { me: open.me, view: view.id, values });
    if (errors && Object.keys(errors).length) drawForm(view, errors, values);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (Object.keys(error.errors).length) drawForm(view, error.errors, values);
    else toast(error.message, true);
  } finally {
    const again = sheet.querySelector('button[type="submit"]');
    if (again) { again.disabled = false; again.classList.remove("busy"); }
  }
}

function dismiss() {
  if (!open) { sheet.close(); return; }
  const { id, me } = open;
  away.add(id);
  open = null;
  sheet.close();
  attempt(() => post("dismiss", { me, view: id }));
}

sheet.addEventListener("cancel", (event) => { event.preventDefault(); dismiss(); });

addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.overflow[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
});
