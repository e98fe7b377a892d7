// Command components lists what the programs of a Kubernetes release can be
// told, and what they do untold: the flags of its components with their types
// and defaults, the defaults of the configuration files, the admission plugins,
// and the flags that kubeadm writes. See README.md for the lines it prints.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	goflag "flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"go.etcd.io/etcd/api/v3/version"
	"go.etcd.io/etcd/server/v3/embed"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/cli/globalflag"
	"k8s.io/component-base/logs"
	"k8s.io/component-base/version/verflag"
	proxyv1alpha1 "k8s.io/kube-proxy/config/v1alpha1"
	schedulerv1 "k8s.io/kube-scheduler/config/v1"
	kubeletv1beta1 "k8s.io/kubelet/config/v1beta1"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app/options"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app/options"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app/options"
	"k8s.io/kubernetes/cmd/kubeadm/app/phases/controlplane"
	kubeadmetcd "k8s.io/kubernetes/cmd/kubeadm/app/phases/etcd"
	kubeadmconfig "k8s.io/kubernetes/cmd/kubeadm/app/util/config"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app/options"
	apiserverplugins "k8s.io/kubernetes/pkg/kubeapiserver/options"
	kubeletdefaults "k8s.io/kubernetes/pkg/kubelet/apis/config/v1beta1"
	proxydefaults "k8s.io/kubernetes/pkg/proxy/apis/config/v1alpha1"
	schedulerdefaults "k8s.io/kubernetes/pkg/scheduler/apis/config/v1"
)

// row is one line: something of a component that has a type and a default.
type row struct {
	of, name, kind, value string
	// bare is the value of a flag that is given without one; empty if it must have one.
	bare string
	// deprecated says whether using it gives a warning.
	deprecated bool
}

func main() {
	switch {
	case len(os.Args) > 2 && os.Args[1] == "-read":
		readOne(os.Args[2], os.Args[3:])
	case len(os.Args) == 2 && os.Args[1] == "-lines":
		writeLines(1, 300)
	default:
		writeRows(os.Args[1:])
	}
}

// writeRows lists everything, below the comments.
func writeRows(comments []string) {
	rows := slices.Concat(
		components(), etcd(), kubeletConfiguration(), proxyConfiguration(), schedulerConfiguration(),
		admissionPlugins(), kubeadm(),
	)
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.name, b.name))
	})
	out := bufio.NewWriter(os.Stdout)
	for _, comment := range comments {
		fmt.Fprintln(out, "#", comment)
	}
	fmt.Fprintln(out, "of\tname\ttype\tdefault\tbare\tdeprecated")
	for _, r := range slices.CompactFunc(rows, func(a, b row) bool { return a.of == b.of && a.name == b.name }) {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%t\n", r.of, r.name, r.kind, oneLine(r.value), oneLine(r.bare), r.deprecated)
	}
	check(out.Flush())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "components:", err)
		os.Exit(1)
	}
}

// oneLine keeps tabs and line ends out of a column.
func oneLine(text string) string {
	return strings.NewReplacer("\t", `\t`, "\n", `\n`).Replace(text)
}

// components are the flags of those that parse them with pflag.
func components() []row {
	var rows []row
	for component, set := range sets() {
		rows = append(rows, row{of: component, name: "help", kind: "bool", value: "false", bare: "true"})
		set.VisitAll(func(f *pflag.Flag) {
			rows = append(rows, row{component, f.Name, f.Value.Type(), f.DefValue, f.NoOptDefVal, f.Deprecated != ""})
		})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.name, b.name)) })
	return rows
}

// sets are their flags, put together as each command does it.
func sets() map[string]*pflag.FlagSet {
	manager, err := controllers.NewKubeControllerManagerOptions()
	check(err)
	// First: it sets a feature gate, which until 1.34 no flag set may show yet.
	managed := manager.Flags(nil, nil, nil)
	node := pflag.NewFlagSet("kubelet", pflag.ContinueOnError)
	configuration, err := kubelet.NewKubeletConfiguration()
	check(err)
	kubelet.NewKubeletFlags().AddFlags(node)
	kubelet.AddKubeletConfigFlags(node, configuration)
	kubelet.AddGlobalFlags(node)
	network := pflag.NewFlagSet("kube-proxy", pflag.ContinueOnError)
	proxy.NewOptions().AddFlags(network)
	// The command takes over all of Go's global flags: in its own binary these.
	for _, name := range []string{"boot_id_file", "machine_id_file"} {
		if f := goflag.Lookup(name); f != nil {
			network.AddGoFlag(f)
		}
	}
	all := map[string]*pflag.FlagSet{
		"kube-apiserver":          joined("kube-apiserver", apiserver.NewServerRunOptions().Flags()),
		"kube-controller-manager": joined("kube-controller-manager", managed),
		"kube-scheduler":          joined("kube-scheduler", *scheduler.NewOptions().Flags),
		"kubelet":                 node,
		"kube-proxy":              network,
	}
	for _, set := range all {
		set.SetNormalizeFunc(cliflag.WordSepNormalizeFunc) // as their main functions do
	}
	return all
}

func joined(component string, named cliflag.NamedFlagSets) *pflag.FlagSet {
	verflag.AddFlags(named.FlagSet("global"))
	globalflag.AddGlobalFlags(named.FlagSet("global"), component, logs.SkipLoggingConfigurationFlags())
	all := pflag.NewFlagSet(component, pflag.ContinueOnError)
	for _, set := range named.FlagSets {
		all.AddFlagSet(set)
	}
	return all
}

// etcd parses its flags with Go's own package. These are what its server has as
// a library; the command adds those of the last lines.
func etcd() []row {
	set := goflag.NewFlagSet("etcd", goflag.ContinueOnError)
	embed.NewConfig().AddFlags(set)
	var rows []row
	set.VisitAll(func(f *goflag.Flag) {
		r := row{of: "etcd", name: f.Name, kind: strings.TrimSuffix(strings.ToLower(reflect.TypeOf(f.Value).Elem().Name()), "value"), value: f.DefValue}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			r.bare = "true"
		}
		rows = append(rows, r)
	})
	for _, name := range []string{"config-file", "discovery-fallback", "initial-cluster-state", "v2-deprecation"} {
		rows = append(rows, row{of: "etcd", name: name, kind: "string"})
	}
	return append(rows,
		row{of: "etcd", name: "version", kind: "bool", value: "false", bare: "true"},
		row{of: "release", name: "etcd", kind: "version", value: version.Version})
}

// kubeletConfiguration and the next two are what holds for fields that a
// configuration file does not write.
func kubeletConfiguration() []row {
	var file kubeletv1beta1.KubeletConfiguration
	kubeletdefaults.SetObjectDefaults_KubeletConfiguration(&file)
	return fields("KubeletConfiguration", &file)
}

func proxyConfiguration() []row {
	var file proxyv1alpha1.KubeProxyConfiguration
	proxydefaults.SetObjectDefaults_KubeProxyConfiguration(&file)
	return fields("KubeProxyConfiguration", &file)
}

func schedulerConfiguration() []row {
	var file schedulerv1.KubeSchedulerConfiguration
	schedulerdefaults.SetDefaults_KubeSchedulerConfiguration(&file)
	file.Profiles = nil // a description of plugins, not a setting
	return fields("KubeSchedulerConfiguration", &file)
}

func fields(of string, object any) []row {
	text, err := json.Marshal(object)
	check(err)
	var tree map[string]any
	check(json.Unmarshal(text, &tree))
	var rows []row
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for key, inner := range value {
				walk(strings.TrimPrefix(path+"."+key, "."), inner)
			}
		case string:
			rows = append(rows, row{of: of, name: path, kind: "string", value: value})
		case bool:
			rows = append(rows, row{of: of, name: path, kind: "bool", value: fmt.Sprint(value)})
		case float64:
			rows = append(rows, row{of: of, name: path, kind: "number", value: fmt.Sprint(value)})
		case []any:
			inner, err := json.Marshal(value)
			check(err)
			rows = append(rows, row{of: of, name: path, kind: "list", value: string(inner)})
		}
	}
	walk("", tree)
	return rows
}

func admissionPlugins() []row {
	off := apiserverplugins.DefaultOffAdmissionPlugins()
	var rows []row
	for _, name := range apiserverplugins.AllOrderedPlugins {
		rows = append(rows, row{of: "admission", name: name, kind: "plugin", value: fmt.Sprint(!off.Has(name))})
	}
	return rows
}

// kubeadm is what it writes into the manifests of static Pods when its
// configuration says nothing.
func kubeadm() []row {
	configuration, err := kubeadmconfig.DefaultedStaticInitConfiguration()
	check(err)
	pods := controlplane.GetStaticPodSpecs(&configuration.ClusterConfiguration, &configuration.LocalAPIEndpoint, nil)
	pods["etcd"] = kubeadmetcd.GetEtcdPodSpec(&configuration.ClusterConfiguration, &configuration.LocalAPIEndpoint, "NODE", nil)
	var rows []row
	for component, pod := range pods {
		for _, argument := range pod.Spec.Containers[0].Command[1:] {
			name, value, _ := strings.Cut(strings.TrimPrefix(argument, "--"), "=")
			rows = append(rows, row{of: "kubeadm/" + component, name: name, kind: "string", value: value})
		}
	}
	return rows
}
