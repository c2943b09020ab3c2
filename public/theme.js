// Runs before anything is painted, so that a chosen theme never flashes in the other one. A file of
// its own because the Content-Security-Policy allows no inline script.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}
