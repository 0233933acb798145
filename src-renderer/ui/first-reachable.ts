/** The first element of a selector that is not covered by another screen: what is covered is inert. */
export function firstReachable(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.closest('[inert]') === null);
}
