import { expect, test } from './fixtures/test.ts';

test('what a story asks the main process is answered, however often memory is collected', async ({ launch }) => {
  const { electron } = await launch();
  await electron.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as (options: object) => void;
    const again = () => {
      collect({ type: 'minor' });
      setImmediate(again);
    };
    again();
  });
  const handle = await electron.evaluateHandle(() => ({ asked: 0 }));
  const asked = 1000;
  for (let times = 1; times <= asked; times += 1) {
    expect(await electron.evaluate((_electron, time) => time, times)).toBe(times);
    await handle.evaluate((count) => {
      count.asked += 1;
    });
  }
  expect(await handle.evaluate((count) => count.asked)).toBe(asked);
});
