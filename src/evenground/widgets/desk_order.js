// Where things are on the theming desk: what can be reached, in which order, and by which key.
const LETTERS = "123456789abcdefghilopqstuvwy"; // without j k m n r x z, which do something else

export const keyOf = (at) => LETTERS[at] ?? "";
export const themeAt = (themes, key) => themes[key.length === 1 ? LETTERS.indexOf(key) : -1];

// `seen` remembers the order things first appeared in under `name`: what is new goes to the end, what comes back goes to its place.
export function steady(seen, name, list) {
  const known = seen.get(name) ?? [];
  const order = [...known, ...list.filter((one) => !known.includes(one))];
  seen.set(name, order);
  const here = new Set(list);
  return order.filter((one) => here.has(one));
}

export const inTray = (answer) => `tray ${answer}`;
export const onTheme = (theme) => `theme ${theme}`;
export const inTheme = (theme, answer) => `in ${theme} ${answer}`;

export function read(stop) {
  const [kind, first, second] = (stop ?? "").split(" ");
  if (kind === "tray") return { kind, answer: first };
  return { kind, theme: Number(first), answer: second };
}

// Every place the arrow keys go through: the tray, then each theme with its answers when it is open.
export function stopsOf(tray, themes, open) {
  const below = (theme) => (open.has(theme.id) ? theme.cards.map((answer) => inTheme(theme.id, answer)) : []);
  return [...tray.map(inTray), ...themes.flatMap((theme) => [onTheme(theme.id), ...below(theme)])];
}

// The text in parts, each with whether it is one of the words that made the suggestion.
export function marked(text, words) {
  const known = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!known.length) return [{ text, on: false }];
  const parts = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${known.sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\p{N}])`, "giu"));
  return parts.map((part, at) => ({ text: part, on: at % 2 === 1 })).filter((part) => part.text);
}
