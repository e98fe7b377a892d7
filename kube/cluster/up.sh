#!/bin/sh
# Starts a control plane for a person or a script (tests start their own, the
# same way) and stops it again, leaving nothing behind.
#
#   up.sh DIR [FLAG…] -- COMMAND [ARG…]
#
# DIR must not exist; FLAGs go to kube-apiserver. COMMAND runs when the API is
# ready, with KUBE_SERVER, KUBE_TOKEN_FILE, KUBE_CA_FILE and KUBECONFIG set; its
# exit code is this one's. Without "-- COMMAND": till interrupted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] && [ ! -e "$1" ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
flags=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
	flags="$flags $1"
	shift
done
[ $# -eq 0 ] || shift
kube=$("$here/build.sh")

set -- $("$kube" ports 3) "$@"
client=$1 peer=$2 secure=$3
shift 3
server=https://127.0.0.1:$secure
"$kube" certs "$dir" "$server"

pids=
stop() {
	trap - EXIT INT TERM
	for pid in $pids; do # nothing is worth a shutdown: an API server that has lost its etcd takes minutes
		kill -9 "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
	done
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

start() {
	"$kube" "$@" >"$dir/$1.log" 2>&1 &
	pids="$! $pids"
}

start etcd --name=kube --data-dir="$dir/etcd" --unsafe-no-fsync --log-level=error \
	--listen-client-urls="http://127.0.0.1:$client" --advertise-client-urls="http://127.0.0.1:$client" \
	--listen-peer-urls="http://127.0.0.1:$peer" --initial-advertise-peer-urls="http://127.0.0.1:$peer" \
	--initial-cluster="kube=http://127.0.0.1:$peer"
# shellcheck disable=SC2086 # flags are words
start kube-apiserver --etcd-servers="http://127.0.0.1:$client" \
	--bind-address=127.0.0.1 --secure-port="$secure" \
	--advertise-address=192.0.2.1 --endpoint-reconciler-type=none --service-cluster-ip-range=10.0.0.0/24 \
	--cert-dir="$dir" --tls-cert-file="$dir/serving.crt" --tls-private-key-file="$dir/serving.key" \
	--client-ca-file="$dir/ca.crt" --token-auth-file="$dir/tokens.csv" --authorization-mode=Node,RBAC \
	--allow-privileged=true \
	--service-account-issuer=https://kubernetes.default.svc \
	--service-account-key-file="$dir/sa.pub" --service-account-signing-key-file="$dir/sa.key" $flags
apiserver=${pids%% *}
start kube-controller-manager --kubeconfig="$dir/controller-manager.kubeconfig" \
	--use-service-account-credentials --kube-api-qps=1000 --kube-api-burst=2000 \
	--secure-port=0 --leader-elect=false --service-account-private-key-file="$dir/sa.key" \
	--root-ca-file="$dir/ca.crt" \
	--cluster-signing-cert-file="$dir/ca.crt" --cluster-signing-key-file="$dir/ca.key"

token=$(cat "$dir/admin.token")
get() { curl -sf --cacert "$dir/ca.crt" -H "Authorization: Bearer $token" "$server$1" >/dev/null; }
until get /readyz && get /api/v1/namespaces/default/serviceaccounts/default; do
	kill -0 "$apiserver" 2>/dev/null || { tail -n 20 "$dir/kube-apiserver.log" >&2; exit 1; }
	sleep 0.1
done

export KUBE_SERVER="$server" KUBE_TOKEN_FILE="$dir/admin.token" KUBE_CA_FILE="$dir/ca.crt"
export KUBECONFIG="$dir/admin.kubeconfig"
if [ $# -gt 0 ]; then
	"$@"
else
	printf 'ready: export KUBECONFIG=%s\n' "$KUBECONFIG"
	while :; do sleep 3600 & wait $!; done
fi
