#!/usr/bin/env bash
# How much memory PhotoShare.Dance has after 0, 1,000 and 10,000 dances of 30 spans: as the system sees it (RSS), and of that the heap after a collection.
#   perf/memory.sh            DANCES=0,1000,10000
# Without Redis: all that is kept is in memory. Needs Linux (/proc). Takes four minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d /proc/self ] || { echo "Linux is needed, for /proc" >&2; exit 2; }
. perf/alone.sh
dotnet build perf/memory.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
metrics=http://127.0.0.1:$((${PORT:-25140} + 1))
start_dance env OTEL_EXPORTER_OTLP_ENDPOINT="$metrics" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_METRIC_EXPORT_INTERVAL=1000
dotnet run --no-build perf/memory.cs -- --dance "$dance" --key "$key" --pid "$pid" --metrics "$metrics" --dances "${DANCES:-0,1000,10000}"
