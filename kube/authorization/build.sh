#!/bin/sh
# Builds the oracle of authorization (see README.md). The one place that knows how.
#
#   build.sh OUTDIR   builds OUTDIR/rbac
#   build.sh          builds into the cache unless it is there; prints the folder
#   build.sh --key    prints the cache key: a hash of this module's sources
#
# The key is the first 16 hex digits of the SHA-256 over the bytes of build.sh,
# go.mod, go.sum and every *.go, concatenated in the byte order of their paths.
set -eu
cd "$(dirname "$0")"

key() {
	export LC_ALL=C
	cat $(find build.sh go.mod go.sum */ ../oracle/internal -name '*.go' -o -name 'go.*' -o -name build.sh | sort) | sha256sum | cut -c1-16
}

build() {
	mkdir -p "$1"
	part=$1.$$ # whole or not there, also with two builders
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$part/" ./...
	mv "$part"/* "$1"
	rmdir "$part"
}

case ${1-} in
--key) key ;;
'')
	cached=${XDG_CACHE_HOME:-$HOME/.cache}/seawall/authorization-$(key)
	[ -x "$cached/rbac" ] || build "$cached" >&2
	echo "$cached"
	;;
*) case $1 in /*) build "$1" ;; *) build "$OLDPWD/$1" ;; esac ;;
esac
