"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const groups = [...document.querySelectorAll("details.group")].map((node) => ({
    node,
    count: node.querySelector(".count"),
    items: [...node.querySelectorAll("li")].map((item) => ({ item, words: item.textContent.toLowerCase() })),
  }));
  const apply = () => {
    const [level, side, kind] = ["level", "side", "kind"].map((name) => form.elements[name].value);
    const text = form.elements.text.value.trim().toLowerCase();
    let shown = 0;
    for (const { node, count, items } of groups) {
      const fits = (!level || node.dataset.level === level) && (!kind || node.dataset.kind === kind);
      let here = 0;
      for (const { item, words } of items) {
        const visible = fits && (!side || item.dataset.side === side) && (!text || words.includes(text));
        item.hidden = !visible;
        if (visible) here += 1;
      }
      node.hidden = here === 0;
      count.textContent = here;
      shown += here;
      if (text && here) node.open = true;
    }
    document.getElementById("shown").textContent = shown + " shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
