// Speaking with the demo: everything is on this machine, and every post carries the page's own token.

const TOKEN = document.querySelector('meta[name="demo-token"]').content;

export class Refusal extends Error {
  constructor(told) {
    super(told.sentence || "That did not work.");
    this.errors = told.errors || {};
  }
}

export async function get(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`, { cache: "no-store" });
  const told = await answer.json();
  if (!answer.ok) throw new Refusal(told);
  return told;
}

export async function post(deed, asked = {}) {
  const answer = await fetch(`/demo/do/${deed}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Demo": TOKEN },
    body: JSON.stringify(asked),
  });
  const kind = answer.headers.get("content-type") || "";
  const told = kind.includes("json") ? await answer.json() : { sentence: "The demo did not take that." };
  if (!answer.ok) throw new Refusal(told);
  return told.done;
}

export function listen(changed, lost) {
  const stream = new EventSource("/demo/events");
  stream.addEventListener("changed", (event) => changed(JSON.parse(event.data)));
  stream.addEventListener("error", lost);
}

let hiding;

export function toast(text, bad = false) {
  const box = document.getElementById("toast");
  box.textContent = text;
  box.className = `toast shown${bad ? " bad" : ""}`;
  clearTimeout(hiding);
  hiding = setTimeout(() => { box.className = "toast"; }, bad ? 7000 : 3500);
}

export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error instanceof Refusal ? error.message : "The demo does not answer. Is it still running?", true);
    return undefined;
  }
}
