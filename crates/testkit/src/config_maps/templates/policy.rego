package authz

default allow := false

allow if {
  token := io.jwt.decode(input.token)
  token[1].iss == "https://@domain@"
  not is_secret(input.path)
}

is_secret(path) if startswith(path, "/secrets")

password := input.attributes.password
denied_tokens := {"@uuid@"}
