#!/usr/bin/env bash
# Makes sure of a browser and of PostgreSQL, then builds, checks the formatting and runs every test.
#   ./test.sh             all of it
#   PHOTOSHARE_TEST_POSTGRES=CONNECTION ./test.sh   with that server (a superuser's connection string) instead of one of this machine's own
#   KEYCLOAK_HOME=DIR ./test.sh    also against that Keycloak (any 26.x download); without it those tests are skipped and say so
# Where a container engine answers 'docker info', PhotoShare is also deployed to it and tested there; without one those tests are skipped and say so. They come
# last, alone: PHOTOSHARE_TEST_ENGINE may name a file that somebody is still making, with what to export for an engine.
# The last line reads "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Processes that tests kill would leave their debugger's pipes in the temporary folder.
export DOTNET_EnableDiagnostics=0

browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

install_browser() {
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] && { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1; then
        browser && return
    fi
    # Playwright's own, where Debian's cannot be had: its driver comes with the package that the build restored.
    local driver
    driver=$(find artifacts/*/bin/PhotoShare.EndToEnd.Tests -type d -name .playwright -print -quit)
    "$driver"/node/*/node "$driver/package/cli.js" install chromium >&2 || return 1
    echo playwright
}

# certutil tells Chromium whom to trust.
install_certutil() {
    command -v certutil >/dev/null || { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] && { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libnss3-tools; } >/dev/null 2>&1; }
}

postgres() {
    [ -z "${PHOTOSHARE_TEST_POSTGRES:-}" ] || { echo "as PHOTOSHARE_TEST_POSTGRES says" && return; }
    command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'
}

install_postgres() {
    # Its programs only: no server of Debian's own is started.
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        {
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-common &&
                sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15
        } >/dev/null 2>&1
        postgres && return
    fi
    echo "missing, its tests are skipped"
}

echo "== build"
dotnet build PhotoShare.sln --nologo --verbosity quiet

echo "== formatting"
# Style and analyzers are the build's own errors (EnforceCodeStyleInBuild); this is the white space that it does not look at.
dotnet format whitespace . --folder --exclude artifacts --verify-no-changes

echo "== browser"
PHOTOSHARE_TEST_BROWSER=${PHOTOSHARE_TEST_BROWSER:-$(browser || install_browser)}
export PHOTOSHARE_TEST_BROWSER
echo "$PHOTOSHARE_TEST_BROWSER"
echo "PostgreSQL: $(postgres || install_postgres)"
echo "Keycloak: ${KEYCLOAK_HOME:-not set, its tests are skipped}"

output=$(mktemp)
trap 'rm -f "$output"' EXIT
code=0
deployment=tests/PhotoShare.Deployment.Tests/PhotoShare.Deployment.Tests.csproj

# Of several projects at once.
run() { dotnet test --no-build "$@" 2>&1 | tee -a "$output" || code=$?; }

echo "== tests"
others=$(mktemp --suffix .slnf --tmpdir=.)
trap 'rm -f "$output" "$others"' EXIT
{
    printf '{"solution":{"path":"PhotoShare.sln","projects":['
    dotnet sln PhotoShare.sln list | grep '\.csproj$' | grep -v "^$deployment" | sed 's/.*/"&"/' | paste -sd ,
    printf ']}}'
} >"$others"
run --solution "$others" "$@"

echo "== deployment"
install_certutil || true
if [ -n "${PHOTOSHARE_TEST_ENGINE:-}" ]; then
    # A quarter of an hour at most: what is not there then is told below, and its tests are skipped.
    for _ in $(seq 900); do [ -e "$PHOTOSHARE_TEST_ENGINE" ] && break; sleep 1; done
    # shellcheck disable=SC1090
    [ ! -e "$PHOTOSHARE_TEST_ENGINE" ] || . "$PHOTOSHARE_TEST_ENGINE"
fi
if docker info >/dev/null 2>&1; then echo "A container engine answers."; else echo "No container engine answers 'docker info': its tests are skipped."; fi
run --project "$deployment" "$@"

# What failed stands together once more at the end, its first lines: a log may be cut.
sed 's/\x1b\[[0-9;]*m//g' "$output" | awk '/^failed /{ n = 12 } /^[^ f]/{ n = 0 } n-- > 0'
count() { sed -n "s/^ *$1: \([0-9][0-9]*\).*/\1/p" "$output" | awk '{ sum += $1 } END { print sum + 0 }'; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$code"
