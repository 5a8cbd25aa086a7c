# syntax=docker/dockerfile:1
FROM python:3.12-slim-bookworm AS programs
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/requirements.lock
RUN /opt/venv/bin/pip install --require-hashes --no-deps --only-binary :all: -r /tmp/requirements.lock

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 partywork \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin partywork \
    && install -d -o partywork -g partywork -m 0750 /data
COPY --from=programs /opt/venv /opt/venv
WORKDIR /app
COPY manage.py pyproject.toml ./
COPY partywork partywork
COPY branches branches
COPY members members
COPY activities activities
COPY templates templates
COPY static static
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    DJANGO_SETTINGS_MODULE=partywork.settings \
    PARTYWORK_VAR=/data \
    STATIC_ROOT=/opt/static \
    FONTS_DIR=/opt/fonts
# Compiled once here, because the running container cannot write below /app. The key serves this step only.
RUN python -m compileall -q /app /opt/venv/lib || true \
    && SECRET_KEY=only-for-building python manage.py collectstatic --noinput \
    && SECRET_KEY=only-for-building python manage.py build_fonts \
    && rm -rf /data/* /tmp/*
USER partywork
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["gunicorn", "partywork.wsgi", "--bind", "0.0.0.0:8000", "--preload", "--workers", "2", "--threads", "4", \
     "--timeout", "60", "--graceful-timeout", "25", "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--worker-tmp-dir", "/dev/shm", "--log-level", "warning"]
