// Runs before anything is painted, and before the app. A file of its own because the
// Content-Security-Policy allows no inline script.

// A chosen theme never flashes in the other one.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}

// Without its code there is no app, and nobody else to say so. Both a script that can't be loaded
// and one that throws end up here; once the app shows something, it speaks for itself.
addEventListener("error", onError, true);

function onError({ target }) {
  if (target !== window && !(target instanceof HTMLScriptElement)) return;
  removeEventListener("error", onError, true);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", tellFailure);
  else tellFailure();
}

function tellFailure() {
  if (document.querySelector("#root > :not(.first-rows)")) return;
  const failure = document.getElementById("load-failure");
  failure?.querySelector("button")?.addEventListener("click", () => location.reload());
  failure?.removeAttribute("hidden");
}
