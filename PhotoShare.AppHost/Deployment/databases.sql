-- Runs once, when the PostgreSQL server starts on an empty volume, in psql 15 as the superuser: databases and logins, each with the least rights.
-- A service's login reads and writes rows; the owner's, which its migration has, makes and changes the tables. Nobody else may even connect.
-- The passwords come from the environment, by names such as WEB_DB_PASSWORD. One that is not set is a syntax error, and the server does not start.
\set ON_ERROR_STOP on
-- A statement that fails would be logged with its password.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;

\getenv web_password WEB_DB_PASSWORD
\getenv web_owner_password WEB_DB_OWNER_PASSWORD
\getenv friendbook_api_password FRIENDBOOK_API_DB_PASSWORD
\getenv friendbook_api_owner_password FRIENDBOOK_API_DB_OWNER_PASSWORD
\getenv instapic_api_password INSTAPIC_API_DB_PASSWORD
\getenv instapic_api_owner_password INSTAPIC_API_DB_OWNER_PASSWORD
\getenv keycloak_password KEYCLOAK_DB_PASSWORD

CREATE ROLE web_owner LOGIN PASSWORD :'web_owner_password';
CREATE ROLE web LOGIN PASSWORD :'web_password';
CREATE ROLE friendbook_api_owner LOGIN PASSWORD :'friendbook_api_owner_password';
CREATE ROLE friendbook_api LOGIN PASSWORD :'friendbook_api_password';
CREATE ROLE instapic_api_owner LOGIN PASSWORD :'instapic_api_owner_password';
CREATE ROLE instapic_api LOGIN PASSWORD :'instapic_api_password';
-- Keycloak migrates its database itself.
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak_password';

CREATE DATABASE web OWNER web_owner;
CREATE DATABASE friendbook_api OWNER friendbook_api_owner;
CREATE DATABASE instapic_api OWNER instapic_api_owner;
CREATE DATABASE keycloak OWNER keycloak;

REVOKE ALL ON DATABASE postgres, template1, web, friendbook_api, instapic_api, keycloak FROM PUBLIC;
GRANT CONNECT ON DATABASE web TO web;
GRANT CONNECT ON DATABASE friendbook_api TO friendbook_api;
GRANT CONNECT ON DATABASE instapic_api TO instapic_api;

-- What is inside belongs to the owner of each database; what it makes, its service may use.
\connect keycloak
REVOKE ALL ON SCHEMA public FROM PUBLIC;

\connect web
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO web;
ALTER DEFAULT PRIVILEGES FOR ROLE web_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO web;

\connect friendbook_api
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO friendbook_api;
ALTER DEFAULT PRIVILEGES FOR ROLE friendbook_api_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO friendbook_api;

\connect instapic_api
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO instapic_api;
ALTER DEFAULT PRIVILEGES FOR ROLE instapic_api_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO instapic_api;
