-- revision: next
-- down_revision: init
-- pgbindgen: allow(irreversible-without-reason) in the header

-- +up
-- irreversible: the rows are gone
DELETE FROM users;
