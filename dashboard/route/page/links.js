(() => {
  // What a link changes on its own page is drawn anew, and the focus of the keyboard with it: it goes to what the link
  // shows, or stays at the link.
  const LONGEST = 10000;
  // On a screen that narrow the menu lies over the page, and whoever chose one wants to see it.
  const NARROW = 768;
  const keepPlace = link => {
    const shows = link.dataset.shows, shown = () => shows && document.querySelector(shows);
    const before = shown()?.innerHTML;
    const seen = new MutationObserver(() => {
      const now = shows ? shown() : [...document.querySelectorAll("a.vn-here")].find(each => each.href === link.href);
      if (!now || (shows ? now.innerHTML === before : link.isConnected)) return;
      seen.disconnect();
      if (shows) now.scrollIntoView();
      now.focus({preventScroll: true});
    });
    seen.observe(document.body, {subtree: true, childList: true});
    setTimeout(() => seen.disconnect(), LONGEST);
  };
  // A link among the words of a page opens in the session that is there; with a key held down, where one asks for it.
  addEventListener("click", event => {
    const link = event.target.closest?.("a.vn-here");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const menu = link.closest(".vn-menu"), covers = menu && innerWidth <= NARROW;
    if (covers) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    if (link.href === location.href) return;  // a second click of one that is there already: one step for "back" is enough
    if (!covers && (menu || link.pathname === location.pathname)) keepPlace(link);
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})()
