#!/usr/bin/env bash
# Makes an account in a realm, with a password that must be changed at the first sign-in.
#   add-person.sh DEPLOYED-FOLDER REALM USER-NAME E-MAIL FIRST-NAME LAST-NAME      (REALM: photoshare, friendbook or instapic)
# Asks for the password, or reads it from standard input; it stands in no list of processes and no history.
set -euo pipefail
[ $# -eq 6 ] || { echo "Say: add-person.sh DEPLOYED-FOLDER REALM USER-NAME E-MAIL FIRST-NAME LAST-NAME" >&2; exit 2; }
folder=$(realpath "$1")
# shellcheck source=deployment.sh
. "$(dirname "$0")/deployment.sh"
running keycloak

if [ -t 0 ]; then
    read -r -s -p "First password of $3: " password
    echo
else
    read -r password
fi
[ -n "$password" ] || fail "A password is needed." 2

# As JSON has them: what a name may not hold there is escaped.
text() {
    local value=${1//\\/\\\\}
    printf '"%s"' "${value//\"/\\\"}"
}

printf '{"username":%s,"email":%s,"emailVerified":true,"firstName":%s,"lastName":%s,"enabled":true,"credentials":[{"type":"password","value":%s,"temporary":true}]}' \
    "$(text "$3")" "$(text "$4")" "$(text "$5")" "$(text "$6")" "$(text "$password")" |
    administer 'kcadm create users --target-realm "$1" --file -' "$2"
