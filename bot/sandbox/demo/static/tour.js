// Six things to try. The check marks come from the log, whoever did it.

import { attempt, post } from "./api.js";
import { draw, h, icon } from "./dom.js";
import { change, state } from "./state.js";

const nav = document.getElementById("tour");
let closed = false;

export function drawTour(stops) {
  const done = stops.filter((one) => one.done).length;
  const open = closed ? null : stops.find((one) => one.id === state.stop);
  draw(nav, [stops, state.stop, closed], () => [
    h("ol", { class: "stops" }, stops.map((one, number) => h("li", {}, h(
      "button",
      {
        type: "button", "data-key": `stop-${one.id}`, class: one.done ? "done" : "", "aria-expanded": String(open?.id === one.id),
        "aria-label": `${number + 1}: ${one.title}${one.done ? ", done" : ""}`,
        onclick: () => toggle(one),
      },
      h("span", { class: "mark" }, one.done ? icon("check") : String(number + 1)), h("span", {}, one.title),
    )))),
    open ? detail(open, done, stops) : null,
  ]);
}

function toggle(stop) {
  closed = !closed && state.stop === stop.id;
  change({ stop: stop.id });
  if (!closed) show(stop, false);
}

function show(stop, move = true) {
  const what = { who: stop.who, phone: stop.phone };
  if (stop.who !== state.who) Object.assign(what, { tab: "", mail: "", ref: "" });
  if (stop.me) what.me = stop.me;
  if (move) what.pane = stop.pane;
  change(what);
}

function detail(stop, done, stops) {
  const busy = stops.some((one) => one.running);
  const next = stops.find((one) => !one.done);
  return h("div", { class: "stop-detail" },
    h("div", { class: "stop-text" },
      h("p", {}, stop.text),
      stop.problem ? h("p", { class: "problem", role: "alert" }, stop.problem) : h("p", { class: "hint" }, h("b", {}, "Try: "), stop.hint)),
    h("div", { class: "stop-buttons" },
      stop.done ? h("span", { class: "done-mark" }, icon("check"), "Done") : null,
      h("button", { type: "button", "data-key": "show-stop", class: "only-narrow", onclick: () => show(stop) }, "Show me"),
      stop.done && next ? h("button", { type: "button", class: "strong", "data-key": "do-stop", onclick: () => { change({ stop: next.id }); show(next, false); } }, "Next stop", icon("send")) : null,
      stop.done ? null : h("button", {
        type: "button", class: "strong", "data-key": "do-stop", disabled: busy,
        onclick: () => { show(stop); attempt(() => post("tour", { step: stop.id })); },
      }, stop.running ? "Doing it…" : "Do it for me")),
    h("p", { class: "only-heard", role: "status" }, `${done} of ${stops.length} done`));
}
