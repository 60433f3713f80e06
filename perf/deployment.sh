#!/usr/bin/env bash
# What a deployment costs: time from publish to healthy, memory and processor of each container idle and under a light load, sizes of images, and the requests
# that fail while each container is killed or stopped, as the deployment's tests count them.
#   perf/deployment.sh            all of it, in a deployment of its own that is destroyed afterwards
# Needs what tests/PhotoShare.Deployment.Tests needs: a container engine, the base images, Chromium, certutil. Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/PhotoShare.Deployment.Tests --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
dll=$(ls "$PWD"/artifacts/*/bin/PhotoShare.Deployment.Tests/debug/PhotoShare.Deployment.Tests.dll | head -n 1)
dotnet exec "$dll" -class '*.SizeTests' -class '*.KillTests' -noColor | grep -E '^(From publish|load:|\||[a-z-]+ (killed|stopped|restarted):)|FAIL|SKIP|Total'
