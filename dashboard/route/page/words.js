(() => {
  const {said, names} = "WORDS";
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const TEXTS = '[data-testid="InputInstructions"] *, [data-testid^="stFileUploader"] *, [data-testid="stElementToolbar"] *, [data-testid="stToolbar"] *, [role="dialog"] *, [role="listbox"] *, [role="tooltip"] *';
  const HOLE = "{what}";
  const pattern = words => new RegExp("^" + words.split(HOLE).map(part => part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&")).join("(.+)") + "$");
  // What stands on the page may be Streamlit's, or ours in the other language.
  const known = Object.fromEntries(Object.keys(said).map(code => {
    const exact = new Map(), open = [];
    for (const [own, ours] of Object.entries(said[code]))
      for (const words of [own, ...Object.values(said).map(each => each[own])])
        if (words !== ours) words.includes(HOLE) ? open.push([pattern(words), ours]) : exact.set(words, ours);
    return [code, {exact, open}];
  }));
  const inOurs = (words, {exact, open}) => {
    const text = words.trim(), found = exact.get(text);
    if (found !== undefined) return found;
    for (const [own, ours] of open) {
      const hit = own.exec(text);
      if (hit) return ours.replace(HOLE, () => hit[1]);
    }
  };
  const code = () => {
    const chosen = document.querySelector('[data-testid="stSidebar"] [data-testid="stButtonGroup"] [aria-checked="true"]');
    return names[chosen?.textContent.trim()] ?? document.documentElement.lang;
  };
  const say = () => {
    waits = undefined;
    const language = code(), words = known[language];
    if (!words) return;
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    for (const name of ATTRIBUTES)
      for (const each of document.querySelectorAll(`[${name}]`)) {
        const ours = inOurs(each.getAttribute(name), words);
        if (ours !== undefined) each.setAttribute(name, ours);
      }
    for (const each of document.querySelectorAll(TEXTS))
      for (const node of each.childNodes)
        if (node.nodeType === Node.TEXT_NODE) {
          const ours = inOurs(node.nodeValue, words);
          if (ours !== undefined) node.nodeValue = ours;
        }
  };
  // Once the page has come to rest; while it is drawn the browser has better things to do.
  const REST = 150, LONGEST = 2000;
  let waits, since = 0;
  new MutationObserver(() => {
    const now = performance.now();
    since = waits ? since : now;
    clearTimeout(waits);
    waits = setTimeout(say, Math.max(0, Math.min(REST, since + LONGEST - now)));
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "aria-checked"],
  });
})()
