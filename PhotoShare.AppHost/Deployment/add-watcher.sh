#!/usr/bin/env bash
# Lets somebody look at dances (the deploy step with --dance true): the realm photoshare gets Dance as a client and the role dance, where it has not, and the person the role.
#   add-watcher.sh DEPLOYED-FOLDER USER-NAME [ADDRESS]     (ADDRESS: where Dance is opened, http://localhost:5040 if it is not said)
set -euo pipefail
[ $# -eq 2 ] || [ $# -eq 3 ] || { echo "Say: add-watcher.sh DEPLOYED-FOLDER USER-NAME [ADDRESS]" >&2; exit 2; }
folder=$(realpath "$1")
# shellcheck source=deployment.sh
. "$(dirname "$0")/deployment.sh"
running keycloak
secret=$(sed -n "s/^DANCE_CLIENT_SECRET=['\"]\?\([A-Za-z0-9]*\).*/\1/p" "$values")
[ -n "$secret" ] || fail "This deployment has no Dance: say --dance true at each step."

# Roles go into the ID token, which is what Dance looks at.
printf '{"clientId":"photoshare-dance","name":"Dance","secret":"%s","redirectUris":["%s/signin-oidc"],"webOrigins":[],"attributes":{"pkce.code.challenge.method":"S256"},"protocolMappers":[{"name":"roles","protocol":"openid-connect","protocolMapper":"oidc-usermodel-realm-role-mapper","config":{"claim.name":"roles","jsonType.label":"String","multivalued":"true","id.token.claim":"true","access.token.claim":"false"}}]}' \
    "$secret" "${3:-http://localhost:5040}" |
    administer '
        client=$(kcadm get clients --target-realm photoshare --query clientId=photoshare-dance --fields id --format csv --noquotes)
        [ -z "$client" ] || kcadm delete "clients/$client" --target-realm photoshare
        kcadm create clients --target-realm photoshare --file - 2>/dev/null
        kcadm get roles/dance --target-realm photoshare >/dev/null 2>&1 || kcadm create roles --target-realm photoshare --set name=dance 2>/dev/null
        kcadm add-roles --target-realm photoshare --uusername "$1" --rolename dance' "$2"
