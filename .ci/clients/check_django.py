"""Django's cache framework (python3-django 3.2) over each of its memcached backends, sessions, the per-view cache."""
import unittest
import uuid
import warnings

import django
from django import conf
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.cache import cache_page

from servers import Server

BACKENDS = ("PyMemcacheCache", "PyLibMCCache", "MemcachedCache")

calls = []


def counted(request):
    calls.append(request.path)
    return HttpResponse(f"call {len(calls)}")


def visits(request):
    request.session["visits"] = request.session.get("visits", 0) + 1
    return HttpResponse(str(request.session["visits"]))


urlpatterns = [path("visits", visits)]


def setUpModule():
    servers = [unittest.enterModuleContext(Server()) for _ in range(2)]
    caches = {backend: {
        "BACKEND": "django.core.cache.backends.memcached." + backend,
        "LOCATION": [server.address for server in servers],
        "KEY_PREFIX": backend} for backend in BACKENDS}
    warnings.filterwarnings("ignore", message="MemcachedCache is deprecated")
    conf.settings.configure(
        SECRET_KEY="checks", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
        CACHES={"default": caches[BACKENDS[0]], **caches},
        INSTALLED_APPS=["django.contrib.sessions"],
        SESSION_ENGINE="django.contrib.sessions.backends.cache",
        SESSION_SERIALIZER="django.contrib.sessions.serializers.JSONSerializer",
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"])
    django.setup()
    urlpatterns.extend(path("page/" + backend, cache_page(60, cache=backend)(counted)) for backend in BACKENDS)


class Contract:
    """What Django promises of a cache; once for each backend."""

    backend = None

    def setUp(self):
        from django.core.cache import caches
        self.cache = caches[self.backend]
        self.cache.clear()

    def test_set_and_get(self):
        self.cache.set("foo", "bar")
        self.assertEqual("bar", self.cache.get("foo"))
        self.assertEqual("default", self.cache.get("absent", "default"))
        self.assertIn("foo", self.cache)
        self.assertTrue(self.cache.has_key("foo"))

    def test_value_types(self):
        for value in ("text", "ünïcödé", "", b"bytes\x00\r\n", 0, -7, True, 1.5, [1, "two"], {"a": (1, 2)},
                      "x" * 50_000):
            with self.subTest(value=value):
                self.cache.set("typed", value)
                self.assertEqual(value, self.cache.get("typed"))

    def test_add_and_get_or_set(self):
        self.assertTrue(self.cache.add("a", 1))
        self.assertFalse(self.cache.add("a", 2))
        self.assertEqual(1, self.cache.get("a"))
        self.assertEqual("new", self.cache.get_or_set("fresh", lambda: "new"))
        self.assertEqual("new", self.cache.get_or_set("fresh", lambda: "newer"))

    def test_many(self):
        values = {f"key{i}": i for i in range(200)}
        self.assertEqual([], self.cache.set_many(values))
        self.assertEqual(values, self.cache.get_many([*values, "absent"]))
        self.cache.delete_many(["key0", "key1"])
        self.assertEqual({"key2": 2}, self.cache.get_many(["key0", "key1", "key2"]))

    def test_incr_and_decr(self):
        self.cache.set("n", 40)
        self.assertEqual(42, self.cache.incr("n", 2))
        self.assertEqual(41, self.cache.decr("n"))
        self.assertEqual(41, self.cache.get("n"))
        with self.assertRaises(ValueError):
            self.cache.incr("absent")

    def test_delete_and_clear(self):
        self.cache.set("d", 1)
        self.assertTrue(self.cache.delete("d"))
        self.assertIsNone(self.cache.get("d"))
        self.cache.set("e", 1)
        self.cache.clear()
        self.assertIsNone(self.cache.get("e"))

    def test_timeouts(self):
        self.cache.set("gone", 1, timeout=0)
        self.assertIsNone(self.cache.get("gone"))
        self.cache.set("past", 1, timeout=-1)
        self.assertIsNone(self.cache.get("past"))
        self.cache.set("forever", 1, timeout=None)
        self.assertEqual(1, self.cache.get("forever"))
        self.cache.set("long", 1, timeout=60 * 24 * 3600)
        self.assertEqual(1, self.cache.get("long"))

    def test_touch(self):
        self.cache.set("t", 1, timeout=100)
        self.assertTrue(self.cache.touch("t", 200))
        self.assertEqual(1, self.cache.get("t"))
        self.assertFalse(self.cache.touch("absent", 200))
        self.assertTrue(self.cache.touch("t", 0))
        self.assertIsNone(self.cache.get("t"))

    def test_versions(self):
        self.cache.set("v", "one", version=1)
        self.cache.set("v", "two", version=2)
        self.assertEqual("one", self.cache.get("v", version=1))
        self.assertEqual(2, self.cache.incr_version("v"))
        self.assertEqual("one", self.cache.get("v", version=2))

    def test_value_that_is_too_large_is_not_kept(self):
        self.cache.set("large", "small")
        try:
            self.cache.set("large", uuid.uuid4().bytes * 200_000)
        except Exception as refused:  # each client has its own class for it
            self.assertNotIsInstance(refused, (AssertionError, TimeoutError))
        self.assertIsNone(self.cache.get("large"))
        self.cache.set("after", 1)
        self.assertEqual(1, self.cache.get("after"))

    def test_session(self):
        with override_settings(SESSION_CACHE_ALIAS=self.backend):
            first, second = Client(), Client()
            self.assertEqual([b"1", b"2", b"3"], [first.get("/visits").content for _ in range(3)])
            self.assertEqual(b"1", second.get("/visits").content)
            first.session.flush()
            self.assertEqual(b"1", first.get("/visits").content)

    def test_page(self):
        del calls[:]
        pages = [Client().get("/page/" + self.backend) for _ in range(3)]
        self.assertEqual([b"call 1"] * 3, [page.content for page in pages])
        self.assertIn("max-age=60", pages[0]["Cache-Control"])
        self.cache.clear()
        self.assertEqual(b"call 2", Client().get("/page/" + self.backend).content)


class PyMemcacheCache(Contract, unittest.TestCase):
    backend = "PyMemcacheCache"


class PyLibMCCache(Contract, unittest.TestCase):
    backend = "PyLibMCCache"


class MemcachedCache(Contract, unittest.TestCase):
    backend = "MemcachedCache"


if __name__ == "__main__":
    unittest.main()
