"""Passwords: of the text dialect by hand (-Y), of the binary one with pylibmc (-S), and flush_all that is refused (-F)."""
import os
import signal
import tempfile
import unittest

import pylibmc

from servers import Server, Wire, accepts, wait_until


UNKNOWN = b"CLIENT_ERROR unauthenticated\r\n"
FAILED = b"CLIENT_ERROR authentication failure\r\n"


class UserFile:
    """A file that the server's user may read, for as long as the `with` lasts."""

    def __init__(self, text):
        self.folder = tempfile.TemporaryDirectory()
        os.chmod(self.folder.name, 0o755)
        self.path = os.path.join(self.folder.name, "users")
        self.write(text)

    def write(self, text):
        with open(self.path, "w", encoding="ascii") as file:
            file.write(text)
        os.chmod(self.path, 0o644)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()


def log_in(wire, user, password):
    token = f"{user} {password}"
    wire.send(f"set login 0 0 {len(token)}\r\n{token}\r\n".encode())
    return wire.line()


def is_guarded(port):
    """Tells whether a server asks there who one is."""
    try:
        with Wire(port, timeout=2) as wire:
            return wire.ask("version") == UNKNOWN
    except OSError:
        return False


class AsciiPasswords(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.users = cls.enterClassContext(UserFile("ann:secret-one\nbob:secret-two\n"))
        cls.server = cls.enterClassContext(Server("-Y", cls.users.path, "-vv", ready=is_guarded))

    def setUp(self):
        self.wire = Wire(self.server.port)
        self.addCleanup(self.wire.close)

    def test_stranger_is_told_nothing(self):
        for line in ("get foo", "version", "stats", "ms foo 2"):
            self.assertEqual(UNKNOWN, self.wire.ask(line))
        self.assertEqual(FAILED, log_in(self.wire, "ann", "secret-two"))
        self.assertEqual(UNKNOWN, self.wire.ask("version"))

    def test_who_is_known_comes_in(self):
        self.assertEqual(b"STORED\r\n", log_in(self.wire, "bob", "secret-two"))
        self.assertTrue(self.wire.ask("version").startswith(b"VERSION "))
        stats = self.wire.stats()
        self.assertGreaterEqual(int(stats["auth_cmds"]), 1 + int(stats["auth_errors"]))
        settings = self.wire.stats("settings")
        self.assertEqual((self.users.path, "ascii"), (settings["auth_enabled_ascii"], settings["binding_protocol"]))

    def test_file_is_read_again(self):
        self.addCleanup(self.reload, "ann:secret-one\nbob:secret-two\n", "bob", "secret-two")
        self.reload("carl:secret-three\n", "carl", "secret-three")
        self.assertEqual(FAILED, log_in(self.wire, "bob", "secret-two"))
        self.users.write("no user at all\n")
        said = self.server.output().count("stay as they were")
        self.server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.server.output().count("stay as they were") > said, 10, "the bad file is told of")
        self.assertEqual(b"STORED\r\n", log_in(self.wire, "carl", "secret-three"))

    def reload(self, text, user, password):
        self.users.write(text)
        self.server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.comes_in(user, password), 10, f"{user} may come in")

    def comes_in(self, user, password):
        with Wire(self.server.port) as wire:
            return log_in(wire, user, password) == b"STORED\r\n"

    def test_no_password_is_logged(self):
        self.assertEqual(FAILED, log_in(self.wire, "ann", "secret-wrong"))
        self.assertEqual(b"STORED\r\n", log_in(self.wire, "ann", "secret-one"))
        self.assertEqual(b"END\r\n", self.wire.ask("get shown-in-the-log"))
        log = self.server.output()
        self.assertIn("shown-in-the-log", log)
        self.assertNotIn("secret", log)


class Sasl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.users = cls.enterClassContext(UserFile("ann:secret-one:::\nbob:secret-two\n"))
        cls.server = cls.enterClassContext(Server("-S", "-vv", ready=accepts,
                                                  environment={"MEMCACHED_SASL_PWDB": cls.users.path}))

    def client(self, **login):
        client = pylibmc.Client([self.server.address], binary=True, **login)
        self.addCleanup(client.disconnect_all)
        return client

    def test_who_is_known_comes_in(self):
        for user, password in (("ann", "secret-one"), ("bob", "secret-two")):
            client = self.client(username=user, password=password)
            self.assertTrue(client.set("k", user))
            self.assertEqual(user, client.get("k"))

    def test_others_stay_outside(self):
        for login in ({}, {"username": "ann", "password": "secret-two"}, {"username": "eve", "password": "x"}):
            with self.assertRaises(pylibmc.Error):
                self.client(**login).set("k", "v")

    def test_text_is_not_spoken(self):
        with Wire(self.server.port) as wire:
            wire.send(b"get foo\r\n" * 3)
            self.assertTrue(wire.is_closed())

    def test_no_password_is_logged(self):
        self.client(username="ann", password="secret-one").set("k", "v")
        self.assertNotIn("secret", self.server.output())


class FlushDisabled(unittest.TestCase):
    def test_flush_all_is_refused(self):
        with Server("-F") as server, Wire(server.port) as wire:
            wire.send(b"set k 0 0 1\r\nx\r\n")
            self.assertEqual(b"STORED\r\n", wire.line())
            self.assertEqual(b"CLIENT_ERROR flush_all not allowed\r\n", wire.ask("flush_all"))
            self.assertEqual(b"VALUE k 0 1\r\n", wire.ask("get k"))


if __name__ == "__main__":
    unittest.main()
