"""Options: bad ones end the server as they end Debian's memcached, and -C does to both the same."""
import subprocess
import unittest

from servers import COMMAND, HOST, Server, Wire, free_port

MEMCACHED = ["memcached"]
BAD = """-c 0|-t 0|-R 0|-f 1|-n 0|-B http|-I 1000|-I 40m|-m 1|-p 65536|-q|--nothing|-o nothing|-o hashpower=11|-o hashpower
-o slab_automove=3|-o slab_automove_ratio=1.5|-o slab_automove_window=2|-o tail_repair_time=9|-o hash_algorithm=md5
-o lru_crawler_sleep=1000001|-o lru_crawler_tocrawl=x|-o hot_lru_pct=80|-o hot_lru_pct=50,warm_lru_pct=50
-o warm_max_factor=0|-o idle_timeout|-o slab_sizes=200-100|-o read_buf_mem_limit=x|-m|-S -B ascii|-Y /none -B binary
-N 9|-Z|-u no-such-user|-l nohost.invalid""".replace("\n", "|").split("|")
WITHOUT_UNIQUES = b"".join(line + b"\r\n" for line in (
    b"set k 0 0 1", b"1", b"gets k", b"cas k 0 0 1 0", b"2", b"cas k 0 0 1 5", b"2", b"cas l 0 0 1 5", b"2", b"gats 0 k",
    b"ms m 1 c", b"1", b"mg m c v", b"ms m 1 C2", b"2", b"ms m 1 C2 I", b"2", b"ms m 1 MA C2 c", b"3", b"mg m v",
    b"ma m C2", b"ma m c v", b"md m C2", b"md m C0", b"mg m v", b"quit"))


class Options(unittest.TestCase):

    def test_bad_options_have_memcacheds_exit_code(self):
        for line in BAD:
            port = [] if "-p" in line else ["-p", str(free_port())]
            host = [] if "-l" in line else ["-l", HOST]
            user = [] if "-u" in line else ["-u", "memcache"]
            ended = [subprocess.Popen([*command, *user, *host, *port, *line.split()], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                     for command in (MEMCACHED, COMMAND)]
            said = [process.communicate(timeout=30)[0] for process in ended]
            self.assertEqual(ended[0].returncode, ended[1].returncode, f"{line}: {said}")
            self.assertNotEqual(b"", said[1].strip(), line)

    def test_without_cas_uniques_answers_are_memcacheds(self):
        answers = []
        for command in (MEMCACHED, COMMAND):
            with Server("-C", command=command) as server, Wire(server.port) as wire:
                wire.send(WITHOUT_UNIQUES)
                lines = []
                while line := wire.line():
                    lines.append(line)
                answers.append(lines)
                self.assertEqual("no", server.stats("settings")["cas_enabled"])
        self.assertEqual(answers[0], answers[1])

    def test_every_setting_of_memcached_is_shown(self):
        with Server(command=MEMCACHED) as theirs, Server() as ours:
            names = list(theirs.stats("settings"))
            shown = list(ours.stats("settings"))
        gone = {"drop_privileges"}  # of seccomp; and TLS is told of only where there is some
        expected = [name for name in names if name not in gone and not name.startswith(("ssl_", "ext_"))
                    and name != "slab_automove_freeratio"]
        self.assertEqual(expected, [name for name in shown if name in expected])


if __name__ == "__main__":
    unittest.main()
