// Command kube is a whole Kubernetes control plane and the kubelet in one
// static binary. Which program it is follows from the name it is called by
// (a link named kube-apiserver is the API server); under any other name the
// first argument says it: "kube kube-apiserver --etcd-servers=…".
//
// It exists for tests only: a real API server is the judge of what a cluster
// accepts. See README.md for how it is built and started.
//
// With SEAWALL_EXIT_ON_STDIN_EOF=1 a program ends when its standard input does:
// whoever started it holds the other end of that pipe, so that nothing is left
// running however the starter came to its end.
package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	_ "time/tzdata" // CronJobs name time zones; the machine may have none

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // client metrics
	_ "k8s.io/component-base/metrics/prometheus/version"  // version metric
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

// programs maps each name the binary answers to onto what it then is. Every
// entry gets os.Args as the program of that name would see it and returns the
// exit code.
var programs = map[string]func() int{
	"kube-apiserver":          cobraProgram(func() *cobra.Command { return apiserver.NewAPIServerCommand() }),
	"kube-controller-manager": cobraProgram(func() *cobra.Command { return controllers.NewControllerManagerCommand() }),
	"kube-scheduler":          cobraProgram(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kubelet":                 cobraProgram(func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }),
	"etcd":                    func() int { etcdmain.Main(os.Args); return 0 },
	"certs":                   certsProgram,
	"ports":                   portsProgram,
}

// cobraProgram defers making the command until it is wanted: each of them
// registers its flags and feature gates when made.
func cobraProgram(command func() *cobra.Command) func() int {
	return func() int { return cli.Run(command()) }
}

// portsProgram is "kube ports N": it prints N free ports of 127.0.0.1, for
// callers that cannot ask the kernel themselves.
func portsProgram() int {
	var n int
	if len(os.Args) == 2 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	if n < 1 {
		fmt.Fprintln(os.Stderr, "usage: kube ports N")
		return 2
	}
	for range n {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			fmt.Fprintln(os.Stderr, "kube ports:", err)
			return 1
		}
		defer listener.Close() // all stay open till the end: no port comes twice
		fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	}
	return 0
}

func main() {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	if _, known := programs[name]; !known && len(os.Args) > 1 {
		name = os.Args[1]
		os.Args = os.Args[1:]
	}
	program, known := programs[name]
	if !known {
		names := slices.Sorted(maps.Keys(programs))
		fmt.Fprintf(os.Stderr, "usage: kube NAME [FLAGS…], NAME one of: %s\n", strings.Join(names, ", "))
		os.Exit(2)
	}
	if os.Getenv("SEAWALL_EXIT_ON_STDIN_EOF") == "1" {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			os.Exit(1)
		}()
	}
	os.Exit(program())
}
