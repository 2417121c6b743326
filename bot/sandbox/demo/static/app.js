// The page: one stream says what changed, and the panes fetch and draw what they show.

import { attempt, get, listen, post, toast } from "./api.js";
import { drawCase } from "./case.js";
import { drawCustomer, refreshPageFrame } from "./customer.js";
import { drawDesk, showForm } from "./desk.js";
import { openLedger, openPay } from "./ledger.js";
import { change, hear, state } from "./state.js";
import { drawTour } from "./tour.js";

const PAGE = new Set(["customer", "cases", "turning", "feed"]);
let page = null;
let desk = null;

// One fetch at a time for each part; what changes meanwhile is fetched right after.
function fetcher(work) {
  let running = false;
  let again = false;
  return async function fetchIt() {
    if (running) { again = true; return; }
    running = true;
    do {
      again = false;
      try { await work(); } catch (error) { lost(error); }
    } while (again);
    running = false;
  };
}

const fetchPage = fetcher(async () => {
  const asked = state.who;
  const found = await get("/demo/view", { who: asked });
  if (asked !== state.who) return;
  page = found;
  drawPage();
});

const fetchDesk = fetcher(async () => {
  const { me, place, thread } = state;
  const found = await get("/demo/desk", { me, place, thread });
  if (me !== state.me || place !== state.place || thread !== state.thread) return;
  desk = found;
  if (desk.place !== state.place) change({ place: desk.place });
  drawDesk(desk, page);
  showForm(desk);
});

function drawPage() {
  if (!page) return;
  drawCustomer(page, desk);
  drawCase(page, desk);
  drawTour(page.tour);
  if (desk) drawDesk(desk, page);
}

function lost() {
  document.body.classList.add("lost");
}

// --- the clock ---

function drawClock(clock) {
  document.body.classList.remove("lost");
  clock.places.forEach((place, number) => {
    document.getElementById(`time-${number}`).textContent = place.time;
    document.getElementById(`zone-${number}`).textContent = place.name;
  });
  const turning = clock.turning !== null;
  if (!turning && document.body.classList.contains("turning")) refreshPageFrame(); // its form is of another time
  const bar = document.getElementById("progress");
  bar.hidden = !turning;
  const share = Math.round((clock.turning ?? 0) * 100);
  bar.setAttribute("aria-valuenow", share);
  bar.firstElementChild.style.transform = `scaleX(${share / 100})`;
  document.body.classList.toggle("turning", turning);
  for (const button of document.querySelectorAll("[data-turn]")) button.disabled = turning;
}

for (const button of document.querySelectorAll("[data-turn]")) {
  button.addEventListener("click", () => attempt(async () => {
    const by = button.dataset.turn;
    await post("turn", by === "next" ? { next: true } : { hours: Number(by) });
  }));
}

// --- panes and dialogs ---

function showPane() {
  document.body.dataset.pane = state.pane;
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.pane === state.pane));
  }
}

for (const tab of document.querySelectorAll(".tabs button")) {
  tab.addEventListener("click", () => change({ pane: tab.dataset.pane }));
}

document.getElementById("open-pay").addEventListener("click", () => page && openPay(page));
document.getElementById("open-ledger").addEventListener("click", () => page && openLedger(page));

hear((what) => {
  if ("pane" in what) showPane();
  if ("who" in what) {
    const person = page?.people.find((one) => one.id === state.who);
    const place = desk?.clients[person?.client];
    if (place && place !== state.place) change({ place, thread: "" });
    fetchPage();
  } else if ("tab" in what || "mail" in what || "ref" in what || "stop" in what || "phone" in what) {
    drawPage();
  }
  if ("me" in what || "place" in what || "thread" in what) fetchDesk();
});

let run = "";

listen(({ run: now, changed, clock }) => {
  if (run && run !== now) location.reload(); // the demo was started anew
  run = now;
  drawClock(clock);
  if (changed.some((part) => PAGE.has(part))) fetchPage();
  if (changed.includes("slack")) fetchDesk();
}, () => { lost(); });

addEventListener("online", () => toast("Back."));
showPane();
