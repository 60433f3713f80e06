#!/usr/bin/env bash
# What watching costs: the same dances with and without PhotoShare.Dance, on the embedded authorization server. Both run side by side, and dance in turns,
# few dances each, so that what else the machine does falls on both; the order changes with each round.
#   perf/watching.sh            ROUNDS=20 DANCES=50 CONFIGURATION=Release
# Prints dances per second, and processor milliseconds a dance of the services that dance (Web, the APIs, the authorization server, the cache) and of
# Dance itself; then the ratios watched/unwatched, each of one round: their median, and the quartiles. Needs Linux (/proc).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ENVIRONMENT=Development
configuration=${CONFIGURATION:-Release}
dotnet build PhotoShare.AppHost --configuration "$configuration" --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dotnet build perf/dance.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
host=artifacts/${AppHostEngine:-embedded}/bin/PhotoShare.AppHost/${configuration,,}/PhotoShare.AppHost.dll

work=$(mktemp -d)
declare -A pid offset=([true]=20000 [false]=21000)
end() { for one in "${pid[@]}"; do kill -TERM "$one" 2>/dev/null && wait "$one" || true; done; rm -rf "$work"; }
trap end EXIT

dances() { # $1: true or false, watched or not; $2: how many
    dotnet run --no-build perf/dance.cs -- --web "http://localhost:$((${offset[$1]} + 5010))" --dances "$2" --host "${pid[$1]}"
}

for watched in true false; do
    dotnet exec "$host" --port-offset "${offset[$watched]}" --Parameters:data-directory="$work/$watched" --dashboard false --dance "$watched" >"$work/$watched.txt" 2>&1 &
    pid[$watched]=$!
    until grep -q "^Ready in" "$work/$watched.txt"; do
        kill -0 "${pid[$watched]}" 2>/dev/null || { cat "$work/$watched.txt" >&2; exit 1; }
        sleep 0.2
    done
    # The first dances compile the code: they do not count.
    dances "$watched" 400 >/dev/null
done

for round in $(seq "${ROUNDS:-20}"); do
    [ $((round % 2)) = 0 ] && order="true false" || order="false true"
    for watched in $order; do
        dances "$watched" "${DANCES:-50}" | awk -v round="$round" -v watched="$watched" '
            /^dances/ { speed = $6 }
            /^cpu/ { if ($2 == "PhotoShare.Dance") dance += $3; else if ($2 != "PhotoShare.AppHost" && $2 != "PhotoShare.EmbeddedHosting") rest += $3 }
            END { printf "%d %s %.2f %.2f %.2f\n", round, watched, speed, rest, dance }' | tee -a "$work/figures" |
            awk '{ printf "watched: %-5s  %s dances/s  %s ms/dance of the dancers  %s ms/dance of Dance\n", $2, $3, $4, $5 }'
    done
done

ratio() { # $1: what; $2: its short name
    sort -k1,1n -k2,2r "$work/figures" | awk -v want="$2" '
        $2 == "true" { speed = $3; rest = $4; dance = $5 }
        $2 == "false" { print want == "speed" ? speed / $3 : want == "dancers" ? rest / $4 : (rest + dance) / $4 }' | sort -n |
        awk -v what="$1" '{ a[NR] = $1 } function at(p) { return a[int((NR - 1) * p + 1.5)] } END { printf "%s, watched/unwatched: %.3f (%.3f to %.3f)\n", what, at(0.5), at(0.25), at(0.75) }'
}
ratio "dances per second" speed
ratio "processor time of the dancers" dancers
ratio "processor time with Dance itself" all
