package main

import (
	"bytes"
	"encoding/json"
	"errors"
	goflag "flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"go.etcd.io/etcd/server/v3/embed"
)

// line is a command line and what the component makes of it: the values of the
// flags that it gives, or that it is refused.
type line struct {
	Component string            `json:"component"`
	Args      []string          `json:"args"`
	Refused   bool              `json:"refused"`
	Values    map[string]string `json:"values,omitempty"`
}

// values are tried for flags of these types; flags of others are left out.
var values = map[string][]string{
	"bool":          {"true", "false", "1", "0", "T", "False", "yes", ""},
	"int":           {"0", "7", "-1", "0x10", "010", "1_000", "abc", "1.5", ""},
	"uint":          {"0", "7", "-1", "0x10", "abc"},
	"duration":      {"0", "0s", "4h", "1h30m", "1.5s", "-1m", "90", "h"},
	"string":        {"x", "", "-", "--profiling", "a=b", "a,b"},
	"stringSlice":   {"a", "a,b", "", "b"},
	"stringArray":   {"a", "a,b"},
	"mapStringBool": {"A=true", "A=false,B=true"},
}

var sameAs = map[string]string{
	"int32": "int", "int64": "int", "uint32": "uint", "uint64": "uint", "strings": "string",
}

// notTried do more than take a value, put a file in the place of the others, or
// belong to the command of etcd, which is no library.
var notTried = []string{
	"help", "version", "feature-gates", "config", "config-dir", "authorization-config", "authentication-config",
	"config-file", "discovery-fallback", "initial-cluster-state", "v2-deprecation",
}

// writeLines makes up command lines, some of them wrong, and writes what the
// components make of them. Each is read by a process of its own, since a set of
// flags keeps what it was given.
func writeLines(seed uint64, each int) {
	random := rand.New(rand.NewPCG(seed, 0))
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	all := slices.Concat(components(), etcd())
	for _, component := range []string{
		"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kubelet", "kube-proxy",
	} {
		flags := slices.DeleteFunc(slices.Clone(all), func(r row) bool {
			return r.of != component || values[kindOf(r)] == nil || slices.Contains(notTried, r.name)
		})
		for range each {
			l := line{Component: component, Args: makeUp(random, flags)}
			l.ask()
			check(encoder.Encode(l))
		}
	}
}

func kindOf(r row) string {
	if same, ok := sameAs[r.kind]; ok {
		return same
	}
	return r.kind
}

func makeUp(random *rand.Rand, flags []row) []string {
	args := []string{}
	few := []row{flags[random.IntN(len(flags))], flags[random.IntN(len(flags))], flags[random.IntN(len(flags))]}
	for range 1 + random.IntN(4) {
		flag := few[random.IntN(len(few))]
		tried := values[kindOf(flag)]
		value := tried[random.IntN(len(tried))]
		if random.IntN(4) > 0 { // mostly right
			value = tried[0]
		}
		name := "--" + flag.name
		switch random.IntN(32) {
		case 0:
			name = "-" + flag.name
		case 1, 2:
			name = strings.ReplaceAll(name, "-", "_")
			name = "--" + strings.TrimLeft(name, "_")
		case 3:
			name += "x"
		}
		switch random.IntN(20) {
		case 0:
			args = append(args, []string{"-v=3", "-v2", "word", "--", "-", ""}[random.IntN(6)])
		case 1, 2:
			args = append(args, name)
		case 3, 4, 5:
			args = append(args, name, value)
		default:
			args = append(args, name+"="+value)
		}
	}
	return args
}

// ask has another process read the command line.
func (l *line) ask() {
	program, err := os.Executable()
	check(err)
	child := exec.Command(program, append([]string{"-read", l.Component}, l.Args...)...)
	var out bytes.Buffer
	child.Stdout = &out
	if err := child.Run(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != refused {
			check(err)
		}
		l.Refused = true
		return
	}
	check(json.Unmarshal(out.Bytes(), &l.Values))
}

// refused is the exit code for a command line with which a component does not
// start.
const refused = 9

// readOne is that other process.
func readOne(component string, args []string) {
	given := map[string]string{}
	var rest []string
	if component == "etcd" {
		set := goflag.NewFlagSet("etcd", goflag.ContinueOnError)
		set.SetOutput(io.Discard)
		embed.NewConfig().AddFlags(set)
		if set.Parse(args) != nil {
			os.Exit(refused)
		}
		set.Visit(func(f *goflag.Flag) { given[f.Name] = f.Value.String() })
		rest = set.Args()
		if len(rest) > 0 {
			os.Exit(refused)
		}
	} else {
		set := sets()[component]
		set.SetOutput(io.Discard)
		if set.Parse(args) != nil {
			os.Exit(refused)
		}
		set.Visit(func(f *pflag.Flag) { given[f.Name] = f.Value.String() })
		for _, word := range set.Args() {
			if word != "" || component == "kubelet" {
				os.Exit(refused)
			}
		}
	}
	text, err := json.Marshal(given)
	check(err)
	fmt.Println(string(text))
}
