// A plotly figure, drawn by plotly from our own server; where plotly cannot be loaded, the same chart as our own SVG.
import { base, html, useEffect, useRef, useState } from "./kit.js";
import { fitted, ruler } from "./plot_fit.js";

const CONFIG = { staticPlot: true, displayModeBar: false, displaylogo: false, responsive: false, showSendToCloud: false };

function script(address) {
  return new Promise((resolve, reject) => {
    const tag = Object.assign(document.createElement("script"), { src: address, async: true });
    tag.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("plotly")));
    tag.onerror = () => reject(new Error("plotly"));
    document.head.append(tag);
  });
}

// Without a server of ours (JupyterLab) the kernel sends the script itself.
function fromKernel(model, call) {
  return new Promise((resolve, reject) => {
    const receive = (message, buffers) => {
      if (message.library !== "plotly") return;
      model.off("msg:custom", receive);
      const bytes = buffers[0].buffer ?? buffers[0];
      script(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }))).then(resolve, reject);
    };
    model.on("msg:custom", receive);
    call("plotly", {}, 30000).catch((fault) => { model.off("msg:custom", receive); reject(fault); });
  });
}

// Once a page, also when several components want it: each component has its own copy of this module.
export function plotly(model, call) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  window.evengroundPlotly ??= (base() === undefined ? fromKernel(model, call) : script(base() + "static/plotly.min.js"))
    .catch((fault) => { window.evengroundPlotly = undefined; throw fault; });
  return window.evengroundPlotly;
}

// The figure is made in the light tokens' colours; on the page each becomes what its token is now, in the dark as well.
const LIGHT = { "#17252e": "ink", "#47565f": "mute", "#6b7c86": "edge", "#ffffff": "paper", "#0b4f5c": "mark" };

function recoloured(value, colours) {
  if (typeof value === "string") return colours[value.toLowerCase()] ?? value;
  if (Array.isArray(value)) return value.map((one) => recoloured(one, colours));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, recoloured(one, colours)]));
  return value;
}

function drawn(chart, box, fills) {
  const style = getComputedStyle(box);
  const colours = Object.fromEntries(Object.entries(LIGHT).map(([light, name]) => [light, style.getPropertyValue(`--eg-${name}`).trim() || light]));
  const height = fills && matchMedia(fills).matches ? box.clientHeight : 0;
  const place = { width: box.clientWidth, height, size: parseFloat(style.fontSize), family: style.fontFamily, measure: ruler(style.fontFamily) };
  return fitted(recoloured(chart.figure, colours), chart.labels, place);
}

// `fills` is the media query in which the figure fills its place; else the place grows with the figure.
export function Plot({ chart, model, call, fills = "" }) {
  const box = useRef(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const target = box.current;
    if (!target || failed || !chart.figure) return;
    let gone = false, draw = () => {};
    const again = () => draw();
    const seen = new ResizeObserver(again);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    plotly(model, call).then((library) => {
      if (gone) return;
      draw = () => {
        if (!target.clientWidth) return;
        const { data, layout } = drawn(chart, target, fills);
        target.style.minHeight = `${fills && matchMedia(fills).matches ? 0 : layout.height}px`;
        library.react(target, data, layout, CONFIG);
      };
      seen.observe(target);
      draw();
    }).catch(() => gone || setFailed(true));
    dark.addEventListener("change", again);
    return () => { gone = true; seen.disconnect(); dark.removeEventListener("change", again); };
  }, [chart.figure, failed]);
  useEffect(() => {
    const target = box.current;
    return () => window.Plotly?.purge(target);
  }, []);
  if (failed) return html`<div class="eg-plot is-svg" dangerouslySetInnerHTML=${{ __html: chart.svg }}></div>`;
  return html`<div class="eg-plot" role="img" aria-label=${chart.sentence}><div class="eg-plot-area" ref=${box}></div></div>`;
}

// A grid, or parts of a whole: drawn on the laptop from escaped text, once for wide screens and once for narrow ones.
export function Drawing({ chart }) {
  return html`<div class="eg-drawing"><div class="eg-drawing-wide" dangerouslySetInnerHTML=${{ __html: chart.svg }}></div>
    ${chart.narrow ? html`<div class="eg-drawing-narrow" dangerouslySetInnerHTML=${{ __html: chart.narrow }}></div>` : null}</div>`;
}

// The table beside every chart.
export function Table({ chart, t }) {
  return html`<table class="eg-table"><caption class="eg-hidden">${chart.title}</caption>
    <thead><tr>${chart.columns.map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
    <tbody>${chart.rows.map((row, at) => html`<tr key=${at}>${row.map((cell, i) => (i ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody>
  </table>`;
}
