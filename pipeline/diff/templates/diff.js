"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const documents = [...document.querySelectorAll("section.document")].map((node) => ({
    node,
    name: node.querySelector("h2").textContent.toLowerCase(),
    changes: [...node.querySelectorAll("article")].map((item) => ({ item, words: item.textContent.toLowerCase() })),
  }));
  const names = ["kind", "relation", "effect"].filter((name) => form.elements[name]);
  const apply = () => {
    const text = form.elements.text.value.trim().toLowerCase();
    const wanted = names.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    let shown = 0;
    for (const { node, name, changes } of documents) {
      let here = 0;
      for (const { item, words } of changes) {
        const fits = wanted.every(([field, value]) => item.dataset[field] === value);
        item.hidden = !(fits && (!text || name.includes(text) || words.includes(text)));
        if (!item.hidden) here += 1;
      }
      node.hidden = here === 0 && (changes.length > 0 || wanted.length > 0 || (text && !name.includes(text)));
      shown += here;
    }
    document.getElementById("shown").textContent = shown + " shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
