// Command rbac answers lines of JSON with what the RBAC authorizer of Kubernetes decides. See README.md for their form.
package main

import (
	"context"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/component-helpers/auth/rbac/validation"
	registry "k8s.io/kubernetes/pkg/registry/rbac/validation"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"

	"seawall/kube/oracle/internal/lines"
)

// question is a world and what is asked about it.
type question struct {
	ClusterRoles        []*rbacv1.ClusterRole        `json:"clusterroles"`
	ClusterRoleBindings []*rbacv1.ClusterRoleBinding `json:"clusterrolebindings"`
	Roles               []*rbacv1.Role               `json:"roles"`
	RoleBindings        []*rbacv1.RoleBinding        `json:"rolebindings"`
	Requests            []request                    `json:"requests"`
	Covers              []cover                      `json:"covers"`
}

// request is what a SubjectAccessReview asks; with a path it is about a URL.
type request struct {
	User        string   `json:"user"`
	Groups      []string `json:"groups"`
	Verb        string   `json:"verb"`
	Group       string   `json:"group"`
	Resource    string   `json:"resource"`
	Subresource string   `json:"subresource"`
	Name        string   `json:"name"`
	Namespace   string   `json:"namespace"`
	Path        string   `json:"path"`
}

// cover asks whether the rules of an owner hold everything that others grant.
type cover struct {
	Owner   []rbacv1.PolicyRule `json:"owner"`
	Servant []rbacv1.PolicyRule `json:"servant"`
}

// answer has one digit for each request and each cover, 1 for yes.
type answer struct {
	Allowed string `json:"allowed"`
	Covered string `json:"covered"`
}

func main() {
	lines.Serve(decide)
}

func decide(q *question) (answer, error) {
	_, roles := registry.NewTestRuleResolver(q.Roles, q.RoleBindings, q.ClusterRoles, q.ClusterRoleBindings)
	decider := rbac.New(roles, roles, roles, roles)
	var allowed, covered strings.Builder
	for i := range q.Requests {
		decision, _, err := decider.Authorize(context.Background(), q.Requests[i].attributes())
		if err != nil {
			return answer{}, err
		}
		digit(&allowed, decision == authorizer.DecisionAllow)
	}
	for _, c := range q.Covers {
		ok, _ := validation.Covers(c.Owner, c.Servant)
		digit(&covered, ok)
	}
	return answer{allowed.String(), covered.String()}, nil
}

func (r *request) attributes() authorizer.Attributes {
	return authorizer.AttributesRecord{
		User:            &user.DefaultInfo{Name: r.User, Groups: r.Groups},
		Verb:            r.Verb,
		Namespace:       r.Namespace,
		APIGroup:        r.Group,
		APIVersion:      "*",
		Resource:        r.Resource,
		Subresource:     r.Subresource,
		Name:            r.Name,
		ResourceRequest: r.Path == "",
		Path:            r.Path,
	}
}

func digit(out *strings.Builder, yes bool) {
	if yes {
		out.WriteByte('1')
	} else {
		out.WriteByte('0')
	}
}
