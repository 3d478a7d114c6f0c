# One image: `puente serve` by default, `puente worker`, `puente migrate` or any other command.
# Both stages stand on one pinned base; raise the tag in both lines at once.

FROM python:3.11.14-slim-trixie AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv /opt/build && python -m venv --without-pip /opt/puente
COPY requirements.lock deploy/build.lock ./
# Only hashed, prebuilt packages: nothing is compiled here and nothing unlisted can come in.
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/build/bin/pip install --require-hashes --only-binary :all: -r build.lock \
    && /opt/build/bin/pip --python /opt/puente/bin/python install \
       --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY src src
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/build/bin/pip --python /opt/puente/bin/python install --no-deps --no-index dist/*.whl

FROM python:3.11.14-slim-trixie
LABEL org.opencontainers.image.title="Puente" \
      org.opencontainers.image.description="Job matching for people in labor mobility, from opening to social-security enrollment." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="Puente contributors"
# pg_dump and pg_restore for `puente backup` and `puente restore`: not older than the server.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
# /srv/puente/var holds an embedded database; /var/cache/puente what numba compiles
# (it will not start without a folder to write to). With a read-only root file system these two
# and /tmp are all that has to be writable.
RUN groupadd --gid 10001 puente \
    && useradd --uid 10001 --gid puente --no-create-home --home-dir /srv/puente --shell /usr/sbin/nologin puente \
    && install --directory --owner=puente --group=puente --mode=0750 /srv/puente /srv/puente/var /var/cache/puente
COPY --from=builder /opt/puente /opt/puente
ENV PATH=/opt/puente/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/var/cache/puente \
    PUENTE_HOST=0.0.0.0
USER 10001:10001
WORKDIR /srv/puente
# Compiled now, so that no request waits for it.
RUN python -c "from matching.ranking import prepare; prepare()"
VOLUME ["/srv/puente/var"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('PUENTE_PORT', '8000') + '/readyz', timeout=4)"]
ENTRYPOINT ["puente"]
CMD ["serve"]
