// Slack's markup to elements. Nothing is ever parsed as HTML; three entities are all that is decoded.

import { h } from "./dom.js";
import { signs } from "./glyphs.js";

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", rotating_light: "🚨", bell: "🔔", no_bell: "🔕",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", clock3: "🕒", calendar: "📅", spiral_calendar_pad: "🗓️",
  moneybag: "💰", money_with_wings: "💸", credit_card: "💳", bank: "🏦", receipt: "🧾", envelope: "✉️", email: "📧",
  iphone: "📱", speech_balloon: "💬", telephone_receiver: "📞", phone: "☎️", lock: "🔒", unlock: "🔓", mag: "🔍", eyes: "👀",
  pencil2: "✏️", memo: "📝", bust_in_silhouette: "👤", busts_in_silhouette: "👥", thumbsup: "👍", "+1": "👍", thumbsdown: "👎",
  tada: "🎉", red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵",
  white_circle: "⚪", arrow_right: "➡️", arrow_up: "⬆️", leftwards_arrow_with_hook: "↩️", raised_hand: "✋", hand: "✋", wave: "👋",
  robot_face: "🤖", zzz: "💤", fire: "🔥", information_source: "ℹ️", question: "❓", scales: "⚖️", double_vertical_bar: "⏸️",
  black_square_for_stop: "⏹️", heavy_exclamation_mark: "❗", paperclip: "📎", link: "🔗", package: "📦", repeat: "🔁", sos: "🆘",
};

export function emoji(name) {
  return EMOJI[name] || `:${name}:`;
}

function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// One pattern for what stands in a line; the first that fits wins.
const INLINE = new RegExp([
  "`(?<code>[^`\\n]+)`",
  "<(?<angle>[^<>\\n]+)>",
  "(?<![\\p{L}\\p{N}*])\\*(?<bold>(?=\\S)[^*\\n]*[^*\\s])\\*(?![\\p{L}\\p{N}*])",
  "(?<![\\p{L}\\p{N}_])_(?<italic>(?=\\S)[^_\\n]*[^_\\s])_(?![\\p{L}\\p{N}_])",
  "(?<![\\p{L}\\p{N}~])~(?<strike>(?=\\S)[^~\\n]*[^~\\s])~(?![\\p{L}\\p{N}~])",
  ":(?<emoji>[a-z0-9_+-]+):",
].join("|"), "gu");

export function mrkdwn(text, names) {
  const pieces = String(text ?? "").split(/```\n?([\s\S]*?)\n?```/);
  return pieces.flatMap((piece, number) => (number % 2
    ? [h("pre", {}, decoded(piece))]
    : lines(piece, names)));
}

function lines(text, names) {
  const found = [];
  let quote = null;
  const all = text.split("\n");
  all.forEach((line, number) => {
    const quoted = /^(&gt;|>)\s?/.exec(line);
    if (quoted) {
      if (!quote) { quote = h("blockquote"); found.push(quote); } else quote.append(h("br"));
      quote.append(...inline(line.slice(quoted[0].length), names));
      return;
    }
    if (!quote && number > 0) found.push(h("br"));
    quote = null;
    found.push(...inline(line, names));
  });
  return found;
}

function inline(text, names) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) found.push(...signs(decoded(text.slice(from, match.index))));
    found.push(...element(match, names));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push(...signs(decoded(text.slice(from))));
  return found;
}

function element(match, names) {
  const { code, angle, bold, italic, strike, emoji: name } = match.groups;
  if (code !== undefined) return [h("code", {}, decoded(code))];
  if (bold !== undefined) return [h("b", {}, inline(bold, names))];
  if (italic !== undefined) return [h("i", {}, inline(italic, names))];
  if (strike !== undefined) return [h("s", {}, inline(strike, names))];
  if (name !== undefined) return name in EMOJI ? signs(EMOJI[name]) : [match[0]];
  return [angled(angle, names)];
}

function angled(inside, names) {
  const [what, label] = [inside.split("|", 1)[0], inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : ""];
  if (what.startsWith("@")) return mention(`@${names.users[what.slice(1)] || label || what.slice(1)}`);
  if (what.startsWith("#")) return mention(`#${names.channels[what.slice(1)] || label || what.slice(1)}`);
  if (what.startsWith("!date^")) return decoded(label) || date(what);
  if (what.startsWith("!")) return mention(`@${decoded(label) || what.slice(1).split("^")[0]}`);
  return link(decoded(what), decoded(label));
}

function date(what) {
  const seconds = Number(what.split("^")[1]);
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
}

export function mention(text) {
  return h("span", { class: "mention" }, text);
}

export function link(url, label) {
  const safe = /^(https?:|mailto:|tel:)/i.test(url);
  if (!safe) return label || url;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url);
}
