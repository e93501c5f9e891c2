<?php
// php-memcached: argument 1 is host, 2 the port, 3 "binary" or "text".
$client = new Memcached();
$client->setOptions([
    Memcached::OPT_BINARY_PROTOCOL => $argv[3] === 'binary',
    Memcached::OPT_TCP_NODELAY => true,
    Memcached::OPT_COMPRESSION => false,
]);
$client->addServer($argv[1], (int) $argv[2]);
$count = 0;

function check(string $name, $expected, $actual): void
{
    global $count, $client;
    $count++;
    $why = ': expected ' . var_export($expected, true) . ', was ' . var_export($actual, true) . ', '
        . $client->getResultMessage();
    echo $expected === $actual ? "ok $name\n" : "not ok $name" . str_replace("\n", ' ', $why) . "\n";
}

check('flush', true, $client->flush());
check('set', true, $client->set('a', 'one', 100));
check('get', 'one', $client->get('a'));
check('get of nothing', false, $client->get('absent'));
check('its code', Memcached::RES_NOTFOUND, $client->getResultCode());
check('add to what is there', false, $client->add('a', 'two'));
check('its code again', Memcached::RES_NOTSTORED, $argv[3] === 'binary'
    && $client->getResultCode() === Memcached::RES_DATA_EXISTS ? Memcached::RES_NOTSTORED : $client->getResultCode());
check('add', true, $client->add('b', 'two'));
check('replace', true, $client->replace('b', 'three'));
check('replace of nothing', false, $client->replace('absent', 'x'));
check('append', true, $client->append('b', '>'));
check('prepend', true, $client->prepend('b', '<'));
check('joined', '<three>', $client->get('b'));
$extended = $client->get('a', null, Memcached::GET_EXTENDED);
check('cas', true, $client->cas($extended['cas'], 'a', 'uno'));
check('cas too late', false, $client->cas($extended['cas'], 'a', 'due'));
check('code of cas', Memcached::RES_DATA_EXISTS, $client->getResultCode());
check('touch', true, $client->touch('a', 200));
check('touch of nothing', false, $client->touch('absent', 200));
check('numbers', true, $client->set('n', 40));
check('increment', 42, $client->increment('n', 2));
check('decrement', 41, $client->decrement('n'));
check('decrement to zero', 0, $client->decrement('n', 1000));
if ($argv[3] === 'binary') {
    check('increment that begins', 7, $client->increment('begun', 1, 7, 100));
    check('increment that goes on', 8, $client->increment('begun', 1, 7, 100));
}
foreach (['integer' => -12345678901, 'float' => 1.5, 'true' => true, 'null' => null, 'list' => [1, 'two', [3]],
    'bytes' => "\x00\r\n\xff", 'empty' => '', 'long' => str_repeat('x', 900000)] as $name => $value) {
    check("set of $name", true, $client->set('typed', $value));
    check("get of $name", $value, $client->get('typed'));
}
check('too large', false, $client->set('large', str_repeat('x', 1024 * 1024 + 1)));
check('nothing left of it', false, $client->get('large'));
$many = [];
for ($i = 0; $i < 500; $i++) {
    $many["many$i"] = "value$i";
}
check('setMulti', true, $client->setMulti($many, 100));
check('getMulti', $many, $client->getMulti(array_keys($many), Memcached::GET_PRESERVE_ORDER));
check('getMulti with misses', ['many1' => 'value1'], $client->getMulti(['absent', 'many1', 'absent2']));
check('deleteMulti', ['many1' => true, 'many2' => true], $client->deleteMulti(['many1', 'many2']));
check('delete', true, $client->delete('a'));
check('delete of nothing', false, $client->delete('a'));
check('key of 250 bytes', true, $client->set(str_repeat('k', 250), 'v'));
check('version', 1, preg_match('/^1\.6\.\d+$/', (string) current($client->getVersion())));
check('stats', true, (int) (current($client->getStats())['curr_items'] ?? 0) > 0);
$client->setOption(Memcached::OPT_NO_BLOCK, true);
for ($i = 0; $i < 300; $i++) {
    $client->set("quick$i", $i);
}
check('without waiting', 299, $client->get('quick299'));
check('quit', true, $client->quit());
echo "1..$count\n";
