#!/usr/bin/env bash
# What watching costs: the same dances with and without PhotoShare.Dance, on the embedded authorization server. Both run side by side, and dance in turns,
# few dances each, so that what else the machine does falls on both; the order changes with each round. Two processes of the same program differ by some
# percent for as long as they live: so several pairs of them are compared.
#   perf/watching.sh            PAIRS=4 ROUNDS=8 DANCES=50 CONFIGURATION=Release
# Prints dances per second, and processor milliseconds a dance of the services that dance (Web, the APIs, the authorization server, the cache) and of
# Dance itself; then the ratios watched/unwatched of all rounds together, and the quartiles of single rounds. Needs Linux (/proc).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ENVIRONMENT=Development
configuration=${CONFIGURATION:-Release}
dotnet build PhotoShare.AppHost --configuration "$configuration" --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dotnet build perf/dance.cs --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
host=artifacts/${AppHostEngine:-embedded}/bin/PhotoShare.AppHost/${configuration,,}/PhotoShare.AppHost.dll

work=$(mktemp -d)
declare -A pid offset=([true]=20000 [false]=21000)
end() {
    for watched in "${!pid[@]}"; do
        kill -TERM "${pid[$watched]}" 2>/dev/null && wait "${pid[$watched]}" || true
        unset "pid[$watched]"
        rm -rf "${work:?}/$watched" "$work/$watched.txt"
    done
}
trap 'end; rm -rf "$work"' EXIT

start() { # $1: true or false, watched or not
    dotnet exec "$host" --port-offset "${offset[$1]}" --Parameters:data-directory="$work/$1" --dashboard false --dance "$1" >"$work/$1.txt" 2>&1 &
    pid[$1]=$!
    # The file may not be there yet.
    until grep -qs "^Ready in" "$work/$1.txt"; do
        kill -0 "${pid[$1]}" 2>/dev/null || { cat "$work/$1.txt" >&2; exit 1; }
        sleep 0.2
    done
}

dances() { # $1: watched or not; $2: how many
    dotnet run --no-build perf/dance.cs -- --web "http://localhost:$((${offset[$1]} + 5010))" --dances "$2" --host "${pid[$1]}"
}

for pair in $(seq "${PAIRS:-4}"); do
    start true
    start false
    # The first dances compile the code: they do not count.
    for watched in true false; do dances "$watched" 300 >/dev/null; done
    for round in $(seq "${ROUNDS:-8}"); do
        [ $((round % 2)) = 0 ] && order="true false" || order="false true"
        for watched in $order; do
            dances "$watched" "${DANCES:-50}" | awk -v round="$pair.$round" -v watched="$watched" '
                /^dances/ { speed = $6 }
                /^cpu/ { if ($2 == "PhotoShare.Dance") dance += $3; else if ($2 != "PhotoShare.AppHost" && $2 != "PhotoShare.EmbeddedHosting") rest += $3 }
                END { printf "%s %s %.2f %.2f %.2f\n", round, watched, speed, rest, dance }' | tee -a "$work/figures" |
                awk '{ printf "watched: %-5s  %s dances/s  %s ms/dance of the dancers  %s ms/dance of Dance\n", $2, $3, $4, $5 }'
        done
    done
    end
done

ratio() { # $1: what; $2: its short name
    awk -v want="$2" '
        { speed[$1, $2] = $3; rest[$1, $2] = $4; dance[$1, $2] = $5; rounds[$1] }
        END {
            for (round in rounds) {
                watched = want == "speed" ? speed[round, "true"] : rest[round, "true"] + (want == "all" ? dance[round, "true"] : 0)
                unwatched = want == "speed" ? speed[round, "false"] : rest[round, "false"]
                print watched / unwatched, watched, unwatched
            }
        }' "$work/figures" | sort -n |
        awk -v what="$1" '
            { ratios[NR] = $1; watched += $2; unwatched += $3 }
            function at(part) { return ratios[int((NR - 1) * part + 1.5)] }
            END { printf "%s, watched/unwatched: %.3f (half of the rounds %.3f to %.3f)\n", what, watched / unwatched, at(0.25), at(0.75) }'
}
ratio "dances per second" speed
ratio "processor time of the dancers" dancers
ratio "processor time with Dance itself" all
