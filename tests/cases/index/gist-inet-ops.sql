-- case: An operator class of gist that is not the default outlives a change of type
-- covers: create-index/opclass
CREATE TABLE t (c cidr, d inet);
CREATE INDEX i ON t USING gist (c inet_ops, d inet_ops);
ALTER TABLE t ALTER c TYPE inet;
