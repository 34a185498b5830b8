// Search without a network: every word must begin a word of the label; the shortest label first. Where nothing does, the
// words lose their last letters until something does.
(() => {
  const box = document.getElementById("search"), hits = document.getElementById("hits");
  const words = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const known = ATLAS.map(([label, kind, href]) => ({ label, kind, href, words: words(label) }));
  box.addEventListener("input", () => {
    const matching = asked => asked.length ? known.filter(k => asked.every(a => k.words.some(w => w.startsWith(a)))) : [];
    let asked = words(box.value), found = matching(asked);
    while (!found.length && asked.some(a => a.length > 4)) found = matching(asked = asked.map(a => a.length > 4 ? a.slice(0, -1) : a));
    found.sort((a, b) => a.label.length - b.label.length);
    hits.replaceChildren(...found.slice(0, 40).map(k => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = box.dataset.root + "pages/" + k.href;
      link.textContent = k.label;
      item.append(link, ` (${k.kind})`);
      return item;
    }));
  });
})();
