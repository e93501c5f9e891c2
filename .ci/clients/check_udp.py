"""The UDP transport, with Python's own socket."""
import socket
import struct
import unittest

from servers import HOST, Server, Wire, free_port


class Udp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.port = free_port()
        cls.server = cls.enterClassContext(Server("-U", str(cls.port)))

    def setUp(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.settimeout(10)
        self.socket.connect((HOST, self.port))

    def send(self, number, request, total=1):
        self.socket.send(struct.pack("!HHHH", number, 0, total, 0) + request)

    def ask(self, number, request):
        self.send(number, request)
        parts, total = {}, 1
        while len(parts) < total:
            datagram = self.socket.recv(2000)
            self.assertLessEqual(len(datagram), 1400)
            found, sequence, total, reserved = struct.unpack("!HHHH", datagram[:8])
            self.assertEqual((number, 0), (found, reserved))
            parts[sequence] = datagram[8:]
        return b"".join(parts[sequence] for sequence in range(total))

    def test_get_and_set(self):
        self.assertEqual(b"STORED\r\n", self.ask(1, b"set foo 0 0 6\r\nfooval\r\n"))
        self.assertEqual(b"VALUE foo 0 6\r\nfooval\r\nEND\r\n", self.ask(65_535, b"get foo\r\n"))
        self.assertEqual(b"END\r\n", self.ask(2, b"get notexist\r\n"))
        packet = struct.pack("!BBHBBHIIQ", 0x80, 0, 3, 0, 0, 0, 3, 7, 0) + b"foo"
        self.assertEqual(b"fooval", self.ask(3, packet)[28:])

    def test_value_of_several_datagrams(self):
        value = bytes(range(256)) * 300
        with Wire(self.server.port) as wire:
            wire.send(b"set long 0 0 %d\r\n%s\r\n" % (len(value), value))
            self.assertEqual(b"STORED\r\n", wire.line())
        self.assertEqual(b"VALUE long 0 %d\r\n%s\r\nEND\r\n" % (len(value), value), self.ask(4, b"get long\r\n"))

    def test_what_is_dropped(self):
        self.socket.send(b"version\r")
        self.send(5, b"version\r\n", total=2)
        self.send(6, b"set foo 0 0 100\r\nx")
        self.assertTrue(self.ask(7, b"version\r\n").startswith(b"VERSION "))

    def test_statistics(self):
        self.assertEqual(str(self.port), self.server.stats("settings")["udpport"])
        connections = self.server.stats("conns")
        self.assertIn(f"udp:{HOST}:{self.port}", connections.values())
        self.assertIn("UDP", connections.values())


if __name__ == "__main__":
    unittest.main()
