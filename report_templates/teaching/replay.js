(() => {
  const film = JSON.parse(document.getElementById("film").textContent), frames = film.frames;
  const $ = id => document.getElementById(id);
  const student = location.hash === "#class";
  let at = -1, timer = null, other = null, presenter = false;
  const el = (name, text, parent, cls) => { const n = document.createElement(name); n.textContent = text; if (cls) n.className = cls; parent.append(n); return n; };
  const label = i => i ? frames[i].findings.join("; ") || frames[i].told : film.complaint || "The complaint";

  frames.forEach((_, i) => { const o = el("option", `${i}. ${label(i)}`.slice(0, 70), $("jump")); o.value = i; });

  function bars(list) {
    const top = Math.max(2.5, ...list.map(b => b.score)), seen = new Set();
    $("nothing").hidden = list.length > 0;
    $("nothing").textContent = at ? "Nothing speaks for a hypothesis yet." : "Nothing is ranked yet: the rules read findings, which the next steps bring.";
    let down = 0;
    list.forEach((b, rank) => {
      seen.add(b.id);
      let row = [...$("bars").children].find(r => r.dataset.id === b.id);
      if (!row) {
        row = el("li", "", $("bars")); row.dataset.id = b.id;
        el("div", "", row, "name");
        const line = el("div", "", row, "line");
        el("div", "", el("div", "", line, "track"), "fill").style.width = "0"; el("span", "", line, "support");
        row.style.transform = `translateY(${$("bars").offsetHeight}px)`; row.getBoundingClientRect();
      }
      const name = row.querySelector(".name"), support = row.querySelector(".support");
      name.textContent = `${rank + 1}. ${b.name}${b.side ? ", " + b.side : ""}`;
      support.textContent = `${b.support} support`;
      row.style.transform = `translateY(${down}px)`; down += row.offsetHeight;
      row.querySelector(".fill").style.width = `${Math.max(2, 100 * b.score / top)}%`;
    });
    $("bars").style.height = `${down}px`;
    [...$("bars").children].filter(r => !seen.has(r.dataset.id)).forEach(r => r.remove());
    list.forEach(b => $("bars").append([...$("bars").children].find(r => r.dataset.id === b.id)));  // read in the order of rank
  }

  function show(i, tell = true) {
    i = Math.max(0, Math.min(frames.length - 1, i));
    if (i === at) return;
    at = i;
    const f = frames[i];
    $("stage").textContent = `${f.stage} - step ${i} of ${frames.length - 1}`;
    $("now-title").textContent = f.stage;
    $("finding").replaceChildren();
    (i ? f.findings : [film.complaint]).forEach(t => el("p", t.replace(/^not found/, "Not found"), $("finding")));
    $("finding").classList.toggle("long", $("finding").textContent.length > 130);
    if (f.told && i) el("p", `“${f.told}”`, $("finding"), "told");
    if (f.bars.length) el("p", `First: ${f.bars[0].name}.`, $("finding"), "hidden-words");
    $("question").hidden = !f.question; $("question").textContent = f.question;
    $("past").replaceChildren(); frames.slice(1, i).forEach((_, j) => el("li", label(j + 1), $("past")));
    $("so-far").hidden = i < 2;
    bars(f.bars);
    $("flags").replaceChildren(); f.flags.forEach(flag => el("p", `${flag.urgency.toUpperCase()}: ${flag.name}. ${flag.do}`, $("flags")));
    $("reasons").replaceChildren();
    f.reasons.forEach(r => { const row = el("li", `${r.counted >= 0 ? "+" : "−"} ${r.because} (${r.hypothesis})`, $("reasons")); el("span", `${r.rule} [${r.strength}] ${r.counted.toFixed(2)}`, row, "rule"); });
    if (!f.reasons.length) el("li", "Nothing that moves the leading hypotheses.", $("reasons"));
    const words = Object.keys(f.marks).length ? `Body chart after step ${i}: ${Object.entries(f.marks).map(([k, z]) => `${k}: ${z.join(", ").replaceAll("_", " ")}`).join("; ")}` : "Body chart, nothing drawn yet";
    NmtChart.draw($("chart"), f.marks, words, f.side_note);
    notes(f);
    $("jump").value = i; $("back").disabled = i === 0; $("next").disabled = i === frames.length - 1;
    if (f.question || i === frames.length - 1) stop();
    if (tell && other && !other.closed) other.postMessage({ step: i }, "*");
  }
  function notes(f) {
    $("notes").hidden = !presenter;
    $("notes").replaceChildren();
    if (f.hint) el("p", f.hint, $("notes"));
    const next = frames[at + 1];
    el("p", next ? `Next: ${label(at + 1)}` : `${film.published ? "Published answer" : "The rules' answer"}: ${film.answer || "none"}`, $("notes"));
    el("p", `Urgency now: ${f.urgency.replaceAll("_", " ")}. ${film.source}`, $("notes"), "soft");
  }
  function stop() { clearInterval(timer); timer = null; $("play").setAttribute("aria-pressed", "false"); }
  const go = i => show(i);
  const act = {
    next: () => go(at + 1), back: () => go(at - 1),
    play: () => { if (timer) return stop(); $("play").setAttribute("aria-pressed", "true"); go(at + 1); timer = setInterval(() => go(at + 1), 4000); },
    hide: () => $("hide").setAttribute("aria-pressed", document.body.classList.toggle("covered")),
    presenter: () => { presenter = !presenter; document.body.dataset.view = presenter ? "presenter" : "student"; $("presenter").setAttribute("aria-pressed", presenter); notes(frames[at]); },
    window: () => { other = window.open(location.href.split("#")[0] + "#class", "class"); if (!presenter) act.presenter(); },
  };
  for (const name of Object.keys(act)) $(name).addEventListener("click", act[name]);
  $("jump").addEventListener("change", e => go(+e.target.value));
  const KEYS = { ArrowRight: act.next, PageDown: act.next, " ": act.next, ArrowLeft: act.back, PageUp: act.back, Home: () => go(0), End: () => go(frames.length - 1), a: act.play, p: act.presenter, r: act.hide };
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("select, summary") || (e.key === " " && e.target.matches("button"))) return;
    const key = KEYS[e.key.length === 1 ? e.key.toLowerCase() : e.key];
    if (key) { e.preventDefault(); key(); }
  });
  window.addEventListener("message", e => {
    if (student && e.source === window.opener && Number.isInteger(e.data?.step)) show(e.data.step, false);
    if (e.source === other && e.data === "ready") other.postMessage({ step: at }, "*");
  });
  window.addEventListener("resize", () => bars(frames[at].bars));  // names may need more lines or fewer
  if (student) { document.querySelector("nav").hidden = true; window.opener?.postMessage("ready", "*"); }
  show(/^#\d+$/.test(location.hash) ? +location.hash.slice(1) : 0);
})();
