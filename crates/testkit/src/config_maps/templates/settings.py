"""Settings of @word@."""
import os
from pathlib import Path

BASE = Path(__file__).parent
SECRET_KEY = os.environ["SECRET_KEY"]
SIGNING_KEY = "@token@"
DEBUG = False
ALLOWED_HOSTS = ["@domain@"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "@word@",
        "USER": "app",
        "PASSWORD": "@password@",
        "HOST": "@host@",
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
token = request_token(user=user, password=password)
CSRF_COOKIE_NAME = "csrftoken"
EMAIL_HOST_PASSWORD = os.getenv("EMAIL_PASSWORD", "")
REST = {"DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.TokenAuthentication",)}
LOCALE = "de_DE.UTF-8"
