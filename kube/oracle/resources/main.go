// Command resources writes what a live API server serves, resources and
// subresources, as tab-separated values. See README.md for the columns.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const header = "group\tversion\tresource\tkind\tnamespaced\tshort_names\tverbs\tcategories\tkind_group\tkind_version\tserved"

// client talks to one API server, as a user with a bearer token.
type client struct {
	server, token string
	http          http.Client
}

// catalogue holds the rest of each row by what names it: group, version and
// resource.
type catalogue map[string]string

func main() {
	ca := flag.String("ca", "", "`FILE` of the server's certificate authority")
	token := flag.String("token", "", "`FILE` with the bearer token")
	name := flag.String("name", "default", "what to call this server in the last column")
	after := flag.String("after", "", "`FILE` this command wrote of another server: its rows stay as they are")
	comment := flag.String("comment", "", "`TEXT` of the first line, which says how the output came to be")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: resources -ca FILE -token FILE [FLAGS] URL")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *ca, *token, *name, *after, *comment); err != nil {
		fmt.Fprintln(os.Stderr, "resources:", err)
		os.Exit(1)
	}
}

func run(url, ca, token, name, after, comment string) error {
	all := catalogue{}
	if after != "" {
		if err := all.read(after); err != nil {
			return err
		}
	}
	c, err := newClient(url, ca, token)
	if err != nil {
		return err
	}
	if err := c.discover(all, name); err != nil {
		return err
	}
	return all.print(comment)
}

func (all catalogue) read(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if line == header || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.SplitN(line, "\t", 4)
		if len(columns) != 4 {
			return fmt.Errorf("%s: not a row: %q", file, line)
		}
		all[strings.Join(columns[:3], "\t")] = columns[3]
	}
	return nil
}

func (all catalogue) print(comment string) error {
	lines := make([]string, 0, len(all))
	for key, rest := range all {
		lines = append(lines, key+"\t"+rest)
	}
	slices.Sort(lines)
	text := header + "\n" + strings.Join(lines, "\n") + "\n"
	if comment != "" {
		text = "# " + comment + "\n" + text
	}
	_, err := io.WriteString(os.Stdout, text)
	return err
}

func newClient(server, ca, tokenFile string) (*client, error) {
	authorities, err := os.ReadFile(filepath.Clean(ca))
	if err != nil {
		return nil, err
	}
	token, err := os.ReadFile(filepath.Clean(tokenFile))
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(authorities) {
		return nil, fmt.Errorf("%s: no certificate", ca)
	}
	return &client{
		server: strings.TrimSuffix(server, "/"),
		token:  strings.TrimSpace(string(token)),
		http: http.Client{
			Timeout:   30 * time.Second,
			Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}},
		},
	}, nil
}

func (c *client) get(path string, into any) error {
	request, err := http.NewRequest(http.MethodGet, c.server+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// discover adds all that /api and /apis serve and no earlier server did.
func (c *client) discover(all catalogue, name string) error {
	paths := []string{"/api/v1"}
	var groups metav1.APIGroupList
	if err := c.get("/apis", &groups); err != nil {
		return err
	}
	for _, group := range groups.Groups {
		for _, version := range group.Versions {
			paths = append(paths, "/apis/"+version.GroupVersion)
		}
	}
	for _, path := range paths {
		var list metav1.APIResourceList
		if err := c.get(path, &list); err != nil {
			return err
		}
		for _, resource := range list.APIResources {
			key, rest := row(list.GroupVersion, resource)
			earlier, known := all[key]
			if !known {
				all[key] = rest + "\t" + name
			} else if !strings.HasPrefix(earlier, rest+"\t") {
				fmt.Fprintf(os.Stderr, "resources: differs from an earlier server: %q: %q, here %q\n", key, earlier, rest)
			}
		}
	}
	return nil
}

// row says what names a resource and all else there is to say of it. The group
// and version of the kind are named only where they are not the resource's own,
// as deployments/scale is an autoscaling/v1 Scale.
func row(groupVersion string, r metav1.APIResource) (key, rest string) {
	group, version, named := strings.Cut(groupVersion, "/")
	if !named {
		group, version = "", groupVersion
	}
	if r.Version == version && r.Group == group {
		r.Group, r.Version = "", ""
	}
	slices.Sort(r.Verbs)
	slices.Sort(r.ShortNames)
	slices.Sort(r.Categories)
	return strings.Join([]string{group, version, r.Name}, "\t"), strings.Join([]string{
		r.Kind, fmt.Sprint(r.Namespaced), strings.Join(r.ShortNames, ","), strings.Join(r.Verbs, ","),
		strings.Join(r.Categories, ","), r.Group, r.Version,
	}, "\t")
}
