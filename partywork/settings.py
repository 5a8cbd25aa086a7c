"""One file, by section; a deployment differs by environment only."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
import dj_email_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from environs import Env
from kombu import Exchange, Queue

from partywork import embedded

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("PARTYWORK_VAR", str(BASE_DIR / "var"))).resolve()

# --- what this installation is -------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
DEMO_MODE = env.bool("PARTYWORK_DEMO", False)
SECRET_KEY = env.str("SECRET_KEY", "") or embedded.secret_key(VAR_DIR)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["*"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "partywork",
    "branches",
    "members",
    "activities",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "knox",
    "pgtrigger",
    "rest_framework",
    "treebeard",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.SignedInMiddleware",
    "partywork.plain_text.PlainTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "members.middleware.AccessMiddleware",
    "members.middleware.FirstPasswordMiddleware",
    "partywork.wrong_method.WrongMethodMiddleware",
    "partywork.no_engine.EngineMissingMiddleware",
]

ROOT_URLCONF = "partywork.urls"
WSGI_APPLICATION = "partywork.wsgi.application"

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
                "partywork.context.frame",
            ],
            "builtins": ["partywork.templatetags.office", "partywork.templatetags.components"],
        },
    },
]
FORM_RENDERER = "partywork.common.forms.OfficeFormRenderer"

# --- database, broker, cache ---------------------------------------------------------------------------------

ENGINES = embedded.urls(VAR_DIR)
DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "") or ENGINES.database, conn_max_age=60, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": (REDIS_URL.rstrip("/") + "/1") if REDIS_URL else ENGINES.cache,
        "KEY_PREFIX": "partywork",
    }
}

# --- accounts ------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.backends.OfficeBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "members.accounts.OfficeAccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.account.SignInForm",
    "change_password": "members.forms.account.NewPasswordForm",
    "reauthenticate": "members.forms.account.ConfirmPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "partywork_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", False)
CSRF_FAILURE_VIEW = "partywork.errors.csrf_failure"

# --- safety --------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.bool("HTTPS", False)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if env.bool("HTTPS", False) else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HTTPS", False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The camera reads printed sign-in cards, on a page of ours and after the browser has asked (N35); no picture is sent.
PERMISSIONS_POLICY: dict[str, list[str]] = {"geolocation": [], "camera": ["self"], "microphone": []}
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
# A roster file of 5,000 rows, each with its tick, and as many who are not in it, each with the tick that they left.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

# --- language, time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Without a collected folder the files are served from where they lie; collecting is for the container image.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_AUTOREFRESH = False
if WHITENOISE_USE_FINDERS:
    # Asked for under a stamp of their content only, see partywork.common.statics.
    WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/(css|js|django_htmx)/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "partywork.common.statics.StampedStaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "files")))
FONTS_DIR = Path(env.str("FONTS_DIR", str(VAR_DIR / "fonts")))

# --- mail ----------------------------------------------------------------------------------------------------

# EMAIL_URL like smtp+tls://user:password@host:587; without it nothing is mailed and the inbox serves alone.
EMAIL_URL = env.str("EMAIL_URL", "")
_mail = dj_email_url.parse(EMAIL_URL or "dummy:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", ""), _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "partywork@localhost")
EMAIL_TIMEOUT = 20

# --- groups and short messages -------------------------------------------------------------------------------

# The gateway of short messages, see activities.services.short_messages; without it none are sent.
SMS_URL = env.str("SMS_URL", "")
# Further places of group robots beside those of the three houses, for an office with a server of its own:
# https://im.example.cn,http://10.1.2.3:8080
ROBOT_ORIGINS: list[str] = env.list("ROBOT_ORIGINS", [])
# What members earn is encrypted with a key of its own; the first writes, all of them read.
# Without one, a key is made under var/ when the first base is entered, see partywork.common.sealed.
DUES_KEYS: list[str] = env.list("DUES_KEY", [])
# ID numbers, telephones and addresses: likewise. The key also stands behind the blind indexes of these.
PERSONAL_KEYS: list[str] = env.list("PERSONAL_KEY", [])
SALT_KEY = "partywork.robots"  # with SECRET_KEY it encrypts the robots' addresses

# --- programs ------------------------------------------------------------------------------------------------

KNOX_TOKEN_MODEL = "members.ApiToken"
MIGRATION_MODULES: dict[str, str | None] = {"knox": None}  # its own table would stand beside ours, unused
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_TTL": timedelta(days=365), "TOKEN_PREFIX": "pw_"}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["partywork.common.bearer.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "partywork.common.schema.ApiSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "partywork.common.pagination.KeyPagination",
    "PAGE_SIZE": 100,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
DRF_STANDARDIZED_ERRORS = {"EXCEPTION_HANDLER_CLASS": "partywork.common.api_errors.OfficeExceptionHandler"}
SPECTACULAR_SETTINGS = {
    "TITLE": "partywork",
    "VERSION": "1",
    "DESCRIPTION": "党支部工作数据接口。按组织和权限授权，只读，游标翻页。用法见 docs/api.md。",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "ENUM_NAME_OVERRIDES": {
        "OrganizationKind": "branches.choices.OrganizationKind",
        "ActivityKind": "activities.choices.ActivityKind",
        "FilingKind": "activities.choices.FilingKind",
        "PlanState": "activities.choices.PlanState",
        "ActivityState": "activities.choices.ActivityState",
        "RecordState": "activities.choices.RecordState",
        "FilingState": "activities.choices.FilingState",
        "RemarkKind": "activities.choices.RemarkKind",
    },
}

# --- jobs ----------------------------------------------------------------------------------------------------

CELERY_BROKER_URL = (REDIS_URL.rstrip("/") + "/0") if REDIS_URL else ENGINES.broker
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
# Each with an exchange and key of its own: bound to one exchange, every task would reach both.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("default", "pdf")]
CELERY_TASK_ROUTES = {"activities.render_document": {"queue": "pdf"}}
# Nothing may be lost when a worker is killed: see docs/decisions/0004.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 25
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 420
CELERY_TASK_SOFT_TIME_LIMIT = 400
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "deliver-notices": {"task": "activities.deliver_notices", "schedule": 30.0},
    "run-ratings": {"task": "activities.run_ratings", "schedule": 60.0},
    "forget-ballots": {"task": "activities.forget_ballots", "schedule": crontab(hour=2, minute=40)},
    "forget-leave-proofs": {"task": "activities.forget_leave_proofs", "schedule": crontab(hour=2, minute=55)},
    "forget-call-lists": {"task": "activities.forget_call_lists", "schedule": crontab(hour=2, minute=50)},
    "sweep-documents": {"task": "activities.sweep_documents", "schedule": 60.0},
    "remind": {"task": "activities.remind", "schedule": crontab(hour=8, minute=30)},
    "continue-studies": {"task": "activities.continue_studies", "schedule": crontab(hour=7, minute=50)},
    "close-years": {"task": "activities.close_years", "schedule": crontab(minute="5,35", hour="5-7")},
    "escalate": {"task": "activities.escalate", "schedule": crontab(hour=8, minute=40)},
    "make-dues-bills": {"task": "members.make_bills", "schedule": crontab(hour=0, minute=20)},
    "renew-exemptions": {"task": "members.renew_exemptions", "schedule": crontab(hour=0, minute=12)},
    "expire-letters": {"task": "members.expire_letters", "schedule": crontab(hour=0, minute=10)},
    "clean-contacts": {
        "task": "members.clean_contacts",
        "schedule": crontab(month_of_year=1, day_of_month=10, hour=3, minute=10),
    },
    "check-dues": {"task": "members.check_dues", "schedule": crontab(hour=2, minute=20)},
    # Every night, so that a night the machine was off is made up for; most nights there is nothing to do.
    "freeze-statistics": {"task": "members.freeze_statistics", "schedule": crontab(hour=0, minute=40)},
    "count-statistics": {"task": "members.count_waiting_statistics", "schedule": crontab(minute="*/10")},
    "reconcile": {"task": "activities.reconcile", "schedule": crontab(hour=2, minute=10)},
}

# --- logs: no personal data, one line per event --------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"one_line": {"()": "partywork.common.logs.RefusedInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {"partywork": {"level": "INFO"}},
}
