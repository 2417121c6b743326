// The few signs that cards use, drawn here: not every machine has a font for them, and those that do disagree.

const SVG = "http://www.w3.org/2000/svg";
const STROKE = (d) => ({ d });
const GLYPHS = {
  "🔔": ["bell", "warm", STROKE("M5.500 13.500h9c-1-1-1.300-2-1.300-4.500A3.200 3.200 0 0 0 10 5.500 3.200 3.200 0 0 0 6.800 9c0 2.500-.3 3.500-1.300 4.500zM8.500 16a1.700 1.700 0 0 0 3 0M10 5.500V4")],
  "✋": ["held", "warm", STROKE("M7 4h6l3 3v6l-3 3H7l-3-3V7zM7.500 10h5")],
  "⏳": ["waiting", "calm", STROKE("M6 4h8M6 16h8M7 4c0 3.500 3 4 3 6s-3 2.500-3 6M13 4c0 3.500-3 4-3 6s3 2.500 3 6")],
  "✅": ["done", "good", STROKE("M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM7 10.200l2.200 2.200L13.200 8")],
  "✓": ["done", "good", STROKE("M4.500 10.500 8.500 14.500 15.500 6")],
  "❌": ["no", "bad", STROKE("M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM7.700 7.700l4.600 4.600M12.300 7.700l-4.600 4.600")],
  "⚖": ["to be decided", "warm", STROKE("M10 4v12M7 16h6M4.500 6.500 10 5.500l5.500 1M4.500 6.500 3 11.500a2 2 0 0 0 3 0zM15.500 6.500 14 11.500a2 2 0 0 0 3 0z")],
  "🕓": ["time", "calm", STROKE("M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM10 6.500V10l2.500 1.500")],
  "⏰": ["deadline", "warm", STROKE("M10 16.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM10 8v3l2 1.200M4 6l2-2M16 6l-2-2")],
  "⚠": ["attention", "warm", STROKE("M10 4.500 17 16H3zM10 9v3M10 14h.01")],
  "🛠": ["to be carried out", "calm", STROKE("M12.500 4.500a3.500 3.500 0 0 0-3.300 4.600L4.500 13.800a1.500 1.500 0 0 0 2 2l4.600-4.700a3.500 3.500 0 0 0 4.300-4.700l-2 2-1.800-1.800 2-2a3.600 3.600 0 0 0-1.100-.1z")],
  "☝": ["assigned", "calm", STROKE("M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.500c.6-3 3-4.500 6-4.500s5.400 1.500 6 4.500")],
  "▶": ["running", "good", STROKE("M7 5l8 5-8 5z")],
  "🚨": ["urgent", "bad", STROKE("M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM10 6.500v4M10 13.500h.01")],
  "📌": ["note", "calm", STROKE("M8 4h4l-.5 5 2.500 2.500H6L8.500 9zM10 11.500V16")],
  "❓": ["question", "calm", STROKE("M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM8 8.300A2 2 0 1 1 10 10.500v1M10 13.700h.01")],
  "✉": ["mail", "calm", STROKE("M3 6.500A1.500 1.500 0 0 1 4.500 5h11A1.500 1.500 0 0 1 17 6.500v7a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 3 13.500zM3.500 6.500 10 11l6.500-4.500")],
};
const PATTERN = new RegExp(`(${Object.keys(GLYPHS).join("|")})\uFE0F?`, "u");

function drawn(sign) {
  const [name, tone, { d }] = GLYPHS[sign];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `glyph ${tone}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}

// Text with its signs drawn: strings and elements.
export function signs(text) {
  return text.split(PATTERN).map((piece, number) => (number % 2 ? drawn(piece) : piece)).filter((piece) => piece !== "");
}
