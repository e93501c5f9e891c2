def expected = '9 letters, counted once'
assert new File(basedir, 'build.log').readLines().count { it == expected } == 1

// The rule of dependencies: who embeds the engine pulls in these two and nothing else.
def path = new File(basedir, 'target/classpath.txt').text.trim()
def jars = path.split(File.pathSeparator).collect { new File(it).name.replaceFirst(/-[0-9.]+\.jar$/, '') }
assert jars.sort() == ['agrona', 'flagstone-engine', 'jctools-core']

// For newer releases too, where the JDK knows them, and with no flag on any.
def run = { List<String> command ->
    def process = new ProcessBuilder(command).directory(basedir).redirectError(ProcessBuilder.Redirect.DISCARD).start()
    def output = process.inputStream.text
    assert process.waitFor() == 0
    output.trim()
}
def tools = System.getProperty('java.home') + '/bin/'
def source = 'src/main/java/com/example/SixLines.java'
for (release in [17, 21, 25].findAll { it <= Runtime.version().feature() }) {
    def classes = "target/classes-$release".toString()
    run([tools + 'javac', '--release', "$release".toString(), '-cp', path, '-d', classes, source])
    assert run([tools + 'java', '-cp', classes + File.pathSeparator + path, 'com.example.SixLines']) == expected
}
