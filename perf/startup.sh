#!/usr/bin/env bash
# How long from the command to "all healthy", built already: the median of five.
#   perf/startup.sh                        the embedded authorization server; budget 6 s on two cores
#   KEYCLOAK_HOME=DIR perf/startup.sh      that Keycloak; budget 2 s over Keycloak's own time
# RUNS=n runs another number of times. Every run starts on the first day: without databases, keys or sessions.
# Measured outside: from the start of 'dotnet run --no-build' to its line "Ready in". Needs bash 5; exit code 1 over the budget.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${EPOCHREALTIME:-}" ] || { echo "bash 5 or later is needed, for its clock" >&2; exit 2; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build PhotoShare.AppHost --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

once() { # prints: milliseconds to ready, milliseconds of the authorization server alone
    local start begun line login=0
    start=$(now)
    coproc host { exec dotnet run --no-build --project PhotoShare.AppHost -- --port-offset=20000 --Parameters:data-directory="$work/data" 2>&1; }
    # shellcheck disable=SC2154
    begun=$host_PID
    while read -r line <&"${host[0]}"; do
        echo "$line" >>"$work/output"
        [[ $line =~ keycloak\ is\ healthy\ after\ ([0-9]+)\.([0-9])\ s ]] && login=$((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2] * 100))
        [[ $line == "Ready in"* ]] && break
    done
    echo "$(($(now) - start)) $login"
    kill -TERM "$begun" 2>/dev/null && wait "$begun" || true
    rm -rf "$work/data"
}

for _ in $(seq "${RUNS:-5}"); do
    : >"$work/output"
    once >>"$work/times"
    grep -q "^Ready in" "$work/output" || { cat "$work/output" >&2; exit 1; }
    tail -n 1 "$work/times" | awk '{ printf "ready in %.2f s, the authorization server in %.1f s of it\n", $1 / 1000, $2 / 1000 }'
done

median() { sort -n | awk '{ a[NR] = $1 } END { print (NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2) }'; }
ready=$(awk '{ print $1 }' "$work/times" | median)
over=$(awk '{ print $1 - $2 }' "$work/times" | median)
if [ -z "${KEYCLOAK_HOME:-}" ]; then
    awk -v ms="$ready" 'BEGIN { printf "median %.2f s, budget 6 s\n", ms / 1000; exit ms > 6000 }'
else
    awk -v ms="$ready" -v over="$over" 'BEGIN { printf "median %.2f s, %.2f s over Keycloak itself, budget 2 s\n", ms / 1000, over / 1000; exit over > 2000 }'
fi
