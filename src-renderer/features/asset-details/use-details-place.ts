import { useEffect, useLayoutEffect, useRef } from 'react';
import { useOverlay } from '../../app/overlay.ts';

/**
 * Which part of the details is seen. Those of another asset begin at their top; where the author was led to a problem, what
 * was found wrong is in view. `shown` is the asset whose details are drawn.
 */
export function useDetailsPlace(shown: string | null): void {
  // To ask the pane itself, or to scroll it to where it is, has the new details laid out before the rest of their frame.
  const isScrolled = useRef(false);
  useEffect(() => {
    const pane = detailsPane();
    const onScroll = (): void => {
      isScrolled.current = pane !== null && pane.scrollTop > 0;
    };
    pane?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      pane?.removeEventListener('scroll', onScroll);
    };
  }, []);
  useLayoutEffect(() => {
    if (shown !== null && isScrolled.current) {
      detailsPane()?.scrollTo({ top: 0 });
    }
  }, [shown]);

  const problemsOf = useOverlay((state) => state.problemsOf);
  useEffect(() => {
    if (problemsOf !== null && problemsOf === shown) {
      useOverlay.setState({ problemsOf: null });
      showProblems();
    }
  }, [problemsOf, shown]);
}

function detailsPane(): Element | null {
  return document.querySelector('[data-details]');
}

/** Scrolls as little as it takes to see all problems, or their beginning where they are higher than the pane. */
function showProblems(): void {
  const pane = detailsPane();
  const problems = pane?.querySelector('[data-problems]')?.getBoundingClientRect();
  if (pane === null || problems === undefined) {
    return;
  }
  const room = pane.getBoundingClientRect();
  const toTop = problems.top - room.top;
  pane.scrollTop += Math.min(toTop, Math.max(0, problems.bottom - room.bottom));
}
