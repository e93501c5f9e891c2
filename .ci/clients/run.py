#!/usr/bin/python3
"""Runs the client checks: all of them, or the modules named; ends with `N passed, N failed`.

What is skipped has not been shown to work, and counts as failed.
"""
import pathlib
import sys
import time
import unittest


def case_of(test):
    """The name of a test, whichever part of it this is."""
    return getattr(test, "test_case", test).id()


def main(names):
    here = pathlib.Path(__file__).parent
    names = names or sorted(file.stem for file in here.glob("check_*.py"))
    passed = failed = 0
    for name in names:
        began = time.monotonic()
        suite = unittest.defaultTestLoader.loadTestsFromName(name)
        result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
        bad = len({case_of(test) for test, _ in result.failures + result.errors + result.skipped}
                  | {case_of(test) for test in result.unexpectedSuccesses})
        good = result.testsRun - bad
        print(f"{name}: {good} good, {bad} bad, {time.monotonic() - began:.1f} s", flush=True)
        passed += max(good, 0)
        failed += bad if result.testsRun else max(bad, 1)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
