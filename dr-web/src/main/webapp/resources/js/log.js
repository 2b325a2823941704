// Keys of the System Log's list. They work only while an event has the focus, so that they never get in the way of typing
// or of what a browser or a screen reader does with the same keys (WCAG 2.1.4). Without this file everything works by Tab.
document.addEventListener("keydown", function (event) {
  const summary = event.target.closest(".log-event > summary");
  if (!summary || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const all = Array.from(document.querySelectorAll(".log-event > summary"));
  const here = all.indexOf(summary);
  const go = function (to) {
    const next = all[Math.max(0, Math.min(all.length - 1, to))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const follow = function (relation) {
    const link = document.querySelector(".log-pages a[rel=" + relation + "]");
    if (link) {
      link.click();
    }
  };
  const keys = {
    ArrowDown: function () { go(here + 1); },
    j: function () { go(here + 1); },
    ArrowUp: function () { go(here - 1); },
    k: function () { go(here - 1); },
    Home: function () { go(0); },
    End: function () { go(all.length - 1); },
    ArrowRight: function () { summary.parentElement.open = true; },
    ArrowLeft: function () { summary.parentElement.open = false; },
    n: function () { follow("next"); },
    p: function () { follow("prev"); },
    "/": function () {
      const text = document.getElementById("q");
      text.focus();
      text.select();
    }
  };
  if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});
