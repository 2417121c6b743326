// The page works without this file. With it, answers arrive live and nothing is typed twice.
"use strict";
(() => {
  const thread = document.getElementById("thread");
  const status = document.getElementById("status");
  if (!thread || !status) return;
  const panels = { cards: document.getElementById("cards"), answers: document.getElementById("answers") };
  let nonce = document.querySelector("input[name=nonce]").value;
  let waiting = null; // panels that came while the visitor was inside one

  const parse = (html) => document.createRange().createContextualFragment(html);
  const say = (text, kind) => {
    status.textContent = text;
    status.className = "notice " + kind;
    status.hidden = !text;
  };
  const useNonce = (value) => {
    nonce = value;
    document.querySelectorAll("input[name=nonce]").forEach((field) => { field.value = value; });
  };

  const addLines = (html) => {
    let added = null;
    for (const line of [...parse(html).children]) {
      if (document.getElementById(line.id)) continue;
      line.classList.add("new");
      thread.append(line);
      added = line;
    }
    if (!added) return;
    document.querySelector(".empty")?.remove();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    added.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };
  const showPanels = (sent) => {
    if (panels.answers.contains(document.activeElement) && document.activeElement.matches("input")) {
      waiting = sent;
      return;
    }
    waiting = null;
    for (const [name, html] of Object.entries(sent)) panels[name]?.replaceChildren(parse(html));
    useNonce(nonce);
  };
  panels.answers.addEventListener("focusout", () => { if (waiting) setTimeout(() => waiting && showPanels(waiting), 0); });

  let events = null;
  const listen = () => {
    events = new EventSource(thread.dataset.events);
    events.addEventListener("lines", (event) => addLines(JSON.parse(event.data).lines));
    events.addEventListener("panels", (event) => showPanels(JSON.parse(event.data)));
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) say(status.dataset.cut, "bad"); });
  };
  listen();
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.split("?")[0].endsWith("/say")) return;
    event.preventDefault();
    const pressed = event.submitter;
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    if (pressed) pressed.disabled = true;
    const fields = new URLSearchParams(new FormData(form));
    if (pressed?.name) fields.set(pressed.name, pressed.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error" });
      const told = await answer.json();
      if (told.nonce) useNonce(told.nonce);
      if (answer.ok) {
        form.reset();
        if (form.id === "write") form.querySelector("textarea").value = "";
        form.closest("details.dated")?.removeAttribute("open");
        addLines(told.lines);
      }
      say(told.sentence, answer.ok ? "good" : "bad");
    } catch {
      say(status.dataset.lost, "bad");
    } finally {
      delete form.dataset.busy;
      if (pressed) pressed.disabled = false;
    }
  });
})();
