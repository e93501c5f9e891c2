"""Clients of other languages: php-memcached, dalli (Ruby), Cache::Memcached::Fast (Perl), memjs (JavaScript)."""
import os
import unittest

import foreign
from servers import HOST, Server


class OtherLanguages(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())

    def test_php_memcached_text(self):
        foreign.run(self, "php", script="foreign.php", arguments=(HOST, str(self.server.port), "text"))

    def test_php_memcached_binary(self):
        foreign.run(self, "php", script="foreign.php", arguments=(HOST, str(self.server.port), "binary"))

    def test_dalli(self):
        foreign.run(self, "ruby", script="foreign.rb", arguments=(self.server.address,))

    def test_cache_memcached_fast(self):
        foreign.run(self, "perl", script="foreign.pl", arguments=(self.server.address,))

    def test_memjs(self):
        foreign.run(self, "node", script="foreign.js", arguments=(self.server.address,),
                    environment={"NODE_PATH": os.environ["MEMJS_PATH"]})


if __name__ == "__main__":
    unittest.main()
