#!/bin/sh
# CPU time of the server per request, Flagstone and memcached in turn; --help lists the options.
# Run it from anywhere after `mvn package`; it needs memcached on the PATH, and two cores.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
jar=$root/benchmarks/target/benchmarks.jar
if [ ! -r "$jar" ]; then
    echo "server-cpu.sh: build it first: mvn -DskipTests package" >&2
    exit 2
fi
cd "$root"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$jar" io.flagstone.benchmarks.server.ServerCpu "$@"
