"""Runs checks that are written in the language of the client: each prints `ok NAME` or `not ok NAME: WHY`, and `1..N` last.

A script that ends early, or forgets its plan, has failed.
"""
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 60


def run(test, *command, script, arguments=(), environment=None):
    """Runs `command script arguments` and reports every line of it as a subtest of `test`."""
    ran = subprocess.run([*command, os.path.join(HERE, script), *arguments], stdin=subprocess.DEVNULL,
                         capture_output=True, text=True, timeout=SECONDS, check=False,
                         env={**os.environ, **(environment or {})})
    output = ran.stdout + ran.stderr
    results = re.findall(r"^(not ok|ok) (.*)$", ran.stdout, re.MULTILINE)
    plan = re.findall(r"^1\.\.(\d+)$", ran.stdout, re.MULTILINE)
    for verdict, name in results:
        with test.subTest(name):
            test.assertEqual("ok", verdict, name)
    test.assertEqual(0, ran.returncode, output)
    test.assertEqual([str(len(results))], plan, output)
    test.assertGreater(len(results), 0, output)
