#!/usr/bin/env bash
# Takes the README's pictures anew from the running product: all pages into FOLDER (default: a new one below /tmp), the two stories into this folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
export PHOTOSHARE_PICTURES=$folder
dotnet build PhotoShare.sln --nologo --verbosity quiet
dotnet test --project tests/PhotoShare.EndToEnd.Tests --no-build -- --filter-class '*.Looks.Pictures' --explicit only
cp "$folder"/story-light.png "$folder"/story-dark.png docs/pictures/
echo "All pages: $folder"
