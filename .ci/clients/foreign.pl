# Cache::Memcached::Fast: argument 1 is host:port.
use strict;
use warnings;
use Cache::Memcached::Fast;

my $count = 0;

sub check {
    my ($name, $expected, $actual) = @_;
    $count++;
    my ($wanted, $was) = map { defined $_ ? "$_" : 'undef' } $expected, $actual;
    print $wanted eq $was ? "ok $name\n" : "not ok $name: expected $wanted, was " . substr($was, 0, 80) . "\n";
}

my $client = Cache::Memcached::Fast->new({
    servers => [$ARGV[0]], namespace => 'perl:', utf8 => 1, nowait => 0, connect_timeout => 5, io_timeout => 10,
    max_failures => 0, max_size => 2 * 1024 * 1024,
});
$client->flush_all;
check('set', 1, $client->set('a', 'one', 100));
check('get', 'one', $client->get('a'));
check('get of nothing', undef, $client->get('absent'));
check('add to what is there', '', $client->add('a', 'two'));
check('add', 1, $client->add('b', 'two'));
check('replace', 1, $client->replace('b', 'three'));
check('replace of nothing', '', $client->replace('absent', 'x'));
check('append', 1, $client->append('b', '>'));
check('prepend', 1, $client->prepend('b', '<'));
check('joined', '<three>', $client->get('b'));
my $pair = $client->gets('a');
check('gets', 'one', $pair->[1]);
check('cas', 1, $client->cas('a', $pair->[0], 'uno'));
check('cas too late', '', $client->cas('a', $pair->[0], 'due'));
$client->set('n', 40);
check('incr', 42, $client->incr('n', 2));
check('decr', 41, $client->decr('n'));
check('decr to zero', '0E0', $client->decr('n', 1000));
check('touch', 1, $client->touch('a', 200));
check('touch of nothing', '', $client->touch('absent', 200));
check('gat', 'uno', $client->gat(300, 'a'));
check('unicode', "\x{fc}\x{4e16}", $client->set('u', "\x{fc}\x{4e16}") ? $client->get('u') : undef);
check('structure', 3, $client->set('s', { a => [1, 2, 3] }) ? $client->get('s')->{a}[2] : undef);
my @pairs = map { ["many$_", $_, 100] } 0 .. 499;
my @stored = $client->set_multi(@pairs);
check('set_multi', 500, scalar grep { $_ } @stored);
my $many = $client->get_multi(map { "many$_" } 0 .. 600);
check('get_multi', 500, scalar keys %$many);
check('one of them', 77, $many->{many77});
my @deleted = $client->delete_multi('many1', 'many2', 'absent');
check('delete_multi', 2, scalar grep { $_ } @deleted);
check('delete', 1, $client->delete('a'));
check('delete of nothing', '', $client->delete('a'));
check('long', 900_000, $client->set('long', 'x' x 900_000) ? length $client->get('long') : undef);
check('too large', 1, $client->set('long', 'x' x (1024 * 1024 + 1)) ? 0 : 1);
my ($version) = values %{ $client->server_versions };
check('version', 1, $version =~ /^1\.6\.\d+$/ ? 1 : 0);
my $quick = Cache::Memcached::Fast->new({ servers => [$ARGV[0]], nowait => 1, io_timeout => 10 });
$quick->set("quick$_", $_) for 0 .. 999;
$quick->nowait_push;
check('without waiting', 999, $quick->get('quick999'));
print "1..$count\n";
