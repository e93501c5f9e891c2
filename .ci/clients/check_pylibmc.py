"""pylibmc (python3-pylibmc) in text and in binary mode, with ketama over two servers."""
import unittest

import pylibmc

from servers import Server, wait_until


def text(value):
    return value.decode() if isinstance(value, bytes) else value


class Pylibmc(unittest.TestCase):
    binary = False

    @classmethod
    def setUpClass(cls):
        cls.servers = [cls.enterClassContext(Server()) for _ in range(2)]

    def setUp(self):
        self.client = self.connect()
        self.client.flush_all()

    def connect(self):
        client = pylibmc.Client([server.address for server in self.servers], binary=self.binary,
                                behaviors={"ketama": True, "cas": True, "tcp_nodelay": True})
        self.addCleanup(client.disconnect_all)
        return client

    def test_ketama_spreads_and_finds_again(self):
        before = [int(server.stats()["cmd_set"]) for server in self.servers]
        values = {f"spread{i}": f"value{i}" for i in range(1_000)}
        self.assertEqual([], self.client.set_multi(values))
        sets = [int(server.stats()["cmd_set"]) - old for server, old in zip(self.servers, before)]
        self.assertEqual(1_000, sum(sets))
        self.assertGreater(min(sets), 250)
        other = self.connect()
        self.assertEqual(values, other.get_multi(list(values)))
        self.assertEqual("value7", other.get("spread7"))

    def test_value_types(self):
        for value in ("text", "ünïcödé", "", b"bytes\x00\r\n\xff", 0, -7, 2 ** 40, True, 1.5, None, [1, "two"],
                      {"a": {"b": (1, 2)}}):
            with self.subTest(value=value):
                self.assertTrue(self.client.set("typed", value))
                self.assertEqual(value, self.client.get("typed"))

    def test_compressed_value(self):
        value = b"x" * 3_000_000
        self.assertTrue(self.client.set("long", value, min_compress_len=1_000))
        self.assertEqual(value, self.client.get("long"))

    def test_value_that_is_too_large(self):
        with self.assertRaises(pylibmc.Error):
            self.client.set("long", b"x" * (1024 * 1024 + 1))
        self.assertTrue(self.client.set("long", b"x" * 1_000_000))
        self.assertEqual(1_000_000, len(self.client.get("long")))

    def test_add_and_replace(self):
        try:
            self.assertFalse(self.client.replace("a", "1"))
        except pylibmc.NotFound:
            self.assertTrue(self.binary)
        self.assertTrue(self.client.add("a", "1"))
        self.assertFalse(self.client.add("a", "2"))
        self.assertTrue(self.client.replace("a", "3"))
        self.assertEqual("3", self.client.get("a"))
        self.assertEqual([], self.client.add_multi({"m1": 1, "m2": 2}))

    def test_append_and_prepend(self):
        self.client.set("b", "middle")
        self.assertTrue(self.client.append("b", ">"))
        self.assertTrue(self.client.prepend("b", "<"))
        self.assertEqual("<middle>", self.client.get("b"))

    def test_incr_and_decr(self):
        with self.assertRaises(pylibmc.NotFound):
            self.client.incr("n")
        self.client.set("n", 40)
        self.assertEqual(42, self.client.incr("n", 2))
        self.assertEqual(41, self.client.decr("n"))
        self.assertEqual(0, self.client.decr("n", 1_000))

    def test_delete(self):
        self.client.set("d", "1")
        self.assertTrue(self.client.delete("d"))
        self.assertFalse(self.client.delete("d"))
        self.client.set_multi({"d1": 1, "d2": 2})
        self.assertTrue(self.client.delete_multi(["d1", "d2"]))
        self.assertEqual({}, self.client.get_multi(["d1", "d2"]))

    def test_touch_and_expiry(self):
        self.client.set("t", "1", time=100)
        self.assertTrue(self.client.touch("t", 200))
        self.assertEqual("1", self.client.get("t"))

    def test_gets_and_cas(self):
        self.client.set("c", "1")
        value, unique = self.client.gets("c")
        self.assertEqual("1", value)
        self.assertTrue(self.client.cas("c", "2", unique))
        self.assertFalse(self.client.cas("c", "3", unique))
        self.assertEqual("2", self.client.get("c"))

    def test_prefixes(self):
        self.assertEqual([], self.client.set_multi({"1": "x", "2": "y"}, key_prefix="pre:"))
        self.assertEqual({"1": "x", "2": "y"}, self.client.get_multi(["1", "2"], key_prefix="pre:"))

    def test_stats(self):
        stats = self.client.get_stats()
        self.assertEqual(2, len(stats))
        self.assertEqual({str(server.pid) for server in self.servers}, {text(fields["pid"]) for _, fields in stats})

    def test_pipelined_writes_without_reply(self):
        client = pylibmc.Client([self.servers[0].address], binary=self.binary,
                                behaviors={"no_block": True, "_noreply": True})
        for i in range(1_000):
            client.set(f"quiet{i}", i)
        client.disconnect_all()
        reader = pylibmc.Client([self.servers[0].address], binary=self.binary)
        self.addCleanup(reader.disconnect_all)
        wait_until(lambda: reader.get("quiet999") == 999, 5, "the last of them is stored")
        self.assertEqual(list(range(1_000)), [reader.get(f"quiet{i}") for i in range(1_000)])


class PylibmcBinary(Pylibmc):
    binary = True


if __name__ == "__main__":
    unittest.main()
