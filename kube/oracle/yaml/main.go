// Command yaml says what Kubernetes makes of YAML and JSON text. See README.md
// for the lines it reads and writes.
package main

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"seawall/kube/oracle/internal/lines"
	"sigs.k8s.io/yaml"
)

// request is one text to read; Input is base64 in the line.
type request struct {
	Input []byte `json:"input"`
	Mode  string `json:"mode"`
}

// reading is the JSON of one document or why there is none.
type reading struct {
	JSON  *string `json:"json,omitempty"`
	Error string  `json:"error,omitempty"`
}

// chunk answers mode "chunk": the whole input as one document.
type chunk struct {
	Lenient reading `json:"lenient"`
	Strict  reading `json:"strict"`
}

// stream answers modes "stream" and "file": the documents up to the end of the
// input or the first error, which ends the reading.
type stream struct {
	Documents []string `json:"documents"`
	Error     string   `json:"error,omitempty"`
}

func main() { lines.Serve(answer) }

func answer(r *request) (any, error) {
	switch r.Mode {
	case "chunk":
		return chunk{
			Lenient: read(yaml.YAMLToJSON, r.Input),
			Strict:  read(yaml.YAMLToJSONStrict, r.Input),
		}, nil
	case "stream":
		return readStream(bytes.NewReader(r.Input)), nil
	case "file":
		// kubectl looks for a byte order mark (UTF-16 is read too) and
		// replaces what is not UTF-8, in files and on standard input alike.
		decoder := unicode.BOMOverride(unicode.UTF8.NewDecoder())
		return readStream(transform.NewReader(bytes.NewReader(r.Input), decoder)), nil
	default:
		return nil, fmt.Errorf("request: unknown mode %q", r.Mode)
	}
}

func read(convert func([]byte) ([]byte, error), input []byte) reading {
	json, err := convert(input)
	if err != nil {
		return reading{Error: err.Error()}
	}
	text := string(json)
	return reading{JSON: &text}
}

// kubectlLookahead is how far kubectl looks for the brace that makes a stream
// JSON. What is read depends on it.
const kubectlLookahead = 4096

// readStream takes a stream apart with the decoder, the target type and the
// treatment of empty documents that kubectl's stream visitor has.
func readStream(input io.Reader) stream {
	result := stream{Documents: []string{}}
	decoder := utilyaml.NewYAMLOrJSONDecoder(input, kubectlLookahead)
	for {
		var document runtime.RawExtension
		switch err := decoder.Decode(&document); {
		case err == io.EOF:
			return result
		case err != nil:
			result.Error = err.Error()
			return result
		}
		if raw := bytes.TrimSpace(document.Raw); len(raw) > 0 && string(raw) != "null" {
			result.Documents = append(result.Documents, string(raw))
		}
	}
}
