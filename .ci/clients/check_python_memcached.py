"""python-memcached (python3-memcache)."""
import unittest

import memcache

from servers import Server


class PythonMemcached(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.servers = [cls.enterClassContext(Server()) for _ in range(2)]

    def setUp(self):
        self.client = memcache.Client([self.servers[0].address], cache_cas=True)
        self.client.flush_all()
        self.addCleanup(self.client.disconnect_all)

    def test_set_and_get(self):
        self.assertTrue(self.client.set("foo", "bar"))
        self.assertEqual("bar", self.client.get("foo"))
        self.assertIsNone(self.client.get("absent"))

    def test_value_types(self):
        for value in ("text", "ünïcödé", "", b"bytes\x00\r\n\xff", 0, -7, 2 ** 70, True, 1.5, None, [1, "two"],
                      {"a": {"b": (1, 2)}}):
            with self.subTest(value=value):
                self.assertTrue(self.client.set("typed", value))
                self.assertEqual(value, self.client.get("typed"))

    def test_compressed_values(self):
        for value in ("x" * 100_000, "y" * 3_000_000, ["z" * 50_000]):
            with self.subTest(length=len(value)):
                self.assertTrue(self.client.set("long", value, min_compress_len=1_000))
                self.assertEqual(value, self.client.get("long"))
        stored = int(self.servers[0].stats()["bytes"])
        self.assertLess(stored, 1_000_000)

    def test_value_of_a_megabyte_is_refused_by_the_client(self):
        self.assertFalse(self.client.set("long", "x" * (1024 * 1024 + 1)))

    def test_key_of_250_bytes(self):
        key = "k" * 250
        self.assertTrue(self.client.set(key, "v"))
        self.assertEqual("v", self.client.get(key))

    def test_add_and_replace(self):
        self.assertFalse(self.client.replace("a", "1"))
        self.assertTrue(self.client.add("a", "1"))
        self.assertFalse(self.client.add("a", "2"))
        self.assertEqual("1", self.client.get("a"))
        self.assertTrue(self.client.replace("a", "3"))
        self.assertEqual("3", self.client.get("a"))

    def test_append_and_prepend(self):
        self.assertFalse(self.client.append("b", "x"))
        self.assertFalse(self.client.prepend("b", "x"))
        self.client.set("b", "middle")
        self.assertTrue(self.client.append("b", ">"))
        self.assertTrue(self.client.prepend("b", "<"))
        self.assertEqual("<middle>", self.client.get("b"))

    def test_incr_and_decr(self):
        self.assertIsNone(self.client.incr("n"))
        self.assertIsNone(self.client.decr("n"))
        self.client.set("n", "40")
        self.assertEqual(42, self.client.incr("n", 2))
        self.assertEqual(41, self.client.decr("n"))
        self.assertEqual(0, self.client.decr("n", 1_000))
        self.assertEqual(0, self.client.decr("n"))
        self.client.set("n", 20)
        self.assertEqual(21, self.client.incr("n"))
        self.assertEqual(21, self.client.get("n"))

    def test_delete(self):
        self.client.set("d", "1")
        self.assertTrue(self.client.delete("d"))
        self.assertIsNone(self.client.get("d"))
        self.assertTrue(self.client.delete("d"), "a key that is not there is deleted too, for this client")

    def test_touch(self):
        self.client.set("t", "1")
        self.assertTrue(self.client.touch("t", 100))
        self.assertFalse(self.client.touch("absent", 100))

    def test_expiry(self):
        self.client.set("gone", "1", time=-1)
        self.assertIsNone(self.client.get("gone"))
        self.client.set("stays", "1", time=100)
        self.assertEqual("1", self.client.get("stays"))

    def test_multi(self):
        values = {f"key{i}": f"value{i}" for i in range(500)}
        self.assertEqual([], self.client.set_multi(values))
        self.assertEqual(values, self.client.get_multi([*values, "absent"]))
        self.assertEqual([], self.client.set_multi({1: "p", 2: ["q"]}, key_prefix="pre"))
        self.assertEqual({1: "p", 2: ["q"]}, self.client.get_multi([1, 2], key_prefix="pre"))
        self.assertEqual(1, self.client.delete_multi(list(values)))
        self.assertEqual({}, self.client.get_multi(list(values)))

    def test_cas_and_gets(self):
        other = memcache.Client([self.servers[0].address], cache_cas=True)
        self.addCleanup(other.disconnect_all)
        self.client.set("c", "1")
        self.assertEqual("1", self.client.gets("c"))
        self.assertTrue(self.client.cas("c", "2"))
        self.assertEqual("2", self.client.gets("c"))
        self.assertEqual("2", other.gets("c"))
        self.assertTrue(other.cas("c", "3"))
        self.assertFalse(self.client.cas("c", "4"))
        self.assertEqual("3", self.client.get("c"))

    def test_stats(self):
        self.client.set("s", "1")
        (name, stats), = self.client.get_stats()
        self.assertIn(self.servers[0].address, name)
        for field in ("pid", "uptime", "time", "version", "curr_items", "total_items", "bytes", "curr_connections",
                      "total_connections", "cmd_get", "cmd_set", "get_hits", "get_misses", "evictions", "bytes_read",
                      "bytes_written", "limit_maxbytes", "threads"):
            self.assertIn(field, stats)
        self.assertEqual(str(self.servers[0].pid), stats["pid"])
        (_, items), = self.client.get_stats("items")
        self.assertTrue(any(key.endswith(":number") for key in items), items)
        (_, slabs), = self.client.get_stats("slabs")
        self.assertIn("total_malloced", slabs)
        (_, settings), = self.client.get_stats("settings")
        self.assertEqual(str(64 * 1024 * 1024), settings["maxbytes"])

    def test_two_servers(self):
        self.client.set_servers([server.address for server in self.servers])
        self.client.flush_all()
        before = [int(server.stats()["cmd_set"]) for server in self.servers]
        values = {f"spread{i}": str(i) for i in range(200)}
        self.assertEqual([], self.client.set_multi(values))
        self.assertEqual(values, self.client.get_multi(list(values)))
        sets = [int(server.stats()["cmd_set"]) - old for server, old in zip(self.servers, before)]
        self.assertEqual(200, sum(sets))
        self.assertGreater(min(sets), 20)
        self.assertEqual(2, len(self.client.get_stats()))


if __name__ == "__main__":
    unittest.main()
