import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Figure } from "../document.ts";
import type { Labels } from "../labels.ts";
import { interactive } from "../interactive.ts";
import { json, script } from "./escape.ts";

const require = createRequire(import.meta.url);

/** Programs of a page that needs no network, in the order in which they must stand. */
const PROGRAMS = [
  // The small files are not among what the packages offer by name, but stand beside what is.
  join(dirname(require.resolve("vega")), "vega.min.js"),
  join(dirname(require.resolve("vega-embed")), "vega-embed.min.js"),
];

/*
 * A chart is drawn anew when it comes near the window, and takes the place of the static picture only once it is there. To
 * a screen reader it stays one picture with the same words: its parts would be hundreds of unnamed shapes.
 */
const DRAW = `
(() => {
  const charts = JSON.parse(document.getElementById("charts_data").textContent);
  const draw = async (picture) => {
    const { spec, text, label, choices } = charts[picture.id];
    const live = document.createElement("div");
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", text);
    const inner = live.appendChild(document.createElement("div"));
    inner.setAttribute("aria-hidden", "true");
    const { view } = await vegaEmbed(inner, spec, { mode: "vega", renderer: "svg", ast: true, actions: false, tooltip: { theme: "light" } });
    const fit = () => {
      const svg = inner.querySelector("svg");
      svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
      for (const each of inner.querySelectorAll("[role]")) each.removeAttribute("role");
    };
    fit();
    picture.replaceChildren(live);
    picture.dataset.live = "true";
    if (choices.length > 1) picture.closest("figure").querySelector("figcaption").after(chooser(label, choices, (hidden) => view.signal("hidden", hidden).resize().runAsync().then(fit)));
  };
  const made = (name, text) => Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text });
  const chooser = (label, choices, hide) => {
    const [details, fieldset] = [made("details"), made("fieldset")];
    details.className = "choose";
    details.append(made("summary", "Choose what " + label + " shows"), fieldset);
    fieldset.append(made("legend", "Shown in " + label));
    const boxes = choices.map((choice) => {
      const [words, box] = [made("label"), made("input")];
      Object.assign(box, { type: "checkbox", checked: true });
      words.append(box, " " + choice);
      fieldset.append(words);
      return box;
    });
    fieldset.addEventListener("change", () => hide(choices.filter((_, i) => !boxes[i].checked)));
    return details;
  };
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target).catch(() => {});
    }
  }, { rootMargin: "400px" });
  for (const id of Object.keys(charts)) near.observe(document.getElementById(id));
  // What does not scroll need not stop whoever goes through the page by keyboard.
  const fits = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const isWide = target.scrollWidth > target.clientWidth + 1;
      if (isWide) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const region of document.querySelectorAll(".scroll")) fits.observe(region);
})();
`;

/** What makes the charts of a page interactive: the programs, once, and the charts as data. */
export function liveCharts(figures: readonly Figure[], labels: Labels): string {
  const charts = Object.fromEntries(
    figures.map(({ id, chart }) => [
      `${id}_picture`,
      { ...interactive(chart.spec), text: chart.spec.description ?? "", label: labels.get(id)! },
    ]),
  );
  const programs = PROGRAMS.map((path) => `<script>${script(readFileSync(path, "utf8"))}</script>`);
  return [
    `<script type="application/json" id="charts_data">${json(charts)}</script>`,
    ...(figures.length === 0 ? [] : programs),
    `<script>${script(DRAW)}</script>`,
  ].join("\n");
}
