import { describe, expect, it } from 'vitest';
import { createWriteLane } from './write-lane.ts';

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

function aGate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Lets everything run that waits for nothing. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('write lane', () => {
  it('L1 runs jobs one at a time, in the order in which they were called', async () => {
    const lane = createWriteLane();
    const log: string[] = [];
    const gates = [aGate(), aGate(), aGate()];
    const jobs = gates.map(({ opened }, at) => {
      return lane.run(async () => {
        log.push(`start ${String(at)}`);
        await opened;
        log.push(`end ${String(at)}`);
        return { value: at };
      });
    });

    // Opened in the wrong order: the second and third must wait for the first all the same.
    gates[2]?.open();
    gates[1]?.open();
    await settle();
    log.push('first is open');
    gates[0]?.open();
    const values = await Promise.all(jobs);

    expect(values).toEqual([0, 1, 2]);
    expect(log).toEqual(['start 0', 'first is open', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2']);
  });

  it('L1 starts no job in the call that accepts it', async () => {
    const lane = createWriteLane();
    const log: string[] = [];

    const job = lane.run(() => {
      log.push('job');
      return Promise.resolve({ value: null });
    });
    log.push('accepted');
    await job;

    expect(log).toEqual(['accepted', 'job']);
  });

  it('L1 keeps the lanes of two projects apart', async () => {
    const gate = aGate();
    const held = createWriteLane();
    const free = createWriteLane();
    const waiting = held.run(async () => {
      await gate.opened;
      return { value: 'held' };
    });

    expect(await free.run(() => Promise.resolve({ value: 'free' }))).toBe('free');

    gate.open();
    expect(await waiting).toBe('held');
  });

  it('L2 tells a job that throws to its own caller, and runs the next', async () => {
    const lane = createWriteLane();
    const broken = lane.run(() => Promise.reject(new Error('broken')));
    const next = lane.run(() => Promise.resolve({ value: 'next' }));

    await expect(broken).rejects.toThrow('broken');
    expect(await next).toBe('next');
  });

  it('L2 runs the next job after one that throws before it waits for anything', async () => {
    const lane = createWriteLane();
    const broken = lane.run(() => {
      throw new Error('at once');
    });
    const next = lane.run(() => Promise.resolve({ value: 'next' }));

    await expect(broken).rejects.toThrow('at once');
    expect(await next).toBe('next');
  });

  it('L2 runs the next job, and closes, after a duty that throws', async () => {
    const lane = createWriteLane();
    const first = lane.run(() => {
      return Promise.resolve({ value: 'first', afterwards: () => Promise.reject(new Error('duty')) });
    });
    const next = lane.run(() => Promise.resolve({ value: 'next' }));

    const closed = lane.close();

    expect(await first).toBe('first');
    await closed;
    expect(await Promise.race([next, Promise.resolve('left out')])).toBe('next');
  });

  it('P2 does a duty before the next job and does not keep the caller for it', async () => {
    const lane = createWriteLane();
    const log: string[] = [];
    const gate = aGate();
    const first = lane.run(() => {
      return Promise.resolve({
        value: 'first',
        afterwards: async () => {
          log.push('duty starts');
          await gate.opened;
          log.push('duty ends');
        },
      });
    });
    const next = lane.run(() => {
      log.push('next');
      return Promise.resolve({ value: null });
    });

    await first;
    log.push('caller is told');
    await settle();
    gate.open();
    await next;

    expect(log.filter((line) => line !== 'caller is told')).toEqual(['duty starts', 'duty ends', 'next']);
    expect(log.indexOf('caller is told')).toBeLessThan(log.indexOf('duty ends'));
  });

  it('L5 refuses new jobs once it was closed', async () => {
    const lane = createWriteLane();

    expect(lane.isClosed()).toBe(false);
    const closed = lane.close();

    expect(lane.isClosed()).toBe(true);
    await expect(lane.run(() => Promise.resolve({ value: null }))).rejects.toThrow();
    await closed;
  });

  it('L5 resolves when the accepted jobs and their duties have ended, and not before', async () => {
    const lane = createWriteLane();
    const log: string[] = [];
    const job = aGate();
    const duty = aGate();
    const accepted = lane.run(async () => {
      await job.opened;
      log.push('job');
      return {
        value: null,
        afterwards: async () => {
          await duty.opened;
          log.push('duty');
        },
      };
    });

    const closed = lane.close().then(() => log.push('closed'));
    await settle();
    job.open();
    await accepted;
    await settle();
    log.push('duty is held');
    duty.open();
    await closed;

    expect(log).toEqual(['job', 'duty is held', 'duty', 'closed']);
  });

  it('L5 closes once for any number of callers', async () => {
    const lane = createWriteLane();

    expect(await Promise.all([lane.close(), lane.close()])).toHaveLength(2);
  });
});
