// Package lines is the conversation every oracle has with its caller: one JSON
// value per line in, one per line out, in order.
package lines

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// MaxLine is the longest line that is read, in bytes.
const MaxLine = 64 << 20

// Failure is the answer to a line that got none: its JSON or what is in it
// cannot be read (Error), or the code that was asked panicked (Panic).
type Failure struct {
	Error string `json:"error,omitempty"`
	Panic string `json:"panic,omitempty"`
}

// Serve answers every line of standard input by answer, on standard output,
// and ends the program: 0 at the end of the input, 1 when it cannot be read or
// answers cannot be written.
//
// Output is flushed whenever the next line has yet to arrive, so a caller may
// wait for each answer or send everything at once.
func Serve[Request, Answer any](answer func(*Request) (Answer, error)) {
	if err := serve(os.Stdin, os.Stdout, answer); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[0], err)
		os.Exit(1)
	}
}

func serve[Request, Answer any](in io.Reader, out io.Writer, answer func(*Request) (Answer, error)) error {
	writer := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(writer) // ends every value with a newline
	encoder.SetEscapeHTML(false)
	scanner := bufio.NewScanner(flushBeforeRead{in, writer})
	scanner.Buffer(make([]byte, 1<<20), MaxLine)
	for scanner.Scan() {
		if err := encoder.Encode(answerLine(scanner.Bytes(), answer)); err != nil {
			return err
		}
	}
	if err := writer.Flush(); err != nil {
		return err
	}
	return scanner.Err()
}

func answerLine[Request, Answer any](line []byte, answer func(*Request) (Answer, error)) (result any) {
	defer func() {
		if cause := recover(); cause != nil {
			result = Failure{Panic: fmt.Sprint(cause)}
		}
	}()
	var request Request
	if err := json.Unmarshal(line, &request); err != nil {
		return Failure{Error: "request: " + err.Error()}
	}
	answered, err := answer(&request)
	if err != nil {
		return Failure{Error: err.Error()}
	}
	return answered
}

// flushBeforeRead hands out what was answered before it waits for more input.
type flushBeforeRead struct {
	in  io.Reader
	out *bufio.Writer
}

func (f flushBeforeRead) Read(buffer []byte) (int, error) {
	if err := f.out.Flush(); err != nil {
		return 0, err
	}
	return f.in.Read(buffer)
}
