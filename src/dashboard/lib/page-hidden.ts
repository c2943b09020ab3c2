/** Whether nobody can see the page: another tab is in front, or the window is minimised. */
export const isPageHidden = (): boolean => document.hidden || document.visibilityState === "hidden";
