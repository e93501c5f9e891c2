"""One cache for both: a service that embeds it and loads through it, and pylibmc beside it on the wire.

The service is benchmarks/examples/service, as the build has packed it.
"""
import re
import signal
import subprocess
import unittest
import urllib.error
import urllib.request

import pylibmc

from servers import HOST, ROOT, START_SECONDS, STOP_SECONDS

JAR = ROOT + "/benchmarks/target/examples/service/target/service.jar"


class Service:
    """The service on two free ports, for as long as the `with` lasts."""

    def __init__(self):
        # What it says besides goes where this goes.
        self.process = subprocess.Popen(["java", "-jar", JAR, "0", "0"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        found = re.fullmatch(r"http on (\d+), memcached on (\d+)\n", line)
        if not found:
            self.process.kill()
            raise RuntimeError(f"{JAR} said: {line!r}")
        self.http, self.memcached = (int(port) for port in found.groups())

    def get(self, path):
        with urllib.request.urlopen(f"http://{HOST}:{self.http}{path}", timeout=START_SECONDS) as answer:
            return answer.read()

    def put(self, path, body):
        request = urllib.request.Request(f"http://{HOST}:{self.http}{path}", body, method="PUT")
        with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
            return answer.status

    def loads(self):
        return int(self.get("/loads"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()
            self.process.stdout.close()


class OneCacheForBoth(unittest.TestCase):
    binary = False

    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())

    def setUp(self):
        self.client = pylibmc.Client([f"{HOST}:{self.service.memcached}"], binary=self.binary)
        self.addCleanup(self.client.disconnect_all)
        self.client.flush_all()

    def test_text_that_the_service_loaded(self):
        self.assertEqual("Näme of 1", self.service.get("/name/1").decode())
        self.assertEqual("Näme of 1", self.client.get("name:1"))

    def test_text_that_the_service_put(self):
        self.service.put("/name/2", "Größe".encode())
        self.assertEqual("Größe", self.client.get("name:2"))

    def test_text_that_the_client_wrote(self):
        before = self.service.loads()
        self.assertTrue(self.client.set("name:3", "Straße"))
        self.assertEqual("Straße", self.service.get("/name/3").decode())
        self.assertEqual(before, self.service.loads())

    def test_number_that_the_service_loaded(self):
        self.assertEqual(b"400", self.service.get("/stock/4"))
        self.assertEqual(400, self.client.get("stock:4"))
        self.assertEqual(407, self.client.incr("stock:4", 7))
        self.assertEqual(b"407", self.service.get("/stock/4"))

    def test_number_that_the_service_put(self):
        self.service.put("/stock/5", b"-5")
        self.assertEqual(-5, self.client.get("stock:5"))

    def test_number_that_the_client_wrote(self):
        before = self.service.loads()
        for number in (0, -1, 2 ** 40):
            with self.subTest(number=number):
                self.assertTrue(self.client.set("stock:6", number))
                self.assertEqual(str(number).encode(), self.service.get("/stock/6"))
        self.assertEqual(before, self.service.loads())

    def test_bytes_that_the_service_loaded(self):
        self.assertEqual(bytes(range(7)), self.service.get("/picture/7"))
        self.assertEqual(bytes(range(7)), self.client.get("picture:7"))

    def test_bytes_that_the_client_wrote(self):
        before = self.service.loads()
        self.assertTrue(self.client.set("picture:8", b"\x00\r\n\xff"))
        self.assertEqual(b"\x00\r\n\xff", self.service.get("/picture/8"))
        self.assertEqual(before, self.service.loads())

    def test_what_the_client_deletes_is_loaded_again(self):
        self.service.get("/name/9")
        before = self.service.loads()
        self.service.get("/name/9")
        self.assertEqual(before, self.service.loads())
        self.assertTrue(self.client.delete("name:9"))
        self.service.get("/name/9")
        self.assertEqual(before + 1, self.service.loads())

    def test_several_at_once(self):
        for i in range(10, 20):
            self.service.get(f"/stock/{i}")
        keys = [f"stock:{i}" for i in range(10, 20)]
        self.assertEqual({f"stock:{i}": 100 * i for i in range(10, 20)}, self.client.get_multi(keys))

    def test_what_the_client_wrote_for_another_type_is_told(self):
        self.client.set("stock:21", "many")
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.service.get("/stock/21")
        self.assertEqual(500, caught.exception.code)
        self.assertEqual("many", self.client.get("stock:21"))


class OneCacheForBothBinary(OneCacheForBoth):
    binary = True


if __name__ == "__main__":
    unittest.main()
