// What a hand does on the theming desk: one place for cards, keys and buttons, and the words that say what was done.
import { useRef, useState } from "./kit.js";
import { useActs } from "./desk_use.js";
import { hardest, keyed, onTheme, placeOf, read, same, steady, stopsOf } from "./desk_order.js";
import { useStops } from "./desk_stops.js";

const MOST = 3; // suggestions on a card

// What stands where: the tray without what a hand has just placed, the themes with their keys, and what is current.
function usePlaces({ room, order, seen, opened, box }) {
  const going = useRef(new Set());
  const [question, ask] = useState("");
  const there = new Set(room.tray);
  going.current.forEach((answer) => there.has(answer) || going.current.delete(answer));
  const waiting = steady(seen, "tray", hardest(room.tray, order)).filter((answer) => !going.current.has(answer));
  const tray = waiting.filter((answer) => !question || room.cards[answer].prompt === question);
  const themes = keyed(seen, room.themes).map((theme) => ({ ...theme, cards: steady(seen, theme.id, theme.cards) }));
  const stops = useStops(stopsOf(tray, themes, opened), box);
  const at = read(stops.current);
  // The tray keeps a card that Tab comes to while a theme is current: what can be scrolled can be reached.
  const last = useRef("");
  if (at.kind === "tray") last.current = at.answer;
  const rest = at.kind === "tray" ? "" : tray.includes(last.current) ? last.current : tray[0];
  return { rest, going: going.current, question, ask, waiting, tray, themes, stops, at, card: room.cards[at.answer] };
}

// The suggestions of a card keep their places: what Enter confirms is what stood there when it was read.
function suggestedOn(room, seen, answer) {
  const made = new Map(room.cards[answer].suggested.map((one) => [one.theme, one]));
  const order = steady(seen, `suggested ${answer}`, [...made.keys()]).slice(0, MOST);
  return same(seen, `shown ${answer}`, order.map((theme) => made.get(theme)));
}

function verbs({ room, act, places, say, t, draw }) {
  const { going, themes } = places;
  const name = (id) => themes.find((theme) => theme.id === id)?.name ?? "";
  // A card that is confirmed leaves the tray at once, and comes back if that was refused.
  const place = async (answer, theme, state) => {
    const leaves = state === "confirmed" && room.tray.includes(answer);
    const back = () => { if (going.delete(answer)) draw(); };
    if (leaves) { going.add(answer); draw(); }
    const made = await act("place", { answer, theme, state });
    if (leaves) made ? setTimeout(back, 3000) : back(); // by then the room has been read anew
    if (made) say({ confirmed: t("In {theme}.", { theme: name(theme) }), rejected: t("Not in {theme}.", { theme: name(theme) }) }[state] ?? t("Taken out of {theme}.", { theme: name(theme) }));
  };
  const move = async (answer, theme, into) => (await act("move_card", { answer, theme, into })) && say(t("Moved from {theme} to {other}.", { theme: name(theme), other: name(into) }));
  const step = async (which) => {
    const made = await act(which);
    if (made) say(made.label ? (which === "undo" ? t("Undone: {what}", { what: made.label }) : t("Done again: {what}", { what: made.label })) : t("Nothing to undo"));
  };
  return { place, move, step };
}

// What a card can do: the same hands for the same card, whatever has been drawn since.
function useHands(now) {
  const latest = useRef();
  const hands = useRef(new Map());
  latest.current = now;
  return (answer, stop) => {
    if (!hands.current.has(stop)) hands.current.set(stop, {
      place: (theme, state) => { latest.current.stops.go(stop); latest.current.place(answer, theme, state); },
      move: (from, into) => { latest.current.stops.go(stop); latest.current.move(answer, from, into); },
      fresh: () => latest.current.fresh(answer), hide: (hidden) => latest.current.act("hide", { answer, hidden }),
    });
    return hands.current.get(stop);
  };
}

export function useDoing({ room, engine, call, seen, opened, box, language, t }) {
  const act = useActs(call);
  const [form, setForm] = useState(null); // {kind: "new" | "rename" | "merge" | "split" | "ask rename" | "ask merge" | "ask move", theme, card}
  const [said, say] = useState("");
  const [, count] = useState(0);
  const draw = () => count((n) => n + 1);
  const places = usePlaces({ room, order: engine.order, seen, opened, box });
  const { stops, themes, at, card, tray } = places;
  const { place, move, step } = verbs({ room, act, places, say, t, draw });
  const open = (id, wide = !opened.has(id)) => { wide ? opened.add(id) : opened.delete(id); draw(); };
  const done = (words, stop) => { setForm(null); say(words); stops.go(stop || stops.current); };
  const edit = (kind, theme) => { act.clear(); say(""); if (kind === "split") open(theme, true); setForm({ kind, theme }); };
  const fresh = (answer) => { act.clear(); setForm({ kind: "new", card: answer }); };
  const suggested = (answer) => suggestedOn(room, seen, answer);
  const cardOf = (answer) => same(seen, `card ${answer}`, room.cards[answer]);
  const names = same(seen, "names", themes.map(({ id, name, key }) => ({ id, name, key })));
  const onCard = useHands({ stops, place, move, fresh, act });
  const change = (kind) => {
    const theme = at.theme || (card && suggested(at.answer)[0]?.theme);
    if (kind !== "move" && theme) return edit(kind, theme);
    if (kind === "move" && at.kind !== "in") return say(t("This card is in no theme: press the key of a theme to put it there."));
    setForm({ kind: `ask ${kind}` });
    return say({ rename: t("Rename which theme? Press its key, or Escape."), merge: t("Merge which theme? Press its key, or Escape."), split: t("Split which theme? Press its key, or Escape."), move: t("Move to which theme? Press its key, or Escape.") }[kind]);
  };
  const pick = (theme) => {
    const asked = form?.kind.startsWith("ask ") ? form.kind.slice(4) : "";
    if (asked) setForm(null);
    if (asked === "move") return at.kind === "in" && theme.id !== at.theme ? move(at.answer, at.theme, theme.id) : say("");
    if (asked) return edit(asked, theme.id);
    return card ? place(at.answer, theme.id, "confirmed") : stops.go(onTheme(theme.id));
  };
  const themeFor = (key) => themes.find((theme) => theme.id === seen.get("keys")[placeOf(key)]);
  // By a person's hand alone: the tray in the order that is known now.
  const sorted = hardest(room.tray, engine.order);
  const inOrder = places.waiting.join() === sorted.filter((answer) => places.waiting.includes(answer)).join();
  const sort = () => { seen.set("tray", sorted); draw(); say(t("The hardest to place come first now.")); };
  return { ...places, room, engine, language, cardOf, names, act, form, fresh, said, say, open, opened, done, edit, place, move, step, suggested, onCard, change, pick, themeFor, inOrder, sort, seen, draw, tray };
}
