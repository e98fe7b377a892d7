package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// record collects rows, each with the minors that it holds for.
type record struct {
	kinds, fields, enums map[string][]int
	required             map[string][]int
}

func newRecord() *record {
	return &record{kinds: map[string][]int{}, fields: map[string][]int{}, enums: map[string][]int{}, required: map[string][]int{}}
}

// add adds what the sources of one minor declare.
func (r *record) add(tree *tree, minor int) error {
	kinds, err := tree.kinds()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var ahead []string
	for _, kind := range kinds {
		row := strings.Join([]string{kind.group, kind.version, kind.kind, kind.structure}, "\t")
		r.kinds[row] = append(r.kinds[row], minor)
		ahead = append(ahead, kind.structure)
	}
	for len(ahead) > 0 {
		structure := ahead[len(ahead)-1]
		ahead = ahead[:len(ahead)-1]
		if seen[structure] {
			continue
		}
		seen[structure] = true
		fields, err := tree.fields(structure)
		if err != nil {
			return err
		}
		for _, field := range fields {
			row := strings.Join([]string{structure, field.name, field.shape}, "\t")
			r.fields[row] = append(r.fields[row], minor)
			if field.required {
				r.required[row] = append(r.required[row], minor)
			}
			if of := innermost(field.shape, "struct"); of != "" {
				ahead = append(ahead, of)
			}
			if of := innermost(field.shape, "enum"); of != "" && !seen[of] {
				seen[of] = true
				for _, value := range tree.values(of) {
					row := of + "\t" + value
					r.enums[row] = append(r.enums[row], minor)
				}
			}
		}
	}
	return nil
}

// innermost takes the name from `list struct core/v1.Container`.
func innermost(shape, word string) string {
	_, name, _ := strings.Cut(" "+shape, " "+word+" ")
	return name
}

// files gives the text of each file, without its comment.
func (r *record) files() map[string]string {
	return map[string]string{
		"types-kinds.tsv":  table("group\tversion\tkind\ttype\tminors", r.kinds, nil),
		"types-fields.tsv": table("type\tfield\tshape\tminors\trequired", r.fields, r.required),
		"types-enums.tsv":  table("type\tvalue\tminors", r.enums, nil),
	}
}

func table(header string, rows, more map[string][]int) string {
	var text strings.Builder
	fmt.Fprintln(&text, header)
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&text, "%s\t%s", short(row), ranges(rows[row]))
		if more != nil {
			fmt.Fprintf(&text, "\t%s", ranges(more[row]))
		}
		fmt.Fprintln(&text)
	}
	return text.String()
}

// short leaves away what all names of packages begin with.
func short(row string) string {
	return strings.NewReplacer(
		"k8s.io/apiextensions-apiserver/pkg/apis/", "", "k8s.io/apimachinery/pkg/apis/", "",
		"k8s.io/apimachinery/pkg/", "", "k8s.io/kube-aggregator/pkg/apis/", "", "k8s.io/api/", "",
	).Replace(row)
}

// ranges writes 29, 30, 31, 33 as `29-31,33`.
func ranges(numbers []int) string {
	var parts []string
	for at := 0; at < len(numbers); {
		end := at
		for end+1 < len(numbers) && numbers[end+1] == numbers[end]+1 {
			end++
		}
		part := fmt.Sprint(numbers[at])
		if end > at {
			part = fmt.Sprintf("%d-%d", numbers[at], numbers[end])
		}
		parts = append(parts, part)
		at = end + 1
	}
	return strings.Join(parts, ",")
}
