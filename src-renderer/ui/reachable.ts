/** The elements of a selector, in the order of the page, without those that are put away or covered by another screen. */
export function reachable(selector: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.closest('[hidden], [inert]') === null,
  );
}
