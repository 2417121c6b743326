// What the visitor looks at. Kept for this tab only.

const KEY = "followup-demo";
const kept = (() => {
  try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch { return {}; }
})();

export const state = {
  who: "ada", me: "olivia", place: "", thread: "", pane: "customer", tab: "", mail: "", ref: "", stop: "answer", phone: "",
  ...kept,
};

const hearers = [];

export function hear(hearer) {
  hearers.push(hearer);
}

export function change(what) {
  Object.assign(state, what);
  sessionStorage.setItem(KEY, JSON.stringify(state));
  for (const hearer of hearers) hearer(what);
}
