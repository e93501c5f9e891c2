"""Bad input: each answered as memcached 1.6.45 answers, the server's memory bounded, other clients unharmed."""
import random
import resource
import select
import socket
import threading
import time
import unittest

from servers import HOST, Server, Wire, answers, resident_kib, wait_until

BAD_LINE = b"CLIENT_ERROR bad command line format\r\n"
BAD_CHUNK = b"CLIENT_ERROR bad data chunk\r\n"
TOO_LARGE = b"SERVER_ERROR object too large for cache\r\n"
TOO_MANY = b"ERROR Too many open connections\r\n"

ITEM_MAX = 1024 * 1024
ITEM_OVERHEAD = 48 + 8 + 1 + 2  # header, CAS unique, the key's end, the value's CRLF
PATIENCE = 2.0  # seconds that another client may have to wait for its answer
GROWTH_KIB = 120 * 1024
MAX_CONNECTIONS = 1024
OWN_CONNECTIONS = 64  # of which memcached may need some for itself


class Neighbour(threading.Thread):
    """A client that goes on with its work, and remembers how long it had to wait."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.wire = Wire(port)
        self.over = threading.Event()
        self.longest = 0.0
        self.exchanges = 0
        self.problem = None

    def run(self):
        try:
            while not self.over.wait(0.005):
                self.exchange(f"value {self.exchanges}".encode())
        except Exception as problem:  # handed to the test
            self.problem = problem

    def exchange(self, value):
        began = time.monotonic()
        self.wire.send(b"set neighbour 7 0 %d\r\n%s\r\nget neighbour\r\n" % (len(value), value))
        expected = b"STORED\r\nVALUE neighbour 7 %d\r\n%s\r\nEND\r\n" % (len(value), value)
        answer = self.wire.exactly(len(expected))
        if answer != expected:
            raise ValueError(f"neighbour got {answer!r}, not {expected!r}")
        self.longest = max(self.longest, time.monotonic() - began)
        self.exchanges += 1

    def stop(self):
        self.over.set()
        self.join(30)
        self.wire.close()


class Hostile(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
        cls.addClassCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        cls.server = cls.enterClassContext(Server("-m", "64", "-c", str(MAX_CONNECTIONS)))

    def setUp(self):
        self.wire = self.enterContext(Wire(self.server.port))
        self.resident = resident_kib(self.server.pid)
        self.neighbour = Neighbour(self.server.port)
        self.neighbour.exchange(b"value first")
        self.neighbour.start()

    def tearDown(self):
        self.neighbour.stop()
        self.assertIsNone(self.neighbour.problem)
        self.assertFalse(self.neighbour.is_alive(), "the neighbour still waits")
        self.assertGreater(self.neighbour.exchanges, 0)
        self.assertLess(self.neighbour.longest, PATIENCE)
        self.assertIsNone(self.server.process.poll(), "the server is up")
        self.assertLess(resident_kib(self.server.pid), 64 * 1024 + GROWTH_KIB, "the server's memory is bounded")

    def assert_in_step(self, wire=None):
        """The connection is open, and the next command is taken for what it is."""
        self.assertRegex((wire or self.wire).ask("version"), b"^VERSION ")

    def test_key_of_251_bytes(self):
        key = "k" * 251
        for line in (f"touch {key} 0", f"delete {key}", f"incr {key} 1", f"decr {key} 1"):
            with self.subTest(line=line[:8]):
                self.assertEqual(BAD_LINE, self.wire.ask(line))
                self.assert_in_step()
        for line in (f"get {key}", f"gets fine {key} neighbour", f"gat 0 {key}"):
            with self.subTest(line=line[:8]):
                self.assertEqual(BAD_LINE, self.wire.ask(line))
                self.assertEqual(b"\r\n", self.wire.line(), "the empty line is the original's own")
                self.assert_in_step()
        for command in ("set", "add", "replace", "append", "prepend"):
            with self.subTest(command=command):
                self.wire.send(f"{command} {key} 0 0 5\r\nhello\r\n".encode())
                self.assertEqual(BAD_LINE, self.wire.line())
                self.assert_in_step()
        key = key[1:]
        self.wire.send(f"set {key} 0 0 5\r\nhello\r\nget {key}\r\n".encode())
        expected = f"STORED\r\nVALUE {key} 0 5\r\nhello\r\nEND\r\n".encode()
        self.assertEqual(expected, self.wire.exactly(len(expected)))

    def test_length_that_is_none(self):
        for length in ("-1", "-2147483648", "2147483646", "2147483647", "2147483648", "4294967295", "4294967296",
                       "9223372036854775807", "99999999999999999999", "1e3", "0x10", "five", "+5"):
            with self.subTest(length=length):
                self.assertEqual(BAD_LINE, self.wire.ask(f"set k 0 0 {length}"))
                self.assert_in_step()

    def test_length_of_two_gigabytes(self):
        with Wire(self.server.port) as wire:
            self.assertEqual(TOO_LARGE, wire.ask("set huge 0 0 2147483645"))
            for _ in range(64):
                wire.send(b"x" * (1 << 20))
        self.assertEqual(b"END\r\n", self.wire.ask("get huge"))

    def test_value_above_the_item_maximum(self):
        fits = ITEM_MAX - ITEM_OVERHEAD - len("edge")
        self.store(fits, b"STORED\r\n")
        self.wire.send(b"get edge\r\n")
        self.assertEqual(b"VALUE edge 0 %d\r\n" % fits, self.wire.line())
        self.assertEqual(b"x" * fits + b"\r\nEND\r\n", self.wire.exactly(fits + 7))
        self.store(fits + 1, TOO_LARGE)
        self.assertEqual(b"END\r\n", self.wire.ask("get edge"), "a set that is too large takes the old value with it")
        for command in ("add", "replace", "append", "prepend"):
            with self.subTest(command=command):
                self.store(4, b"STORED\r\n")
                self.store(8 * ITEM_MAX, TOO_LARGE, command)
                self.assertEqual(b"VALUE edge 0 4\r\n", self.wire.ask("get edge"))
                self.assertEqual(b"xxxx\r\nEND\r\n", self.wire.exactly(11))

    def store(self, length, expected, command="set"):
        self.wire.send(f"{command} edge 0 0 {length}\r\n".encode() + b"x" * length + b"\r\n")
        self.assertEqual(expected, self.wire.line())
        self.assert_in_step()

    def test_missing_terminator(self):
        self.wire.send(b"set k 0 0 3\r\nold\r\n")
        self.assertEqual(b"STORED\r\n", self.wire.line())
        self.wire.send(b"set k 0 0 3\r\nabcdefghij\r\n")
        self.assertEqual(BAD_CHUNK, self.wire.line())
        self.assertEqual(b"ERROR\r\n", self.wire.line(), "what was left over is a command")
        self.wire.send(b"get k\r\n")
        self.assertEqual(b"VALUE k 0 3\r\nold\r\nEND\r\n", self.wire.exactly(23))
        self.wire.send(b"set k 0 0 3\r\nabc\n\r")
        self.assertEqual(BAD_CHUNK, self.wire.line())
        self.assert_in_step()

    def test_value_that_never_comes(self):
        with Wire(self.server.port) as wire:
            wire.send(b"set k 0 0 1000000\r\nonly this")
            self.assertEqual(b"END\r\n", self.wire.ask("get never"))
        self.assert_in_step()

    def test_line_without_end(self):
        for start in (b"x", b"set " + b"k" * 10, b"gat 0 k", b"delete k", b" " * 200 + b"get k", b"getx k"):
            with self.subTest(start=start[:12]), Wire(self.server.port) as wire:
                wire.send(start + b"a" * 2049)
                self.assertTrue(wire.is_closed(), "closed, and not a word")

    def test_line_without_end_that_is_allowed(self):
        for verb in (b"get", b"gets"):
            with self.subTest(verb=verb), Wire(self.server.port) as wire:
                wire.send(verb + b" a" * 20_000)
                self.assert_in_step()
                wire.send(b" neighbour\r\n")
                self.assertTrue(wire.line().startswith(b"VALUE neighbour 7 "))
                self.assertTrue(wire.line().startswith(b"value "))
                self.assertEqual(b"END\r\n", wire.line())
                self.assert_in_step(wire)
        with self.subTest(verb="blanks first"), Wire(self.server.port) as wire:
            wire.send(b"  get" + b" a" * 2_000)
            self.assert_in_step()
            self.assertEqual(b"ERROR\r\n", wire.ask(" neighbour"))
            self.assert_in_step(wire)

    def test_line_of_gets_without_end(self):
        with Wire(self.server.port) as wire:
            wire.send(b"get ")
            try:
                for _ in range(32):
                    wire.send(b"key " * (1 << 18))
            except OSError:
                pass  # closed, or no longer read: both are bounded
            self.assert_in_step()

    def test_random_bytes(self):
        for seed in range(5):
            with self.subTest(seed=seed), Wire(self.server.port, timeout=5) as wire:
                wire.socket.setblocking(False)
                self.pour(wire.socket, random.Random(seed).randbytes(1 << 20))
                self.assert_in_step()

    def test_random_lines(self):
        words = [b"get", b"set", b"cas", b"incr", b"touch", b"gat", b"delete", b"k", b"0", b"-1", b"5", b"99999999999",
                 b"noreply", b"\x00", b"\xff\xfe", b"", b"flush_all", b"verbosity", b"stats", b"a" * 300]
        for seed in range(5):
            with self.subTest(seed=seed), Wire(self.server.port, timeout=5) as wire:
                dice = random.Random(seed)
                lines = (b" ".join(dice.choices(words, k=dice.randrange(1, 8))) for _ in range(20_000))
                wire.socket.setblocking(False)
                self.pour(wire.socket, b"\r\n".join(lines).replace(b"flush_all", b"flush-all") + b"\r\n")
                self.assert_in_step()

    def pour(self, target, data):
        """Sends while the server takes it and reads what it says, until all is sent, it closes, or it stalls."""
        sent = 0
        last = time.monotonic()
        while sent < len(data) and time.monotonic() - last < 1:
            try:
                sent += target.send(data[sent:sent + 65536])
                last = time.monotonic()
            except BlockingIOError:
                time.sleep(0.001)
            except OSError:
                return
            try:
                while target.recv(65536):
                    last = time.monotonic()
            except BlockingIOError:
                pass
            except OSError:
                return

    def test_client_that_never_reads(self):
        self.wire.send(b"set large 0 0 100000\r\n" + b"x" * 100_000 + b"\r\n")
        self.assertEqual(b"STORED\r\n", self.wire.line())
        for request in (b"get large\r\n", b"get " + b"large " * 1_000 + b"large\r\n"):
            with self.subTest(length=len(request)), socket.create_connection((HOST, self.server.port)) as greedy:
                greedy.setblocking(False)
                asked = self.ask_until_stalled(greedy, request, 64 << 20)
                self.assertLess(asked, 64 << 20, "the server stops reading from whoever does not read from it")
                self.assertLess(resident_kib(self.server.pid) - self.resident, GROWTH_KIB)
        self.assert_in_step()

    def test_client_that_reads_late(self):
        self.wire.send(b"set late 0 0 50000\r\n" + b"x" * 50_000 + b"\r\n")
        self.assertEqual(b"STORED\r\n", self.wire.line())
        one = b"VALUE late 0 50000\r\n" + b"x" * 50_000 + b"\r\nEND\r\n"
        with Wire(self.server.port) as wire:
            wire.send(b"get late\r\n" * 500)
            time.sleep(0.2)
            for _ in range(500):
                self.assertEqual(one, wire.exactly(len(one)))
            self.assert_in_step(wire)

    def ask_until_stalled(self, greedy, request, most):
        asked = 0
        last = time.monotonic()
        while asked < most and time.monotonic() - last < 0.5:
            try:
                asked += greedy.send((request * (1 + 65536 // len(request)))[asked % len(request):])
                last = time.monotonic()
            except BlockingIOError:
                time.sleep(0.001)
        return asked

    def test_two_thousand_connections(self):
        before = self.wire.stats()
        rejected = int(before["rejected_connections"])
        connections = [Wire(self.server.port) for _ in range(2_000)]
        try:
            wait_until(lambda: self.is_decided(connections, before), 5, "each is served or refused")
            refused = self.spoken_to(connections)
            for each in refused:
                self.assertEqual(TOO_MANY, each.line())
                self.assertTrue(each.is_closed())
            served = [each for each in connections if each not in refused]
            for each in served:
                self.assert_in_step(each)
            self.assertLessEqual(len(served), MAX_CONNECTIONS)
            self.assertGreaterEqual(len(served), MAX_CONNECTIONS - OWN_CONNECTIONS)
            stats = self.wire.stats()
            self.assertEqual(len(refused), int(stats["rejected_connections"]) - rejected)
            self.assertEqual(MAX_CONNECTIONS, int(stats["max_connections"]))
            self.assertGreaterEqual(int(stats["curr_connections"]), len(served))
        finally:
            for each in connections:
                each.close()
        wait_until(lambda: answers(self.server.port), 5, "new connections are served again")
        wait_until(lambda: int(self.wire.stats()["curr_connections"]) < 20, 5, "the closed ones are forgotten")

    def is_decided(self, connections, before):
        """Every connection was counted as served or refused, and the refused have been told."""
        now = self.wire.stats()
        refused, served = (int(now[name]) - int(before[name]) for name in ("rejected_connections", "total_connections"))
        return refused + served >= len(connections) and len(self.spoken_to(connections)) == refused

    def spoken_to(self, connections):
        """Those to whom the server has said something though they asked nothing."""
        poll = select.poll()
        wires = {each.socket.fileno(): each for each in connections}
        for descriptor in wires:
            poll.register(descriptor, select.POLLIN)
        return [wires[descriptor] for descriptor, _ in poll.poll(200)]


if __name__ == "__main__":
    unittest.main()
