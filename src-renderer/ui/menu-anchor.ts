/** Where a menu stands: a point of the window, or what lies there. */
export interface MenuAnchor {
  readonly getBoundingClientRect: () => DOMRect;
  /** Whether a key asked for the menu: its first item has the focus then. */
  readonly byKey: boolean;
}
