c.JupyterHub.authenticator_class = "oauthenticator.generic.GenericOAuthenticator"
c.GenericOAuthenticator.client_id = "@name@"
c.GenericOAuthenticator.client_secret = "@token@"
c.GenericOAuthenticator.token_url = "https://@domain@/token"
c.GenericOAuthenticator.username_claim = "preferred_username"
c.JupyterHub.cookie_secret_file = "/srv/cookie_secret"
c.ConfigurableHTTPProxy.auth_token = get_secret_value("hub.token")
c.JupyterHub.services = [{"name": "cull", "api_token": "@token@"}]
c.KubeSpawner.environment = {"TOKEN": lambda spawner: spawner.api_token}
if password is None:
    raise ValueError(f"no password: {name}")
