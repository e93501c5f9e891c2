"""TLS as Debian's openssl, Python's ssl module and pymemcache speak it, and the PROXY protocol of a balancer."""
import os
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import unittest

from pymemcache.client.base import Client

from servers import HOST, ROOT, Server, Wire, free_port

FILES = os.path.join(ROOT, "listener", "src", "test", "resources", "tls")
PLAIN = b"CLIENT_ERROR this port speaks TLS\r\n"
LARGE = 1024 * 1024 - 320


def trusting(version=None):
    context = ssl.create_default_context(cafile=os.path.join(FILES, "authority.pem"))
    if version is not None:
        context.minimum_version = context.maximum_version = version
    return context


class TlsWire(Wire):
    """One connection over TLS."""

    def __init__(self, port, context=None):
        super().__init__(port)
        self.socket = (context or trusting()).wrap_socket(self.socket, server_hostname=HOST)

    def subject(self):
        return self.socket.getpeercert()["subject"][0][0][1]


class TlsServer(Server):
    """A server that speaks TLS on its port, with certificates of its own that may be replaced."""

    def __init__(self, *options):
        self.folder = tempfile.mkdtemp()
        # It reads them again as another user than the one who starts it.
        os.chmod(self.folder, 0o755)
        self.use("server")
        shutil.copy(os.path.join(FILES, "authority.pem"), self.folder)
        super().__init__("-Z", "-o", "ssl_chain_cert={0}/cert,ssl_key={0}/key,ssl_ca_cert={0}/authority.pem".format(
            self.folder), *options)

    def use(self, name):
        shutil.copy(os.path.join(FILES, name + ".pem"), os.path.join(self.folder, "cert"))
        shutil.copy(os.path.join(FILES, name + ".key"), os.path.join(self.folder, "key"))

    def _is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"it ended with {self.process.returncode}: {self.output()}")
        try:
            with TlsWire(self.port) as wire:
                return wire.ask("version").startswith(b"VERSION ")
        except OSError:
            return False

    def __exit__(self, *problem):
        super().__exit__(*problem)
        shutil.rmtree(self.folder)


class Tls(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.mutual, cls.proxied = free_port(), free_port()
        cls.server = TlsServer("-l", f"mtls:{HOST}:{cls.mutual}", "-l", f"proto[proxy]:{HOST}:{cls.proxied}")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def openssl(self, port, *options):
        return subprocess.run(
            ["openssl", "s_client", "-connect", f"{HOST}:{port}", "-CAfile", FILES + "/authority.pem",
             "-verify_return_error", "-quiet", *options],
            input=b"version\r\nquit\r\n", capture_output=True, timeout=30, check=False).stdout

    def test_openssl_speaks_both_versions(self):
        for version in ("-tls1_2", "-tls1_3"):
            self.assertEqual(b"VERSION 1.6.45\r\n", self.openssl(self.server.port, version), version)
        self.assertEqual(b"", self.openssl(self.server.port, "-tls1_1"))

    def test_a_client_cannot_negotiate_again(self):
        with subprocess.Popen(["openssl", "s_client", "-connect", f"{HOST}:{self.server.port}", "-tls1_2"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as client:
            client.stdin.write(b"version\r\n")
            client.stdin.flush()
            while not client.stdout.readline().startswith(b"VERSION "):
                self.assertIsNone(client.poll())
            # By itself at the beginning of what is read, it is a command to openssl.
            client.stdin.write(b"R\n")
            client.stdin.flush()
            self.assertIn(b"handshake failure", client.communicate(timeout=20)[1])

    def test_python_stores_and_gets_large_values(self):
        value = os.urandom(LARGE)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with TlsWire(self.server.port, trusting(version)) as wire:
                wire.send(b"set large 0 0 %d\r\n%s\r\n" % (LARGE, value))
                self.assertEqual(b"STORED\r\n", wire.line())
                wire.send(b"get large\r\n" * 5)
                answer = b"VALUE large 0 %d\r\n%s\r\nEND\r\n" % (LARGE, value)
                for _ in range(5):
                    self.assertTrue(wire.exactly(len(answer)) == answer, version)

    def test_pymemcache_with_a_context(self):
        client = Client((HOST, self.server.port), tls_context=trusting(), timeout=10, connect_timeout=10)
        client.set("key", b"value", noreply=False)
        self.assertEqual(b"value", client.get("key"))
        self.assertEqual({}, client.get_many(["none"]))
        client.close()

    def test_certificates_are_refreshed_without_dropping_anybody(self):
        with TlsWire(self.server.port) as wire:
            self.server.use("curve")
            self.assertEqual(b"OK\r\n", wire.ask("refresh_certs"))
            with TlsWire(self.server.port) as other:
                self.assertEqual("curve", other.subject())
            with open(os.path.join(self.server.folder, "key"), "w", encoding="ascii") as key:
                key.write("nonsense")
            self.assertTrue(wire.ask("refresh_certs").startswith(b"SERVER_ERROR ssl_key must name a PEM file"))
            with TlsWire(self.server.port) as other:
                self.assertEqual("curve", other.subject())
            self.assertLess(int(wire.stats()["time_since_server_cert_refresh"]), 10)

    def test_plain_text_is_told_so_and_counted(self):
        with TlsWire(self.server.port) as wire:
            before = int(wire.stats()["ssl_handshake_errors"])
            with Wire(self.server.port) as plain:
                self.assertEqual(PLAIN, plain.ask("version"))
                self.assertTrue(plain.is_closed())
            self.assertEqual(before + 1, int(wire.stats()["ssl_handshake_errors"]))

    def test_a_client_needs_its_certificate_where_that_was_said(self):
        self.assertEqual(b"", self.openssl(self.mutual))
        certificate = os.path.join(self.server.folder, "client.pem")
        subprocess.run(["openssl", "pkcs12", "-in", FILES + "/client.p12", "-passin", "pass:flagstone", "-nodes",
                        "-out", certificate], capture_output=True, check=True)
        context = trusting()
        context.load_cert_chain(certificate)
        with TlsWire(self.mutual, context) as wire:
            self.assertEqual(b"VERSION 1.6.45\r\n", wire.ask("version"))

    def test_a_balancer_tells_who_the_client_is(self):
        header = b"\r\n\r\n\0\r\nQUIT\n" + bytes([0x21, 0x11]) + struct.pack(
            ">H4s4sHH", 12, socket.inet_aton("192.0.2.1"), socket.inet_aton("192.0.2.2"), 4711, 11211)
        wire = Wire(self.proxied)
        wire.send(header)
        wire.socket = trusting().wrap_socket(wire.socket, server_hostname=HOST)
        with wire:
            self.assertIn("tcp:192.0.2.1:4711", wire.stats("conns").values())
        with Wire(self.proxied) as other:
            other.send(b"version\r\n" * 4)
            self.assertTrue(other.is_closed())


if __name__ == "__main__":
    unittest.main()
