"""Typed values of an embedder (TypedValues.java), as pylibmc and python-memcached see them, and the reverse."""
import subprocess
import unittest

import memcache
import pylibmc

from servers import HOST, ROOT

COMMAND = ["java", "-cp", ROOT + "/listener/target/flagstone.jar", ROOT + "/.ci/clients/TypedValues.java"]


class TypedValues(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.service = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        cls.addClassCleanup(cls.stop)
        cls.address = f"{HOST}:{int(cls.service.stdout.readline())}"

    @classmethod
    def stop(cls):
        # The end of its input is the end of the service.
        cls.service.stdin.close()
        try:
            cls.service.wait(30)
        finally:
            cls.service.kill()
            cls.service.stdout.close()

    def setUp(self):
        self.pylibmc = pylibmc.Client([self.address])
        self.memcache = memcache.Client([self.address])
        self.addCleanup(self.pylibmc.disconnect_all)
        self.addCleanup(self.memcache.disconnect_all)

    def java(self, kind, key):
        self.service.stdin.write(f"{kind} {key}\n")
        self.service.stdin.flush()
        return self.service.stdout.readline().rstrip("\n")

    def test_both_read_what_java_wrote(self):
        for client in (self.pylibmc, self.memcache):
            for key, value in (("text", "grüß dich €"), ("empty", ""), ("integer", -42), ("long", 2 ** 63 - 1),
                               ("true", 1), ("false", 0), ("plain", b"\x00\xff\r\n")):
                with self.subTest(client=client, key=key):
                    read = client.get(key)
                    self.assertEqual(value, read)
                    self.assertIs(type(value), type(read))

    def test_pylibmc_reads_as_bytes_what_is_java_s_own(self):
        self.assertEqual(b"\x00\xff\r\n", self.pylibmc.get("bytes"))
        self.assertEqual(b"\x3f\xf8" + bytes(6), self.pylibmc.get("double"))
        self.assertIsInstance(self.pylibmc.get("record"), bytes)

    def test_python_memcached_refuses_flags_that_it_does_not_know(self):
        with self.assertRaises(ValueError):
            self.memcache.get("bytes")

    def test_java_reads_what_python_wrote(self):
        for client in (self.pylibmc, self.memcache):
            for kind, value, told in (("text", "grüß €", "grüß €"), ("bytes", b"\x00\xff", "[0, -1]"),
                                      ("integer", -7, "-7"), ("long", 2 ** 40, str(2 ** 40)), ("text", 5, "5")):
                with self.subTest(client=client, kind=kind, value=value):
                    client.set("python", value)
                    self.assertEqual(told, self.java(kind, "python"))
        self.pylibmc.set("python", True)
        self.assertEqual("true", self.java("boolean", "python"))

    def test_both_count(self):
        self.assertEqual(99, self.pylibmc.decr("hundred"))
        self.assertEqual("99", self.java("integer", "hundred"))
        self.assertEqual(104, self.memcache.incr("hundred", 5))
        self.assertEqual(104, self.pylibmc.get("hundred"))
        self.assertEqual("104", self.java("integer", "hundred"))

    def test_java_refuses_what_is_no_such_value(self):
        for kind, value in (("text", [1, "two"]), ("text", 1.5), ("integer", "seven"), ("long", 2 ** 70),
                            ("text", b"\xff")):
            with self.subTest(kind=kind, value=value):
                self.pylibmc.set("python", value)
                self.assertRegex(self.java(kind, "python"), "^MalformedValueException: ")
        self.pylibmc.set("python", "x" * 10_000, min_compress_len=100)
        self.assertRegex(self.java("text", "python"), "must not be compressed; raise the compression threshold")


if __name__ == "__main__":
    unittest.main()
