ui = true
api_addr = "https://@host@:8200"
listener "tcp" {
  address = "0.0.0.0:8200"
  tls_cert_file = "/etc/tls/tls.crt"
  tls_key_file = "/etc/tls/tls.key"
}
storage "postgresql" {
  connection_url = "postgres://vault:@urlpassword@@@@host@:5432/vault"
}
seal "awskms" {
  region = "eu-central-1"
  kms_key_id = "@uuid@"
  access_key = "@awsid@"
  secret_key = "@aws@"
}
token_helper = "/usr/local/bin/helper"
default_lease_ttl = "768h"
