"""pymemcache (python3-pymemcache): one server, a pool, and several servers by hash."""
import unittest

from pymemcache import serde
from pymemcache.client.base import Client, PooledClient
from pymemcache.client.hash import HashClient
from pymemcache.exceptions import MemcacheClientError, MemcacheServerError

from servers import HOST, Server


class Pymemcache(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.servers = [cls.enterClassContext(Server()) for _ in range(2)]

    def setUp(self):
        self.client = self.connect(Client)
        self.client.flush_all()

    def connect(self, kind, **options):
        client = kind((HOST, self.servers[0].port), default_noreply=False, **options)
        self.addCleanup(client.close)
        return client

    def test_set_and_get(self):
        self.assertTrue(self.client.set("foo", b"bar\r\n\x00"))
        self.assertEqual(b"bar\r\n\x00", self.client.get("foo"))
        self.assertIsNone(self.client.get("absent"))

    def test_pickled_values(self):
        client = self.connect(Client, serde=serde.pickle_serde)
        for value in ("text", 7, 1.5, [1, "two"], {"a": (1, 2)}, None, "x" * 100_000):
            with self.subTest(value=value):
                self.assertTrue(client.set("typed", value))
                self.assertEqual(value, client.get("typed"))

    def test_add_and_replace(self):
        self.assertFalse(self.client.replace("a", "1"))
        self.assertTrue(self.client.add("a", "1"))
        self.assertFalse(self.client.add("a", "2"))
        self.assertTrue(self.client.replace("a", "3"))
        self.assertEqual(b"3", self.client.get("a"))

    def test_append_and_prepend(self):
        self.assertFalse(self.client.append("b", "x"))
        self.client.set("b", "middle")
        self.assertTrue(self.client.append("b", ">"))
        self.assertTrue(self.client.prepend("b", "<"))
        self.assertEqual(b"<middle>", self.client.get("b"))

    def test_gets_and_cas(self):
        self.client.set("c", "1")
        value, unique = self.client.gets("c")
        self.assertEqual(b"1", value)
        self.assertTrue(self.client.cas("c", "2", unique))
        self.assertFalse(self.client.cas("c", "3", unique))
        self.assertIsNone(self.client.cas("absent", "3", unique))

    def test_many(self):
        values = {f"key{i}": f"value{i}".encode() for i in range(500)}
        self.assertEqual([], self.client.set_many(values))
        self.assertEqual(values, self.client.get_many([*values, "absent"]))
        found = self.client.gets_many(list(values))
        self.assertEqual(500, len({unique for _, unique in found.values()}))
        self.assertTrue(self.client.delete_many(list(values)))
        self.assertEqual({}, self.client.get_many(list(values)))

    def test_incr_and_decr(self):
        self.assertIsNone(self.client.incr("n", 1))
        self.client.set("n", "40")
        self.assertEqual(42, self.client.incr("n", 2))
        self.assertEqual(0, self.client.decr("n", 1_000))
        self.client.set("word", "abc")
        with self.assertRaises(MemcacheClientError):
            self.client.incr("word", 1)
        self.client.set("top", str(2 ** 64 - 1))
        self.assertEqual(0, self.client.incr("top", 1))

    def test_delete_and_touch(self):
        self.client.set("d", "1")
        self.assertTrue(self.client.touch("d", 100))
        self.assertTrue(self.client.delete("d"))
        self.assertFalse(self.client.delete("d"))
        self.assertFalse(self.client.touch("d", 100))

    def test_without_reply(self):
        for i in range(1_000):
            self.client.set(f"quiet{i}", str(i), noreply=True)
        self.client.incr("quiet1", 5, noreply=True)
        self.client.append("quiet2", "!", noreply=True)
        self.client.delete("quiet3", noreply=True)
        self.assertEqual({"quiet1": b"6", "quiet2": b"2!", "quiet999": b"999"},
                         self.client.get_many(["quiet1", "quiet2", "quiet3", "quiet999"]))

    def test_value_that_is_too_large(self):
        with self.assertRaises(MemcacheServerError):
            self.client.set("long", b"x" * (1024 * 1024 + 1))
        self.assertTrue(self.client.set("long", b"x" * 1_000_000))
        self.assertEqual(1_000_000, len(self.client.get("long")))

    def test_flush_version_stats_quit(self):
        self.client.set("f", "1")
        self.assertTrue(self.client.flush_all())
        self.assertIsNone(self.client.get("f"))
        self.assertRegex(self.client.version(), rb"^\d+\.\d+")
        stats = self.client.stats()
        self.assertEqual(self.servers[0].pid, stats[b"pid"])
        self.assertEqual(64 * 1024 * 1024, stats[b"limit_maxbytes"])
        self.client.stats("settings")
        self.client.quit()

    def test_pool(self):
        pool = self.connect(PooledClient, max_pool_size=4)
        self.assertTrue(pool.set("p", "1"))
        self.assertEqual(b"1", pool.get("p"))

    def test_two_servers(self):
        client = HashClient([(HOST, server.port) for server in self.servers], default_noreply=False)
        self.addCleanup(client.close)
        client.flush_all()
        before = [int(server.stats()["cmd_set"]) for server in self.servers]
        values = {f"spread{i}": str(i).encode() for i in range(300)}
        self.assertEqual([], client.set_many(values))
        self.assertEqual(values, client.get_many(list(values)))
        sets = [int(server.stats()["cmd_set"]) - old for server, old in zip(self.servers, before)]
        self.assertEqual(300, sum(sets))
        self.assertGreater(min(sets), 50)


if __name__ == "__main__":
    unittest.main()
