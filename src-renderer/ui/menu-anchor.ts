/** Where a menu stands: a point of the window, or what lies there. */
export interface MenuAnchor {
  readonly getBoundingClientRect: () => DOMRect;
}
