// Which place on the theming desk is current, and the focus that goes with it.
import { useRef, useState } from "./kit.js";
import { useLayoutEffect } from "./vendor/preact.js";

const element = (box, stop) => [...(box?.querySelectorAll("[data-stop]") ?? [])].find((one) => one.dataset.stop === stop);

// When the current card leaves, its neighbour takes over.
export function useStops(stops, box) {
  const [current, setCurrent] = useState(stops[0]);
  const place = useRef(0);
  const inside = useRef(false);
  const pressed = useRef(false);
  const wanted = useRef("");
  const here = stops.includes(current) ? current : stops[Math.min(place.current, stops.length - 1)];
  place.current = Math.max(0, stops.indexOf(here));
  const go = (stop) => {
    if (!stop) return;
    const there = element(box.current, stop);
    there?.focus();
    wanted.current = there ? "" : stop; // not drawn yet: it gets the focus when it is
    place.current = Math.max(0, stops.indexOf(stop));
    setCurrent(stop);
  };
  useLayoutEffect(() => {
    const lost = inside.current && document.activeElement === document.body && here !== current;
    if (here !== current) setCurrent(here);
    if (lost || wanted.current) (element(box.current, wanted.current) ?? element(box.current, here))?.focus();
    wanted.current = "";
  });
  const make = (event) => {
    const stop = event.target.closest("[data-stop]")?.dataset.stop;
    if (stop && stop !== current && stops.includes(stop)) setCurrent(stop);
  };
  // Under a finger or a pointer nothing may move before it is lifted: the current card is larger than others.
  const onFocusIn = (event) => {
    inside.current = true;
    if (!pressed.current) make(event);
  };
  const onPointerDown = () => { pressed.current = true; };
  const onClick = (event) => { pressed.current = false; make(event); };
  const onFocusOut = (event) => {
    if (event.relatedTarget && !box.current.contains(event.relatedTarget)) inside.current = false;
  };
  const step = (by) => go(stops[Math.max(0, Math.min(stops.length - 1, place.current + by))]);
  const watch = { onfocusin: onFocusIn, onfocusout: onFocusOut, onPointerDown, onPointerCancel: () => { pressed.current = false; }, onClick };
  return { current: here, go, step, watch, released: () => { pressed.current = false; } };
}
