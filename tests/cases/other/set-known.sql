-- case: SET of settings that pg_settings does not show, and of an application's own

SET default_with_oids = false;
SET ROLE NONE;
SET role TO DEFAULT;
SET LOCAL lock_timeout = '5s';
SET seed TO 0.5;
SET TIME ZONE 'UTC';
SET DateStyle = 'ISO';
SET app.tenant = '1';
SET SESSION AUTHORIZATION DEFAULT;
SET XML OPTION DOCUMENT;
