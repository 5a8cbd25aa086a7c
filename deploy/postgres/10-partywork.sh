#!/bin/sh
# Run once, when the database container is new: the application's role is no superuser and owns its database only.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$PARTYWORK_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE partywork LOGIN PASSWORD :'password';
CREATE DATABASE partywork OWNER partywork;
SQL
