#!/bin/sh
# Records dances with a real Keycloak into this folder. KEYCLOAK_HOME names a Keycloak 26 distribution, built with tracing and an in-memory database:
#   kc.sh build --db=dev-mem --tracing-enabled=true
set -eu
: "${KEYCLOAK_HOME:?names the folder of a Keycloak 26 distribution}"
cd "$(dirname "$0")/.."
dotnet build --nologo -v q
exec dotnet run --no-build -- -explicit only -class PhotoShare.Dance.Tests.Recorded.KeycloakRecording
