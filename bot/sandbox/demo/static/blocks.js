// Block Kit to elements: what a workspace shows of messages, homes and forms.
//
// `desk` says who is looking and takes what they do: desk.names for mentions, desk.act(element, block, chosen) for a
// click, desk.fields (a Map) where inputs say what they hold, desk.errors {block_id: sentence}.

import { h, icon } from "./dom.js";
import { signs } from "./glyphs.js";
import { emoji, link, mention, mrkdwn } from "./mrkdwn.js";

export function blocksOf(blocks, desk) {
  return (blocks || []).map((block) => (BLOCKS[block.type] || unknown)(block, desk)).filter(Boolean);
}

function unknown(block) {
  return h("p", { class: "b-unknown" }, `[${block.type}]`);
}

export function words(text, desk) {
  if (!text) return [];
  if (typeof text === "string") return [text];
  if (text.type === "mrkdwn") return mrkdwn(text.text, desk.names);
  return signs(text.emoji === false ? text.text : text.text.replace(/:([a-z0-9_+-]+):/g, (all, name) => emoji(name)));
}

const BLOCKS = {
  header: (block, desk) => h("h4", { class: "b-header" }, words(block.text, desk)),
  section: (block, desk) => h("div", { class: "b-section" },
    h("div", { class: "b-words" },
      block.text ? h("div", { class: "b-text" }, words(block.text, desk)) : null,
      block.fields ? h("div", { class: "b-fields" }, block.fields.map((field) => h("div", {}, words(field, desk)))) : null),
    block.accessory ? h("div", { class: "b-accessory" }, element(block.accessory, block, desk)) : null),
  context: (block, desk) => h("div", { class: "b-context" }, block.elements.map((one) => (one.type === "image" ? null : h("span", {}, words(one, desk))))),
  divider: () => h("hr", { class: "b-divider" }),
  actions: (block, desk) => h("div", { class: "b-actions" }, block.elements.map((one) => element(one, block, desk))),
  input: (block, desk) => input(block, desk),
  rich_text: (block, desk) => h("div", { class: "b-rich" }, block.elements.map((one) => rich(one, desk))),
  image: (block) => h("p", { class: "b-unknown" }, block.alt_text || "[image]"),
  markdown: (block, desk) => h("div", { class: "b-text" }, mrkdwn(block.text, desk.names)),
};

// --- rich text ---

function rich(part, desk) {
  const kids = () => part.elements.map((one) => richInline(one, desk));
  switch (part.type) {
    case "rich_text_section": return h("div", { class: "r-section" }, kids());
    case "rich_text_quote": return h("blockquote", {}, kids());
    case "rich_text_preformatted": return h("pre", {}, kids());
    case "rich_text_list": return h(part.style === "ordered" ? "ol" : "ul", { class: `r-list indent-${part.indent || 0}` }, part.elements.map((one) => h("li", {}, one.elements.map((inner) => richInline(inner, desk)))));
    default: return unknown(part);
  }
}

function richInline(one, desk) {
  const styled = (node) => {
    let found = node;
    const style = one.style || {};
    if (style.code) found = h("code", {}, found);
    if (style.bold) found = h("b", {}, found);
    if (style.italic) found = h("i", {}, found);
    if (style.strike) found = h("s", {}, found);
    return found;
  };
  switch (one.type) {
    case "text": return styled(signs(one.text));
    case "link": return styled(link(one.url, one.text));
    case "emoji": return signs(emoji(one.name));
    case "user": return mention(`@${desk.names.users[one.user_id] || one.user_id}`);
    case "channel": return mention(`#${desk.names.channels[one.channel_id] || one.channel_id}`);
    case "broadcast": return mention(`@${one.range}`);
    case "usergroup": return mention("@group");
    case "date": return one.fallback || new Date(one.timestamp * 1000).toISOString().slice(0, 10);
    default: return "";
  }
}

// --- what can be pressed ---

function element(one, block, desk) {
  const made = ELEMENTS[one.type];
  return made ? made(one, block, desk) : unknown(one);
}

function keyOf(one, block) {
  return `el-${block.block_id || ""}-${one.action_id || ""}-${(one.value || "").slice(0, 40)}`;
}

// Outside of an input, choosing something is a click; the workspace asks first where the app wants it.
async function press(one, block, desk, chosen, confirm = one.confirm) {
  if (confirm && !(await desk.confirm(confirm))) return false;
  await desk.act(one, block, chosen);
  return true;
}

const ELEMENTS = {
  button: (one, block, desk) => {
    const style = one.style === "primary" ? "strong" : one.style === "danger" ? "danger" : "";
    if (one.url) return h("a", { class: `button ${style}`, href: one.url, target: "_blank", rel: "noopener noreferrer" }, words(one.text, desk));
    const button = h("button", { type: "button", class: style, "data-key": keyOf(one, block), "aria-label": one.accessibility_label }, words(one.text, desk));
    button.addEventListener("click", async () => {
      button.disabled = true;
      button.classList.add("busy");
      await press(one, block, desk);
      button.disabled = false;
      button.classList.remove("busy");
    });
    return button;
  },
  overflow: (one, block, desk) => {
    const menu = h("details", { class: "overflow" },
      h("summary", { "aria-label": "More", "data-key": keyOf(one, block) }, icon("more")),
      h("div", { class: "menu", role: "menu" }, one.options.map((option) => h("button", {
        type: "button", role: "menuitem", onclick: () => { menu.open = false; press(one, block, desk, option.value); },
      }, words(option.text, desk)))));
    return menu;
  },
  static_select: (one, block, desk) => menu(one, block, desk, options(one)),
  users_select: (one, block, desk) => menu(one, block, desk, Object.entries(desk.names.users).map(([value, text]) => ({ value, text })), "initial_user"),
  conversations_select: (one, block, desk) => menu(one, block, desk, Object.entries(desk.names.channels).map(([value, text]) => ({ value, text: `#${text}` })), "initial_conversation"),
  channels_select: (one, block, desk) => menu(one, block, desk, Object.entries(desk.names.channels).map(([value, text]) => ({ value, text: `#${text}` })), "initial_channel"),
  multi_static_select: (one, block, desk) => boxes(one, block, desk, "checkbox", options(one), one.initial_options),
  checkboxes: (one, block, desk) => boxes(one, block, desk, "checkbox", one.options, one.initial_options),
  radio_buttons: (one, block, desk) => boxes(one, block, desk, "radio", one.options, one.initial_option ? [one.initial_option] : []),
  plain_text_input: (one, block, desk) => field(one, block, desk, one.multiline ? "textarea" : "input", {
    value: one.initial_value, minlength: one.min_length, maxlength: one.max_length, rows: one.multiline ? "4" : null,
  }),
  email_text_input: (one, block, desk) => field(one, block, desk, "input", { type: "email", value: one.initial_value }),
  url_text_input: (one, block, desk) => field(one, block, desk, "input", { type: "url", value: one.initial_value }),
  number_input: (one, block, desk) => field(one, block, desk, "input", {
    inputmode: one.is_decimal_allowed ? "decimal" : "numeric", value: one.initial_value,
  }),
  datepicker: (one, block, desk) => field(one, block, desk, "input", { type: "date", value: one.initial_date }),
  timepicker: (one, block, desk) => field(one, block, desk, "input", { type: "time", value: one.initial_time }),
  datetimepicker: (one, block, desk) => field(one, block, desk, "input", {
    type: "datetime-local", value: one.initial_date_time ? localTime(one.initial_date_time) : "",
  }, (text) => (text ? Math.round(new Date(text).getTime() / 1000) : null)),
  image: () => null,
};

function localTime(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function options(one) {
  return (one.option_groups || [{ options: one.options || [] }]).flatMap((group) => group.options.map((option) => ({ ...option, group: group.label?.text })));
}

function labelOf(option) {
  return typeof option.text === "string" ? option.text : option.text.text;
}

function menu(one, block, desk, all, initial = "initial_option") {
  const first = initial === "initial_option" ? one.initial_option?.value : one[initial];
  const groups = new Map();
  for (const option of all) groups.set(option.group, [...(groups.get(option.group) || []), option]);
  const made = (option) => h("option", { value: option.value, selected: option.value === first }, labelOf(option));
  const select = h("select", { id: desk.fields ? idOf(block) : null, "data-key": keyOf(one, block), "aria-label": desk.fields ? null : (one.placeholder?.text || "Choose") },
    h("option", { value: "", selected: !first }, one.placeholder?.text || "Choose…"),
    [...groups].map(([group, found]) => (group ? h("optgroup", { label: group }, found.map(made)) : found.map(made))));
  hold(one, block, desk, () => select.value || null);
  select.addEventListener("change", async () => {
    if (!select.value) return;
    const chosen = select.value;
    if (isAction(block) || block.dispatch_action) await press(one, block, desk, chosen);
    if (isAction(block)) select.value = first || "";
  });
  return select;
}

function boxes(one, block, desk, type, all, initial = []) {
  const chosen = new Set((initial || []).map((option) => option.value));
  const name = `${block.block_id}-${one.action_id}`;
  const set = h("div", { class: "b-boxes", role: type === "radio" ? "radiogroup" : "group", "aria-label": block.label?.text || one.placeholder?.text || "Choose" },
    all.map((option) => h("label", {}, h("input", { type, name, value: option.value, checked: chosen.has(option.value) }),
      h("span", {}, words(option.text, desk), option.description ? h("small", {}, words(option.description, desk)) : null))));
  const picked = () => [...set.querySelectorAll("input:checked")].map((box) => box.value);
  const read = () => (type === "radio" ? picked()[0] || null : picked());
  hold(one, block, desk, read);
  set.addEventListener("change", () => { if (isAction(block) || block.dispatch_action) press(one, block, desk, read()); });
  return set;
}

function field(one, block, desk, tag, props, read = (text) => text || null) {
  const node = h(tag, {
    id: idOf(block), "data-key": keyOf(one, block), placeholder: one.placeholder?.text, autocomplete: "off",
    "aria-describedby": desk.errors?.[block.block_id] ? `${idOf(block)}-error` : null, "aria-invalid": desk.errors?.[block.block_id] ? "true" : null, ...props,
  });
  hold(one, block, desk, () => read(node.value.trim()));
  if (isAction(block) || block.dispatch_action) node.addEventListener("change", () => press(one, block, desk, read(node.value.trim())));
  return node;
}

function isAction(block) {
  return block.type !== "input";
}

function idOf(block) {
  return `in-${block.block_id}`;
}

function hold(one, block, desk, read) {
  desk.fields?.set(`${block.block_id}\n${one.action_id}`, { block: block.block_id, action: one.action_id, read });
}

function input(block, desk) {
  const wrong = desk.errors?.[block.block_id];
  const single = !["checkboxes", "radio_buttons", "multi_static_select"].includes(block.element.type);
  return h("div", { class: `b-input${wrong ? " wrong" : ""}` },
    h(single ? "label" : "p", single ? { for: idOf(block), class: "b-label" } : { class: "b-label" }, words(block.label, desk), block.optional ? h("small", {}, " optional") : null),
    element(block.element, block, desk),
    wrong ? h("p", { class: "error", id: `${idOf(block)}-error`, role: "alert" }, wrong) : null,
    block.hint ? h("p", { class: "hint" }, words(block.hint, desk)) : null);
}
