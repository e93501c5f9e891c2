"""A million values of 200 bytes through the wire with -m 64: it evicts, stays up, and stays small."""
import threading
import unittest

from servers import Server, Wire, resident_kib

SETS = 1_000_000
CONNECTIONS = 4
BATCH = 1_000
VALUE_LENGTH = 200
LIMIT_KIB = (64 + 120) * 1024


def key(number):
    return f"key:{number}"


def value(number):
    return f"{number:0{VALUE_LENGTH}d}"


def fill(port, numbers, problems):
    try:
        with Wire(port, timeout=60) as wire:
            for first in range(numbers.start, numbers.stop, BATCH):
                wire.send("".join(f"set {key(n)} 0 0 {VALUE_LENGTH} noreply\r\n{value(n)}\r\n"
                                  for n in range(first, min(first + BATCH, numbers.stop))).encode())
            answer = wire.ask("version")
            if not answer.startswith(b"VERSION "):
                problems.append(answer)
    except OSError as problem:
        problems.append(problem)


class Memory(unittest.TestCase):

    def test_a_million_sets(self):
        with Server("-m", "64") as server:
            problems = []
            share = SETS // CONNECTIONS
            writers = [threading.Thread(target=fill, args=(server.port, range(i * share, (i + 1) * share), problems))
                       for i in range(CONNECTIONS)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            self.assertEqual([], problems)
            self.assertIsNone(server.process.poll())
            self.assert_counted(server.stats())
            self.assert_readable(server.port)
            now, peak = resident_kib(server.pid), resident_kib(server.pid, "VmHWM")
            print(f"resident: {now // 1024} MiB, at most {peak // 1024} MiB ", end="", flush=True)
            self.assertLessEqual(peak, LIMIT_KIB)

    def assert_counted(self, stats):
        items, evicted = int(stats["curr_items"]), int(stats["evictions"])
        print(f"{items} items, {evicted} evicted, ", end="", flush=True)
        self.assertEqual(SETS, int(stats["cmd_set"]))
        self.assertEqual(SETS, int(stats["total_items"]))
        self.assertGreater(evicted, 0)
        self.assertEqual(SETS, items + evicted)
        self.assertGreater(items, 150_000)
        self.assertLessEqual(int(stats["bytes"]), 64 << 20)

    def assert_readable(self, port):
        hits = 0
        with Wire(port) as wire:
            for number in range(0, SETS, 97):
                line = wire.ask("get " + key(number))
                if line != b"END\r\n":
                    self.assertEqual(f"VALUE {key(number)} 0 {VALUE_LENGTH}\r\n".encode(), line)
                    self.assertEqual(f"{value(number)}\r\nEND\r\n".encode(), wire.line() + wire.line())
                    hits += 1
        self.assertGreater(hits, 1_000)


if __name__ == "__main__":
    unittest.main()
