-- The first start makes the users.
CREATE DATABASE @word@;
CREATE ROLE reader NOLOGIN;
CREATE USER app WITH ENCRYPTED PASSWORD '@password@';
GRANT ALL ON DATABASE @word@ TO app;
CREATE TABLE users (id uuid PRIMARY KEY, name text NOT NULL, password_hash text, api_token text UNIQUE);
CREATE INDEX users_token ON users (api_token);
INSERT INTO settings (key, value) VALUES ('token_ttl', '3600'), ('password_policy', 'strict');
ALTER TABLE users ADD COLUMN reset_token varchar(64) DEFAULT NULL;
UPDATE users SET password_hash = crypt(password, gen_salt('bf')) WHERE password IS NOT NULL;
