#!/bin/sh
# Writes requirements.lock and build_spec/oldest.lock anew from pyproject.toml.
#
#   lock.sh [--upgrade]
#
# Versions that still fit are kept unless --upgrade is given. The user's pip configuration is set
# aside: it might add local files whose hashes nobody else can match.
set -eu

cd "$(dirname -- "$0")/.."
oldest=6.9.3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip --disable-pip-version-check --no-input --quiet install pip-tools

compile() {
    PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' PIP_EXTRA_INDEX_URL='' \
        CUSTOM_COMPILE_COMMAND="make lock" \
        "$scratch/venv/bin/pip-compile" --quiet --no-config --generate-hashes --allow-unsafe \
        --strip-extras --no-annotate --no-emit-options "$@"
}

# --build-deps-for: hatchling and what it asks for; pip then builds without isolation.
compile "$@" --extra pdf --extra dev --build-deps-for editable \
    --output-file requirements.lock pyproject.toml

printf 'pyside6-essentials==%s\nshiboken6==%s\n' "$oldest" "$oldest" >"$scratch/oldest.in"
compile --no-header --output-file "$scratch/oldest.lock" "$scratch/oldest.in"
{
    echo "# The oldest PySide6 that is supported, in place of the one in requirements.lock (make lock)."
    cat "$scratch/oldest.lock"
} >build_spec/oldest.lock
