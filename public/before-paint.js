// Runs before anything is painted: a chosen theme never flashes in the other one, and the lead page
// has its shape while its scripts are on the way. A file of its own because the
// Content-Security-Policy allows no inline script.
document.documentElement.dataset.page = location.pathname.split("/")[1];
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}
