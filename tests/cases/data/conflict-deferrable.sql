-- case: ON CONFLICT cannot wait for a deferrable constraint
-- error: 55000
CREATE TABLE berths (pier int, boat int, CONSTRAINT one_each UNIQUE (pier) DEFERRABLE);
INSERT INTO berths VALUES (1, 2);
INSERT INTO berths SELECT 3, 4 WHERE false ON CONFLICT ON CONSTRAINT one_each DO NOTHING;
INSERT INTO berths VALUES (3, 4) ON CONFLICT ON CONSTRAINT one_each DO NOTHING;
