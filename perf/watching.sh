#!/usr/bin/env bash
# What watching costs: the same dances with and without PhotoShare.Dance, in turn, on the embedded authorization server.
#   perf/watching.sh            ROUNDS=3 DANCES=100
# Prints dances per second, and processor milliseconds a dance of the services that dance (Web, the APIs, the authorization server, the cache) and of
# Dance itself, and the ratios of their medians. Needs Linux (/proc). KEYCLOAK_HOME=DIR runs that Keycloak.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ENVIRONMENT=Development
dotnet build PhotoShare.AppHost --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dotnet build perf/dance.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
host=artifacts/${AppHostEngine:-embedded}/bin/PhotoShare.AppHost/debug/PhotoShare.AppHost.dll

work=$(mktemp -d)
pid=
end() { [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null && wait "$pid" || true; pid=; }
trap 'end; rm -rf "$work"' EXIT

once() { # $1: true or false
    dotnet exec "$host" --port-offset 20000 --Parameters:data-directory="$work/data" --dashboard false --dance "$1" >"$work/output" 2>&1 &
    pid=$!
    until grep -q "^Ready in" "$work/output"; do
        kill -0 "$pid" 2>/dev/null || { cat "$work/output" >&2; exit 1; }
        sleep 0.2
    done
    # The first dances compile the code: they do not count.
    dotnet run --no-build perf/dance.cs -- --web http://localhost:25010 --dances 100 >/dev/null
    dotnet run --no-build perf/dance.cs -- --web http://localhost:25010 --dances "${DANCES:-100}" --host "$pid" >"$work/result"
    end
    rm -rf "$work/data"
    awk -v watched="$1" '
        /^dances/ { speed = $6 }
        /^cpu/ { if ($2 == "PhotoShare.Dance") dance += $3; else if ($2 != "PhotoShare.AppHost" && $2 != "PhotoShare.EmbeddedHosting") rest += $3 }
        END { printf "%s %.2f %.1f %.1f\n", watched, speed, rest, dance }' "$work/result"
}

for round in $(seq "${ROUNDS:-3}"); do
    for watched in false true; do once "$watched" | tee -a "$work/figures" | awk '{ printf "watched: %s  %s dances/s  %s ms/dance of the dancers  %s ms/dance of Dance\n", $1, $2, $3, $4 }'; done
done

median() { awk -v want="$1" -v column="$2" '$1 == want { print $column }' "$work/figures" | sort -n | awk '{ a[NR] = $1 } END { print (NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2) }'; }
awk -v a="$(median true 2)" -v b="$(median false 2)" -v c="$(median true 3)" -v d="$(median false 3)" -v e="$(median true 4)" 'BEGIN {
    printf "dances per second, watched/unwatched: %.2f\n", a / b
    printf "processor time of the dancers, watched/unwatched: %.2f\n", c / d
    printf "processor time with Dance itself, watched/unwatched: %.2f\n", (c + e) / d }'
