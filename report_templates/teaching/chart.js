// Draws the body chart. Every kind of mark differs from the others in its lines, not only in colour.
const NmtChart = (() => {
  const NS = "http://www.w3.org/2000/svg";
  const KINDS = { pain: "pain or burning drawn", numb: "numb or tingling", essential: "main referral zone", spillover: "spillover zone", field: "skin of the nerve" };
  const ORDER = ["pain", "spillover", "essential", "field", "numb"];
  const LINES = {
    essential: ["#a3231f", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"], spillover: ["#a3231f", "M2,2 h.1 M6,6 h.1"],
    field: ["#1f4e9e", "M0,2 h8 M0,6 h8"], numb: ["#3b3b3b", "M0,4 h8 M4,0 v8"],
  };
  const make = (name, values, parent) => {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
    if (parent) parent.append(node);
    return node;
  };
  let made = 0;
  function defs(svg) {
    const id = `c${++made}`, holder = make("defs", {}, svg);
    for (const [kind, [colour, d]] of Object.entries(LINES)) {
      const pattern = make("pattern", { id: `${id}-${kind}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, holder);
      make("path", { d, stroke: colour, "stroke-width": kind === "spillover" ? 2.6 : 1.5, "stroke-linecap": "round", fill: "none" }, pattern);
    }
    return id;
  }
  const fill = (id, kind) => kind === "pain" ? "#f0a868" : `url(#${id}-${kind})`;
  function views(marks) {
    const marked = new Set(Object.values(marks).flat());
    const insets = Object.keys(CHART.views).filter(v => !["front", "back"].includes(v) && Object.keys(CHART.views[v].zones).some(z => marked.has(z)));
    return ["front", "back", ...insets];
  }
  function panel(svg, id, view, marks, x, height) {
    const { box, outline, contour, fine, zones, title } = CHART.views[view];
    const scale = height / (box[3] - box[1]), g = make("g", { transform: `translate(${x - box[0] * scale} ${22 - box[1] * scale}) scale(${scale})` }, svg);
    const line = (d, stroke, width) => d && make("path", { d, fill: "none", stroke, "stroke-width": width / scale }, g);
    make("path", { d: outline, fill: "#f8f5f0" }, g);
    for (const kind of ORDER) for (const key of marks[kind] || []) if (zones[key]) {
      make("path", { d: zones[key].d, fill: fill(id, kind), stroke: LINES[kind] ? LINES[kind][0] : "#c77a33", "stroke-width": .8 / scale, class: `mark ${kind}` }, g);
    }
    line(fine, "#b9b1a6", .6); line(contour, "#7d766d", .7); line(outline, "#45413c", 1);
    const width = (box[2] - box[0]) * scale;
    const text = make("text", { x: x + width / 2, y: 14, "text-anchor": "middle", "font-size": height > 200 ? 13 : 8, fill: "#333" }, svg);
    text.textContent = title;
    if (view === "front" || view === "back") [[x + 8, 0], [x + width - 8, 1]].forEach(([at, right]) => {
      make("text", { x: at, y: 14, "text-anchor": "middle", "font-size": 13, "font-weight": 700, fill: "#333" }, svg).textContent = (view === "front") === !right ? "R" : "L";
    });
    return width;
  }
  // marks: kind -> zone keys; alt: the same in words; note: beside the legend
  function draw(figure, marks, alt, note = "") {
    const svg = make("svg", { role: "img", "aria-label": alt }), id = defs(svg);
    let x = 4;
    const shown = views(marks), insets = shown.slice(2);
    for (const view of shown.slice(0, 2)) x += panel(svg, id, view, marks, x, 400) + 14;
    let row = make("g", { transform: "translate(0 440)" }), at = 4;
    for (const view of insets) at += Math.max(panel(row, id, view, marks, at, 120), 4.4 * CHART.views[view].title.length) + 12;
    if (insets.length) { const k = Math.min(1.6, (x - 4) / at); row.setAttribute("transform", `translate(0 436) scale(${k})`); svg.append(row); svg.setAttribute("viewBox", `0 0 ${x} ${440 + 150 * k}`); }
    else svg.setAttribute("viewBox", `0 0 ${x} 430`);
    const caption = document.createElement("figcaption");
    for (const kind of ORDER) if ((marks[kind] || []).length) {
      const entry = document.createElement("span"), swatch = make("svg", { viewBox: "0 0 24 11", "aria-hidden": "true" });
      make("rect", { width: 24, height: 11, fill: fill(id, kind) }, swatch);
      entry.append(swatch, KINDS[kind]);
      caption.append(entry);
    }
    if (note) { const said = document.createElement("span"); said.textContent = note; caption.append(said); }
    figure.replaceChildren(svg, caption);
  }
  document.querySelectorAll("figure.chart[data-marks]").forEach(f => draw(f, JSON.parse(f.dataset.marks), f.dataset.alt));
  return { draw };
})();
