/*
 * What is measured in the page. Each of these functions is sent there as it stands, so that it can use nothing but its
 * argument and the page.
 */

/** Milliseconds from a click on Register: until the DOM tells it, and until that is on the screen. */
export interface ClickTimes {
  readonly dom: number;
  readonly visible: number;
}

/**
 * Clicks on Register, and waits until the count of what is unregistered, the details and the action all tell it. It is
 * visible in the first task after the frame that follows.
 */
export function clickRegister(): Promise<ClickTimes> {
  const details = document.querySelector('section[aria-label="Details"]');
  const count = document.querySelector('nav[aria-label="Filters"] button[aria-label^="Unregistered "]');
  const button = [...(details?.querySelectorAll('button') ?? [])].find((each) =>
    each.textContent.startsWith('Register'),
  );
  if (details === null || count === null || button === undefined) {
    throw new Error('There is no Register to click on');
  }
  const countBefore = count.getAttribute('aria-label');
  const isTold = (): boolean =>
    count.getAttribute('aria-label') !== countBefore &&
    button.getAttribute('aria-disabled') === 'true' &&
    details.textContent.includes('Registered');
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isTold()) {
        return;
      }
      observer.disconnect();
      const dom = performance.now() - begun;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve({ dom, visible: performance.now() - begun });
        };
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const begun = performance.now();
    button.click();
  });
}

/**
 * Milliseconds from now until the status line tells that the project was read again, and that is on the screen. In an
 * object, so that whoever asks can go on before it is known.
 */
export function watchReload(): { readonly reloaded: Promise<number> } {
  const result = document.querySelector('footer [aria-live]');
  if (result === null) {
    throw new Error('There is no status line');
  }
  const begun = performance.now();
  const reloaded = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!/\d+ added, \d+ changed, \d+ removed/.test(result.textContent)) {
        return;
      }
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve(performance.now() - begun);
        };
        port2.postMessage(null);
      });
    });
    observer.observe(result, { subtree: true, childList: true, characterData: true });
  });
  return { reloaded };
}

/** Milliseconds from the click on Open: until the first rows are on the screen, and until all is read and checked. */
export interface OpeningTimes {
  readonly rows: number;
  readonly whole: number;
}

/** Clicks on Open, and waits for rows in the list and for the word in the status line of when the disk was read. */
export function openProject(): Promise<OpeningTimes> {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Open project'));
  if (button === undefined) {
    throw new Error('There is nothing to open a project with');
  }
  const seen = (isSeen: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isSeen()) {
          return;
        }
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            resolve(performance.now() - begun);
          };
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  // What is drawn below something else is not seen yet.
  const hasRows = (): boolean =>
    document.querySelector('[role=grid]:not([inert] *) [role=row]:not([aria-label=Loading])') !== null;
  const isWhole = (): boolean =>
    hasRows() &&
    document.querySelector('[role=grid][aria-busy=true]') === null &&
    [...document.querySelectorAll('footer:not([inert] *) button')].some((each) =>
      each.textContent.startsWith('Disk as read'),
    );
  const both = Promise.all([seen(hasRows), seen(isWhole)]);
  const begun = performance.now();
  button.click();
  return both.then(([rows, whole]) => ({ rows, whole }));
}

/** The time of day at which rows of a project that is open are on the screen. */
export function firstRows(): Promise<number> {
  const hasRows = (): boolean =>
    document.querySelector('[role=grid]:not([aria-busy=true], [inert] *) [role=row]:not([aria-label=Loading])') !==
    null;
  return new Promise((resolve) => {
    const tell = (): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve(Date.now());
        };
        port2.postMessage(null);
      });
    };
    if (hasRows()) {
      tell();
      return;
    }
    const observer = new MutationObserver(() => {
      if (hasRows()) {
        observer.disconnect();
        tell();
      }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Milliseconds of each frame, and rows of it that were not there or not filled in. */
export interface ScrollFrames {
  readonly frames: readonly number[];
  readonly blankRows: readonly number[];
}

/**
 * Scrolls the list by so many pixels a frame, from its top on and back again where it ends, and looks at what each frame is
 * about to show.
 */
export function scrollList({
  frames,
  pixels,
}: {
  readonly frames: number;
  readonly pixels: number;
}): Promise<ScrollFrames> {
  const grid = document.querySelector('[role=grid]');
  if (grid === null) {
    throw new Error('There is no list');
  }
  // Looked up once, and the place is known: to ask for them in a frame would be to have it laid out for this alone.
  const rowHeight = grid.querySelector('[role=row]')?.clientHeight ?? 0;
  const height = grid.clientHeight;
  const lowest = grid.scrollHeight - height;
  const total = Number(grid.getAttribute('aria-rowcount'));
  let top = 0;
  let step = pixels;
  grid.scrollTop = top;

  const blankRows = (): number => {
    const first = Math.floor(top / rowHeight);
    const last = Math.min(Math.ceil((top + height) / rowHeight), total);
    const filled = new Set(
      [...grid.querySelectorAll('[role=row]')]
        .filter((row) => row.getAttribute('aria-label') !== 'Loading')
        .map((row) => Number(row.getAttribute('aria-rowindex')) - 1),
    );
    return Array.from({ length: last - first }, (_, at) => first + at).filter((index) => !filled.has(index)).length;
  };

  return new Promise((resolve) => {
    const found: { frames: number[]; blankRows: number[] } = { frames: [], blankRows: [] };
    const afterFrame = new MessageChannel();
    // Scrolled between two frames, as a wheel does it: the page hears of it before the next frame is drawn.
    afterFrame.port1.onmessage = () => {
      if (top + step > lowest || top + step < 0) {
        // A list that stands still has nothing to draw.
        step = -step;
      }
      top = Math.max(0, Math.min(top + step, lowest));
      grid.scrollTop = top;
    };
    let last = 0;
    const onFrame = (now: number): void => {
      if (last > 0) {
        found.frames.push(now - last);
        found.blankRows.push(blankRows());
      }
      last = now;
      if (found.frames.length === frames) {
        resolve(found);
        return;
      }
      afterFrame.port2.postMessage(null);
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
}
