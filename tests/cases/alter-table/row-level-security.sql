-- case: Row-level security switched
-- covers: alter-table/enable-row-level-security, alter-table/disable-row-level-security, alter-table/force-row-level-security, alter-table/no-force-row-level-security
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE TABLE v (a int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE u ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE v ENABLE ROW LEVEL SECURITY;
ALTER TABLE v DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
