#!/bin/sh
# Builds the control plane (see README.md). The one place that knows how.
#
#   build.sh OUTDIR   builds OUTDIR/kube
#   build.sh          builds into the cache unless it is there; prints the path
#   build.sh --key    prints the cache key: a hash of this folder's sources
#
# The key is the first 16 hex digits of the SHA-256 over the bytes of the
# folder's *.go, build.sh, go.mod and go.sum, concatenated in the byte order of
# their names.
set -eu
cd "$(dirname "$0")"

version=1.37.1

key() {
	export LC_ALL=C
	cat $(ls *.go build.sh go.mod go.sum | sort) | sha256sum | cut -c1-16
}

build() {
	out=$1
	mkdir -p "$out"
	ldflags='-s -w'
	for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
		ldflags="$ldflags -X $package.gitVersion=v$version"
		ldflags="$ldflags -X $package.gitMajor=$(echo "$version" | cut -d. -f1)"
		ldflags="$ldflags -X $package.gitMinor=$(echo "$version" | cut -d. -f2)"
		ldflags="$ldflags -X $package.gitTreeState=archive -X $package.gitCommit="
	done
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -tags 'providerless netgo osusergo' \
		-ldflags "$ldflags" -o "$out/kube.$$" .
	mv "$out/kube.$$" "$out/kube" # whole or not there, also with two builders
}

case ${1-} in
--key) key ;;
'')
	cached=${XDG_CACHE_HOME:-$HOME/.cache}/seawall/kube-$(key)
	[ -x "$cached/kube" ] || build "$cached" >&2
	echo "$cached/kube"
	;;
*) case $1 in /*) build "$1" ;; *) build "$OLDPWD/$1" ;; esac ;;
esac
