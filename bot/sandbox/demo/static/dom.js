// Elements without innerHTML: what customers and staff write is only ever text.

export function h(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(node, name, value);
  node.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "value" || name === "checked" || name === "selected" || name === "disabled") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  sms: "M4 5.500A1.500 1.500 0 0 1 5.500 4h9A1.500 1.500 0 0 1 16 5.500v6a1.500 1.500 0 0 1-1.500 1.500H9l-3.500 3v-3A1.500 1.500 0 0 1 4 11.500z",
  email: "M3 6.500A1.500 1.500 0 0 1 4.500 5h11A1.500 1.500 0 0 1 17 6.500v7a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 3 13.500zM3.500 6.500 10 11l6.500-4.500",
  chat: "M3.500 10a6.500 5.500 0 1 1 3 4.600L3.800 16l.9-2.900A5 5 0 0 1 3.500 10zM7.500 10h.01M10 10h.01M12.500 10h.01",
  person: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.500c.6-3 3-4.500 6-4.500s5.400 1.500 6 4.500",
  pause: "M7.500 5v10M12.500 5v10",
  back: "M12 5l-5 5 5 5",
  down: "M5.500 8l4.500 4.500L14.500 8",
  check: "M4.500 10.500 8.500 14.500 15.500 6",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  send: "M4 10h11M10.500 5.500 15.500 10l-5 4.500",
  hash: "M7.500 4 6 16M14 4l-1.500 12M4.500 7.500h12M3.500 12.500h12",
  home: "M4 9.500 10 4.500l6 5V16h-4v-4H8v4H4z",
  close: "M5 5l10 10M15 5 5 15",
  clock: "M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM10 6.500V10l2.500 1.500",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name] || "");
  svg.append(path);
  return svg;
}

export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, "").split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] || "?") + (words.length > 1 ? words[words.length - 1][0] : "")).toUpperCase();
}

export function avatar(name, seed = name) {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + letter.codePointAt(0)) % 6;
  return h("span", { class: `avatar hue-${sum}`, "aria-hidden": "true" }, initials(name));
}

// Draw a part of the page only when what it shows has changed; what a person is doing there stays.
const drawn = new WeakMap();

export function draw(node, data, render) {
  const mark = JSON.stringify(data);
  if (drawn.get(node) === mark) return false;
  drawn.set(node, mark);
  const kept = focusIn(node);
  const drafts = draftsIn(node);
  node.replaceChildren(...[render(data)].flat(Infinity).filter(Boolean));
  drafts();
  kept();
  return true;
}

// What was typed and not sent yet, also where the reader has gone elsewhere meanwhile.
function draftsIn(node) {
  const fields = () => node.querySelectorAll("textarea[data-key]");
  const typed = new Map([...fields()].filter((field) => !field.disabled).map((field) => [field.dataset.key, field.value])); // disabled: on its way
  return () => {
    for (const field of fields()) if (field.value === "") field.value = typed.get(field.dataset.key) || "";
  };
}

function focusIn(node) {
  const held = document.activeElement;
  const key = node.contains(held) ? held.dataset.key : undefined;
  if (!key) return () => {};
  const text = "value" in held && held.tagName !== "BUTTON" ? held.value : undefined;
  const caret = text === undefined ? null : [held.selectionStart, held.selectionEnd];
  return () => {
    const again = node.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!again) return;
    if (text !== undefined && again.value === "") again.value = text;
    again.focus({ preventScroll: true });
    try {
      if (caret && caret[0] !== null) again.setSelectionRange(...caret);
    } catch { /* not every field has a caret */ }
  };
}

// A list that grows at its end: stay there, unless the reader has scrolled up.
export function keepAtEnd(box, change) {
  const near = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  change();
  if (near) box.scrollTop = box.scrollHeight;
}
