#!/bin/sh
# Writes MINOR.mod and MINOR.sum, which name a release of Kubernetes and the
# staging modules that belong to it (a dependency's own replace lines do not
# count).
#
#   pin.sh 1.36.3
set -eu
cd "$(dirname "$0")"
version=$1
minor=${version%.*}
staging=v0.${version#1.}

requires=$(cd / && go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",*/\1/p')
{
	echo 'module seawall/kube/components'
	echo
	grep '^go ' "$requires"
	echo
	echo "require k8s.io/kubernetes v$version"
	echo
	sed -n "s/^[[:space:]]*\(k8s.io\/[a-z-]*\) v0\.0\.0\( .*\)*$/replace \1 => \1 $staging/p" "$requires"
} >"$minor.mod"
go mod tidy -modfile="$minor.mod"
