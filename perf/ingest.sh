#!/usr/bin/env bash
# How many spans a second PhotoShare.Dance takes on one core until it sheds, what each costs, and that it sheds politely: with 429 and Retry-After, without
# losing small senders, its health, or the bound of its memory.
#   perf/ingest.sh            SECONDS_EACH=4 is the length of a step
# Spans come 512 an export, 60 a dance, as a real Keycloak and Web sent them, from the other cores. Needs Linux, taskset (util-linux) and two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v taskset >/dev/null || { echo "taskset (util-linux) is needed, to give PhotoShare.Dance one core" >&2; exit 2; }
[ "$(nproc)" -gt 1 ] || { echo "two cores are needed: one for PhotoShare.Dance, one for who sends" >&2; exit 2; }
. perf/alone.sh
dotnet build perf/ingest.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
start_dance taskset -c 0
taskset -c "1-$(($(nproc --all) - 1))" dotnet run --no-build perf/ingest.cs -- --dance "$dance" --key "$key" --pid "$pid" --seconds "${SECONDS_EACH:-4}"
