// Fits a figure of ours to the place it has: letters as large as the place allows, labels wrapped by measuring them.
const LINE = 1.3, LEAST = 13, MOST_LINES = 3;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", $: "&#36;" };
const escaped = (text) => text.replace(/[&<>$]/g, (letter) => ESCAPES[letter]); // plotly reads tags; what people typed stays what they typed

export function ruler(family) {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size) => {
    context.font = `${size}px ${family}`;
    return context.measureText(text).width;
  };
}

export function wrapped(text, room, size, measure) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (!lines.at(-1) || measure(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length > MOST_LINES) lines.splice(MOST_LINES - 1, Infinity, `${lines[MOST_LINES - 1]}…`);
  return lines.map((line) => shortened(line, room, size, measure));
}

function shortened(line, room, size, measure) {
  if (measure(line, size) <= room) return line;
  let keep = line.length;
  while (keep > 1 && measure(`${line.slice(0, keep)}…`, size) > room) keep -= 1;
  return `${line.slice(0, keep)}…`;
}

// Where everything goes with letters of one size: labels beside their bars, or above them where it is narrow.
function planned(figure, labels, width, size, measure) {
  const narrow = width < 30 * size;
  const paired = !figure.data.some((trace) => trace.type === "bar");
  const tracked = figure.data.some((trace) => trace.type === "bar" && trace.base === 0); // bars in outlines of one length need less room
  const room = narrow ? width - size : Math.min(width * (tracked ? 0.54 : 0.42), Math.max(...labels.map((label) => measure(label, size))) + 1);
  const lines = labels.map((label) => wrapped(label, room, size, measure));
  const tall = Math.max(...lines.map((one) => one.length)) * LINE * size;
  const deep = paired ? depth(figure, narrow ? width : width - room, size, measure) : 0;
  const row = narrow ? tall + size * (paired ? 2.45 : 2) + deep * size : Math.max(tall + size * 0.45, size * (paired ? 2.2 + deep : 1.75));
  const said = paired ? null : figure.data.find((trace) => trace.mode === "text");
  const texts = (said?.text ?? []).map((text, at) => ({ at: said.x[at], wide: measure(text.trim(), size) + size }));
  const left = narrow ? size * 0.25 : room + size * 0.8;
  return { narrow, paired, lines, tall, deep, row, texts, left, size, measure, plot: width - left - size * 0.25 };
}

// Words under a line wrap where they must: how many letters' heights down the last of them reach.
const under = (text, wide, size, measure) => wrapped(text, wide * 0.88, size * 0.92, measure);
const isUnder = (trace) => trace.mode === "text" && typeof trace.meta === "number";

function depth(figure, wide, size, measure) {
  return Math.max(1.4, ...figure.data.filter(isUnder).map((trace) => trace.meta + 1.2 * (Math.max(...trace.text.map((text) => under(text, wide, size, measure).length)) - 1)));
}

const enough = (plan, width) => plan.texts.every((text) => plan.plot - text.wide > width * 0.2);

// The largest letters that fit into the height; where the page may grow, the letters of the page.
function chosen(figure, labels, { width, height, size, measure }) {
  let plan = planned(figure, labels, width, size, measure);
  while (plan.size > LEAST && ((height && plan.row * labels.length > height) || !enough(plan, width))) plan = planned(figure, labels, width, plan.size - 1, measure);
  return plan;
}

const times = (value, k) => (Array.isArray(value) ? value.map((one) => one * k) : value * k);

function scaled(trace, k, plan, row) {
  const grown = { ...trace };
  if (trace.textfont) grown.textfont = { ...trace.textfont, size: plan.size * (trace.textfont.size < 18 ? 0.92 : 1) };
  if (trace.line) grown.line = { ...trace.line, width: trace.line.width * k };
  if (trace.marker) {
    const { line, pattern, size } = trace.marker;
    grown.marker = { ...trace.marker };
    if (typeof size === "number") grown.marker.size = size * k;
    if (line) grown.marker.line = { ...line, width: times(line.width, Math.max(1, k)) };
    if (pattern) grown.marker.pattern = { ...pattern, size: pattern.size * k };
  }
  if (trace.type === "bar") grown.width = plan.narrow ? (1.1 * plan.size) / row : Math.min(0.7, (2.2 * plan.size) / row);
  else if (typeof trace.meta === "number") beside(grown, trace, plan, row);
  return grown;
}

// What stands over or under a line stands as far from it as its meta says, in letters.
function beside(grown, trace, plan, row) {
  const at = (y) => (trace.meta < 0 ? Math.ceil(y) : Math.floor(y));
  const shift = isUnder(trace) ? trace.meta - 0.65 : trace.meta;
  grown.y = trace.y.map((y) => at(y) + (shift * plan.size) / row);
  if (!isUnder(trace)) return;
  grown.textposition = "bottom right";
  grown.text = trace.text.map((text) => under(text, plan.plot, plan.size, plan.measure).join("<br>"));
}

function above(plan, row) {
  return plan.lines.map((lines, at) => ({
    text: lines.map(escaped).join("<br>"), x: 0, xref: "paper", xanchor: "left", y: at, yref: "y", yanchor: "bottom", align: "left",
    yshift: plan.size * (plan.paired ? 1.35 : 0.6), showarrow: false, borderpad: 0, font: { size: plan.size },
  }));
}

// `place` has width, height (0 where the page may grow), size (the letters of the page), family and measure.
export function fitted({ data, layout }, labels, place) {
  const plan = chosen({ data }, labels, place);
  const count = labels.length;
  const row = place.height ? Math.min(place.height / count, plan.row * 1.5) : plan.row;
  const first = plan.narrow ? (plan.paired ? plan.tall + plan.size * 1.5 : plan.row - plan.size * 0.6) / row : plan.paired ? Math.max(plan.tall / 2, plan.size * 1.2) / row : 0.5;
  const last = plan.narrow ? (plan.size * (plan.paired ? plan.deep + 0.8 : 0.8)) / row : plan.paired ? Math.max(plan.tall / 2, plan.size * (plan.deep + 0.7)) / row : 0.5;
  const used = Math.ceil(row * (count - 1 + first + last));
  const spare = Math.max(0, place.height - used);
  const range = plan.paired || !plan.texts.length ? layout.xaxis.range : [0, Math.max(...plan.texts.map((text) => (text.at * plan.plot) / (plan.plot - text.wide)))];
  return {
    data: data.map((trace) => scaled(trace, plan.size / layout.font.size, plan, row)),
    layout: {
      ...layout, width: place.width, height: used + spare, annotations: plan.narrow ? above(plan, row) : [],
      margin: { l: plan.left, r: plan.size * 0.25, t: 0, b: spare, pad: 0 },
      font: { ...layout.font, size: plan.size, family: place.family },
      xaxis: { ...layout.xaxis, range },
      yaxis: { ...layout.yaxis, range: [count - 1 + last, -first], showticklabels: !plan.narrow, showline: layout.yaxis.showline && !plan.narrow, automargin: false, ticktext: plan.lines.map((lines) => lines.map(escaped).join("<br>")) },
    },
  };
}
