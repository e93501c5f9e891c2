"""The admin port, as Prometheus, a health check and Chromium see it: the page is drawn, in both colours and on a phone.

DASHBOARD_SHOTS=DIRECTORY keeps the screenshots, to be looked at.
"""
import html.parser
import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

from servers import HOST, Server, Wire, free_port, wait_until

KEYS = 2_000
SECONDS = 60
HOT = "<script>alert(1)</script>"
SHOTS = {"light": ("1200,1900", 1), "dark": ("1200,1900", 0), "phone": ("390,3600", 1), "phone-dark": ("390,3600", 0)}


def fetch(address, path="/", **headers):
    request = urllib.request.Request(f"http://{address}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def browse(address, *options):
    """Opens a page in Chromium; what it wrote to stdout and stderr."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--enable-logging=stderr", f"--user-data-dir={home}", "--virtual-time-budget=6000", *options,
             f"http://{address}/"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=True)
    return done.stdout, done.stderr


class Texts(html.parser.HTMLParser):
    """What stands in each element that has an id, and the attributes of all elements."""

    def __init__(self, page):
        super().__init__()
        self.of, self.rows, self.hidden, self.state, self.open = {}, {}, set(), None, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("id")
        if tag == "body":
            self.state = attributes.get("data-state")
        if "hidden" in attributes:
            self.hidden.add(name)
        if tag not in ("meta", "link", "br"):
            self.open.append((tag, name))
        if tag == "tr":
            for _, of in self.open:
                self.rows[of] = self.rows.get(of, 0) + 1

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.of[name] = self.of.get(name, "") + data.replace("\xa0", " ")


def talk(port):
    """A little of everything, one key far more than the others."""
    with Wire(port) as wire:
        for number in range(KEYS):
            length = 50 + number * 7 % 3000
            wire.send(f"set key:{number} 0 {300 if number % 2 else 0} {length} noreply\r\n".encode()
                      + b"x" * length + b"\r\n")
        wire.send(f"set {HOT} 0 0 1 noreply\r\n1\r\n".encode())
        for _ in range(5):
            wire.send("".join(f"get key:{number * 13 % (KEYS * 2)}\r\nget {HOT}\r\n" for number in range(KEYS)).encode())
            wire.send(f"mg {HOT} v\r\nincr {HOT} 1\r\ndelete none\r\nget key:1 key:2 key:3\r\n".encode() * 100)
            wire.send(b"mn\r\n")
            while wire.line() != b"MN\r\n":
                pass


class Dashboard(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.admin = f"{HOST}:{free_port()}"
        cls.server = Server("-m", "64", "--admin-address", cls.admin)
        cls.addClassCleanup(cls.server.stop)
        wait_until(lambda: rows(cls.admin) > 1, 10, "the server looks at itself")
        talk(cls.server.port)
        before = rows(cls.admin)
        wait_until(lambda: rows(cls.admin) > before + 1, 10, "the server looks at itself again")

    def test_health(self):
        self.assertEqual("ok\n", fetch(self.admin, "/health"))

    def test_metrics(self):
        lines = dict(line.rsplit(" ", 1) for line in fetch(self.admin, "/metrics").splitlines() if line[0] != "#")
        self.assertEqual("1", lines["memcached_up"])
        self.assertEqual(str(KEYS + 1), lines["memcached_current_items"])
        self.assertEqual("500", lines['memcached_commands_total{command="incr",status="hit"}'])
        self.assertGreater(int(lines['flagstone_command_duration_seconds_count{command="get"}']), 100)

    def test_a_foreign_name(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            fetch(self.admin, "/stats.json", Host="evil.example")
        self.assertEqual(403, refused.exception.code)
        refused.exception.close()

    def test_the_page(self):
        page, log = browse(self.admin, "--dump-dom")
        self.assertNotIn("CONSOLE", log)
        texts = Texts(page)
        self.assertEqual("shown", texts.state)
        self.assertIn("gone", texts.hidden)
        self.assertIn("memcached 1.6.45 · s3-fifo · 4 workers", texts.of["about"])
        self.assertRegex(texts.of["ratio"], r"^\d+(\.\d)? %$")
        self.assertRegex(texts.of["rate"], r"^\d")
        self.assertEqual(str(KEYS + 1), texts.of["items"])
        self.assertIn("of 64 MiB", texts.of["memory-more"])
        self.assertGreater(texts.rows["classes"], 10)
        self.assertIn(HOT, texts.of["keys"])
        self.assertNotIn(HOT, page)
        for command in ("get", "multiget", "set", "meta"):
            self.assertIn(command, texts.of["commands"])
        self.assertEqual(1 + 4, texts.rows["workers"])
        self.assertRegex(page, r'<path class="sa" d="M[^"]+L')

    def test_it_looks_as_wide_as_it_is(self):
        directory = os.environ.get("DASHBOARD_SHOTS")
        with tempfile.TemporaryDirectory() as temporary:
            for name, (size, scheme) in SHOTS.items():
                file = pathlib.Path(directory or temporary, f"dashboard-{name}.png")
                _, log = browse(self.admin, f"--screenshot={file}", f"--window-size={size}",
                                f"--blink-settings=preferredColorScheme={scheme}")
                self.assertNotIn("CONSOLE", log)
                self.assertGreater(file.stat().st_size, 20_000, name)


class Quiet(unittest.TestCase):

    def test_a_server_that_nobody_uses_and_that_shows_no_keys(self):
        admin = f"{HOST}:{free_port()}"
        with Server("-X", "--admin-address", admin):
            page, log = browse(admin, "--dump-dom")
        self.assertNotIn("CONSOLE", log)
        texts = Texts(page)
        self.assertEqual("shown", texts.state)
        self.assertEqual("–", texts.of["ratio"])
        self.assertIn("no gets yet", texts.of["ratio-more"])
        self.assertIn("No items yet", texts.of["map-more"])
        self.assertIn("Not shown: the server runs with -X", texts.of["keys-more"])
        self.assertIn("Nothing timed yet", texts.of["commands-more"])

    def test_a_server_that_has_gone_away(self):
        admin = f"{HOST}:{free_port()}"
        with Server("--admin-address", admin):
            document = fetch(admin).encode()

        class OnlyThePage(http.server.BaseHTTPRequestHandler):

            def do_GET(self):
                self.send_response(200 if self.path == "/" else 503)
                self.end_headers()
                self.wfile.write(document if self.path == "/" else b"")

            def log_message(self, *_):
                pass

        with http.server.ThreadingHTTPServer((HOST, 0), OnlyThePage) as rest:
            threading.Thread(target=rest.serve_forever, daemon=True).start()
            page, _ = browse(f"{HOST}:{rest.server_port}", "--dump-dom")
            rest.shutdown()
        texts = Texts(page)
        self.assertEqual("gone", texts.state)
        self.assertNotIn("gone", texts.hidden)
        self.assertIn("The server does not answer", texts.of["gone"])


def rows(admin):
    """How many seconds the server remembers."""
    history = json.loads(fetch(admin, "/stats.json"))["history"]
    return history["first"] + len(history["columns"]["time"])


if __name__ == "__main__":
    unittest.main()
