-- revision: e
-- down_revision: d
--+UP
SELECT 2;
-- +dwon
SELECT 3;
