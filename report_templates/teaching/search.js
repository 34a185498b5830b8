// Search without a network: every word must begin a word of the label; the shortest label first.
(() => {
  const box = document.getElementById("search"), hits = document.getElementById("hits");
  const words = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const known = ATLAS.map(([label, kind, href]) => ({ label, kind, href, words: words(label) }));
  box.addEventListener("input", () => {
    const asked = words(box.value);
    const found = asked.length ? known.filter(k => asked.every(a => k.words.some(w => w.startsWith(a)))) : [];
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
