"""What every page owes everybody: names for controls, words that can be read, a keyboard that is enough.

Each check runs in the page and returns what is wrong, as short descriptions; an empty list is good.
"""

from __future__ import annotations

from playwright.async_api import Page

# The accessible name as browsers work it out, for the few ways that our pages use: aria-label(ledby), label, text, title.
NAMELESS = """() => {
  const seen = (e) => !!(e.offsetWidth || e.offsetHeight || e.getClientRects().length);
  const words = (id) => document.getElementById(id)?.textContent?.trim() || "";
  const name = (e) => [
    e.getAttribute("aria-label") || "",
    (e.getAttribute("aria-labelledby") || "").split(/\\s+/).map(words).join(" "),
    [...(e.labels || [])].map((l) => l.textContent).join(" "),
    e.matches("input, select, textarea") ? "" : e.textContent,
    e.getAttribute("alt") || "", e.title || "",
    [...e.querySelectorAll("img[alt], svg[aria-label]")].map((i) => i.alt || i.getAttribute("aria-label")).join(" "),
  ].join(" ").trim();
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']";
  return [...document.querySelectorAll(controls)].filter((e) => seen(e) && !name(e)).map((e) => e.outerHTML.slice(0, 120));
}"""

# WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large words. Backgrounds that are pictures or gradients are not judged.
PALE = """() => {
  const rgba = (text) => {
    const n = (text.match(/[\\d.]+/g) || []).map(Number);
    return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const colour = rgba(style.backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (!own || box.width < 2 || box.height < 2 || style.visibility !== "visible" || box.right < 0) continue;
    if (e.closest("[disabled], [aria-hidden=true], option")) continue;
    const below = ground(e);
    if (!below) continue;
    const [a, b] = [light(over(rgba(style.color), below)), light(below)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (size >= 24 || (bold && size >= 18.66) ? 3 : 4.5)) {
      found.push(ratio.toFixed(2) + " " + e.tagName.toLowerCase() + " " + e.textContent.trim().slice(0, 40));
    }
  }
  return found;
}"""

# WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links inside of sentences.
SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, a.button")]
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width && (box.height < 24 || box.width < 24))
  .map(([e, box]) => Math.round(box.width) + "x" + Math.round(box.height) + " " + e.outerHTML.slice(0, 80))"""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  return [e.id || e.name || e.textContent.trim().slice(0, 40), e.value || "", shown];
}"""


async def nameless(page: Page) -> list[str]:
    """Visible controls that a screen reader could not name."""
    return list(await page.evaluate(NAMELESS))


async def pale(page: Page) -> list[str]:
    """Visible words whose contrast is too low."""
    return list(await page.evaluate(PALE))


async def small(page: Page) -> list[str]:
    """Controls that are too small for a finger."""
    return list(await page.evaluate(SMALL))


async def tabbed(page: Page, times: int = 60) -> list[tuple[str, str]]:
    """What TAB reaches from the top of the page, as (id, name or words; value). Each must show that it has the focus."""
    await page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    reached: list[tuple[str, str]] = []
    for _ in range(times):
        await page.keyboard.press("Tab")
        found = await page.evaluate(FOCUSED)
        if found is None:
            break
        name, value, shown = found
        assert shown, f"nobody sees that '{name}' has the focus"
        reached.append((name, value))
    return reached
