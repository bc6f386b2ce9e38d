-- revision: d
-- down_revision: b
-- irreversible: it is not
-- +up
SELECT 2;
-- +down
SELECT 3;
