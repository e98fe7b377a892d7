// Command podsecurity says what Pod Security admission makes of Pods, by its
// own evaluator. See README.md for the lines it reads and writes.
package main

import (
	"encoding/json"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	runtimejson "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"seawall/kube/oracle/internal/lines"
)

// request asks about one Pod at one policy (Level, Version) or at every
// combination of Levels and Versions, in that order.
type request struct {
	Pod      json.RawMessage `json:"pod"`
	Level    string          `json:"level"`
	Version  string          `json:"version"`
	Levels   []string        `json:"levels"`
	Versions []string        `json:"versions"`
	// Grouped says a verdict that holds at several policies only once.
	Grouped bool `json:"grouped"`
}

// verdict is what one policy says, in the words of the admission plugin.
type verdict struct {
	Allowed bool     `json:"allowed"`
	Reason  string   `json:"reason"`
	Detail  string   `json:"detail"`
	Checks  []failed `json:"checks"`
}

// failed is one check that does not allow the Pod.
type failed struct {
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// result is a verdict at one policy; Policy is its name in messages.
type result struct {
	Level   string `json:"level"`
	Version string `json:"version"`
	Policy  string `json:"policy"`
	verdict
}

// group is a verdict with all the policies that give it.
type group struct {
	Policies []string `json:"policies"`
	verdict
}

func main() {
	checks, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	decode := podDecoder()
	lines.Serve(func(r *request) (any, error) {
		pod, err := decode(r.Pod)
		if err != nil {
			return nil, err
		}
		results, err := evaluate(checks, pod, r)
		if err != nil {
			return nil, err
		}
		if r.Grouped {
			return map[string]any{"groups": grouped(results)}, nil
		}
		return map[string]any{"results": results}, nil
	})
}

// podDecoder reads a Pod as the API server reads a request's body: names of
// fields are case-sensitive, unknown fields are dropped, nothing is defaulted.
// What says no apiVersion and kind is taken for a v1 Pod.
func podDecoder() func([]byte) (*corev1.Pod, error) {
	scheme := runtime.NewScheme()
	if err := corev1.AddToScheme(scheme); err != nil {
		panic(err)
	}
	serializer := runtimejson.NewSerializerWithOptions(
		runtimejson.DefaultMetaFactory, scheme, scheme, runtimejson.SerializerOptions{})
	podKind := corev1.SchemeGroupVersion.WithKind("Pod")
	return func(body []byte) (*corev1.Pod, error) {
		object, _, err := serializer.Decode(body, &podKind, nil)
		if err != nil {
			return nil, err
		}
		pod, ok := object.(*corev1.Pod)
		if !ok {
			return nil, fmt.Errorf("not a Pod but %s", object.GetObjectKind().GroupVersionKind())
		}
		return pod, nil
	}
}

func evaluate(checks policy.Evaluator, pod *corev1.Pod, r *request) ([]result, error) {
	levels, versions := r.Levels, r.Versions
	if r.Level != "" {
		levels = append(levels, r.Level)
	}
	if r.Version != "" {
		versions = append(versions, r.Version)
	}
	results := make([]result, 0, len(levels)*len(versions))
	for _, levelText := range levels {
		level, err := api.ParseLevel(levelText)
		if err != nil {
			return nil, fmt.Errorf("request: level %q: %w", levelText, err)
		}
		for _, versionText := range versions {
			version, err := api.ParseVersion(versionText)
			if err != nil {
				return nil, fmt.Errorf("request: version %q: %w", versionText, err)
			}
			lv := api.LevelVersion{Level: level, Version: version}
			results = append(results, result{
				Level:   levelText,
				Version: versionText,
				Policy:  lv.String(),
				verdict: judge(checks, pod, lv),
			})
		}
	}
	return results, nil
}

func judge(checks policy.Evaluator, pod *corev1.Pod, lv api.LevelVersion) verdict {
	all := policy.AggregateCheckResults(checks.EvaluatePod(lv, &pod.ObjectMeta, &pod.Spec))
	v := verdict{
		Allowed: all.Allowed,
		Reason:  all.ForbiddenReason(),
		Detail:  all.ForbiddenDetail(),
		Checks:  make([]failed, len(all.ForbiddenReasons)),
	}
	for i := range v.Checks {
		v.Checks[i] = failed{Reason: all.ForbiddenReasons[i], Detail: all.ForbiddenDetails[i]}
	}
	return v
}

// grouped puts equal verdicts together, in the order they first occur. All of a
// verdict follows from the checks that failed.
func grouped(results []result) []*group {
	groups := []*group{}
	byChecks := map[string]*group{}
	for _, r := range results {
		key := fmt.Sprintf("%q", r.Checks)
		g, seen := byChecks[key]
		if !seen {
			g = &group{verdict: r.verdict}
			byChecks[key] = g
			groups = append(groups, g)
		}
		g.Policies = append(g.Policies, r.Policy)
	}
	return groups
}
