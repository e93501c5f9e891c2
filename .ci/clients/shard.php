<?php
// Sets or gets the keys that standard input lists, on three servers, as README.md shows it.
$client = new Memcached();
$client->setOption(Memcached::OPT_LIBKETAMA_COMPATIBLE, true);
$client->setOption(Memcached::OPT_REMOVE_FAILED_SERVERS, true);
$client->setOption(Memcached::OPT_SERVER_FAILURE_LIMIT, 1);
$client->setOption(Memcached::OPT_RETRY_TIMEOUT, 600);
$client->setOption(Memcached::OPT_COMPRESSION, false);
foreach (array_slice($argv, 2) as $port) {
    $client->addServer('127.0.0.1', (int) $port);
}
$found = [];
foreach (json_decode(stream_get_contents(STDIN)) as $key) {
    // The first request to a server that is dead is what the client learns it by.
    for ($try = 0; $try < 3; $try++) {
        if ($argv[1] === 'set') {
            if ($client->set($key, "value of $key")) {
                continue 2;
            }
        } else {
            $value = $client->get($key);
            if ($client->getResultCode() === Memcached::RES_SUCCESS) {
                $found[$key] = $value;
                continue 2;
            }
        }
    }
    fwrite(STDERR, "$key: " . $client->getResultMessage() . "\n");
    exit(1);
}
echo json_encode($found);
