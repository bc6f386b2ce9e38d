-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
INSERT INTO users (id) VALUES (1);
