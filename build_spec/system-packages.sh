#!/bin/sh
# Sees to it that the system packages of the given sections are there.
#
#   system-packages.sh [--check] SECTION...
#
# Installs what is missing where that needs no question (root, or sudo without a password, and apt);
# otherwise prints the command and exits 1. --check only tells, by its exit code.
# On a system without dpkg it names the packages and goes on: they have other names there.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
list=$here/system-packages.txt
LC_ALL=C
export LC_ALL

check_only=no
if [ "${1:-}" = --check ]; then
    check_only=yes
    shift
fi

# The {python} of the list.
version=${PYTHON_VERSION:-$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo 3)}

# Prints the entries of the sections, one a line.
wanted() {
    awk -v sections=" $* " -v version="$version" '
        /^[[:space:]]*(#|$)/ { next }
        /^\[.*\]$/ { on = index(sections, " " substr($0, 2, length($0) - 2) " "); next }
        on { gsub(/\{python\}/, version); print }
    ' "$list"
}

# Prints the entries of which no alternative is installed.
missing() {
    names=$(printf '%s\n' "$1" | tr -d '|')
    # shellcheck disable=SC2086  # a list of names
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $names 2>/dev/null |
        awk '$2 == "installed" { print $1 }') || true
    printf '%s\n' "$1" | awk -v installed="$installed" '
        BEGIN { n = split(installed, names, "\n"); for (i = 1; i <= n; i++) have[names[i]] = 1 }
        { for (i = 1; i <= NF; i++) if ($i in have) next; print }
    '
}

# Prints one package for each entry: the first alternative that apt can install.
choose() {
    printf '%s\n' "$1" | while read -r entry; do
        chosen=
        for name in $(printf '%s' "$entry" | tr -d '|'); do
            if apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then
                chosen=$name
                break
            fi
        done
        # Without package lists apt knows none; the last name is that of the older systems.
        printf '%s\n' "${chosen:-$name}"
    done
}

in_a_row() {
    printf '%s' "$1" | tr '\n' ' '
}

entries=$(wanted "$@")

if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian or Ubuntu; Zhupi wants what these packages hold: $(in_a_row "$entries")" >&2
    exit 0
fi

lacking=$(missing "$entries")
[ -n "$lacking" ] || exit 0
[ "$check_only" = no ] || exit 1

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root=none
fi

if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
    {
        echo "System packages are missing (缺少系统软件包). Install them with this command, then run make again:"
        echo
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $(in_a_row "$(choose "$lacking")")"
        echo
    } >&2
    exit 1
fi

run_apt() {
    # Somebody else's lock is waited for; a question asked by a package gets its default.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# A broken third-party source fails the update; the packages may still be found.
run_apt -qq update || echo "apt-get update failed; going on with the lists that are there." >&2
packages=$(choose "$lacking")
echo "Installing system packages: $(in_a_row "$packages")"
# shellcheck disable=SC2086  # a list of names
run_apt -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends $packages >/dev/null

lacking=$(missing "$entries")
if [ -n "$lacking" ]; then
    echo "apt-get did not install: $(in_a_row "$lacking")" >&2
    exit 1
fi
