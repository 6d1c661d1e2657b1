#!/bin/sh
# Tries a packaged folder as a stranger's machine would: elsewhere, with an empty environment.
#
#   check_package.sh FOLDER
#
# The command line and the window must find the resources, seeds and migrations that it carries,
# and the window, on an X server of its own, must show the five gazettes with their 28 documents.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Not beside the checkout, and in a folder with a name that careless programs trip over.
app="$scratch/朱批 app"
cp -R "$1" "$app"
mkdir "$scratch/home"

fail() {
    echo "The package is broken: $1" >&2
    exit 1
}
zhupi() {
    env -i HOME="$scratch/home" "$app/zhupi" "$@"
}
count_documents() {
    zhupi --library "$scratch/$1" tree --json | python3 -c '
import json, sys
rows = [d for i in json.load(sys.stdin) for y in i["years"] for d in y["documents"]]
print(len({d["id"] for d in rows if "enclosed_in" not in d}))'
}

[ -z "$(find "$app" -xtype l)" ] || fail "links lead nowhere: $(find "$app" -xtype l)"
seeds=$(find "$app" -type d -name seeds)
[ -f "$seeds/manifest.json" ] || fail "no seeds in it"
zhupi --library "$scratch/cli" import "$seeds"/*.txt >"$scratch/import.txt" ||
    fail "import failed: $(cat "$scratch/import.txt")"
[ "$(count_documents cli)" = 28 ] || fail "the command line reads other than 28 documents"
zhupi --library "$scratch/cli" search 财政事权 --json | grep -q '"total": *[1-9]' ||
    fail "the search finds nothing"
zhupi --library "$scratch/cli" annotate 国发〔2016〕49号 --quote 财政事权由中央决定 >/dev/null ||
    fail "no annotation can be made"
zhupi --library "$scratch/cli" export "$scratch/out.docx" >/dev/null || fail "no export to Word"

# xvfb-run picks a free display and ends its server with the command.
# shellcheck disable=SC2016  # expanded by the inner shell
xvfb-run -a -s "-screen 0 1440x900x24" sh -c '
    env -i HOME="$1/home" DISPLAY="$DISPLAY" XAUTHORITY="$XAUTHORITY" QT_DEBUG_PLUGINS=1 \
        "$2/zhupi" --library "$1/window" --picture "$1/window.png"
' sh "$scratch" "$app" >"$scratch/window.txt" 2>"$scratch/window.log" </dev/null ||
    fail "the window does not start: $(tail -n 20 "$scratch/window.log")"
grep -q 'libqxcb.so" loaded library' "$scratch/window.log" || fail "the window did not use the X server"
! grep -q Traceback "$scratch/window.log" "$scratch/window.txt" ||
    fail "the window met a bug: $(tail -n 20 "$scratch/window.log")"
[ -s "$scratch/window.png" ] || fail "the window drew no picture"
[ "$(count_documents window)" = 28 ] || fail "the window shows other than 28 documents"
[ -z "$(find "$scratch/home" -name '*.sqlite3')" ] || fail "--library left something at home"

mkdir -p build
cp "$scratch/window.png" build/package-window.png
echo "The package works: 28 documents by command line and by window (build/package-window.png)"
