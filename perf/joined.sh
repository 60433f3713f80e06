#!/usr/bin/env bash
# Which share of the authorization server's front-channel requests PhotoShare.Dance joins to their dances: requests that the dancer made against hops that Dance shows.
#   perf/joined.sh                         the embedded authorization server; DANCES=100
#   KEYCLOAK_HOME=DIR perf/joined.sh       that Keycloak
# NETWORK=instapic dances with the other network. Exit code 1 if one was not joined.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ENVIRONMENT=Development
dotnet build PhotoShare.AppHost --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dotnet build perf/dance.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
host=artifacts/${AppHostEngine:-embedded}/bin/PhotoShare.AppHost/debug/PhotoShare.AppHost.dll

work=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null && wait "$pid" || true; rm -rf "$work"' EXIT
dotnet exec "$host" --port-offset 23000 --Parameters:data-directory="$work/data" --dashboard false >"$work/output" 2>&1 &
pid=$!
until grep -q "^Ready in" "$work/output"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/output" >&2; exit 1; }
    sleep 0.2
done
dotnet run --no-build perf/dance.cs -- --web http://localhost:28010 --dances "${DANCES:-100}" --at-once 2 --network "${NETWORK:-friendbook}" --host "$pid" --dance http://127.0.0.1:28040
