#!/bin/sh
# Random operations of many threads against a model of every key: consistency.sh [SECONDS [THREADS [SEED]]], 60 s of 8
# threads by default. Assertions are on, so that every address is checked. Run it from anywhere after `mvn package`.
set -eu
case "${1:-}" in
    -h | --help)
        echo "Usage: consistency.sh [SECONDS [THREADS [SEED]]]"
        echo "Random operations of many threads against a model of every key; 60 seconds of 8 threads by default."
        exit 0
        ;;
esac
if [ $# -gt 3 ]; then
    echo "consistency.sh: no more than SECONDS, THREADS and SEED can be given: $*" >&2
    exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
jar=$root/benchmarks/target/benchmarks.jar
tests=$root/engine/target/test-classes
if [ ! -r "$jar" ] || [ ! -d "$tests" ]; then
    echo "consistency.sh: build it first: mvn -DskipTests package" >&2
    exit 2
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -ea:io.flagstone... -cp "$jar:$tests" \
    io.flagstone.engine.torture.ConsistencyTorture "$@"
