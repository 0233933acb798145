import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeAll, vi } from 'vitest';
import { launchOfFolder } from '../../src-main/launches.ts';
import { isProjectLink, parseProjectLink } from '../../src-main/project-link.ts';
import type { CommandId } from '../../src-preload/contract/commands.ts';
import { App } from '../app/app.tsx';
import { resetJobs } from '../app/jobs.ts';
import { resetOverlay } from '../app/overlay.ts';
import { resetLooks } from '../app/project-look.ts';
import { Providers } from '../app/providers.tsx';
import { createQueryClient } from '../app/query-client.ts';
import { resetSession } from '../app/session.ts';
import { createTestBridge, type TestBridge } from './test-bridge.ts';

// Nothing here measures time: a test waits for what it waits for, also on a machine that is busy with others.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

// The test's DOM has no layout: every element is as large as a list of twenty rows.
beforeAll(() => {
  const size = { offsetWidth: 1280, offsetHeight: 560, clientWidth: 1280, clientHeight: 560 };
  for (const [name, value] of Object.entries(size)) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  vi.stubGlobal('ResizeObserver', FirstSizeObserver);
});

/** Tells of the size that an element has, as a browser's does with the first frame; no size changes here. */
class FirstSizeObserver implements ResizeObserver {
  readonly #tell: () => void;
  #observing = true;

  constructor(tell: ResizeObserverCallback) {
    this.#tell = () => {
      tell([], this);
    };
  }

  observe(): void {
    queueMicrotask(() => {
      if (this.#observing) {
        act(this.#tell);
      }
    });
  }

  unobserve(): void {
    this.#observing = false;
  }

  disconnect(): void {
    this.#observing = false;
  }
}

afterEach(leavePage);

/** Nothing of the page stays. */
function leavePage(): void {
  cleanup();
  resetSession();
  resetLooks();
  resetOverlay();
  resetJobs();
}

export interface RenderedStudio extends Omit<TestBridge, 'sendMenuCommand' | 'launch'> {
  readonly user: UserEvent;
  /** What the native menu does. */
  readonly menu: (command: CommandId) => void;
  /** What a second start of Studio does, with a link or a folder. */
  readonly startAgain: (given: string) => void;
  /** The page crashes, and another one is shown in its place. */
  readonly restartPage: () => void;
}

/** The whole window on a bridge with the real dispatcher behind it, and a query client of its own. */
export async function renderStudio(options: Parameters<typeof createTestBridge>[0] = {}): Promise<RenderedStudio> {
  const bridge = await createTestBridge(options);
  renderWithBridge(<App />, bridge);
  return {
    ...bridge,
    user: userEvent.setup(),
    menu: (command) => {
      act(() => {
        bridge.sendMenuCommand(command);
      });
    },
    startAgain: (given) => {
      act(() => {
        bridge.launch(isProjectLink(given) ? parseProjectLink(given) : launchOfFolder(given));
      });
    },
    restartPage: () => {
      leavePage();
      bridge.pageCrashed();
      renderWithBridge(<App />, bridge);
    },
  };
}

/** Any part of the window on a bridge. */
export function renderWithBridge(element: ReactElement, { bridge }: TestBridge): void {
  Object.defineProperty(window, 'prometeu', { configurable: true, value: bridge });
  render(<Providers queryClient={createQueryClient()}>{element}</Providers>);
}

/** The row of an asset in the list of a project that is open, once it is there. */
export function findRow(name: string): Promise<HTMLElement> {
  return screen.findByRole('row', { name: new RegExp(`^${name},(?!.*, Checking$)`) });
}

/** The right pane. */
export function details() {
  return within(screen.getByRole('region', { name: 'Details' }));
}
