#!/bin/sh
# Draw the README's picture: the real program on a library of its own, with some marks in it.
# usage: picture.sh PYTHON FILE
set -eu
python=$1
file=$2
library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT INT TERM
zhupi() { "$python" -m zhupi --library "$library" "$@"; }
document=国发〔2016〕49号

zhupi import seeds/*.txt >/dev/null
mark() { zhupi annotate "$document" "$@" >/dev/null; }
mark --quote 财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责 --tag 定义 \
    --note '**定义**，可与省里的划分方案对照，见川府发〔2018〕7号。'
mark --quote 特别是1994年实施的分税制改革 --colour yellow --note '背景：讲课时补一张时间线。'
mark --quote 不同程度存在不清晰、不合理、不规范等问题 --colour green
mark --quote 支出责任是政府履行财政事权的支出义务和保障 --colour blue --tag 定义
id=$(zhupi show "$document" --json | "$python" -c 'import json, sys; print(json.load(sys.stdin)["id"])')
printf '{"theme": "light", "last_document": "%s"}' "$id" >"$library/settings.json"
QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=1 zhupi --picture "$file" >/dev/null
