-- Run by PostgreSQL's first start, on an empty volume, as the superuser; never again. Passwords come from the container's environment (Databases.cs).
-- Each service has a database, a login "…_owner" that owns it and migrates it, and a login that may read and write rows, and nothing else.
\set ON_ERROR_STOP on

-- Whoever can log in gets no further than his own database.
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;

\getenv owner_password WEB_DB_OWNER_PASSWORD
\getenv password WEB_DB_PASSWORD
CREATE ROLE web_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE web LOGIN PASSWORD :'password';
CREATE DATABASE web OWNER web_owner;
REVOKE ALL ON DATABASE web FROM PUBLIC;
GRANT CONNECT ON DATABASE web TO web;
\connect web
ALTER SCHEMA public OWNER TO web_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO web;
ALTER DEFAULT PRIVILEGES FOR ROLE web_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO web;
ALTER DEFAULT PRIVILEGES FOR ROLE web_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO web;

\getenv owner_password FRIENDBOOK_API_DB_OWNER_PASSWORD
\getenv password FRIENDBOOK_API_DB_PASSWORD
CREATE ROLE friendbook_api_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE friendbook_api LOGIN PASSWORD :'password';
CREATE DATABASE friendbook_api OWNER friendbook_api_owner;
REVOKE ALL ON DATABASE friendbook_api FROM PUBLIC;
GRANT CONNECT ON DATABASE friendbook_api TO friendbook_api;
\connect friendbook_api
ALTER SCHEMA public OWNER TO friendbook_api_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO friendbook_api;
ALTER DEFAULT PRIVILEGES FOR ROLE friendbook_api_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO friendbook_api;
ALTER DEFAULT PRIVILEGES FOR ROLE friendbook_api_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO friendbook_api;

\getenv owner_password INSTAPIC_API_DB_OWNER_PASSWORD
\getenv password INSTAPIC_API_DB_PASSWORD
CREATE ROLE instapic_api_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE instapic_api LOGIN PASSWORD :'password';
CREATE DATABASE instapic_api OWNER instapic_api_owner;
REVOKE ALL ON DATABASE instapic_api FROM PUBLIC;
GRANT CONNECT ON DATABASE instapic_api TO instapic_api;
\connect instapic_api
ALTER SCHEMA public OWNER TO instapic_api_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO instapic_api;
ALTER DEFAULT PRIVILEGES FOR ROLE instapic_api_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO instapic_api;
ALTER DEFAULT PRIVILEGES FOR ROLE instapic_api_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO instapic_api;

-- Keycloak migrates by itself, with the login that it runs with.
\getenv password KEYCLOAK_DB_PASSWORD
CREATE ROLE keycloak LOGIN PASSWORD :'password';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
\connect keycloak
ALTER SCHEMA public OWNER TO keycloak;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
