#!/bin/sh
# Proves the README on a bare machine: builds a minimal Debian in a temporary folder, clones what is committed here into
# it, runs there each command given (default: "make demo" "make test") and prints its result and time.
# How the machine reaches its packages (sources, proxies, certificates) is taken over from the one it runs on.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" = 0 ] || { echo "A bare machine can only be built as root: sudo sh tools/bare-machine.sh"; exit 2; }
command -v mmdebstrap >/dev/null || { echo "A bare machine is built by mmdebstrap: apt-get install -y mmdebstrap"; exit 2; }
unshare --mount true 2>/dev/null || { echo "A bare machine needs mounts of its own, which this container forbids."; exit 2; }
[ $# -gt 0 ] || set -- "make demo" "make test"

work=$(mktemp -d)
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT TERM

suite=stable
sources=
if grep -q '^ID=debian$' /etc/os-release; then
    suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
    sources=$(ls /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
fi
apt-config dump 2>/dev/null | grep -E '^Acquire::(https?|Check|Retries)' >"$work/apt.conf" || true

# What tells pip, curl and OpenSSL the way: these files, and the variables below.
mkdir "$work/host"
for path in /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip" /etc/ssl/certs /etc/resolv.conf /etc/hosts; do
    [ -e "$path" ] || continue
    case $path in "$HOME"/*) inside=/root/${path#"$HOME"/} ;; *) inside=$path ;; esac
    mkdir -p "$work/host$(dirname "$inside")"
    cp -RL "$path" "$work/host$inside" 2>/dev/null || true
done

started=$(date +%s)
mmdebstrap --quiet --mode=root --variant=minbase --include=ca-certificates,make,python3,python3-venv \
    --aptopt="$work/apt.conf" "$suite" "$root" $sources
cp -R "$work/host/." "$root/"
git clone -q --no-hardlinks . "$root/root/nmt-expert"
echo "bare machine: Debian $suite, $(chroot "$root" python3 --version), built in $(($(date +%s) - started)) s"

# The mounts live in a namespace of their own, and go with it.
cat >"$work/enter" <<'ENTER'
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --rbind /sys "$1/sys"
. "$3"
exec chroot "$1" /bin/sh -c "cd /root/nmt-expert && $2"
ENTER
for name in $(env | grep -iE '^(pip_|https?_proxy=|no_proxy=|all_proxy=|ssl_cert_|requests_ca_bundle=|curl_ca_bundle=)' | cut -d= -f1); do
    printf "export %s='%s'\n" "$name" "$(printenv "$name" | sed "s/'/'\\\\''/g")"
done >"$work/variables"
verdict=0
for command in "$@"; do
    echo "bare machine: $command"
    started=$(date +%s)
    result=passed
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root unshare --mount --pid --fork --kill-child \
        sh "$work/enter" "$root" "$command" "$work/variables" </dev/null \
        || { result=FAILED verdict=1; }
    echo "bare machine: $command $result in $(($(date +%s) - started)) s"
done
exit $verdict
