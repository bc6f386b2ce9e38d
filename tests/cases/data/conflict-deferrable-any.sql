-- case: Without a target any constraint is the target
-- error: 55000
CREATE TABLE berths (pier int, boat int PRIMARY KEY, UNIQUE (pier) DEFERRABLE INITIALLY DEFERRED);
EXPLAIN INSERT INTO berths VALUES (3, 4) ON CONFLICT DO NOTHING;
INSERT INTO berths VALUES (3, 4) ON CONFLICT DO NOTHING;
