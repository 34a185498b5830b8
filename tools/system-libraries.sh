#!/bin/sh
# Says in one sentence when Pango is missing, and installs it where that needs no password. $1: the Python to ask.
missing=$("$1" -c 'from nmt_expert.cli.doctor import pango_missing; print(pango_missing())') || exit 1
[ -z "$missing" ] && exit 0
echo "$missing"
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing it now."
    { apt-get install -y -qq $packages || { apt-get update -qq && apt-get install -y -qq $packages; }; } >/dev/null 2>&1 \
        || echo "That did not work; the PDF is left out."
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null && command -v apt-get >/dev/null; then
    echo "Installing it now."
    { sudo -n apt-get update -qq && sudo -n apt-get install -y -qq $packages; } >/dev/null 2>&1 || echo "That did not work; the PDF is left out."
fi
exit 0
