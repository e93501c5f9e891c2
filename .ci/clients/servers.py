"""Starts the server that the clients are tried on, and talks to it byte by byte.

The command is `java -jar listener/target/flagstone.jar`, or what the environment variable SERVER says:
SERVER=memcached runs the same checks on the original.
"""
import os
import shlex
import signal
import socket
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = shlex.split(os.environ.get("SERVER", "java -jar " + shlex.quote(ROOT + "/listener/target/flagstone.jar")))
HOST = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 10


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port, host=HOST):
    """Tells whether a server answers there now."""
    try:
        with Wire(port, host, timeout=2) as wire:
            return wire.ask("version").startswith(b"VERSION ")
    except OSError:
        return False


def accepts(port):
    """Tells whether something listens there, which may answer nobody that it does not know."""
    try:
        with socket.create_connection((HOST, port), 2):
            return True
    except OSError:
        return False


def wait_until(condition, seconds, what):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s: {what}")
        time.sleep(0.02)


def resident_kib(pid, field="VmRSS"):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    raise ValueError(f"{field} of {pid}")


class Server:
    """A server in the foreground, on a free port of 127.0.0.1, for as long as the `with` lasts."""

    def __init__(self, *options, ready=answers, environment=None, port=None, command=None):
        self.ready = ready
        self.port = port or free_port()
        self.command = command or COMMAND
        self.address = f"{HOST}:{self.port}"
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [*self.command, "-u", "memcache", "-l", HOST, "-p", str(self.port), *options],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env={**os.environ, **(environment or {})})
        self.pid = self.process.pid
        try:
            wait_until(self._is_up, START_SECONDS, f"{self.command} answers on {self.address}")
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def _is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.command} ended with {self.process.returncode}: {self.output()}")
        return self.ready(self.port)

    def output(self):
        # The server writes where the shared position is, which therefore stays as it is.
        file = self.log.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode(errors="replace")

    def stats(self, *arguments):
        with Wire(self.port) as wire:
            return wire.stats(*arguments)

    def stop(self, number=signal.SIGTERM):
        """Ends the server as its user would; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        code = self.stop()
        if code != 0:
            raise RuntimeError(f"{self.command} ended with {code}: {self.output()}")


class Wire:
    """One connection, without any client between."""

    def __init__(self, port, host=HOST, timeout=10):
        self.socket = socket.create_connection((host, port), timeout)
        self.buffered = b""

    def send(self, data):
        self.socket.sendall(data)

    def ask(self, line):
        self.send(line.encode("latin-1") + b"\r\n")
        return self.line()

    def line(self):
        """The next line with its end, or what there was of one when the server closed."""
        while b"\n" not in self.buffered:
            if not self._more():
                rest, self.buffered = self.buffered, b""
                return rest
        line, _, self.buffered = self.buffered.partition(b"\n")
        return line + b"\n"

    def exactly(self, length):
        while len(self.buffered) < length and self._more():
            pass
        data, self.buffered = self.buffered[:length], self.buffered[length:]
        return data

    def is_closed(self):
        """Waits for the end of the stream; True if nothing came before it."""
        try:
            return self.buffered == b"" and self.socket.recv(1) == b""
        except ConnectionResetError:
            return True

    def stats(self, *arguments):
        self.send(" ".join(("stats",) + arguments).encode() + b"\r\n")
        found = {}
        while (line := self.line()) != b"END\r\n":
            word, name, value = line.decode().rstrip("\r\n").split(" ", 2)
            if word != "STAT":
                raise ValueError(line)
            found[name] = value
        return found

    def _more(self):
        data = self.socket.recv(65536)
        self.buffered += data
        return data != b""

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
