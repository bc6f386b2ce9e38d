-- case: Rules switched
-- covers: alter-table/disable-rule, alter-table/enable-rule, alter-table/enable-replica-rule, alter-table/enable-always-rule
CREATE TABLE t (a int);
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
ALTER TABLE t DISABLE RULE r;
ALTER TABLE t ENABLE RULE r;
ALTER TABLE t ENABLE REPLICA RULE r;
ALTER TABLE t ENABLE ALWAYS RULE r;
