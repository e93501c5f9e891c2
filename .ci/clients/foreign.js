// memjs, which speaks binary only: argument 1 is host:port; NODE_PATH has the module.
'use strict';
const memjs = require('memjs');

const client = memjs.Client.create(process.argv[2], { retries: 1, timeout: 10 });
let count = 0;

async function check(name, expected, actual) {
  count++;
  const was = await Promise.resolve(actual()).catch((error) => 'error ' + error);
  const same = JSON.stringify(was) === JSON.stringify(expected);
  console.log(same ? `ok ${name}` : `not ok ${name}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(was)}`);
}

const get = async (key) => {
  const { value } = await client.get(key);
  return value === null ? null : value.toString('latin1');
};

async function main() {
  await client.flush();
  await check('set', true, () => client.set('a', 'one', { expires: 100 }));
  await check('get', 'one', () => get('a'));
  await check('get of nothing', null, () => get('absent'));
  await check('flags', true, async () => Buffer.isBuffer((await client.get('a')).flags));
  await check('add to what is there', false, () => client.add('a', 'two', {}));
  await check('add', true, () => client.add('b', 'two', {}));
  await check('replace', true, () => client.replace('b', 'three', {}));
  await check('replace of nothing', false, () => client.replace('absent', 'x', {}));
  await check('append', true, () => client.append('b', '>'));
  await check('joined', 'three>', () => get('b'));
  await check('touch', true, () => client.touch('a', 200));
  await check('touch of nothing', false, () => client.touch('absent', 200));
  await check('increment that begins', 5, async () => (await client.increment('n', 1, { initial: 5 })).value);
  await check('increment', 8, async () => (await client.increment('n', 3, { initial: 5 })).value);
  await check('decrement', 6, async () => (await client.decrement('n', 2, { initial: 5 })).value);
  await check('delete', true, () => client.delete('a'));
  await check('delete of nothing', false, () => client.delete('a'));
  await check('bytes', '\x00\r\n\xff', async () => {
    await client.set('bytes', Buffer.from('\x00\r\n\xff', 'latin1'), {});
    return get('bytes');
  });
  await check('long', 900000, async () => {
    await client.set('long', 'x'.repeat(900000), {});
    return (await get('long')).length;
  });
  await check('many at once', 300, async () => {
    await Promise.all([...Array(300).keys()].map((i) => client.set('many' + i, String(i), {})));
    const values = await Promise.all([...Array(300).keys()].map((i) => get('many' + i)));
    return values.filter((value, i) => value === String(i)).length;
  });
  await check('stats', true, () => new Promise((resolve, reject) => client.stats(
    (error, server, stats) => error ? reject(error) : resolve(Number(stats.curr_items) > 0))));
  await check('flush', true, async () => Object.values(await new Promise((resolve, reject) => client.flush(
    (error, results) => error ? reject(error) : resolve(results))))[0]);
  await check('flushed', null, () => get('b'));
  client.close();
  console.log(`1..${count}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
