// Where things are on the theming desk: what can be reached, in which order, by which key, and what is marked in a text.
const LETTERS = "123456789abcdefghilopqtuwy"; // without j k m n r s v x z, which do something else

export const keyOf = (at) => LETTERS[at] ?? "";
export const placeOf = (key) => (key.length === 1 ? LETTERS.indexOf(key) : -1);

// `seen` remembers the order things first appeared in under `name`: what is new goes to the end, what comes back goes to its place.
export function steady(seen, name, list) {
  const known = seen.get(name) ?? [];
  const before = new Set(known);
  const order = [...known, ...list.filter((one) => !before.has(one))];
  seen.set(name, order);
  const here = new Set(list);
  return order.filter((one) => here.has(one));
}

// The thing that was there before where the new one says the same: what did not change is not drawn anew.
export function same(seen, name, thing) {
  const said = JSON.stringify(thing);
  const known = seen.get(name);
  if (known?.said === said) return known.thing;
  seen.set(name, { said, thing });
  return thing;
}

// A theme keeps its key while others come and go: a hand that knows it by heart never puts a card elsewhere.
export function keyed(seen, themes) {
  steady(seen, "keys", themes.map((theme) => theme.id));
  const order = seen.get("keys");
  return themes.map((theme) => ({ ...theme, key: keyOf(order.indexOf(theme.id)) }));
}

// Answers by how hard they are to place, the hardest first; those that nobody has looked into yet come last.
export function hardest(list, order) {
  const place = new Map((order ?? []).map((answer, at) => [answer, at]));
  const at = (answer) => place.get(answer) ?? Infinity;
  return [...list].sort((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other)));
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

// Where words stand in a text, as [start, end].
function found(text, words) {
  const known = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!known.length) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${known.sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return [...text.matchAll(pattern)].map((one) => [one.index, one.index + one[0].length]);
}

// The text in parts, each with whether it is a word or in a sentence that made a suggestion.
export function marked(text, words, sentences) {
  const said = found(text, words);
  const edges = [0, ...said.flat(), ...sentences.flat(), text.length].filter((edge) => edge >= 0 && edge <= text.length);
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const within = (ranges, from, to) => ranges.some(([start, end]) => start <= from && to <= end);
  return cuts.slice(1).map((to, at) => ({ text: text.slice(cuts[at], to), word: within(said, cuts[at], to), sentence: within(sentences, cuts[at], to) }));
}

// Where a sentence stands without the space around it.
export function tight(text, [start, end]) {
  const said = text.slice(start, end);
  return [start + said.length - said.trimStart().length, end - said.length + said.trimEnd().length];
}

// A sentence that is the whole answer needs no mark: nothing would stand out.
export const isWhole = (text, [start, end]) => !text.slice(0, start).trim() && !text.slice(end).trim();
