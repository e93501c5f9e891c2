# dalli, whose version in Debian speaks binary only: argument 1 is host:port.
require 'dalli'

$count = 0

def check(name, expected)
  $count += 1
  actual = yield
  if expected == actual
    puts "ok #{name}"
  else
    puts "not ok #{name}: expected #{expected.inspect}, was #{actual.inspect}"
  end
rescue StandardError => e
  puts "not ok #{name}: #{e.class} #{e.message.tr("\n", ' ')}"
end

client = Dalli::Client.new(ARGV[0], compress: false, expires_in: 300)
client.flush_all
check('set', true) { client.set('a', 'one').is_a?(Integer) || client.get('a') == 'one' }
check('get', 'one') { client.get('a') }
check('get of nothing', nil) { client.get('absent') }
check('add to what is there', false) { client.add('a', 'two') }
check('add', true) { client.add('b', 'two') ? true : false }
check('replace', true) { client.replace('b', 'three') ? true : false }
check('replace of nothing', 0) { client.replace('absent', 'x') }
check('raw', 'middle') { client.set('r', 'middle', 100, raw: true) && client.get('r', raw: true) }
check('append', true) { client.append('r', '>') }
check('prepend', true) { client.prepend('r', '<') }
check('joined', '<middle>') { client.get('r', raw: true) }
check('cas', true) { client.cas('a') { |value| value + '!' } ? true : false }
check('changed by cas', 'one!') { client.get('a') }
check('cas of nothing', nil) { client.cas('absent') { |value| value } }
check('get_cas', 'one!') { client.get_cas('a').first }
check('set_cas too late', false) { client.set_cas('a', 'x', client.get_cas('a').last + 1) }
check('incr that begins', 5) { client.incr('n', 1, 100, 5) }
check('incr', 8) { client.incr('n', 3) }
check('decr', 6) { client.decr('n', 2) }
check('decr to zero', 0) { client.decr('n', 1000) }
check('incr of nothing', nil) { client.incr('absent') }
check('touch', true) { client.touch('a', 200) ? true : false }
check('touch of nothing', nil) { client.touch('absent', 200) }
check('gat', 'one!') { client.gat('a', 300) }
check('delete', true) { client.delete('b') ? true : false }
check('delete of nothing', nil) { client.delete('b') }
[nil, true, 1.5, -12_345_678_901, :symbol, [1, 'two', [3]], { 'a' => { b: 1 } }, "ünïcödé", "\x00\r\n\xFF".b,
 'x' * 900_000].each_with_index do |value, i|
  check("value #{i}", value) { client.set('typed', value) && client.get('typed') }
end
check('key of unicode', 'v') { client.set('schlüssel', 'v') && client.get('schlüssel') }
check('multi', true) { client.multi { 300.times { |i| client.set("many#{i}", i) } } && true }
many = (0...300).to_h { |i| ["many#{i}", i] }
check('get_multi', many) { client.get_multi(many.keys + ['absent']) }
check('get_multi_cas', [7]) { client.get_multi_cas('many7').map { |_, (value, _)| value } }
check('fetch', 'made') { client.fetch('fetched', 100) { 'made' } }
check('fetch again', 'made') { client.fetch('fetched', 100) { 'made twice' } }
check('stats', true) { client.stats.values.first['curr_items'].to_i > 0 }
check('version', true) { client.version.values.first.match?(/^1\.6\.\d+$/) }
check('too large', true) do
  begin
    !client.set('large', 'x' * (1024 * 1024 + 1))
  rescue Dalli::ValueOverMaxSize
    true
  end
end
check('flush', true) { client.flush ? true : false }
check('flushed', nil) { client.get('a') }
client.close
puts "1..#{$count}"
