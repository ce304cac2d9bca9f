"""All settings, from the environment (or a file .env), with embedded defaults for one machine."""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def package_dir(package: str, folder: str) -> Path:
    """A folder inside an installed package: vendor files are served from there, never copied into this project."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImproperlyConfigured(f"Het pakket {package} ontbreekt: voer script/bootstrap uit.")
    return Path(spec.submodule_search_locations[0]) / folder


env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
SECRET_KEY = env.str("SECRET_KEY")
LINK_KEY = env.str("LINK_KEY")  # of its own: a new SECRET_KEY leaves the personal links as they are
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL").rstrip("/")

INSTALLED_APPS = [
    "programmes",
    "invitations",
    "press",
    "followup",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "programmes.dialogs.dialog_redirects",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "expeditie.urls"
WSGI_APPLICATION = "expeditie.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "lucide.templatetags.lucide",
                "programmes.templatetags.expeditie",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["expeditie"]
CRISPY_TEMPLATE_PACK = "expeditie"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'expeditie.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")}}

EMAIL_CONFIG = env.email("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="expeditie@localhost")
EMAIL_SUBJECT_PREFIX = ""
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)  # seconds for each answer of the mail server
EMAIL_REPLY_TO = env.str("EMAIL_REPLY_TO", default="")
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")  # retour@...: mail for retour+<anything>@... goes to post_in
IMAP_URL = env.str("IMAP_URL", default="")  # imaps://user:password@host/INBOX, for post_ophalen
OUTBOX_LEASE = env.int("OUTBOX_LEASE", default=300)  # seconds after which a worker that says nothing is given up

AUTH_USER_MODEL = "programmes.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "programmes.signin.UnlikeThePerson", "OPTIONS": {"user_attributes": ["name", "email"]}},
    {"NAME": "programmes.signin.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "programmes.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # a coordinator adds colleagues, and the mail with their link is the proof
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_FORMS = {
    "login": "programmes.forms.signin.LoginForm",
    "reset_password": "programmes.forms.signin.ResetPasswordForm",
    "reset_password_from_key": "programmes.forms.signin.ResetPasswordKeyForm",
    "set_password": "programmes.forms.signin.SetPasswordForm",
    "change_password": "programmes.forms.signin.ChangePasswordForm",
    "reauthenticate": "programmes.forms.signin.ReauthenticateForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Expeditie: "
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "programmes.signin.MFAAdapter"
MFA_FORMS = {
    "authenticate": "programmes.forms.signin.AuthenticateForm",
    "reauthenticate": "programmes.forms.signin.MFAReauthenticateForm",
    "activate_totp": "programmes.forms.signin.ActivateTOTPForm",
    "add_webauthn": "programmes.forms.signin.AddWebAuthnForm",
    "edit_webauthn": "programmes.forms.signin.EditWebAuthnForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Expeditie"
MFA_TOTP_TOLERANCE = 1  # a code stays good for half a minute: typing takes time, and telephones run slow
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https://")  # browsers allow it on localhost only

LANGUAGE_CODE = "nl-be"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
FORMAT_MODULE_PATH = ["expeditie.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("fonts", package_dir("font_source_sans_pro", "files")),
    ("leaflet", package_dir("leaflet", "static/leaflet")),
]
STATICFILES_FINDERS = [
    "expeditie.finders.NamedVendorFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
VENDOR_FILES = {
    "fonts": {f"SourceSansPro-{weight}.ttf" for weight in ("Regular", "It", "Semibold", "Bold")},
    "leaflet": {
        "leaflet.css",
        "leaflet.js",
        "leaflet.js.map",
        *(f"images/{name}.png" for name in ("layers", "layers-2x", "marker-icon", "marker-icon-2x", "marker-shadow")),
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("STATICFILES_STORAGE", default="django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "media"

MAP_TILES_URL = env.str(
    "MAP_TILES_URL",
    default="https://geo.api.vlaanderen.be/GRB/wmts/1.0.0/grb_bsk_grijs/default/GoogleMapsVL/{z}/{y}/{x}.png",
)
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="© Digitaal Vlaanderen")
MAP_ORIGIN = "/".join(MAP_TILES_URL.split("/")[:3])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:", MAP_ORIGIN],  # blob: a photo on its way, shown before it is sent
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a text from Word brings megabytes of markup
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_MB", default=300) * 1024 * 1024  # the Mandatendatabank of all of Flanders

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_links": {"()": "expeditie.logs.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_links"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
