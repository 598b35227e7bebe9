(() => {
  // A link among the words of a page opens in the session that is there; with a key held down, where one asks for it.
  addEventListener("click", event => {
    const link = event.target.closest?.("a.vn-here");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})()
