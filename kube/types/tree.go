package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// tree reads the packages of one minor's modules.
type tree struct {
	// modules holds folders by module path.
	modules  map[string]string
	packages map[string]*source
}

// source is one package.
type source struct {
	types map[string]*declaration
	// values holds the string constants of each type.
	values map[string][]string
	// strings holds the values of string constants without a type.
	strings map[string]string
	// registered names the types that AddKnownTypes registers.
	registered []string
	version    string
}

// declaration is a type and what its file imports.
type declaration struct {
	expression ast.Expr
	imports    map[string]string
}

// kind is an object's kind and the struct it is decoded into.
type kind struct {
	group, version, kind, structure string
}

// field is a field as JSON has it.
type field struct {
	name, shape string
	required    bool
}

func newTree() *tree {
	return &tree{modules: map[string]string{}, packages: map[string]*source{}}
}

// apis are the folders whose versions register kinds.
var apis = []string{"k8s.io/api", "k8s.io/apiextensions-apiserver/pkg/apis", "k8s.io/kube-aggregator/pkg/apis"}

// shapes are the types that say themselves how they are decoded.
var shapes = map[string]string{
	"k8s.io/apimachinery/pkg/api/resource.Quantity":                                              "quantity",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString":                                            "intorstring",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":                                                  "time",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":                                             "microtime",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Duration":                                              "duration",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":                                              "any",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":                                               "any",
	"k8s.io/apimachinery/pkg/runtime.Object":                                                     "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON":                              "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.JSON":                         "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrBool":             "schemaorbool",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.JSONSchemaPropsOrBool":        "schemaorbool",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrArray":            "schemaorlist",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.JSONSchemaPropsOrArray":       "schemaorlist",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrStringArray":      "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.JSONSchemaPropsOrStringArray": "any",
}

// kinds finds the kinds that the packages of the API register, without lists and
// the options of requests.
func (t *tree) kinds() ([]kind, error) {
	var found []kind
	for _, api := range apis {
		folder, err := t.folder(api)
		if err != nil {
			return nil, err
		}
		files, err := filepath.Glob(filepath.Join(folder, "*", "v*", "register.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			below, err := filepath.Rel(folder, filepath.Dir(file))
			if err != nil {
				return nil, err
			}
			name := path.Join(api, filepath.ToSlash(below))
			source, err := t.source(name)
			if err != nil {
				return nil, err
			}
			for _, registered := range source.registered {
				if isObject(registered) {
					found = append(found, kind{source.strings["GroupName"], source.version, registered, name + "." + registered})
				}
			}
		}
	}
	return found, nil
}

func isObject(kind string) bool {
	return !strings.HasSuffix(kind, "Options") && !strings.HasSuffix(kind, "List")
}

// folder finds a package in the modules.
func (t *tree) folder(name string) (string, error) {
	for module, folder := range t.modules {
		if rest, inside := strings.CutPrefix(name+"/", module+"/"); inside {
			return filepath.Join(folder, rest), nil
		}
	}
	return "", fmt.Errorf("%s is in none of the modules", name)
}

// source reads a package, once.
func (t *tree) source(name string) (*source, error) {
	if known := t.packages[name]; known != nil {
		return known, nil
	}
	folder, err := t.folder(name)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	read := &source{types: map[string]*declaration{}, values: map[string][]string{}, strings: map[string]string{}, version: path.Base(name)}
	t.packages[name] = read
	for _, entry := range entries {
		file := entry.Name()
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "zz_") || strings.HasSuffix(file, ".pb.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, file), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		read.file(parsed)
	}
	return read, nil
}

func (s *source) file(file *ast.File) {
	imports := map[string]string{}
	for _, spec := range file.Imports {
		target, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(target)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = target
	}
	for _, item := range file.Decls {
		general, is := item.(*ast.GenDecl)
		if !is {
			continue
		}
		for _, spec := range general.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.types[spec.Name.Name] = &declaration{spec.Type, imports}
			case *ast.ValueSpec:
				s.constants(spec)
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if call, is := node.(*ast.CallExpr); is {
			s.registration(call)
		}
		return true
	})
}

// constants takes `Name Type = "value"`.
func (s *source) constants(spec *ast.ValueSpec) {
	for at, name := range spec.Names {
		if at >= len(spec.Values) {
			return
		}
		literal, is := spec.Values[at].(*ast.BasicLit)
		if !is || literal.Kind != token.STRING {
			continue
		}
		value, _ := strconv.Unquote(literal.Value)
		if of, is := spec.Type.(*ast.Ident); is && of.Name != "string" {
			s.values[of.Name] = append(s.values[of.Name], value)
		} else {
			s.strings[name.Name] = value
		}
	}
}

// registration takes the types from `scheme.AddKnownTypes(SchemeGroupVersion, &Pod{}, …)`.
func (s *source) registration(call *ast.CallExpr) {
	function, is := call.Fun.(*ast.SelectorExpr)
	if !is || function.Sel.Name != "AddKnownTypes" {
		return
	}
	for _, argument := range call.Args[1:] {
		if address, is := argument.(*ast.UnaryExpr); is {
			if literal, is := address.X.(*ast.CompositeLit); is {
				if name, is := literal.Type.(*ast.Ident); is {
					s.registered = append(s.registered, name.Name)
				}
			}
		}
	}
}

// values gives the constants of an enumeration, ordered.
func (t *tree) values(full string) []string {
	name, of := split(full)
	values := slices.Clone(t.packages[name].values[of])
	slices.Sort(values)
	return slices.Compact(values)
}

// fields gives the fields of a struct, those of what it embeds among them.
func (t *tree) fields(full string) ([]field, error) {
	name, of := split(full)
	source, err := t.source(name)
	if err != nil {
		return nil, err
	}
	declared := source.types[of]
	if declared == nil {
		return nil, fmt.Errorf("%s is not declared", full)
	}
	structure, is := declared.expression.(*ast.StructType)
	if !is {
		return t.named(declared, name)
	}
	byName := map[string]field{}
	for _, item := range structure.Fields.List {
		tag := ""
		if item.Tag != nil {
			text, _ := strconv.Unquote(item.Tag.Value)
			tag = reflect.StructTag(text).Get("json")
		}
		key, options, _ := strings.Cut(tag, ",")
		if key == "-" {
			continue
		}
		if len(item.Names) == 0 && key == "" {
			embedded, err := t.shape(item.Type, declared.imports, name)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", full, err)
			}
			inner, err := t.fields(innermost(embedded, "struct"))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", full, err)
			}
			for _, field := range inner {
				if _, overridden := byName[field.name]; !overridden {
					byName[field.name] = field
				}
			}
			continue
		}
		if key == "" {
			return nil, fmt.Errorf("%s: a field without a name in JSON", full)
		}
		shape, err := t.shape(item.Type, declared.imports, name)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", full, key, err)
		}
		written := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		required := says(item.Doc, "required") || (!written && !says(item.Doc, "optional"))
		byName[key] = field{key, shape, required}
	}
	var found []field
	for _, key := range slices.Sorted(maps.Keys(byName)) {
		found = append(found, byName[key])
	}
	return found, nil
}

// named gives the fields of a type that is declared as another: `type A B`.
func (t *tree) named(declared *declaration, name string) ([]field, error) {
	shape, err := t.shape(declared.expression, declared.imports, name)
	if err != nil {
		return nil, err
	}
	return t.fields(innermost(shape, "struct"))
}

// says looks for `+required`, `+k8s:required` and the like.
func says(comment *ast.CommentGroup, marker string) bool {
	if comment == nil {
		return false
	}
	for _, line := range comment.List {
		text, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line.Text, "//")), " ")
		if text == "+"+marker || text == "+k8s:"+marker {
			return true
		}
	}
	return false
}

// basic are Go's own types.
var basic = map[string]string{
	"string": "string", "bool": "bool", "int32": "int32", "int64": "int64", "int": "int64",
	"float64": "float", "float32": "float", "uint16": "uint16", "any": "any",
}

// shape says how a type is decoded: `list struct k8s.io/api/core/v1.Container`.
func (t *tree) shape(expression ast.Expr, imports map[string]string, in string) (string, error) {
	switch expression := expression.(type) {
	case *ast.StarExpr:
		return t.shape(expression.X, imports, in)
	case *ast.ParenExpr:
		return t.shape(expression.X, imports, in)
	case *ast.InterfaceType:
		return "any", nil
	case *ast.ArrayType:
		if item, is := expression.Elt.(*ast.Ident); is && item.Name == "byte" {
			return "bytes", nil
		}
		item, err := t.shape(expression.Elt, imports, in)
		return "list " + item, err
	case *ast.MapType:
		value, err := t.shape(expression.Value, imports, in)
		return "map " + value, err
	case *ast.SelectorExpr:
		qualifier, is := expression.X.(*ast.Ident)
		if !is {
			return "", fmt.Errorf("a selector of %T", expression.X)
		}
		return t.namedShape(imports[qualifier.Name], expression.Sel.Name)
	case *ast.Ident:
		if shape := basic[expression.Name]; shape != "" {
			return shape, nil
		}
		return t.namedShape(in, expression.Name)
	}
	return "", fmt.Errorf("a type of the form %T", expression)
}

func (t *tree) namedShape(in, name string) (string, error) {
	full := in + "." + name
	if shape := shapes[full]; shape != "" {
		return shape, nil
	}
	source, err := t.source(in)
	if err != nil {
		return "", err
	}
	declared := source.types[name]
	if declared == nil {
		return "", fmt.Errorf("%s is not declared", full)
	}
	if _, is := declared.expression.(*ast.StructType); is {
		return "struct " + full, nil
	}
	shape, err := t.shape(declared.expression, declared.imports, in)
	if shape == "string" && len(source.values[name]) > 0 {
		shape = "enum " + full
	}
	return shape, err
}

// split takes `k8s.io/api/core/v1.Pod` apart.
func split(full string) (string, string) {
	at := strings.LastIndex(full, ".")
	return full[:at], full[at+1:]
}
