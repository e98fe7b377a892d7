package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// identities are the users of the control plane: file name, user name and
// group. Each gets a client certificate and a kubeconfig; admin also a token.
var identities = []struct{ file, user, group string }{
	{"admin", "seawall-admin", "system:masters"},
	{"controller-manager", "system:kube-controller-manager", ""},
	{"scheduler", "system:kube-scheduler", ""},
}

// certsProgram is "kube certs DIR SERVER": it writes everything with which the
// control plane of DIR is started and reached at the URL SERVER. No openssl,
// nothing to install; all of it is worth nothing outside this one cluster.
func certsProgram() int {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: kube certs DIR https://127.0.0.1:PORT")
		return 2
	}
	if err := writeCerts(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "kube certs:", err)
		return 1
	}
	return 0
}

func writeCerts(dir, server string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	ca, err := newAuthority(dir)
	if err != nil {
		return err
	}
	serving := &x509.Certificate{
		Subject:     pkix.Name{CommonName: "kube-apiserver"},
		DNSNames:    []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4(10, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if err := ca.issue(dir, "serving", serving); err != nil {
		return err
	}
	for _, id := range identities {
		client := &x509.Certificate{
			Subject:     pkix.Name{CommonName: id.user},
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
		}
		if id.group != "" {
			client.Subject.Organization = []string{id.group}
		}
		if err := ca.issue(dir, id.file, client); err != nil {
			return err
		}
		if err := write(dir, id.file+".kubeconfig", kubeconfig(id.file, server)); err != nil {
			return err
		}
	}
	if err := writeToken(dir); err != nil {
		return err
	}
	return writeServiceAccountKey(dir)
}

// kubeconfig names its files relative to itself, so that DIR may be moved.
func kubeconfig(file, server string) []byte {
	return fmt.Appendf(nil, `apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: %q, certificate-authority: ca.crt}}]
users: [{name: test, user: {client-certificate: %s.crt, client-key: %s.key}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
current-context: test
`, server, file, file)
}

// writeToken makes the admin's bearer token, alone (admin.token) and in the
// form --token-auth-file reads (tokens.csv).
func writeToken(dir string) error {
	secret := make([]byte, 24)
	rand.Read(secret) // never fails: crypto/rand ends the program instead
	token := hex.EncodeToString(secret)
	if err := write(dir, "admin.token", []byte(token)); err != nil {
		return err
	}
	admin := identities[0]
	return write(dir, "tokens.csv", fmt.Appendf(nil, "%s,%s,%s,%s\n", token, admin.user, admin.user, admin.group))
}

// writeServiceAccountKey makes the pair that signs and verifies the tokens of
// service accounts.
func writeServiceAccountKey(dir string) error {
	key, err := writeKey(dir, "sa")
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writePEM(dir, "sa.pub", "PUBLIC KEY", public)
}

type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(dir string) (*authority, error) {
	key, err := writeKey(dir, "ca")
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "seawall-test-ca"},
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	ca := &authority{certificate: template, key: key}
	return ca, ca.sign(dir, "ca", template, key)
}

// issue writes NAME.key and NAME.crt, a leaf certificate of this authority.
func (ca *authority) issue(dir, name string, template *x509.Certificate) error {
	key, err := writeKey(dir, name)
	if err != nil {
		return err
	}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	return ca.sign(dir, name, template, key)
}

func (ca *authority) sign(dir, name string, template *x509.Certificate, key *ecdsa.PrivateKey) error {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return err
	}
	template.SerialNumber = serial
	template.NotBefore = time.Now().Add(-time.Hour)
	template.NotAfter = time.Now().AddDate(1, 0, 0)
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, key.Public(), ca.key)
	if err != nil {
		return err
	}
	return writePEM(dir, name+".crt", "CERTIFICATE", der)
}

func writeKey(dir, name string) (*ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writePEM(dir, name+".key", "EC PRIVATE KEY", der)
}

func writePEM(dir, name, kind string, der []byte) error {
	return write(dir, name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func write(dir, name string, data []byte) error {
	return os.WriteFile(filepath.Join(dir, name), data, 0o600)
}
