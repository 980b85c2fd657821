// What somebody writes when they come back: kept in this browser under the name of the record it belongs to, until it is saved.
import { remember, useEffect, useRef, useState } from "./kit.js";

const PLACE = "eg:return:";
const blank = (state) => ({ commitments: state.commitments.map(() => ({ state: "", note: "" })), changed: "", benefit: "", onward: "" });
export const isBlank = (entry) =>
  ![entry.changed, entry.benefit, entry.onward, ...entry.commitments.flatMap((one) => [one.state, one.note])].some((words) => words.trim());

// A draft fits the record it was written for; anything else under its name is left out.
function read(state) {
  try {
    const { commitments, ...texts } = JSON.parse(remember.get(PLACE + state.key));
    const rows = blank(state).commitments.map((none, at) => ({ state: String(commitments[at]?.state ?? none.state), note: String(commitments[at]?.note ?? none.note) }));
    return { commitments: rows, changed: String(texts.changed ?? ""), benefit: String(texts.benefit ?? ""), onward: String(texts.onward ?? "") };
  } catch { return blank(state); }
}

// The entry for the record that is shown. `kept` is "" where nothing waits, "kept" in this browser, or "open" on this page only.
export function useEntry(state) {
  const [, draw] = useState(0);
  const entries = useRef(new Map()); // one for each record opened on this page: where a browser keeps nothing, the page does
  if (!entries.current.has(state.key)) {
    const entry = read(state);
    entries.current.set(state.key, { entry, kept: isBlank(entry) ? "" : "kept" });
  }
  const { entry, kept } = entries.current.get(state.key);
  const put = (next) => { entries.current.set(state.key, next); draw((n) => n + 1); };
  useEffect(() => {
    const warn = (event) => event.preventDefault();
    const open = [...entries.current.values()].some((one) => one.kept === "open");
    if (open) addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  });
  return {
    entry, kept,
    change(patch) {
      const next = { ...entry, ...patch };
      if (isBlank(next)) remember.drop(PLACE + state.key);
      const stored = isBlank(next) || remember.set(PLACE + state.key, JSON.stringify(next));
      put({ entry: next, kept: isBlank(next) ? "" : stored ? "kept" : "open" });
    },
    // The file holds it now, so this browser need not.
    settle() { remember.drop(PLACE + state.key); put({ entry, kept: "" }); },
  };
}
