// Says of each case whether golang.org/x/mod accepts it: a line each, true or false.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proofCase struct {
	Kind                string
	First, Second       int64
	Leaf, OldRoot, Root tlog.Hash
	Proof               []tlog.Hash
	Note                string
}

type cases struct {
	Log, Witness string
	Cases        []proofCase
}

// x/mod knows the signatures of logs alone; a witness's is one more verifier.
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	at := binary.BigEndian.Uint64(signature[:8])
	said := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(w.key, []byte(said), signature[8:])
}

func newWitness(vkey string) witness {
	parts := strings.SplitN(vkey, "+", 3)
	var id uint32
	fmt.Sscanf(parts[1], "%08x", &id)
	key, _ := base64.StdEncoding.DecodeString(parts[2])
	return witness{parts[0], id, key[1:]}
}

func opens(text string, log note.Verifier, watching witness) bool {
	opened, err := note.Open([]byte(text), note.VerifierList(log, watching))
	return err == nil && len(opened.Sigs) == 2
}

func main() {
	var given cases
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		panic(err)
	}
	log, err := note.NewVerifier(given.Log)
	if err != nil {
		panic(err)
	}
	watching := newWitness(given.Witness)
	for _, c := range given.Cases {
		accepted := false
		switch c.Kind {
		case "inclusion":
			accepted = tlog.CheckRecord(c.Proof, c.Second, c.Root, c.First, c.Leaf) == nil
		case "consistency":
			accepted = tlog.CheckTree(c.Proof, c.Second, c.Root, c.First, c.OldRoot) == nil
		case "note":
			accepted = opens(c.Note, log, watching)
		}
		fmt.Println(accepted)
	}
}
