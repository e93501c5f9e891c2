"""memccapable and its sisters (libmemcached-tools)."""
import os
import re
import subprocess
import tempfile
import unittest

from servers import HOST, Server

# Since 1.6.40 memcached ignores what follows the key of a delete, which these two take for an error.
FAIL_ON_THE_ORIGINAL = {"ascii delete", "ascii delete noreply"}
ASCII_TESTS = 27
BINARY_TESTS = 27


class LibmemcachedTools(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())

    def run_tool(self, *command):
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                              check=False)

    def capabilities(self, option, dialect):
        """What memccapable finds: the names of all tests, and of those that failed."""
        ran = self.run_tool("memccapable", "-h", HOST, "-p", str(self.server.port), option)
        # a failure is written to another stream, so that its line ends elsewhere
        found = dict(re.findall(rf"({dialect} [a-z]+(?: noreply)?) +(\[pass\])?", ran.stdout))
        return set(found), {name for name, outcome in found.items() if outcome != "[pass]"}, ran.stdout + ran.stderr

    def test_memccapable_ascii(self):
        found, failed, output = self.capabilities("-a", "ascii")
        self.assertEqual(ASCII_TESTS, len(found), output)
        self.assertLessEqual(failed, FAIL_ON_THE_ORIGINAL, output)

    def test_memccapable_binary(self):
        found, failed, output = self.capabilities("-b", "binary")
        self.assertEqual(BINARY_TESTS, len(found), output)
        self.assertEqual(set(), failed, output)

    def test_files_by_memccp_memccat_memcrm(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "flag")
            with open(name, "wb") as file:
                file.write(b"stone\r\n" * 1_000)
            servers = "--servers=" + self.server.address
            self.assertEqual(0, self.run_tool("memccp", servers, name).returncode)
            self.assertEqual("stone\r\n" * 1_000, subprocess.run(
                ["memccat", servers, "flag"], capture_output=True, check=True).stdout.decode()[:7_000])
            self.assertEqual(0, self.run_tool("memcexist", servers, "flag").returncode)
            self.assertEqual(0, self.run_tool("memctouch", servers, "flag").returncode)
            self.assertEqual(0, self.run_tool("memcrm", servers, "flag").returncode)
            self.assertNotEqual(0, self.run_tool("memcexist", servers, "flag").returncode)

    def test_memcstat_memcping_memcflush(self):
        servers = "--servers=" + self.server.address
        self.assertIn("curr_connections", self.run_tool("memcstat", servers).stdout)
        self.assertEqual(0, self.run_tool("memcping", servers).returncode)
        self.assertEqual(0, self.run_tool("memcflush", servers).returncode)


if __name__ == "__main__":
    unittest.main()
