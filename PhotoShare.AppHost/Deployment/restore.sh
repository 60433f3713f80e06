#!/usr/bin/env bash
# Brings back what backup.sh saved, into the same deployment or into a new one on an empty host with the old .env.Production.
#   restore.sh DEPLOYED-FOLDER BACKUP-FOLDER
# What is there now is replaced. Everybody has to sign in again.
set -euo pipefail
[ $# -eq 2 ] || { echo "Say: restore.sh DEPLOYED-FOLDER BACKUP-FOLDER" >&2; exit 2; }
folder=$(realpath "$1")
source=$2
# shellcheck source=deployment.sh
. "$(dirname "$0")/deployment.sh"
for part in "${databases[@]/%/.dump}" "${apis[@]/%/.tar}" proxy.tar; do
    [ -s "$source/$part" ] || fail "$source is no whole backup: it has no $part."
done
for service in postgres proxy "${apis[@]}"; do running "$service"; done

# By tar in the service's own container: it may write there, and the files become its own.
for api in "${apis[@]}"; do
    docker exec -i "$(container "$api")" sh -c 'rm -rf /home/app/restored && mkdir /home/app/restored && tar -C /home/app/restored -x' < "$source/$api.tar"
done
docker exec -i "$(container proxy)" tar -C /data -x < "$source/proxy.tar"

compose stop proxy web keycloak cache
for api in "${apis[@]}"; do
    for id in $(containers "$api"); do
        docker exec "$id" sh -c 'if [ -d /home/app/restored/photos ]; then rm -rf /home/app/photos && mv /home/app/restored/photos /home/app/photos && rmdir /home/app/restored; fi'
    done
done
compose stop "${apis[@]}"
for database in "${databases[@]}"; do
    # All of it or nothing.
    docker exec -i "$(container postgres)" pg_restore --username postgres --dbname "$database" --clean --if-exists --single-transaction < "$source/$database.dump"
done

compose start cache keycloak "${apis[@]}" web proxy
echo "Restored from $source. Keycloak takes a minute to be there."
