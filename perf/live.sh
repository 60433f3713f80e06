#!/usr/bin/env bash
# How long from the end of a span to its hop on an open page of PhotoShare.Dance, not counting the exporters' interval: median and 95th percentile of 200
# spans, by HTTP alone and in Chromium. Exit code 1 if the median is over 500 ms.
#   perf/live.sh            SPANS=200; CHROMIUM=PATH is another Chromium than the system's
set -euo pipefail
cd "$(dirname "$0")/.."
. perf/alone.sh
dotnet build perf/live.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$browser" ] || echo "no Chromium is installed, and CHROMIUM names none: by HTTP alone"
start_dance env
dotnet run --no-build perf/live.cs -- --dance "$dance" --key "$key" --spans "${SPANS:-200}" --browser "$browser"
