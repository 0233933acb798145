import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from './packer/testing/project-builder.ts';
import { boundsOnScreen, createWindowPlaceFile } from './window-place.ts';

const left = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { x: 1920, y: 200, width: 1280, height: 800 };

describe('the place of the window', () => {
  it('is there at the next start', async () => {
    const file = join(await freshFolder(), 'data/window.json');
    const troubles: unknown[] = [];
    const place = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: true };

    expect(await createWindowPlaceFile(file, (error) => troubles.push(error)).read()).toEqual({
      bounds: null,
      maximized: false,
    });
    expect(await createWindowPlaceFile(file, (error) => troubles.push(error)).keep(place)).toBe(true);

    expect(await createWindowPlaceFile(file, (error) => troubles.push(error)).read()).toEqual(place);
    expect(troubles).toEqual([]);
  });

  it('is none where the file is not one of it', async () => {
    const file = join(await freshFolder(), 'data/window.json');
    await mkdir(dirname(file));
    await writeFile(file, '{"v":1,"bounds":{"x":0,"y":0,"width":-4,"height":1e99},"maximized":false}');
    const troubles: unknown[] = [];

    expect((await createWindowPlaceFile(file, (error) => troubles.push(error)).read()).bounds).toBeNull();
    expect(troubles).toHaveLength(1);
  });

  it('stays where it was on a screen that is there, and is never larger than that', () => {
    const bounds = { x: 2000, y: 250, width: 900, height: 600 };

    expect(boundsOnScreen(bounds, [left, right])).toEqual(bounds);
    expect(boundsOnScreen({ ...bounds, width: 4000, height: 3000 }, [left, right])).toEqual({
      ...bounds,
      width: 1280,
      height: 800,
    });
  });

  it.each([
    ['a screen that is gone', { x: 2000, y: 250, width: 900, height: 600 }, [left]],
    ['all but a corner off the screen', { x: 1900, y: 100, width: 900, height: 600 }, [left]],
    ['its upper edge above the screen', { x: 100, y: -50, width: 900, height: 600 }, [left]],
    ['its upper edge below the screen', { x: 100, y: 1070, width: 900, height: 600 }, [left]],
    ['no place known', null, [left]],
  ])('is left to the system with %s', (_, bounds, screens) => {
    expect(boundsOnScreen(bounds, screens)).toBeNull();
  });
});
