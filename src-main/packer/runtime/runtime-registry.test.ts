import { describe, expect, it } from 'vitest';
import { createSnapshot, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { createRuntimeRegistry } from './runtime-registry.ts';

const id = 'project';

function aSnapshot(revision: number, name = 'Project'): ProjectSnapshot {
  const registry = { entries: [], diagnostics: [], readOnly: null };
  return createSnapshot({ name, assets: [], diagnostics: [] }, registry, revision);
}

function aClock(): () => string {
  let looks = 0;
  return () => {
    looks += 1;
    return `look ${String(looks)}`;
  };
}

describe('runtime registry', () => {
  it('S2 gives the first load revision 1', async () => {
    const registry = createRuntimeRegistry(aClock());

    const snapshot = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    expect(snapshot.revision).toBe(1);
    expect(registry.current(id)).toEqual({ state: 'ready', snapshot, readAt: 'look 1', rowsRevision: 1 });
  });

  it('S2 gives a reload the number after the patches before it', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));
    registry.patch(id, (snapshot) => ({ ...snapshot, revision: snapshot.revision + 1 }));

    const snapshot = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    expect(snapshot.revision).toBe(3);
  });

  it('S2 goes on counting after the snapshot was unavailable', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));
    registry.markUnavailable(id);

    const snapshot = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    expect(snapshot.revision).toBe(2);
  });

  it('S2 counts each project for itself', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload('a', (revision) => Promise.resolve(aSnapshot(revision)));
    await registry.reload('a', (revision) => Promise.resolve(aSnapshot(revision)));

    expect((await registry.reload('b', (revision) => Promise.resolve(aSnapshot(revision)))).revision).toBe(1);
  });

  it('S1 publishes a patch as another value, and leaves the one before as it was', async () => {
    const registry = createRuntimeRegistry(aClock());
    const before = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision, 'before')));

    const after = registry.patch(id, (snapshot) => ({ ...snapshot, revision: 2, name: 'after' }));

    expect(before).toMatchObject({ revision: 1, name: 'before' });
    expect(registry.current(id)).toMatchObject({ state: 'ready', snapshot: after });
  });

  it('keeps the time of the last full read through a patch', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    registry.patch(id, (snapshot) => ({ ...snapshot, revision: 2 }));

    expect(registry.current(id)).toMatchObject({ readAt: 'look 1' });
  });

  it('Q6 keeps the rows’ revision through a patch, and no longer through what may move them', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    registry.patch(id, (snapshot) => ({ ...snapshot, revision: 2 }));
    expect(registry.current(id)).toMatchObject({ rowsRevision: 1 });
    registry.replace(id, (snapshot) => ({ ...snapshot, revision: 3 }));
    expect(registry.current(id)).toMatchObject({ readAt: 'look 1', rowsRevision: 3 });
  });

  it('says as read at the time before the read began', async () => {
    const log: string[] = [];
    const registry = createRuntimeRegistry(() => {
      log.push('clock');
      return 'now';
    });

    await registry.reload(id, (revision) => {
      log.push('load');
      return Promise.resolve(aSnapshot(revision));
    });

    expect(log).toEqual(['clock', 'load']);
  });

  it('P5 publishes nothing when the patch throws', async () => {
    const registry = createRuntimeRegistry(aClock());
    const before = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    expect(() =>
      registry.patch(id, () => {
        throw new Error('patch');
      }),
    ).toThrow('patch');

    expect(registry.current(id)).toMatchObject({ state: 'ready', snapshot: before });
  });

  it('publishes nothing when the load throws', async () => {
    const registry = createRuntimeRegistry(aClock());
    const before = await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    await expect(registry.reload(id, () => Promise.reject(new Error('load')))).rejects.toThrow('load');

    expect(registry.current(id)).toMatchObject({ state: 'ready', snapshot: before });
  });

  it('P6 has no snapshot to read or to patch once it is unavailable', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    registry.markUnavailable(id);

    expect(registry.current(id)).toEqual({ state: 'unavailable' });
    expect(() => registry.patch(id, (snapshot) => snapshot)).toThrow();
  });

  it('forgets a project that was disposed of', async () => {
    const registry = createRuntimeRegistry(aClock());
    await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)));

    registry.dispose(id);

    expect(registry.current(id)).toBeUndefined();
    expect(() => registry.patch(id, (snapshot) => snapshot)).toThrow();
    expect((await registry.reload(id, (revision) => Promise.resolve(aSnapshot(revision)))).revision).toBe(1);
  });

  it('does not know a project that was never loaded', () => {
    expect(createRuntimeRegistry(aClock()).current(id)).toBeUndefined();
  });
});
