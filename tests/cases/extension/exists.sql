-- case: It is there already
-- covers: create-extension/extension
-- error: 42710
CREATE EXTENSION citext;
CREATE EXTENSION citext;
