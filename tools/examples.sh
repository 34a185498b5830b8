#!/bin/sh
# Writes docs/examples anew: the letter and the client's page of uq-035, and the letter of an emergency (lq-082).
# The pictures need pdftoppm (Debian: poppler-utils).
set -e
nmt=$1
out=docs/examples
settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
echo "paper: a4" > "$settings" # nobody's own letterhead
export NMT_CONFIG="$settings"
"$nmt" report uq-035 --force -o $out/physician.pdf 2>/dev/null
"$nmt" report uq-035 --for client --force -o $out/client.pdf 2>/dev/null
"$nmt" report lq-082 --force -o $out/emergency.pdf 2>/dev/null
rm -f $out/physician-*.png $out/client-*.png $out/emergency-*.png
for name in physician client emergency; do
    pdftoppm -r 100 -png $out/$name.pdf $out/$name
done
chmod 644 $out/*
