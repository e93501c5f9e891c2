"""Three servers, and 3,000 keys spread over them by clients (ketama) and by twemproxy (nutcracker): each key lies where
it would lie with three memcacheds, and when one server is killed the others keep serving."""
import contextlib
import json
import pathlib
import signal
import subprocess
import tempfile
import unittest

import pylibmc

from servers import HOST, Server, Wire, free_port, wait_until

MEMCACHED = ["memcached"]
KEYS = [f"shard:{number}" for number in range(3_000)]
PHP = pathlib.Path(__file__).parent / "shard.php"
NUTCRACKER = """
pool:
  listen: {listen}
  hash: fnv1a_64
  distribution: ketama
  auto_eject_hosts: true
  server_retry_timeout: 600000
  server_failure_limit: 1
  timeout: 2000
  servers:
{servers}
"""


def value(key):
    return "value of " + key


def placed(servers):
    """Which server holds which key, asked of each directly."""
    where = {}
    for number, server in enumerate(servers):
        with Wire(server.port) as wire:
            for first in range(0, len(KEYS), 100):
                wire.send(("get " + " ".join(KEYS[first:first + 100]) + "\r\n").encode())
                while (line := wire.line()) != b"END\r\n":
                    _, key, _, length = line.decode().split()
                    if wire.exactly(int(length)) != value(key).encode() or wire.line() != b"\r\n":
                        raise ValueError(key)
                    if key in where:
                        raise ValueError(f"{key} is in two places")
                    where[key] = number
    return where


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


@contextlib.contextmanager
def three(ports, command=None):
    """Three servers, of which some may be dead in the end."""
    servers = []
    try:
        for port in ports:
            servers.append(Server(port=port, command=command))
        yield servers
    finally:
        for server in servers:
            server.stop()


class Sharding(unittest.TestCase):

    def setUp(self):
        self.ports = [free_port() for _ in range(3)]
        self.assertEqual(3, len(set(self.ports)))

    def check(self, store, load, store_again):
        """Stores with a client on memcacheds, then on ours on the same ports, and kills one of ours."""
        with three(self.ports, MEMCACHED) as servers:
            store()
            wanted = placed(servers)
        self.assertEqual(set(KEYS), set(wanted))
        self.assertGreater(min(list(wanted.values()).count(number) for number in range(3)), 600)
        with three(self.ports) as servers:
            store()
            self.assertEqual(wanted, placed(servers))
            self.assertEqual({key: value(key) for key in KEYS}, load(KEYS))
            kill(servers[1])
            alive = [key for key in KEYS if wanted[key] != 1]
            self.assertEqual({key: value(key) for key in alive}, load(alive))
            dead = [key for key in KEYS if wanted[key] == 1]
            store_again(dead)
            self.assertEqual({key: value(key) for key in dead}, load(dead))
            moved = placed([servers[0], servers[2]])
            self.assertEqual(set(KEYS), set(moved))
            self.assertEqual({0, 1}, {moved[key] for key in dead})
            self.assertEqual({key: wanted[key] // 2 for key in alive}, {key: moved[key] for key in alive})

    def check_pylibmc(self, **behaviors):
        def client():
            found = pylibmc.Client([f"{HOST}:{port}" for port in self.ports],
                                   behaviors={"remove_failed": 1, "failure_limit": 1, "retry_timeout": 600,
                                              "tcp_nodelay": True, **behaviors})
            self.addCleanup(found.disconnect_all)
            return found

        kept = []

        def store():
            kept[:] = [client()]
            self.assertEqual([], kept[0].set_multi({key: value(key) for key in KEYS}))

        def store_again(keys):
            # The first request to a dead server fails, and is what the client learns it by.
            for key in keys[:3]:
                with contextlib.suppress(pylibmc.Error):
                    kept[0].set(key, value(key))
            self.assertEqual([], kept[0].set_multi({key: value(key) for key in keys}))

        self.check(store, lambda keys: kept[0].get_multi(keys), store_again)

    def test_pylibmc_ketama(self):
        self.check_pylibmc(ketama=True)

    def test_pylibmc_ketama_weighted(self):
        self.check_pylibmc(ketama_weighted=True)

    def php(self, action, keys):
        done = subprocess.run(["php", str(PHP), action, *map(str, self.ports)], input=json.dumps(keys), text=True,
                              capture_output=True, timeout=60, check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return json.loads(done.stdout) or {}

    def test_php_ketama(self):
        self.check(lambda: self.php("set", KEYS), lambda keys: self.php("get", keys),
                   lambda keys: self.php("set", keys))

    def test_twemproxy(self):
        wire = []

        def ask(key):
            wire[0].send(f"get {key}\r\n".encode())
            line = wire[0].line()
            if not line.startswith(b"VALUE "):
                return line.decode().strip()
            found = wire[0].exactly(int(line.split()[3]))
            self.assertEqual(b"\r\nEND\r\n", wire[0].line() + wire[0].line())
            return found.decode()

        def put(key):
            wire[0].send(f"set {key} 0 0 {len(value(key))}\r\n{value(key)}\r\n".encode())
            return wire[0].line()

        def store():
            # A new proxy, since the old one may hold servers that were exchanged for dead.
            wire[:] = [self.enterContext(Wire(self.nutcracker()))]
            for key in KEYS:
                self.assertEqual(b"STORED\r\n", put(key))

        def store_again(keys):
            # The first request to a dead server may fail, and is what the proxy learns it by then.
            put(keys[0])
            for key in keys:
                self.assertEqual(b"STORED\r\n", put(key))

        self.check(store, lambda keys: {key: ask(key) for key in keys}, store_again)

    def nutcracker(self):
        port = free_port()
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        config = folder / "nutcracker.yml"
        # Names, so that a key's place does not depend on the ports.
        config.write_text(NUTCRACKER.format(listen=f"{HOST}:{port}", servers="\n".join(
            f"   - {HOST}:{server}:1 server{number}" for number, server in enumerate(self.ports))))
        process = subprocess.Popen(["nutcracker", "-a", HOST, "-c", str(config), "-s", str(free_port()), "-o",
                                    "/dev/null"],
                                   stdin=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)

        def listens():
            try:
                Wire(port).close()
                return True
            except OSError:
                return False

        wait_until(listens, 10, f"nutcracker listens on {port}")
        return port


if __name__ == "__main__":
    unittest.main()
