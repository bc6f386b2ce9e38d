-- case: Comments on what the catalog does not keep
-- covers: comment/other, comment/extension, comment/policy
CREATE EXTENSION citext;
CREATE TABLE t (a int, b int);
CREATE POLICY p ON t USING (true);
CREATE STATISTICS st ON a, b FROM t;
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
COMMENT ON EXTENSION citext IS 'extension';
COMMENT ON POLICY p ON t IS 'policy';
COMMENT ON STATISTICS st IS 'statistics';
COMMENT ON RULE r ON t IS 'rule';
COMMENT ON COLLATION pg_catalog."C" IS 'collation';
COMMENT ON LANGUAGE plpgsql IS 'language';
COMMENT ON CAST (text AS xml) IS 'cast';
COMMENT ON OPERATOR + (int, int) IS 'operator';
COMMENT ON AGGREGATE count(*) IS 'aggregate';
COMMENT ON ROUTINE lower(text) IS 'routine';
