// Command roles writes the roles that Kubernetes itself makes, one line for each rule, as tab-separated values. See
// README.md for the columns.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

const header = "namespace\tname\tlabels\taggregates\tgroups\tresources\tnames\turls\tverbs"

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if len(os.Args) > 1 {
		fmt.Fprintf(out, "# %s\n", strings.Join(os.Args[1:], " "))
	}
	fmt.Fprintln(out, header)
	for _, role := range slices.Concat(bootstrappolicy.ClusterRoles(), bootstrappolicy.ControllerRoles()) {
		write(out, "", role.ObjectMeta, aggregates(role.AggregationRule), role.Rules)
	}
	roles := bootstrappolicy.NamespaceRoles()
	for _, namespace := range slices.Sorted(maps.Keys(roles)) {
		for _, role := range roles[namespace] {
			write(out, namespace, role.ObjectMeta, "", role.Rules)
		}
	}
}

// write writes one line for each rule, and one without a rule where there is none.
func write(out *bufio.Writer, namespace string, meta metav1.ObjectMeta, aggregates string, rules []rbacv1.PolicyRule) {
	if len(rules) == 0 {
		rules = []rbacv1.PolicyRule{{}}
	}
	var labels []string
	for _, key := range slices.Sorted(maps.Keys(meta.Labels)) {
		labels = append(labels, key+"="+meta.Labels[key])
	}
	for _, rule := range rules {
		columns := []string{namespace, meta.Name, strings.Join(labels, ","), aggregates}
		for _, list := range [][]string{rule.APIGroups, rule.Resources, rule.ResourceNames, rule.NonResourceURLs, rule.Verbs} {
			columns = append(columns, text(list))
		}
		fmt.Fprintln(out, strings.Join(columns, "\t"))
	}
}

// text joins the items of a list; the core group alone is told from no group at all by quotes.
func text(list []string) string {
	if len(list) == 1 && list[0] == "" {
		return `""`
	}
	return strings.Join(list, ",")
}

// aggregates is what the selectors of an aggregation rule ask for; those of Kubernetes ask for one label each.
func aggregates(rule *rbacv1.AggregationRule) string {
	if rule == nil {
		return ""
	}
	var wanted []string
	for _, selector := range rule.ClusterRoleSelectors {
		if len(selector.MatchExpressions) > 0 || len(selector.MatchLabels) != 1 {
			fmt.Fprintln(os.Stderr, "roles: a selector that is not one label:", metav1.FormatLabelSelector(&selector))
			os.Exit(1)
		}
		for key, value := range selector.MatchLabels {
			wanted = append(wanted, key+"="+value)
		}
	}
	return strings.Join(wanted, ",")
}
