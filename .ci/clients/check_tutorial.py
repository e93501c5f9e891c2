"""The tutorial as printed: the daemon, its pid file, a telnet session, kill; and how the process starts and stops."""
import os
import pty
import pwd
import re
import select
import shlex
import signal
import subprocess
import tempfile
import time
import unittest

from servers import COMMAND, HOST, Server, Wire, answers, free_port, wait_until

SERVER = " ".join(map(shlex.quote, COMMAND))
DAEMON = SERVER + " -u memcache -d -m 64 -p 11211 -l 127.0.0.1 -c 1024 -P memcached.pid -f 1.25"
PORT = 11211

EX_USAGE = 64
EX_NOUSER = 67

CONVERSATION = (
    ("set foo 0 0 3", "bar", "STORED"),
    ("get foo", "VALUE foo 0 3", "bar", "END"),
    ("add foo 0 0 3", "baz", "NOT_STORED"),
    ("add fresh 5 100 3", "new", "STORED"),
    ("append foo 0 0 3", "ish", "STORED"),
    ("prepend foo 0 0 3", "rhu", "STORED"),
    ("get foo fresh", "VALUE foo 0 9", "rhubarish", "VALUE fresh 5 3", "new", "END"),
    ("replace foo 0 0 2", "ok", "STORED"),
    ("replace absent 0 0 2", "no", "NOT_STORED"),
    ("gets foo", r"VALUE foo 0 2 (\d+)", "ok", "END"),
    ("cas foo 0 0 3 {unique}", "cas", "STORED"),
    ("cas foo 0 0 3 {unique}", "cas", "EXISTS"),
    ("cas absent 0 0 3 {unique}", "cas", "NOT_FOUND"),
    ("set number 0 0 2", "40", "STORED"),
    ("incr number 2", "42"),
    ("decr number 50", "0"),
    ("incr absent 1", "NOT_FOUND"),
    ("touch number 100", "TOUCHED"),
    ("touch absent 100", "NOT_FOUND"),
    ("stats", r"STAT pid \d+", ..., r"STAT limit_maxbytes 67108864", ..., r"STAT curr_items 3", ..., "END"),
    ("stats slabs", r"STAT \d+:chunk_size \d+", ..., r"STAT active_slabs \d+", r"STAT total_malloced \d+", "END"),
    ("stats items", r"STAT items:\d+:number \d+", ..., "END"),
    ("delete foo", "DELETED"),
    ("delete foo", "NOT_FOUND"),
    ("nonsense", "ERROR"),
    ("set expired 0 -1 1", "x", "STORED"),
    ("get expired", "END"),
    ("flush_all", "OK"),
    ("get number fresh", "END"),
)


class Telnet:
    """A telnet on a terminal of its own, as a person has it."""

    def __init__(self, *arguments):
        terminal, end = pty.openpty()
        self.process = subprocess.Popen(["telnet", *arguments], stdin=end, stdout=end, stderr=end,
                                        start_new_session=True)
        os.close(end)
        self.terminal = terminal
        self.seen = b""

    def type(self, line):
        os.write(self.terminal, line.encode() + b"\n")
        echo = self.line()
        if echo != line:
            raise ValueError(f"typed {line!r}, seen {echo!r}")

    def line(self, seconds=10):
        deadline = time.monotonic() + seconds
        while b"\n" not in self.seen:
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"after {self.seen!r}")
            try:
                data = os.read(self.terminal, 65536)
            except OSError:  # what Linux says when the other end of a terminal is gone
                data = b""
            if not data:
                raise EOFError(f"after {self.seen!r}")
            self.seen += data
        line, _, self.seen = self.seen.partition(b"\n")
        return line.decode().rstrip("\r")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


def shell(command, folder):
    return subprocess.run(["bash", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, timeout=30, check=False)


def is_running(pid):
    return os.path.exists(f"/proc/{pid}")


def status(pid, field):
    with open(f"/proc/{pid}/status", encoding="ascii") as lines:
        return next(line.split()[1:] for line in lines if line.startswith(field + ":"))


class Tutorial(unittest.TestCase):

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.pid_file = os.path.join(self.folder, "memcached.pid")
        self.assertFalse(answers(PORT), f"something else answers on port {PORT}")
        self.addCleanup(self.kill_daemon)

    def kill_daemon(self):
        if os.path.exists(self.pid_file):
            os.kill(self.pid(), signal.SIGKILL)

    def pid(self):
        with open(self.pid_file, encoding="ascii") as file:
            return int(file.read())

    def start(self):
        started = shell(DAEMON, self.folder)
        self.assertEqual(0, started.returncode, started.stderr)
        self.assertTrue(answers(PORT), "the port answers as soon as -d returns")
        return self.pid()

    def assert_gone(self, pid):
        wait_until(lambda: not is_running(pid), 10, "the daemon ends")
        self.assertFalse(os.path.exists(self.pid_file), "the pid file is removed")
        self.assertFalse(answers(PORT))

    def test_daemon(self):
        pid = self.start()
        with Wire(PORT) as wire:
            self.assertEqual(str(pid), wire.stats()["pid"])
            settings = wire.stats("settings")
        self.assertEqual("1024", settings["maxconns"])
        self.assertEqual(str(64 << 20), settings["maxbytes"])
        self.assertEqual("1.25", settings["growth_factor"])
        account = pwd.getpwnam("memcache")
        self.assertEqual([str(account.pw_uid)] * 4, status(pid, "Uid"))
        self.assertEqual([str(account.pw_gid)] * 4, status(pid, "Gid"))
        self.assertNotIn("0", status(pid, "Groups"))
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        self.assertNotEqual(os.getsid(0), int(fields[3]), "the daemon has a session of its own")
        self.assertEqual("0", fields[4], "the daemon has no terminal")
        killed = shell("kill `cat memcached.pid`", self.folder)
        self.assertEqual(0, killed.returncode, killed.stderr)
        self.assert_gone(pid)

    def test_daemon_stops_at_sigint_and_starts_again(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                pid = self.start()
                os.kill(pid, number)
                self.assert_gone(pid)

    def test_telnet_session(self):
        pid = self.start()
        telnet = Telnet("localhost", str(PORT))
        self.addCleanup(telnet.close)
        while not telnet.line().startswith("Escape character"):
            pass
        unique = ""
        for said, *expected in CONVERSATION:
            telnet.type(said.format(unique=unique))
            if re.match("(set|add|replace|append|prepend|cas) ", said):
                telnet.type(expected.pop(0))
            unique = self.converse(telnet, said, expected) or unique
        telnet.type("quit")
        self.assertIn("Connection closed by foreign host", telnet.line())
        os.kill(pid, signal.SIGTERM)
        self.assert_gone(pid)

    def converse(self, telnet, said, expected):
        unique = None
        skipping = False
        for pattern in expected:
            if pattern is ...:
                skipping = True
                continue
            line = telnet.line()
            while skipping and not re.fullmatch(pattern, line) and line != "END":
                line = telnet.line()
            skipping = False
            self.assertRegex(line, f"^{pattern}$", said)
            found = re.fullmatch(pattern, line)
            unique = found.group(1) if found.groups() else unique
        return unique

    def test_second_server_on_a_port_is_refused(self):
        self.start()
        refused = shell(f"{SERVER} -u memcache -p {PORT} -l {HOST}", self.folder)
        self.assertEqual(71, refused.returncode, refused.stderr)
        self.assertRegex(refused.stderr, "(?i)address already in use")
        detached = shell(f"{SERVER} -u memcache -d -p {PORT} -l {HOST} -P other.pid", self.folder)
        self.assertNotEqual(0, detached.returncode)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "other.pid")))
        pid = self.pid()
        os.kill(pid, signal.SIGTERM)
        self.assert_gone(pid)


class Process(unittest.TestCase):

    def test_root_without_a_user_is_refused(self):
        self.assertEqual(0, os.geteuid(), "these checks run as root")
        port = free_port()
        refused = shell(f"{SERVER} -p {port} -l {HOST}", "/")
        self.assertEqual(EX_USAGE, refused.returncode)
        self.assertIn("root", refused.stderr)
        self.assertFalse(answers(port))

    def test_user_that_does_not_exist_is_refused(self):
        refused = shell(f"{SERVER} -u nobody-of-that-name -p {free_port()} -l {HOST}", "/")
        self.assertEqual(EX_NOUSER, refused.returncode)
        self.assertIn("nobody-of-that-name", refused.stderr)

    def test_root_may_be_asked_for(self):
        port = free_port()
        process = subprocess.Popen([*COMMAND, "-u", "root", "-p", str(port), "-l", HOST])
        try:
            wait_until(lambda: answers(port), 30, "it answers")
            self.assertEqual(["0"] * 4, status(process.pid, "Uid"))
        finally:
            process.terminate()
        self.assertEqual(0, process.wait(10))

    def test_clean_stop_in_the_foreground(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                server = Server()
                with Wire(server.port) as idle:
                    idle.ask("version")
                    self.assertEqual(0, server.stop(number))

    def test_help_and_version(self):
        for option, words in (("-h", "-p, --port"), ("-V", "memcached|[Ff]lagstone")):
            with self.subTest(option=option):
                asked = subprocess.run([*COMMAND, option], capture_output=True, text=True, timeout=30, check=False)
                self.assertEqual(0, asked.returncode)
                self.assertRegex(asked.stdout, words)

    def test_bad_options_are_refused_with_a_sentence(self):
        for options, code in ((["--no-such-option"], 1), (["-c", "0"], 1), (["-f", "1.0"], 1), (["-t", "0"], 1),
                              (["-I", "100"], EX_USAGE), (["-S"], EX_USAGE), (["-Z"], EX_USAGE)):
            with self.subTest(options=options):
                refused = shell(" ".join([SERVER, "-u memcache", *options]), "/")
                self.assertEqual(code, refused.returncode, refused.stderr)
                self.assertNotEqual("", refused.stderr)
                self.assertNotIn("Exception", refused.stderr)


if __name__ == "__main__":
    unittest.main()
