# Sourced by the scripts that measure PhotoShare.Dance alone: start_dance [COMMAND...] starts it, by that command, as $pid at $dance, in memory only.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build PhotoShare.Dance --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dance=http://127.0.0.1:${PORT:-25140}
key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
work=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null && wait "$pid" || true; rm -rf "$work"' EXIT

start_dance() {
    local dll
    dll=$(ls "$PWD"/artifacts/*/bin/PhotoShare.Dance/release/PhotoShare.Dance.dll | head -n 1)
    # The key of fingerprints is perf/spans.cs's.
    (cd PhotoShare.Dance && ASPNETCORE_ENVIRONMENT=Development Dance__OtlpKey=$key Dance__FingerprintKey="of perf" Dance__GrpcUrl="" \
        exec "$@" dotnet exec "$dll" --urls "$dance" >"$work/output" 2>&1) &
    pid=$!
    until curl --silent --fail --output /dev/null "$dance/health"; do
        kill -0 "$pid" 2>/dev/null || { cat "$work/output" >&2; exit 1; }
        sleep 0.2
    done
}
