#!/usr/bin/env bash
# Holds the embedded engine against Aspire itself, where Aspire's packages can be had (./test.sh asks for none of them, and does not run this):
# an Aspire CLI chooses them, AppHost.cs compiles on them, AspireApi.txt lists members that Aspire has, and both engines publish the same files.
#   tests/aspire/check.sh
#   RestoreAdditionalProjectSources=FOLDER tests/aspire/check.sh    packages that your registry lacks from this folder
# WarningsNotAsErrors=NU1603 forgives a registry that lacks some versions.
# Exit code 0: all of it holds. 1: something does not. 2: Aspire's packages can't be had, so nothing was checked.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! AppHostEngine=aspire dotnet restore PhotoShare.AppHost >"$scratch/restore.log" 2>&1; then
    grep -E 'error' "$scratch/restore.log" | sort -u >&2 || cat "$scratch/restore.log" >&2
    if grep -qE 'NU1101|NU1102|NU1103|NU1301|MSB4236' "$scratch/restore.log"; then
        echo "Nothing was checked: Aspire's packages can't be had from the package sources of this machine."
        exit 2
    fi
    exit 1
fi

echo "== build on both engines"
for engine in aspire embedded; do
    AppHostEngine=$engine dotnet build PhotoShare.AppHost --nologo --verbosity quiet
done

code=0
echo "== choice by an Aspire CLI"
chosen=$(env -u AppHostEngine AspireCliPath=aspire dotnet msbuild PhotoShare.AppHost -getProperty:AppHostEngine -getProperty:IsAspireHost | tr -d ' \n')
case $chosen in
    *'"AppHostEngine":"aspire","IsAspireHost":"true"'*) echo "It gets the engine aspire, with Aspire's SDK." ;;
    *) echo "It gets $chosen."; code=1 ;;
esac

echo "== AspireApi.txt"
AppHostEngine=embedded dotnet run tests/aspire/check-api.cs -- artifacts/aspire/bin/PhotoShare.AppHost/debug || code=1

for dance in false true; do
    echo "== published files, --dance $dance"
    for engine in aspire embedded; do
        # Aspire's engine ends with 0 whatever happens: what counts is the files.
        dotnet "artifacts/$engine/bin/PhotoShare.AppHost/debug/PhotoShare.AppHost.dll" --operation publish --step publish \
            --output-path "$scratch/$dance/$engine" --dance "$dance" >"$scratch/$engine.log" 2>&1 </dev/null || true
        [ -f "$scratch/$dance/$engine/docker-compose.yaml" ] || { cat "$scratch/$engine.log"; code=1; }
    done
    if diff -ru "$scratch/$dance/aspire" "$scratch/$dance/embedded"; then
        echo "The same on both engines: $(cd "$scratch/$dance/aspire" && wc -l docker-compose.yaml .env | head -2 | awk '{ printf "%s%s lines of %s", sep, $1, $2; sep = ", " }')."
    else
        code=1
    fi
done
exit "$code"
