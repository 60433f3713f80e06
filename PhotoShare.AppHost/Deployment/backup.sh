#!/usr/bin/env bash
# Saves all that a deployment can't make anew: databases, photos, the proxy's certificates and its own authority.
#   backup.sh DEPLOYED-FOLDER NEW-FOLDER
# While the databases are read, some seconds, Web waits, so that no connection and no token is in one of them and not in another.
# What is saved can be read with the secrets of .env.Production alone, and without them it is worth little: keep a copy of that file elsewhere.
set -euo pipefail
[ $# -eq 2 ] || { echo "Say: backup.sh DEPLOYED-FOLDER NEW-FOLDER" >&2; exit 2; }
folder=$(realpath "$1")
target=$2
# shellcheck source=deployment.sh
. "$(dirname "$0")/deployment.sh"
[ ! -e "$target" ] || fail "$target is there already: give a folder that is not."
for service in postgres proxy "${apis[@]}"; do running "$service"; done

umask 077
partial=$target.partial
rm -rf "$partial"
mkdir -p "$partial"

paused=()
resume() {
    for id in "${paused[@]}"; do docker unpause "$id" >/dev/null || true; done
    paused=()
}
trap resume EXIT
for id in $(containers web); do
    docker pause "$id" >/dev/null
    paused+=("$id")
done
for database in "${databases[@]}"; do
    docker exec "$(container postgres)" pg_dump --username postgres --format custom "$database" > "$partial/$database.dump"
done
resume

# Photos are only ever added, and before their rows are: whatever the databases speak of is there by now.
for api in "${apis[@]}"; do
    docker exec "$(container "$api")" sh -c 'mkdir -p /home/app/photos && tar -C /home/app -c photos' > "$partial/$api.tar"
done
docker exec "$(container proxy)" tar -C /data -c . > "$partial/proxy.tar"

mv "$partial" "$target"
echo "Saved to $target: $(du -sh "$target" | cut -f 1)."
