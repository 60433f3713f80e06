# Read by the other scripts of this folder: finds compose and the project of a deployment, as the deploy step does.
# The first argument of each of them is the folder that was deployed (--output-path). COMPOSE_PROJECT_NAME names another project than this checkout's.
set -euo pipefail

fail() {
    echo "$1" >&2
    exit "${2:-1}"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
values=$folder/.env.${ENVIRONMENT:-Production}
if [ ! -f "$folder/docker-compose.yaml" ] || [ ! -f "$values" ]; then
    fail "Nothing was deployed from $folder: it has no docker-compose.yaml with a $(basename "$values")."
fi
docker info >/dev/null 2>&1 || fail "No container engine answers 'docker info'."

project=${COMPOSE_PROJECT_NAME:-aspire-photoshare-$(printf %s "$(dirname "$here")" | sha256sum | cut -c 1-8)}
if docker compose version >/dev/null 2>&1; then
    engine=(docker compose)
else
    engine=(docker-compose --compatibility)
fi

compose() {
    "${engine[@]}" -f "$folder/docker-compose.yaml" --env-file "$values" --project-name "$project" "$@"
}

# A service's first container that runs; none if there is none.
container() {
    docker ps --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" | head -n 1
}

containers() {
    docker ps --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1"
}

running() {
    [ -n "$(container "$1")" ] || fail "The service $1 of the project $project does not run; start the deployment first."
}

# Does in Keycloak's container what the first argument says with kcadm, as the first administrator, whose password is there already; the further ones are its $1, $2, …
administer() {
    docker exec -i "$(container keycloak)" bash -c '
        set -e
        session=$(mktemp)
        trap "rm -f $session" EXIT
        kcadm() { /opt/keycloak/bin/kcadm.sh "$@" --config "$session"; }
        KC_CLI_PASSWORD=$KC_BOOTSTRAP_ADMIN_PASSWORD kcadm config credentials --server http://127.0.0.1:8080 --realm master --user "$KC_BOOTSTRAP_ADMIN_USERNAME" 2>/dev/null
        '"$1" - "${@:2}"
}

databases=(web friendbook_api instapic_api keycloak)
apis=(friendbook-api instapic-api)
